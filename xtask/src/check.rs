//! `cargo xtask test`: every check in order, each named and timed; the first failure ends the run.

use std::ffi::OsStr;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};

use crate::build::{self, Built, Options};
use crate::env::Env;
use crate::install::{self, Ready};
use crate::needs::{BUILD, Need};
use crate::package;
use crate::run;

/// One step of a test run.
pub struct Step {
    /// What `--only` calls it.
    pub name: &'static str,
    /// What it uses.
    needs: &'static [Need],
    run: fn(&Env, &mut Run) -> Result<()>,
}

/// What the steps of one run leave each other.
#[derive(Default)]
struct Run {
    count: Count,
    ready: Ready,
    /// Every browser test in both browsers.
    whole: bool,
    /// What the build step made.
    built: Option<Built>,
    /// No step was named: what can wait for the browsers goes on beside them.
    all: bool,
    /// What goes on beside the browsers.
    beside: Vec<Beside>,
}

/// A step that goes on beside the browsers, and is judged after them.
struct Beside {
    name: &'static str,
    commands: Vec<Command>,
    /// Only the pinned Rust judges it.
    of_lints: bool,
}

/// The steps, in order: the quick ones first, the browsers last, and beside them what can wait.
pub const STEPS: [Step; 9] = [
    Step { name: "fmt", needs: &[Need::Lints], run: fmt },
    Step { name: "native", needs: &[], run: native },
    Step { name: "fuzz", needs: &[], run: fuzz_a_minute },
    Step { name: "build", needs: &BUILD, run: build },
    Step { name: "package", needs: &BUILD, run: packages },
    Step { name: "lint", needs: &[Need::Tools], run: lint },
    Step { name: "clippy", needs: &[Need::Lints], run: clippy },
    Step { name: "docs", needs: &[Need::Lints], run: docs },
    Step { name: "e2e", needs: &[Need::Tools, Need::Chromium, Need::Firefox], run: e2e },
];

/// Tests that really ran, as their runners counted them, and what Node's runner says of those that failed.
#[derive(Debug, Default, PartialEq, Eq)]
struct Count {
    passed: usize,
    failed: usize,
    failing: Vec<String>,
    /// The runner's last words, on what failed, have begun.
    is_telling: bool,
}

impl Count {
    /// Reads one line of a runner: libtest's `test result: ok. 3 passed; 0 failed; …`, or Node's `ℹ pass 3`.
    fn see(&mut self, line: &str) {
        self.is_telling |= line.starts_with("✖ failing tests");
        if self.is_telling {
            self.failing.push(line.to_owned());
        }
        let line = line.trim_start_matches(['ℹ', '#', ' ']);
        if let Some(result) = line.strip_prefix("test result: ") {
            let number = |word: &str| {
                let before = result.split(word).next()?;
                before.split_whitespace().last()?.parse::<usize>().ok()
            };
            self.passed += number(" passed").unwrap_or(0);
            self.failed += number(" failed").unwrap_or(0);
        } else if let Some((word, number)) = line.trim_end().split_once(' ')
            && let Ok(number) = number.parse::<usize>()
        {
            match word {
                "pass" => self.passed += number,
                "fail" | "cancelled" => self.failed += number,
                _ => {}
            }
        }
    }
}

/// Runs every step, or the one that was named; `whole`, with every browser test in both browsers.
pub fn test(env: &Env, only: Option<&str>, whole: bool) -> Result<()> {
    let steps: Vec<&Step> = STEPS.iter().filter(|step| only.is_none_or(|only| only == step.name)).collect();
    if steps.is_empty() {
        bail!(
            "there is no step {:?}; the steps are {}",
            only.unwrap_or_default(),
            STEPS.map(|step| step.name).join(" ")
        );
    }
    // All of it before the first step: nobody waits for minutes to hear of what is missing.
    let needs: Vec<Need> = steps.iter().flat_map(|step| step.needs).copied().collect();
    let mut run = Run { ready: install::ready(env, &needs)?, whole, all: only.is_none(), ..Run::default() };
    let mut done: Vec<(&str, &str, Duration)> = Vec::new();
    let mut outcome = Ok(());
    for step in steps {
        println!("\n== {}", step.name);
        let begun = Instant::now();
        let waiting = run.beside.len();
        outcome = (step.run)(env, &mut run).with_context(|| format!("step {}", step.name));
        let word = match &outcome {
            Err(_) => "FAILED",
            // Judged with the browsers: it is not known yet.
            Ok(()) if run.beside.len() > waiting => "beside",
            Ok(()) => "ok",
        };
        done.push((step.name, word, begun.elapsed()));
        if outcome.is_err() {
            break;
        }
    }
    println!();
    for (name, word, took) in &done {
        println!("{name:<10}{word:<8}{:>7.1} s", took.as_secs_f32());
    }
    let Count { passed, failed, failing, .. } = run.count;
    // Once more, at the end: hundreds of lines of what passed beside it may stand between.
    for line in failing {
        println!("{line}");
    }
    if passed + failed > 0 {
        println!("{passed} passed, {failed} failed");
    }
    outcome
}

