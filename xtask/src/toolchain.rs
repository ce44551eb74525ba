//! Which Rust builds the wasm.
//!
//! The wasm needs an MVP standard library, so it is built from source (`-Z build-std`): a plain stable toolchain whose
//! sysroot holds that source is enough. [`Facts`] are gathered from the machine, [`choose`] is a pure function over them.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::env::{Env, on_path};
use crate::run;

/// The oldest Rust that can build the workspace: `rust-version` in `Cargo.toml`.
const OLDEST: (u32, u32) = (1, 88);

/// The packages of Debian that make a complete wasm toolchain. Without `lld-22` its `rust-lld` link dangles.
pub const DEBIAN: [&str; 5] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm", "lld-22"];

/// One installed Rust.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rust {
    /// Its compiler.
    pub rustc: PathBuf,
    /// Its cargo.
    pub cargo: PathBuf,
    /// Where its libraries and their source lie.
    pub sysroot: PathBuf,
    /// Major and minor.
    pub version: (u32, u32),
    /// The source of the standard library is there.
    pub source: bool,
    /// A prebuilt standard library for wasm32-unknown-unknown is there.
    pub prebuilt: bool,
    /// It can reach `rust-lld`.
    pub linker: bool,
}

/// How this machine may install packages of Debian.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Apt {
    /// Not Debian's family.
    Absent,
    /// There, but neither root nor `sudo` without a password.
    NoRights,
    /// As root.
    Root,
    /// With `sudo -n`.
    Sudo,
}

/// What is known about the machine.
#[derive(Debug, Clone)]
pub struct Facts {
    /// The Rust that is first on PATH, usually rustup's.
    pub first: Option<Rust>,
    /// The Rust in /usr/bin, usually Debian's.
    pub system: Option<Rust>,
    /// rustup is there and was not yet asked for `rust-src`.
    pub may_ask_rustup: bool,
    /// apt-get was not yet tried.
    pub may_ask_apt: bool,
    /// The rights for it.
    pub apt: Apt,
}

/// What to do next.
#[derive(Debug, PartialEq, Eq)]
pub enum Next {
    /// Build the standard library too: wasm and twin.
    FromSource(Rust),
    /// Use the prebuilt standard library: wasm only.
    Prebuilt(Rust),
    /// `rustup component add rust-src`, then look again.
    AskRustup,
    /// `apt-get install` [`DEBIAN`], then look again.
    AskApt,
    /// Nothing is left to try; the line says what to install.
    Stop(String),
}

/// The order: what is there, then what can be installed, then the second best, then a clear line.
pub fn choose(facts: &Facts) -> Next {
    let installed =
        || facts.first.iter().chain(&facts.system).filter(|rust| rust.version >= OLDEST && rust.linker);
    if let Some(rust) = installed().find(|rust| rust.source) {
        return Next::FromSource(rust.clone());
    }
    if facts.may_ask_rustup {
        return Next::AskRustup;
    }
    if facts.may_ask_apt && matches!(facts.apt, Apt::Root | Apt::Sudo) {
        return Next::AskApt;
    }
    if let Some(rust) = installed().find(|rust| rust.prebuilt) {
        return Next::Prebuilt(rust.clone());
    }
    let debian = match facts.apt {
        Apt::Absent => String::new(),
        _ => format!(", or as root `apt-get install {}`", DEBIAN.join(" ")),
    };
    let (major, minor) = OLDEST;
    Next::Stop(format!(
        "no Rust here can build for wasm: install Rust {major}.{minor} or newer with rustup and run `rustup component add rust-src`{debian}"
    ))
}

/// Looks at one installed Rust; `None` when it is not there or does not answer.
pub fn look(env: &Env, rustc: &Path, cargo: &Path) -> Option<Rust> {
    let ask = |args: &[&str]| {
        let mut command = run::clean(rustc, &env.root);
        command.args(args);
        run::output(command).ok()
    };
    let version = version(&ask(&["--version"])?)?;
    let sysroot = PathBuf::from(ask(&["--print", "sysroot"])?.trim());
    let host = ask(&["-vV"])?.lines().find_map(|line| line.strip_prefix("host: ").map(str::to_owned))?;
    let libraries = sysroot.join("lib/rustlib");
    Some(Rust {
        version,
        source: libraries.join("src/rust/library/std/Cargo.toml").is_file(),
        prebuilt: libraries.join("wasm32-unknown-unknown/lib").is_dir(),
        // `is_file` follows the link: a dangling one is no linker.
        linker: libraries.join(host).join("bin/rust-lld").is_file() || on_path("rust-lld").is_some(),
        rustc: rustc.to_owned(),
        cargo: cargo.to_owned(),
        sysroot,
    })
}

