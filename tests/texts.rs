//! The texts in `extension/_locales`: every one that is asked for is there, and every one that is there is asked for.

#![expect(
    clippy::unwrap_used,
    reason = "the helpers of tests are tests; clippy exempts only the functions marked so"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use hashcart::pages::options;
use hashcart_core::button::ButtonState;
use hashcart_core::exchange::{self, FileFault};
use hashcart_core::fault::FaultCode;
use hashcart_core::handover::{Act, Reason, WaitingFor};
use regex::Regex;
use serde::Deserialize;

/// One text of a locale, as the browsers want it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    message: String,
    /// For translators.
    #[serde(default)]
    description: Option<String>,
    #[serde(default)]
    placeholders: BTreeMap<String, Placeholder>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Placeholder {
    content: String,
    #[serde(default)]
    #[expect(dead_code, reason = "for translators; named here so that a misspelt field is an error")]
    example: Option<String>,
}

type Locale = BTreeMap<String, Text>;

fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn locales() -> BTreeMap<String, Locale> {
    let folders = fs::read_dir(at("extension/_locales")).unwrap().map(|entry| entry.unwrap().path());
    let read = |folder: PathBuf| {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let json = fs::read_to_string(folder.join("messages.json")).unwrap();
        let locale = serde_json::from_str::<Locale>(&json);
        assert!(locale.is_ok(), "_locales/{name}/messages.json: {:?}", locale.as_ref().err());
        (name, locale.unwrap())
    };
    folders.filter(|folder| folder.is_dir()).map(read).collect()
}

fn english() -> Locale {
    locales().remove("en").unwrap()
}

/// The files of a folder with that ending, whole.
fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(at(folder)).unwrap() {
        let name = format!("{folder}/{}", entry.unwrap().file_name().to_string_lossy());
        if at(&name).is_dir() {
            found.extend(files(&name, ending));
        } else if name.ends_with(ending) {
            found.push((name.clone(), fs::read_to_string(at(&name)).unwrap()));
        }
    }
    found.sort();
    found
}

/// The program without comments and unit tests.
fn program() -> Vec<(String, String)> {
    let comment = Regex::new(r"(?m)^ *//[^\n]*$").unwrap();
    let tests = Regex::new(r"(?s)\n#\[cfg\(test\)\]\n[^\n]*mod [a-z_]+ \{\n.*?\n\}\n").unwrap();
    let strip = |text: String| tests.replace_all(&comment.replace_all(&text, ""), "\n").into_owned();
    let files = ["src", "crates"].iter().flat_map(|folder| files(folder, ".rs"));
    files.map(|(path, text)| (path, strip(text))).collect()
}

