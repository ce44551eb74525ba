//! The doors: whatever comes through one, what must hold holds. `HASHCART_INPUTS=1000000` tries so many at each door;
//! `cargo run --release --example fuzz_doors` does it for minutes.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "the helpers of tests are tests; clippy exempts only the functions marked so"
)]

mod checks;
mod mutate;

use checks::DOORS;

/// How many inputs are made for a door in a run of all tests.
const INPUTS: u64 = 4_000;

/// Everything in the corpus holds: honest seeds, and what was found once.
#[test]
fn the_corpus_holds() {
    for door in DOORS {
        let seeds = mutate::corpus(door.name);
        assert!(!seeds.is_empty(), "tests/corpus/{} is empty", door.name);
        for seed in seeds {
            if let Err(why) = (door.check)(&seed) {
                panic!("{}: {}\n{:?}", door.name, short(&why), short(&String::from_utf8_lossy(&seed)));
            }
        }
    }
}

#[test]
fn what_we_read_in_an_address_is_what_a_browser_opens() {
    holds("address");
}

#[test]
fn whatever_lies_in_the_sync_area_it_comes_to_rest_and_nothing_is_lost() {
    holds("area");
}

#[test]
fn what_a_file_brings_in_is_bounded_and_a_second_time_changes_nothing() {
    holds("import");
}

#[test]
fn what_a_message_says_is_bounded() {
    holds("message");
}

#[test]
fn what_a_page_shows_is_kept_whole_or_not_at_all() {
    holds("page");
}

#[test]
fn no_record_takes_a_page_with_it() {
    holds("record");
}

#[test]
fn whatever_the_template_x_takes_the_reply() {
    holds("template");
}

/// Makes inputs for a door, the same in every run, and says all that was wrong with the first of them.
fn holds(name: &str) {
    let inputs = std::env::var("HASHCART_INPUTS").ok().and_then(|it| it.parse().ok()).unwrap_or(INPUTS);
    let door = DOORS.iter().find(|door| door.name == name).unwrap();
    let seeds = mutate::corpus(name);
    for number in 0..(inputs / door.cost).max(1) {
        let input = mutate::input(&seeds, door.pieces, &mut mutate::Chance::new(number));
        if let Err(why) = (door.check)(&input) {
            let (why, input) = (short(&why), short(&String::from_utf8_lossy(&input)));
            panic!("{name} {number}: {why}\n{input:?}");
        }
    }
}

/// Enough of a text to know it by.
fn short(text: &str) -> String {
    text.chars().take(600).collect()
}