/// Gathers the facts; the two flags say what was tried already.
pub fn facts(env: &Env, asked_rustup: bool, asked_apt: bool) -> Result<Facts> {
    let first = on_path("rustc").zip(on_path("cargo"));
    let system = (PathBuf::from("/usr/bin/rustc"), PathBuf::from("/usr/bin/cargo"));
    let has_system = system.0.is_file() && system.1.is_file() && first.as_ref() != Some(&system);
    Ok(Facts {
        first: first.and_then(|(rustc, cargo)| look(env, &rustc, &cargo)),
        system: if has_system { look(env, &system.0, &system.1) } else { None },
        may_ask_rustup: !asked_rustup && on_path("rustup").is_some(),
        may_ask_apt: !asked_apt,
        apt: crate::install::apt(),
    })
}

/// `rustc 1.96.0 (…)` → `(1, 96)`.
fn version(line: &str) -> Option<(u32, u32)> {
    let mut numbers = line.split_whitespace().nth(1)?.split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rust(name: &str, source: bool, prebuilt: bool) -> Rust {
        Rust {
            rustc: name.into(),
            cargo: "cargo".into(),
            sysroot: "/sysroot".into(),
            version: (1, 95),
            source,
            prebuilt,
            linker: true,
        }
    }

    fn nothing() -> Facts {
        Facts { first: None, system: None, may_ask_rustup: false, may_ask_apt: false, apt: Apt::Absent }
    }

    #[test]
    fn the_first_on_path_wins_when_it_has_its_source() {
        let (first, system) = (rust("first", true, false), rust("system", true, false));
        let facts = Facts { first: Some(first.clone()), system: Some(system), ..nothing() };
        assert_eq!(choose(&facts), Next::FromSource(first));
    }

    #[test]
    fn what_is_installed_comes_before_installing() {
        let system = rust("system", true, false);
        let facts = Facts {
            first: Some(rust("first", false, true)),
            system: Some(system.clone()),
            may_ask_rustup: true,
            may_ask_apt: true,
            apt: Apt::Root,
        };
        assert_eq!(choose(&facts), Next::FromSource(system));
    }

    #[test]
    fn rustup_is_asked_once_then_debian_once_then_the_second_best() {
        let first = rust("first", false, true);
        let mut facts = Facts {
            first: Some(first.clone()),
            system: None,
            may_ask_rustup: true,
            may_ask_apt: true,
            apt: Apt::Sudo,
        };
        assert_eq!(choose(&facts), Next::AskRustup);
        facts.may_ask_rustup = false;
        assert_eq!(choose(&facts), Next::AskApt);
        facts.may_ask_apt = false;
        assert_eq!(choose(&facts), Next::Prebuilt(first));
    }

    #[test]
    fn too_old_or_without_a_linker_is_as_good_as_absent() {
        for broken in [
            Rust { version: (1, 63), ..rust("old", true, true) },
            Rust { linker: false, ..rust("dangling", true, true) },
        ] {
            let facts = Facts { system: Some(broken), apt: Apt::NoRights, may_ask_apt: true, ..nothing() };
            let Next::Stop(line) = choose(&facts) else { panic!("not stopped") };
            assert!(line.contains("rust-src") && line.contains("apt-get install rustc-web"), "{line}");
        }
    }

    #[test]
    fn elsewhere_the_line_does_not_speak_of_apt() {
        let Next::Stop(line) = choose(&nothing()) else { panic!("not stopped") };
        assert!(!line.contains("apt") && !line.contains('\n'), "{line}");
    }

    #[test]
    fn versions() {
        assert_eq!(version("rustc 1.96.0 (ac68faa20 2026-05-25)"), Some((1, 96)));
        assert_eq!(version("rustc 1.98.0-nightly (abc 2026-05-25)"), Some((1, 98)));
        assert_eq!(version("what?"), None);
    }

    #[test]
    fn the_oldest_rust_is_the_one_in_cargo_toml() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.toml");
        let wanted = format!("rust-version = \"{}.{}\"", OLDEST.0, OLDEST.1);
        assert!(std::fs::read_to_string(root).unwrap().contains(&wanted));
    }
}
