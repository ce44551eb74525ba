//! esbuild: glue and engine → one self-contained classic script each.
//!
//! A content script can neither import nor fetch a file of its extension without making it web-accessible, and X must
//! not be able to see us; so each script carries everything.

use std::fs;

use anyhow::{Context, Result};

use crate::env::Env;
use crate::run;
use crate::wasm::Program;

/// Bundles `extension/<entry>.js` with what lies in `target/stage/<package>`; returns the text of the script.
///
/// The engine is not minified: reviewers read it. The twin is a machine's text either way, and saves a third.
pub fn bundle(env: &Env, program: &Program, entry: &str, readable: bool) -> Result<Vec<u8>> {
    let source = env.at("extension").join(format!("{entry}.js"));
    let stage = format!("target/stage/{}", program.package);
    let staged = format!("{stage}/{entry}.js");
    fs::copy(&source, env.at(&staged)).with_context(|| format!("cannot read {}", source.display()))?;
    let made = format!("{stage}/{}", file_name(entry));
    let mut command = std::process::Command::new(env.at("node_modules/esbuild/bin/esbuild"));
    // Paths are relative to the root: esbuild writes them into comments.
    command.current_dir(&env.root).arg(&staged).arg(format!("--outfile={made}")).args([
        "--bundle",
        "--format=iife",
        "--platform=browser",
        "--target=chrome121,firefox140",
        "--loader:.wasm=binary",
        "--log-level=warning",
    ]);
    if !readable {
        command.arg("--minify-whitespace");
    }
    run::run(command)?;
    fs::read(env.at(&made)).with_context(|| format!("esbuild made no {made}"))
}

/// What a bundle is called in the stage.
pub fn file_name(entry: &str) -> String {
    format!("{entry}.bundle.js")
}
