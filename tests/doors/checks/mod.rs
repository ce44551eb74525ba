//! One check a door: what must hold for every input, however hostile. Plain functions without a test framework, so that
//! `cargo test`, `examples/fuzz_doors.rs` and the targets of `fuzz` run the same ones.

mod address;
mod area;
mod import;
mod json;
mod message;
mod page;
mod record;
mod template;

/// What a door is called, and what must hold there.
#[allow(dead_code, reason = "libFuzzer makes its inputs without `cost` and `pieces`")]
pub struct Door {
    /// Its name, and that of its folder in `tests/corpus`.
    pub name: &'static str,
    /// Whether everything held. The error says what did not; a panic is a failure too.
    pub check: fn(&[u8]) -> Result<(), String>,
    /// How many inputs of the address's cost one of its own.
    pub cost: u64,
    /// Pieces that matter to its parser, where plain random bytes would never come near.
    pub pieces: &'static [&'static str],
}

/// Every door.
pub const DOORS: &[Door] = &[
    Door { name: "address", check: address::check, cost: 1, pieces: address::PIECES },
    Door { name: "area", check: area::check, cost: 20, pieces: area::PIECES },
    Door { name: "import", check: import::check, cost: 4, pieces: import::PIECES },
    Door { name: "message", check: message::check, cost: 1, pieces: message::PIECES },
    Door { name: "page", check: page::check, cost: 4, pieces: page::PIECES },
    Door { name: "record", check: record::check, cost: 4, pieces: record::PIECES },
    Door { name: "template", check: template::check, cost: 4, pieces: template::PIECES },
];

/// Runs one door's check, and panics where something did not hold: what libFuzzer looks for.
#[allow(
    dead_code,
    reason = "the targets of `fuzz` call it; tests and the driver go over all doors themselves"
)]
#[expect(clippy::panic, reason = "a panic is how libFuzzer is told")]
pub fn run(name: &str, bytes: &[u8]) {
    for door in DOORS.iter().filter(|door| door.name == name) {
        if let Err(why) = (door.check)(bytes) {
            panic!("{name}: {why}");
        }
    }
}

/// The clock of every check, in milliseconds: November 2026.
const NOW: f64 = 1_795_000_000_000.0;

/// `Err` with this text, unless the condition holds.
fn ensure(holds: bool, why: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(why()) }
}
