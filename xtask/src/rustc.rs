//! What an installed Rust says of itself.

use std::path::{Path, PathBuf};

use crate::env::{Env, on_path};
use crate::run;
use crate::rust::Rust;

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
}
