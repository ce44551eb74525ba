//! One set of sources → the files of one extension, in memory first: a folder that did not pass is never written.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::bundle;
use crate::env::Env;
use crate::manifest::{self, Browser};
use crate::owner::Owner;
use crate::verify::{self, Files};
use crate::wasm::PROGRAMS;

/// A script as each browser has it.
#[derive(Debug, Clone, Default)]
pub struct Script {
    /// Carries its wasm packed.
    pub chrome: Vec<u8>,
    /// Carries it as it is.
    pub firefox: Vec<u8>,
}

impl Script {
    /// That browser's.
    pub fn of(&self, browser: Browser) -> &[u8] {
        match browser {
            Browser::Chrome => &self.chrome,
            Browser::Firefox => &self.firefox,
        }
    }
}

/// What was made of one program. There is no twin without an MVP build.
#[derive(Debug, Clone)]
pub struct Scripts {
    /// With the wasm, or without it where that is a file.
    pub engine: Script,
    /// The wasm as a file.
    pub wasm: Option<Vec<u8>>,
    /// The part that comes later, a script or a file.
    pub lazy: Option<Script>,
    /// The same program as JavaScript.
    pub twin: Option<Vec<u8>>,
    /// What comes later of that.
    pub lazy_twin: Option<Vec<u8>>,
}

/// Gathers, verifies and writes `dist/<browser>`; returns what it wrote.
pub fn make(env: &Env, browser: Browser, scripts: &[Scripts]) -> Result<Files> {
    let files = verified(env, browser, scripts)?;
    write(&env.at("dist").join(browser.name()), &files)?;
    Ok(files)
}

/// The same without the program and without writing: what is wrong by hand shows before minutes of compiling.
pub fn rehearse(env: &Env) -> Result<()> {
    let empty = PROGRAMS.each_ref().map(|program| Scripts {
        engine: Script::default(),
        wasm: program.file.map(|_| Vec::new()),
        lazy: program.lazy.map(|_| Script::default()),
        twin: None,
        lazy_twin: None,
    });
    Browser::ALL.into_iter().try_for_each(|browser| verified(env, browser, &empty).map(drop))
}

fn verified(env: &Env, browser: Browser, scripts: &[Scripts]) -> Result<Files> {
    let files = gather(env, browser, scripts)?;
    let manifest = serde_json::from_slice(files.get("manifest.json").context("no manifest")?)?;
    verify::verify(&files, &manifest, &machine(env))
        .with_context(|| format!("dist/{} is not whole", browser.name()))?;
    Ok(files)
}

