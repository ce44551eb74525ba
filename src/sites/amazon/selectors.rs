//! Every selector for Amazon's pages, in one table.
//!
//! Ids, names of form fields, and a few of Amazon's own classes: they are the same in every store seen, while words are
//! not, so no word of Amazon's stands here. Each with the pages it was found on (month of the saved page), or with what
//! else is known of it: *reported* is what others' programs and tests name, with the year.

/// What Amazon hides by class, with or without its style sheet. (2023-12, 2024-01, 2025-06)
pub const HIDDEN: &str = ".aok-hidden, [hidden]";

/// Which product the page is about, on every product page, also where nothing can be added; once in every row of the buy
/// box. (2023-12 to 2026-08)
pub const ASIN: &str = "input#ASIN";
/// Which product the form would add. (2023-12 to 2026-08)
pub const FORM_ASIN: &str = r#"input[name="items[0.base][asin]"]"#;
/// The title. Hidden fields bear the same id; phones have another. (2023-12 to 2026-08; phones: reported)
pub const TITLE: &str = "#productTitle:not(input), .a-mobile #title:not(input)";
/// The form of the buy box. It is there on pages without a button too, and once in every row. (2023-12 to 2026-08)
pub const FORM: &str = "form#addToCart";
/// The one button. (2023-12 to 2026-08)
pub const BUTTON: &str = r#"input#add-to-cart-button[name="submit.add-to-cart"]"#;
/// The same on phones, of which no whole page is known. (reported 2020 to 2024)
pub const PHONE_BUTTON: &str = "#add-to-cart-button";
/// The button that adds a used one, on phones too. (2024-01, 2025-04; phones: reported 2021)
pub const USED_BUTTON: &str =
    r#"input#add-to-cart-button-ubb[name="submit.add-to-cart-ubb"], #add-to-cart-button-ubb-mobile"#;
/// Where a used one is offered without rows. (2024-01)
pub const USED_ROW: &str = "#usedBuySection, #usedbuyBox";
/// What marks a control that does not work yet.
pub const DISABLED: &str = ".a-button-disabled, [disabled], fieldset:disabled";
/// The picker of the quantity, and what the form sends. (2023-12 to 2026-08)
pub const QUANTITY: &str = r#"select#quantity[name="quantity"]"#;
/// See [`QUANTITY`].
pub const FORM_QUANTITY: &str = r#"input[name="items[0.base][quantity]"]"#;
/// The picker on phones. What it is set to by a program is not what is added. (reported 2024)
pub const PHONE_QUANTITY: &str = "select#mobileQuantityDropDown";
/// What a page for phones says of itself. (2026-06, a cart)
pub const PHONE: &str = "html.a-mobile";
/// Where the buy box of phones stands. (reported 2021 to 2026)
pub const PHONE_BOX: &str = "#mobile_buybox, #mobile_buybox_feature_div";

/// A row of the buy box, where there are several ways of buying. (2025-04, 2026-08)
pub const ROW: &str =
    r#"#buyBoxAccordion > [data-a-accordion-row-name], #buyBoxAccordion > [id*="AccordionRow"]"#;
/// The open one. (2025-04, 2026-08)
pub const OPEN_ROW: &str = ".a-accordion-active";
/// What else is in an open row. (2025-04, 2026-08)
pub const OPEN_ROW_MARK: &str = r#".a-accordion-row[aria-expanded="true"], .a-icon-radio-active"#;
/// What kind of offer a row holds. (2025-04, 2026-08)
pub const OFFER_TYPE: &str = "[data-csa-c-buying-option-type]";

/// Where a version has to be chosen first. (reported 2021 to 2025)
pub const PARTIAL: &str = r#"[id^="partialState"]"#;
/// The buttons that buy a file at once: signs, never pressed. (seen on a Kindle page; the form: reported 2026)
pub const ONE_CLICK: &str =
    r##"input#one-click-button[name="submit.one-click-order.x"], form#buyOneClick #checkoutButtonId"##;
/// The button that buys at once, on most pages beside the one button: a sign where it is alone. (2023-12 to 2026-08)
pub const BUY_NOW: &str = "#buy-now-button";
/// Where nobody sells it, or nobody sends it to the user's place. (reported 2020 to 2026)
pub const OUT_OF_STOCK: &str = "#outOfStock, #backInStock";
/// What in it speaks of the stock: the words are in the colour of prices, or there is a notice to ask for. (reported)
pub const STOCK: &str = "#outOfStock .a-color-price, #outOfStock .a-text-bold, #backInStock";
/// What speaks of the place: the words are in the colour of errors, where it stands in for the stock and where it stands
/// in for the day of delivery. (reported 2021 to 2025)
pub const PLACE: &str =
    "#outOfStock .a-color-error, #deliveryBlockMessage .a-color-error, #ddmDeliveryMessage .a-color-error";
