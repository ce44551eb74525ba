//! Tables for spreadsheets, cell by cell: CSV (RFC 4180) in UTF-8 with its mark, so that spreadsheets know it, every field
//! quoted, lines ended by CR LF, and no cell a formula, by whatever separator it is read.

/// A table with its heads.
pub(crate) fn begin(heads: &[&str]) -> String {
    let mut text = "\u{feff}".to_owned();
    row(&mut text, heads);
    text
}

/// Adds a row.
pub(crate) fn row(text: &mut String, fields: &[impl AsRef<str>]) {
    for (place, field) in fields.iter().map(AsRef::as_ref).enumerate() {
        if place > 0 {
            text.push(',');
        }
        text.push('"');
        text.push_str(&defused(field, place == 0).replace('"', "\"\""));
        text.push('"');
    }
    text.push_str("\r\n");
}

/// What parts cells for one spreadsheet or another: where the list separator is `;`, as in much of Europe, the quotes
/// around a field hold only at the beginning of a line.
const SEPARATORS: &[char] = &[';', '\t', '\r', '\n'];

/// Signs that spreadsheets look through, or that are not seen, in front of a formula's first.
fn is_hidden(sign: char) -> bool {
    sign.is_whitespace()
        || sign.is_control()
        || matches!(sign, '"' | '\'' | '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
}

fn begins_formula(sign: char) -> bool {
    matches!(sign, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠')
}

/// A field that no spreadsheet takes for a formula, neither whole nor in the pieces into which another separator cuts it:
/// titles and links are other people's words. A `'` stands in front of each piece that could be one; in an address the
/// separator is escaped instead, so that the address stays one. `first` is the first of its line, whose quotes hold for
/// every separator: its leading white space parts nothing.
fn defused(field: &str, first: bool) -> String {
    let address = field.starts_with("https://");
    let leading = field.len() - field.trim_start_matches(is_hidden).len();
    // From the end, so that each sign knows what is seen next after it.
    let mut pieces: Vec<&str> = Vec::new();
    let (mut formula, mut next) = (false, None);
    for (at, sign) in field.char_indices().rev() {
        let odd = formula || matches!(next, Some('\t' | '\r'));
        let parts = SEPARATORS.contains(&sign) && !(first && at < leading);
        let sign_text = field.get(at..at + sign.len_utf8()).unwrap_or_default();
        if parts && odd && address && sign == ';' {
            pieces.push("%3B");
        } else {
            if parts && odd {
                pieces.push("'");
            }
            pieces.push(sign_text);
        }
        if !is_hidden(sign) {
            formula = begins_formula(sign);
        }
        next = Some(sign);
    }
    if formula || matches!(next, Some('\t' | '\r' | '\n')) {
        pieces.push("'");
    }
    pieces.into_iter().rev().collect()
}
