//! What is known against the dependencies: their licences, advisories and sources by cargo-deny (`deny.toml`), the npm
//! tools by `npm audit`. What is accepted for a while stands in `.ci/npm-audit.json`, each with its end and its reason.

use std::fs;
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::env::{Env, on_path};
use crate::found::{Found, Line};
use crate::run;

/// The version that the workflows install. Its configuration has changed between versions.
pub const CARGO_DENY: &str = "0.20.2";

/// What is accepted.
const ALLOWED: &str = ".ci/npm-audit.json";

/// `cargo xtask audit`: whoever asks wants an answer, so a tool that is not there is a failure.
pub fn audit(env: &Env) -> Result<()> {
    let lines = lines(env);
    lines.iter().for_each(Line::print);
    if lines.iter().any(|line| !matches!(line.found, Found::Good(_))) {
        bail!("the dependencies are not all judged good");
    }
    Ok(())
}

/// Both judges, for those who go on without one that is not there.
pub fn lines(env: &Env) -> Vec<Line> {
    vec![Line::of("cargo deny", cargo_deny(env)), Line::of("npm audit", npm_audit(env))]
}

fn cargo_deny(env: &Env) -> Result<Found> {
    if on_path("cargo-deny").is_none() {
        let how = format!("cargo-deny is not here: cargo install --locked cargo-deny --version {CARGO_DENY}");
        return Ok(Found::Open(how));
    }
    let deny = |args: &[&str]| {
        let mut command = run::native(&env.cargo, &env.root);
        command.arg("deny").args(args);
        command
    };
    // Advisories come from the network. Without it, what does not is judged all the same.
    if run::quiet(deny(&["fetch", "db"])).is_err() {
        run::run(deny(&["check", "licenses", "bans", "sources"]))?;
        let words = "licences, bans and sources are good; the list of advisories did not come (network?)";
        return Ok(Found::Open(words.to_owned()));
    }
    run::run(deny(&["check", "advisories", "licenses", "bans", "sources"]))?;
    Ok(Found::Good("licences, advisories, bans and sources".to_owned()))
}

fn npm_audit(env: &Env) -> Result<Found> {
    let allowed = fs::read_to_string(env.at(ALLOWED)).with_context(|| format!("cannot read {ALLOWED}"))?;
    let allowed = serde_json::from_str(&allowed).with_context(|| format!("{ALLOWED} is not JSON"))?;
    if on_path("npm").is_none() {
        return Ok(Found::Open("npm is not here".to_owned()));
    }
    let mut command = Command::new("npm");
    // It ends with 1 where it found something; what it found is on stdout in any case. `.npmrc` switches audits off for
    // installations only.
    let done = command.current_dir(&env.root).args(["audit", "--json"]).output()?;
    let report: Value = serde_json::from_slice(&done.stdout).unwrap_or_default();
    if report.get("vulnerabilities").is_none() {
        let why = report.get("message").and_then(Value::as_str).unwrap_or("it answered nothing");
        return Ok(Found::Open(format!("the registry was not to be asked: {why}")));
    }
    let wrong = judge(&report, &allowed, &today()?);
    if wrong.is_empty() {
        return Ok(Found::Good("no advisory without a dated exception".to_owned()));
    }
    Ok(Found::Missing(wrong.join("\n")))
}

