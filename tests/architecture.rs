//! The walls of the house, each with its reason. The rooms are described in `src/lib.rs`.
//!
//! What is said in comments is free: they are taken out before anything is looked at.

#![expect(
    clippy::unwrap_used,
    reason = "the helpers of tests are tests; clippy exempts only the functions marked so"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use hashcart_core::marketplace::Marketplace;
use hashcart_core::resolve::HOSTS;
use regex::Regex;
use serde_json::Value;

/// One file of the project.
struct File {
    /// From the root, with `/`.
    path: String,
    text: String,
}

/// Every text file that is ours.
fn project() -> Vec<File> {
    fn walk(folder: &Path, root: &Path, files: &mut Vec<File>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if [".git", "target", "dist", "node_modules"].contains(&name.as_str()) {
                continue;
            } else if path.is_dir() {
                walk(&path, root, files);
            } else if let Ok(text) = fs::read_to_string(&path) {
                let path = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
                files.push(File { path, text });
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    walk(root, root, &mut files);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn file(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// A Rust file taken apart. Lines stay where they were.
struct Source {
    path: String,
    /// Without comments, and with nothing between quotes.
    code: String,
    /// What stood between quotes, with its line.
    strings: Vec<(usize, String)>,
}

/// Whether this is a file of what ships.
fn is_ours(path: &str) -> bool {
    path.starts_with("src/") || path.starts_with("crates/")
}

/// Taken apart once for all tests.
fn sources() -> &'static [Source] {
    static SOURCES: LazyLock<Vec<Source>> = LazyLock::new(|| {
        let is_rust = |file: &File| is_ours(&file.path) && file.path.ends_with(".rs");
        project().into_iter().filter(is_rust).map(|file| source(file.path, &file.text)).collect()
    });
    &SOURCES
}

fn source(path: String, text: &str) -> Source {
    let tokens = Regex::new(
        r##"(?s)(//[^\n]*|/\*.*?\*/)|b?r#"(.*?)"#|b?r"([^"]*)"|"((?:[^"\\]|\\.)*)"|'(?:[^'\\\n]|\\u\{[^}]*\}|\\[^u]|\\x..)'"##,
    )
    .unwrap();
    let (mut code, mut strings, mut end) = (String::new(), Vec::new(), 0);
    for token in tokens.captures_iter(text) {
        let whole = token.get(0).unwrap();
        code.push_str(text.get(end..whole.start()).unwrap());
        end = whole.end();
        if token.get(1).is_none() {
            code.push_str("\"\"");
        }
        if let Some(inner) = (2..=4).find_map(|group| token.get(group)) {
            strings.push((line(text, whole.start()), inner.as_str().to_owned()));
        }
        code.extend(whole.as_str().matches('\n'));
    }
    code.push_str(text.get(end..).unwrap());
    Source { path, code, strings }
}

/// The number of the line at that byte.
fn line(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

/// Fails with everything that was found, not with the first of it.
#[track_caller]
fn none(complaints: Vec<String>) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

/// What some files never name.
struct Wall {
    /// Files whose paths begin so …
    inside: &'static [&'static str],
    /// … but not those whose paths begin so.
    outside: &'static [&'static str],
    /// Words of the code.
    words: &'static [&'static str],
    /// Rooms: `crate::<room>`.
    rooms: &'static [&'static str],
    why: &'static str,
}

