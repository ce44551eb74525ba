//! The selectors for X's page, in one table. (What runs in the page's own world, `extension/peek*.js`, has its own.)
//!
//! X changes its markup about once a month. So: `data-testid`, ARIA and structure; never class names, never
//! translated text, never the shape of an icon. Each was checked against saved pages of the dates named.
//!
//! A line with several [`Ways`] is tried in their order: the next where the one before finds nothing of use. *Survives*
//! says which changes of each sign leave the whole job as it was: `renamed` (or gone), `up` (on an element around it),
//! `wrapped` (in another element), `twice` (on two neighbours as well). The words are held against `tests/changes.json`,
//! and that against both browsers, by `tests/e2e/changes.test.mjs`; `node tests/tools/changes.mjs` tries all changes,
//! alone and in pairs.

/// Ways to find one thing, the best first.
pub type Ways = &'static [&'static str];

/// A tweet: two of tag, role and testid. The reply dialog's copy of the parent matches too; it has no action bar.
/// (2024-11 to 2026-02)
/// `testid` survives renamed, up, wrapped and twice. `role` survives renamed, up, wrapped and twice. `tag` survives
/// renamed, up, wrapped and twice.
pub const ARTICLE: &str =
    r#"article[data-testid="tweet"], article[role="article"], [data-testid="tweet"][role="article"]"#;

