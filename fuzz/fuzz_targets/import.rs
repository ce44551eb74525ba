//! The door `import`: what must hold there is said in `tests/doors/checks/import.rs`.
#![no_main]

#[path = "../../tests/doors/checks/mod.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::run("import", bytes));