/// Keys and where they are asked for.
fn asked() -> BTreeMap<String, String> {
    let mut asked = BTreeMap::new();
    let mut find = |path: &str, text: &str, pattern: &str| {
        for found in Regex::new(pattern).unwrap().captures_iter(text) {
            asked.entry(found.get(1).unwrap().as_str().to_owned()).or_insert_with(|| path.to_owned());
        }
    };
    for (path, text) in program() {
        find(&path, &text, r#"(?:texts?|Tell)\((?:\n *)?"([a-z_]+)""#);
        // Keys that travel: `("count_newer", 3)` is made here and said there. They are known by their families.
        find(
            &path,
            &text,
            r#""((?:button|told|report|fault|fail|kept|command|menu|ask_mode|ask_links|template|mode|status|count|link|links|short_links|leads|options|note|import|refused|backups|forget|synced|list|popup)_[a-z_]+)""#,
        );
    }
    for (path, text) in files("www", ".html") {
        find(&path, &text, r#"data-(?:text(?:-[a-z-]+)?|label|hint)="([^"]*)""#);
    }
    for (path, text) in files("extension", ".js") {
        find(&path, &text, r#"getMessage\(['"]([^'"]+)['"]"#);
    }
    find("manifest.json", &fs::read_to_string(at("manifest.json")).unwrap(), "__MSG_([A-Za-z0-9_@]+)__");
    let codes = FaultCode::ALL.iter().map(|code| (code.text_key(), "FaultCode::text_key"));
    let labels = ButtonState::EVERY.iter().map(|state| (state.label_key(), "ButtonState::label_key"));
    let choices =
        options::view(&options::State::default()).groups.into_iter().flat_map(|group| group.choices);
    let choices = choices.flat_map(|choice| [choice.title, choice.detail].map(|key| (key, "pages::options")));
    let halts = WaitingFor::ALL.iter().map(|halt| (halt.text_key(), "WaitingFor::text_key"));
    let reasons = Reason::ALL.iter().map(|reason| (reason.text_key(), "Reason::text_key"));
    let acts = Act::ALL.iter().map(|act| (act.text_key(), "Act::text_key"));
    let files = FileFault::ALL.iter().map(|fault| (fault.text_key(), "FileFault::text_key"));
    let refused = exchange::Reason::ALL.iter().map(|reason| (reason.text_key(), "exchange::Reason"));
    let codes = codes.chain(files).chain(refused);
    let codes = codes.chain(halts).chain(reasons).chain(acts);
    asked.extend(codes.chain(labels).chain(choices).map(|(key, place)| (key.to_owned(), place.to_owned())));
    asked.retain(|key, _| !key.starts_with("@@"));
    // What is counted has a text for one and a text for more.
    let (counted, mut asked): (BTreeMap<_, _>, BTreeMap<_, _>) =
        asked.into_iter().partition(|(key, _)| key.starts_with("count_"));
    for (key, place) in counted {
        asked.extend(["one", "many"].map(|form| (format!("{key}_{form}"), place.clone())));
    }
    asked
}

#[track_caller]
fn none(complaints: Vec<String>) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

#[test]
fn every_text_asked_for_is_there() {
    let english = english();
    let missing = asked().into_iter().filter(|(key, _)| !english.contains_key(key));
    none(missing.map(|(key, place)| format!("{place} asks for {key:?}: write it in _locales/en")).collect());
}

#[test]
fn every_text_is_asked_for() {
    let asked = asked();
    let unused = english().into_keys().filter(|key| !asked.contains_key(key));
    none(unused.map(|key| format!("nobody asks for {key:?}: take it out of _locales")).collect());
}

/// The names between `$`s in a message, in lower case because case does not count, and what is left without them.
fn used(message: &str) -> (BTreeSet<String>, String) {
    let name = Regex::new(r"\$([A-Za-z0-9_@]+)\$").unwrap();
    let names = name.captures_iter(message).map(|found| found.get(1).unwrap().as_str().to_ascii_lowercase());
    (names.collect(), name.replace_all(message, "").replace("$$", ""))
}

#[test]
fn placeholders_are_declared_and_used() {
    let mut complaints = Vec::new();
    for (locale, texts) in locales() {
        for (key, text) in texts {
            let place = format!("_locales/{locale} {key}");
            let declared: BTreeSet<_> =
                text.placeholders.keys().map(|name| name.to_ascii_lowercase()).collect();
            let (used, rest) = used(&text.message);
            if used != declared {
                complaints.push(format!("{place} uses {used:?}, and declares {declared:?}"));
            }
            if rest.contains('$') {
                complaints.push(format!("{place} has a lone $: write $$, or name a placeholder"));
            }
            let contents: BTreeSet<_> = text.placeholders.values().map(|it| it.content.clone()).collect();
            let numbered: BTreeSet<_> =
                (1..=text.placeholders.len()).map(|number| format!("${number}")).collect();
            if contents != numbered {
                complaints
                    .push(format!("{place}: its placeholders should hold {numbered:?}, not {contents:?}"));
            }
            if text.message.trim() != text.message || text.message.is_empty() {
                complaints.push(format!("{place}: is empty, or has white space around it"));
            }
            if text.description.is_some_and(|it| it.is_empty()) {
                complaints.push(format!("{place}: its description for translators is empty"));
            }
        }
    }
    none(complaints);
}

/// A substitution that is given and not declared is dropped in silence; the other way round a hole is shown.
#[test]
fn texts_get_as_many_substitutions_as_they_name() {
    let english = english();
    let wanted = |key: &str| english.get(key).map_or(0, |text| text.placeholders.len());
    let call = Regex::new(r#"texts?\((?:\n *)?"([a-z_]+)",[ \n]*&\[([^\]]*)\]"#).unwrap();
    let mut complaints = Vec::new();
    for (path, text) in program() {
        for found in call.captures_iter(&text) {
            let (_, [key, list]) = found.extract();
            let mut depth = 0;
            let is_comma = |byte: u8| {
                depth += i32::from(byte == b'(') - i32::from(byte == b')');
                byte == b',' && depth == 0
            };
            let list = list.trim().trim_end_matches(',');
            let given =
                if list.is_empty() { 0 } else { 1 + list.bytes().map(is_comma).filter(|it| *it).count() };
            if given != wanted(key) {
                complaints.push(format!(
                    "{path} gives {given} substitutions to {key:?}, which names {}",
                    wanted(key)
                ));
            }
        }
    }
    let bare = asked().into_keys().filter(|key| {
        let alone = ["fault_", "told_", "mode_", "status_", "halt_", "reason_", "act_", "note_"]
            .iter()
            .any(|family| key.starts_with(family));
        alone || ButtonState::EVERY.iter().any(|state| state.label_key() == key)
    });
    let bare = bare.filter(|key| wanted(key) > 0);
    complaints.extend(bare.map(|key| format!("{key:?} is said as it stands: it can name no placeholder")));
    none(complaints);
}

#[test]
fn every_locale_says_what_english_says() {
    let english = english();
    let holds = |text: &Text| -> BTreeMap<String, String> {
        let all = text.placeholders.iter();
        all.map(|(name, it)| (name.to_ascii_lowercase(), it.content.clone())).collect()
    };
    let mut complaints = Vec::new();
    for (locale, texts) in locales() {
        for (key, text) in &english {
            match texts.get(key) {
                None => complaints.push(format!("_locales/{locale} lacks {key:?}: translate it")),
                Some(theirs) if holds(theirs) != holds(text) => {
                    complaints
                        .push(format!("_locales/{locale} {key:?}: declare the placeholders of _locales/en"));
                }
                Some(_) => {}
            }
        }
        let more = texts.keys().filter(|key| !english.contains_key(*key));
        complaints
            .extend(more.map(|key| format!("_locales/{locale} has {key:?}, _locales/en has not: delete it")));
    }
    none(complaints);
}

/// Chrome refuses a manifest with more.
#[test]
fn name_and_description_fit_the_stores() {
    for (locale, texts) in locales() {
        for (key, most) in [("app_name", 75), ("app_description", 132)] {
            let length = texts.get(key).map_or(0, |text| text.message.chars().count());
            assert!(length <= most, "_locales/{locale} {key} has {length} characters of {most}: shorten it");
        }
    }
}

#[test]
fn every_fault_is_listed_and_its_text_bears_its_name() {
    let source = fs::read_to_string(at("crates/core/src/fault.rs")).unwrap();
    let body = source.split("pub enum FaultCode {").nth(1).and_then(|rest| rest.split("\n}").next()).unwrap();
    let variant = Regex::new(r"(?m)^    ([A-Z][A-Za-z]+),$").unwrap();
    let word = Regex::new("([a-z])([A-Z])").unwrap();
    let snake = |name: &str| word.replace_all(name, "${1}_$2").to_lowercase();
    let all: BTreeSet<_> = variant.captures_iter(body).map(|found| snake(&found[1])).collect();
    let name =
        |code: &FaultCode| serde_json::from_value::<String>(serde_json::to_value(code).unwrap()).unwrap();
    let listed: BTreeSet<_> = FaultCode::ALL.iter().map(name).collect();
    assert_eq!(listed, all, "add the new code to FaultCode::ALL");
    assert_eq!(FaultCode::ALL.len(), all.len(), "a code stands twice in FaultCode::ALL");
    for code in FaultCode::ALL {
        assert_eq!(
            code.text_key(),
            format!("fault_{}", name(code)),
            "FaultCode::text_key: the name is the key"
        );
    }
}
