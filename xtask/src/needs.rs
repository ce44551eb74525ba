//! What each command needs, and how a machine that lacks it comes by it: a plan, made before any long work.
//!
//! [`plan`] is a pure function of the needs, the machine and what was tried already. It is asked again after its actions
//! ran, until there is nothing left to do, or something is missing that nothing here can install.

use crate::actions::{Action, Source, Tried};
use crate::machine::Machine;
use crate::rust::Rust;
use crate::toolchain::{self, Choice, Toolchain};

/// The oldest Node the tools run on: `engines` in `package.json`.
const NODE: u32 = 20;

/// Something that a command uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// A Rust that builds the programs.
    Wasm,
    /// `cargo fmt` and `cargo clippy`.
    Lints,
    /// Node and the npm tools.
    Tools,
    /// A Chromium.
    Chromium,
    /// A Firefox.
    Firefox,
    /// A screen to show a window on.
    Screen,
}

/// What a build needs.
pub const BUILD: [Need; 2] = [Need::Wasm, Need::Tools];

/// What to do now.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// What can be installed, each from another source but rustup's, which are done one after the other.
    pub actions: Vec<Action>,
    /// What nothing here can install, each with what its user can do.
    pub missing: Vec<String>,
    /// The Rust for the wasm, once it is there.
    pub wasm: Option<Toolchain>,
    /// The Rust for `cargo fmt` and `cargo clippy`, once it is there.
    pub lints: Option<Rust>,
}

impl Plan {
    /// Whether to give up: before anything is installed, when that could not help; and once every way was tried, so that
    /// one line names all that is missing.
    pub fn is_hopeless(&self, tried: &Tried) -> bool {
        !self.missing.is_empty() && (tried.nothing() || self.actions.is_empty())
    }
}

/// What has to happen before a command that needs this can begin.
pub fn plan(needs: &[Need], machine: &Machine, tried: &Tried) -> Plan {
    let mut plan = Plan::default();
    let needs = |need| needs.contains(&need);
    if needs(Need::Wasm) {
        match toolchain::choose(machine, tried) {
            Choice::Use(toolchain) => plan.wasm = Some(toolchain),
            Choice::Install(action) => plan.actions.push(action),
            Choice::Missing(words) => plan.missing.push(words),
        }
    }
    if needs(Need::Lints) {
        match toolchain::choose_lints(machine, tried) {
            Choice::Use(rust) => plan.lints = Some(rust),
            Choice::Install(action) => plan.actions.push(action),
            Choice::Missing(words) => plan.missing.push(words),
        }
    }
    if needs(Need::Tools) {
        tools(machine, tried, &mut plan);
    }
    browsers(
        needs(Need::Chromium) && !machine.chromium,
        needs(Need::Firefox) && !machine.firefox,
        machine,
        tried,
        &mut plan,
    );
    if needs(Need::Screen) && !machine.screen {
        plan.missing.push("a screen for the window (`cargo xtask demo --headless` needs none)".to_owned());
    }
    plan.actions.sort();
    plan.actions.dedup();
    plan
}

fn tools(machine: &Machine, tried: &Tried, plan: &mut Plan) {
    if machine.node.is_none_or(|major| major < NODE) || !machine.npm {
        let found = machine.node.map_or(String::new(), |major| format!(", here is {major}"));
        plan.missing
            .push(format!("Node {NODE} or newer with npm (nodejs.org, or your system's packages{found})"));
    } else if !machine.modules {
        if tried.has(Source::Npm) {
            plan.missing.push("the npm tools (npm ci did not bring them; is the network there?)".to_owned());
        } else {
            plan.actions.push(Action::Npm);
        }
    }
}

fn browsers(chromium: bool, firefox: bool, machine: &Machine, tried: &Tried, plan: &mut Plan) {
    let of = |chromium_name, firefox_name| {
        let wanted = [(chromium, chromium_name), (firefox, firefox_name)];
        wanted
            .into_iter()
            .filter_map(|(missing, name)| missing.then_some(name))
            .collect::<Vec<&'static str>>()
    };
    let names = of("chromium", "firefox-esr");
    if names.is_empty() {
        return;
    }
    if machine.apt.installs() && !tried.has(Source::AptBrowsers) {
        plan.actions.push(Action::AptBrowsers(names));
    } else if !tried.has(Source::Download) && machine.modules {
        plan.actions.push(Action::Download(of("chrome@stable", "firefox@esr")));
    } else if tried.has(Source::Download) || tried.has(Source::Npm) {
        let how = if machine.apt.is_there() {
            format!("as root: apt-get install {}", names.join(" "))
        } else {
            "install them, or set HASHCART_CHROMIUM and HASHCART_FIREFOX".to_owned()
        };
        plan.missing.push(format!("{} ({how})", of("Chromium", "Firefox").join(" and ")));
    }
    // Else the installer comes with the npm tools, which are on their way; and where they cannot come, that is said.
}

#[cfg(test)]
#[path = "needs_tests.rs"]
mod tests;
