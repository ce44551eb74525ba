//! The ONE manifest → one per browser. A derivation takes away what the other browser needs, and adds the version and
//! the owner's values. Edge takes Chrome's as it is: it refuses a manifest with both a background worker and scripts,
//! and Chrome's has the worker only.

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value};

use crate::owner::Owner;

/// A browser we ship for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Browser {
    /// Chrome and everything made from Chromium.
    Chrome,
    /// Firefox, on the desktop and on Android.
    Firefox,
}

impl Browser {
    /// Both, in the order they are built.
    pub const ALL: [Browser; 2] = [Browser::Chrome, Browser::Firefox];

    /// The name of its folder and of its zip.
    pub fn name(self) -> &'static str {
        match self {
            Browser::Chrome => "chrome",
            Browser::Firefox => "firefox",
        }
    }

    /// What it does not know, or warns about.
    fn foreign(self) -> &'static [&'static [&'static str]] {
        match self {
            Browser::Chrome => {
                &[&["background", "scripts"], &["browser_specific_settings"], &["sidebar_action"]]
            }
            // Firefox has no background service workers, and a sidebar instead of a side panel.
            Browser::Firefox => {
                &[&["background", "service_worker"], &["minimum_chrome_version"], &["side_panel"]]
            }
        }
    }

    /// The permissions that it does not know.
    fn foreign_permissions(self) -> &'static [&'static str] {
        match self {
            Browser::Chrome => &[],
            Browser::Firefox => &["sidePanel"],
        }
    }
}

/// Reads the root manifest.
pub fn parse(text: &str) -> Result<Value> {
    let manifest: Value = serde_json::from_str(text).context("manifest.json is not JSON")?;
    if manifest.get("manifest_version") != Some(&Value::from(3)) {
        bail!("manifest.json: manifest_version is not 3");
    }
    Ok(manifest)
}

/// The manifest of one browser.
pub fn derive(root: &Value, browser: Browser, version: &str, owner: &Owner) -> Result<Value> {
    if !is_store_version(version) {
        bail!("Cargo.toml: the stores take no version {version:?}; use three numbers");
    }
    let mut manifest = root.clone();
    let keys = manifest.as_object_mut().context("manifest.json is not an object")?;
    for path in browser.foreign() {
        take(keys, path).with_context(|| format!("manifest.json has no {}", path.join(".")))?;
    }
    let permissions = keys.get_mut("permissions").and_then(Value::as_array_mut);
    let permissions = permissions.context("manifest.json has no permissions")?;
    for foreign in browser.foreign_permissions() {
        let place = permissions.iter().position(|permission| permission == foreign);
        permissions.remove(place.with_context(|| format!("manifest.json does not ask for {foreign}"))?);
    }
    keys.insert("version".to_owned(), Value::from(version));
    if let Some(homepage) = owner.homepage() {
        keys.insert("homepage_url".to_owned(), Value::from(homepage));
    }
    if let Some(settings) = keys.get_mut("browser_specific_settings") {
        let gecko = settings.get_mut("gecko").and_then(Value::as_object_mut);
        let gecko = gecko.context("manifest.json has no browser_specific_settings.gecko")?;
        gecko.insert("id".to_owned(), Value::from(owner.get("gecko_id")));
    }
    Ok(manifest)
}

/// The text that ships.
pub fn write(manifest: &Value) -> Result<Vec<u8>> {
    let mut text = serde_json::to_vec_pretty(manifest)?;
    text.push(b'\n');
    Ok(text)
}

/// Removes what stands at the end of `path`.
fn take(keys: &mut Map<String, Value>, path: &[&str]) -> Option<Value> {
    match path {
        [] => None,
        [last] => keys.remove(*last),
        [first, rest @ ..] => take(keys.get_mut(*first)?.as_object_mut()?, rest),
    }
}

