//! The ONE manifest → one per browser. A derivation only takes away what the other browser needs; it adds nothing
//! but the version.

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value};

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
pub fn derive(root: &Value, browser: Browser, version: &str) -> Result<Value> {
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
fn is_store_version(version: &str) -> bool {
    version.split('.').count() == 3 && version.split('.').all(|part| part.parse::<u16>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn root() -> Value {
        json!({
            "manifest_version": 3,
            "version": "0",
            "minimum_chrome_version": "121",
            "background": { "service_worker": "background.js", "scripts": ["hashcart.js", "background.js"] },
            "browser_specific_settings": { "gecko": { "id": "hashcart@hashcart.example" } },
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
            "minimum_chrome_version": "121",
            "background": { "service_worker": "background.js" },
            "permissions": ["storage", "sidePanel"],
            "side_panel": { "default_path": "list.html" },
        });
        assert_eq!(derive(&root(), Browser::Chrome, "1.2.3").unwrap(), expected);
    }

    #[test]
    fn firefox_gets_the_scripts_and_the_gecko_settings() {
        let expected = json!({
            "manifest_version": 3,
            "version": "1.2.3",
            "background": { "scripts": ["hashcart.js", "background.js"] },
            "browser_specific_settings": { "gecko": { "id": "hashcart@hashcart.example" } },
            "permissions": ["storage"],
            "sidebar_action": { "default_panel": "list.html" },
        });
        assert_eq!(derive(&root(), Browser::Firefox, "1.2.3").unwrap(), expected);
    }

    #[test]
    fn a_key_that_is_gone_is_noticed() {
        let mut manifest = root();
        manifest["background"] = json!({ "service_worker": "background.js" });
        let error = derive(&manifest, Browser::Chrome, "1.2.3").unwrap_err().to_string();
        assert_eq!(error, "manifest.json has no background.scripts");
    }

    #[test]
    fn versions_of_the_stores() {
        for version in ["1.2.3-beta.1", "1.2", "1.2.3.4", "70000.0.0", ""] {
            assert!(derive(&root(), Browser::Chrome, version).is_err(), "{version:?}");
        }
    }

    #[test]
    fn the_manifest_of_the_repository_derives() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../manifest.json");
        let manifest = parse(&std::fs::read_to_string(path).unwrap()).unwrap();
        for browser in Browser::ALL {
            derive(&manifest, browser, "1.2.3").unwrap();
        }
        assert_eq!(
            manifest["host_permissions"], manifest["content_scripts"][0]["matches"],
            "the twin is injected where the content script runs"
        );
        assert_eq!(manifest.get("web_accessible_resources"), None, "no page may be able to see us");
    }
}
