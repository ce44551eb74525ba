//! `cargo xtask release`: everything that comes before an upload, each with a line that says how it stands; then
//! `target/release-files`, with what is uploaded. A dry run says what is missing to that and goes on.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::env::{Env, on_path};
use crate::found::{Found, Line};
use crate::needs::BUILD;
use crate::notes::Notes;
use crate::owner::{self, Owner};
use crate::{audit, check, install, manifest, package, pictures, run, store};

/// Where the files of a release lie.
const FOLDER: &str = "target/release-files";

/// How far it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Say what is missing, and go on.
    pub dry_run: bool,
    /// Leave out what takes minutes: the build and what is looked at in it.
    pub no_build: bool,
}

/// A file of a release, by its path in [`FOLDER`].
type Files = Vec<(String, Vec<u8>)>;

/// Checks, builds and gathers; fails where something is missing, and, unless it is a dry run, where something is open.
pub fn release(env: &Env, options: Options) -> Result<()> {
    let mut lines = without_building(env);
    lines.iter().for_each(Line::print);
    if !options.dry_run {
        // Nobody waits for minutes of building to hear of a placeholder.
        refuse(&lines, true)?;
    }
    // Pictures go into the stores' forms by hand, when a listing is new or looks otherwise: no upload waits for them.
    if options.dry_run {
        let line = Line::of("pictures", pictures::found(&env.root));
        line.print();
        lines.push(line);
    }
    let said = lines.len();
    if options.no_build {
        lines.push(Line::of("build", Ok(Found::Open("left out (--no-build)".to_owned()))));
    } else {
        build(env, &mut lines);
    }
    lines.iter().skip(said).for_each(Line::print);
    refuse(&lines, !options.dry_run)
}

/// What can be said without building anything.
fn without_building(env: &Env) -> Vec<Line> {
    let mut lines = vec![
        Line::of("identity", identity(env)),
        Line::of("version", version(env)),
        Line::of("tag", tag(env)),
        Line::of("store texts", store_texts(env)),
        Line::of("uploads", uploads(env)),
    ];
    lines.extend(audit::lines(env));
    lines
}

/// An error that names everything that stands in the way.
fn refuse(lines: &[Line], open_too: bool) -> Result<()> {
    let bad = lines.iter().filter(|line| match line.found {
        Found::Good(_) => false,
        Found::Missing(_) => true,
        Found::Open(_) => open_too,
    });
    let bad: Vec<&Line> = bad.collect();
    if bad.is_empty() {
        return Ok(());
    }
    bail!("no release: {}", bad.iter().map(|line| line.name).collect::<Vec<_>>().join(", "))
}

fn identity(env: &Env) -> Result<Found> {
    let owner = Owner::read(env)?;
    let placeholders = owner.placeholders();
    if !placeholders.is_empty() {
        let words = format!("{} in {} are placeholders under .example", placeholders.join(", "), owner::FILE);
        return Ok(Found::Missing(words));
    }
    let by_hand = match owner.not_given() {
        names if names.is_empty() => String::new(),
        names => format!("; without {} that store's first upload is made by hand", names.join(", ")),
    };
    Ok(Found::Good(format!("{}{by_hand}", owner.get("gecko_id"))))
}

fn version(env: &Env) -> Result<Found> {
    if !manifest::is_store_version(&env.version) {
        bail!("Cargo.toml: the stores take no version {:?}", env.version);
    }
    let changelog = fs::read_to_string(env.at("CHANGELOG.md")).context("cannot read CHANGELOG.md")?;
    Ok(match Notes::read(&changelog, &env.version)?.day {
        Some(day) => Found::Good(format!("{} of {day}, as in CHANGELOG.md", env.version)),
        None => {
            let words = "has no day: write one, such as 2026-11-28, alone in a line under the newest heading";
            Found::Missing(format!("CHANGELOG.md {words}"))
        }
    })
}

fn tag(env: &Env) -> Result<Found> {
    if on_path("git").is_none() || !env.at(".git").exists() {
        return Ok(Found::Open("this is no git working copy".to_owned()));
    }
    let git = |args: &[&str]| {
        let mut command = Command::new("git");
        command.current_dir(&env.root).args(args);
        run::output(command)
    };
    Ok(tagged(&git(&["status", "--porcelain"])?, &git(&["tag", "--points-at", "HEAD"])?, &env.version))
}

/// What git says of the working copy and of the tags of its commit.
fn tagged(status: &str, tags: &str, version: &str) -> Found {
    let wanted = format!("v{version}");
    if !status.trim().is_empty() {
        Found::Open("there are changes that no commit has".to_owned())
    } else if !tags.lines().any(|tag| tag.trim() == wanted) {
        Found::Open(format!("this commit has no tag {wanted}"))
    } else {
        Found::Good(wanted)
    }
}

