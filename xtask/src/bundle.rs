//! esbuild: glue and engine → one self-contained classic script each.
//!
//! A content script can neither import nor fetch a file of its extension without making it web-accessible, and X must
//! not be able to see us; so each of those carries what it is to have, and the background puts the rest beside it.

use std::fs;

use anyhow::{Context, Result};

use crate::env::Env;
use crate::manifest::Browser;
use crate::run;
use crate::wasm::{LAZY_TWIN, Program};

/// The source in `extension` that is bundled, and goes out as nothing else.
pub const ENGINE: &str = "engine.js";

/// The scripts of a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bundle {
    /// The program as WebAssembly, which a content script carries, or the script that fetches it.
    Engine(Carried),
    /// The part of it that comes later.
    Lazy(Carried),
    /// The program as JavaScript.
    Twin,
    /// The part of that which comes later.
    LazyTwin,
}

/// How a content script carries its wasm. Firefox's streams call a page's own `Promise.prototype.then` when they unpack
/// something (153, November 2026), so there it is not packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carried {
    /// Packed, for [`Browser::Chrome`].
    Packed,
    /// As it is, for [`Browser::Firefox`].
    Plain,
}

impl Carried {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Packed, Self::Plain];

    /// The one for that browser.
    pub fn of(browser: Browser) -> Self {
        match browser {
            Browser::Chrome => Self::Packed,
            Browser::Firefox => Self::Plain,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Packed => "packed",
            Self::Plain => "plain",
        }
    }

    /// What is bundled with the part of a program that comes later.
    fn lazy(self) -> String {
        let packed = if self == Self::Packed { ".deflate" } else { "" };
        format!("import bytes from \"./lazy_bg.wasm{packed}\";\nglobalThis.hashcart.take(bytes);\n")
    }
}

impl Bundle {
    fn name(self) -> String {
        match self {
            Self::Engine(carried) => format!("engine-{}", carried.name()),
            Self::Lazy(carried) => format!("lazy-{}", carried.name()),
            Self::Twin => "twin".to_owned(),
            Self::LazyTwin => "lazy-twin".to_owned(),
        }
    }
}

/// Bundles `extension/engine.js` with what lies in `target/stage/<package>`, for the wasm or for its twin, or the part of it that comes later.
///
/// The engine is not minified: reviewers read it. The twin is a machine's text either way, whose functions and variables are
/// numbered, and is 38 % smaller with shorter numbers.
pub fn bundle(env: &Env, program: &Program, what: Bundle) -> Result<()> {
    let is_twin = matches!(what, Bundle::Twin | Bundle::LazyTwin);
    let entry = what.name();
    let source = env.at("extension").join(ENGINE);
    let stage = format!("target/stage/{}", program.package);
    let staged = format!("{stage}/{entry}.js");
    match what {
        Bundle::Lazy(carried) => fs::write(env.at(&staged), carried.lazy())?,
        Bundle::LazyTwin => {
            fs::copy(env.at(format!("{stage}/{LAZY_TWIN}")), env.at(&staged))
                .context("there is no twin to bundle")?;
        }
        Bundle::Engine(_) | Bundle::Twin => {
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
        "--loader:.wasm=binary",
        "--loader:.deflate=binary",
        "--log-level=warning",
    ]);
    // What the other one needs is dead code here, and not bundled.
    command.arg(format!("--define:TWIN={is_twin}"));
    command.arg(format!("--define:PACKED={}", what == Bundle::Engine(Carried::Packed)));
    let is_cut = if is_twin { program.lazy_twin.is_some() } else { program.lazy.is_some() };
    command.arg(format!("--define:LAZY={is_cut}"));
    // The names of files that its script fetches; nothing where it carries them.
    let files = program.file.filter(|_| !is_twin).map(|file| [Some(file), program.lazy]).unwrap_or_default();
    for (name, file) in ["FILE", "LAZY_FILE"].into_iter().zip(files) {
        command.arg(format!("--define:{name}={:?}", file.unwrap_or_default()));
    }
    if is_twin {
        command.args(["--minify-whitespace", "--minify-identifiers"]);
    }
    run::run(command)
}

/// What a bundle is called in the stage.
pub fn file_name(what: Bundle) -> String {
    format!("{}.bundle.js", what.name())
}
