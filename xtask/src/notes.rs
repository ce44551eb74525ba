//! The newest section of `CHANGELOG.md` → what the stores and the release say is new. It is written once, for those who
//! read it in the extension.

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

/// What is new in one version.
#[derive(Debug, PartialEq, Eq)]
pub struct Notes {
    /// As it stands in the changelog, without the heading of the version and its day.
    pub markdown: String,
    /// The day of the release, `2026-11-28`. There is none before one is chosen.
    pub day: Option<String>,
}

impl Notes {
    /// The section of this version, which has to be the newest: `0.1` is the heading of 0.1.0 and of 0.1.1.
    pub fn read(changelog: &str, version: &str) -> Result<Self> {
        let (short, _) = version.rsplit_once('.').context("a version has three numbers")?;
        let heading = format!("## What's new in {short}");
        let newest = changelog.split("\n## ").nth(1).context("CHANGELOG.md has no version")?;
        let (first, body) = newest.split_once('\n').unwrap_or((newest, ""));
        if format!("## {first}") != heading {
            bail!(
                "CHANGELOG.md: the newest heading is {:?}, and Cargo.toml says {version}: {heading}",
                first
            );
        }
        let body = body.trim();
        let (first, rest) = body.split_once('\n').unwrap_or((body, ""));
        let (day, markdown) = match is_day(first) {
            true => (Some(first.trim().to_owned()), rest.trim()),
            false => (None, body),
        };
        if markdown.is_empty() {
            bail!("CHANGELOG.md: nothing is new in {short}");
        }
        Ok(Self { markdown: format!("{markdown}\n"), day })
    }

    /// As plain text: the stores show no Markdown.
    pub fn plain(&self) -> String {
        let mut text = String::new();
        for line in self.markdown.lines() {
            let line = line.replace(['*', '`'], "");
            let line = match (line.strip_prefix("### "), line.strip_prefix("- ")) {
                (Some(heading), _) => heading.to_uppercase(),
                (_, Some(item)) => format!("• {item}"),
                _ => line,
            };
            text.push_str(&line);
            text.push('\n');
        }
        text
    }

    /// What `web-ext sign --amo-metadata` sends with a version, by the fields of Mozilla's add-on API, version 5.
    pub fn for_amo(&self, review_notes: &str) -> Value {
        json!({
            "version": {
                "approval_notes": review_notes.trim(),
                "release_notes": { "en-US": self.plain().trim() },
                "license": "MIT",
            }
        })
    }
}

/// A day and nothing else, such as `2026-11-28`, with or without emphasis around it.
fn is_day(line: &str) -> bool {
    let day = line.trim().trim_matches(['*', '_']);
    let parts: Vec<&str> = day.split('-').collect();
    let digits = |part: &str, many| part.len() == many && part.chars().all(|it| it.is_ascii_digit());
    matches!(parts[..], [year, month, day] if digits(year, 4) && digits(month, 2) && digits(day, 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHANGELOG: &str = "# What's new\n\n## What's new in 1.2\n\n2026-11-28\n\nThe second.\n\n### On X\n\n- **Add to Cart** is `there`. *Really.*\n\n## What's new in 1.1\n\nThe first.\n";

    #[test]
    fn the_newest_section_is_taken_without_its_day() {
        let notes = Notes::read(CHANGELOG, "1.2.0").unwrap();
        assert_eq!(notes.day.as_deref(), Some("2026-11-28"));
        assert_eq!(notes.markdown, "The second.\n\n### On X\n\n- **Add to Cart** is `there`. *Really.*\n");
        assert_eq!(
            notes.plain(),
            "The second.\n\nON X\n\n• Add to Cart is there. *Really.*\n".replace('*', "")
        );
        let amo = notes.for_amo(" try the demo\n");
        assert_eq!(amo["version"]["approval_notes"], "try the demo");
        assert!(amo["version"]["release_notes"]["en-US"].as_str().unwrap().starts_with("The second."));
    }

    #[test]
    fn another_version_than_the_newest_is_refused() {
        for version in ["1.1.0", "1.3.0", "12.0"] {
            assert!(Notes::read(CHANGELOG, version).is_err(), "{version}");
        }
        assert!(Notes::read("# What's new\n\n## What's new in 1.2\n\n2026-11-28\n", "1.2.0").is_err());
    }

    #[test]
    fn a_section_without_a_day_is_not_out_yet() {
        let notes = Notes::read(&CHANGELOG.replace("2026-11-28\n\n", ""), "1.2.0").unwrap();
        assert_eq!((notes.day, notes.markdown.starts_with("The second.")), (None, true));
    }

    #[test]
    fn the_changelog_of_the_repository_is_read() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let read = |name: &str| std::fs::read_to_string(root.join(name)).unwrap();
        let cargo = read("Cargo.toml");
        let version = cargo.lines().find_map(|line| line.strip_prefix("version = ")).unwrap();
        Notes::read(&read("CHANGELOG.md"), version.trim_matches('"')).unwrap();
    }
}
