//! Makes the constructors of `hashcart_core::text::Text` out of the English texts.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, iter};

use serde_json::{Map, Value};

/// The texts that all others are translations of.
const ENGLISH: &str = "../../extension/_locales/en/messages.json";

/// The endings of the forms of one plural: those of the CLDR, and `1` for exactly one.
const FORMS: [&str; 7] = ["1", "zero", "one", "two", "few", "many", "other"];

/// How many arguments a text has at most: room for as many is in each that has any.
const MOST: usize = 2;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={ENGLISH}");
    let messages: Map<String, Value> = serde_json::from_str(&fs::read_to_string(ENGLISH)?)?;
    let plurals: BTreeSet<&str> = messages.keys().filter_map(|key| key.strip_suffix("_other")).collect();
    let mut out = String::from("impl<'a> Text<'a> {\n");
    for (key, message) in &messages {
        let family =
            key.rsplit_once('_').filter(|(base, form)| plurals.contains(base) && FORMS.contains(form));
        match family {
            // A plural is made once, of what all its forms name.
            Some((base, "other")) => {
                let forms: Vec<_> =
                    FORMS.iter().filter_map(|form| messages.get(&format!("{base}_{form}"))).collect();
                let arguments = arguments(base, &forms)?;
                if arguments.first() != Some(&("number".to_owned(), true)) {
                    return Err(format!("{base}: the forms of a plural name $number$, which is $1").into());
                }
                let exact = messages.contains_key(&format!("{base}_1"));
                constructor(
                    &mut out,
                    base,
                    message,
                    &arguments,
                    &format!("Some(Plural {{ number, exact: {exact} }})"),
                )?;
            }
            Some(_) => {}
            None => constructor(&mut out, key, message, &arguments(key, &[message])?, "None")?,
        }
    }
    out.push_str("}\n");
    let to = Path::new(&env::var("OUT_DIR")?).join("texts.rs");
    writeln!(out, "\n/// How many arguments a text has at most.\nconst MOST: usize = {MOST};")?;
    fs::write(to, out)?;
    Ok(())
}

/// The arguments by number: their names, and whether each is a number, which its example tells.
fn arguments(key: &str, forms: &[&Value]) -> Result<Vec<(String, bool)>, Box<dyn Error>> {
    let mut found = BTreeMap::new();
    for form in forms {
        let Some(placeholders) = form.get("placeholders").and_then(Value::as_object) else { continue };
        for (name, placeholder) in placeholders {
            let part = |part| placeholder.get(part).and_then(Value::as_str);
            let place =
                part("content").and_then(|it| it.strip_prefix('$')).and_then(|it| it.parse::<usize>().ok());
            let place = place.ok_or_else(|| format!("{key}: ${name}$ should hold $1, $2…"))?;
            let example = part("example").ok_or_else(|| format!("{key}: ${name}$ has no example"))?;
            let number = !example.is_empty() && example.bytes().all(|byte| byte.is_ascii_digit());
            let argument = (name.to_ascii_lowercase(), number);
            if found.get(&place).is_some_and(|other| *other != argument) {
                return Err(format!("{key}: its forms differ in what ${place} is").into());
            }
            found.insert(place, argument);
        }
    }
    if !found.keys().copied().eq(1..=found.len()) {
        return Err(format!("{key}: its placeholders should hold $1 to ${}", found.len()).into());
    }
    Ok(found.into_values().collect())
}

/// Writes a constant for a text without arguments, a function for one with.
fn constructor(
    out: &mut String,
    key: &str,
    message: &Value,
    arguments: &[(String, bool)],
    plural: &str,
) -> Result<(), Box<dyn Error>> {
    let part = |part| message.get(part).and_then(Value::as_str);
    let english = part("message").ok_or_else(|| format!("{key} has no message"))?;
    writeln!(out, "    /// `{}`", english.replace('`', "'"))?;
    if let Some(description) = part("description") {
        writeln!(out, "    ///\n    /// {}", description.replace(['[', ']', '<', '>'], "'"))?;
    }
    if arguments.is_empty() {
        let name = key.to_ascii_uppercase();
        writeln!(out, "    pub const {name}: Text<'static> = Text {{ key: &{key:?}, filled: None }};")?;
        return Ok(());
    }
    let typed = arguments
        .iter()
        .map(|(name, number)| format!("{name}: {}", if *number { "usize" } else { "&'a str" }));
    let given = arguments.iter().map(|(name, number)| {
        format!("Some(Argument::{}({name}))", if *number { "Number" } else { "Words" })
    });
    let values = given.chain(iter::repeat_n("None".to_owned(), MOST.saturating_sub(arguments.len())));
    writeln!(out, "    #[must_use]")?;
    writeln!(out, "    pub fn {key}({}) -> Self {{", typed.collect::<Vec<_>>().join(", "))?;
    writeln!(out, "        Self::new(&{key:?}, {plural}, [{}])", values.collect::<Vec<_>>().join(", "))?;
    writeln!(out, "    }}")?;
    Ok(())
}