const WALLS: &[Wall] = &[
    Wall {
        inside: &["crates/core/src/", "crates/service/src/", "src/pages/"],
        outside: &[
            "src/pages/cart_paint.rs",
            "src/pages/data/paint.rs",
            "src/pages/handover/paint.rs",
            "src/pages/head.rs",
            "src/pages/insights/paint/",
            "src/pages/kit.rs",
            "src/pages/list/paint/",
            "src/pages/listen.rs",
            "src/pages/menus.rs",
            "src/pages/options/paint.rs",
            "src/pages/popup/paint.rs",
            "src/pages/row_paint.rs",
            "src/pages/tile.rs",
            "src/pages/time.rs",
        ],
        words: &[
            "web_sys",
            "js_sys",
            "wasm_bindgen",
            "wasm_bindgen_futures",
            "serde_wasm_bindgen",
            "gloo",
            "std::time",
            "Instant",
            "SystemTime",
            "std::env",
            "std::fs",
            "std::net",
            "thread_local",
            "static mut",
            "rand",
            "getrandom",
        ],
        rooms: &["dom", "webext", "app"],
        why: "meaning and views are the same for the same input: what they need of browser, clock and chance \
              comes in as an argument",
    },
    Wall {
        inside: &["src/dom/", "src/sites/"],
        outside: &[],
        words: &["chrome", "webext", "storage", "local_storage", "session_storage"],
        rooms: &["webext", "app", "pages"],
        why: "sites and dom read and write the pages we live in; `app` brings them together with the extension's API",
    },
    Wall {
        inside: &["src/dom/"],
        outside: &[],
        words: &[],
        rooms: &["sites"],
        why: "what every page has knows of no site",
    },
    Wall {
        inside: &["src/webext/"],
        outside: &[],
        words: &["Document", "Element", "HtmlElement", "Node", "Window"],
        rooms: &["dom", "pages", "app"],
        why: "webext runs in a background without a document, and knows nothing of who calls it",
    },
    Wall {
        inside: &["src/pages/"],
        outside: &[],
        words: &["chrome", "webext"],
        rooms: &["webext", "app"],
        why: "a page shows what it is given; `app` asks the browser and takes the clicks",
    },
    Wall {
        inside: &["src/"],
        outside: &["src/app/"],
        words: &["forget", "into_js_value", "once_into_js"],
        rooms: &[],
        why: "who owns a listener ends it: keep the guard, and let it drop; only `app` knows what lives for ever",
    },
    Wall {
        inside: &["src/", "crates/"],
        outside: &["crates/core/src/link/"],
        words: &["regex"],
        rooms: &[],
        why: "the engine is paid for by the links; everything else is read by hand, in less code than a pattern",
    },
    Wall {
        inside: &["src/sites/x/"],
        outside: &["src/sites/x/button.rs", "src/sites/x/popover.rs", "src/sites/x/shadow.rs"],
        words: &["class_list", "class_name", "get_elements_by_class_name"],
        rooms: &[],
        why: "X's class names change with every build of theirs; use `data-testid`, ARIA and structure",
    },
];

impl Wall {
    fn covers(&self, path: &str) -> bool {
        let under = |list: &[&str]| list.iter().any(|start| path.starts_with(start));
        under(self.inside) && !under(self.outside)
    }

    fn complaints(&self, source: &Source) -> Vec<String> {
        let words = self.words.iter().map(|word| format!(r"(?-u:\b){word}(?-u:\b)"));
        let rooms = self.rooms.iter();
        let rooms = rooms.map(|room| format!(r"(?:crate|super)::(?:\{{(?:[^;]*[{{, \n])?)?{room}(?-u:\b)"));
        let pattern = words.chain(rooms).collect::<Vec<_>>().join("|");
        let found = Regex::new(&pattern).unwrap();
        let said = |found: regex::Match<'_>| {
            let at = line(&source.code, found.start());
            let name = found.as_str().split_whitespace().collect::<Vec<_>>().join(" ");
            format!("{}:{at} names `{name}`: {}", source.path, self.why)
        };
        found.find_iter(&source.code).map(said).collect()
    }
}

#[test]
fn rooms_name_only_what_is_theirs() {
    let sources = sources();
    let behind = |wall: &Wall| {
        let covered = sources.iter().filter(|source| wall.covers(&source.path));
        covered.flat_map(|source| wall.complaints(source)).collect::<Vec<_>>()
    };
    none(WALLS.iter().flat_map(behind).collect());
}

