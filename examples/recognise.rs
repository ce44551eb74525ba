//! Reads one text per line on standard input and says what each links to, as `kind<TAB>marketplace<TAB>asin`.
//!
//! `kind` is `product`, `short` or `none`; the other two are empty where nothing is known. For trying the
//! recogniser on links of one's own: `cargo run -q --example recognise < links.txt`.

use std::io::{self, BufRead, Write};

use hashcart_core::link::{Link, recognise};

fn main() -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().split(b'\n') {
        match recognise(&String::from_utf8_lossy(&line?)) {
            Some(Link::Product(link)) => {
                writeln!(out, "product\t{}\t{}", link.key.marketplace, link.key.asin)?
            }
            Some(Link::Short(_)) => writeln!(out, "short\t\t")?,
            None => writeln!(out, "none\t\t")?,
        }
    }
    out.flush()
}
