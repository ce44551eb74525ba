//! Everything xtask may install. Each says so before it starts, and what it cannot install it names in one line.

use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::env::{Env, on_path};
use crate::run;
use crate::toolchain::{self, Apt, DEBIAN, Next};

/// The oldest Node the tools run on: `engines` in `package.json`.
const NODE: u32 = 20;

/// `cargo xtask setup`.
pub fn everything(env: &Env) -> Result<()> {
    npm(env)?;
    wasm_toolchain(env)?;
    browsers()?;
    println!("everything that the build and the tests need is here");
    Ok(())
}

/// The npm tools, exactly as `package-lock.json` says.
pub fn npm(env: &Env) -> Result<()> {
    let node = run::output({
        let mut command = Command::new("node");
        command.arg("--version");
        command
    });
    let major =
        node.ok().and_then(|line| line.trim().trim_start_matches('v').split('.').next()?.parse().ok());
    if major.is_none_or(|major: u32| major < NODE) {
        bail!("Node {NODE} or newer is needed for the npm tools; install it and run this again");
    }
    let changed = |path: &str| std::fs::metadata(env.at(path)).and_then(|file| file.modified()).ok();
    let wanted = changed("package-lock.json").context("package-lock.json is missing")?;
    if changed("node_modules/.package-lock.json").is_some_and(|installed| installed >= wanted) {
        return Ok(());
    }
    println!("installing the npm tools into node_modules (npm ci)");
    let mut command = Command::new("npm");
    // No install script is needed: esbuild's program comes as an optional package for the platform.
    command.current_dir(&env.root).args([
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
    ]);
    run::run(command).context("the npm tools could not be installed")
}

/// The Rust that builds the wasm, installed when it is missing and can be.
pub fn wasm_toolchain(env: &Env) -> Result<Next> {
    let (mut asked_rustup, mut asked_apt) = (false, false);
    loop {
        match toolchain::choose(&toolchain::facts(env, asked_rustup, asked_apt)?) {
            Next::AskRustup => {
                asked_rustup = true;
                println!(
                    "no Rust here has the source of its standard library; asking rustup for it (rust-src)"
                );
                let mut command = run::clean("rustup", &env.root);
                command.args(["component", "add", "rust-src"]);
                if run::output(command).is_err() {
                    println!("rustup has no rust-src for this toolchain, or no network; looking further");
                }
            }
            Next::AskApt => {
                asked_apt = true;
                if let Err(error) = apt_install("a Rust that can build for wasm", &DEBIAN) {
                    println!("{error:#}; looking further");
                }
            }
            Next::Stop(line) => bail!(line),
            found => return Ok(found),
        }
    }
}

/// Chromium and Firefox for the tests.
pub fn browsers() -> Result<()> {
    let mut missing = Vec::new();
    if !["chromium", "chromium-browser", "google-chrome"].iter().any(|name| on_path(name).is_some()) {
        missing.push("chromium");
    }
    if !["firefox-esr", "firefox"].iter().any(|name| on_path(name).is_some()) {
        missing.push("firefox-esr");
    }
    if missing.is_empty() { Ok(()) } else { apt_install("the browsers for the tests", &missing) }
}

/// How packages of Debian can be installed here.
pub fn apt() -> Apt {
    let succeeds = |program: &str, args: &[&str]| {
        let mut command = Command::new(program);
        command.args(args).stdin(Stdio::null());
        run::output(command).ok()
    };
    if on_path("apt-get").is_none() {
        Apt::Absent
    } else if succeeds("id", &["-u"]).is_some_and(|id| id.trim() == "0") {
        Apt::Root
    } else if on_path("sudo").is_some() && succeeds("sudo", &["-n", "true"]).is_some() {
        Apt::Sudo
    } else {
        Apt::NoRights
    }
}

fn apt_install(what: &str, packages: &[&str]) -> Result<()> {
    let list = packages.join(" ");
    let apt_get = |args: &[&str]| {
        let mut command = match apt() {
            Apt::Root => Command::new("apt-get"),
            Apt::Sudo => {
                let mut command = Command::new("sudo");
                command.args(["-n", "--preserve-env=DEBIAN_FRONTEND", "apt-get"]);
                command
            }
            Apt::NoRights => bail!("{what} is missing; as root: apt-get install {list}"),
            Apt::Absent => {
                bail!("{what} is missing, and this is no Debian; install by hand what Debian calls: {list}")
            }
        };
        command.env("DEBIAN_FRONTEND", "noninteractive").args(args);
        Ok(command)
    };
    let mut install = apt_get(&["install", "--yes", "--no-install-recommends", "--quiet=2"])?;
    install.args(packages);
    println!("installing {what} (apt-get install {list})");
    // Stale lists are the usual reason for a package that cannot be found; old lists may still do.
    if let Err(error) = run::run(apt_get(&["update", "--quiet=2"])?) {
        println!("{error:#}; trying with the lists that are here");
    }
    run::run(install).with_context(|| format!("{what} could not be installed"))
}
