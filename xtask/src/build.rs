//! The order of a build, and what it tells while it works.

use std::path::Path;
use std::thread;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::dist::{self, Scripts};
use crate::env::Env;
use crate::manifest::Browser;
use crate::toolchain::Next;
use crate::verify::Files;
use crate::wasm::{DEV_CHECKS, PROGRAMS, Program, RELEASE};
use crate::{bundle, install, sizes, wasm};

/// A finished build.
#[derive(Debug)]
pub struct Built {
    /// The files of each browser, as they lie in `dist`.
    pub extensions: Vec<(Browser, Files)>,
    /// The twin is real.
    pub has_twin: bool,
}

/// `cargo xtask build`.
pub fn build(env: &Env, dev_checks: bool) -> Result<Built> {
    let flavour = if dev_checks { DEV_CHECKS } else { RELEASE };
    let begun = Instant::now();
    dist::rehearse(env)?;
    install::npm(env)?;
    let toolchain = install::wasm_toolchain(env)?;
    let has_twin = match &toolchain {
        Next::FromSource(rust) => {
            say(&format!(
                "compiling with {} {}.{}, standard library too",
                rust.rustc.display(),
                rust.version.0,
                rust.version.1
            ));
            true
        }
        _ => {
            say(
                "NOTICE: no source of the standard library; building wasm only. Without the twin, Chromium runs nothing on pages that refuse WebAssembly, and this build cannot be packaged",
            );
            false
        }
    };
    let raw = wasm::compile(env, &toolchain, flavour).context("compiling")?;
    say(if has_twin { "glue, wasm-opt, wasm2js, bundling" } else { "glue, wasm-opt, bundling" });
    let scripts = all_scripts(env, &raw, has_twin)?;
    let mut table = Vec::new();
    for (program, scripts) in PROGRAMS.iter().zip(&scripts) {
        table.push(sizes::size(program.engine, &scripts.engine)?);
        if let Some(twin) = &scripts.twin {
            table.push(sizes::size(program.twin, twin)?);
        }
    }
    let mut extensions = Vec::new();
    for browser in Browser::ALL {
        extensions.push((browser, dist::make(env, browser, &scripts)?));
    }
    sizes::report(&table)?;
    let marked = if flavour.dev_checks { ", with dev checks" } else { "" };
    say(&format!(
        "dist/chrome and dist/firefox, version {}{marked}, in {:.1} s",
        env.version,
        begun.elapsed().as_secs_f32()
    ));
    Ok(Built { extensions, has_twin })
}

/// Links and bundles all programs, side by side.
fn all_scripts(env: &Env, raw: &Path, has_twin: bool) -> Result<Vec<Scripts>> {
    thread::scope(|scope| {
        let linking = PROGRAMS
            .each_ref()
            .map(|program| scope.spawn(move || program_scripts(env, program, raw, has_twin)));
        let done = linking.into_iter().map(|thread| match thread.join() {
            Ok(scripts) => scripts,
            Err(_) => bail!("a thread of the build panicked"),
        });
        done.collect()
    })
}

fn program_scripts(env: &Env, program: &Program, raw: &Path, has_twin: bool) -> Result<Scripts> {
    wasm::link(env, program, raw, has_twin).with_context(|| format!("linking {}", program.package))?;
    Ok(Scripts {
        engine: bundle::bundle(env, program, "engine", true)?,
        twin: if has_twin { Some(bundle::bundle(env, program, "twin", false)?) } else { None },
    })
}

fn say(line: &str) {
    println!("· {line}");
}
