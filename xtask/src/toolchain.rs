//! Which Rust builds the wasm.
//!
//! The wasm needs an MVP standard library, so it is built from source (`-Z build-std`): a stable toolchain whose sysroot
//! holds that source is enough. One Rust is pinned, in the root's `Cargo.toml`; [`choose`] prefers it and says what would
//! bring it, and is a pure function over what [`crate::machine`] found.

use crate::actions::{Action, DEBIAN, Source, Tried};
use crate::machine::Machine;
use crate::rust::{OLDEST, Rust};

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

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

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
