//! Every selector for Amazon's pages, in one table.
//!
//! Ids, names of form fields, and a few of Amazon's own classes: they are the same in every store seen, while words are
//! not. Each with the pages it was found on (month of the saved page), or with what else is known of it. One state has no
//! known sign but a sentence of amazon.com's: see `product.rs`.

/// What Amazon hides by class, with or without its style sheet. (2023-12, 2024-01, 2025-06)
pub const HIDDEN: &str = ".aok-hidden, [hidden]";

/// Which product the page is about, on every product page, also where nothing can be added. (2023-12 to 2025-06)
pub const ASIN: &str = "input#ASIN";
/// Which product the form would add. (2023-12 to 2025-06)
pub const FORM_ASIN: &str = r#"input[name="items[0.base][asin]"]"#;
/// The title. Hidden fields bear the same id. (2023-12 to 2025-06)
pub const TITLE: &str = "#productTitle:not(input)";
/// The form of the buy box. It is there on pages without a button too. (2023-12 to 2025-06)
pub const FORM: &str = "form#addToCart";
/// The one button. (2023-12, 2025-06)
pub const BUTTON: &str = r#"input#add-to-cart-button[name="submit.add-to-cart"]"#;
/// The button that adds a used one. (2024-01)
pub const USED_BUTTON: &str = r#"input#add-to-cart-button-ubb[name="submit.add-to-cart-ubb"]"#;
/// The row of a used one, where new and used can be chosen. (reported 2026-09)
pub const USED_ROW: &str = r#"[id^="usedAccordionRow"], #usedBuySection, #usedbuyBox"#;
/// What marks a control that does not work yet.
pub const DISABLED: &str = ".a-button-disabled, [disabled], fieldset:disabled";
/// The picker of the quantity, and what the form sends. (2023-12, 2025-06)
pub const QUANTITY: &str = r#"select#quantity[name="quantity"]"#;
/// See [`QUANTITY`].
pub const FORM_QUANTITY: &str = r#"input[name="items[0.base][quantity]"]"#;
/// Where a version has to be chosen first. (from code of 2025; no page seen)
pub const PARTIAL: &str = r#"[id^="partialState"]"#;
/// The button that buys a file at once: its sign, never pressed. (seen on a Kindle page)
pub const ONE_CLICK: &str = r##"input#one-click-button[name="submit.one-click-order.x"]"##;
/// Where nobody sells it. (from code of 2022 and 2025; no page seen)
pub const OUT_OF_STOCK: &str = "#outOfStock, #backInStock";
/// Where others sell it. (seen on a page without a buy box)
pub const ALL_OFFERS: &str = "#buybox-see-all-buying-choices, #unqualifiedBuyBox";
/// Where it is not sent to the user's place. (ids of older pages; not established)
pub const UNDELIVERABLE: &str = r#"[id*="undeliverable"]"#;
/// Where the buy box stands. (2023-12 to 2025-06)
pub const BUY_BOX: &str = "#desktop_buybox, #buybox";
/// A subscription that is chosen. (reported; no page seen)
pub const SUBSCRIPTION: &str =
    r#"[id^="snsAccordionRow"].a-accordion-active, [id^="snsAccordionRow"] .a-accordion-active"#;
/// A used one that is chosen. (reported 2026-09)
pub const USED_CHOSEN: &str =
    r#"[id^="usedAccordionRow"].a-accordion-active, [id^="usedAccordionRow"] .a-accordion-active"#;
/// The row of a subscription.
pub const SUBSCRIPTION_ROW: &str = r#"[id^="snsAccordionRow"]"#;
/// The button that subscribes: a sign, never pressed. (older)
pub const SUBSCRIBE: &str = "#rcx-subscribe-submit-button";

/// The question about a protection plan. Hidden ones lie ready in many pages. (reported 2022 to 2026)
pub const PLAN: &str = "#attach-warranty-pane, #siNoCoverage";
/// What declines it. (reported 2022 to 2026)
pub const DECLINE: &str =
    r#"input[aria-labelledby^="attachSiNoCoverage"], [id^="attachSiNoCoverage"], #siNoCoverage"#;
/// What says that something was added, each on a page or a sheet of its own. (reported 2022 to 2026)
pub const CONFIRMATION: &str = "#NATC_SMART_WAGON_CONF_MSG_SUCCESS, #sw-atc-confirmation, \
    #sw-atc-details-single-container, #huc-v2-order-row-confirm-text, #attachDisplayAddBaseAlert, \
    #attach-added-to-cart-message, #atc-toast-overlay";

/// The cart itself; the list of what was saved for later is outside of it. (2025-06)
pub const CART: &str = "#sc-active-cart";
/// A line of it, also one that was just removed. (2025-06)
pub const LINE: &str = r#"#sc-active-cart [data-itemtype="active"][data-asin]"#;
/// What a removed line shows; hidden in every line. (2025-06)
pub const REMOVED: &str = ".sc-list-item-removed-msg";
/// The sign of an empty cart. (reported 2025 to 2026)
pub const EMPTY: &str = ".sc-your-amazon-cart-is-empty, #sc-empty-cart, #sc-cart-empty-message, \
    [class*=\"sc-empty-cart\"]";
/// Where the cart says how many it holds. (2025-06)
pub const SUBTOTAL: &str = "#sc-subtotal-label-activecart";

/// The page before the page: one button, or letters to copy. (2025-04, 2025-09)
pub const GATE: &str = r#"form[action*="validateCaptcha"]"#;
/// The letters to copy. (2025-04)
pub const LETTERS: &str = "#captchacharacters";
/// The page that looks at the browser. (2026-05)
pub const CHALLENGE: &str = "#challenge-container";
/// Links that only the page for what is not there has. (older; the status tells more)
pub const NOT_FOUND: &str = r#"a[href*="cs_404"]"#;
/// Links that only the page for what went wrong has. (older; the status tells more)
pub const WENT_WRONG: &str = r#"a[href*="cs_503"]"#;
