//! Tries hostile inputs at every door of the core, for minutes or for a number of inputs, without a nightly compiler.
//!
//! ```sh
//! cargo run --release --example fuzz_doors -- --minutes 1 --seed 7
//! cargo run --release --example fuzz_doors -- --inputs 1000000 --door address
//! cargo run --release --example fuzz_doors -- --door address --seed 7 --only 4711
//! ```
//!
//! `--inputs` is for the door `address`; a door whose check costs more gets fewer. Inputs are made from `tests/corpus` by `tests/doors/mutate.rs`: the same seed makes the same ones, in any number of runs.
//! What must hold is said in `tests/doors/checks`. Printed is a line a door: how many inputs, how many panics, hangs (an input
//! that takes more than a second, and again) and inputs of which something did not hold: at the door `address`, that we read something
//! else than a browser opens. It ends with 1 if there was any of them. `--only` prints one input and what becomes of it.
//!
//! A panic ends a program that is built as ours are, so the work is done in a second process, which this one starts anew
//! behind the input that ended it.

#[path = "../tests/doors/checks/mod.rs"]
mod checks;
#[path = "../tests/doors/mutate.rs"]
mod mutate;

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Command, ExitCode, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use checks::{DOORS, Door};

/// What was asked for.
struct Asked {
    seed: u64,
    inputs: u64,
    time: Option<Duration>,
    door: Option<String>,
    /// The first input; the second process is told.
    from: u64,
    only: Option<u64>,
    works: bool,
}

/// What came of a door.
#[derive(Default)]
struct Found {
    inputs: u64,
    panics: u64,
    hangs: u64,
    broken: u64,
}

/// The input that is being tried.
static AT: AtomicU64 = AtomicU64::new(0);
/// How long an input may take.
const PATIENCE: Duration = Duration::from_secs(1);
/// When an input that hangs is given up.
const END: Duration = Duration::from_secs(10);

fn main() -> ExitCode {
    let asked = match asked() {
        Ok(asked) => asked,
        Err(why) => {
            say(&why);
            return ExitCode::from(2);
        }
    };
    let wanted = |door: &&Door| asked.door.as_ref().is_none_or(|name| name == door.name);
    let doors: Vec<&Door> = DOORS.iter().filter(wanted).collect();
    if doors.is_empty() {
        say("no door of that name");
        return ExitCode::from(2);
    }
    if let ([door], Some(number)) = (doors.as_slice(), asked.only) {
        return show(door, asked.seed, number);
    }
    if let ([door], true) = (doors.as_slice(), asked.works) {
        work(door, &asked);
        return ExitCode::SUCCESS;
    }
    say(&format!(
        "{:<10} {:>12} {:>8} {:>8} {:>8}   seed {}",
        "door", "inputs", "panics", "hangs", "broken", asked.seed
    ));
    let share = asked.time.map(|time| time / u32::try_from(doors.len()).unwrap_or(1));
    let mut failed = false;
    for door in doors {
        let found = watch(door, &asked, share);
        let Found { inputs, panics, hangs, broken } = found;
        say(&format!("{:<10} {inputs:>12} {panics:>8} {hangs:>8} {broken:>8}", door.name));
        failed |= panics + hangs + broken > 0;
    }
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn say(words: &str) {
    // Whoever does not listen any more misses nothing.
    let _ = writeln!(std::io::stdout(), "{words}");
}

fn asked() -> Result<Asked, String> {
    let mut asked =
        Asked { seed: 1, inputs: u64::MAX, time: None, door: None, from: 0, only: None, works: false };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        if word == "--works" {
            asked.works = true;
            continue;
        }
        let value = words.next().ok_or_else(|| format!("{word} needs a value"))?;
        let number = || value.parse::<u64>().map_err(|_| format!("{word} needs a number, not {value}"));
        match word.as_str() {
            "--minutes" => {
                let minutes: f64 =
                    value.parse().map_err(|_| format!("{word} needs a number, not {value}"))?;
                let time = Duration::try_from_secs_f64(minutes * 60.0).map_err(|error| error.to_string())?;
                asked.time = Some(time);
            }
            "--millis" => asked.time = Some(Duration::from_millis(number()?)),
            "--inputs" => asked.inputs = number()?,
            "--seed" => asked.seed = number()?,
            "--door" => asked.door = Some(value),
            "--from" => asked.from = number()?,
            "--only" => asked.only = Some(number()?),
            _ => {
                return Err(format!("{word}: --minutes N, --inputs N, --seed N, --door NAME, --only NUMBER"));
            }
        }
    }
    if asked.inputs == u64::MAX && asked.time.is_none() {
        asked.time = Some(Duration::from_secs(60));
    }
    Ok(asked)
}

