// The pages of the loopback Amazon: server-rendered, with the ids, names and nestings that Amazon's own pages have
// and that matter here, and with everything beside the one button that must never be pressed.

const text = (value) => String(value).replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

const STYLE = `body{font:14px/20px sans-serif;margin:0;min-width:300px}.aok-hidden{display:none}main{padding:16px;max-width:900px}
.a-button{display:inline-block;position:relative;min-width:150px;height:32px;background:#ffd814;border-radius:16px;margin:4px;text-align:center}
.a-button-input{position:absolute;inset:0;width:100%;height:100%;opacity:.01;border:0}.row{padding:8px;border-bottom:1px solid #ddd}
.a-accordion .a-box:not(.a-accordion-active) .a-accordion-inner{display:none}.a-accordion-row{padding:6px;cursor:pointer}.a-color-error{color:#c40000}.a-color-price{color:#b12704}
.a-popover-modal,[id^=attach-warranty-pane],#attach-sheet{z-index:9}.a-popover-modal{position:fixed;inset:20% 20% auto;background:#fff;border:1px solid #888;padding:20px}[id^=attach-warranty-pane],#attach-sheet{position:fixed;inset:0 0 auto auto;width:280px;background:#fff;border:1px solid #888;padding:12px}`;

/** Tells the server of every press on every control, by whom. */
const WATCH = `addEventListener('click', (event) => {
  const control = event.target.closest?.('input,button,a,[role=button]');
  if (!control) return;
  const asin = document.querySelector('#ASIN')?.value ?? '';
  navigator.sendBeacon('/loopback/press', JSON.stringify({ control: control.id || control.name || control.getAttribute('href') || control.closest('[id]')?.id, trusted: event.isTrusted, asin }));
}, true);`;

/** The languages that run from right to left, by store. */
const RTL = new Set(["amazon.eg", "amazon.sa", "amazon.ae"]);

export function shell({ host, title, body, user, count = 0, script = "", banner = false, phone = false }) {
  const store = host.replace(/^www\./, "");
  const account = user
    ? `<div id="nav-link-accountList" data-nav-role="signin"><a href="/gp/css/homepage.html">Hello, ${text(user)}</a></div>`
    : `<a id="nav-link-accountList" data-nav-role="signin" href="/ap/signin?openid.return_to=%2F">Hello, sign in</a>`;
  const cookies = banner
    ? `<form id="sp-cc" method="post" action="/privacyprefs/sp/consent/v2/acceptall"><input type="submit" id="sp-cc-accept" value="Accept"><a href="/privacyprefs/rejectall" id="sp-cc-rejectall-link">Reject all</a></form>`
    : "";
  return `<!doctype html><html lang="${RTL.has(store) ? "ar" : "en-us"}"${RTL.has(store) ? ' dir="rtl"' : ""} class="${phone ? "a-touch a-mobile a-js" : "a-ws a-js"}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${text(title)}</title><link rel="icon" href="data:,"><style>${STYLE}</style></head>
<body><header class="row">${account} <a id="nav-cart" href="/gp/cart/view.html?ref_=nav_cart"><span id="nav-cart-count" aria-hidden="true" class="nav-cart-count">${count}</span></a></header>${cookies}<main>${body}</main>
<script>${WATCH}</script><script>const outOfStockBuyBox_feature_div = 'unqualifiedBuyBox_feature_div snsAccordionRow sc-active-cart';${script}</script></body></html>`;
}