/// Judges with the pinned Rust. Another one knows other lints and formats otherwise: what it says is shown, and fails
/// nothing.
fn judge(env: &Env, run: &Run, args: &[&str]) -> Result<()> {
    let rust = run.ready.lints()?;
    let mut command = run::cargo_of(rust, &env.root);
    command.args(args);
    judged(env, run, run::run(command))
}

fn judged(env: &Env, run: &Run, outcome: Result<()>) -> Result<()> {
    match outcome {
        Err(error) if !run.ready.lints()?.pinned => {
            println!("NOTICE: {error:#}; only the pinned Rust {} judges that", env.pin.release);
            Ok(())
        }
        other => other,
    }
}

/// Judges now, or beside the browsers.
fn judge_beside(env: &Env, run: &mut Run, name: &'static str, args: &[&str]) -> Result<()> {
    if !run.all {
        return judge(env, run, args);
    }
    let mut command = run::cargo_of(run.ready.lints()?, &env.root);
    command.args(args);
    put_beside(run, Beside { name, commands: vec![run::last_in_line(command)], of_lints: true });
    Ok(())
}

/// Where all steps run, this one goes on beside the browsers: they leave a fifth of two cores idle, while they wait for
/// what their pages do (2026-11).
fn put_beside(run: &mut Run, beside: Beside) {
    run.beside.push(beside);
    println!("· goes on beside the browsers");
}

fn fmt(env: &Env, run: &mut Run) -> Result<()> {
    judge(env, run, &["fmt", "--all", "--check"])
}

fn clippy(env: &Env, run: &mut Run) -> Result<()> {
    judge_beside(
        env,
        run,
        "clippy",
        &["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"],
    )
}

/// Every link in a doc comment leads somewhere.
fn docs(env: &Env, run: &mut Run) -> Result<()> {
    let strict = "build.rustdocflags=['-D', 'warnings']";
    judge_beside(
        env,
        run,
        "docs",
        &["doc", "--quiet", "--workspace", "--no-deps", "--document-private-items", "--config", strict],
    )
}

fn native(env: &Env, run: &mut Run) -> Result<()> {
    let mut command = run::native(&env.cargo, &env.root);
    command.args(["test", "--workspace", "--no-fail-fast"]);
    run::watched(command, |line| run.count.see(line))
}

/// Hostile inputs at every door of the core. The same seed makes the same inputs: what a minute finds, another finds.
pub fn fuzz<A: AsRef<OsStr>>(env: &Env, args: &[A]) -> Result<()> {
    let mut command = run::native(&env.cargo, &env.root);
    command.args(["run", "--quiet", "--release", "--example", "fuzz_doors", "--"]);
    command.args(args);
    run::run(command)
}

/// A minute of it, of the build that the native tests have made: it also stops where a number runs over.
fn fuzz_a_minute(env: &Env, run: &mut Run) -> Result<()> {
    let mut fuzz = run::native(&env.cargo, &env.root);
    fuzz.args(["run", "--quiet", "--example", "fuzz_doors", "--", "--minutes", "1"]);
    if !run.all {
        return run::run(fuzz);
    }
    // An input that takes a second is a hang: what tries them waits for nobody.
    put_beside(run, Beside { name: "fuzz", commands: vec![fuzz], of_lints: false });
    Ok(())
}

fn build(env: &Env, run: &mut Run) -> Result<()> {
    run.built = Some(build::build(env, run.ready.wasm()?, Options::default())?);
    Ok(())
}

/// The zips. In a whole run the crate is compiled, linked and packed twice, and the standard library under it once.
fn packages(env: &Env, run: &mut Run) -> Result<()> {
    let toolchain = run.ready.wasm()?;
    let first = match run.built.take() {
        Some(built) => package::write(env, &built)?,
        None => package::package(env, toolchain)?,
    };
    if !run.whole {
        return Ok(());
    }
    let built = build::build(env, toolchain, Options { again: true, ..Options::default() })?;
    for (name, bytes) in package::stores(env, &built)? {
        let same = first.iter().any(|(path, first)| path.ends_with(&name) && *first == bytes);
        if !same {
            let words = format!("{name} has other bytes when it is made a second time");
            if built.pinned {
                bail!(words);
            }
            println!("NOTICE: {words}; only the pinned Rust promises the same");
            return Ok(());
        }
    }
    println!("· compiled twice and one program linked twice: the same bytes");
    Ok(())
}

fn lint(env: &Env, run: &mut Run) -> Result<()> {
    if !run.all {
        return lint_firefox(env);
    }
    let commands = vec![run::last_in_line(linter(env)?)];
    put_beside(run, Beside { name: "lint", commands, of_lints: false });
    Ok(())
}

/// What addons.mozilla.org would say of `dist/firefox`: no error, no warning, no notice.
pub fn lint_firefox(env: &Env) -> Result<()> {
    run::run(linter(env)?)
}

