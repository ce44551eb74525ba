//! The door `area`: what must hold there is said in `tests/doors/checks/area.rs`.
#![no_main]

#[path = "../../tests/doors/checks/mod.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::run("area", bytes));
