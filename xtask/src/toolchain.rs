//! Which Rust builds the wasm.
//!
//! The wasm needs an MVP standard library, so it is built from source (`-Z build-std`): a stable toolchain whose sysroot
//! holds that source is enough. One Rust is pinned, in the root's `Cargo.toml`; [`choose`] prefers it and says what would
//! bring it, and is a pure function over what [`crate::machine`] found.

use std::path::{Path, PathBuf};

use crate::env::{Env, on_path};
use crate::machine::Machine;
use crate::needs::{Action, Source, Tried};
use crate::run;

/// The oldest Rust that can build the workspace: `rust-version` in `Cargo.toml`.
pub const OLDEST: (u32, u32) = (1, 88);

/// The packages of Debian that make a complete wasm toolchain. Without `lld-22` its `rust-lld` link dangles.
pub const DEBIAN: [&str; 5] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm", "lld-22"];

/// The Rust that judges and packs: `workspace.metadata.toolchain` in `Cargo.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pin {
    /// As rustup calls it, such as `1.95.0`.
    pub release: String,
    /// The commit that `rustc -vV` names. A distribution's build of the same release has another one.
    pub commit: String,
}

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
    /// It is the pinned one.
    pub pinned: bool,
    /// What rustup calls it, where rustup installed it and can add to it.
    pub rustup: Option<String>,
    /// The source of the standard library is there.
    pub source: bool,
    /// A prebuilt standard library for wasm32-unknown-unknown is there.
    pub prebuilt: bool,
    /// It can reach `rust-lld`.
    pub linker: bool,
    /// `cargo fmt` and `cargo clippy` are there.
    pub lints: bool,
}

impl Rust {
    fn builds(&self) -> bool {
        self.version >= OLDEST && self.linker
    }
}

/// The Rust that a build will use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toolchain {
    /// Its programs.
    pub rust: Rust,
    /// The standard library is built from source: wasm and twin. Otherwise the prebuilt one is used: wasm only.
    pub from_source: bool,
}

/// What a command can do about the Rust it needs.
#[derive(Debug, PartialEq, Eq)]
pub enum Choice<T> {
    /// This one is there.
    Use(T),
    /// This would bring a better one; when it did not, choose again.
    Install(Action),
    /// Nothing is left to try; the words say what to install.
    Missing(String),
}

/// The Rust for the wasm: the pinned one, there or installed; then another one with its source, there or installed;
/// then a prebuilt standard library.
pub fn choose(machine: &Machine, tried: &Tried) -> Choice<Toolchain> {
    let builds = || machine.rusts.iter().filter(|rust| rust.builds());
    let with_source = |rust: &Rust| Choice::Use(Toolchain { rust: rust.clone(), from_source: true });
    if let Some(rust) = builds().find(|rust| rust.pinned && rust.source) {
        return with_source(rust);
    }
    if let Some(action) = from_rustup(machine, tried, "rust-src") {
        return Choice::Install(action);
    }
    if let Some(rust) = builds().find(|rust| rust.source) {
        return with_source(rust);
    }
    if machine.apt.installs() && !tried.has(Source::AptRust) {
        return Choice::Install(Action::AptRust);
    }
    if let Some(rust) = builds().find(|rust| rust.prebuilt) {
        return Choice::Use(Toolchain { rust: rust.clone(), from_source: false });
    }
    let (major, minor) = OLDEST;
    let debian = if machine.apt.is_there() {
        format!(", or as root: apt-get install {}", DEBIAN.join(" "))
    } else {
        String::new()
    };
    Choice::Missing(format!(
        "a Rust that can build for wasm (Rust {} or another from {major}.{minor} on, by rustup, and `rustup component add rust-src`{debian})",
        machine.pin.release
    ))
}

