//! The selectors for X's page, in one table. (What runs in the page's own world, `extension/peek.js`, has its own.)
//!
//! X changes its markup about once a month. So: `data-testid`, ARIA and structure; never class names, never
//! translated text, never the shape of an icon. Where a constant holds two selectors the second is the fallback
//! for pages that lost the first. Each was checked against saved pages of the dates named.

/// A tweet. The reply dialog's copy of the parent matches too; it has no action bar. (2024-11 to 2026-02)
pub const ARTICLE: &str = r#"article[data-testid="tweet"], article[role="article"]"#;

/// Groups that may be a tweet's action bar. An Article's own page has two; players have others. (2024-11 to 2026-02)
pub const GROUP: &str = r#"[role="group"]"#;

/// The reply button of an action bar; what tells an action bar from other groups. (2024-11 to 2026-02)
pub const REPLY: &str = r#"[data-testid="reply"]"#;

/// The time in a tweet's permalink. Quoted tweets show a time outside of a link. (2024-11 to 2026-02)
pub const PERMALINK_TIME: &str = r#"a[href*="/status/"] > time"#;

/// The link to a tweet's statistics, which alone names a promoted tweet. (2024-11)
pub const ANALYTICS: &str = r#"[role="group"] a[href$="/analytics"]"#;

/// The author's name, handle and time. (2024-11 to 2026-02)
pub const USER_NAME: &str = r#"[data-testid="User-Name"]"#;

/// A tweet's text. (2024-11 to 2026-02)
pub const TEXT: &str = r#"[data-testid="tweetText"]"#;

/// The box of a quoted tweet, which is a link without an address. (2025-11)
pub const QUOTE: &str = r#"div[role="link"]"#;

/// What stands for a link in a quoted tweet's text: a span around a hidden protocol. (2026-02)
pub const QUOTED_LINK: &str = r#"span[dir="ltr"]"#;

/// The preview card of a link. (2024-11, 2025-10)
pub const CARD: &str = r#"[data-testid="card.wrapper"]"#;

/// The text of a small card: the domain, then the title, then the description. (2024-11)
pub const CARD_DETAIL: &str =
    r#"[data-testid="card.layoutSmall.detail"], [data-testid="card.layoutLarge.detail"]"#;

/// A photo of the tweet's own. (2024-11 to 2025-11)
pub const PHOTO: &str = r#"[data-testid="tweetPhoto"] img[src]"#;

/// The link to the user's own profile, whose address is the handle. (7 of 8 pages, to 2026-02)
pub const VIEWER: &str = r#"a[data-testid="AppTabBar_Profile_Link"]"#;

/// A modal dialog. (2025-12)
pub const DIALOG: &str = r#"[role="dialog"][aria-modal="true"]"#;

/// The text box of a composer; on touch layouts the `textarea` in it. (2025-12)
pub const TEXTBOX: &str = r#"[data-testid="tweetTextarea_0"][role="textbox"], [data-testid^="tweetTextarea_0"] textarea, textarea[data-testid="tweetTextarea_0"]"#;

/// The button that sends, in a dialog. (2025-12)
pub const SEND: &str = r#"[data-testid="tweetButton"]"#;

/// What X shows in place of a composer: who may reply, or that one has to log in. (2025-07; its testid believed)
pub const SHEET: &str = r#"[data-testid="sheetDialog"]"#;

/// The way in for somebody who is not signed in. (2025-07)
pub const LOGIN: &str = r#"a[href="/login"], a[href^="/i/flow/login"]"#;

/// An error inside a composer. (2025-07)
pub const ALERT: &str = r#"[role="alert"]"#;

/// The button that closes a dialog. (2025-12)
pub const CLOSE: &str = r#"[data-testid="app-bar-close"]"#;

/// What throws the text of a box away that is being closed. (2025-07; its testid believed)
pub const DISCARD: &str = r#"[data-testid="confirmationSheetCancel"]"#;

/// X's short notices. Other actions show theirs in the same place. (2024-04)
pub const TOAST: &str = r#"[data-testid="toast"]"#;

/// A link to a status, in a notice the one to the reply. (2024-04)
pub const STATUS_LINK: &str = r#"a[href*="/status/"]"#;

/// All of them, by name, for a report of what the page has and has not.
pub const ALL: &[(&str, &str)] = &[
    ("ARTICLE", ARTICLE),
    ("GROUP", GROUP),
    ("REPLY", REPLY),
    ("PERMALINK_TIME", PERMALINK_TIME),
    ("ANALYTICS", ANALYTICS),
    ("USER_NAME", USER_NAME),
    ("TEXT", TEXT),
    ("QUOTE", QUOTE),
    ("QUOTED_LINK", QUOTED_LINK),
    ("CARD", CARD),
    ("CARD_DETAIL", CARD_DETAIL),
    ("PHOTO", PHOTO),
    ("VIEWER", VIEWER),
    ("DIALOG", DIALOG),
    ("TEXTBOX", TEXTBOX),
    ("SEND", SEND),
    ("SHEET", SHEET),
    ("LOGIN", LOGIN),
    ("ALERT", ALERT),
    ("CLOSE", CLOSE),
    ("DISCARD", DISCARD),
    ("TOAST", TOAST),
    ("STATUS_LINK", STATUS_LINK),
];