/// A wall that stands nowhere, or that nothing runs into, is worse than none.
#[test]
fn every_wall_holds() {
    let sources = sources();
    let planted = |text: String| source("planted".to_owned(), &text);
    for wall in WALLS {
        assert!(
            sources.iter().any(|source| wall.covers(&source.path)),
            "no file is behind the wall {:?}; correct its paths in WALLS",
            wall.inside
        );
        for word in wall.words {
            assert_eq!(wall.complaints(&planted(format!("use {word}::it;"))).len(), 1, "{word}");
            assert_eq!(wall.complaints(&planted(format!("// {word}\n/* {word} */ \"{word}\""))).len(), 0);
        }
        for room in wall.rooms {
            for text in [
                format!("crate::{room}::it()"),
                format!("use crate::{{{room}}};"),
                format!("use crate::{{core::it,\n    {room}::it}};"),
            ] {
                assert_ne!(wall.complaints(&planted(text)).len(), 0, "{room}");
            }
        }
    }
}

#[test]
fn code_comments_and_strings_are_told_apart() {
    let source = source(
        "it".to_owned(),
        "let a: &'a str = \"s\\\"//\"; // comment\nlet q = ['\"', '\\'']; /* two\nlines */ r#\"a \"raw\" one\"#; b'\\\\'",
    );
    assert_eq!(source.code, "let a: &'a str = \"\"; \nlet q = [\"\", \"\"]; \n \"\"; b\"\"");
    assert_eq!(source.strings, [(1, "s\\\"//".to_owned()), (3, "a \"raw\" one".to_owned())]);
}

#[test]
fn only_webext_says_chrome() {
    let found = sources().iter().filter(|source| !source.path.starts_with("src/webext/"));
    none(
        found
            .flat_map(|source| source.strings.iter().map(move |(at, text)| (&source.path, at, text)))
            .filter(|(_, _, text)| matches!(text.as_str(), "chrome" | "browser"))
            .map(|(path, at, text)| {
                format!("{path}:{at} says {text:?}: one door for each power; the extension's API is behind src/webext")
            })
            .collect(),
    );
}

/// A selector without what stands in brackets and in parentheses.
fn outline(selector: &str) -> String {
    Regex::new(r"\[[^\]]*\]|\([^)]*\)").unwrap().replace_all(selector, "").into_owned()
}

#[test]
fn selectors_for_x_stand_in_one_table_and_name_no_classes() {
    let mut complaints = Vec::new();
    let class = Regex::new(r"(?:^|[ >+~,])[a-z]*\.[A-Za-z_-]").unwrap();
    for source in sources().iter().filter(|source| source.path.starts_with("src/sites/")) {
        let table = source.path.ends_with("selectors.rs");
        // Their strings name the parts of our own shadow tree, which X neither sees nor changes; or are X's sentences.
        let ours = [
            "src/sites/x/button.rs",
            "src/sites/x/popover.rs",
            "src/sites/x/shadow.rs",
            "src/sites/x/words.rs",
        ]
        .contains(&source.path.as_str());
        for (at, text) in &source.strings {
            let place = format!("{}:{at} {text:?}", source.path);
            if !table && text.contains("data-testid") {
                complaints.push(format!(
                    "{place}: X's markup changes monthly; move it to selectors.rs, with its date"
                ));
            }
            let by_class = text.contains("[class") || class.is_match(&outline(text));
            if source.path.starts_with("src/sites/x/") && !ours && by_class {
                complaints.push(format!(
                    "{place}: X's class names change with every build; use data-testid or ARIA"
                ));
            }
        }
    }
    none(complaints);
}

#[test]
fn no_lint_is_silenced_for_a_whole_crate() {
    let silencing = Regex::new(r"#!\[(?:cfg_attr[^\]]*)?(?:allow|expect|warn)\(").unwrap();
    let ours =
        |file: &File| file.path.ends_with(".rs") && (is_ours(&file.path) || file.path.starts_with("xtask/"));
    let complaint = |file: File| {
        let code = source(file.path, &file.text);
        let found = silencing.find(&code.code)?;
        let at = line(&code.code, found.start());
        Some(format!(
            "{}:{at} silences a lint for all that follows: write `#[expect(…, reason = \"…\")]` on the one item",
            code.path
        ))
    };
    none(project().into_iter().filter(ours).filter_map(complaint).collect());
}