/// The Rust whose `cargo fmt` and `cargo clippy` are asked: the pinned one, else the one that is first on PATH.
pub fn choose_lints(machine: &Machine, tried: &Tried) -> Choice<Rust> {
    if let Some(rust) = machine.rusts.iter().find(|rust| rust.pinned && rust.lints) {
        return Choice::Use(rust.clone());
    }
    if let Some(action) = from_rustup(machine, tried, "clippy rustfmt") {
        return Choice::Install(action);
    }
    match machine.rusts.iter().find(|rust| rust.lints) {
        Some(rust) => Choice::Use(rust.clone()),
        None => {
            Choice::Missing("cargo fmt and cargo clippy (rustup component add rustfmt clippy)".to_owned())
        }
    }
}

/// Has rustup complete the pinned Rust, or bring it.
fn from_rustup(machine: &Machine, tried: &Tried, components: &'static str) -> Option<Action> {
    if !machine.rustup || tried.has(Source::Rustup) {
        return None;
    }
    let pinned = machine.rusts.iter().filter(|rust| rust.pinned);
    Some(match pinned.filter_map(|rust| rust.rustup.clone()).next() {
        Some(toolchain) => Action::RustupAdd { toolchain, components },
        None => Action::RustupInstall { release: machine.pin.release.clone() },
    })
}

/// Looks at one installed Rust; `None` when it is not there or does not answer.
pub fn look(env: &Env, rustc: &Path, cargo: &Path) -> Option<Rust> {
    let ask = |args: &[&str]| {
        let mut command = run::clean(rustc, &env.root);
        command.args(args);
        run::output(command).ok()
    };
    let about = About::read(&ask(&["-vV"])?)?;
    let sysroot = PathBuf::from(ask(&["--print", "sysroot"])?.trim());
    let libraries = sysroot.join("lib/rustlib");
    let program = |name: &str| sysroot.join("bin").join(name).is_file();
    Some(Rust {
        version: about.version,
        pinned: about.release == env.pin.release && about.commit == env.pin.commit,
        rustup: (libraries.join("multirust-config.toml").is_file())
            .then(|| Some(sysroot.file_name()?.to_str()?.to_owned()))
            .flatten(),
        source: libraries.join("src/rust/library/std/Cargo.toml").is_file(),
        prebuilt: libraries.join("wasm32-unknown-unknown/lib").is_dir(),
        // `is_file` follows the link: a dangling one is no linker.
        linker: libraries.join(about.host).join("bin/rust-lld").is_file() || on_path("rust-lld").is_some(),
        lints: program("cargo-fmt")
            && program("rustfmt")
            && program("cargo-clippy")
            && program("clippy-driver"),
        rustc: rustc.to_owned(),
        cargo: cargo.to_owned(),
        sysroot,
    })
}

/// What `rustc -vV` says.
#[derive(Debug, PartialEq, Eq)]
struct About {
    release: String,
    commit: String,
    host: String,
    version: (u32, u32),
}

impl About {
    fn read(text: &str) -> Option<Self> {
        let line = |start: &str| text.lines().find_map(|line| line.strip_prefix(start).map(str::to_owned));
        let release = line("release: ")?;
        let mut numbers = release.split('.');
        let version = (numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?);
        Some(Self { commit: line("commit-hash: ")?, host: line("host: ")?, release, version })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_rustc_says_of_itself() {
        let text = "rustc 1.97.0-nightly (e50aa6fba 2026-05-19)\nbinary: rustc\ncommit-hash: e50aa6f\nhost: x86_64-unknown-linux-gnu\nrelease: 1.97.0-nightly\n";
        let about = About::read(text).unwrap();
        assert_eq!(about.version, (1, 97));
        assert_eq!((&*about.release, &*about.commit), ("1.97.0-nightly", "e50aa6f"));
        assert_eq!(About::read("what?"), None);
    }

    #[test]
    fn the_oldest_rust_is_the_one_in_cargo_toml() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.toml");
        let wanted = format!("rust-version = \"{}.{}\"", OLDEST.0, OLDEST.1);
        assert!(std::fs::read_to_string(root).unwrap().contains(&wanted));
    }

    #[test]
    fn nothing_in_the_repository_makes_cargo_itself_refuse() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        for name in ["rust-toolchain", "rust-toolchain.toml"] {
            assert!(
                !root.join(name).exists(),
                "{name}: rustup refuses where it cannot fetch what that names"
            );
        }
    }
}
