//! Where things are. Nothing else in xtask asks the environment for a place.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::run;

/// The Rust that judges and packs: `workspace.metadata.toolchain` in `Cargo.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pin {
    /// As rustup calls it, such as `1.95.0`.
    pub release: String,
    /// The commit that `rustc -vV` names. A distribution's build of the same release has another one.
    pub commit: String,
}

/// The repository, the machine's folders and the version being built.
#[derive(Debug, Clone)]
pub struct Env {
    /// The root of the repository.
    pub root: PathBuf,
    /// The cargo that started xtask: it runs everything native.
    pub cargo: PathBuf,
    /// Cargo's own folder, where the sources of the dependencies lie.
    pub cargo_home: PathBuf,
    /// The user's folder, when there is one.
    pub home: Option<PathBuf>,
    /// The version in `Cargo.toml`.
    pub version: String,
    /// The Rust that `Cargo.toml` pins.
    pub pin: Pin,
}

impl Env {
    /// Looks around, as started by `cargo xtask`.
    pub fn find() -> Result<Self> {
        let manifest_dir = std::env::var_os("CARGO_MANIFEST_DIR")
            .context("start me as `cargo xtask`, inside the repository")?;
        let root = Path::new(&manifest_dir).parent().context("xtask has no parent folder")?.to_owned();
        let cargo = std::env::var_os("CARGO").map_or_else(|| "cargo".into(), PathBuf::from);
        let home = std::env::var_os("HOME").map(PathBuf::from).filter(|home| home.parent().is_some());
        let cargo_home = std::env::var_os("CARGO_HOME")
            .map(PathBuf::from)
            .or_else(|| Some(home.as_ref()?.join(".cargo")))
            .context("neither CARGO_HOME nor HOME is set")?;
        let metadata = metadata(&root, &cargo)?;
        let version = version(&metadata)?;
        let pin = pin(&metadata)?;
        Ok(Self { root, cargo, cargo_home, home, version, pin })
    }

    /// A path inside the repository.
    pub fn at(&self, path: impl AsRef<Path>) -> PathBuf {
        self.root.join(path)
    }

    /// Where the intermediate files of the build lie.
    pub fn stage(&self) -> PathBuf {
        self.at("target/stage")
    }
}

/// Asks cargo, so that `Cargo.toml` is read by the one program that knows how.
fn metadata(root: &Path, cargo: &Path) -> Result<Value> {
    let mut command = run::native(cargo, root);
    command.args(["metadata", "--no-deps", "--format-version=1"]);
    serde_json::from_str(&run::output(command)?).context("`cargo metadata` is not JSON")
}

fn version(metadata: &Value) -> Result<String> {
    let packages = metadata.get("packages").and_then(Value::as_array);
    packages
        .into_iter()
        .flatten()
        .find(|package| package.get("name").and_then(Value::as_str) == Some("hashcart"))
        .and_then(|package| package.get("version")?.as_str().map(str::to_owned))
        .context("`cargo metadata` does not know the package `hashcart`")
}

fn pin(metadata: &Value) -> Result<Pin> {
    let word =
        |name: &str| metadata.pointer(&format!("/metadata/toolchain/{name}"))?.as_str().map(str::to_owned);
    word("release")
        .zip(word("commit"))
        .map(|(release, commit)| Pin { release, commit })
        .context("Cargo.toml pins no Rust: [workspace.metadata.toolchain] wants release and commit")
}

/// Finds a program on PATH.
pub fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}
