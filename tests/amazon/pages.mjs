// The pages of the loopback Amazon: server-rendered, with the ids, names and nestings that Amazon's own pages have
// and that matter here, and with everything beside the one button that must never be pressed.

const text = (value) => String(value).replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

const STYLE = `body{font:14px/20px sans-serif;margin:0;min-width:300px}.aok-hidden{display:none}main{padding:16px;max-width:900px}
.a-button{display:inline-block;position:relative;min-width:150px;height:32px;background:#ffd814;border-radius:16px;margin:4px;text-align:center}
.a-button-input{position:absolute;inset:0;width:100%;height:100%;opacity:.01;border:0}.row{padding:8px;border-bottom:1px solid #ddd}
#attach-warranty-pane,#attach-sheet{position:fixed;inset:0 0 auto auto;width:280px;background:#fff;border:1px solid #888;padding:12px}`;

/** Tells the server of every press on every control, by whom. */
const WATCH = `addEventListener('click', (event) => {
  const control = event.target.closest?.('input,button,a,[role=button]');
  if (!control) return;
  const asin = document.querySelector('#ASIN')?.value ?? '';
  navigator.sendBeacon('/loopback/press', JSON.stringify({ control: control.id || control.name || control.getAttribute('href') || control.closest('[id]')?.id, trusted: event.isTrusted, asin }));
}, true);`;

/** The languages that run from right to left, by store. */
const RTL = new Set(["amazon.eg", "amazon.sa", "amazon.ae"]);

export function shell({ host, title, body, user, count = 0, script = "", banner = false }) {
  const store = host.replace(/^www\./, "");
  const account = user
    ? `<div id="nav-link-accountList" data-nav-role="signin"><a href="/gp/css/homepage.html">Hello, ${text(user)}</a></div>`
    : `<a id="nav-link-accountList" data-nav-role="signin" href="/ap/signin?openid.return_to=%2F">Hello, sign in</a>`;
  const cookies = banner
    ? `<form id="sp-cc" method="post" action="/privacyprefs/sp/consent/v2/acceptall"><input type="submit" id="sp-cc-accept" value="Accept"><a href="/privacyprefs/rejectall" id="sp-cc-rejectall-link">Reject all</a></form>`
    : "";
  return `<!doctype html><html lang="${RTL.has(store) ? "ar" : "en-us"}"${RTL.has(store) ? ' dir="rtl"' : ""} class="a-ws a-js"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${text(title)}</title><link rel="icon" href="data:,"><style>${STYLE}</style></head>
<body><header class="row">${account} <a id="nav-cart" href="/gp/cart/view.html?ref_=nav_cart"><span id="nav-cart-count" aria-hidden="true" class="nav-cart-count">${count}</span></a></header>${cookies}<main>${body}</main>
<script>${WATCH}</script><script>const outOfStockBuyBox_feature_div = 'unqualifiedBuyBox_feature_div snsAccordionRow sc-active-cart';${script}</script></body></html>`;
}

const button = (id, name, value, action, more = "") => `<span id="${name}" class="a-button"><span class="a-button-inner"><input id="${id}" name="${name}" class="a-button-input" type="submit" formaction="${action}" value="${value}"${more}><span class="a-button-text" aria-hidden="true">${value}</span></span></span>`;
const ADD = button("add-to-cart-button", "submit.add-to-cart", "Add to Cart", "/cart/add-to-cart/ref=dp_start-bbf_1_glance");
const BUY_NOW = button("buy-now-button", "submit.buy-now", "Buy Now", "/checkout/entry/buynow");
const USED = `<div id="usedBuySection" class="row"><span>Buy used</span><div id="usedbuyBox">${button("add-to-cart-button-ubb", "submit.add-to-cart-ubb", "Add to Basket", "/cart/add-to-cart/ref=dp_start-ubbf_1_glance")}</div></div>`;
const SUBSCRIBE = button("rcx-subscribe-submit-button", "submit.rcx-subscribe", "Subscribe now", "/gp/subscribe");
const ONE_CLICK = button("one-click-button", "submit.one-click-order.x", "Buy now with 1-Click", "/gp/buy/one-click");

