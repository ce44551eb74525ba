//! What one button says and offers for several products of a post.

use super::button::ButtonState;
use super::mention::ProductMention;
use super::text::Text;

/// How one of several products is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Its name, which others may share.
    pub name: String,
    /// Its store; of two with one name in one store, the ASIN or the link.
    pub detail: String,
    /// Whether another product has the same name.
    shared: bool,
}

impl Name {
    /// The name in running text, where no other product has it.
    #[must_use]
    pub fn alone(&self) -> String {
        if self.shared { format!("{} ({})", self.name, self.detail) } else { self.name.clone() }
    }
}

/// The names of a post's products, so that no two look the same.
#[must_use]
pub fn names(mentions: &[ProductMention]) -> Vec<Name> {
    let plain: Vec<String> = mentions.iter().map(ProductMention::name).collect();
    let of = |(mention, name): (&ProductMention, &String)| {
        let alike = |(other, its): &(&ProductMention, &String)| {
            other.key != mention.key && its.trim().to_lowercase() == name.trim().to_lowercase()
        };
        let twins: Vec<&ProductMention> =
            mentions.iter().zip(&plain).filter(alike).map(|(twin, _)| twin).collect();
        let beside = twins.iter().any(|twin| twin.key.host() == mention.key.host());
        let detail = if beside { mention.key.name() } else { mention.key.host().to_owned() };
        Name { name: name.clone(), detail, shared: !twins.is_empty() }
    };
    mentions.iter().zip(&plain).map(of).collect()
}

/// The label of a button for products in these states.
#[must_use]
pub fn label(states: &[ButtonState]) -> Text<'static> {
    let state = ButtonState::combined(states);
    let kept = states.iter().filter(|state| state.is_kept()).count();
    match (state, states.len(), kept) {
        (ButtonState::Idle, all @ 2.., 0) => Text::button_idle_several(all),
        (ButtonState::Idle, all @ 2.., kept) => Text::button_partly(kept, all),
        _ => state.label(),
    }
}

/// The line that adds every product that is still open, where there are at least two.
#[must_use]
pub fn all(states: &[ButtonState]) -> Option<Text<'static>> {
    let open = states.iter().filter(|state| **state == ButtonState::Idle).count();
    match (open, states.len()) {
        (0 | 1, _) => None,
        (2, 2) => Some(Text::MENU_BOTH),
        (open, all) if open == all => Some(Text::menu_all(open)),
        (open, _) => Some(Text::menu_rest(open)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::button::ButtonState::{Added, Idle, NotReplied, Pending, Replied, Saving};
    use crate::fault::FaultCode::ReplyRestricted;
    use crate::samples::mention;

    fn named(key: &str, title: Option<&str>) -> ProductMention {
        ProductMention { key: key.parse().unwrap(), title: title.map(str::to_owned), ..mention("1") }
    }

    #[test]
    fn products_of_one_name_are_told_apart_by_store_or_number() {
        let mentions = [
            named("B0HCART001@amazon.com", Some("A kettle")),
            named("B0HCART002@amazon.com", Some("a kettle ")),
            named("B0HCART001@amazon.de", Some("A kettle")),
            named("B0HCART003@amazon.com", Some("A lamp")),
            named("link:amzn.to/3DHiDU7", None),
            named("link:amzn.to/4DHiDU7", None),
        ];
        let names = names(&mentions);
        let alone: Vec<String> = names.iter().map(Name::alone).collect();
        assert_eq!(
            alone,
            [
                "A kettle (B0HCART001)",
                "a kettle  (B0HCART002)",
                "A kettle (amazon.de)",
                "A lamp",
                "amzn.to/3DHiDU7",
                "amzn.to/4DHiDU7"
            ]
        );
        let details: Vec<&str> = names.iter().map(|name| name.detail.as_str()).collect();
        assert_eq!(details, ["B0HCART001", "B0HCART002", "amazon.de", "amazon.com", "amzn.to", "amzn.to"]);
    }

    #[test]
    fn the_label_counts_what_is_saved_while_something_is_open() {
        assert_eq!(label(&[Idle]), Text::BUTTON_IDLE);
        assert_eq!(label(&[Idle, Idle]), Text::button_idle_several(2));
        assert_eq!(label(&[Added, Idle]), Text::button_partly(1, 2));
        assert_eq!(label(&[Idle, NotReplied(ReplyRestricted), Replied]), Text::button_partly(2, 3));
        assert_eq!(label(&[Saving, Idle]), Text::BUTTON_SAVING);
        assert_eq!(label(&[Saving, Pending]), Text::UNDO, "what can be called back is");
        assert_eq!(label(&[Added, Replied]), Text::BUTTON_ADDED);
    }

    #[test]
    fn all_is_offered_where_at_least_two_are_open() {
        assert_eq!(all(&[Idle]), None);
        assert_eq!(all(&[Idle, Added]), None);
        assert_eq!(all(&[Idle, Idle]), Some(Text::MENU_BOTH));
        assert_eq!(all(&[Idle, Idle, Idle]), Some(Text::menu_all(3)));
        assert_eq!(all(&[Idle, Added, Idle]), Some(Text::menu_rest(2)));
    }
}
