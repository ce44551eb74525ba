//! The plan on machines of every kind, and that it comes to an end on each.

use super::*;
use crate::env::Pin;
use crate::machine::Apt;

const ALL: [Need; 5] = [Need::Wasm, Need::Lints, Need::Tools, Need::Chromium, Need::Firefox];

fn rust(name: &str) -> Rust {
    Rust {
        rustc: name.into(),
        cargo: "cargo".into(),
        sysroot: format!("/{name}").into(),
        version: (1, 95),
        pinned: false,
        rustup: None,
        source: false,
        prebuilt: false,
        linker: true,
        lints: false,
    }
}

/// What a newcomer has after rustup: the pinned release, without the source of its standard library.
fn rustups() -> Rust {
    Rust { pinned: true, rustup: Some("stable".into()), lints: true, ..rust("stable") }
}

fn debians() -> Rust {
    Rust { version: (1, 96), source: true, ..rust("debian") }
}

/// Nothing at all but a Rust that runs xtask.
fn bare() -> Machine {
    Machine {
        pin: Pin { release: "1.95.0".into(), commit: "59807616e".into() },
        rusts: vec![rustups()],
        rustup: true,
        apt: Apt::Root,
        node: Some(20),
        npm: true,
        modules: false,
        chromium: false,
        firefox: false,
        screen: false,
    }
}

fn full() -> Machine {
    Machine {
        rusts: vec![Rust { source: true, ..rustups() }],
        modules: true,
        chromium: true,
        firefox: true,
        ..bare()
    }
}

/// Carries plans out on a machine of paper: what `works` says comes, comes. Returns all that was done, and the last plan.
fn carry_out(mut machine: Machine, needs: &[Need], works: &[Source]) -> (Vec<Action>, Plan) {
    let (mut tried, mut done) = (Tried::default(), Vec::new());
    loop {
        assert!(done.len() < 10, "no end: {done:?}");
        let plan = plan(needs, &machine, &tried);
        if plan.actions.is_empty() || plan.is_hopeless(&tried) {
            return (done, plan);
        }
        for action in plan.actions {
            tried.add(action.source());
            if works.contains(&action.source()) {
                happen(&mut machine, &action);
            }
            done.push(action);
        }
    }
}

fn happen(machine: &mut Machine, action: &Action) {
    match action {
        Action::RustupAdd { toolchain, components } => {
            let rust = machine.rusts.iter_mut().find(|rust| rust.rustup.as_ref() == Some(toolchain)).unwrap();
            if components.contains("rust-src") { rust.source = true } else { rust.lints = true }
        }
        Action::RustupInstall { release } => {
            machine.rusts.push(Rust { source: true, ..Rust { sysroot: release.into(), ..rustups() } });
        }
        Action::AptRust => machine.rusts.push(debians()),
        Action::Npm => machine.modules = true,
        Action::AptBrowsers(_) | Action::Download(_) => (machine.chromium, machine.firefox) = (true, true),
    }
}

fn add(components: &'static str) -> Action {
    Action::RustupAdd { toolchain: "stable".into(), components }
}

const EVERYTHING: [Source; 5] =
    [Source::Rustup, Source::AptRust, Source::Npm, Source::AptBrowsers, Source::Download];

#[test]
fn a_bare_machine_gets_everything_in_one_go() {
    let (done, plan) = carry_out(bare(), &ALL, &EVERYTHING);
    assert_eq!(done, [add("rust-src"), Action::Npm, Action::AptBrowsers(vec!["chromium", "firefox-esr"])]);
    assert_eq!(plan.missing, [""; 0]);
    let toolchain = plan.wasm.unwrap();
    assert!(toolchain.rust.pinned && toolchain.from_source);
    assert!(plan.lints.unwrap().pinned);
}

#[test]
fn a_full_machine_gets_nothing_and_asks_nobody() {
    let (done, plan) = carry_out(full(), &ALL, &[]);
    assert_eq!((done, plan.missing.len()), (vec![], 0));
    assert!(plan.wasm.unwrap().rust.pinned);
}

#[test]
fn only_what_the_command_uses() {
    let (done, _) = carry_out(bare(), &BUILD, &EVERYTHING);
    assert_eq!(done, [add("rust-src"), Action::Npm]);
    let (done, plan) = carry_out(bare(), &[], &EVERYTHING);
    assert_eq!((done, plan), (vec![], Plan::default()));
    let (done, _) = carry_out(Machine { firefox: true, ..full() }, &[Need::Chromium], &EVERYTHING);
    assert_eq!(done, [], "the other browser is not asked for");
    let (done, _) = carry_out(Machine { chromium: false, ..full() }, &ALL, &EVERYTHING);
    assert_eq!(done, [Action::AptBrowsers(vec!["chromium"])]);
}