const button = (id, name, value, action, more = "") => `<span id="${name}" class="a-button"><span class="a-button-inner"><input id="${id}" name="${name}" class="a-button-input" type="submit" formaction="${action}" value="${value}"${more}><span class="a-button-text" aria-hidden="true">${value}</span></span></span>`;
const ADD = button("add-to-cart-button", "submit.add-to-cart", "Add to Cart", "/cart/add-to-cart/ref=dp_start-bbf_1_glance");
const BUY_NOW = button("buy-now-button", "submit.buy-now", "Buy Now", "/checkout/entry/buynow");
const USED_BUTTON = button("add-to-cart-button-ubb", "submit.add-to-cart-ubb", "Add to Basket", "/cart/add-to-cart/ref=dp_start-ubbf_1_glance");
const USED = `<div id="usedBuySection" class="row"><span>Buy used</span><div id="usedbuyBox">${USED_BUTTON}</div></div>`;
const SUBSCRIBE = button("rcx-subscribe-submit-button", "submit.rcx-subscribe", "Subscribe now", "/gp/subscribe");
const ONE_CLICK = button("one-click-button", "submit.one-click-order.x", "Buy now with 1-Click", "/gp/buy/one-click");
const JOIN = `<div id="primeSavingsUpsell-signup-link"><span class="a-button"><input class="a-button-input" type="submit" aria-labelledby="a-autoid-0-announce" formaction="/gp/prime/signup"><span id="a-autoid-0-announce">Join Prime</span></span></div>`;
const GROCERIES = `<span id="freshAddToCartButton" class="a-button"><input class="a-button-input" type="submit" aria-labelledby="freshAddToCartButton-announce" formaction="/alm/addtofreshcart"><span id="freshAddToCartButton-announce">Add to Cart</span></span>`;

const picker = (most) => (most > 1 ? `<label>Quantity: <select name="quantity" id="quantity">${Array.from({ length: most }, (_, i) => `<option value="${i + 1}"${i ? "" : " selected"}>${i + 1}</option>`).join("")}</select></label>` : "");
const ordinary = ({ most }) => picker(most) + ADD + BUY_NOW;

/** The form of a buy box, or of a row of it. */
const form = (asin, inner) => `<form method="post" id="addToCart" class="a-content" action="/gp/product/handle-buy-box/ref=dp_start-bbf_1_glance" autocomplete="off">
<input type="hidden" name="items[0.base][asin]" value="${asin}"><input type="hidden" name="offerListingID" id="offerListingID" value="">
<input type="hidden" id="ASIN" name="ASIN" value="${asin}"><input type="hidden" name="items[0.base][quantity]" value="1" autocomplete="off">${inner}</form>`;

/** The rows of an accordion: `[name, kind of offer, caption, content]` each; the one at `open` is open. */
const accordion = (open, rows) => `<div id="buyBoxAccordion" class="a-box-group a-accordion" data-a-accordion-name="buybox-accordion">${rows.map(([name, type, caption, inner], index) => `<div id="${name}_${index}" data-buying-option-index="${index}" class="a-box${index === open ? " a-accordion-active" : ""}" data-a-accordion-row-name="${name}"><div class="a-box-inner a-accordion-row-container"><div class="a-accordion-row" role="button" tabindex="0" aria-expanded="${index === open}"><i class="a-icon a-accordion-radio ${index === open ? "a-icon-radio-active" : "a-icon-radio-inactive"}"></i><span data-csa-c-buying-option-type="${type}">${caption}</span></div><div class="a-accordion-inner">${inner}</div></div></div>`).join("")}</div>`;

const newRow = (context) => ["newAccordionRow", "NEW", "Regular price", form(context.asin, ordinary(context))];
const usedRow = ({ asin }) => ["usedAccordionRow", "USED", "Buy used", form(asin, `<div id="quantityLimitExhaustionAOD_feature_div"></div>${USED_BUTTON}`)];
const membersRow = () => ["primeSavingsUpsellAccordionRow", "PRIME_SAVINGS_UPSELL", "Price with Prime", JOIN];

