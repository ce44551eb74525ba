//! An installed Rust, as data.

use std::path::PathBuf;

/// The oldest Rust that can build the workspace: `rust-version` in `Cargo.toml`.
pub const OLDEST: (u32, u32) = (1, 88);

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
    /// It can build the programs.
    pub fn builds(&self) -> bool {
        self.version >= OLDEST && self.linker
    }
}