fn gather(env: &Env, browser: Browser, scripts: &[Scripts]) -> Result<Files> {
    let mut files = Files::new();
    let root = fs::read_to_string(env.at("manifest.json")).context("cannot read manifest.json")?;
    let owner = Owner::read(env)?;
    let derived = manifest::derive(&manifest::parse(&root)?, browser, &env.version, &owner)?;
    files.insert("manifest.json".to_owned(), manifest::write(&derived)?);
    for (program, scripts) in PROGRAMS.iter().zip(scripts) {
        files.insert(program.engine.to_owned(), scripts.engine.of(browser).to_vec());
        if let (Some(file), Some(wasm)) = (program.file, &scripts.wasm) {
            files.insert(file.to_owned(), wasm.clone());
        }
        if let (Some(file), Some(lazy)) = (program.lazy, &scripts.lazy) {
            files.insert(file.to_owned(), lazy.of(browser).to_vec());
        }
        // A build without twins is for looking only; the name stays good, so that nothing else has to know.
        let no_twin = b"throw new Error(\"hashcart: built without its JavaScript twin\");\n";
        files.insert(program.twin.to_owned(), scripts.twin.clone().unwrap_or_else(|| no_twin.to_vec()));
        if let Some(file) = program.lazy_twin {
            files.insert(file.to_owned(), scripts.lazy_twin.clone().unwrap_or_else(|| no_twin.to_vec()));
        }
    }
    let extension = env.at("extension");
    copy(&extension, "", &["js"], &[bundle::ENGINE], &mut files)?;
    copy(&extension.join("icons"), "icons/", &["png"], &["icon.svg"], &mut files)?;
    for locale in entries(&extension.join("_locales"))? {
        let prefix = format!("_locales/{locale}/");
        copy(&extension.join("_locales").join(&locale), &prefix, &["json"], &[], &mut files)?;
        if let Some(texts) = files.get_mut(&format!("{prefix}messages.json")) {
            *texts = as_browsers_read(texts).with_context(|| format!("_locales/{locale}/messages.json"))?;
        }
    }
    copy(&env.at("www"), "", &["html", "css"], &[HEAD, PARTS[0], PARTS[1]], &mut files)?;
    let part = |name: &str| {
        fs::read_to_string(env.at("www").join(name)).with_context(|| format!("cannot read www/{name}"))
    };
    let head = part(HEAD)?;
    let parts = PARTS.iter().map(|name| Ok((*name, part(name)?))).collect::<Result<Vec<_>>>()?;
    for (name, page) in files.iter_mut().filter(|(name, _)| name.ends_with(".html")) {
        let text = String::from_utf8(std::mem::take(page)).with_context(|| format!("{name} is no text"))?;
        let text = with_parts(&text, &parts);
        *page = with_head(&text, &head).with_context(|| format!("www/{name}"))?.into_bytes();
    }
    let changes = fs::read_to_string(env.at("CHANGELOG.md")).context("cannot read CHANGELOG.md")?;
    let page = files.get_mut("changelog.html").context("www/changelog.html is missing")?;
    *page = changelog(&String::from_utf8(std::mem::take(page))?, &changes)?.into_bytes();
    let page = files.get_mut("help.html").context("www/help.html is missing")?;
    *page = with_support(&String::from_utf8(std::mem::take(page))?, owner.support())?.into_bytes();
    Ok(files)
}

/// What every page of ours has in its head.
const HEAD: &str = "head.html";

/// What several pages have: the button for Amazon's cart, and what a row says about a link or a reply.
const PARTS: [&str; 2] = ["cart.html", "row-lines.html"];

/// Puts the parts into a page, where it names them in a line of their own.
fn with_parts(page: &str, parts: &[(&str, String)]) -> String {
    let named = |line: &str| parts.iter().find(|(name, _)| line.trim() == format!("<!-- {name} -->"));
    page.split_inclusive('\n').map(|line| named(line).map_or(line, |(_, part)| part)).collect()
}

/// Puts the head into a page. One that names no program (`data-page`) gets no scripts, and Insights a program of its own.
fn with_head(page: &str, head: &str) -> Result<String> {
    const PLACE: &str = "    <!-- head.html -->\n";
    let (before, after) = page.split_once(PLACE).with_context(|| format!("has no {}", PLACE.trim()))?;
    let runs = page.contains(" data-page=");
    let head: String = head.split_inclusive('\n').filter(|line| runs || !line.contains("<script")).collect();
    let own = page.contains(" data-page=\"insights\"");
    let head = if own { head.replace("hashcart-pages.js", "hashcart-insights.js") } else { head };
    Ok([before, &head, after].concat())
}

/// Texts as browsers want them: what is for translators stays at home, and places have numbers, which browsers read and
/// the program too, where the user chose another language than the browser's.
fn as_browsers_read(texts: &[u8]) -> Result<Vec<u8>> {
    let texts: serde_json::Map<String, serde_json::Value> = serde_json::from_slice(texts)?;
    let mut flat = serde_json::Map::new();
    for (key, text) in texts {
        let message = flat_message(&text).with_context(|| key.clone())?;
        flat.insert(key, serde_json::json!({ "message": message }));
    }
    let mut text = serde_json::to_vec_pretty(&flat)?;
    text.push(b'\n');
    Ok(text)
}

