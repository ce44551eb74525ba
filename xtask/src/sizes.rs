//! How large things are, and how large they may become.

use std::io::Write;

use anyhow::{Result, bail};
use flate2::Compression;
use flate2::write::GzEncoder;

/// One thing whose size matters.
#[derive(Debug)]
pub struct Size {
    name: String,
    raw: usize,
    gz: usize,
}

/// What the programs weigh, in kB raw and kB gzipped, made by the pinned Rust. Raise a number in the change that needs
/// it, and say there what it buys. (In November 2026 the pages' 33 kB: what is pressed, heard and answered is data, so that
/// it is tested without a browser. Then 72 kB more in pages, 50 in the background and 17 in X's program: titles by their
/// source, pictures, tabs and editing in a row, one press into the cart, one count everywhere. Then insights: 129 kB in X's
/// program, 264 in the background and 147 in pages, which carry them in and out of files, beside a program of their own. Without
/// the regex crate, and with each page writing only the calls that it makes, all of them lost 20 to 48 %. Then 36 kB in pages: a language of the user's
/// choice, the list in the order of that language and found without accents, and the offer of a copy. With their wasm as files, which
/// are counted with their scripts, background, insights and pages lost a quarter. The background's twin has 146 kB more since:
/// what is removed from a full storage makes room for its own undo, and is looked after where a browser lies. Cut in two, X's program
/// cost each page 371 kB less, and 44 more where all of it is needed. What content scripts carry in Chrome is packed since, which halved them;
/// twins have shorter names, 38 % less; and with the standard library made for size all are up to 7 % smaller. Then the background
/// was cut as X's program is, and the twin of that: a wake reads 497 kB less, and a page that refuses WebAssembly 615.)
const BUDGETS: [(&str, usize, usize); 16] = [
    ("hashcart-x.js", 226, 133),
    ("hashcart-x.js (Firefox)", 439, 173),
    ("lazy-x.js", 182, 141),
    ("lazy-x.js (Firefox)", 436, 186),
    ("twin-x.js", 565, 176),
    ("twin-lazy-x.js", 666, 193),
    ("hashcart-amazon.js", 178, 109),
    ("hashcart-amazon.js (Firefox)", 351, 141),
    ("twin-amazon.js", 458, 143),
    ("hashcart-background.js", 380, 146),
    ("lazy-background.wasm", 483, 204),
    ("twin-background.js", 1_706, 461),
    ("hashcart-insights.js", 555, 214),
    ("twin-insights.js", 1_019, 293),
    ("hashcart-pages.js", 789, 311),
    ("twin-pages.js", 1_460, 415),
];

/// How far, in per cent, something may be over its number: a dependency's patch release alone can move it by one.
const NOISE: usize = 5;

/// Whether it is over a number in kB, with room for noise.
pub fn over(bytes: usize, kilobytes: usize) -> bool {
    bytes > kilobytes * 10 * (100 + NOISE)
}

/// What we allow a store's zip to be, in kB: with a program for each process what they share is in it five times, and each
/// page load and each wake of the background reads less. (180 kB of it came with titles by their source, pictures and tabs, 1,370 with insights; 1,250 went with the regex crate, 275 came with fourteen languages; 200 went with base64, 300 in Firefox and 415 in Chrome with twins of shorter names, a standard library made for size and what is packed.)
pub const ZIP_BUDGET: usize = 3_351;

/// Measures.
pub fn size(name: &str, bytes: &[u8]) -> Result<Size> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(bytes)?;
    Ok(Size { name: name.to_owned(), raw: bytes.len(), gz: gzip.finish()?.len() })
}

/// Prints the table. What is over its budget is an error where these sizes are `judged`, else a notice.
pub fn report(sizes: &[Size], judged: bool) -> Result<()> {
    println!("{:<30}{:>12}{:>12}   budget (kB)", "", "raw", "gz");
    let mut large = Vec::new();
    for size in sizes {
        let budget = BUDGETS.iter().find(|(name, ..)| *name == size.name);
        let shown = budget.map_or(String::new(), |(_, raw, gz)| format!("{raw} / {gz}"));
        println!("{:<30}{:>12}{:>12}   {shown}", size.name, size.raw, size.gz);
        if let Some((name, raw, gz)) = budget
            && (over(size.raw, *raw) || over(size.gz, *gz))
        {
            large.push(format!(
                "{name} is {} B ({} B gz), the budget is {raw} kB ({gz} kB gz) and {NOISE} %",
                size.raw, size.gz
            ));
        }
    }
    if large.is_empty() {
        return Ok(());
    }
    let words = format!("over the size budget: {} (xtask/src/sizes.rs)", large.join("; "));
    if judged {
        bail!(words);
    }
    println!("NOTICE: {words}; not judged here");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn over_budget_is_an_error_that_names_it_where_it_is_judged() {
        let size = |gz| [Size { name: "twin-x.js".into(), raw: 1, gz }];
        report(&size(1), true).unwrap();
        let error = report(&size(9_000_000), true).unwrap_err().to_string();
        assert!(error.contains("twin-x.js is 1 B (9000000 B gz)"), "{error}");
        report(&size(9_000_000), false).unwrap();
    }

    #[test]
    fn there_is_room_for_noise() {
        assert!(!over(105_000, 100));
        assert!(over(105_001, 100));
    }
}
