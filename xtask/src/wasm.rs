//! Rust → wasm → glue: `target/stage/{hashcart_bg.js, hashcart_bg.wasm, hashcart_bg.wasm.js}`.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use crate::env::Env;
use crate::glue;
use crate::packed::packed;
use crate::reach;
use crate::run;
use crate::rust::Rust;
use crate::split::{self, Globals};
use crate::toolchain::Toolchain;
use crate::twin::{self, TwinOf};

/// A program that ships.
#[derive(Debug)]
pub struct Program {
    /// Its package in `programs`, and its folder in `target/stage`.
    pub package: &'static str,
    /// The raw wasm that cargo makes of it.
    raw: &'static str,
    /// The script with the wasm, or the one that fetches it.
    pub engine: &'static str,
    /// The wasm as a file, which the browser compiles while it reads it; a content script carries its own.
    pub file: Option<&'static str>,
    /// The part that comes later, where the program is cut ([`split`]): a script, or a file as the wasm is.
    pub lazy: Option<&'static str>,
    /// The script with the same program as JavaScript.
    pub twin: &'static str,
    /// The script with what comes later of that, where a content script is cut: its twin is, too.
    pub lazy_twin: Option<&'static str>,
}

/// One for each process, so that none carries what only another needs.
pub static PROGRAMS: [Program; 5] = [
    Program {
        package: "hashcart-x",
        raw: "hashcart_x.wasm",
        engine: "hashcart-x.js",
        file: None,
        lazy: Some("lazy-x.js"),
        twin: "twin-x.js",
        lazy_twin: Some("twin-lazy-x.js"),
    },
    Program {
        package: "hashcart-amazon",
        raw: "hashcart_amazon.wasm",
        engine: "hashcart-amazon.js",
        file: None,
        lazy: None,
        twin: "twin-amazon.js",
        lazy_twin: None,
    },
    Program {
        package: "hashcart-background",
        raw: "hashcart_background.wasm",
        engine: "hashcart-background.js",
        file: Some("hashcart-background.wasm"),
        lazy: Some("lazy-background.wasm"),
        twin: "twin-background.js",
        lazy_twin: None,
    },
    Program {
        package: "hashcart-insights",
        raw: "hashcart_insights.wasm",
        engine: "hashcart-insights.js",
        file: Some("hashcart-insights.wasm"),
        lazy: None,
        twin: "twin-insights.js",
        lazy_twin: None,
    },
    Program {
        package: "hashcart-pages",
        raw: "hashcart_pages.wasm",
        engine: "hashcart-pages.js",
        file: Some("hashcart-pages.wasm"),
        lazy: None,
        twin: "twin-pages.js",
        lazy_twin: None,
    },
];

impl Program {
    /// Its raw wasm in the folder that [`compile`] returns.
    pub fn raw_in(&self, folder: &Path) -> PathBuf {
        folder.join(self.raw)
    }

    /// Where its parts are put together.
    pub fn stage(&self, env: &Env) -> PathBuf {
        env.stage().join(self.package)
    }
}

/// wasm-bindgen's glue.
const BINDINGS: &str = "hashcart_bg.js";
/// The optimized wasm.
pub const WASM: &str = "hashcart_bg.wasm";
/// The same, packed, for a script to carry; nothing, where it is a file.
const PACKED: &str = "hashcart_bg.wasm.deflate";
/// The part that comes later, where there is one.
pub const LAZY: &str = "lazy_bg.wasm";
/// The same, packed.
const PACKED_LAZY: &str = "lazy_bg.wasm.deflate";
/// The same program as JavaScript.
pub const TWIN: &str = "hashcart_bg.wasm.js";
/// What comes later of it, where there is such a part.
pub const LAZY_TWIN: &str = "lazy_bg.wasm.js";

const TARGET: &str = "wasm32-unknown-unknown";

/// What the compiler is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Flavour {
    /// Debug assertions and overflow checks.
    pub dev_checks: bool,
    /// The folder under `target/` that cargo works in.
    folder: &'static str,
}

/// What ships.
pub const RELEASE: Flavour = Flavour { dev_checks: false, folder: "wasm" };

