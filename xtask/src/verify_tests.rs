//! Each way an extension can be broken, one small change away from one that is whole.

use super::*;
use serde_json::json;

fn manifest() -> Value {
    json!({
        "default_locale": "en",
        "name": "__MSG_app_name__",
        "background": { "service_worker": "background.js" },
        "icons": { "16": "icons/16.png" },
        "content_scripts": [{ "js": ["hashcart-pages.js"], "matches": ["https://x.com/*"] }],
        "action": { "default_popup": "popup.html" },
    })
}

fn whole() -> Files {
    let files = [
        ("manifest.json", "{}"),
        ("background.js", "importScripts(\"hashcart-pages.js\");\nconst files = [\"twin-pages.js\"];"),
        ("hashcart-pages.js", "\"not-a-name.js\""),
        ("hashcart-pages.wasm", "\0asm"),
        ("twin-pages.js", ""),
        ("icons/16.png", "png"),
        (
            "popup.html",
            "<link rel=stylesheet href=popup.css><script src=hashcart-pages.js></script><a href='https://x.com'>",
        ),
        ("popup.css", "p { color: red }"),
        ("_locales/en/messages.json", r#"{"app_name": {"message": "Hashcart"}}"#),
    ];
    files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).into()
}

fn error(files: &Files) -> String {
    verify(files, &manifest(), &["/home/me".to_owned()]).unwrap_err().to_string()
}

fn with(path: &str, text: &str) -> String {
    let mut files = whole();
    files.insert(path.to_owned(), text.as_bytes().to_vec());
    error(&files)
}

#[test]
fn a_whole_extension_passes() {
    verify(&whole(), &manifest(), &["/home/me".to_owned()]).unwrap();
}

#[test]
fn every_file_is_needed() {
    for path in whole().keys().filter(|path| *path != "popup.css" && !path.ends_with(".json")) {
        let mut files = whole();
        files.remove(path);
        assert!(error(&files).contains(&format!("{path} is missing")), "{path}");
    }
}

#[test]
fn a_missing_style_names_the_page() {
    let mut files = whole();
    files.remove("popup.css");
    assert_eq!(error(&files), "popup.css is missing (named by a page)");
}

#[test]
fn a_missing_language() {
    let mut files = whole();
    files.remove("_locales/en/messages.json");
    assert_eq!(error(&files), "_locales/en/messages.json is missing (named by manifest.json)");
}

#[test]
fn a_stray_file() {
    assert_eq!(with("notes.txt", ""), "notes.txt would ship, and nothing names it");
    assert_eq!(with("unused.css", ""), "unused.css would ship, and nothing names it");
}

#[test]
fn a_message_that_is_not_there() {
    assert!(with("_locales/en/messages.json", "{}").contains("\"app_name\""));
}

#[test]
fn nothing_comes_from_the_network() {
    for page in ["<script src=https://cdn.example/a.js></script>", "<img src='//cdn.example/a.png'>"] {
        assert!(with("list.html", page).contains("from the network"), "{page}");
    }
    assert!(with("popup.css", "@import 'https://fonts.example/a';").contains("loads something"));
    assert!(with("popup.css", "p { background: url(https://a.example/b.gif) }").contains("loads something"));
    assert!(with("background.js", "importScripts(\"https://cdn.example/a\")").contains("from the network"));
}

#[test]
fn our_own_policy_is_kept() {
    for page in ["<script>1</script>", "<p style='color:red'>", "<p onclick='x()'>", "<style></style>"] {
        assert!(with("list.html", page).contains("our own policy"), "{page}");
    }
}

#[test]
fn no_path_of_the_machine_ships() {
    assert!(with("hashcart-pages.js", "panicked at /home/me/src/lib.rs").contains("path of this machine"));
}
