//! The build and every developer command of Hashcart: `cargo xtask help` lists them.
//!
//! | file | owns |
//! |---|---|
//! | `cli` | the command line and its help text |
//! | `env`, `run` | where things are; how a child process is started and what it inherits |
//! | `install` | everything that may be installed, always after saying so |
//! | `toolchain` | which Rust can build the wasm: facts, and a pure choice over them |
//! | `wasm`, `bundle` | Rust → wasm → its JavaScript twin → two self-contained scripts |
//! | `manifest`, `dist` | one manifest and one set of sources → one folder per browser |
//! | `verify`, `html`, `sizes` | what must be true of such a folder before anybody loads it |
//! | `package` | the same bytes in, the same zip out |
//! | `build`, `check` | the order of the steps: of a build, of a test run |

mod build;
mod bundle;
mod check;
mod cli;
mod dist;
mod env;
mod html;
mod install;
mod manifest;
mod package;
mod run;
mod sizes;
mod toolchain;
mod twin;
mod verify;
mod wasm;

use std::process::ExitCode;

use cli::Command;

fn main() -> ExitCode {
    match cli::parse(lexopt::Parser::from_env()).and_then(dispatch) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(command: Command) -> anyhow::Result<()> {
    if matches!(command, Command::Help) {
        print!("{}", cli::HELP);
        return Ok(());
    }
    let env = env::Env::find()?;
    match command {
        Command::Help => Ok(()),
        Command::Build { dev_checks } => build::build(&env, dev_checks).map(drop),
        Command::Package => package::package(&env).map(drop),
        Command::Setup => install::everything(&env),
        Command::Test { only } => check::test(&env, only.as_deref()),
        Command::Tool { script, args } => {
            build::build(&env, false)?;
            run::node(&env, script, args)
        }
        Command::Shape { args } => {
            install::npm(&env)?;
            run::node(&env, "tests/tools/shape.mjs", args)
        }
    }
}