/// The buy box of what is not sent to the user's place. (reported until 2023)
pub const UNDELIVERABLE: &str = r#"[id*="undeliverable"]"#;
/// Where others sell it. (seen on a page without a buy box)
pub const ALL_OFFERS: &str = "#buybox-see-all-buying-choices, #unqualifiedBuyBox";
/// Where this customer may buy no more of it; an empty slot on other pages. (reported 2026-05)
pub const LIMIT: &str = "#quantityLimitExhaustionAOD_feature_div, #quantityLimitExhaustionAOD";
/// Where it is sold to those who are invited: what the box keeps for its request, and its button, which is never
/// pressed. (reported 2022 to 2026)
pub const INVITATION: &str =
    r#"#hdp-ib-csrf-token, #hdp-ib-ajax-endpoint, #hdp-invite-button, input[name="submit.inviteButton"]"#;
/// Where the user is to wait in a line. (names in lists of others; no page seen)
pub const QUEUE: &str = r#"#LDBuybox [id*="waitlist" i], [id^="deal_status"][id*="waitlist" i], [id*="waitingRoom" i], #queue-it"#;
/// The button that makes a member of the user: a sign, never pressed. (2026-08)
pub const JOIN: &str = "#primeSavingsUpsell-signup-link";
/// The button that subscribes: a sign, never pressed. (reported to 2026)
pub const SUBSCRIBE: &str = "#rcx-subscribe-submit-button";
/// The button of the grocery cart: a sign, never pressed. (reported 2020 to 2026)
pub const GROCERIES: &str = "#freshAddToCartButton";
/// What a gift card wants filled in, and the button of its older page. (reported 2018 to 2025)
pub const GIFT_CARD: &str = r#"#gc-buy-box-atc, [id^="gc-order-form"]"#;
/// See [`GIFT_CARD`].
pub const GIFT_BUTTON: &str = "#gc-buy-box-atc";
/// The way past the question of age, before pages for adults. (reported, amazon.co.jp 2024)
pub const AGE: &str = r#"a[href*="black-curtain"]"#;

/// The questions about a protection plan: a pane or its buttons, in all their variants. Hidden ones lie ready in many
/// pages. (reported 2019 to 2026)
pub const PLAN: &str = r#"[id^="attach-warranty"], [id^="attachSiNoCoverage"], [id^="siNoCoverage"],
    [id^="abb-intl-pop"], [id^="abb-intl-decl"], .abb-intl-decline"#;
/// What declines it. (reported 2019 to 2026)
pub const DECLINE: &str = r#"input[aria-labelledby^="attachSiNoCoverage"], [id^="attachSiNoCoverage"],
    [id^="siNoCoverage"], [id^="abb-intl-decl"], .abb-intl-decline"#;
/// What else may lie over a page and want an answer. (reported)
pub const PANE: &str =
    r#".a-popover-modal, [role="dialog"][aria-modal="true"], [id^="attach-"][id$="-pane"]"#;
/// What says that something was added, each on a page or a sheet of its own. (reported 2022 to 2026)
pub const CONFIRMATION: &str = "#NATC_SMART_WAGON_CONF_MSG_SUCCESS, #sw-atc-confirmation, \
    #sw-atc-details-single-container, #huc-v2-order-row-confirm-text, #attachDisplayAddBaseAlert, \
    #attach-added-to-cart-message, #atc-toast-overlay";

/// The cart itself; the list of what was saved for later is outside of it. (2025-06)
pub const CART: &str = "#sc-active-cart";
/// A line of it, also one that was just removed. It may be drawn more than once. (2025-06, 2026)
pub const LINE: &str = r#"#sc-active-cart [data-itemtype="active"][data-asin]"#;
/// The carts of groceries, which are none of ours, wherever they are drawn. (2026-06)
pub const GROCERY_CART: &str =
    r#"[id*="localmarket"], [class*="localmarket"], [id*="-alm-"], [data-name*="localmarket" i]"#;
/// What a removed line shows; hidden in every line. (2025-06)
pub const REMOVED: &str = ".sc-list-item-removed-msg";
/// The sign of an empty cart. (reported 2025 to 2026)
pub const EMPTY: &str = ".sc-your-amazon-cart-is-empty, #sc-empty-cart, #sc-cart-empty-message, \
    [class*=\"sc-empty-cart\"]";
/// Where the cart says in words how many it holds. (2025-06, 2026)
pub const SUBTOTAL: &str = "#sc-subtotal-label-activecart, #sc-subtotal-label-buybox";
/// Where it says so in an attribute. (2026, 2026-06)
pub const TOTAL: &str = "#sc-buy-box[data-quantity]";
/// Where the cart itself does. (2026-06, phones)
pub const CART_TOTAL: &str = "#sc-active-cart[data-cart-total-item-count]";

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
