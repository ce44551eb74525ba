//! The texts in `extension/_locales`: what the compiler, which knows the English ones as constructors of
//! `hashcart_core::text::Text`, cannot know of them.

#![expect(
    clippy::unwrap_used,
    reason = "the helpers of tests are tests; clippy exempts only the functions marked so"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use hashcart_core::fault::FaultCode;
use hashcart_core::language::Language;
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
    /// For translators; the build tells numbers from words by it.
    #[serde(default)]
    example: Option<String>,
}

type Locale = BTreeMap<String, Text>;

/// The plural categories of each language that Hashcart speaks or means to, as `Intl.PluralRules` has them (CLDR 46).
const CATEGORIES: [(&str, &[&str]); 15] = [
    ("ar", &["zero", "one", "two", "few", "many", "other"]),
    ("de", &["one", "other"]),
    ("en", &["one", "other"]),
    ("es", &["one", "many", "other"]),
    ("fr", &["one", "many", "other"]),
    ("hi", &["one", "other"]),
    ("id", &["other"]),
    ("it", &["one", "many", "other"]),
    ("ja", &["other"]),
    ("nl", &["one", "other"]),
    ("pl", &["one", "few", "many", "other"]),
    ("pt_BR", &["one", "many", "other"]),
    ("sv", &["one", "other"]),
    ("tr", &["one", "other"]),
    ("zh_TW", &["other"]),
];

/// The endings of the forms of a plural; `1` is for exactly one.
const FORMS: [&str; 7] = ["1", "zero", "one", "two", "few", "many", "other"];

/// The plurals of English, without the endings of their forms.
fn plurals(english: &Locale) -> BTreeSet<String> {
    english.keys().filter_map(|key| key.strip_suffix("_other")).map(str::to_owned).collect()
}

/// What a program asks for: a plural without the ending of its form, and any other key as it stands.
fn asked_as(key: &str, plurals: &BTreeSet<String>) -> String {
    let form = key.rsplit_once('_').filter(|(base, form)| plurals.contains(*base) && FORMS.contains(form));
    form.map_or(key, |(base, _)| base).to_owned()
}

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
    let files = files.filter(|(path, _)| !path.ends_with("_tests.rs"));
    files.map(|(path, text)| (path, strip(text))).collect()
}

/// What stands in the places that the pattern finds, and where.
fn found(files: &[(String, String)], pattern: &str) -> BTreeMap<String, String> {
    let pattern = Regex::new(pattern).unwrap();
    let all = files.iter().flat_map(|(path, text)| {
        pattern.captures_iter(text).map(|found| (found.get(1).unwrap().as_str().to_owned(), path.clone()))
    });
    all.collect()
}