/// The same, which checks itself while it runs.
pub const DEV_CHECKS: Flavour = Flavour { dev_checks: true, folder: "wasm-dev-checks" };

/// Compiles the programs; returns the folder of their raw wasm.
pub fn compile(env: &Env, toolchain: &Toolchain, flavour: Flavour) -> Result<PathBuf> {
    run::run(compiler(env, toolchain, flavour)?)?;
    Ok(target_dir(env, flavour).join(TARGET).join("release"))
}

fn target_dir(env: &Env, flavour: Flavour) -> PathBuf {
    env.at("target").join(flavour.folder)
}

/// What compiles them.
pub fn compiler(env: &Env, toolchain: &Toolchain, flavour: Flavour) -> Result<Command> {
    let Toolchain { rust, from_source } = toolchain;
    let mut command = run::clean(&rust.cargo, &env.root);
    command.args(["build", "--quiet", "--lib", "--release", "--locked"]);
    command.args(PROGRAMS.iter().map(|program| format!("--package={}", program.package)));
    command.arg(format!("--target={TARGET}")).arg("--target-dir").arg(target_dir(env, flavour));
    command.env("RUSTC", &rust.rustc);
    let mut flags = remaps(env, rust)?;
    if *from_source {
        // wasm2js needs MVP features, and the prebuilt standard library is not MVP.
        command.env("RUSTC_BOOTSTRAP", "1").arg("-Zbuild-std=std,panic_abort");
        // Takes up to 7 % off a program (2026-11).
        command.arg("-Zbuild-std-features=optimize_for_size");
        flags.push("-Ctarget-cpu=mvp".into());
    }
    // What refers to what: where a program is cut, this says what belongs to which part.
    flags.push("-Clink-arg=--emit-relocs".into());
    if flavour.dev_checks {
        flags.extend(["-Cdebug-assertions=on".into(), "-Coverflow-checks=on".into()]);
    }
    command.env("CARGO_ENCODED_RUSTFLAGS", flags.join(std::ffi::OsStr::new("\x1f")));
    Ok(command)
}

/// Makes cargo compile the crate itself again, though nothing changed.
pub fn forget(env: &Env, flavour: Flavour) -> Result<()> {
    let records = target_dir(env, flavour).join(TARGET).join("release/.fingerprint");
    if !records.is_dir() {
        return Ok(());
    }
    for record in fs::read_dir(&records).context("cannot read cargo's records")? {
        let record = record?;
        if record.file_name().to_string_lossy().starts_with("hashcart-") {
            fs::remove_dir_all(record.path()).context("cannot remove cargo's record of the crate")?;
        }
    }
    Ok(())
}

/// Paths that the compiler would write into panic messages. The last rule that matches wins.
fn remaps(env: &Env, rust: &Rust) -> Result<Vec<OsString>> {
    let mut rules = vec![
        (env.root.clone(), ".".to_owned()),
        (env.cargo_home.clone(), "/cargo".to_owned()),
        (rust.sysroot.join("lib/rustlib/src/rust"), "/rust".to_owned()),
    ];
    // The name of a registry's folder depends on where the machine downloads from.
    let registries = env.cargo_home.join("registry/src");
    if registries.is_dir() {
        for registry in fs::read_dir(&registries).context("cannot read cargo's registry folder")? {
            rules.push((registry?.path(), "/crates".to_owned()));
        }
    }
    Ok(rules
        .into_iter()
        .map(|(from, to)| {
            let mut flag = OsString::from("--remap-path-prefix=");
            flag.push(from);
            flag.push("=");
            flag.push(to);
            flag
        })
        .collect())
}

