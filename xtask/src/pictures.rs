//! The stores' pictures, which `cargo xtask pictures` leaves in `target/pictures`: whether they were made of every language.

use std::fs;
use std::path::Path;

use anyhow::Result;

use crate::found::Found;
use crate::store;

/// Where `tests/tools/pictures.mjs` puts them.
const FOLDER: &str = "target/pictures";

/// What is no language's own: the icons of the stores' forms.
const ICONS: [&str; 2] = ["icon-128.png", "icon-300.png"];

/// The last picture that is made of a language; a run that fails leaves none.
const LAST: &str = "sheet.png";

/// Whether every language has its pictures, none older than its texts.
pub fn found(root: &Path) -> Result<Found> {
    let folder = root.join(FOLDER);
    let made = |path: &Path| fs::metadata(path).and_then(|data| data.modified()).ok();
    let mut lacking: Vec<String> = Vec::new();
    let mut count = 0;
    for locale in store::locales(root)? {
        let texts = made(&root.join("extension/_locales").join(&locale).join("messages.json"));
        if made(&folder.join(&locale).join(LAST)).is_none_or(|sheet| texts.is_some_and(|texts| texts > sheet))
        {
            lacking.push(locale);
        } else {
            count += 1;
        }
    }
    lacking.extend(ICONS.iter().filter(|icon| !folder.join(icon).is_file()).map(ToString::to_string));
    Ok(if lacking.is_empty() {
        Found::Good(format!("of {count} languages, in {FOLDER}"))
    } else {
        let names = lacking.join(" ");
        Found::Open(format!("not made, or older than their texts: {names} (cargo xtask pictures)"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_of_every_language_that_are_not_older_than_its_texts() {
        let root = std::env::temp_dir().join(format!("hashcart-pictures-{}", std::process::id()));
        let write = |path: &str| {
            let path = root.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, "").unwrap();
            path
        };
        let texts = ["en", "de"].map(|locale| write(&format!("extension/_locales/{locale}/messages.json")));
        for icon in ICONS {
            write(&format!("{FOLDER}/{icon}"));
        }
        write(&format!("{FOLDER}/en/{LAST}"));
        assert!(matches!(found(&root).unwrap(), Found::Open(words) if words.contains(": de (")));
        let sheet = write(&format!("{FOLDER}/de/{LAST}"));
        assert!(matches!(found(&root).unwrap(), Found::Good(words) if words.contains("2 languages")));
        let later = fs::metadata(sheet).unwrap().modified().unwrap() + std::time::Duration::from_secs(1);
        fs::File::options().write(true).open(&texts[0]).unwrap().set_modified(later).unwrap();
        assert!(matches!(found(&root).unwrap(), Found::Open(words) if words.contains(": en (")));
        fs::remove_dir_all(root).unwrap();
    }
}
