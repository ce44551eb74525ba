//! Carries out the plans of [`crate::needs`]. Everything that is installed is said first; what cannot be is one line.

use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::actions::{Action, DEBIAN, Tried};
use crate::env::Env;
use crate::machine::{Apt, DOWNLOADED, Machine, look_around};
use crate::needs::{Need, Plan, plan};
use crate::run;
use crate::rust::Rust;
use crate::toolchain::Toolchain;
use crate::wasm::{self, Flavour};

/// What a command that needs Rust gets of it.
#[derive(Debug, Default)]
pub struct Ready {
    wasm: Option<Toolchain>,
    lints: Option<Rust>,
}

impl Ready {
    /// The Rust for the wasm.
    pub fn wasm(&self) -> Result<&Toolchain> {
        self.wasm.as_ref().context("no Rust for the wasm was asked for")
    }

    /// The Rust for `cargo fmt` and `cargo clippy`.
    pub fn lints(&self) -> Result<&Rust> {
        self.lints.as_ref().context("no Rust for the lints was asked for")
    }
}

/// Sees to it that all of this is there, and installs what is not.
pub fn ready(env: &Env, needs: &[Need]) -> Result<Ready> {
    installed(env, needs, None)
}

/// The same for a build. What takes longest in the first one, compiling, wants nothing but Rust: once that is there, it goes
/// on beside what is still being installed.
pub fn ready_to_build(env: &Env, needs: &[Need], flavour: Flavour) -> Result<Ready> {
    installed(env, needs, Some(flavour))
}

fn installed(env: &Env, needs: &[Need], flavour: Option<Flavour>) -> Result<Ready> {
    let mut tried = Tried::default();
    let mut early: Option<Early> = None;
    loop {
        let machine = look_around(env);
        let plan = plan(needs, &machine, &tried);
        if plan.is_hopeless(&tried) {
            bail!("not here, and not to be installed from here: {}", plan.missing.join("; "));
        }
        let Plan { actions, wasm, lints, .. } = plan;
        if actions.is_empty() {
            notice(&machine, wasm.as_ref());
            if let Some(early) = early {
                early.end();
            }
            return Ok(Ready { wasm, lints });
        }
        for action in &actions {
            println!("installing {}", action.words());
            if !tried.has(action.source()) {
                tried.add(action.source());
            }
        }
        let begun = carry_out(env, &machine, &actions, flavour.filter(|_| early.is_none()))?;
        early = early.or(begun);
    }
}

/// Says where a build will differ from the one that is promised.
fn notice(machine: &Machine, wasm: Option<&Toolchain>) {
    let Some(Toolchain { rust, from_source }) = wasm else { return };
    if !rust.pinned {
        println!(
            "NOTICE: building with {} ({}.{}); only the pinned Rust {} judges sizes and makes zips for the stores, and only its bytes are promised to be the same",
            rust.rustc.display(),
            rust.version.0,
            rust.version.1,
            machine.pin.release
        );
    }
    if !from_source {
        println!(
            "NOTICE: no source of the standard library; building wasm only. Without the twin, Chromium runs nothing on pages that refuse WebAssembly, and this build cannot be packaged"
        );
    }
}

/// A compiler that was begun before a build asked for it; ended with this, for whoever does not come to build.
struct Early(Child);

impl Early {
    /// Waits for it. What it has to say, the build's own compiler says again.
    fn end(mut self) {
        if matches!(self.0.try_wait(), Ok(None)) {
            println!("· all is here; compiling goes on");
            let _ = self.0.wait();
        }
    }
}