/** What fills the buy box, by state. */
const BOXES = {
  ready: ordinary,
  plan: ordinary,
  "plan-ld": ordinary,
  abroad: ordinary,
  pane: ordinary,
  sheet: ordinary,
  silent: ordinary,
  ignored: ordinary,
  home: ordinary,
  version: ordinary,
  choose: () => `<div id="partialState_buybox_desktop" class="row">To buy, select Size</div>`,
  used: () => USED,
  "no-offer": ({ asin }) => `<div id="unqualifiedBuyBox" class="row"><span id="buybox-see-all-buying-choices" class="a-button"><a href="/gp/offer-listing/${asin}">See All Buying Options</a></span></div>`,
  unavailable: () => `<div id="outOfStock" class="row"><span class="a-color-price a-text-bold">Currently unavailable.</span><br>We don't know when or if this item will be back in stock.</div>`,
  undeliverable: () => `<div id="outOfStock" class="row"><span class="a-color-error">This item cannot be shipped to your selected delivery location. Please choose a different delivery location.</span></div>`,
  "not-sold": () => `<div id="outOfStock" class="row"><span>Not here, not now.</span></div>`,
  beyond: () => `<div id="deliveryBlockMessage" class="row"><span class="a-color-error">Outside the seller's area</span></div>${BUY_NOW}`,
  limit: () => `<div id="quantityLimitExhaustionAOD_feature_div" class="row"><i class="a-icon a-icon-info"></i><span class="a-size-mini">Quantity limit met for this seller</span></div>`,
  invitation: () => `<input type="hidden" id="hdp-ib-csrf-token" value="x"><input type="hidden" id="hdp-ib-ajax-endpoint" value="/x/request-invite"><div id="hdp_notRequested_desktop" class="row">${button("hdp-invite", "submit.inviteButton", "Request invitation", "/hdp/request")}</div>`,
  queue: () => `<div id="LDBuybox" class="row"><span id="ld-join-waitlist">Join the waitlist</span></div>`,
  digital: () => ONE_CLICK,
  "buy-now": () => BUY_NOW,
  groceries: () => GROCERIES,
  unclear: () => `<div class="row"><button type="button" id="new-fangled">Get it</button></div>`,
  hidden: () => `<div class="aok-hidden">${ADD}</div>${BUY_NOW}`,
  disabled: () => `<fieldset disabled>${ADD}</fieldset>`,
  double: () => ADD + ADD,
};

/** What stands in place of a box with one form: rows, each with a form of its own, or another form. */
const ROWS = {
  both: (it) => accordion(0, [newRow(it), usedRow(it)]),
  "used-first": (it) => accordion(1, [usedRow(it), newRow(it)]),
  "used-chosen": (it) => accordion(0, [usedRow(it), newRow(it)]),
  members: (it) => accordion(0, [membersRow(), newRow(it)]) + form(it.asin, ""),
  "members-only": () => accordion(0, [membersRow()]),
  exchange: (it) => accordion(0, [["buyBackAccordionRow", "", "With exchange", form(it.asin, ADD)], newRow(it)]),
  "groceries-first": (it) => accordion(0, [["almAccordionRow", "", "Groceries", form(it.asin, GROCERIES)], newRow(it)]),
  subscribe: (it) => accordion(1, [newRow(it), ["snsAccordionRowMiddle", "NEW", "Subscribe &amp; Save", form(it.asin, SUBSCRIBE)]]),
  gift: () => `<form id="gc-buy-box" method="post" action="/gp/gc/add"><textarea id="gc-order-form-recipients" name="to"></textarea><input type="submit" id="gc-buy-box-atc" name="submit.gc-add" value="Add to Cart"></form>`,
};

/** What the page's own script does, by state. */
const SCRIPTS = {
  choose: ({ variant }) => chooses(variant),
  version: ({ asin }) => chooses(asin),
  sheet: () => asynchronous(`document.querySelector('#attach-sheet').classList.remove('aok-hidden');`),
  silent: () => asynchronous(""),
  plan: () => panes("#attach-warranty-pane", "#attachSiNoCoverage input"),
  "plan-ld": () => panes("#attach-warranty-pane-ld", "#attachSiNoCoverage-ld input"),
  abroad: () => panes("#abb-intl-pop-cta", ".abb-intl-decline input"),
  pane: () => panes("#question", "#question-answer"),
  groceries: () => groceries,
  "groceries-first": () => groceries,
};

/** Another version is chosen in place. */
const chooses = (asin) => `document.querySelector('#variation').addEventListener('click', () => {
    document.querySelector('#ASIN').value = '${asin}';
    document.querySelector('input[name="items[0.base][asin]"]').value = '${asin}';
    document.querySelector('#box').innerHTML = ${JSON.stringify(ADD + BUY_NOW)};
  });`;

