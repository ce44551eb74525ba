//! The command line: words in, one [`Command`] out.

use std::ffi::OsString;

use anyhow::{Context, Result, bail};
use lexopt::prelude::*;

use crate::needs::Need;

/// What `cargo xtask help` prints.
pub const HELP: &str = "\
cargo xtask <command>

  build [--dev-checks]   dist/chrome and dist/firefox, ready to load; installs what the build needs, after saying so
                         --dev-checks: with debug assertions and overflow checks, never for a release
  package                reproducible zips for the stores and the source zip for reviewers, in target/package
  release [--dry-run] [--no-build]
                         checks and makes all that is uploaded, in target/release-files; refuses placeholders of the owner's
                         --dry-run: says what is missing to that; --no-build: only what can be said at once
  audit                  licences, advisories and sources of everything that is depended on
  setup                  installs what is missing for all of this: the pinned Rust, npm tools, Chromium, Firefox
  test [--only <step>] [--whole]
                         every check in order: fmt native fuzz build package lint clippy docs e2e; stops at the first failure
                         --whole: browser tests that hang on no browser's own ways run in both all the same, and the zips
                         are made twice and compared
  fuzz [--minutes <n>] [--seed <n>] [--door <name>]
                         tries hostile inputs at every door of the core: address, record, message and so on
  demo [--headless]      builds, then opens the extension on the X replica
  pictures [--language <folder>] [--readme]
                         builds, then makes the stores' pictures of every language, or of one, in target/pictures
                         --readme: and the README's, docs/hashcart.png
  pages <folder>         builds, then says which buttons stand in the saved pages of X's in <folder>
  bench [posts|long|load|wake|list|core ...] [chromium|firefox] [--short]
                         builds, then measures, as ratios in one run: what each post of a timeline and a load cost X's page,
                         a wake of the background, a list of 10,000, the core's jobs; without a name all of them
                         --short: posts alone, in a minute
  amazon <folder>        builds, then says what the hand-over reads in the saved pages of Amazon's in <folder>
  shape <folder>         reports the shape of the saved pages in <folder>
  help                   this text
";

/// Both.
const BROWSERS: [Need; 2] = [Need::Chromium, Need::Firefox];

/// What `bench` takes: a benchmark, or the browser for it.
const BENCHES: [&str; 8] = ["posts", "long", "load", "wake", "list", "core", "chromium", "firefox"];

/// One developer command.
#[derive(Debug, PartialEq, Eq)]
pub enum Command {
    /// Make the two folders.
    Build { dev_checks: bool },
    /// Make the zips.
    Package,
    /// Everything before an upload.
    Release(crate::release::Options),
    /// Judge the dependencies.
    Audit,
    /// Install what is missing.
    Setup,
    /// Run every check, or one.
    Test { only: Option<String>, whole: bool },
    /// Build, then hand over to a script of `tests/tools`, which needs this beside the build.
    Tool { script: &'static str, args: Vec<OsString>, needs: &'static [Need] },
    /// Try hostile inputs, with these arguments for `examples/fuzz_doors.rs`.
    Fuzz { args: Vec<OsString> },
    /// A script that needs no build.
    Shape { args: Vec<OsString> },
    /// Print [`HELP`].
    Help,
}

