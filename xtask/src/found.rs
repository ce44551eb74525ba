//! What a check found: good, missing, or still open. A line for each.

use anyhow::Result;

/// What a check found.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    /// It is as it must be; the words say what was looked at.
    Good(String),
    /// Something must change first.
    Missing(String),
    /// Not settled: it comes later, as a tag does, or this machine cannot say, because a tool or the network is not there.
    /// A dry run goes on without it, a release does not.
    Open(String),
}

/// One line of a report.
#[derive(Debug)]
pub struct Line {
    /// What was checked.
    pub name: &'static str,
    /// What was found.
    pub found: Found,
}

impl Line {
    /// A check that failed found something missing.
    pub fn of(name: &'static str, found: Result<Found>) -> Self {
        Self { name, found: found.unwrap_or_else(|error| Found::Missing(format!("{error:#}"))) }
    }

    /// For people: further lines of the words stand under the first.
    pub fn print(&self) {
        let (word, words) = match &self.found {
            Found::Good(words) => ("ok", words),
            Found::Missing(words) => ("MISSING", words),
            Found::Open(words) => ("open", words),
        };
        println!("{:<14}{word:<10}{}", self.name, words.replace('\n', &format!("\n{:24}", "")));
    }
}