const picker = (most) => (most > 1 ? `<label>Quantity: <select name="quantity" id="quantity">${Array.from({ length: most }, (_, i) => `<option value="${i + 1}"${i ? "" : " selected"}>${i + 1}</option>`).join("")}</select></label>` : "");

/** What fills the buy box, by state. */
const BOXES = {
  ready: ({ most }) => picker(most) + ADD + BUY_NOW,
  plan: ({ most }) => picker(most) + ADD + BUY_NOW,
  sheet: ({ most }) => picker(most) + ADD + BUY_NOW,
  silent: ({ most }) => picker(most) + ADD + BUY_NOW,
  ignored: ({ most }) => picker(most) + ADD + BUY_NOW,
  home: ({ most }) => picker(most) + ADD + BUY_NOW,
  choose: () => `<div id="partialState_buybox_desktop" class="row">To buy, select Size</div>`,
  used: () => USED,
  both: ({ most }) => `<div id="buyBoxAccordion"><div id="newAccordionRow_0" class="a-accordion-active">${picker(most)}${ADD}</div><div id="usedAccordionRow_0" class="aok-hidden">${ADD}</div></div>${BUY_NOW}`,
  "no-offer": ({ asin }) => `<div id="unqualifiedBuyBox" class="row"><span id="buybox-see-all-buying-choices" class="a-button"><a href="/gp/offer-listing/${asin}">See All Buying Options</a></span></div>`,
  unavailable: () => `<div id="outOfStock" class="row"><span>Currently unavailable.</span></div>`,
  digital: () => ONE_CLICK,
  subscribe: ({ most }) => `<div id="buyBoxAccordion"><div id="newAccordionRow_0"><a href="#" id="once">One-time purchase</a><div id="once-box" class="aok-hidden">${picker(most)}${ADD}</div></div><div id="snsAccordionRowMiddle" class="a-accordion-active row">Subscribe &amp; Save ${SUBSCRIBE}</div></div>`,
  undeliverable: () => `<div class="row">This item cannot be shipped to your selected delivery location. Please choose a different delivery location.</div>`,
  unclear: () => `<div class="row"><button type="button" id="new-fangled">Get it</button></div>`,
  hidden: () => `<div class="aok-hidden">${ADD}</div>${BUY_NOW}`,
  disabled: () => `<fieldset disabled>${ADD}</fieldset>`,
  double: () => ADD + ADD,
};

/** What the page's own script does, by state. */
const SCRIPTS = {
  choose: ({ variant }) => `document.querySelector('#variation').addEventListener('click', () => {
    document.querySelector('#ASIN').value = '${variant}';
    document.querySelector('input[name="items[0.base][asin]"]').value = '${variant}';
    document.querySelector('#box').innerHTML = ${JSON.stringify(ADD + BUY_NOW)};
  });`,
  subscribe: () => `document.querySelector('#once').addEventListener('click', (event) => {
    event.preventDefault();
    document.querySelector('#snsAccordionRowMiddle').classList.remove('a-accordion-active');
    document.querySelector('#newAccordionRow_0').classList.add('a-accordion-active');
    document.querySelector('#once-box').classList.remove('aok-hidden');
  });`,
  sheet: () => asynchronous(`document.querySelector('#attach-sheet').classList.remove('aok-hidden');`),
  silent: () => asynchronous(""),
  plan: () => asynchronous(`document.querySelector('#attach-warranty-pane').classList.remove('aok-hidden');`) + `
  document.querySelector('#attachSiNoCoverage input').addEventListener('click', async () => {
    document.querySelector('#attach-warranty-pane').classList.add('aok-hidden');
    await fetch('/loopback/plan', { method: 'POST', body: new URLSearchParams(new FormData(document.querySelector('#addToCart'))) });
    document.querySelector('#attach-sheet').classList.remove('aok-hidden');
  });`,
};

