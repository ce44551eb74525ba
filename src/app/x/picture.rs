//! The picture that a post shows, kept small beside the item.

use hashcart_core::item::ItemKey;
use hashcart_core::mention::ProductMention;
use hashcart_core::message::KeepPicture;
use hashcart_core::picture::{EDGE, Picture};
use wasm_bindgen_futures::spawn_local;

use crate::app::report_fault;
use crate::dom::picture::small;
use crate::sites::x::addresses::is_picture;
use crate::webext::runtime;

/// How long it may take. The page shows it already, so it is there or nearly.
const MILLIS: u32 = 10_000;

/// Keeps it, after the item is in the list. Without it the item has a drawn tile: nothing waits for this, and nobody is
/// told that it could not be.
pub(super) fn keep(mention: &ProductMention, key: ItemKey) {
    let Some(url) = mention.image.clone().filter(|url| is_picture(url)) else { return };
    spawn_local(async move {
        let Some(picture) = small(&url, EDGE, MILLIS).await else { return };
        let Ok(picture) = Picture::try_from(picture) else { return };
        if let Err(fault) = runtime::ask(KeepPicture { key, picture }).await {
            report_fault("a picture could not be kept", &fault);
        }
    });
}