fn linter(env: &Env) -> Result<Command> {
    must_be_built(env)?;
    let mut command = Command::new("node");
    command.current_dir(&env.root).args([
        "node_modules/web-ext/bin/web-ext.js",
        "lint",
        "--source-dir=dist/firefox",
        "--warnings-as-errors",
        "--no-config-discovery",
        "--no-input",
        "--boring",
    ]);
    Ok(command)
}

/// Browser tests that mostly wait: for X's patience, for a person's pace, for a second to have passed. They take
/// half a processor, up to two thirds (2026-11), so they go on beside two others.
const WAITING: [&str; 10] = [
    "handover-matrix",
    "endings",
    "harness-endings",
    "undo",
    "sync",
    "links",
    "full",
    "handover-walks",
    "handover",
    "handover-offers",
];

fn e2e(env: &Env, run: &mut Run) -> Result<()> {
    must_be_built(env)?;
    let folder = "tests/e2e";
    let mut names: Vec<String> = std::fs::read_dir(env.at(folder))
        .with_context(|| format!("cannot read {folder}"))?
        .filter_map(|entry| Some(entry.ok()?.file_name().to_str()?.strip_suffix(".test.mjs")?.to_owned()))
        .collect();
    names.sort();
    if names.is_empty() {
        bail!("{folder} has no *.test.mjs");
    }
    let (waiting, busy): (Vec<String>, Vec<String>) =
        names.into_iter().partition(|name| WAITING.contains(&name.as_str()));
    if waiting.len() != WAITING.len() {
        bail!("of the tests that mostly wait, {folder} has only {}", waiting.join(" "));
    }
    let tests = |names: Vec<String>, lanes: u8| {
        let mut command = Command::new("node");
        command
            .current_dir(&env.root)
            .args(["--test", &format!("--test-concurrency={lanes}"), "--test-reporter=spec"])
            .args(names.iter().map(|name| format!("{folder}/{name}.test.mjs")));
        if run.whole {
            // See `tests/support/which.mjs`.
            command.env("HASHCART_WHOLE", "1");
        }
        command
    };
    let waiting = tests(waiting, 1);
    // A file has one browser at a time: two files, and one that mostly waits, keep two cores busy to the end. With three that
    // work, what they wait for comes too late (2026-11: a picture that never came).
    let busy = tests(busy, 2);
    let waiting = thread::spawn(|| run::ended(waiting));
    let beside = std::mem::take(&mut run.beside);
    // One after the other: they share a folder.
    let all_said = |Beside { name, commands, of_lints }| {
        let said: Result<Vec<String>> = commands.into_iter().map(run::output).collect();
        (name, of_lints, said)
    };
    let beside = thread::spawn(move || beside.into_iter().map(all_said).collect::<Vec<_>>());
    let mut outcome = run::watched(busy, |line| run.count.see(line));
    let mut also = |judged: Result<()>| {
        if let Err(error) = judged {
            match &outcome {
                Ok(()) => outcome = Err(error),
                // One is what the run ends with; the others are said here.
                Err(_) => println!("{error:#}"),
            }
        }
    };
    println!("\n== e2e, what mostly waits");
    run.count.is_telling = false;
    let waited = waiting.join().map_err(|_| anyhow!("the tests that mostly wait broke off"))?;
    also(waited.and_then(|(said, ended)| {
        for line in said.lines() {
            println!("{line}");
            run.count.see(line);
        }
        ended
    }));
    for (name, of_lints, said) in
        beside.join().map_err(|_| anyhow!("what went on beside the browsers broke off"))?
    {
        println!("\n== {name}");
        let judged = match said {
            Ok(said) => {
                print!("{}", said.concat());
                Ok(())
            }
            Err(error) if of_lints => judged(env, run, Err(error)),
            Err(error) => Err(error),
        };
        also(judged.with_context(|| format!("step {name}")));
    }
    outcome
}

/// The browsers load what lies in `dist`; in a whole run, the steps before have just made it.
fn must_be_built(env: &Env) -> Result<()> {
    if !env.at("dist/firefox/manifest.json").is_file() {
        bail!("nothing is built; run `cargo xtask build` first");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_read_from_both_runners() {
        let mut count = Count::default();
        for line in [
            "running 4 tests",
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s",
            "test result: FAILED. 2 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out",
            "ℹ tests 5",
            "ℹ pass 4",
            "ℹ fail 1",
            "# pass 3",
            "pass the salt",
        ] {
            count.see(line);
        }
        assert_eq!(count, Count { passed: 21, failed: 2, ..Count::default() });
    }

    #[test]
    fn what_failed_is_kept_from_where_the_runner_tells_it() {
        let mut count = Count::default();
        for line in
            ["✖ a test (12ms)", "ℹ fail 1", "✖ failing tests:", "✖ a test (12ms)", "  Error: not seen"]
        {
            count.see(line);
        }
        assert_eq!(count.failing, ["✖ failing tests:", "✖ a test (12ms)", "  Error: not seen"]);
        assert_eq!(count.failed, 1);
    }
}
