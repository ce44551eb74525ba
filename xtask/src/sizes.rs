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

/// What we allow, in kB raw and kB gzipped. Raise a number in the change that needs it, and say there what it buys.
const BUDGETS: [(&str, usize, usize); 4] = [
    ("hashcart-content.js", 985, 390),
    ("twin-content.js", 2_350, 445),
    ("hashcart.js", 1_380, 555),
    ("twin.js", 3_420, 642),
];

/// What we allow a store's zip to be, in kB.
pub const ZIP_BUDGET: usize = 2_100;

/// Measures.
pub fn size(name: &str, bytes: &[u8]) -> Result<Size> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(bytes)?;
    Ok(Size { name: name.to_owned(), raw: bytes.len(), gz: gzip.finish()?.len() })
}

/// Prints the table, then fails if something is over its budget.
pub fn report(sizes: &[Size]) -> Result<()> {
    println!("{:<28}{:>12}{:>12}   budget (kB)", "", "raw", "gz");
    let mut over = Vec::new();
    for size in sizes {
        let budget = BUDGETS.iter().find(|(name, ..)| *name == size.name);
        let shown = budget.map_or(String::new(), |(_, raw, gz)| format!("{raw} / {gz}"));
        println!("{:<28}{:>12}{:>12}   {shown}", size.name, size.raw, size.gz);
        if let Some((name, raw, gz)) = budget
            && (size.raw > raw * 1_000 || size.gz > gz * 1_000)
        {
            over.push(format!(
                "{name} is {} B ({} B gz), allowed are {raw} kB ({gz} kB gz)",
                size.raw, size.gz
            ));
        }
    }
    if !over.is_empty() {
        bail!("over the size budget: {} (xtask/src/sizes.rs)", over.join("; "));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn over_budget_is_an_error_that_names_it() {
        let fits = Size { name: "twin.js".into(), raw: 1, gz: 1 };
        report(&[fits]).unwrap();
        let large = Size { name: "twin.js".into(), raw: 1, gz: 9_000_000 };
        assert!(report(&[large]).unwrap_err().to_string().contains("twin.js is 1 B (9000000 B gz)"));
    }
}