/// Three numbers of at most 65535, as both stores want it.
pub fn is_store_version(version: &str) -> bool {
    version.split('.').count() == 3 && version.split('.').all(|part| part.parse::<u16>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::owner;
    use serde_json::json;

    fn owner() -> Owner {
        Owner::parse(owner::tests::REAL).unwrap()
    }

    fn root() -> Value {
        json!({
            "manifest_version": 3,
            "version": "0",
            "minimum_chrome_version": "121",
            "background": { "service_worker": "background.js", "scripts": ["hashcart.js", "background.js"] },
            "browser_specific_settings": { "gecko": { "strict_min_version": "140.0" } },
            "permissions": ["storage", "sidePanel"],
            "side_panel": { "default_path": "list.html" },
            "sidebar_action": { "default_panel": "list.html" },
        })
    }

    #[test]
    fn chrome_gets_the_worker_and_no_gecko() {
        let expected = json!({
            "manifest_version": 3,
            "version": "1.2.3",
            "homepage_url": "https://hashcart.test/",
            "minimum_chrome_version": "121",
            "background": { "service_worker": "background.js" },
            "permissions": ["storage", "sidePanel"],
            "side_panel": { "default_path": "list.html" },
        });
        assert_eq!(derive(&root(), Browser::Chrome, "1.2.3", &owner()).unwrap(), expected);
    }

    #[test]
    fn firefox_gets_the_scripts_and_the_gecko_settings() {
        let expected = json!({
            "manifest_version": 3,
            "version": "1.2.3",
            "background": { "scripts": ["hashcart.js", "background.js"] },
            "homepage_url": "https://hashcart.test/",
            "browser_specific_settings": { "gecko": { "id": "hashcart@hashcart.test", "strict_min_version": "140.0" } },
            "permissions": ["storage"],
            "sidebar_action": { "default_panel": "list.html" },
        });
        assert_eq!(derive(&root(), Browser::Firefox, "1.2.3", &owner()).unwrap(), expected);
    }

    #[test]
    fn a_key_that_is_gone_is_noticed() {
        let mut manifest = root();
        manifest["background"] = json!({ "service_worker": "background.js" });
        let error = derive(&manifest, Browser::Chrome, "1.2.3", &owner()).unwrap_err().to_string();
        assert_eq!(error, "manifest.json has no background.scripts");
    }

    #[test]
    fn a_homepage_that_is_nobodys_is_left_out() {
        let nobody = Owner::parse(&owner::tests::REAL.replace("hashcart.test", "hashcart.example")).unwrap();
        let manifest = derive(&root(), Browser::Firefox, "1.2.3", &nobody).unwrap();
        assert_eq!(manifest.get("homepage_url"), None);
        assert_eq!(manifest["browser_specific_settings"]["gecko"]["id"], "hashcart@hashcart.example");
    }

    #[test]
    fn versions_of_the_stores() {
        for version in ["1.2.3-beta.1", "1.2", "1.2.3.4", "70000.0.0", ""] {
            assert!(derive(&root(), Browser::Chrome, version, &owner()).is_err(), "{version:?}");
        }
    }

    #[test]
    fn the_manifest_of_the_repository_derives() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../manifest.json");
        let manifest = parse(&std::fs::read_to_string(path).unwrap()).unwrap();
        for browser in Browser::ALL {
            let derived = derive(&manifest, browser, "1.2.3", &owner()).unwrap();
            let keys = derived["background"].as_object().map_or(0, Map::len);
            assert_eq!(keys, 1, "{}: Edge refuses a worker and scripts together", browser.name());
        }
        assert_eq!(
            manifest.pointer("/browser_specific_settings/gecko/id"),
            None,
            "the id stands in store/owner.json and nowhere else"
        );
        assert_eq!(
            manifest["host_permissions"], manifest["content_scripts"][0]["matches"],
            "the twin is injected where the content script runs"
        );
        assert_eq!(manifest.get("web_accessible_resources"), None, "no page may be able to see us");
    }
}
