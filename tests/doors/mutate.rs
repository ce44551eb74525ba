//! Hostile inputs from honest ones: seeds of the corpus, changed by a generator that gives the same for the same number.

use std::fs;
use std::path::Path;

/// The inputs in `tests/corpus/<door>`, in the order of their names.
pub fn corpus(door: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(door);
    let mut files: Vec<_> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|it| it.path()).collect();
    files.sort();
    let mut seeds = Vec::new();
    for file in files {
        let Ok(bytes) = fs::read(&file) else { continue };
        if file.extension().is_some_and(|ending| ending == "lines") {
            // A seed a line, where seeds are short.
            seeds.extend(bytes.split(|byte| *byte == b'\n').filter(|it| !it.is_empty()).map(<[u8]>::to_vec));
        } else {
            seeds.push(bytes);
        }
    }
    seeds
}

/// SplitMix64 (Steele and others, 2014): small, and every number begins a series of its own.
pub struct Chance(u64);

impl Chance {
    /// The series of this number.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// Below `end`; 0 where there is nothing below.
    fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.next() % end).unwrap_or_default()
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        let at = self.below(from.len());
        from.get(at)
    }
}

/// The longest input that is made: longer than every bound on a line, shorter than what makes a run slow.
const LONGEST: usize = 20_000;

/// One input: a seed, changed one to eight times.
pub fn input(seeds: &[Vec<u8>], pieces: &[&str], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = chance.pick(seeds).cloned().unwrap_or_default();
    for _ in 0..=chance.below(8) {
        change(&mut bytes, seeds, pieces, chance);
    }
    bytes.truncate(LONGEST);
    bytes
}

/// Numbers at the edge of what numbers can be, as JSON and as the sync area write them.
const EDGES: &[&str] = &[
    "0",
    "1",
    "-1",
    "999",
    "1000",
    "4294967295",
    "4294967296",
    "9007199254740993",
    "1e309",
    "1136073599999",
    "1795086400001",
    "8640000000000001",
    "18446744073709551615",
    "3w5e11264sgsf",
    "zzzzzzzz",
    "mwmzyyo0",
    "NaN",
];

/// The next run of such bytes from there on.
fn run(bytes: &[u8], at: usize, is_part: impl Fn(&u8) -> bool) -> (usize, usize) {
    let rest = bytes.get(at..).unwrap_or_default();
    let start = at + rest.iter().position(&is_part).unwrap_or(rest.len());
    let rest = bytes.get(start..).unwrap_or_default();
    (start, start + rest.iter().position(|byte| !is_part(byte)).unwrap_or(rest.len()))
}

fn change(bytes: &mut Vec<u8>, seeds: &[Vec<u8>], pieces: &[&str], chance: &mut Chance) {
    let at = chance.below(bytes.len() + 1);
    let end = (at + chance.below(12)).min(bytes.len());
    let piece = |chance: &mut Chance| chance.pick(pieces).map_or(Vec::new(), |it| it.as_bytes().to_vec());
    match chance.below(20) {
        0..=4 => drop(bytes.splice(at..at, piece(chance))),
        5 | 6 => drop(bytes.splice(at..end, piece(chance))),
        7 => drop(bytes.drain(at..end)),
        8 => {
            let copy = bytes.get(at..end).unwrap_or_default().to_vec();
            let to = chance.below(bytes.len() + 1);
            bytes.splice(to..to, copy);
        }
        9 => bytes.truncate(at),
        10 => {
            // Half of another seed.
            let other = chance.pick(seeds).cloned().unwrap_or_default();
            let from = chance.below(other.len() + 1);
            bytes.truncate(at);
            bytes.extend_from_slice(other.get(from..).unwrap_or_default());
        }
        11 => {
            let many = 1 << chance.below(11);
            bytes.splice(at..at, piece(chance).repeat(many));
        }
        12 => {
            let escaped: Vec<u8> = bytes
                .get(at..end)
                .unwrap_or_default()
                .iter()
                .flat_map(|it| format!("%{it:02x}").into_bytes())
                .collect();
            bytes.splice(at..end, escaped);
        }
        13 | 17 | 18 => {
            // A number at the edge of what numbers can be, in the place of the next one.
            let number = chance.pick(EDGES).map_or(Vec::new(), |it| it.as_bytes().to_vec());
            let is_part = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'.' | b'-');
            let (start, end) = run(bytes, at, is_part);
            bytes.splice(start..end, number);
        }
        15 | 16 => {
            // Other words between the next two quotes: what stays JSON goes deeper than what does not.
            let quoted = |byte: &u8| !matches!(byte, b'"' | b'\\' | b'\n');
            let (start, end) = run(bytes, at, quoted);
            let words: Vec<u8> = piece(chance).into_iter().filter(quoted).collect();
            bytes.splice(start..end, words.repeat(1 << chance.below(11)));
        }
        14 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << chance.below(8);
            }
        }
        _ => {
            let byte = u8::try_from(chance.below(256)).unwrap_or_default();
            bytes.insert(at, byte);
        }
    }
}
