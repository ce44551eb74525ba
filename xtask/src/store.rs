//! What the stores are told, `store/`: whether it is whole, says what the manifest says, and fits the stores' fields.
//!
//! Names and summaries are not there: they are the locales' own, `extension/_locales`, which the stores read from the
//! package. [`listing`] puts all three together, for whoever fills in the forms.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

/// A field of a store: the fewest and the most characters it takes.
struct Field {
    name: &'static str,
    least: usize,
    most: usize,
}

// Chrome: 75 in its documentation of the manifest, `name`. Edge: "maximum of 45 characters", said by its maintainers in
// microsoft/MicrosoftEdge-Extensions, discussion 55 (2023).
const NAME: Field = Field { name: "app_name", least: 2, most: 45 };
// Chrome: "no more than 132 characters" (developer.chrome.com, manifest, `description`, seen 2026-11). Firefox takes 250
// (extensionworkshop.com, "Create an appealing listing", 2026-08). Edge shows Chrome's.
const SUMMARY: Field = Field { name: "app_description", least: 10, most: 132 };
// Edge: "Minimum 250 characters, maximum 10,000" (learn.microsoft.com, "Publish a Microsoft Edge extension", 2026-04).
// Chrome's form takes 16,000, as others report it. Firefox names no end.
const DESCRIPTION: Field = Field { name: "description.txt", least: 250, most: 10_000 };
// Chrome's form counts to 1,000 in these, as others report it in their own store texts (2026): not in its documentation.
// Edge has the same fields since 2026, without a documented length.
const PURPOSE: Field = Field { name: "single-purpose.txt", least: 50, most: 1_000 };
const REASON: Field = Field { name: "a reason", least: 50, most: 1_000 };
// No store documents a length for these. Ours, so that somebody reads them.
const NOTES: Field = Field { name: "review-notes.md", least: 250, most: 2_000 };

/// The sections of the manifest whose entries need a reason; of the first two each has its own, hosts may share one.
const SECTIONS: [&str; 4] =
    ["permissions", "optional_permissions", "host_permissions", "optional_host_permissions"];

/// Words that stay as they are, in every language.
const STAY: [&str; 3] = ["Hashcart", "#AmazonCart", "#AmazonBasket"];

/// Everything that is wrong; nothing, where the stores can be told.
pub fn problems(root: &Path) -> Result<Vec<String>> {
    let read =
        |path: &str| fs::read_to_string(root.join(path)).with_context(|| format!("cannot read {path}"));
    let json = |path: &str| -> Result<Value> {
        serde_json::from_str(&read(path)?).with_context(|| format!("{path} is not JSON"))
    };
    let mut wrong = reasons(&json("manifest.json")?, &json("store/permissions.json")?);
    wrong.extend(length(&PURPOSE, "store", &read("store/single-purpose.txt")?));
    wrong.extend(length(&NOTES, "store", &read("store/review-notes.md")?));
    let locales = folders(&root.join("extension/_locales"))?;
    for folder in folders(&root.join("store"))? {
        if !locales.contains(&folder) && root.join("store").join(&folder).join("description.txt").exists() {
            wrong.push(format!("store/{folder}: Hashcart does not speak that language"));
        }
    }
    let english = read("store/en/description.txt")?;
    for locale in &locales {
        let messages = json(&format!("extension/_locales/{locale}/messages.json"))?;
        for field in [&NAME, &SUMMARY] {
            let text = message(&messages, field.name);
            wrong.extend(length(field, &format!("_locales/{locale}"), text));
        }
        match read(&format!("store/{locale}/description.txt")) {
            Err(_) => wrong.push(format!(
                "store/{locale}/description.txt is missing: Edge wants one for each language of the package"
            )),
            Ok(text) => wrong.extend(description(locale, &text, &english)),
        }
    }
    Ok(wrong)
}