#[test]
fn doors_and_files_are_small_enough_to_read_whole() {
    let files = project();
    let lines = |file: &File| file.text.lines().count();
    let is_door = |file: &&File| file.path.starts_with("extension/") && file.path.ends_with(".js");
    let doors: usize = files.iter().filter(is_door).map(lines).sum();
    assert!(
        doors > 0 && doors < 155,
        "extension/*.js have {doors} lines of 155: what decides belongs into src"
    );
    let long = files.iter().filter(|file| is_ours(&file.path) && lines(file) > 400);
    none(
        long.map(|file| {
            format!("{} has {} lines of 400: split it where its room splits", file.path, lines(file))
        })
        .collect(),
    );
}

#[test]
fn colours_spaces_sizes_of_type_and_radii_have_their_values_in_one_file() {
    let colour = r"#[0-9a-fA-F]{3,8}\b|(?:rgb|hsl|light-dark)\(".replace(r"\b", r"(?-u:\b)");
    let size = r"(?:padding|margin|gap|border-radius|font-size)[a-z-]*:[^;}]*[0-9]px|font-size: *[0-9.]+";
    let own = Regex::new(&format!(r"(?m){size}|:[^;{{}}\n]*(?:{colour})")).unwrap();
    let styles = project().into_iter().filter(|file| {
        file.path.starts_with("www/") && file.path.ends_with(".css") && file.path != "www/page.css"
    });
    let mut complaints = Vec::new();
    for file in styles {
        for found in own.find_iter(&file.text) {
            let at = line(&file.text, found.start());
            complaints.push(format!(
                "{}:{at} {:?}: take a value of www/page.css, or name one there",
                file.path,
                found.as_str()
            ));
        }
    }
    none(complaints);
}

/// The lines `name = value` of a TOML file with their sections.
fn toml_lines(text: &str) -> Vec<(&str, &str, &str)> {
    let mut section = "";
    let mut lines = Vec::new();
    for line in text.lines().map(str::trim) {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            section = name;
        } else if let Some((name, value)) = line.split_once(" = ").filter(|_| !line.starts_with('#')) {
            lines.push((section, name, value));
        }
    }
    lines
}

#[test]
fn versions_of_crates_stand_in_the_workspace_only() {
    let mut complaints = Vec::new();
    let manifests: Vec<File> =
        project().into_iter().filter(|file| file.path.ends_with("Cargo.toml")).collect();
    for manifest in &manifests {
        for (section, name, value) in toml_lines(&manifest.text) {
            let whole = section.ends_with("dependencies") && section != "workspace.dependencies";
            let one = section.contains("dependencies.") && !section.starts_with("workspace.");
            let versioned =
                whole && (value.starts_with('"') || value.contains("version =") || value.contains("git ="));
            if versioned || (one && matches!(name, "version" | "git")) {
                complaints.push(format!(
                    "{}: [{section}] {name} = {value}: pin it in [workspace.dependencies], and write `workspace = true`",
                    manifest.path
                ));
            }
        }
    }
    none(complaints);
    let root = file("Cargo.toml");
    let pin = |crate_name: &str| {
        let lines = toml_lines(&root);
        let pin = lines
            .iter()
            .find(|(section, name, _)| (*section, *name) == ("workspace.dependencies", crate_name));
        pin.map(|(_, _, value)| (*value).to_owned())
    };
    let (runtime, generator) = (pin("wasm-bindgen"), pin("wasm-bindgen-cli-support"));
    assert!(
        runtime == generator && runtime.as_deref().is_some_and(|pin| pin.starts_with("\"=")),
        "the glue generator reads the crate's own format: wasm-bindgen {runtime:?} and wasm-bindgen-cli-support \
         {generator:?} must be pinned to the same version with `=`"
    );
}

