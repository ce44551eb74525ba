//! A reader for the start tags of our own pages. It knows what we write, not what the web writes.

/// One start tag.
#[derive(Debug, PartialEq, Eq)]
pub struct Tag<'a> {
    /// Its name.
    pub name: &'a str,
    /// Names and values, in order.
    pub attributes: Vec<(&'a str, &'a str)>,
}

impl<'a> Tag<'a> {
    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&'a str> {
        self.attributes.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }

    /// What the browser loads because of this tag. Links that wait for a click are not loads.
    pub fn loads(&self) -> impl Iterator<Item = &'a str> {
        let is_link = self.name.eq_ignore_ascii_case("link");
        self.attributes
            .iter()
            .filter(move |(key, _)| {
                ["src", "srcset", "poster", "data"].contains(key) || (is_link && *key == "href")
            })
            .map(|(_, value)| *value)
    }
}

/// Every start tag, in order; comments are skipped.
pub fn tags(text: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('<') {
        if let Some(comment) = after.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
        } else if after.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let (tag, after) = tag(after);
            tags.push(tag);
            rest = after;
        } else {
            rest = after;
        }
    }
    tags
}

fn tag(text: &str) -> (Tag<'_>, &str) {
    let (name, mut rest) = cut(text, |c| c.is_whitespace() || c == '>' || c == '/');
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() {
            return (Tag { name, attributes }, rest);
        }
        if let Some(after) = rest.strip_prefix('>') {
            return (Tag { name, attributes }, after);
        }
        // An attribute has at least one character, whatever it is: the loop always moves on.
        let first = rest.chars().next().map_or(1, char::len_utf8);
        let end = rest
            .char_indices()
            .find(|(at, c)| *at >= first && (c.is_whitespace() || matches!(c, '=' | '>' | '/')))
            .map_or(rest.len(), |(at, _)| at);
        let (key, after) = rest.split_at(end);
        let (value, after) = match after.trim_start().strip_prefix('=') {
            None => ("", after),
            Some(value) => quoted(value.trim_start()),
        };
        attributes.push((key, value));
        rest = after;
    }
}

fn quoted(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inside) = text.strip_prefix(quote) {
            return inside.split_once(quote).unwrap_or((inside, ""));
        }
    }
    cut(text, |c| c.is_whitespace() || c == '>')
}

fn cut(text: &str, end: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(end).unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_attributes() {
        let page = "<!doctype html><!-- <img src=no> --><link rel=stylesheet href='a.css'>\n<p hidden>1 < 2</p><img src=\"b.png\"/>";
        let found = tags(page);
        let names: Vec<_> = found.iter().map(|tag| tag.name).collect();
        assert_eq!(names, ["link", "p", "img"]);
        assert_eq!(found[0].get("href"), Some("a.css"));
        assert_eq!(found[1].get("hidden"), Some(""));
        assert_eq!(found.iter().flat_map(Tag::loads).collect::<Vec<_>>(), ["a.css", "b.png"]);
    }

    #[test]
    fn a_link_to_click_is_no_load() {
        assert_eq!(tags("<a href=\"https://x.com/\">X</a>").iter().flat_map(Tag::loads).count(), 0);
    }

    #[test]
    fn broken_text_ends() {
        for text in ["<", "<a", "<a b", "<a b=", "<a b='", "<a =>", "<a ==", "<!--", "<ä é=ü>", "<a é"] {
            tags(text);
        }
    }
}
