//! What this machine has. Facts only: [`crate::needs`] decides what follows from them.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{fs, io};

use crate::env::{Env, Pin, on_path};
use crate::run;
use crate::rust::Rust;
use crate::rustc::look;

/// Where browsers lie that were downloaded because nothing else brought them.
pub const DOWNLOADED: &str = "target/browsers";

/// How packages of Debian's family can be installed here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Apt {
    /// Not Debian's family.
    Absent,
    /// There, but neither root nor a `sudo` that can be asked.
    NoRights,
    /// As root.
    Root,
    /// With `sudo`, which needs no password.
    Sudo,
    /// With `sudo`, which asks for a password at the terminal.
    SudoAsks,
}

impl Apt {
    /// There are packages of Debian's family.
    pub fn is_there(self) -> bool {
        self != Self::Absent
    }

    /// This user can install them.
    pub fn installs(self) -> bool {
        matches!(self, Self::Root | Self::Sudo | Self::SudoAsks)
    }
}

/// What is known about the machine.
#[derive(Debug, Clone)]
pub struct Machine {
    /// What is asked for.
    pub pin: Pin,
    /// Every Rust that was found: first the one that PATH names, then the pinned one, then the system's.
    pub rusts: Vec<Rust>,
    /// `rustup` is there.
    pub rustup: bool,
    /// Debian's packages.
    pub apt: Apt,
    /// The major version of `node`.
    pub node: Option<u32>,
    /// `npm` is there.
    pub npm: bool,
    /// `node_modules` is what `package-lock.json` says.
    pub modules: bool,
    /// A Chromium that the tests find.
    pub chromium: bool,
    /// A Firefox that the tests find.
    pub firefox: bool,
    /// A window can be opened.
    pub screen: bool,
}

/// Looks at the machine.
pub fn look_around(env: &Env) -> Machine {
    Machine {
        pin: env.pin.clone(),
        rusts: rusts(env),
        rustup: on_path("rustup").is_some(),
        apt: apt(),
        node: answer("node", &["--version"]).and_then(|line| major(&line)),
        npm: on_path("npm").is_some(),
        modules: modules(env),
        chromium: has_browser(
            env,
            "HASHCART_CHROMIUM",
            &["chromium", "chromium-browser", "google-chrome"],
            "chrome",
        ),
        firefox: has_browser(env, "HASHCART_FIREFOX", &["firefox-esr", "firefox"], "firefox"),
        screen: !cfg!(target_os = "linux")
            || ["DISPLAY", "WAYLAND_DISPLAY"]
                .iter()
                .any(|name| std::env::var_os(name).is_some_and(|set| !set.is_empty())),
    }
}

fn rusts(env: &Env) -> Vec<Rust> {
    let pinned = on_path("rustup").and_then(|_| {
        let mut command = run::clean("rustup", &env.root);
        command.args(["which", "--toolchain", &env.pin.release, "rustc"]);
        let rustc = PathBuf::from(run::output(command).ok()?.trim());
        Some((rustc.clone(), rustc.with_file_name("cargo")))
    });
    let system = (PathBuf::from("/usr/bin/rustc"), PathBuf::from("/usr/bin/cargo"));
    let mut found: Vec<Rust> = Vec::new();
    for (rustc, cargo) in [on_path("rustc").zip(on_path("cargo")), pinned, Some(system)].into_iter().flatten()
    {
        if rustc.is_file()
            && cargo.is_file()
            && let Some(rust) = look(env, &rustc, &cargo)
            && !found.iter().any(|other| same_place(&other.sysroot, &rust.sysroot))
        {
            found.push(rust);
        }
    }
    found
}

fn same_place(one: &Path, other: &Path) -> bool {
    let real = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_: io::Error| path.to_owned());
    real(one) == real(other)
}

fn modules(env: &Env) -> bool {
    let changed = |path: &str| fs::metadata(env.at(path)).and_then(|file| file.modified()).ok();
    let installed = changed("node_modules/.package-lock.json");
    installed.is_some_and(|installed| changed("package-lock.json").is_some_and(|wanted| installed >= wanted))
}

/// The same places as in `tests/support/executables.mjs`.
fn has_browser(env: &Env, variable: &str, names: &[&str], downloaded: &str) -> bool {
    std::env::var_os(variable).is_some_and(|path| Path::new(&path).is_file())
        || names.iter().any(|name| on_path(name).is_some())
        || env.at(DOWNLOADED).join(downloaded).is_dir()
}

fn apt() -> Apt {
    if on_path("apt-get").is_none() {
        Apt::Absent
    } else if answer("id", &["-u"]).is_some_and(|id| id.trim() == "0") {
        Apt::Root
    } else if on_path("sudo").is_none() {
        Apt::NoRights
    } else if answer("sudo", &["-n", "true"]).is_some() {
        Apt::Sudo
    } else if io::IsTerminal::is_terminal(&io::stdin()) {
        Apt::SudoAsks
    } else {
        Apt::NoRights
    }
}

fn answer(program: &str, args: &[&str]) -> Option<String> {
    let mut command = Command::new(program);
    command.args(args).stdin(Stdio::null());
    run::output(command).ok()
}

/// `v20.20.2` → 20.
fn major(line: &str) -> Option<u32> {
    line.trim().trim_start_matches('v').split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_of_node() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("no such file"), None);
    }
}