/// Name, summary and description of one language, to paste into the forms.
pub fn listing(root: &Path, locale: &str) -> Result<String> {
    let read =
        |path: String| fs::read_to_string(root.join(&path)).with_context(|| format!("cannot read {path}"));
    let messages: Value = serde_json::from_str(&read(format!("extension/_locales/{locale}/messages.json"))?)?;
    let description = read(format!("store/{locale}/description.txt"))?;
    Ok(format!("{}\n\n{}\n\n{description}", message(&messages, NAME.name), message(&messages, SUMMARY.name)))
}

/// The languages that Hashcart speaks, by their folders.
pub fn locales(root: &Path) -> Result<BTreeSet<String>> {
    folders(&root.join("extension/_locales"))
}

/// A permission or host without a reason, and a reason without one of them.
fn reasons(manifest: &Value, given: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    for section in SECTIONS {
        let asked: BTreeSet<&str> = strings(manifest.get(section)).collect();
        let reasons = by_entry(given.get(section));
        let without = asked.iter().filter(|entry| !reasons.contains_key(*entry));
        wrong.extend(without.map(|entry| {
            format!("manifest.json asks for {entry} ({section}): say why in store/permissions.json")
        }));
        for (entry, reason) in &reasons {
            if !asked.contains(entry) {
                wrong.push(format!("store/permissions.json says why {entry} ({section}), and manifest.json does not ask for it"));
            }
            wrong.extend(length(&REASON, &format!("store/permissions.json, {entry},"), reason));
        }
    }
    let scripts = manifest.get("content_scripts").and_then(Value::as_array).into_iter().flatten();
    let hosts: BTreeSet<&str> = strings(manifest.get("host_permissions")).collect();
    let matches = scripts.flat_map(|script| strings(script.get("matches")));
    wrong.extend(matches.filter(|host| !hosts.contains(host)).map(|host| {
        format!("manifest.json runs a content script on {host}, which is no host permission with a reason")
    }));
    for name in ["hosts_in_one", "remote_code"] {
        let text = given.get(name).and_then(Value::as_str).unwrap_or_default();
        wrong.extend(length(&REASON, &format!("store/permissions.json, {name},"), text));
    }
    wrong
}

/// The reasons of a section: an object of names, or a list of hosts that share one.
fn by_entry(section: Option<&Value>) -> BTreeMap<&str, &str> {
    let names = section.and_then(Value::as_object).into_iter().flatten();
    let names = names.filter_map(|(name, reason)| Some((name.as_str(), reason.as_str()?)));
    let groups = section.and_then(Value::as_array).into_iter().flatten();
    let groups = groups.flat_map(|group| {
        let reason = group.get("reason").and_then(Value::as_str).unwrap_or_default();
        strings(group.get("hosts")).map(move |host| (host, reason))
    });
    names.chain(groups).collect()
}

fn strings(list: Option<&Value>) -> impl Iterator<Item = &str> {
    list.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}

fn message<'a>(messages: &'a Value, key: &str) -> &'a str {
    messages.get(key).and_then(|text| text.get("message")?.as_str()).unwrap_or_default()
}

/// A description is plain text in its own language.
fn description(locale: &str, text: &str, english: &str) -> Vec<String> {
    let place = format!("store/{locale}");
    let mut wrong: Vec<String> = length(&DESCRIPTION, &place, text).into_iter().collect();
    let markup = ["**", "](", "</", "&amp;", "\n#", "\n- "];
    wrong.extend(
        markup
            .iter()
            .filter(|mark| text.contains(**mark))
            .map(|mark| format!("{place}/description.txt has {:?}: the stores show plain text", mark.trim())),
    );
    let gone = STAY.iter().filter(|word| !text.contains(**word));
    wrong.extend(gone.map(|word| format!("{place}/description.txt does not say {word}")));
    let lines = |text: &str| text.lines().map(|line| line.starts_with('•')).collect::<Vec<_>>();
    if lines(text) != lines(english) {
        wrong.push(format!("{place}/description.txt has other paragraphs than store/en: translate them all"));
    }
    if locale != "en" && text == english {
        wrong.push(format!("{place}/description.txt is the English one"));
    }
    wrong
}