/// Makes the glue, optimizes the wasm and, when the wasm is MVP, makes its twin.
pub fn link(env: &Env, program: &Program, raw: &Path, with_twin: bool) -> Result<()> {
    let stage = program.stage(env);
    if stage.exists() {
        fs::remove_dir_all(&stage).context("cannot empty its folder in target/stage")?;
    }
    fs::create_dir_all(&stage).context("cannot make its folder in target/stage")?;
    let raw = program.raw_in(raw);
    let raw = fs::read(&raw).with_context(|| format!("cannot read {}", raw.display()))?;
    let linked = stage.join("linked.wasm");
    fs::write(&linked, reach::without_record(&raw)?)?;
    Bindgen::new()
        .input_path(&linked)
        .out_name("hashcart")
        .bundler(true)?
        .typescript(false)
        // The names by which the linker knows its functions.
        .demangle(false)
        .remove_name_section(program.lazy.is_none())
        .remove_producers_section(true)
        .generate(&stage)
        .context("wasm-bindgen could not make the glue")?;
    if stage.join("snippets").exists() {
        bail!("a crate brings JavaScript of its own (wasm-bindgen snippets); the bundle has no place for it");
    }
    let wasm = stage.join(WASM);
    let unoptimized = stage.join("unoptimized.wasm");
    fs::rename(&wasm, &unoptimized).with_context(|| format!("wasm-bindgen made no {WASM}"))?;
    let features: &[&str] = if with_twin { &["--mvp-features"] } else { &["--all-features"] };
    let opt = |from: &Path, to: &Path, features: &[&str]| {
        let args = [&["-Os", "--strip-debug", "--strip-producers"], features].concat();
        binaryen(env, "wasm-opt", from, to, &args)
    };
    let halved = |globals, names: [&str; 2], features: &[&str]| {
        let halves = split::split(&raw, &fs::read(&unoptimized)?, globals)?;
        for (half, to) in [halves.first, halves.lazy].into_iter().zip(names) {
            let from = stage.join(format!("half-{to}"));
            fs::write(&from, half)?;
            opt(&from, &stage.join(to), features)?;
        }
        anyhow::Ok(())
    };
    if program.lazy.is_some() {
        // They share the pointer to the stack, a global that changes.
        halved(Globals::Imported, [WASM, LAZY], &[features, &["--enable-mutable-globals"]].concat())?;
    } else {
        opt(&unoptimized, &wasm, features)?;
    }
    let carries =
        |bytes: &Path| if program.file.is_none() { packed(&fs::read(bytes)?) } else { Ok(Vec::new()) };
    fs::write(stage.join(PACKED), carries(&wasm)?).context("cannot write the packed wasm")?;
    if program.lazy.is_some() {
        let lazy = carries(&stage.join(LAZY))?;
        fs::write(stage.join(PACKED_LAZY), lazy).context("cannot write the packed wasm")?;
    }
    let bindings = fs::read_to_string(stage.join(BINDINGS)).context("wasm-bindgen made no glue")?;
    fs::write(stage.join(glue::GLUE), glue::module(&bindings)?)?;
    // What a script does not use of a module is not bundled.
    fs::write(stage.join("package.json"), "{ \"sideEffects\": false }\n")?;
    if with_twin {
        let parts: &[(&str, &str, TwinOf)] = match (program.lazy, program.lazy_twin) {
            (_, Some(_)) => {
                &[("twin.wasm", TWIN, TwinOf::First), ("lazy-twin.wasm", LAZY_TWIN, TwinOf::Lazy)]
            }
            (Some(_), None) => &[("whole.wasm", TWIN, TwinOf::Whole)],
            (None, None) => &[(WASM, TWIN, TwinOf::Whole)],
        };
        match parts {
            [(first, ..), (lazy, ..)] => halved(Globals::Called, [first, lazy], features)?,
            [(whole, ..)] if *whole != WASM => opt(&unoptimized, &stage.join(whole), features)?,
            _ => {}
        }
        for (from, to, of) in parts {
            let to = stage.join(to);
            binaryen(env, "wasm2js", &stage.join(from), &to, &["-Os"])?;
            fs::write(&to, twin::mended(&fs::read_to_string(&to)?, *of)?)?;
        }
    }
    Ok(())
}

fn binaryen(env: &Env, tool: &str, from: &Path, to: &Path, args: &[&str]) -> Result<()> {
    let script = env.at("node_modules/binaryen/bin").join(tool);
    let mut command = Command::new("node");
    command.current_dir(&env.root).arg(script).arg(from).args(args).arg("-o").arg(to);
    run::run(command)?;
    if !to.is_file() {
        bail!("{tool} made nothing");
    }
    Ok(())
}
