//! What has to be allowed before we do what the user wants.

use hashcart_core::marketplace::Marketplace;
use hashcart_core::resolve::HOSTS;

use crate::webext::permissions::Permissions;

/// What lets us look at the pages of a store.
pub(super) fn for_store(store: Marketplace) -> Permissions {
    Permissions { permissions: Vec::new(), origins: vec![store.pages()] }
}

/// What has to be allowed before any of these hosts is asked. `webRequest` tells where a redirect leads.
pub(super) fn for_short_links(hosts: &[&str]) -> Permissions {
    let origins = hosts.iter().map(|host| format!("https://{host}/*")).collect();
    Permissions { permissions: vec!["webRequest".to_owned()], origins }
}

/// All that following short links needs.
pub(super) fn for_all_short_links() -> Permissions {
    for_short_links(HOSTS)
}
