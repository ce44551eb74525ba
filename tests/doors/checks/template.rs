//! Replies: whatever the template and the page's words, X takes the text, and it names nobody and links nothing.
//!
//! An input has the template, the title and the author's name, parted by NUL.

use hashcart_core::template::{Facts, LIMIT, fill, template_fault, vary, weighted_length};
use unicode_normalization::UnicodeNormalization;

use super::ensure;

/// Pieces of templates and titles.
pub const PIECES: &[&str] = &[
    "\0",
    "{hashtag}",
    "{title}",
    "{author}",
    "{",
    "}",
    " ",
    "\n",
    "@",
    "＠",
    "#",
    "$",
    "://",
    "www.",
    "amazon.de",
    ".",
    "…",
    "#AmazonCart",
    "🎉",
    "👩‍💻",
    "\u{200b}",
    "\u{202e}",
    "e\u{301}",
    "\u{958}",
    "\u{fb2c}",
    "\u{1d160}",
    "\u{1100}\u{1161}",
    "や",
    "word ",
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
];

/// Whatever comes, the reply has its tag and fits, as X counts.
pub fn check(bytes: &[u8]) -> Result<(), String> {
    let text = String::from_utf8_lossy(bytes);
    let mut parts = text.splitn(3, '\0');
    let template = parts.next().unwrap_or_default();
    let (title, author) = (parts.next(), parts.next().unwrap_or_default());
    let _ = template_fault(template);
    for hashtag in ["#AmazonCart", "#AmazonBasket"] {
        let facts = Facts { hashtag, title, author, asin: Some("B0057OC5O8") };
        let first = fill(template, &facts);
        for reply in [vary(first.clone(), &facts), first] {
            let there: u32 = reply.nfc().map(weight).sum();
            ensure(there <= weighted_length(&reply) && weighted_length(&reply) <= LIMIT, || {
                format!("{there} at X, {} here: {reply}", weighted_length(&reply))
            })?;
            ensure(reply.contains(hashtag), || format!("no {hashtag}: {reply}"))?;
            ensure(!reply.contains("://"), || format!("a link: {reply}"))?;
            let mentions = |text: &str| text.matches(['@', '＠']).count();
            ensure(mentions(&reply) <= mentions(template), || format!("a mention: {reply}"))?;
        }
    }
    Ok(())
}

/// What twitter-text's third configuration says of a character.
fn weight(char: char) -> u32 {
    match u32::from(char) {
        0..=0x10FF | 0x2000..=0x200D | 0x2010..=0x201F | 0x2032..=0x2037 => 1,
        _ => 2,
    }
}
