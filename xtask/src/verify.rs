//! What must be true of a folder before anybody loads it: every file that something names exists, nothing ships that
//! nothing names, nothing is loaded from the network, and no path of the build machine is inside.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Result, bail};
use serde_json::Value;

use crate::html;
use crate::wasm::{PROGRAMS, Program};

/// The files of one extension, by path.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Whether this is text that the bundler made: too large to read names out of it, and checked by its own means.
pub fn is_bundle(path: &str) -> bool {
    let is_made = |program: &Program| {
        [program.engine, program.twin].contains(&path)
            || [program.lazy, program.lazy_twin].contains(&Some(path))
    };
    PROGRAMS.iter().any(is_made)
}

/// What the Rust program has the browser run by name, and so names inside its own bytes.
const INJECTED: [&str; 9] = [
    "peek.js",
    "lazy-x.js",
    "peek-replies.js",
    "peek-parents.js",
    "amazon.js",
    "hashcart-amazon.js",
    "twin-amazon.js",
    "twin-x.js",
    "twin-lazy-x.js",
];

/// Checks a whole extension; the error lists everything that is wrong.
pub fn verify(files: &Files, manifest: &Value, machine: &[String]) -> Result<()> {
    let mut wrong = Vec::new();
    let mut named = BTreeMap::from([("manifest.json".to_owned(), "the browser")]);
    for injected in INJECTED.into_iter().filter(|injected| files.contains_key(*injected)) {
        named.insert(injected.to_owned(), "src/app");
    }
    for program in PROGRAMS.iter().filter(|program| files.contains_key(program.engine)) {
        let files = program.file.map(|file| [Some(file), program.lazy]);
        named.extend(files.into_iter().flatten().flatten().map(|file| (file.to_owned(), "its script")));
    }
    in_manifest(manifest, &mut named);
    if let Some(locale) = manifest.get("default_locale").and_then(Value::as_str) {
        let messages = format!("_locales/{locale}/messages.json");
        check_messages(files.get(&messages), manifest, &mut wrong);
        named.insert(messages, "manifest.json");
    }
    for (path, bytes) in files {
        let text = String::from_utf8_lossy(bytes);
        if path.ends_with(".html") {
            named.insert(path.clone(), "itself, a page");
            in_page(path, &text, &mut named, &mut wrong);
        } else if path.starts_with("_locales/") && path.ends_with("/messages.json") {
            named.insert(path.clone(), "itself, a language");
        } else if path.ends_with(".css") {
            in_style(path, &text, &mut wrong);
        } else if path.ends_with(".js") && !is_bundle(path) {
            in_door(path, &text, &mut named, &mut wrong);
        }
        for machine in machine.iter().filter(|machine| contains(bytes, machine.as_bytes())) {
            wrong.push(format!("{path} carries a path of this machine ({machine})"));
        }
    }
    for (path, by) in &named {
        if !files.contains_key(path) {
            wrong.push(format!("{path} is missing (named by {by})"));
        }
    }
    for path in files.keys().filter(|path| !named.contains_key(*path)) {
        wrong.push(format!("{path} would ship, and nothing names it"));
    }
    if !wrong.is_empty() {
        bail!("{}", wrong.join("\n       "));
    }
    Ok(())
}

/// Every string of the manifest that is a file of ours.
fn in_manifest(value: &Value, named: &mut BTreeMap<String, &str>) {
    match value {
        Value::String(text) if is_file(text) => drop(named.insert(text.clone(), "manifest.json")),
        Value::Array(values) => values.iter().for_each(|value| in_manifest(value, named)),
        Value::Object(keys) => keys.values().for_each(|value| in_manifest(value, named)),
        _ => {}
    }
}

fn is_file(text: &str) -> bool {
    let kinds = [".js", ".html", ".css", ".png", ".svg", ".json"];
    kinds.iter().any(|kind| text.len() > kind.len() && text.ends_with(kind))
        && !text.contains([' ', '*', ':'])
}

/// `__MSG_name__` of the manifest must be a message of the default language.
fn check_messages(messages: Option<&Vec<u8>>, manifest: &Value, wrong: &mut Vec<String>) {
    // A missing file is reported as missing.
    let Some(messages) = messages else { return };
    let Ok(messages) = serde_json::from_slice::<Value>(messages) else {
        wrong.push("the messages of the default language are not JSON".to_owned());
        return;
    };
    let manifest = manifest.to_string();
    let wanted: BTreeSet<_> = manifest
        .split("__MSG_")
        .skip(1)
        .filter_map(|rest| rest.split_once("__"))
        .map(|(name, _)| name)
        .collect();
    for name in wanted {
        if messages.get(name).and_then(|message| message.get("message")).is_none_or(|text| !text.is_string())
        {
            wrong
                .push(format!("manifest.json wants the message {name:?}, and the default language has none"));
        }
    }
}

fn in_page(path: &str, text: &str, named: &mut BTreeMap<String, &str>, wrong: &mut Vec<String>) {
    for tag in html::tags(text) {
        for load in tag.loads() {
            let load = load.trim();
            if is_remote(load) {
                wrong.push(format!("{path} loads {load:?} from the network"));
            } else if !load.starts_with('#') && !load.starts_with("data:") {
                let file = load.split(['?', '#']).next().unwrap_or(load);
                named.insert(file.trim_start_matches("./").trim_start_matches('/').to_owned(), "a page");
            }
        }
        let inline = tag.attributes.iter().any(|(key, _)| key.starts_with("on") || *key == "style");
        let is_inline = tag.name == "style" || (tag.name == "script" && tag.get("src").is_none());
        if inline || is_inline {
            wrong.push(format!(
                "{path} has inline code or style in <{}>, which our own policy refuses",
                tag.name
            ));
        }
    }
}

fn in_style(path: &str, text: &str, wrong: &mut Vec<String>) {
    for part in text.split("url(").skip(1).chain(text.split("@import").skip(1)) {
        let target = part.trim_start().trim_start_matches("url(").trim_start_matches(['"', '\'', ' ']);
        if !target.starts_with("data:") && !target.starts_with('#') {
            let shown: String = target.chars().take(40).collect();
            wrong.push(format!("{path} loads something ({shown}…); styles here stand alone"));
        }
    }
}

/// A hand-written script names files in plain string literals.
fn in_door(path: &str, text: &str, named: &mut BTreeMap<String, &str>, wrong: &mut Vec<String>) {
    for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
        for literal in line.split(['"', '\'', '`']).skip(1).step_by(2) {
            if is_file(literal) {
                named.insert(literal.trim_start_matches("./").trim_start_matches('/').to_owned(), "a script");
            }
        }
        for call in ["importScripts(", "import(", "fetch(", "Worker("] {
            for argument in line.split(call).skip(1) {
                if is_remote(argument.trim_start_matches(['"', '\'', '`', ' '])) {
                    wrong.push(format!("{path} loads from the network: {}", line.trim()));
                }
            }
        }
    }
}

fn is_remote(url: &str) -> bool {
    let url = url.to_ascii_lowercase();
    url.starts_with("http:") || url.starts_with("https:") || url.starts_with("//")
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    !wanted.is_empty() && bytes.windows(wanted.len()).any(|window| window == wanted)
}

#[cfg(test)]
#[path = "verify_tests.rs"]
mod tests;
