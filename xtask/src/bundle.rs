//! esbuild: glue and engine → one self-contained classic script each.
//!
//! A content script can neither import nor fetch a file of its extension without making it web-accessible, and X must
//! not be able to see us; so each of those carries what it is to have, and the background puts the rest beside it.

use std::fs;

use anyhow::{Context, Result};

use crate::env::Env;
use crate::run;
use crate::wasm::Program;

/// The source in `extension` that is bundled, and goes out as nothing else.
pub const ENGINE: &str = "engine.js";

/// What is bundled with the part of a program that comes later.
const LAZY: &str = "import packed from \"./lazy_bg.wasm.deflate\";\nglobalThis.hashcart.take(packed);\n";

/// The scripts of a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bundle {
    /// The program as WebAssembly, or the one that fetches it.
    Engine,
    /// The part of it that comes later.
    Lazy,
    /// The program as JavaScript.
    Twin,
}

impl Bundle {
    fn name(self) -> &'static str {
        match self {
            Self::Engine => "engine",
            Self::Lazy => "lazy",
            Self::Twin => "twin",
        }
    }
}

/// Bundles `extension/engine.js` with what lies in `target/stage/<package>`, for the wasm or for its twin, or the part of it that comes later.
///
/// The engine is not minified: reviewers read it. The twin is a machine's text either way, whose functions and variables are
/// numbered, and is 38 % smaller with shorter numbers.
pub fn bundle(env: &Env, program: &Program, what: Bundle) -> Result<()> {
    let is_twin = what == Bundle::Twin;
    let entry = what.name();
    let source = env.at("extension").join(ENGINE);
    let stage = format!("target/stage/{}", program.package);
    let staged = format!("{stage}/{entry}.js");
    match what {
        Bundle::Lazy => fs::write(env.at(&staged), LAZY)?,
        Bundle::Engine | Bundle::Twin => {
            fs::copy(&source, env.at(&staged))
                .with_context(|| format!("cannot read {}", source.display()))?;
        }
    }
    let made = format!("{stage}/{}", file_name(what));
    let mut command = std::process::Command::new(env.at("node_modules/esbuild/bin/esbuild"));
    // Paths are relative to the root: esbuild writes them into comments.
    command.current_dir(&env.root).arg(&staged).arg(format!("--outfile={made}")).args([
        "--bundle",
        "--format=iife",
        "--platform=browser",
        "--target=chrome121,firefox140",
        "--loader:.deflate=binary",
        "--log-level=warning",
    ]);
    // What the other one needs is dead code here, and not bundled.
    command.arg(format!("--define:TWIN={is_twin}"));
    command.arg(format!("--define:LAZY={}", program.lazy.is_some()));
    command.arg(format!("--define:FILE={:?}", program.file.filter(|_| !is_twin).unwrap_or_default()));
    if is_twin {
        command.args(["--minify-whitespace", "--minify-identifiers"]);
    }
    run::run(command)
}

/// What a bundle is called in the stage.
pub fn file_name(what: Bundle) -> String {
    format!("{}.bundle.js", what.name())
}