/// A message with `$1` where it has `$number$`.
fn flat_message(text: &serde_json::Value) -> Result<String> {
    let part =
        |of: &serde_json::Value, name| of.get(name).and_then(serde_json::Value::as_str).map(str::to_owned);
    let mut message = part(text, "message").context("no message")?;
    let placeholders = text.get("placeholders").and_then(serde_json::Value::as_object);
    for (name, placeholder) in placeholders.into_iter().flatten() {
        let content = part(placeholder, "content").with_context(|| format!("${name}$ has no content"))?;
        message = message.replace(&format!("${name}$"), &content);
    }
    // Browsers read `$1$` as the name of a place.
    let is_name = |part: &str| {
        !part.is_empty() && part.chars().all(|it| it.is_ascii_alphanumeric() || "_@".contains(it))
    };
    let between = message.split_once('$').and_then(|(_, rest)| rest.rsplit_once('$'));
    if between.is_some_and(|(between, _)| between.split('$').any(is_name)) {
        bail!("{message:?} would be read as having a place with a name");
    }
    Ok(message)
}

/// Puts the changelog into its page: what users read is what stands in the repository, without the title of the file,
/// because the page has its own.
fn changelog(page: &str, changes: &str) -> Result<String> {
    const PLACE: &str = "<!-- CHANGELOG.md -->";
    let (before, after) = page.split_once(PLACE).with_context(|| format!("no {PLACE} in changelog.html"))?;
    let title = |line: &str| line.starts_with("# ");
    let (first, rest) = changes.split_once('\n').unwrap_or((changes, ""));
    let changes = if title(first) { rest } else { changes };
    if !changes.lines().any(|line| line.starts_with("## ")) || changes.lines().any(title) {
        bail!("CHANGELOG.md: one title, and a heading for each version under it");
    }
    let mut text = String::from(before);
    pulldown_cmark::html::push_html(&mut text, pulldown_cmark::Parser::new(changes));
    Ok(text + after)
}

/// Has the help lead to the owner's support page; the line that does goes where there is no such page yet.
fn with_support(page: &str, support: Option<&str>) -> Result<String> {
    const PLACE: &str = "%support%";
    if !page.contains(PLACE) {
        bail!("no {PLACE} in help.html");
    }
    let Some(address) = support else {
        return Ok(page.split_inclusive('\n').filter(|line| !line.contains(PLACE)).collect());
    };
    Ok(page.replace(PLACE, &address.replace('&', "&amp;").replace('"', "&quot;")))
}

/// Copies the files of one folder; a kind that nobody expected there is an error, not something to leave out.
fn copy(folder: &Path, prefix: &str, kinds: &[&str], not: &[&str], files: &mut Files) -> Result<()> {
    for name in entries(folder)? {
        let path = folder.join(&name);
        if path.is_dir() || not.contains(&name.as_str()) {
            continue;
        }
        if !kinds.iter().any(|kind| path.extension().is_some_and(|found| found == *kind)) {
            bail!("{} cannot ship: only {} come from that folder", path.display(), kinds.join(" and "));
        }
        let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        if files.insert(format!("{prefix}{name}"), bytes).is_some() {
            bail!("two files want to be {prefix}{name}");
        }
    }
    Ok(())
}

/// The names in a folder, sorted.
fn entries(folder: &Path) -> Result<Vec<String>> {
    let read = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut names = Vec::new();
    for entry in read {
        let name = entry?.file_name();
        names.push(name.into_string().map_err(|name| anyhow::anyhow!("{name:?} is not a plain file name"))?);
    }
    names.sort();
    Ok(names)
}