/// The frames of our pages and the manifest name texts by their keys, which no compiler checks.
fn named() -> BTreeMap<String, String> {
    let mut named = found(&files("www", ".html"), r#"data-(?:text(?:-[a-z-]+)?|label|hint|tip)="([^"]*)""#);
    let manifest = ("manifest.json".to_owned(), fs::read_to_string(at("manifest.json")).unwrap());
    named.extend(found(&[manifest], "__MSG_([A-Za-z0-9_]+)__"));
    named
}

#[track_caller]
fn none(complaints: Vec<String>) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

/// A JSON reader takes the last of two without a word, and the first is said nowhere.
#[test]
fn every_folder_is_a_language_to_choose() {
    let there: Vec<String> = locales().into_keys().collect();
    let known: Vec<&str> = Language::all().map(Language::folder).collect();
    assert_eq!(known, there, "FOLDERS in crates/core/src/language.rs");
}

#[test]
fn no_text_stands_twice() {
    let key = Regex::new(r#"(?m)^  "(\w+)": \{"#).unwrap();
    for entry in fs::read_dir(at("extension/_locales")).unwrap() {
        let path = entry.unwrap().path().join("messages.json");
        let text = fs::read_to_string(&path).unwrap();
        let mut seen = BTreeSet::new();
        let twice = key.captures_iter(&text).filter_map(|found| {
            let name = found.get(1).unwrap().as_str();
            (!seen.insert(name.to_owned())).then(|| format!("{} has {name} twice", path.display()))
        });
        none(twice.collect());
    }
}

#[test]
fn every_text_that_a_frame_names_is_there() {
    let english = english();
    let missing = named().into_iter().filter(|(key, _)| !english.contains_key(key));
    none(missing.map(|(key, place)| format!("{place} asks for {key:?}: write it in _locales/en")).collect());
}

#[test]
fn every_text_is_asked_for() {
    let plurals = plurals(&english());
    let mut asked: BTreeSet<String> = named().into_keys().collect();
    // A constant is the key in capitals, a function the key itself.
    let constructors = found(&program(), r"Text::([A-Za-z0-9_]+)");
    asked.extend(constructors.into_keys().map(|name| name.to_ascii_lowercase()));
    let unused = english().into_keys().filter(|key| !asked.contains(&asked_as(key, &plurals)));
    none(unused.map(|key| format!("nobody asks for {key:?}: take it out of _locales")).collect());
}

/// The names between `$`s in a message, in lower case because case does not count, and what is left without them.
fn used(message: &str) -> (BTreeSet<String>, String) {
    let name = Regex::new(r"\$([A-Za-z0-9_@]+)\$").unwrap();
    let names = name.captures_iter(message).map(|found| found.get(1).unwrap().as_str().to_ascii_lowercase());
    (names.collect(), name.replace_all(message, "").replace("$$", ""))
}

/// What each placeholder of a text holds.
fn holds(text: &Text) -> BTreeMap<String, String> {
    let all = text.placeholders.iter();
    all.map(|(name, it)| (name.to_ascii_lowercase(), it.content.clone())).collect()
}

#[test]
fn placeholders_are_declared_and_used() {
    let plurals = plurals(&english());
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
            let plural = asked_as(&key, &plurals) != key;
            let contents: BTreeSet<_> = text.placeholders.values().map(|it| it.content.clone()).collect();
            let numbered: BTreeSet<_> =
                (1..=text.placeholders.len()).map(|number| format!("${number}")).collect();
            // A form need not name all that the plural takes; it names the number, unless it is for exactly one.
            if !plural && contents != numbered {
                complaints
                    .push(format!("{place}: its placeholders should hold {numbered:?}, not {contents:?}"));
            }
            if plural && !key.ends_with("_1") && holds(&text).get("number").is_none_or(|it| it != "$1") {
                complaints
                    .push(format!("{place}: name the number, which is $1: one is not one in every language"));
            }
            if text.message.trim() != text.message || text.message.is_empty() {
                complaints.push(format!("{place}: is empty, or has white space around it"));
            }
        }
    }
    none(complaints);
}

#[test]
fn translators_are_told_of_every_text_and_placeholder() {
    let mut complaints = Vec::new();
    for (key, text) in english() {
        let sentence = |it: &&str| it.ends_with('.') && *it != text.message && it.len() > 20;
        if text.description.as_deref().filter(sentence).is_none() {
            complaints.push(format!(
                "_locales/en {key}: describe in a sentence where it is shown, and what it means"
            ));
        }
        for (name, placeholder) in &text.placeholders {
            if placeholder.example.as_ref().is_none_or(String::is_empty) {
                complaints.push(format!("_locales/en {key}: give an example for ${name}$"));
            }
        }
    }
    none(complaints);
}

/// Words that are ours and not our readers', and what to say instead. Case does not count.
const OURS: [(&str, &str); 9] = [
    ("kept", "say saved, or that it stays"),
    ("walks?", "say what the reader does: adding to the cart"),
    ("hand-?overs?", "say what the reader does: sending items to the cart"),
    ("machines?", "say device, or automated"),
    ("shorteners?", "name one, such as amzn.to"),
    ("learns?", "say what is added"),
    ("(?:go|goes|went) on", "say continue"),
    ("webassembly|javascript|xtask", "leave out how it is made"),
    ("unreleased|keep a changelog", "say what is new for the reader"),
];

/// Where such a word is the right one.
const FITS: [(&str, &str, &str); 3] = [
    ("private_here", "kept", "in memory is where it is kept, and it is never saved"),
    ("private_kept", "kept", "the same"),
    ("private_detail", "kept", "the same"),
];

/// The words that are ours in what stands at a place.
fn ours(place: &str, words: &str, fits: &[&str]) -> Vec<String> {
    let words = words.to_lowercase();
    let complain = |(pattern, instead): &(&str, &str)| {
        let found = Regex::new(&format!(r"(?-u:\b)(?:{pattern})(?-u:\b)")).unwrap().find(&words)?.as_str();
        (!fits.contains(&found)).then(|| format!("{place} says {found:?}: {instead}"))
    };
    let two = words.contains(';').then(|| format!("{place} has a semicolon: make two sentences of it"));
    OURS.iter().filter_map(complain).chain(two).collect()
}

