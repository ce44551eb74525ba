//! From a page's timelines to what stands in them, for insights. Reads only.

use hashcart_core::insights::{Cell, Conversation, Handle, Labels, PostCell, Shape};
use hashcart_core::product::ProductKey;
use hashcart_core::tweet::{TweetId, is_handle, parse_status_path};
use web_sys::{Document, Element, Node};

use super::bar::action_bar;
use super::extract::{own_by, tweet_ref};
use super::own::{is_quoted, own};
use super::selectors as sel;
use crate::dom::{all, closest, elements, first, window};

/// A timeline of the page.
#[derive(Debug)]
pub struct ShownConversation {
    /// What stands in it.
    pub conversation: Conversation,
    /// How far down its first cell is, as X placed it, in pixels.
    pub top: Option<f64>,
    /// How far down the heading is that ends the conversation.
    pub end: Option<f64>,
}

/// The post whose own page this is, and the handle in its address; `None` on every other page, also on those of what
/// belongs to a post: its quotes, likes, history.
#[must_use]
pub fn focal() -> Option<(String, TweetId)> {
    let path = window()?.location().pathname().ok()?;
    let mut rest =
        path.split('/').filter(|part| !part.is_empty()).skip_while(|part| *part != "status").skip(2);
    let is_own = rest.next().is_none_or(|next| matches!(next, "photo" | "video" | "hidden"));
    parse_status_path(&path).filter(|_| is_own)
}

/// What a post offers.
#[derive(Clone, Debug, Default)]
pub struct Sold {
    /// The products.
    pub products: Vec<ProductKey>,
    /// Their titles, as far as it says them.
    pub titles: Vec<(ProductKey, String)>,
    /// What it looks like.
    pub shape: Option<Shape>,
}

/// The timelines that stand in the page. `products` says what a post sells.
#[must_use]
pub fn shown(document: &Document, products: &dyn Fn(&Element) -> Sold) -> Vec<ShownConversation> {
    let cells = document.query_selector_all(sel::CELL).map(|list| elements(&list).collect::<Vec<_>>());
    let mut timelines: Vec<(Element, Vec<Element>)> = Vec::new();
    for cell in cells.unwrap_or_default() {
        let Some(parent) = cell.parent_element() else { continue };
        match timelines.iter_mut().find(|(there, _)| there.is_same_node(Some(&parent))) {
            Some((_, cells)) => cells.push(cell),
            None => timelines.push((parent, vec![cell])),
        }
    }
    let focal = focal().map(|(_, id)| id);
    let timelines = timelines.into_iter().map(|(_, cells)| cells);
    timelines.map(|cells| of_cells(&cells, focal.clone(), products)).collect()
}

fn of_cells(
    places: &[Element],
    focal: Option<TweetId>,
    products: &dyn Fn(&Element) -> Sold,
) -> ShownConversation {
    let cells: Vec<Cell> = places.iter().map(|place| cell(place, products)).collect();
    let heading = cells.iter().position(|cell| *cell == Cell::Heading);
    ShownConversation {
        top: places.first().and_then(placed),
        end: heading.and_then(|at| places.get(at)).and_then(placed),
        conversation: Conversation { focal, is_over: false, cells },
    }
}

/// How far down X placed a cell: `transform: translateY(…px)`.
fn placed(cell: &Element) -> Option<f64> {
    let style = cell.get_attribute("style")?;
    let (_, rest) = style.split_once("translateY(")?;
    rest.split("px").next()?.trim().parse().ok()
}

fn cell(place: &Element, products: &dyn Fn(&Element) -> Sold) -> Cell {
    if let Some(article) = first(place, sel::ARTICLE) {
        return post(&article, products).map_or(Cell::Gone, |post| Cell::Post(Box::new(post)));
    }
    if first(place, "article").is_some() {
        return Cell::Gone;
    }
    if first(place, sel::HEADING).is_some() {
        return Cell::Heading;
    }
    let buttons = all(place, sel::BUTTON);
    let links = first(place, "a[href]").is_some();
    match (buttons.as_slice(), links) {
        ([_], false) => Cell::More,
        ([], false) if is_empty(place) => Cell::Spacer,
        _ => Cell::Other,
    }
}

fn is_empty(place: &Element) -> bool {
    place.text_content().is_none_or(|text| text.trim().is_empty())
        && first(place, "img, svg, input, textarea, [role=progressbar]").is_none()
}

fn post(article: &Element, products: &dyn Fn(&Element) -> Sold) -> Option<PostCell> {
    let tweet = tweet_ref(article)?;
    let text = own_by(article, sel::TEXT).into_iter().next();
    let links =
        text.iter().flat_map(|text| all(text, "a[href]")).filter_map(|link| link.get_attribute("href"));
    let names = all(article, sel::USER_NAME);
    let Sold { products, titles, shape } = products(article);
    Some(PostCell {
        author: tweet.author.parse().ok()?,
        id: tweet.id,
        posted: tweet.posted,
        links: links.collect(),
        products,
        titles,
        shape,
        promoted: closest(article, sel::PROMOTED).is_some(),
        quotes: names.iter().any(|name| is_quoted(article, name)),
        replying_to: replying_to(article, text.as_ref()),
        line_down: line_down(article),
        lang: text.and_then(|text| text.get_attribute("lang")),
        labels: labels(article),
        data: None,
    })
}

/// Whom a post says it is replying to: the links to people that stand before its text, and are no part of its head.
fn replying_to(article: &Element, text: Option<&Element>) -> Vec<Handle> {
    let end = text.cloned().or_else(|| action_bar(article));
    let is_before = |link: &Element| {
        end.as_ref()
            .is_none_or(|end| link.compare_document_position(end) & Node::DOCUMENT_POSITION_FOLLOWING != 0)
    };
    let of_head = |link: &Element| {
        [sel::USER_NAME, sel::AVATAR, sel::SOCIAL].iter().any(|part| closest(link, part).is_some())
    };
    all(article, r#"a[href^="/"]"#)
        .iter()
        .filter(|link| own(article, link) && is_before(link))
        .filter(|link| !of_head(link) && first(link, sel::SOCIAL).is_none())
        .filter_map(|link| {
            let name = link.text_content()?;
            let name = name.trim().strip_prefix('@')?.to_owned();
            is_handle(&name).then(|| name.parse().ok())?
        })
        .collect()
}

/// Whether the line of a thread leads down from the author's picture: it is the picture's neighbour.
fn line_down(article: &Element) -> bool {
    let pictures = all(article, sel::AVATAR);
    let picture = pictures.iter().find(|picture| own(article, picture));
    picture
        .and_then(|picture| picture.parent_element())
        .is_some_and(|around| around.child_element_count() > 1)
}

fn labels(article: &Element) -> Labels {
    let Some(bar) = action_bar(article) else { return Labels::default() };
    let label = |selector: &'static str| {
        let found = all(&bar, selector).into_iter().find(|it| own(article, it))?;
        let label = |it: &Element| it.get_attribute("aria-label");
        label(&found).or_else(|| label(&first(&found, "[aria-label]")?))
    };
    Labels {
        replies: label(sel::REPLY),
        reposts: label(sel::RETWEET),
        likes: label(sel::LIKE),
        bookmarks: label(sel::BOOKMARK),
        views: label(sel::ANALYTICS),
        row: bar.get_attribute("aria-label"),
    }
}