/// Replaces the folder.
fn write(folder: &Path, files: &Files) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    for (path, bytes) in files {
        let path = folder.join(path);
        let parent = path.parent().context("a file has no folder")?;
        fs::create_dir_all(parent).with_context(|| format!("cannot make {}", parent.display()))?;
        fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

/// Paths that must not ship.
fn machine(env: &Env) -> Vec<String> {
    let home = env.home.as_ref().map(|home| home.join(""));
    let places = [Some(&env.root), Some(&env.cargo_home), home.as_ref()];
    places.into_iter().flatten().map(|place| place.to_string_lossy().into_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::{as_browsers_read, changelog, rehearse, with_head, with_parts, with_support};

    #[test]
    fn what_is_written_by_hand_is_whole_for_each_browser() {
        rehearse(&crate::env::Env::find().unwrap()).unwrap();
    }

    #[test]
    fn every_page_has_the_same_head_and_a_program_where_it_names_one() {
        let head = "    <title>H</title>\n    <script src=\"p.js\"></script>\n";
        let page = |html: &str| format!("{html}\n    <!-- head.html -->\n    <link />\n");
        let with = "<html data-page=\"list\">\n    <title>H</title>\n    <script src=\"p.js\"></script>\n    <link />\n";
        assert_eq!(with_head(&page("<html data-page=\"list\">"), head).unwrap(), with);
        let own =
            with_head(&page("<html data-page=\"insights\">"), &head.replace("p.js", "hashcart-pages.js"))
                .unwrap();
        assert!(own.contains("hashcart-insights.js") && !own.contains("hashcart-pages.js"));
        assert_eq!(with_head(&page("<html>"), head).unwrap(), "<html>\n    <title>H</title>\n    <link />\n");
        assert!(with_head("<html></html>", head).is_err());
    }

    #[test]
    fn texts_leave_the_translators_notes_at_home() {
        let texts = r#"{"kept": {"message": "Kept: $title$", "description": "d", "placeholders": {"title": {"content": "$1", "example": "A kettle"}}}}"#;
        let shipped: serde_json::Value =
            serde_json::from_slice(&as_browsers_read(texts.as_bytes()).unwrap()).unwrap();
        assert_eq!(shipped, serde_json::json!({"kept": {"message": "Kept: $1"}}));
        let of = |message: &str| {
            let places = r#""placeholders": {"a": {"content": "$1"}, "b": {"content": "$2"}}"#;
            as_browsers_read(format!(r#"{{"key": {{"message": "{message}", {places}}}}}"#).as_bytes())
        };
        assert!(of("$b$ von $a$, $a$/$b$").is_ok());
        // A browser would look for a place of the name `1`, or `1x`.
        assert!(of("$a$$b$").is_err() && of("$a$x$b$").is_err());
    }

    #[test]
    fn a_part_takes_the_place_of_the_line_that_names_it() {
        let parts = [("a.html", "<b></b>\n".to_owned())];
        assert_eq!(
            with_parts("<p>\n  <!-- a.html -->\n<!-- b.html -->\n", &parts),
            "<p>\n<b></b>\n<!-- b.html -->\n"
        );
    }

    #[test]
    fn the_help_leads_to_the_support_page_once_there_is_one() {
        let page = "<p>\n<a href=\"%support%\"></a>\n</p>";
        assert_eq!(with_support(page, None).unwrap(), "<p>\n</p>");
        let linked = with_support(page, Some("https://hashcart.test/support?a=1&b=2")).unwrap();
        assert_eq!(linked, "<p>\n<a href=\"https://hashcart.test/support?a=1&amp;b=2\"></a>\n</p>");
        assert!(with_support("<p></p>", None).is_err());
    }

    #[test]
    fn the_changelog_becomes_a_page() {
        let place = "<main><!-- CHANGELOG.md --></main>";
        let page = changelog(place, "# What's new\n\n## What's new in 1.0\n- **New** & `old`\n").unwrap();
        assert_eq!(
            page,
            "<main><h2>What's new in 1.0</h2>\n<ul>\n<li><strong>New</strong> &amp; <code>old</code></li>\n</ul>\n</main>"
        );
        assert!(changelog("<main></main>", "## 1.0\n").is_err());
        assert!(changelog(place, "# What's new\n").is_err(), "nothing is new in no version");
        assert!(changelog(place, "# 1.0\n## a\n# 0.9\n").is_err(), "a page has one title");
    }
}