#[test]
fn texts_are_in_the_words_of_their_readers() {
    let english = english();
    let fits = |key: &str| -> Vec<_> {
        FITS.iter().filter(|(fits, ..)| *fits == key).map(|(_, word, _)| *word).collect()
    };
    none(english.iter().flat_map(|(key, text)| ours(key, &text.message, &fits(key))).collect());
    let idle = FITS.iter().filter(|(key, word, _)| {
        english.get(*key).is_none_or(|text| !text.message.to_lowercase().contains(word))
    });
    none(
        idle.map(|(key, word, _)| format!("{key} says no {word:?} any more: take it out of FITS")).collect(),
    );
}

#[test]
fn what_is_new_is_in_the_words_of_its_readers() {
    let changes = fs::read_to_string(at("CHANGELOG.md")).unwrap();
    let version = env!("CARGO_PKG_VERSION").rsplit_once('.').unwrap().0;
    let newest = changes.lines().find(|line| line.starts_with("## "));
    assert_eq!(newest, Some(format!("## What's new in {version}").as_str()), "CHANGELOG.md");
    let lines = (1..).zip(changes.lines());
    none(lines.flat_map(|(line, words)| ours(&format!("CHANGELOG.md:{line}"), words, &[])).collect());
}

/// The keys that a language has to have, with the English text that each translates.
fn wanted<'a>(locale: &str, english: &'a Locale) -> BTreeMap<String, &'a Text> {
    let plurals = plurals(english);
    let categories = CATEGORIES.iter().find(|(name, _)| *name == locale).map(|(_, categories)| *categories);
    assert!(categories.is_some(), "_locales/{locale}: say in CATEGORIES which plurals the language has");
    let plain = english.iter().filter(|(key, _)| asked_as(key, &plurals) == **key || key.ends_with("_1"));
    let mut wanted: BTreeMap<_, _> = plain.map(|(key, text)| (key.clone(), text)).collect();
    for base in &plurals {
        let other = &english[&format!("{base}_other")];
        wanted.extend(categories.unwrap().iter().map(|form| (format!("{base}_{form}"), other)));
    }
    wanted
}

#[test]
fn every_locale_says_what_english_says() {
    let english = english();
    let mut complaints = Vec::new();
    for (locale, texts) in locales() {
        let wanted = wanted(&locale, &english);
        for (key, text) in &wanted {
            match texts.get(key) {
                None => complaints.push(format!("_locales/{locale} lacks {key:?}: translate it")),
                Some(theirs) if holds(theirs) != holds(text) => {
                    complaints
                        .push(format!("_locales/{locale} {key:?}: declare the placeholders of _locales/en"));
                }
                Some(_) => {}
            }
        }
        let more = texts.keys().filter(|key| !wanted.contains_key(*key));
        complaints
            .extend(more.map(|key| format!("_locales/{locale} has {key:?}, which it should not: delete it")));
    }
    none(complaints);
}

#[test]
fn a_language_has_the_forms_that_its_numbers_need() {
    let english = english();
    let forms = |locale: &str, base: &str| {
        let forms = wanted(locale, &english).into_keys();
        forms.filter(|key| asked_as(key, &plurals(&english)) == base).collect::<BTreeSet<_>>()
    };
    let keys = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(forms("ja", "count_items"), keys(&["count_items_other"]));
    assert_eq!(
        forms("pl", "count_items"),
        keys(&["count_items_few", "count_items_many", "count_items_one", "count_items_other"])
    );
    assert_eq!(forms("id", "count_removed"), keys(&["count_removed_1", "count_removed_other"]));
    assert_eq!(forms("ar", "count_removed").len(), 7);
}

/// Chrome refuses a manifest with more.
/// `Intl` takes it as it stands, and throws at what is no tag (BCP 47).
#[test]
fn a_locale_names_its_language() {
    let tag = Regex::new("^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$").unwrap();
    let wrong = locales().into_iter().filter(|(_, texts)| {
        let says = |key: &str| texts.get(key).map_or("", |text| text.message.as_str());
        !tag.is_match(says("locale")) || !["ltr", "rtl"].contains(&says("locale_dir"))
    });
    none(wrong.map(|(locale, _)| format!("_locales/{locale}: `locale` or `locale_dir` is none")).collect());
}

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
            code.text().key(),
            format!("fault_{}", name(code)),
            "FaultCode::text: the name is the key"
        );
    }
}