/// Counted as the browsers' forms count: in UTF-16, so that a character that needs two counts as two.
fn length(field: &Field, place: &str, text: &str) -> Option<String> {
    let length = text.trim().encode_utf16().count();
    (!(field.least..=field.most).contains(&length)).then(|| {
        format!("{place} {} has {length} characters; {} to {} fit", field.name, field.least, field.most)
    })
}

/// The names of the folders in a folder.
fn folders(path: &Path) -> Result<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(path).with_context(|| format!("cannot read {}", path.display()))? {
        let entry = entry?;
        if entry.path().is_dir() {
            names.insert(entry.file_name().to_string_lossy().into_owned());
        }
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn root() -> std::path::PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
    }

    #[test]
    fn the_stores_can_be_told() {
        let wrong = problems(&root()).unwrap();
        assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
    }

    #[test]
    fn a_listing_begins_with_the_words_of_the_package() {
        let listing = listing(&root(), "de").unwrap();
        assert!(listing.starts_with("Hashcart\n\n„In den Einkaufswagen“"), "{listing}");
    }

    /// A reason that is long enough to be one.
    fn why() -> String {
        "because ".repeat(10)
    }

    fn given() -> Value {
        json!({
            "permissions": { "storage": why() },
            "host_permissions": [{ "hosts": ["https://x.com/*", "https://twitter.com/*"], "reason": why() }],
            "hosts_in_one": why(),
            "remote_code": why(),
        })
    }

    #[test]
    fn reasons_and_permissions_are_the_same_set() {
        let manifest = json!({
            "permissions": ["storage"],
            "host_permissions": ["https://x.com/*", "https://twitter.com/*"],
            "content_scripts": [{ "matches": ["https://x.com/*"] }],
        });
        assert_eq!(reasons(&manifest, &given()), [""; 0]);
        let mut more = manifest.clone();
        more["permissions"] = json!(["storage", "tabs"]);
        more["optional_host_permissions"] = json!(["https://t.co/*"]);
        let wrong = reasons(&more, &given());
        assert_eq!(wrong.len(), 2, "{wrong:?}");
        assert!(
            wrong.iter().any(|line| line.contains("tabs")) && wrong.iter().any(|line| line.contains("t.co"))
        );
        let mut less = manifest.clone();
        less["host_permissions"] = json!(["https://twitter.com/*"]);
        let wrong = reasons(&less, &given());
        assert!(wrong.iter().any(|line| line.contains("does not ask for it")), "{wrong:?}");
        assert!(wrong.iter().any(|line| line.contains("content script on https://x.com/*")), "{wrong:?}");
    }

    #[test]
    fn a_reason_that_says_nothing_is_none() {
        let manifest = json!({ "permissions": ["storage"], "host_permissions": ["https://x.com/*", "https://twitter.com/*"] });
        let mut short = given();
        short["permissions"]["storage"] = json!("to store");
        short["remote_code"] = json!(why().repeat(20));
        let wrong = reasons(&manifest, &short);
        assert_eq!(wrong.len(), 2, "{wrong:?}");
    }

    #[test]
    fn a_description_is_plain_whole_and_translated() {
        let english = format!("Hashcart #AmazonCart #AmazonBasket.\n\n• {}\n", "word ".repeat(60));
        assert_eq!(description("en", &english, &english), [""; 0]);
        for (locale, text, named) in [
            ("de", english.clone(), "the English one"),
            ("de", english.replace('•', "–"), "other paragraphs"),
            ("de", english.replace("#AmazonBasket", "basket"), "#AmazonBasket"),
            ("de", english.replace("word ", "**w** "), "plain text"),
            ("de", "Hashcart #AmazonCart #AmazonBasket.\n\n•\n".to_owned(), "250 to 10000"),
        ] {
            let wrong = description(locale, &text, &english).join("\n");
            assert!(wrong.contains(named), "{named}: {wrong}");
        }
    }
}