/// Reads the command line; anything not understood is an error that names it.
pub fn parse(mut args: lexopt::Parser) -> Result<Command> {
    let Some(first) = args.next()? else { return Ok(Command::Help) };
    let name = match first {
        Short('h') | Long("help") => return Ok(Command::Help),
        Value(name) => name.string()?,
        other => return Err(other.unexpected().into()),
    };
    let mut rest = Vec::new();
    let mut dev_checks = false;
    let mut release = crate::release::Options { dry_run: false, no_build: false };
    let mut only = None;
    let mut whole = false;
    while let Some(arg) = args.next()? {
        match (name.as_str(), arg) {
            (_, Short('h') | Long("help")) => return Ok(Command::Help),
            ("build", Long("dev-checks")) => dev_checks = true,
            ("release", Long("dry-run")) => release.dry_run = true,
            ("release", Long("no-build")) => release.no_build = true,
            ("test", Long("only")) => only = Some(args.value()?.string()?),
            ("test", Long("whole")) => whole = true,
            ("fuzz", Long(name @ ("minutes" | "seed" | "door"))) => {
                rest.push(OsString::from(format!("--{name}")));
                rest.push(args.value()?);
            }
            ("bench", Long("short")) => rest.push(OsString::from("--short")),
            ("bench", Value(word)) if BENCHES.iter().any(|known| word == *known) => rest.push(word),
            ("demo", Long("headless")) => rest.push(OsString::from("--headless")),
            ("pictures", Long("language")) => {
                rest.push(OsString::from("--language"));
                rest.push(args.value()?);
            }
            ("pictures", Long("readme")) => rest.push(OsString::from("--readme")),
            ("amazon" | "pages" | "shape", Value(folder)) if rest.is_empty() => {
                // The script runs at the root of the repository, the folder is meant from here.
                rest.push(std::path::absolute(folder).context("the folder has no absolute path")?.into());
            }
            (_, other) => return Err(other.unexpected().into()),
        }
    }
    if matches!(name.as_str(), "amazon" | "pages" | "shape") && rest.is_empty() {
        bail!("`cargo xtask {name}` needs a folder");
    }
    Ok(match name.as_str() {
        "build" => Command::Build { dev_checks },
        "package" => Command::Package,
        // What was not built cannot be uploaded.
        "release" if release.no_build && !release.dry_run => bail!("--no-build is for a --dry-run"),
        "release" => Command::Release(release),
        "audit" => Command::Audit,
        "setup" => Command::Setup,
        "test" => Command::Test { only, whole },
        "demo" if rest.is_empty() => Command::Tool {
            script: "tests/tools/demo.mjs",
            args: rest,
            needs: &[Need::Chromium, Need::Screen],
        },
        "demo" => Command::Tool { script: "tests/tools/demo.mjs", args: rest, needs: &BROWSERS },
        "pictures" => {
            Command::Tool { script: "tests/tools/pictures.mjs", args: rest, needs: &[Need::Chromium] }
        }
        "pages" => Command::Tool { script: "tests/tools/pages.mjs", args: rest, needs: &BROWSERS },
        "amazon" => Command::Tool { script: "tests/tools/amazon.mjs", args: rest, needs: &BROWSERS },
        "bench" => Command::Tool { script: "tests/bench/run.mjs", args: rest, needs: &BROWSERS },
        "fuzz" => Command::Fuzz { args: rest },
        "shape" => Command::Shape { args: rest },
        "help" => Command::Help,
        _ => bail!("unknown command {name:?}; `cargo xtask help` lists them"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &[&str]) -> Result<Command> {
        parse(lexopt::Parser::from_args(words))
    }

    #[test]
    fn commands_and_their_options() {
        assert_eq!(read(&[]).unwrap(), Command::Help);
        assert_eq!(read(&["build"]).unwrap(), Command::Build { dev_checks: false });
        assert_eq!(read(&["build", "--dev-checks"]).unwrap(), Command::Build { dev_checks: true });
        assert_eq!(
            read(&["test", "--only", "e2e"]).unwrap(),
            Command::Test { only: Some("e2e".into()), whole: false }
        );
        assert_eq!(read(&["test", "--whole"]).unwrap(), Command::Test { only: None, whole: true });
        let options = crate::release::Options { dry_run: true, no_build: false };
        assert_eq!(read(&["release", "--dry-run"]).unwrap(), Command::Release(options));
        assert_eq!(
            read(&["fuzz", "--minutes", "2", "--seed=7"]).unwrap(),
            Command::Fuzz { args: ["--minutes", "2", "--seed", "7"].map(OsString::from).into() }
        );
        let bench = read(&["bench", "firefox", "--short"]).unwrap();
        let Command::Tool { script, args, .. } = bench else { panic!("not a tool") };
        assert_eq!(
            (script, args),
            ("tests/bench/run.mjs", ["firefox", "--short"].map(OsString::from).into())
        );
        let Command::Tool { script, args, needs } =
            read(&["pictures", "--language", "de", "--readme"]).unwrap()
        else {
            panic!("not a tool")
        };
        let words = ["--language", "de", "--readme"].map(OsString::from);
        assert_eq!((script, args), ("tests/tools/pictures.mjs", words.into()));
        assert_eq!(needs, [Need::Chromium]);
        let Command::Shape { args } = read(&["shape", "saved"]).unwrap() else { panic!("not shape") };
        assert!(args.iter().all(|folder| std::path::Path::new(folder).is_absolute()));
    }

    #[test]
    fn what_is_not_understood_is_named() {
        for (words, named) in [
            (&["bulid"][..], "bulid"),
            (&["package", "--dev-checks"], "--dev-checks"),
            (&["build", "--headless"], "--headless"),
            (&["pages"], "folder"),
            (&["bench", "safari"], "safari"),
            (&["pictures", "--headless"], "--headless"),
            (&["release", "--no-build"], "--dry-run"),
        ] {
            let error = read(words).unwrap_err().to_string();
            assert!(error.contains(named), "{words:?}: {error}");
        }
    }

    #[test]
    fn help_lists_every_step_of_test() {
        assert!(HELP.contains(&crate::check::STEPS.map(|step| step.name).join(" ")));
    }
}