/** The rows fold as Amazon's do. */
const FOLDS = `addEventListener('click', ({ target }) => {
    const head = target.closest?.('.a-accordion-row');
    for (const row of head ? document.querySelectorAll('#buyBoxAccordion > .a-box') : []) {
      const open = row.contains(head);
      row.classList.toggle('a-accordion-active', open);
      row.querySelector('.a-accordion-row').setAttribute('aria-expanded', open);
      row.querySelector('.a-accordion-radio').className = 'a-icon a-accordion-radio ' + (open ? 'a-icon-radio-active' : 'a-icon-radio-inactive');
    }
  });`;

const asynchronous = (then) => `document.querySelector('#addToCart').addEventListener('submit', async (event) => {
    if (event.submitter?.name !== 'submit.add-to-cart') return;
    event.preventDefault();
    await fetch(event.submitter.getAttribute('formaction'), { method: 'POST', redirect: 'manual', body: new URLSearchParams(new FormData(event.target)) });
    ${then}
  });`;

/** A pane asks before anything is added. */
const panes = (pane, answer) => asynchronous(`document.querySelector('${pane}').classList.remove('aok-hidden');`) + `
  document.querySelector('${answer}').addEventListener('click', async () => {
    document.querySelector('${pane}').classList.add('aok-hidden');
    await fetch('/loopback/plan', { method: 'POST', body: new URLSearchParams(new FormData(document.querySelector('#addToCart'))) });
    document.querySelector('#attach-sheet').classList.remove('aok-hidden');
  });`;

/** Groceries go into a cart of their own, without leaving the page. */
const groceries = `addEventListener('submit', async (event) => {
    if (event.submitter?.getAttribute('formaction') !== '/alm/addtofreshcart') return;
    event.preventDefault();
    await fetch('/alm/addtofreshcart', { method: 'POST', body: new URLSearchParams(new FormData(event.target)) });
  });`;

/** Buttons of other products, which are nobody's business. */
const others = (asin) => `<section class="row"><h2>Frequently bought together</h2>${["B0OTHER001", asin].map((other) => `<span class="a-button add-to-cart-button"><input type="submit" name="submit.addToCart" class="a-button-input" data-asins='["${other}"]' data-url="/cart/add-to-cart/ref=pd_bxgy_crt" value="Add to Cart"><span class="a-button-text">Add to Cart</span></span>`).join("")}</section>`;

const plan = (kind) => `<div id="attach-warranty-pane${kind}" class="aok-hidden"><p>Add protection?</p><span id="attachSiAddCoverage${kind}" class="a-button"><input class="a-button-input" type="button" aria-labelledby="attachSiAddCoverage${kind}-announce" value="Add"><span id="attachSiAddCoverage${kind}-announce">Add</span></span><span id="attachSiNoCoverage${kind}" class="a-button"><input class="a-button-input" type="button" aria-labelledby="attachSiNoCoverage${kind}-announce" value="No thanks"><span id="attachSiNoCoverage${kind}-announce">No thanks</span></span></div>`;
const PANES = `${plan("")}${plan("-ld")}<div id="abb-intl-pop-cta" class="aok-hidden row"><span class="a-button abb-intl-decline"><input class="a-button-input" type="submit" value="No thanks"><span>No thanks</span></span></div>
<div id="question" class="a-popover a-popover-modal aok-hidden"><p>Is this a gift?</p><button type="button" id="question-answer">No</button></div>
<div id="attach-sheet" class="aok-hidden"><div id="attachDisplayAddBaseAlert">Added to Cart</div></div>`;