/// What every [`ARTICLE`] has one of. (2024-11 to 2026-02)
pub const ARTICLE_SIGNS: Ways = &[r#"[data-testid="tweet"]"#, r#"[role="article"]"#];

/// What an element of a tweet belongs to: a tweet, or what stands inside one for a tweet that cannot be shown. (2025-10)
pub const NEAREST: &str = r#"article, [data-testid="tweet"][role="article"]"#;

/// What can be pressed: buttons since 2024-05, before that what had their role. (2024-11 to 2026-02)
pub const BUTTON: &str = r#"button, [role="button"]"#;

/// Groups that may be a tweet's action bar. An Article's own page has two; players have others. (2024-11 to 2026-02)
/// Without it the bar is what holds the reply button and at least two others.
/// `role` survives renamed, up, wrapped and twice.
pub const GROUP: &str = r#"[role="group"]"#;

/// The reply button of an action bar, or what is around it; what tells an action bar from other groups. (2024-11 to
/// 2026-02) Without it, it is the button before the one for reposts, in a bar that is known by that and the one for
/// likes.
/// `testid` survives renamed, up, wrapped and twice.
pub const REPLY: &str = r#"[data-testid="reply"]"#;

/// The button for reposts, which comes after the one for replies. (2024-11 to 2026-02)
/// `testid` survives renamed, up, wrapped and twice.
pub const RETWEET: &str = r#"[data-testid="retweet"], [data-testid="unretweet"]"#;

/// The button for likes. (2024-11 to 2026-02)
/// `testid` survives renamed, up, wrapped and twice.
pub const LIKE: &str = r#"[data-testid="like"], [data-testid="unlike"]"#;

/// A tweet's link to itself, around its time. (2024-11 to 2026-02) Without it, the link to its statistics and the one
/// around its photo name it.
/// `address` survives renamed, up, wrapped and twice.
pub const PERMALINK: &str = r#"a[href*="/status/"]"#;

/// When a tweet was posted. Quoted tweets, and the copy in the reply dialog, show it outside of a link. (2024-11 to
/// 2026-02)
/// `tag` survives renamed, up, wrapped and twice.
pub const TIME: &str = "time[datetime]";

/// The link to a tweet's statistics, in the bar, which alone names a promoted tweet. (2024-11)
/// `address` survives renamed, up, wrapped and twice.
pub const ANALYTICS: &str = r#"a[href$="/analytics"]"#;

/// A place of a timeline's: a tweet stands in one, and an empty one ends each thread under a tweet. (2025-11, 2025-12)
/// Without it only X's store tells what a tweet answers.
pub const CELL: &str = r#"[data-testid="cellInnerDiv"]"#;

/// The heading of what follows a conversation and is none of its. (2025-12)
pub const HEADING: &str = r#"h2[role="heading"]"#;

/// What is around a post that somebody paid for. (2025-12) Players have it inside of a post.
pub const PROMOTED: &str = r#"[data-testid="placementTracking"]"#;

/// An author's picture. The line of a thread leads down beside it, as its neighbour. (2024-08, 2025-12)
pub const AVATAR: &str = r#"[data-testid="Tweet-User-Avatar"]"#;

/// What stands above a post for why it is shown: who reposted it, that it is pinned. (2025-12)
pub const SOCIAL: &str = r#"[data-testid="socialContext"]"#;

/// The button for bookmarks. (2025-12)
pub const BOOKMARK: &str = r#"[data-testid="bookmark"], [data-testid="removeBookmark"]"#;

/// What the links of the two hashtags say, in whatever case. Whether they are links is read where one of these stands.
/// (2025-12)
pub const HASHTAGS: &[&str] = &["amazoncart", "amazonbasket"];

/// The author's name, handle and time. (2024-11 to 2026-02) Without it the handle is the last before the time.
/// `testid` survives renamed, up, wrapped and twice.
pub const USER_NAME: &str = r#"[data-testid="User-Name"]"#;

/// Where a handle stands by itself. (2024-11 to 2026-02)
pub const HANDLE: &str = "span, a, div";

/// A tweet's text. (2024-11 to 2026-02)
/// `testid` survives renamed, up, wrapped and twice. `lang` survives renamed, up, wrapped and twice.
pub const TEXT: Ways =
    &[r#"[data-testid="tweetText"][lang]"#, "div[lang][dir]", r#"[data-testid="tweetText"]"#];

/// What shows the rest of a text that is cut. (2024-11 to 2026-06) `extension/peek.js` has it too. Without it a product in
/// the rest has its button once the text is whole.
pub const MORE: &str = r#"[data-testid="tweet-text-show-more-link"]"#;

/// The box of a quoted tweet, which is a link without an address. (2025-11) Without it, it is what can have the focus
/// and shows another author's name.
/// `role` survives renamed, up, wrapped and twice.
pub const QUOTE: &str = r#"div[role="link"]"#;

/// What can have the focus, of a quoted tweet's box. (2025-10)
pub const FOCUSABLE: &str = r#"div[tabindex="0"]"#;

/// What stands for a link in a quoted tweet's text: a span around a hidden protocol. (2026-02)
/// `dir` survives renamed, up, wrapped and twice.
pub const QUOTED_LINK: Ways = &[r#"span[dir="ltr"]"#, r#"span:has(> span[aria-hidden="true"]:first-child)"#];

/// The preview card of a link. (2024-11, 2025-10)
/// `testid` survives renamed, up, wrapped and twice. `media` survives renamed, up, wrapped and twice.
pub const CARD: Ways = &[r#"[data-testid="card.wrapper"]"#, r#"div:has(> [data-testid^="card.layout"])"#];

/// A card, or a part of one that has lost its own sign. (2024-11, 2025-10)
pub const CARD_PART: &str = r#"[data-testid^="card."]"#;

/// The text of a small card: the domain, then the title, then the description. (2024-11)
/// `testid` survives renamed, up, wrapped and twice.
pub const CARD_DETAIL: &str =
    r#"[data-testid="card.layoutSmall.detail"], [data-testid="card.layoutLarge.detail"]"#;

/// The lines in it, for a card that has lost it. (2024-11)
pub const CARD_LINE: &str = r#"[dir="auto"]"#;

/// A photo of the tweet's own. (2024-11 to 2025-11)
/// `testid` survives renamed, up, wrapped and twice.
pub const PHOTO: Ways = &[r#"[data-testid="tweetPhoto"] img[src]"#, r#"a[href*="/photo/"] img[src]"#];

/// The link to the user's own profile, whose address is the handle. (7 of 8 pages, to 2026-02)
/// `testid` survives renamed, up, wrapped and twice.
pub const VIEWER: Ways =
    &[r#"a[data-testid="AppTabBar_Profile_Link"]"#, r#"[data-testid="AppTabBar_Profile_Link"] a[href]"#];

/// The button with the user's own name and handle. (8 of 8 pages, to 2026-02)
pub const ACCOUNT: &str = r#"[data-testid="SideNav_AccountSwitcher_Button"]"#;

/// A modal dialog. (2025-12)
/// `role` survives renamed, up, wrapped and twice. `modal` survives renamed, up, wrapped and twice.
pub const DIALOG: &str = r#"[role="dialog"], [aria-modal="true"]"#;

/// The text box of a composer; on touch layouts the `textarea` in it. (2025-12)
/// `testid` survives renamed, up, wrapped and twice. `role` survives renamed, up, wrapped and twice.
pub const TEXTBOX: Ways = &[
    r#"[data-testid="tweetTextarea_0"][role="textbox"], [data-testid^="tweetTextarea_0"] textarea, textarea[data-testid="tweetTextarea_0"]"#,
    r#"[data-testid="tweetTextarea_0"][contenteditable="true"]"#,
    r#"[role="textbox"][contenteditable="true"]"#,
];

/// The button that sends, in a dialog, or what is around it. (2025-12) Without it, it is the one button that took no
/// press while the box was empty and takes one now.
/// `testid` survives renamed, up, wrapped and twice.
pub const SEND: &str = r#"[data-testid="tweetButton"]"#;

/// What X shows in place of a composer: who may reply, or that one has to log in. (2025-07; its testid believed) Without
/// it, it is a dialog with a button that neither loads nor shows a tweet nor has the composer's own way out.
/// `testid` survives renamed, up, wrapped and twice.
pub const SHEET: &str = r#"[data-testid="sheetDialog"]"#;

/// What turns while a dialog loads. (2026-08)
pub const LOADING: &str = r#"[role="progressbar"]"#;

/// The way in for somebody who is not signed in. (2025-07)
/// `address` survives renamed, up, wrapped and twice.
pub const LOGIN: &str = r#"a[href="/login"], a[href^="/i/flow/login"], [data-testid="login"]"#;

/// An error inside a composer. (2025-07, 2025-11)
/// `role` survives renamed, up, wrapped and twice.
pub const ALERT: &str = r#"[role="alert"], [role="status"][aria-live="assertive"]"#;

/// The button that closes a dialog. (2025-12) Without it, it is the first, before the tweet.
/// `testid` survives renamed, up, wrapped and twice.
pub const CLOSE: &str = r#"[data-testid="app-bar-close"]"#;

/// What throws the text of a box away that is being closed. (2025-07; its testid believed) Without it, it is the button
/// after the one that keeps the text.
/// `testid` survives renamed, up, wrapped and twice.
pub const DISCARD: &str = r#"[data-testid="confirmationSheetCancel"]"#;

/// What keeps the text. (2025-07; its testid believed)
/// `testid` survives renamed, up, wrapped and twice.
pub const SAVE: &str = r#"[data-testid="confirmationSheetConfirm"]"#;

/// X's short notices. Other actions show theirs in the same place. (2024-04)
/// `testid` survives renamed, up, wrapped and twice. `role` survives renamed, up, wrapped and twice.
pub const TOAST: Ways = &[r#"[data-testid="toast"]"#, r#"[role="alert"]"#];

/// The link of a notice that offers something to do. (2025-11)
pub const LINK: &str = "a[href]";

/// A link to a status, in a notice the one to the reply. (2024-04)
/// `address` survives up, wrapped and twice; else the user is told that X did not say how it ended.
pub const STATUS_LINK: &str = r#"a[href*="/status/"]"#;

/// All of them, by name, for a report of what the page has and has not.
pub const ALL: &[(&str, Ways)] = &[
    ("ARTICLE", &[ARTICLE]),
    ("GROUP", &[GROUP]),
    ("REPLY", &[REPLY]),
    ("RETWEET", &[RETWEET]),
    ("LIKE", &[LIKE]),
    ("PERMALINK", &[PERMALINK]),
    ("TIME", &[TIME]),
    ("ANALYTICS", &[ANALYTICS]),
    ("USER_NAME", &[USER_NAME]),
    ("TEXT", TEXT),
    ("QUOTE", &[QUOTE]),
    ("QUOTED_LINK", QUOTED_LINK),
    ("CARD", CARD),
    ("CARD_DETAIL", &[CARD_DETAIL]),
    ("PHOTO", PHOTO),
    ("VIEWER", VIEWER),
    ("ACCOUNT", &[ACCOUNT]),
    ("DIALOG", &[DIALOG]),
    ("TEXTBOX", TEXTBOX),
    ("SEND", &[SEND]),
    ("SHEET", &[SHEET]),
    ("LOGIN", &[LOGIN]),
    ("ALERT", &[ALERT]),
    ("CLOSE", &[CLOSE]),
    ("DISCARD", &[DISCARD]),
    ("SAVE", &[SAVE]),
    ("TOAST", TOAST),
    ("STATUS_LINK", &[STATUS_LINK]),
];