impl Drop for Early {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Begins to compile, where Rust is there.
fn early_compiling(env: &Env, flavour: Flavour) -> Option<Early> {
    let toolchain = plan(&[Need::Wasm], &look_around(env), &Tried::default()).wasm?;
    let mut command = wasm::compiler(env, &toolchain, flavour).ok()?;
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let early = Early(command.spawn().ok()?);
    println!("· compiling begins meanwhile");
    Some(early)
}

/// All at once; those of rustup one after the other, because it locks itself out. Compiling begins, if it is to, when those
/// are done.
fn carry_out(
    env: &Env,
    machine: &Machine,
    actions: &[Action],
    flavour: Option<Flavour>,
) -> Result<Option<Early>> {
    if machine.apt == Apt::SudoAsks && actions.iter().any(of_apt) {
        let mut command = Command::new("sudo");
        command.arg("--validate");
        // Where the password is not given, apt-get says so itself.
        let _ = run::run(command);
    }
    let groups = [of_rustup as fn(&Action) -> bool, of_apt, |action| !of_rustup(action) && !of_apt(action)];
    let flavour = flavour.filter(|_| !actions.iter().all(of_rustup));
    thread::scope(|scope| {
        let working = groups.map(|belongs| {
            scope.spawn(move || {
                actions.iter().filter(|action| belongs(action)).for_each(|action| one(env, machine, action))
            })
        });
        let mut early = None;
        for (at, thread) in working.into_iter().enumerate() {
            thread.join().map_err(|_| anyhow::anyhow!("a thread that installs panicked"))?;
            // Rustup's are the first.
            if at == 0 {
                early = flavour.and_then(|flavour| early_compiling(env, flavour));
            }
        }
        Ok(early)
    })
}

fn of_rustup(action: &Action) -> bool {
    matches!(action, Action::RustupAdd { .. } | Action::RustupInstall { .. })
}

fn of_apt(action: &Action) -> bool {
    matches!(action, Action::AptRust | Action::AptBrowsers(_))
}

/// What does not work is said, and the next plan knows it: there may be another way.
fn one(env: &Env, machine: &Machine, action: &Action) {
    let begun = Instant::now();
    match perform(env, machine, action) {
        Ok(()) => println!("installed {}, in {:.0} s", action.words(), begun.elapsed().as_secs_f32()),
        Err(error) => println!("that did not work: {error:#}"),
    }
}

fn perform(env: &Env, machine: &Machine, action: &Action) -> Result<()> {
    match action {
        Action::RustupAdd { toolchain, components } => {
            let mut command = run::clean("rustup", &env.root);
            command.args(["component", "add", "--toolchain"]).arg(toolchain).args(components.split(' '));
            run::quiet(command)
        }
        Action::RustupInstall { release } => {
            let mut command = run::clean("rustup", &env.root);
            command.args(["toolchain", "install", release, "--no-self-update", "--profile=minimal"]);
            command.args(["--component=rust-src", "--component=rustfmt", "--component=clippy"]);
            run::quiet(command)
        }
        Action::AptRust => apt_install(machine.apt, &DEBIAN),
        Action::AptBrowsers(names) => apt_install(machine.apt, names),
        Action::Npm => {
            let mut command = Command::new("npm");
            // No install script is needed: esbuild's program comes as an optional package for the platform.
            command.current_dir(&env.root).args([
                "ci",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--loglevel=error",
            ]);
            run::quiet(command)
        }
        Action::Download(names) => names.iter().try_for_each(|name| {
            let mut command = Command::new("node");
            command.current_dir(&env.root).arg("node_modules/@puppeteer/browsers/lib/cjs/main-cli.js");
            command.args(["install", name, "--path", DOWNLOADED]);
            if machine.apt == Apt::Root {
                command.arg("--install-deps");
            }
            run::quiet(command)
        }),
    }
}

fn apt_install(apt: Apt, packages: &[&str]) -> Result<()> {
    let apt_get = |args: &[&str]| {
        let mut command = match apt {
            Apt::Root => Command::new("apt-get"),
            _ => {
                let mut command = Command::new("sudo");
                command.args(["-n", "--preserve-env=DEBIAN_FRONTEND", "apt-get"]);
                command
            }
        };
        command.env("DEBIAN_FRONTEND", "noninteractive").stdin(Stdio::null()).args(args);
        command
    };
    let mut install = apt_get(&["install", "--yes", "--no-install-recommends", "--quiet=2"]);
    install.args(packages);
    // Stale lists are the usual reason for a package that cannot be found; old lists may still do.
    if let Err(error) = run::quiet(apt_get(&["update", "--quiet=2"])) {
        println!("{error:#}; trying with the lists that are here");
    }
    run::quiet(install)
}