/// What speaks against the npm tools on this day: an advisory that nobody accepted, and an acceptance that ended or is
/// not needed.
fn judge(report: &Value, allowed: &Value, today: &str) -> Vec<String> {
    let word = |value: &Value, name: &str| value.get(name).and_then(Value::as_str).unwrap_or("").to_owned();
    let accepted: Vec<&Value> =
        allowed.get("allowed").and_then(Value::as_array).into_iter().flatten().collect();
    let vulnerable = report.get("vulnerabilities").and_then(Value::as_object).into_iter().flatten();
    // What is only vulnerable by another package names that one as a string: it has its own entry.
    let advisories = vulnerable
        .flat_map(|(_, package)| package.get("via").and_then(Value::as_array).into_iter().flatten())
        .filter(|via| via.is_object())
        .map(|via| {
            let url = word(via, "url");
            let id = url.rsplit('/').next().unwrap_or_default().to_owned();
            (id, format!("{}: {} ({}), {url}", word(via, "name"), word(via, "title"), word(via, "severity")))
        });
    let found: std::collections::BTreeMap<String, String> = advisories.collect();
    let is_accepted = |id: &str| accepted.iter().any(|it| word(it, "advisory") == id);
    let mut wrong: Vec<String> =
        found.iter().filter(|(id, _)| !is_accepted(id)).map(|(_, words)| words.clone()).collect();
    for it in &accepted {
        let (id, until) = (word(it, "advisory"), word(it, "until"));
        if word(it, "why").is_empty() || until.len() != 10 {
            wrong.push(format!("{ALLOWED}: {id} wants a `why` and an `until`, such as 2027-02-28"));
        } else if until.as_str() < today {
            wrong.push(format!("{ALLOWED}: {id} was accepted until {until}"));
        } else if !found.contains_key(&id) {
            wrong.push(format!("{ALLOWED}: {id} is not found any more: take it out"));
        }
    }
    wrong
}

/// The day, as `2026-11-28`.
fn today() -> Result<String> {
    let days = SystemTime::now().duration_since(UNIX_EPOCH).context("the clock is before 1970")?.as_secs();
    Ok(day(days / 86_400))
}

/// A day of the proleptic Gregorian calendar by its number after 1 January 1970.
fn day(mut days: u64) -> String {
    let leap = |year: u64| year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let mut year = 1970;
    while days >= 365 + u64::from(leap(year)) {
        days -= 365 + u64::from(leap(year));
        year += 1;
    }
    let lengths = [31, 28 + u64::from(leap(year)), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let mut month = 1;
    for length in lengths {
        if days < length {
            break;
        }
        days -= length;
        month += 1;
    }
    format!("{year}-{month:02}-{:02}", days + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn report() -> Value {
        json!({ "vulnerabilities": {
            "inner": { "via": [{ "name": "inner", "title": "Too slow", "severity": "high", "url": "https://github.com/advisories/GHSA-aaaa" }] },
            "outer": { "via": ["inner"] },
        } })
    }

    fn allowed(until: &str) -> Value {
        json!({ "allowed": [{ "advisory": "GHSA-aaaa", "until": until, "why": "never sees a stranger's text" }] })
    }

    #[test]
    fn an_advisory_needs_an_exception_that_has_not_ended() {
        let wrong = judge(&report(), &json!({ "allowed": [] }), "2026-11-28");
        assert_eq!(wrong, ["inner: Too slow (high), https://github.com/advisories/GHSA-aaaa"]);
        assert_eq!(judge(&report(), &allowed("2026-11-28"), "2026-11-28"), [""; 0]);
        assert_eq!(judge(&report(), &allowed("2026-11-28"), "2026-11-29").len(), 1);
    }

    #[test]
    fn an_exception_goes_with_what_it_was_for() {
        let nothing = json!({ "vulnerabilities": {} });
        assert_eq!(judge(&nothing, &json!({ "allowed": [] }), "2026-11-28"), [""; 0]);
        assert!(judge(&nothing, &allowed("2027-01-01"), "2026-11-28").join("").contains("take it out"));
        let unsaid = json!({ "allowed": [{ "advisory": "GHSA-aaaa" }] });
        assert!(judge(&report(), &unsaid, "2026-11-28").join("").contains("why"));
    }

    #[test]
    fn days() {
        for (number, words) in [
            (0, "1970-01-01"),
            (58, "1970-02-28"),
            (11_016, "2000-02-29"),
            (20_785, "2026-11-28"),
            (20_818, "2026-12-31"),
            (20_819, "2027-01-01"),
        ] {
            assert_eq!(day(number), words);
        }
    }

    #[test]
    fn the_workflows_install_the_version_that_is_named() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../.github/workflows");
        for name in ["release.yml", "audit.yml"] {
            let text = fs::read_to_string(root.join(name)).unwrap();
            assert!(text.contains(&format!("cargo-deny --version {CARGO_DENY}")), "{name}");
        }
    }
}