export function product(context, { asin, title, state, most = 30, variant = "B0VARIANT1" }) {
  const phone = state === "phone";
  // A page may open as another version than the one that was asked for.
  const shown = state === "version" ? variant : asin;
  const id = phone ? "mobile_buybox" : "desktop_buybox";
  const inner = phone
    ? `<select id="mobileQuantityDropDown" name="mobileQuantity">${[1, 2, 3].map((n) => `<option value="${n}">${n}</option>`).join("")}</select>${ADD}${BUY_NOW}`
    : BOXES[state]?.({ asin: shown, most });
  const box = ROWS[state]?.({ asin, most }) ?? form(shown, `<div id="outOfStockBuyBox_feature_div"></div><div id="unqualifiedBuyBox_feature_div"></div><div id="box">${inner}</div>`);
  const name = phone ? `<span id="title">${text(title)}</span>` : `<span id="productTitle">${text(title)}</span><input type="hidden" name="productTitle" id="productTitle" value="${text(title)}">`;
  const apart = state === "gift" ? `<form id="addToWishListForm"><input type="hidden" id="ASIN" name="ASIN" value="${asin}"></form>` : "";
  const bare = state === "members-only" ? form(asin, "") : "";
  const body = `${name}<div id="${id}"><div id="buybox">${box}${bare}</div></div>${apart}
${["choose", "version"].includes(state) ? `<button type="button" id="variation">Large</button>` : ""}
<form method="post" action="/trade-in"><input type="submit" id="tradeInButton" name="submit.trade-in" value="Trade in"></form>${PANES}${others(asin)}`;
  return shell({ ...context, phone, title: `Amazon: ${title}`, body, script: (SCRIPTS[state]?.({ asin, variant }) ?? "") + FOLDS });
}

/** The page after an ordinary press: a confirmation, and no cart. */
export const wagon = (context) => shell({ ...context, title: "Amazon Shopping Cart", body: `<div id="sw-atc-details-single-container" class="row"><h1 id="NATC_SMART_WAGON_CONF_MSG_SUCCESS">Added to cart</h1><span id="sw-subtotal">Cart Subtotal</span><span id="sw-gtc"><a href="/cart?ref_=sw_gtc">Go to Cart</a></span></div>${others("B0OTHER002")}` });

const line = (item, kind) => `<div data-asin="${item.asin}" data-itemid="${item.id}" data-itemtype="${kind}" data-quantity="${item.quantity}" data-price="9.99" data-isselected="${item.ticked === false ? 0 : 1}" data-outofstock="0" data-minquantity="1"${item.removed ? ' data-removed="true"' : ""} id="sc-${kind}-${item.id}" class="row sc-list-item" role="listitem">
<div class="sc-list-item-removed-msg"${item.removed ? "" : ' style="display: none"'}>was removed from Shopping Cart.</div><a href="/dp/${item.asin}?smid=${item.seller}">${item.asin}</a> x ${item.quantity}
<span class="a-button"><input type="submit" class="a-button-input" name="submit.delete-${kind}.${item.id}" value="Delete"></span></div>`;

const lines = (cart) => cart.filter((item) => !item.saved).map((item) => line(item, "active")).join("");
const units = (cart) => cart.filter((item) => !item.saved && !item.removed && item.ticked !== false).reduce((sum, item) => sum + item.quantity, 0);

/**
 * The cart page: `whole`, still loading (`late`), never whole (`half`), with its lines drawn for two widths (`twice`), with
 * its number in the buy box alone (`aside`), or with half of its lines for a while and the number there (`aside-late`).
 */