/// The input of that number.
fn input(door: &Door, seeds: &[Vec<u8>], seed: u64, number: u64) -> Vec<u8> {
    // Far apart, so that no two seeds share their inputs.
    let series =
        seed.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(number.wrapping_mul(0xD134_2543_DE82_EF95));
    mutate::input(seeds, door.pieces, &mut mutate::Chance::new(series))
}

fn show(door: &Door, seed: u64, number: u64) -> ExitCode {
    let input = input(door, &mutate::corpus(door.name), seed, number);
    say(&format!("{:?}", String::from_utf8_lossy(&input)));
    let begun = Instant::now();
    let checked = (door.check)(&input);
    say(&format!("{checked:?} in {:?}", begun.elapsed()));
    if checked.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The second process: tries input after input, and says what became of those that failed.
fn work(door: &Door, asked: &Asked) {
    std::panic::set_hook(Box::new(|panic| {
        say(&format!("panic {} {panic}", AT.load(Ordering::Relaxed)).replace('\n', " "))
    }));
    AT.store(asked.from, Ordering::Relaxed);
    std::thread::spawn(watchdog);
    let seeds = mutate::corpus(door.name);
    let begun = Instant::now();
    let mut number = asked.from;
    while number < asked.inputs / door.cost && asked.time.is_none_or(|time| begun.elapsed() < time) {
        AT.store(number, Ordering::Relaxed);
        let input = input(door, &seeds, asked.seed, number);
        let started = Instant::now();
        if let Err(why) = (door.check)(&input) {
            say(&format!("broken {number} {}", why.replace('\n', " ").chars().take(400).collect::<String>()));
        }
        // On a busy machine the process may have had to wait: what hangs, hangs twice.
        if started.elapsed() > PATIENCE {
            let again = Instant::now();
            let _ = (door.check)(&input);
            if again.elapsed() > PATIENCE {
                say(&format!("hang {number} {:?}", again.elapsed()));
            }
        }
        number += 1;
    }
    say(&format!("done {number} "));
}

/// Ends the process where an input never ends.
fn watchdog() {
    let (mut seen, mut since) = (AT.load(Ordering::Relaxed), Instant::now());
    loop {
        std::thread::sleep(Duration::from_millis(200));
        let at = AT.load(Ordering::Relaxed);
        if at != seen {
            (seen, since) = (at, Instant::now());
        } else if since.elapsed() > END {
            say(&format!("endless {at} "));
            std::process::exit(3);
        }
    }
}

/// The first process: starts the second one as often as it takes, and counts what it says.
fn watch(door: &Door, asked: &Asked, time: Option<Duration>) -> Found {
    let begun = Instant::now();
    let (mut found, mut from) = (Found::default(), asked.from);
    loop {
        let left = time.map(|time| time.saturating_sub(begun.elapsed()));
        if from >= asked.inputs / door.cost || left.is_some_and(|left| left.is_zero()) {
            break;
        }
        match run(door, asked, from, left, &mut found) {
            Some(next) => from = next,
            None => break,
        }
    }
    found.inputs = from.saturating_sub(asked.from);
    found
}

/// Where to go on; `None` where the second process cannot be started, or says nothing.
fn run(door: &Door, asked: &Asked, from: u64, left: Option<Duration>, found: &mut Found) -> Option<u64> {
    let mut command = Command::new(std::env::current_exe().ok()?);
    let (from, seed, inputs) = (from.to_string(), asked.seed.to_string(), asked.inputs.to_string());
    command.args(["--works", "--door", door.name, "--seed", &seed, "--from", &from, "--inputs", &inputs]);
    if let Some(left) = left {
        command.args(["--millis", &left.as_millis().max(1).to_string()]);
    }
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().ok()?;
    let mut next = None;
    for line in BufReader::new(child.stdout.take()?).lines().map_while(Result::ok) {
        let mut words = line.splitn(3, ' ');
        let (kind, number, why) =
            (words.next()?, words.next()?.parse::<u64>().ok()?, words.next().unwrap_or_default());
        match kind {
            "done" => {
                next = Some(number);
                continue;
            }
            "panic" => found.panics += 1,
            "broken" => found.broken += 1,
            _ => found.hangs += 1,
        }
        if matches!(kind, "panic" | "endless") {
            next = Some(number + 1);
        }
        if found.panics + found.broken + found.hangs <= 20 {
            say(&format!("{} {kind} {number}: {why}", door.name));
        }
    }
    let ended = child.wait().ok()?;
    if next.is_none() {
        let mut words = String::new();
        let _ = child.stderr.take()?.read_to_string(&mut words);
        say(&format!("{}: ended by {ended} behind {from}: {words}", door.name));
        found.panics += 1;
    }
    next
}
