//! What was linked before is linked again only when something that goes into it changed: the optimizer and the
//! translator take a minute, and a build after a changed test or text needs neither.
//!
//! All that goes in is compared byte by byte: there is no hash to trust, and 2 MB are compared in no time.

use std::fs;
use std::time::UNIX_EPOCH;

use anyhow::{Context, Result};

use crate::bundle::{self, Bundle, Carried};
use crate::dist::{Script, Scripts};
use crate::env::Env;
use crate::manifest::Browser;
use crate::wasm::{LAZY, Program, WASM};

/// Lies beside what was made, and is written last.
const RECIPE: &str = "made-from";

/// All that the scripts of a program are made from, in one piece.
pub fn recipe(env: &Env, program: &Program, raw: &std::path::Path, has_twin: bool) -> Result<Vec<u8>> {
    let read =
        |path: std::path::PathBuf| fs::read(&path).with_context(|| format!("cannot read {}", path.display()));
    // xtask itself says how the tools are called.
    let own = std::env::current_exe().and_then(fs::metadata).context("cannot look at xtask itself")?;
    let changed = own.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    let head = format!("xtask {} {changed:?}, twin {has_twin}\n", own.len());
    let parts = [
        head.into_bytes(),
        // Every version of every npm tool.
        read(env.at("node_modules/.package-lock.json"))?,
        read(env.at("extension").join(bundle::ENGINE))?,
        read(program.raw_in(raw))?,
    ];
    let mut recipe = Vec::new();
    for part in parts {
        recipe.extend_from_slice(&(part.len() as u64).to_le_bytes());
        recipe.extend_from_slice(&part);
    }
    Ok(recipe)
}

/// The scripts that were made from exactly this, if they are still there.
pub fn find(env: &Env, program: &Program, recipe: &[u8], has_twin: bool) -> Option<Scripts> {
    let stage = program.stage(env);
    let before = fs::read(stage.join(RECIPE)).ok()?;
    if before != recipe {
        return None;
    }
    scripts(env, program, has_twin).ok()
}

/// What lies in the stage of a program.
pub fn scripts(env: &Env, program: &Program, has_twin: bool) -> Result<Scripts> {
    let stage = program.stage(env);
    let read =
        |name: &str| fs::read(stage.join(name)).with_context(|| format!("{} has no {name}", program.package));
    let script = |bundle: fn(Carried) -> Bundle| {
        // A script that fetches its wasm is the same for both.
        let of = |browser| if program.file.is_some() { Carried::Plain } else { Carried::of(browser) };
        let read = |browser| read(&bundle::file_name(bundle(of(browser))));
        Ok::<_, anyhow::Error>(Script { chrome: read(Browser::Chrome)?, firefox: read(Browser::Firefox)? })
    };
    let file = |name| read(name).map(|bytes| Script { chrome: bytes.clone(), firefox: bytes });
    Ok(Scripts {
        engine: script(Bundle::Engine)?,
        wasm: program.file.map(|_| read(WASM)).transpose()?,
        lazy: program
            .lazy
            .map(|_| if program.file.is_some() { file(LAZY) } else { script(Bundle::Lazy) })
            .transpose()?,
        twin: has_twin.then(|| read(&bundle::file_name(Bundle::Twin))).transpose()?,
        lazy_twin: program
            .lazy_twin
            .filter(|_| has_twin)
            .map(|_| read(&bundle::file_name(Bundle::LazyTwin)))
            .transpose()?,
    })
}

/// Notes what the scripts in the stage were made from.
pub fn keep(env: &Env, program: &Program, recipe: &[u8]) -> Result<()> {
    fs::write(program.stage(env).join(RECIPE), recipe).context("cannot write into target/stage")
}