const asynchronous = (then) => `document.querySelector('#addToCart').addEventListener('submit', async (event) => {
    if (event.submitter?.name !== 'submit.add-to-cart') return;
    event.preventDefault();
    await fetch(event.submitter.getAttribute('formaction'), { method: 'POST', redirect: 'manual', body: new URLSearchParams(new FormData(event.target)) });
    ${then}
  });`;

/** Buttons of other products, which are nobody's business. */
const others = (asin) => `<section class="row"><h2>Frequently bought together</h2>${["B0OTHER001", asin].map((other) => `<span class="a-button add-to-cart-button"><input type="submit" name="submit.addToCart" class="a-button-input" data-asins='["${other}"]' data-url="/cart/add-to-cart/ref=pd_bxgy_crt" value="Add to Cart"><span class="a-button-text">Add to Cart</span></span>`).join("")}</section>`;

export function product(context, { asin, title, state, most = 30, variant = "B0VARIANT1" }) {
  const box = BOXES[state]({ asin, most });
  const body = `<span id="productTitle">${text(title)}</span><input type="hidden" name="productTitle" id="productTitle" value="${text(title)}">
<form method="post" id="addToCart" action="/gp/product/handle-buy-box/ref=dp_start-bbf_1_glance" autocomplete="off">
<input type="hidden" name="items[0.base][asin]" value="${asin}"><input type="hidden" name="offerListingID" id="offerListingID" value="">
<input type="hidden" id="ASIN" name="ASIN" value="${asin}"><input type="hidden" name="items[0.base][quantity]" value="1" autocomplete="off">
<div id="desktop_buybox"><div id="buybox"><div id="outOfStockBuyBox_feature_div"></div><div id="unqualifiedBuyBox_feature_div"></div><div id="box">${box}</div></div></div></form>
${state === "choose" ? `<button type="button" id="variation">Large</button>` : ""}
<form method="post" action="/trade-in"><input type="submit" id="tradeInButton" name="submit.trade-in" value="Trade in"></form>
<div id="attach-warranty-pane" class="aok-hidden"><p>Add protection?</p><span id="attachSiAddCoverage" class="a-button"><input class="a-button-input" type="button" aria-labelledby="attachSiAddCoverage-announce" value="Add"><span id="attachSiAddCoverage-announce">Add</span></span><span id="attachSiNoCoverage" class="a-button"><input class="a-button-input" type="button" aria-labelledby="attachSiNoCoverage-announce" value="No thanks"><span id="attachSiNoCoverage-announce">No thanks</span></span></div>
<div id="attach-sheet" class="aok-hidden"><div id="attachDisplayAddBaseAlert">Added to Cart</div></div>${others(asin)}`;
  return shell({ ...context, title: `Amazon: ${title}`, body, script: SCRIPTS[state]?.({ variant }) ?? "" });
}

/** The page after an ordinary press: a confirmation, and no cart. */
export const wagon = (context) => shell({ ...context, title: "Amazon Shopping Cart", body: `<div id="sw-atc-details-single-container" class="row"><h1 id="NATC_SMART_WAGON_CONF_MSG_SUCCESS">Added to cart</h1><span id="sw-subtotal">Cart Subtotal</span><span id="sw-gtc"><a href="/cart?ref_=sw_gtc">Go to Cart</a></span></div>${others("B0OTHER002")}` });

const line = (item, kind) => `<div data-asin="${item.asin}" data-itemid="${item.id}" data-itemtype="${kind}" data-quantity="${item.quantity}" data-price="9.99" data-isselected="${item.ticked === false ? 0 : 1}" data-outofstock="0" data-minquantity="1"${item.removed ? ' data-removed="true"' : ""} id="sc-${kind}-${item.id}" class="row sc-list-item" role="listitem">
<div class="sc-list-item-removed-msg"${item.removed ? "" : ' style="display: none"'}>was removed from Shopping Cart.</div><a href="/dp/${item.asin}?smid=${item.seller}">${item.asin}</a> x ${item.quantity}
<span class="a-button"><input type="submit" class="a-button-input" name="submit.delete-${kind}.${item.id}" value="Delete"></span></div>`;

