//! Which view is shown: what stands behind the `#` of the page's address, so that each has a link, and *back* leads back.

use hashcart_core::tweet::TweetId;

use crate::pages::names;

names! {
    /// A view.
    Tab {
        /// What all comes to.
        Overview = "overview",
        /// The posts.
        Posts = "posts",
        /// One post, by hours and by days.
        Launch = "launch",
        /// The products.
        Products = "products",
        /// The people.
        People = "people",
        /// Two posts, or two times, side by side.
        Compare = "compare",
        /// Whom the user did not answer yet.
        Thanks = "thanks",
        /// A winner.
        Draw = "draw",
        /// Where X shows more.
        Find = "find",
        /// Words for a post of the user's own.
        Promote = "promote",
        /// Whose replies, for how long, out, and away.
        Data = "data",
    }
}

/// A view, and the posts that it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// Which view.
    pub tab: Tab,
    /// Which posts.
    pub posts: Vec<TweetId>,
}

impl Default for Route {
    fn default() -> Self {
        Self { tab: Tab::Overview, posts: Vec::new() }
    }
}

impl Route {
    /// Reads `#draw=1,2`. What leads nowhere leads to the overview.
    #[must_use]
    pub fn read(hash: &str) -> Self {
        let hash = hash.strip_prefix('#').unwrap_or(hash);
        let (name, posts) = hash.split_once('=').unwrap_or((hash, ""));
        let tab = Tab::named(name).unwrap_or(Tab::Overview);
        Self { tab, posts: posts.split(',').filter_map(|post| post.parse().ok()).take(2).collect() }
    }

    /// The post that it is about.
    #[must_use]
    pub fn post(&self) -> Option<&TweetId> {
        self.posts.first()
    }
}

/// Where that view of a post is.
#[must_use]
pub fn address(tab: Tab, post: &TweetId) -> String {
    format!("#{}={post}", tab.name())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_its_view_and_its_posts() {
        let read = |hash: &str| {
            let route = Route::read(hash);
            (route.tab, route.posts.iter().map(|post| post.as_str().to_owned()).collect::<Vec<_>>())
        };
        assert_eq!(read(""), (Tab::Overview, vec![]));
        assert_eq!(read("#people"), (Tab::People, vec![]));
        assert_eq!(read("#compare=20,21,22"), (Tab::Compare, vec!["20".to_owned(), "21".to_owned()]));
        assert_eq!(read("#launch=x"), (Tab::Launch, vec![]));
        assert_eq!(read("#elsewhere=20").0, Tab::Overview);
        let id = "20".parse().unwrap();
        assert_eq!(Route::read(&address(Tab::Draw, &id)), Route { tab: Tab::Draw, posts: vec![id] });
    }
}