export function cart(context, items, asked = "whole", fresh = []) {
  const there = items.some((item) => !item.saved);
  // Of an empty cart nothing is late, and nothing drawn otherwise.
  const mode = there || asked === "half" ? asked : "whole";
  const all = lines(items);
  const rows = { late: "", half: "", twice: all + all, "aside-late": lines(items.slice(0, Math.floor(items.length / 2))) }[mode] ?? all;
  const aside = mode.startsWith("aside") || context.phone;
  const number = aside
    ? `<div id="sc-buy-box" data-quantity="${units(items)}"><span id="sc-subtotal-label-buybox">Subtotal (${units(items)} items):</span></div>`
    : `<span id="sc-subtotal-label-activecart">Subtotal (${units(items)} items):</span>`;
  const total = context.phone ? ` data-cart-total-item-count="${units(items)}"` : "";
  const active = there || mode !== "whole"
    ? `<div id="sc-active-cart" data-name="Active Cart"${total}><form id="activeCartViewForm" method="post" action="/cart/ref=ord_cart_shr"><ul data-name="Active Items" id="rows">${rows}</ul></form></div>${number}`
    : `<div id="sc-active-cart" data-name="Active Cart"${total}><div id="sc-empty-cart"><h2 class="sc-your-amazon-cart-is-empty">Your Amazon Cart is empty</h2></div></div>`;
  const saved = items.filter((item) => item.saved);
  const groceries = fresh.length > 0 ? `<div id="sc-expanded-cart-localmarket" class="sc-localmarket-cart"><a href="/cart/localmarket?almBrandId=x">Groceries</a><ul>${lines(fresh)}${lines(fresh)}</ul></div>` : "";
  const body = `${groceries}${active}<div id="sc-saved-cart"><ul data-name="Saved Items">${saved.map((item) => line(item, "saved")).join("")}</ul></div>
<section data-name="recommendations"><div data-asin="B0HCART001" class="p13n-sc">See also</div></section>${others("B0OTHER003")}`;
  const late = mode.endsWith("late") ? `setTimeout(() => { document.querySelector('#rows').innerHTML = ${JSON.stringify(all).replaceAll("</", "<\\/")}; }, 400);` : "";
  return shell({ ...context, title: "Amazon.com Shopping Cart", body, script: late });
}

export const signIn = (context, { back, kind }) => shell({ ...context, title: "Amazon Sign-In", body: kind === "ax"
  ? `<form id="ap_login_form" method="post" action="/ax/claim?back=${encodeURIComponent(back)}"><input id="ap_email_login" name="email"><input type="submit" id="continue" value="Continue"></form>`
  : `<div id="authportal-main-section"><form name="signIn" method="post" action="/ap/signin?back=${encodeURIComponent(back)}"><input id="ap_email" name="email"><input type="submit" id="continue" value="Continue"></form></div>` });

/** The page before the page. It stands at the address that was asked for. */
export const gate = ({ back, letters }) => `<!doctype html><html class="a-no-js" lang="en-us"><head><meta charset="utf-8"><link rel="icon" href="data:,"><title dir="ltr">Amazon.com</title></head><body><h4>Click the button below to continue shopping</h4>
<form method="get" action="/errors/validateCaptcha"><input type="hidden" name="amzn" value="x=="><input type="hidden" name="amzn-r" value="${text(back)}">${letters ? `<input type="text" id="captchacharacters" name="field-keywords">` : `<input type="hidden" name="field-keywords" value="CJYYPE">`}<button type="submit">Continue shopping</button></form><script>${WATCH}</script></body></html>`;

/** The question of age, at the address that was asked for. */
export const age = ({ back }) => `<!doctype html><html lang="ja"><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>Amazon</title></head><body><h1>?</h1><a id="of-age" href="/gp/product/black-curtain-redirect.html?redirectUrl=${encodeURIComponent(back)}">Yes</a> <a href="/">No</a><script>${WATCH}</script></body></html>`;

export const waf = () => `<!doctype html><html lang="en"><head><meta charset="utf-8"><link rel="icon" href="data:,"><title></title></head><body><div id="challenge-container"></div><script>setTimeout(() => location.reload(), 300);</script></body></html>`;

export const missing = () => `<!doctype html><html><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>Page Not Found</title></head><body><a href="/ref=cs_404_logo">Amazon</a><p>Sorry! We couldn't find that page.</p></body></html>`;
export const broken = () => `<!doctype html><html><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>Sorry! Something went wrong!</title></head><body><a href="/ref=cs_503_link">Home</a></body></html>`;
export const home = (context) => shell({ ...context, title: "Amazon.com. Spend less.", body: `<h1>Welcome</h1>${others("B0OTHER004")}` });
export const associates = (context, query) => shell({ ...context, title: "Amazon", body: `<form method="post" action="/associates/addtocart${text(query)}"><input type="submit" id="confirm-all" name="submit.confirm" value="Continue"></form>` });
