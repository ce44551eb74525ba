//! The order of a build, and what it tells while it works.

use std::path::Path;
use std::thread;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::bundle::{self, Bundle, Carried};
use crate::dist::{self, Scripts};
use crate::env::Env;
use crate::manifest::Browser;
use crate::toolchain::Toolchain;
use crate::verify::Files;
use crate::wasm::{DEV_CHECKS, Flavour, PROGRAMS, Program, RELEASE};
use crate::{kept, sizes, wasm};

/// The program that is linked again: the one that is cut in two as well.
const SAMPLE: &str = "hashcart-x";

/// How a build is made.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Debug assertions and overflow checks.
    pub dev_checks: bool,
    /// Compile our own crates, and link one of them, though nothing changed, to see whether the same comes of it. What is
    /// compiled to the same bytes goes through the same tools: one shows what those make of it.
    pub again: bool,
}

/// A finished build.
#[derive(Debug)]
pub struct Built {
    /// The files of each browser, as they lie in `dist`.
    pub extensions: Vec<(Browser, Files)>,
    /// The twin is real.
    pub has_twin: bool,
    /// The pinned Rust made it.
    pub pinned: bool,
}

/// What the compiler is asked for.
pub fn flavour(options: Options) -> Flavour {
    if options.dev_checks { DEV_CHECKS } else { RELEASE }
}

/// `dist/chrome` and `dist/firefox`. The npm tools are there.
pub fn build(env: &Env, toolchain: &Toolchain, options: Options) -> Result<Built> {
    let flavour = flavour(options);
    let begun = Instant::now();
    dist::rehearse(env)?;
    let Toolchain { rust, from_source: has_twin } = toolchain;
    say(&format!(
        "compiling with {} {}.{}{}",
        rust.rustc.display(),
        rust.version.0,
        rust.version.1,
        if *has_twin { ", standard library too" } else { "" }
    ));
    if options.again {
        wasm::forget(env, flavour)?;
    }
    let raw = wasm::compile(env, toolchain, flavour).context("compiling")?;
    let scripts = all_scripts(env, &raw, *has_twin, options.again)?;
    let mut table = Vec::new();
    for (program, scripts) in PROGRAMS.iter().zip(&scripts) {
        // What a process reads: the script, and the wasm that it fetches.
        let wasm = scripts.wasm.as_deref().unwrap_or_default();
        table.push(sizes::size(program.engine, &[&scripts.engine.chrome, wasm].concat())?);
        if wasm.is_empty() {
            table.push(sizes::size(&in_firefox(program.engine), &scripts.engine.firefox)?);
        }
        if let (Some(name), Some(lazy)) = (program.lazy, &scripts.lazy) {
            table.push(sizes::size(name, &lazy.chrome)?);
            if wasm.is_empty() {
                table.push(sizes::size(&in_firefox(name), &lazy.firefox)?);
            }
        }
        if let Some(twin) = &scripts.twin {
            table.push(sizes::size(program.twin, twin)?);
        }
        if let (Some(name), Some(lazy)) = (program.lazy_twin, &scripts.lazy_twin) {
            table.push(sizes::size(name, lazy)?);
        }
    }
    let mut extensions = Vec::new();
    for browser in Browser::ALL {
        extensions.push((browser, dist::make(env, browser, &scripts)?));
    }
    // Another Rust makes other bytes, and dev checks make more of them.
    sizes::report(&table, rust.pinned && !options.dev_checks)?;
    let marked = if options.dev_checks { ", with dev checks" } else { "" };
    say(&format!(
        "dist/chrome and dist/firefox, version {}{marked}, in {:.1} s",
        env.version,
        begun.elapsed().as_secs_f32()
    ));
    Ok(Built { extensions, has_twin: *has_twin, pinned: rust.pinned })
}

/// What a script that differs is called in the table.
fn in_firefox(name: &str) -> String {
    format!("{name} (Firefox)")
}

/// Links and bundles all programs, side by side.
fn all_scripts(env: &Env, raw: &Path, has_twin: bool, again: bool) -> Result<Vec<Scripts>> {
    thread::scope(|scope| {
        let linking = PROGRAMS
            .each_ref()
            .map(|program| scope.spawn(move || program_scripts(env, program, raw, has_twin, again)));
        let done = linking.into_iter().map(|thread| match thread.join() {
            Ok(scripts) => scripts,
            Err(_) => bail!("a thread of the build panicked"),
        });
        done.collect()
    })
}

fn program_scripts(env: &Env, program: &Program, raw: &Path, has_twin: bool, again: bool) -> Result<Scripts> {
    let recipe = kept::recipe(env, program, raw, has_twin)?;
    let again = again && program.package == SAMPLE;
    if !again && let Some(scripts) = kept::find(env, program, &recipe, has_twin) {
        say(&format!("{}: as before", program.package));
        return Ok(scripts);
    }
    say(&format!("{}: glue, wasm-opt{}, bundling", program.package, if has_twin { ", wasm2js" } else { "" }));
    wasm::link(env, program, raw, has_twin).with_context(|| format!("linking {}", program.package))?;
    let carried = if program.file.is_some() { &[Carried::Plain][..] } else { &Carried::ALL };
    for &carried in carried {
        bundle::bundle(env, program, Bundle::Engine(carried))?;
        if program.lazy.is_some() && program.file.is_none() {
            bundle::bundle(env, program, Bundle::Lazy(carried))?;
        }
    }
    if has_twin {
        bundle::bundle(env, program, Bundle::Twin)?;
        if program.lazy_twin.is_some() {
            bundle::bundle(env, program, Bundle::LazyTwin)?;
        }
    }
    kept::keep(env, program, &recipe)?;
    kept::scripts(env, program, has_twin)
}

fn say(line: &str) {
    println!("· {line}");
}