const lines = (cart) => cart.filter((item) => !item.saved).map((item) => line(item, "active")).join("");
const units = (cart) => cart.filter((item) => !item.saved && !item.removed && item.ticked !== false).reduce((sum, item) => sum + item.quantity, 0);

/** The cart page: whole, still loading, or never whole. */
export function cart(context, items, asked = "whole") {
  const there = items.some((item) => !item.saved);
  // Of an empty cart nothing is late.
  const mode = asked === "late" && !there ? "whole" : asked;
  const rows = mode === "whole" ? lines(items) : "";
  const active = there || mode !== "whole"
    ? `<div id="sc-active-cart" data-name="Active Cart"><form id="activeCartViewForm" method="post" action="/cart/ref=ord_cart_shr"><ul data-name="Active Items" id="rows">${rows}</ul></form></div><span id="sc-subtotal-label-activecart">Subtotal (${units(items)} items):</span>`
    : `<div id="sc-active-cart" data-name="Active Cart"><h2 class="sc-your-amazon-cart-is-empty">Your Amazon Cart is empty</h2></div>`;
  const saved = items.filter((item) => item.saved);
  const body = `${active}<div id="sc-saved-cart"><ul data-name="Saved Items">${saved.map((item) => line(item, "saved")).join("")}</ul></div>
<section data-name="recommendations"><div data-asin="B0HCART001" class="p13n-sc">See also</div></section>${others("B0OTHER003")}`;
  const late = mode === "late" ? `setTimeout(() => { document.querySelector('#rows').innerHTML = ${JSON.stringify(lines(items)).replaceAll("</", "<\\/")}; }, 400);` : "";
  return shell({ ...context, title: "Amazon.com Shopping Cart", body, script: late });
}

export const signIn = (context, { back, kind }) => shell({ ...context, title: "Amazon Sign-In", body: kind === "ax"
  ? `<form id="ap_login_form" method="post" action="/ax/claim?back=${encodeURIComponent(back)}"><input id="ap_email_login" name="email"><input type="submit" id="continue" value="Continue"></form>`
  : `<div id="authportal-main-section"><form name="signIn" method="post" action="/ap/signin?back=${encodeURIComponent(back)}"><input id="ap_email" name="email"><input type="submit" id="continue" value="Continue"></form></div>` });

/** The page before the page. It stands at the address that was asked for. */
export const gate = ({ back, letters }) => `<!doctype html><html class="a-no-js" lang="en-us"><head><meta charset="utf-8"><link rel="icon" href="data:,"><title dir="ltr">Amazon.com</title></head><body><h4>Click the button below to continue shopping</h4>
<form method="get" action="/errors/validateCaptcha"><input type="hidden" name="amzn" value="x=="><input type="hidden" name="amzn-r" value="${text(back)}">${letters ? `<input type="text" id="captchacharacters" name="field-keywords">` : `<input type="hidden" name="field-keywords" value="CJYYPE">`}<button type="submit">Continue shopping</button></form><script>${WATCH}</script></body></html>`;

export const waf = () => `<!doctype html><html lang="en"><head><meta charset="utf-8"><link rel="icon" href="data:,"><title></title></head><body><div id="challenge-container"></div><script>setTimeout(() => location.reload(), 300);</script></body></html>`;

export const missing = () => `<!doctype html><html><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>Page Not Found</title></head><body><a href="/ref=cs_404_logo">Amazon</a><p>Sorry! We couldn't find that page.</p></body></html>`;
export const broken = () => `<!doctype html><html><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>Sorry! Something went wrong!</title></head><body><a href="/ref=cs_503_link">Home</a></body></html>`;
export const home = (context) => shell({ ...context, title: "Amazon.com. Spend less.", body: `<h1>Welcome</h1>${others("B0OTHER004")}` });
export const associates = (context, query) => shell({ ...context, title: "Amazon", body: `<form method="post" action="/associates/addtocart${text(query)}"><input type="submit" id="confirm-all" name="submit.confirm" value="Continue"></form>` });
