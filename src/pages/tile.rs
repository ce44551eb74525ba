//! An item's picture, or the tile that stands in its place: initials on a colour of its own.

use hashcart_core::item::ItemKey;
use web_sys::Element;

/// How many colours there are in `page.css`.
const COLOURS: u32 = 12;

/// Which of the colours an item has: always the same one.
fn colour(key: &ItemKey) -> u32 {
    let sum = key.name().bytes().fold(7_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte)));
    sum % COLOURS
}

/// The first letters of the first two words of a title that begin with one.
fn initials(title: &str) -> String {
    let words = title.split(|sign: char| !sign.is_alphanumeric()).filter_map(|word| word.chars().next());
    words.take(2).flat_map(char::to_uppercase).collect()
}

/// Fills the place of the picture of an item by that name. What is seen there is said by the title already.
///
/// # Errors
/// The browser's exception.
pub(super) fn paint(
    place: &Element,
    picture: Option<&str>,
    key: &ItemKey,
    name: &str,
) -> Result<(), wasm_bindgen::JsValue> {
    place.set_attribute("aria-hidden", "true")?;
    match (picture, place.owner_document()) {
        (Some(address), Some(document)) => {
            let image = document.create_element("img")?;
            image.set_attribute("src", address)?;
            image.set_attribute("alt", "")?;
            place.append_child(&image)?;
        }
        _ => {
            place.set_attribute("data-colour", &colour(key).to_string())?;
            place.set_attribute("data-store", key.host().rsplit('.').next().unwrap_or_default())?;
            place.set_text_content(Some(&initials(name)));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tile_is_told_by_letters_and_colour() {
        for (title, letters) in [
            ("Steel kettle, 1.7 l", "SK"),
            ("  “Emma”", "E"),
            ("@ada", "A"),
            ("电热水壶 1.7", "电1"),
            ("ßtraße", "SS"),
            ("···", ""),
        ] {
            assert_eq!(initials(title), letters, "{title}");
        }
        let key = |key: &str| key.parse::<ItemKey>().unwrap();
        let one = key("B0057OC5O8@amazon.de");
        assert_eq!(colour(&one), colour(&key("B0057OC5O8@amazon.com")), "in every store");
        let all: std::collections::BTreeSet<u32> =
            (0..200).map(|number| colour(&key(&format!("B{number:09}@amazon.de")))).collect();
        assert_eq!(all.len(), COLOURS as usize);
    }
}