#[test]
fn tools_from_npm_are_pinned_to_the_digit() {
    let exact = Regex::new(r"^[0-9]+\.[0-9]+\.[0-9]+$").unwrap();
    let package: Value = serde_json::from_str(&file("package.json")).unwrap();
    let lock: Value = serde_json::from_str(&file("package-lock.json")).unwrap();
    let mut complaints = Vec::new();
    for section in ["dependencies", "devDependencies", "optionalDependencies"] {
        let pins = package.get(section).and_then(Value::as_object);
        for (name, pin) in pins.into_iter().flatten() {
            if !pin.as_str().is_some_and(|pin| exact.is_match(pin)) {
                complaints.push(format!("package.json: {name} is {pin}: write the version without ^ or ~"));
            }
            if lock.pointer("/packages/").and_then(|root| root.get(section)?.get(name)) != Some(pin) {
                complaints.push(format!("package-lock.json does not know {name} {pin}: run `npm install`"));
            }
        }
    }
    none(complaints);
}

/// The month of the newest entry of the changelog: tests read no clock, so that an old version still passes.
fn month_of_this_version(files: &[File]) -> String {
    let date = Regex::new(r"20[0-9]{2}-[0-9]{2}").unwrap();
    let changelog = files.iter().find(|file| file.path == "CHANGELOG.md");
    let newest = changelog.and_then(|file| date.find(&file.text));
    newest.map_or("2026-11", |found| found.as_str()).to_owned()
}

#[test]
fn nothing_to_do_is_undated_or_overdue() {
    let files = project();
    let now = month_of_this_version(&files);
    let todo = Regex::new(r"(?-u:\b)(?:TODO|FIXME)(?-u:\b)(?:\((20[0-9]{2}-[0-9]{2})\))?").unwrap();
    let mut complaints = Vec::new();
    for file in files.iter().filter(|file| file.path != "tests/architecture.rs") {
        for found in todo.captures_iter(&file.text) {
            let at = format!("{}:{}", file.path, line(&file.text, found.get(0).unwrap().start()));
            match found.get(1).map(|month| month.as_str()) {
                None => complaints.push(format!("{at}: say until when, as in `TODO(2027-06): drop once …`")),
                Some(month) if month < now.as_str() => {
                    complaints.push(format!(
                        "{at}: was to be done by {month}, and this version is of {now}: do it"
                    ));
                }
                Some(_) => {}
            }
        }
    }
    none(complaints);
}

#[test]
fn nothing_names_the_machine_it_was_made_on() {
    let place = Regex::new(
        r#"(?m)(?:^|["'`=( ])((?:/(?:home|root|work|tmp|mnt|Users)/|[A-Z]:\\+Users\\+)[A-Za-z0-9_.]+)"#,
    )
    .unwrap();
    let mut complaints = Vec::new();
    for file in project() {
        // `/home/me` is nobody: the example in the tests that look for such paths.
        let paths = place.captures_iter(&file.text).filter_map(|found| found.get(1));
        complaints.extend(paths.filter(|found| found.as_str() != "/home/me").map(|found| {
            let at = line(&file.text, found.start());
            format!("{}:{at} names {}: another machine has no such path", file.path, found.as_str())
        }));
    }
    let lock = file("Cargo.lock");
    let foreign = lock.lines().filter(|line| line.starts_with("source = "));
    let foreign =
        foreign.filter(|line| !line.contains("registry+https://github.com/rust-lang/crates.io-index"));
    complaints
        .extend(foreign.map(|line| format!("Cargo.lock: {line}: only crates.io is everywhere the same")));
    if file("package-lock.json").contains("\"resolved\": \"http") {
        complaints
            .push("package-lock.json names a registry: write it with the .npmrc of this folder".to_owned());
    }
    for settings in [".npmrc", ".cargo/config.toml"] {
        let own = file(settings);
        let registry = own.lines().find(|line| line.contains("://"));
        complaints.extend(
            registry
                .map(|line| format!("{settings}: {line}: whoever builds this has a registry of their own")),
        );
    }
    none(complaints);
}

