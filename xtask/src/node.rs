//! Scripts of the repository, run by Node.

use std::ffi::OsStr;
use std::process::Command;

use anyhow::{Result, bail};

use crate::env::Env;
use crate::run::run;

/// Runs a script of the repository with Node; the environment passes through.
pub fn run_script<A: AsRef<OsStr>>(env: &Env, script: &str, args: impl IntoIterator<Item = A>) -> Result<()> {
    if !env.at(script).is_file() {
        bail!("{script} is missing");
    }
    let mut command = Command::new("node");
    command.current_dir(&env.root).arg(script).args(args);
    run(command)
}
