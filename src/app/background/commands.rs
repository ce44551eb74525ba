//! The browser's keyboard commands.

use hashcart_core::message::PressFocused;
use hashcart_core::text::Text;

use super::toolbar::tell;
use crate::webext::tabs;

/// The user pressed a key of ours.
pub(super) async fn take(name: &str) {
    // Not a page of X's, or none of its posts has the focus.
    if name == "add" && !tabs::ask_front(PressFocused {}).await.unwrap_or(false) {
        tell("?", &Text::COMMAND_NOTHING).await;
    }
}