/// What may be asked for is what the program asks for: every shortener and every open store, and nobody else.
#[test]
fn the_manifest_names_the_hosts_of_the_program() {
    let manifest: Value = serde_json::from_str(&file("manifest.json")).unwrap();
    let named = manifest.get("optional_host_permissions").and_then(Value::as_array).unwrap();
    let named: BTreeSet<&str> = named.iter().map(|host| host.as_str().unwrap()).collect();
    let shorteners: BTreeSet<String> = HOSTS.iter().map(|host| format!("https://{host}/*")).collect();
    let stores: BTreeSet<String> =
        Marketplace::ALL.iter().filter(|store| store.is_open()).map(|store| store.pages()).collect();
    let asked: BTreeSet<&str> = shorteners.iter().chain(&stores).map(String::as_str).collect();
    assert_eq!(named, asked);
    let policy =
        manifest.pointer("/content_security_policy/extension_pages").and_then(Value::as_str).unwrap();
    let connect = policy.split(';').find_map(|rule| rule.trim().strip_prefix("connect-src 'self' ")).unwrap();
    let connect: BTreeSet<&str> = connect.split(' ').collect();
    let asked: BTreeSet<String> = HOSTS.iter().map(|host| format!("https://{host}")).collect();
    assert_eq!(connect, asked.iter().map(String::as_str).collect(), "requests go to shorteners alone");
}

/// The paths that begin here, with those in braces one by one: `a::{b, c::d}` is `a::b` and `a::c::d`.
fn paths(text: &str) -> (Vec<Vec<String>>, usize) {
    let word = |from: usize| {
        let rest = text.get(from..).unwrap_or_default();
        rest.find(|sign: char| !(sign.is_alphanumeric() || sign == '_')).unwrap_or(rest.len())
    };
    let (mut own, mut at) = (Vec::new(), 0);
    loop {
        let length = word(at);
        own.push(text.get(at..at + length).unwrap_or_default().to_owned());
        at += length;
        match text.get(at..) {
            Some(rest) if rest.starts_with("::{") => break,
            Some(rest) if rest.starts_with("::") && word(at + 2) > 0 => at += 2,
            _ => return (vec![own], at),
        }
    }
    at += 3;
    let mut all = Vec::new();
    while let Some(rest) = text.get(at..).filter(|rest| !rest.starts_with('}') && !rest.is_empty()) {
        if word(at) == 0 {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        }
        let (inner, length) = paths(rest);
        all.extend(inner.into_iter().map(|path| own.iter().cloned().chain(path).collect()));
        at += length;
    }
    (all, at + 1)
}

/// The module that a file is, from its crate's root.
fn module(path: &str) -> Vec<String> {
    let path = path.trim_end_matches(".rs");
    let mut parts: Vec<String> = path.split('/').map(str::to_owned).collect();
    if ["mod", "lib", "main"].contains(&parts.last().map_or("", String::as_str)) {
        parts.pop();
    }
    parts
}

/// The modules that each module of a crate names, without those around it and in it.
fn imports(root: &str) -> Vec<(Vec<String>, BTreeSet<Vec<String>>)> {
    let begin = Regex::new(r"(?-u:\b)(?:crate|self|super)::").unwrap();
    let under = |file: &File| file.path.starts_with(root) && file.path.ends_with(".rs");
    let is_program = |file: &File| !file.path.ends_with("_tests.rs") && !file.path.ends_with("/samples.rs");
    let files: Vec<File> = project().into_iter().filter(|file| under(file) && is_program(file)).collect();
    let of = |file: &File| module(file.path.strip_prefix(root).unwrap());
    let modules: BTreeSet<Vec<String>> = files.iter().map(of).collect();
    let mut found = Vec::new();
    for file in &files {
        let own = of(file);
        let code = source(file.path.clone(), &file.text).code;
        let code = code.split("#[cfg(test)]\nmod tests").next().unwrap();
        let mut named = BTreeSet::new();
        for start in begin.find_iter(code).filter(|start| !code[..start.start()].ends_with("::")) {
            for path in paths(&code[start.start()..]).0 {
                let mut base = own.clone();
                let mut rest = path.as_slice();
                while let [first, more @ ..] = rest {
                    match first.as_str() {
                        "crate" => base.clear(),
                        "super" => drop(base.pop()),
                        "self" => {}
                        _ => break,
                    }
                    rest = more;
                }
                base.extend(rest.iter().cloned());
                while !base.is_empty() && !modules.contains(&base) {
                    base.pop();
                }
                if !base.starts_with(&own) && !own.starts_with(&base) {
                    named.insert(base);
                }
            }
        }
        found.push((own, named));
    }
    found
}

