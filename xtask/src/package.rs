//! Zips for the stores: the same files give the same bytes, on any day and on any machine.

use std::fs;
use std::io::{Cursor, Write};
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::build::{self, Built, Options};
use crate::env::{Env, on_path};
use crate::run;
use crate::sizes::{self, ZIP_BUDGET};
use crate::toolchain::Toolchain;
use crate::verify::Files;

/// `cargo xtask package`; returns the zips.
pub fn package(env: &Env, toolchain: &Toolchain) -> Result<Vec<(PathBuf, Vec<u8>)>> {
    write(env, &build::build(env, toolchain, Options::default())?)
}

/// Packs what was built; returns the zips.
pub fn write(env: &Env, built: &Built) -> Result<Vec<(PathBuf, Vec<u8>)>> {
    let folder = env.at("target/package");
    if folder.exists() {
        fs::remove_dir_all(&folder).context("cannot empty target/package")?;
    }
    fs::create_dir_all(&folder).context("cannot make target/package")?;
    let mut zips = stores(env, built)?;
    zips.extend(source(env)?);
    let mut written = Vec::new();
    for (name, bytes) in zips {
        let path = folder.join(&name);
        fs::write(&path, &bytes).with_context(|| format!("cannot write {}", path.display()))?;
        println!("· target/package/{name}  {} B", bytes.len());
        written.push((path, bytes));
    }
    Ok(written)
}

/// The zips of the stores, by file name. What another Rust than the pinned one made says so in its name: it can be
/// looked at, and is not for a store.
pub fn stores(env: &Env, built: &Built) -> Result<Vec<(String, Vec<u8>)>> {
    if !built.has_twin {
        bail!("a package needs the twin, and this build has none; see the notice above");
    }
    let unpinned = if built.pinned { "" } else { "-unpinned" };
    let mut zips = Vec::new();
    for (browser, files) in &built.extensions {
        let name = format!("hashcart-{}-{}{unpinned}.zip", browser.name(), env.version);
        let bytes = zip(files).with_context(|| format!("cannot pack {name}"))?;
        if built.pinned && sizes::over(bytes.len(), ZIP_BUDGET) {
            bail!("{name} is {} B, the budget is {ZIP_BUDGET} kB (xtask/src/sizes.rs)", bytes.len());
        }
        zips.push((name, bytes));
    }
    if !built.pinned {
        println!("NOTICE: not for a store: only the pinned Rust {} makes those zips", env.pin.release);
    }
    Ok(zips)
}

/// What a reviewer builds from: the files that git knows, as they are now.
fn source(env: &Env) -> Result<Option<(String, Vec<u8>)>> {
    if on_path("git").is_none() || !env.at(".git").exists() {
        println!("NOTICE: no source zip: this is not a git working copy");
        return Ok(None);
    }
    let git = |args: &[&str]| {
        let mut command = Command::new("git");
        command.current_dir(&env.root).args(args);
        run::output(command)
    };
    if !git(&["status", "--porcelain"])?.is_empty() {
        println!(
            "NOTICE: there are changes that no commit has; the source zip holds the tracked files as they are now"
        );
    }
    let mut files = Files::new();
    for path in git(&["ls-files", "-z"])?.split('\0').filter(|path| !path.is_empty()) {
        files.insert(path.to_owned(), fs::read(env.at(path)).with_context(|| format!("cannot read {path}"))?);
    }
    Ok(Some((format!("hashcart-source-{}.zip", env.version), zip(&files)?)))
}

/// Sorted by path, with one fixed time and one fixed mode.
pub fn zip(files: &Files) -> Result<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(DateTime::default());
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in files {
        // Git keeps no other mode of a script than "can be run".
        let mode = if bytes.starts_with(b"#!") { 0o755 } else { 0o644 };
        writer.start_file(path.as_str(), options.unix_permissions(mode))?;
        writer.write_all(bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> Files {
        [("b.js", "second".repeat(500)), ("a/icon.png", "first".into())]
            .map(|(path, text)| (path.to_owned(), text.into_bytes()))
            .into()
    }

    #[test]
    fn the_same_files_give_the_same_bytes() {
        let first = zip(&files()).unwrap();
        // A zip counts time in steps of two seconds: anything that looks at the clock shows after that.
        std::thread::sleep(std::time::Duration::from_millis(2_100));
        assert!(first == zip(&files()).unwrap());
    }

    #[test]
    fn it_opens_sorted_and_undamaged() {
        let mut archive = zip::ZipArchive::new(Cursor::new(zip(&files()).unwrap())).unwrap();
        let names: Vec<_> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
        assert_eq!(names, ["a/icon.png", "b.js"]);
        let mut text = String::new();
        std::io::Read::read_to_string(&mut archive.by_name("b.js").unwrap(), &mut text).unwrap();
        assert_eq!(text, "second".repeat(500));
    }

    #[test]
    fn another_file_gives_other_bytes() {
        let mut changed = files();
        changed.insert("b.js".into(), b"other".to_vec());
        assert!(zip(&files()).unwrap() != zip(&changed).unwrap());
    }
}