#[test]
fn without_apt_the_browsers_makers_are_asked_once_their_installer_is_there() {
    let machine = Machine { apt: Apt::Absent, ..bare() };
    let (done, plan) = carry_out(machine.clone(), &ALL, &EVERYTHING);
    assert_eq!(done, [add("rust-src"), Action::Npm, Action::Download(vec!["chrome@stable", "firefox@esr"])]);
    assert_eq!(plan.missing, [""; 0]);
    let (_, plan) = carry_out(machine, &ALL, &[Source::Rustup, Source::Npm]);
    assert_eq!(
        plan.missing,
        ["Chromium and Firefox (install them, or set HASHCART_CHROMIUM and HASHCART_FIREFOX)"]
    );
}

#[test]
fn without_root_the_line_says_what_root_would_do() {
    let machine = Machine { apt: Apt::NoRights, ..bare() };
    let (_, plan) = carry_out(machine, &ALL, &[Source::Rustup, Source::Npm]);
    assert_eq!(plan.missing, ["Chromium and Firefox (as root: apt-get install chromium firefox-esr)"]);
}

#[test]
fn without_network_everything_that_is_missing_stands_in_one_line() {
    let (done, plan) = carry_out(bare(), &ALL, &[]);
    assert_eq!(done.len(), 4, "each way is tried once, and none twice: {done:?}");
    let words = plan.missing.join("; ");
    for wanted in ["rustup component add rust-src", "npm ci", "apt-get install chromium firefox-esr"] {
        assert!(words.contains(wanted), "{words}");
    }
    assert!(!words.contains('\n'));
}

#[test]
fn what_nobody_can_install_is_said_before_anything_is() {
    for node in [None, Some(18)] {
        let (done, plan) = carry_out(Machine { node, ..bare() }, &ALL, &EVERYTHING);
        assert_eq!(done, []);
        assert!(plan.missing.join("; ").starts_with("Node 20 or newer with npm"), "{plan:?}");
    }
    let (done, plan) = carry_out(bare(), &[Need::Tools, Need::Screen], &EVERYTHING);
    assert_eq!(done, []);
    assert!(plan.missing.join("; ").contains("--headless"));
}

#[test]
fn another_rust_than_the_pinned_one_builds_where_that_is_not_to_be_had() {
    // A newer stable by rustup: the pinned one is installed beside it.
    let newer = Rust { pinned: false, version: (1, 99), source: true, ..rustups() };
    let machine = Machine { rusts: vec![newer.clone()], ..full() };
    let (done, plan) = carry_out(machine.clone(), &ALL, &EVERYTHING);
    assert_eq!(done, [Action::RustupInstall { release: "1.95.0".into() }]);
    assert!(plan.wasm.unwrap().rust.pinned);
    // Without network to rustup it builds itself.
    let (_, plan) = carry_out(machine, &ALL, &[]);
    assert_eq!(plan.wasm.unwrap().rust, newer);
    // A distribution's Rust, without rustup.
    let machine = Machine { rusts: vec![debians()], rustup: false, ..full() };
    let (done, plan) = carry_out(machine, &BUILD, &EVERYTHING);
    assert_eq!(done, []);
    assert_eq!(plan.wasm.unwrap().rust, debians());
}

#[test]
fn debians_rust_and_then_the_second_best() {
    let machine = Machine { rusts: vec![Rust { prebuilt: true, ..rustups() }], modules: true, ..bare() };
    let (done, plan) = carry_out(machine.clone(), &BUILD, &[Source::AptRust]);
    assert_eq!(done, [add("rust-src"), Action::AptRust]);
    assert_eq!(plan.wasm.unwrap().rust, debians());
    let (_, plan) = carry_out(machine, &BUILD, &[]);
    assert!(!plan.wasm.unwrap().from_source);
}

#[test]
fn too_old_or_without_a_linker_is_as_good_as_absent() {
    for broken in [
        Rust { version: (1, 63), source: true, prebuilt: true, ..rust("old") },
        Rust { linker: false, source: true, prebuilt: true, ..rust("dangling") },
    ] {
        let machine = Machine { rusts: vec![broken], rustup: false, apt: Apt::NoRights, ..full() };
        let (_, plan) = carry_out(machine.clone(), &BUILD, &EVERYTHING);
        assert!(plan.missing.join("; ").contains("apt-get install rustc-web"), "{plan:?}");
        let (_, plan) = carry_out(Machine { apt: Apt::Absent, ..machine }, &BUILD, &EVERYTHING);
        let words = plan.missing.join("; ");
        assert!(words.contains("rust-src") && !words.contains("apt"), "{words}");
    }
}

#[test]
fn a_minimal_rustup_lacks_the_lints() {
    let machine = Machine { rusts: vec![Rust { lints: false, ..rustups() }], ..full() };
    let (done, plan) = carry_out(machine, &[Need::Lints], &EVERYTHING);
    assert_eq!(done, [add("clippy rustfmt")]);
    assert!(plan.lints.is_some());
    let machine = Machine { rusts: vec![debians()], rustup: false, ..full() };
    let (_, plan) = carry_out(machine, &[Need::Lints], &EVERYTHING);
    assert_eq!(plan.missing, ["cargo fmt and cargo clippy (rustup component add rustfmt clippy)"]);
}
