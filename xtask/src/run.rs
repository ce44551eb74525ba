//! Child processes: what they inherit, and an error that names the command.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, anyhow, bail};

use crate::rust::Rust;

/// Runs to the end; output goes to the terminal.
pub fn run(mut command: Command) -> Result<()> {
    let shown = show(&command);
    let status = command.status().with_context(|| format!("cannot start `{shown}`"))?;
    if !status.success() {
        bail!("`{shown}` failed ({status})");
    }
    Ok(())
}

/// Runs to the end without a word; on failure, the end of what it said is the error.
pub fn quiet(mut command: Command) -> Result<()> {
    let shown = show(&command);
    let done = command.output().with_context(|| format!("cannot start `{shown}`"))?;
    if !done.status.success() {
        let said = [done.stdout, done.stderr].concat();
        let said = String::from_utf8_lossy(&said);
        let lines: Vec<&str> = said.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        bail!(
            "`{shown}` failed ({}): {}",
            done.status,
            lines.iter().rev().take(3).rev().copied().collect::<Vec<_>>().join(" / ")
        );
    }
    Ok(())
}

/// The same command, which takes only what time of the processors nobody else wants. Windows has no `nice`: there it takes
/// its share.
pub fn last_in_line(command: Command) -> Command {
    if cfg!(windows) {
        return command;
    }
    let mut last = Command::new("nice");
    last.args(["-n", "19"]).arg(command.get_program()).args(command.get_args());
    if let Some(folder) = command.get_current_dir() {
        last.current_dir(folder);
    }
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => last.env(name, value),
            None => last.env_remove(name),
        };
    }
    last
}

/// Runs to the end and returns stdout; on failure, what it printed is part of the error.
pub fn output(mut command: Command) -> Result<String> {
    let shown = show(&command);
    let done = command.output().with_context(|| format!("cannot start `{shown}`"))?;
    if !done.status.success() {
        let [why, said] = [&done.stderr, &done.stdout].map(|text| String::from_utf8_lossy(text));
        bail!("`{shown}` failed ({}): {}", done.status, format!("{}\n{}", why.trim(), said.trim()).trim());
    }
    String::from_utf8(done.stdout).with_context(|| format!("`{shown}` printed something that is not text"))
}

/// Runs to the end; what it printed, and whether it succeeded.
pub fn ended(mut command: Command) -> Result<(String, Result<()>)> {
    let shown = show(&command);
    let done =
        command.stderr(Stdio::inherit()).output().with_context(|| format!("cannot start `{shown}`"))?;
    let judged =
        if done.status.success() { Ok(()) } else { Err(anyhow!("`{shown}` failed ({})", done.status)) };
    Ok((String::from_utf8_lossy(&done.stdout).into_owned(), judged))
}

/// Runs to the end, shows stdout as it comes, and hands every line to `see`.
pub fn watched(mut command: Command, mut see: impl FnMut(&str)) -> Result<()> {
    let shown = show(&command);
    let mut child =
        command.stdout(Stdio::piped()).spawn().with_context(|| format!("cannot start `{shown}`"))?;
    let stdout = child.stdout.take().context("the child has no stdout")?;
    for line in BufReader::new(stdout).split(b'\n') {
        let line = line.with_context(|| format!("cannot read from `{shown}`"))?;
        let line = String::from_utf8_lossy(&line);
        writeln!(std::io::stdout(), "{line}")?;
        see(&line);
    }
    let status = child.wait()?;
    if !status.success() {
        bail!("`{shown}` failed ({status})");
    }
    Ok(())
}

/// Cargo for native work: the same cargo and settings the developer started xtask with.
///
/// What the outer cargo says about the *xtask package* must not reach the inner one.
pub fn native(cargo: &Path, root: &Path) -> Command {
    let mut command = Command::new(cargo);
    command.current_dir(root);
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(about_this_package) {
            command.env_remove(&name);
        }
    }
    command
}

/// Cargo of another Rust than the one that runs xtask, with the tools that lie beside it.
pub fn cargo_of(rust: &Rust, root: &Path) -> Command {
    let mut command = clean(&rust.cargo, root);
    let bin = rust.sysroot.join("bin");
    let cargo = bin.join("cargo");
    if cargo.is_file() {
        command = clean(cargo, root);
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    if let Ok(path) = std::env::join_paths(std::iter::once(bin).chain(std::env::split_paths(&path))) {
        command.env("PATH", path);
    }
    // `cargo clippy` is looked for in cargo's own folder first, where rustup's stand-ins lie: they are told which.
    command.env("RUSTUP_TOOLCHAIN", &rust.sysroot);
    command
}

/// A command that sees nothing of the outer cargo, rustup or of the developer's flags: the wasm must not depend on them.
pub fn clean(program: impl AsRef<OsStr>, root: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root);
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(steers_rust) {
            command.env_remove(&name);
        }
    }
    command
}

/// Set by cargo for the package it runs.
fn about_this_package(name: &str) -> bool {
    ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_CRATE_"]
        .iter()
        .any(|start| name.starts_with(start))
}

/// Set by cargo or rustup, or by the developer to change how rustc works. The places and the network stay.
fn steers_rust(name: &str) -> bool {
    const STAYS: [&str; 8] = [
        "CARGO_HOME",
        "CARGO_NET_",
        "CARGO_HTTP_",
        "CARGO_REGISTR",
        "CARGO_SOURCE_",
        "CARGO_TERM_",
        "RUSTUP_HOME",
        "RUSTUP_AUTO_INSTALL",
    ];
    // `cargo run` puts the libraries of its own toolchain first; another toolchain's rustc must not load them.
    let steers = name.starts_with("CARGO") || name.starts_with("RUST") || name == "LD_LIBRARY_PATH";
    steers && !STAYS.iter().any(|stays| name.starts_with(stays))
}

fn show(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let mut shown = words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ");
    if shown.chars().count() > 200 {
        shown = shown.chars().take(200).chain(['…']).collect();
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_inner_build_keeps_places_and_network_only() {
        for name in
            ["RUSTC", "CARGO", "RUSTUP_TOOLCHAIN", "RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "RUSTC_WRAPPER"]
        {
            assert!(steers_rust(name), "{name}");
        }
        for name in
            ["CARGO_BUILD_TARGET", "CARGO_PROFILE_RELEASE_OPT_LEVEL", "CARGO_TARGET_DIR", "LD_LIBRARY_PATH"]
        {
            assert!(steers_rust(name), "{name}");
        }
        for name in ["PATH", "HOME", "CARGO_HOME", "RUSTUP_HOME", "CARGO_HTTP_CAINFO", "CARGO_NET_OFFLINE"] {
            assert!(!steers_rust(name), "{name}");
        }
    }

    #[test]
    fn a_failure_names_the_command() {
        let mut command = Command::new("sh");
        command.args(["-c", "echo no luck >&2; exit 3"]);
        let error = output(command).unwrap_err().to_string();
        assert!(error.contains("sh -c") && error.contains("no luck"), "{error}");
    }
}