/// A file that is named in a document is there: by its path, or by the end of it where its folder was named before.
#[test]
fn documents_name_files_that_are_there() {
    let named = Regex::new(r"`([\w./-]*\w\.(?:rs|mjs|js|md|css|html|toml|json|yml))`").unwrap();
    let files = project();
    let made = |path: &str| ["dist/", "target/", "../"].iter().any(|folder| path.starts_with(folder));
    let is_there = |path: &str| {
        files.iter().any(|file| {
            file.path.strip_suffix(path).is_some_and(|head| head.is_empty() || head.ends_with('/'))
        })
    };
    let mut missing = Vec::new();
    for document in files.iter().filter(|file| file.path.ends_with(".md")) {
        for name in named.captures_iter(&document.text).filter_map(|found| found.get(1)) {
            if !made(name.as_str()) && !is_there(name.as_str()) {
                let at = line(&document.text, name.start());
                missing.push(format!("{}:{at} names `{}`", document.path, name.as_str()));
            }
        }
    }
    none(missing);
}

/// Each page has its own of these, as each program in this style does: what it hears, and what it asks for.
const ONE_A_PAGE: [&str; 2] = ["Message", "Effect"];

#[test]
fn a_type_has_a_name_of_its_own() {
    let declared =
        Regex::new(r"(?m)^(?:pub(?:\([a-z ]+\))? )?(?:struct|enum|union|trait|type) (\w+)").unwrap();
    let mut names = BTreeMap::<&str, Vec<&str>>::new();
    for source in sources().iter().filter(|source| !source.path.ends_with("tests.rs")) {
        for name in declared.captures_iter(&source.code).filter_map(|found| found.get(1)) {
            if !(ONE_A_PAGE.contains(&name.as_str()) && source.path.starts_with("src/pages/")) {
                names.entry(name.as_str()).or_default().push(&source.path);
            }
        }
    }
    assert!(names.len() > 300, "types were found: {}", names.len());
    let twice = names.into_iter().filter(|(_, places)| places.len() > 1);
    none(twice.map(|(name, places)| format!("`{name}` is {}", places.join(" and "))).collect());
}

#[test]
fn no_two_modules_import_each_other_by_whatever_way() {
    let mut complaints = Vec::new();
    for root in ["crates/core/src/", "crates/service/src/", "src/", "xtask/src/"] {
        let graph = imports(root);
        assert!(graph.iter().map(|(_, named)| named.len()).sum::<usize>() > 3, "{root}: nothing was read");
        let named =
            |module: &Vec<String>| graph.iter().find(|(own, _)| own == module).map(|(_, named)| named);
        // Whatever can be reached from a module, one step after the other.
        let reached = |from: &Vec<String>| {
            let (mut seen, mut next) = (BTreeSet::new(), vec![from.clone()]);
            while let Some(module) = next.pop() {
                for other in named(&module).into_iter().flatten() {
                    if seen.insert(other.clone()) {
                        next.push(other.clone());
                    }
                }
            }
            seen
        };
        for (own, named) in &graph {
            let back = named.iter().filter(|other| reached(other).contains(own));
            complaints.extend(back.map(|other| {
                format!(
                    "{root}: {} imports {}, which comes back to it: move what both use below them",
                    own.join("::"),
                    other.join("::")
                )
            }));
        }
    }
    none(complaints);
}

#[test]
fn paths_in_braces_are_taken_apart() {
    let (found, _) = paths("crate::a::{b, c::{self, d}, E as F}; x");
    let found: Vec<String> = found.iter().map(|path| path.join("::")).collect();
    for path in ["crate::a::b", "crate::a::c::self", "crate::a::c::d", "crate::a::E"] {
        assert!(found.iter().any(|it| it == path), "{path} in {found:?}");
    }
}
