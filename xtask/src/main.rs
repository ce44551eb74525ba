//! The build and every developer command of Hashcart: `cargo xtask help` lists them.
//!
//! | file | owns |
//! |---|---|
//! | `cli` | the command line and its help text |
//! | `env`, `run` | where things are; how a child process is started and what it inherits |
//! | `machine` | what this machine has: facts |
//! | `needs`, `toolchain` | what a command needs, and what follows where it is missing: pure choices over the facts |
//! | `install` | carries them out, always after saying so |
//! | `wasm`, `bundle`, `kept` | Rust → wasm → its JavaScript twin → two self-contained scripts, made again only when something changed |
//! | `manifest`, `owner`, `dist` | one manifest, the owner's values and one set of sources → one folder per browser |
//! | `verify`, `html`, `sizes` | what must be true of such a folder before anybody loads it |
//! | `package` | the same bytes in, the same zip out |
//! | `store`, `notes` | what the stores are told: whole, true to the manifest, within their fields |
//! | `pictures` | whether the stores' pictures were made |
//! | `audit` | what is known against the dependencies |
//! | `release`, `found` | everything that comes before an upload, a line for each |
//! | `build`, `check` | the order of the steps: of a build, of a test run |

mod actions;
mod audit;
mod build;
mod bundle;
mod check;
mod cli;
mod dist;
mod env;
mod found;
mod glue;
mod html;
mod install;
mod kept;
mod machine;
mod manifest;
mod needs;
mod node;
mod notes;
mod owner;
mod package;
mod packed;
mod pictures;
mod reach;
mod release;
mod run;
mod rust;
mod rustc;
mod sizes;
mod split;
mod store;
mod toolchain;
mod twin;
mod verify;
mod wasm;

use std::process::ExitCode;

use build::Options;
use cli::Command;
use needs::{BUILD, Need};

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
    let build = |needs: &[Need], options| {
        let ready = install::ready_to_build(&env, &[&BUILD, needs].concat(), build::flavour(options))?;
        build::build(&env, ready.wasm()?, options).map(drop)
    };
    match command {
        Command::Help => Ok(()),
        Command::Build { dev_checks } => build(&[], Options { dev_checks, ..Options::default() }),
        Command::Package => package::package(&env, install::ready(&env, &BUILD)?.wasm()?).map(drop),
        Command::Release(options) => release::release(&env, options),
        Command::Audit => audit::audit(&env),
        Command::Setup => {
            let all = [Need::Wasm, Need::Lints, Need::Tools, Need::Chromium, Need::Firefox];
            install::ready(&env, &all)?;
            println!("everything that the build and the tests need is here");
            Ok(())
        }
        Command::Fuzz { args } => check::fuzz(&env, &args),
        Command::Test { only, whole } => check::test(&env, only.as_deref(), whole),
        Command::Tool { script, args, needs } => {
            build(needs, Options::default())?;
            node::run_script(&env, script, args)
        }
        Command::Shape { args } => {
            install::ready(&env, &[Need::Tools])?;
            node::run_script(&env, "tests/tools/shape.mjs", args)
        }
    }
}