fn store_texts(env: &Env) -> Result<Found> {
    let wrong = store::problems(&env.root)?;
    if !wrong.is_empty() {
        return Ok(Found::Missing(wrong.join("\n")));
    }
    Ok(Found::Good(format!(
        "in {} languages, a reason for each permission",
        store::locales(&env.root)?.len()
    )))
}

/// What uploads is tried against stores of paper.
fn uploads(env: &Env) -> Result<Found> {
    if on_path("node").is_none() {
        return Ok(Found::Open("node is not here".to_owned()));
    }
    let mut command = Command::new("node");
    command.current_dir(&env.root).args(["--test", "store/upload.test.mjs"]);
    run::quiet(command)?;
    Ok(Found::Good("store/upload.mjs passes its tests".to_owned()))
}

/// The zips, what Firefox's linter says of them, and the folder with all that is uploaded.
fn build(env: &Env, lines: &mut Vec<Line>) {
    let zips = match install::ready(env, &BUILD).and_then(|ready| package::package(env, ready.wasm()?)) {
        Ok(zips) => zips,
        Err(error) => return lines.push(Line::of("build", Err(error))),
    };
    lines.push(Line::of("build", Ok(complete(&zips))));
    let linted = check::lint_firefox(env).map(|()| Found::Good("web-ext lint says nothing".to_owned()));
    lines.push(Line::of("lint", linted));
    lines.push(Line::of("files", gather(&env.root, &env.version, zips).and_then(|files| keep(env, &files))));
}

/// Whether these are the three zips, made by the pinned Rust.
fn complete(zips: &[(PathBuf, Vec<u8>)]) -> Found {
    let names: Vec<String> =
        zips.iter().filter_map(|(path, _)| Some(path.file_name()?.to_string_lossy().into_owned())).collect();
    if names.iter().any(|name| name.contains("-unpinned")) {
        return Found::Missing("not made by the pinned Rust (see the notice above)".to_owned());
    }
    let missing = ["chrome", "firefox", "source"].into_iter().find(|kind| {
        let start = format!("hashcart-{kind}-");
        !names.iter().any(|name| name.starts_with(&start))
    });
    match missing {
        Some("source") => Found::Missing("no source zip: this is no git working copy".to_owned()),
        Some(kind) => Found::Missing(format!("no zip for {kind}")),
        None => Found::Good(names.join(", ")),
    }
}

/// Everything that a release has: the zips with their sums, what is new, and the listings to paste.
fn gather(root: &Path, version: &str, zips: Vec<(PathBuf, Vec<u8>)>) -> Result<Files> {
    let read =
        |path: &str| fs::read_to_string(root.join(path)).with_context(|| format!("cannot read {path}"));
    let notes = Notes::read(&read("CHANGELOG.md")?, version)?;
    let review = read("store/review-notes.md")?;
    let mut files = Files::new();
    for (path, bytes) in zips {
        let name = path.file_name().context("a zip has no name")?.to_string_lossy().into_owned();
        files.push((name, bytes));
    }
    files.push(("SHA256SUMS".to_owned(), sums(&files).into_bytes()));
    files.push(("notes.md".to_owned(), notes.markdown.clone().into_bytes()));
    files.push(("notes.txt".to_owned(), notes.plain().into_bytes()));
    files.push(("amo.json".to_owned(), serde_json::to_vec_pretty(&notes.for_amo(&review))?));
    files.push(("review-notes.txt".to_owned(), review.into_bytes()));
    for locale in store::locales(root)? {
        files.push((format!("listing/{locale}.txt"), store::listing(root, &locale)?.into_bytes()));
    }
    Ok(files)
}

/// As `sha256sum --check` reads it.
fn sums(files: &Files) -> String {
    let line = |(name, bytes): &(String, Vec<u8>)| {
        let hash: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        format!("{hash}  {name}\n")
    };
    files.iter().map(line).collect()
}

fn keep(env: &Env, files: &Files) -> Result<Found> {
    let folder = env.at(FOLDER);
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("cannot empty {FOLDER}"))?;
    }
    for (name, bytes) in files {
        let path = folder.join(name);
        let parent = path.parent().context("a file has no folder")?;
        fs::create_dir_all(parent).with_context(|| format!("cannot make {}", parent.display()))?;
        fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(Found::Good(format!("{} files in {FOLDER}", files.len())))
}

#[cfg(test)]
#[path = "release_tests.rs"]
mod tests;
