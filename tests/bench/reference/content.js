// The reference of the benchmark: the part of Hashcart's work that every post pays for, in careful JavaScript. It finds the
// Amazon products and short links of a post in its text, its card and the post it quotes; names the post by its permalink;
// puts a button into the action bar, in a closed tree with shared styles; asks the list once for each product; and puts right
// what a page that reuses its elements has changed. It does nothing after a press.
const ARTICLE = 'article[data-testid="tweet"], article[role="article"], [data-testid="tweet"][role="article"]';
const SIGNS = /amazo|amzn\.|\ba\.co\b/i;
const STORE = /^(?:https?:\/\/)?(?:www\.|smile\.|m\.)?amazon\.(com|co\.uk|de|fr|it|es|nl|se|pl|be|ie|com\.tr|ae|sa|eg|in|co\.jp|sg|com\.au|ca|com\.mx|com\.br|cn|co\.za)(\/[^?#]*)/i;
const PATH = /^(?:\/-\/[a-z]{2}(?:[_-][a-z]{2})?)?\/(?:(?:([^/]+)\/)?dp\/(?:(?:product|tracks)\/)?|(?:([^/]+)\/)?gp\/product\/(?:images\/)?|gp\/aw\/d\/|gp\/offer-listing\/|(?:([^/]+)\/)?product-reviews\/|(?:(?:exec\/obidos|o)\/)?asin\/)([a-z0-9]{10})(?:[/&]|$)/i;
const SHORT = /^(?:https?:\/\/)?(?:amzn\.(?:to|eu|asia|in)|a\.co|link\.amazon)\/(?:[a-z]{1,2}\/)?[\w-]{3,64}\/?$/i;
const CSS = ":host{display:inline-flex;position:relative}button{font:inherit;border:0;border-radius:9999px;padding:4px 12px;background:none;color:var(--text)}";
const sheet = new CSSStyleSheet();
sheet.replaceSync(CSS);
const trees = new WeakMap();
const known = new Map();

const own = (article, element) => element.closest("article") === article && !element.closest('div[role="link"]');
const barOf = (article) => {
  const reply = [...article.querySelectorAll('[data-testid="reply"]')].reverse().find((one) => own(article, one));
  return reply?.closest('[role="group"]');
};
const read = (text) => {
  const shown = text.trim().replace(/…$/, "");
  const store = STORE.exec(shown);
  const product = store && PATH.exec(store[2]);
  if (product) return `${product[4].toUpperCase()}@amazon.${store[1].toLowerCase()}`;
  return SHORT.test(shown) ? "?" : null;
};

function look(article) {
  const host = article.querySelector("[data-hashcart]");
  // One pass over the text decides for most posts.
  if (!host && !SIGNS.test(article.textContent) && !article.querySelector('[data-testid="card.wrapper"] a[aria-label*="amazon" i]')) return;
  const keys = new Set();
  for (const anchor of article.querySelectorAll('[data-testid="tweetText"] a[href], [data-testid="tweetText"] span[dir="ltr"]')) {
    const key = SIGNS.test(anchor.textContent) && read(anchor.textContent);
    if (key) keys.add(key);
  }
  const card = article.querySelector('[data-testid="card.wrapper"]');
  if (card && !keys.size && SIGNS.test(card.textContent + (card.querySelector("a[aria-label]")?.getAttribute("aria-label") ?? ""))) keys.add("?");
  const time = article.querySelector("time[datetime]");
  const id = /\/status\/(\d+)/.exec(time?.closest("a")?.getAttribute("href") ?? "")?.[1];
  const mark = id && [...keys].map((key) => `${id}:${key}`).join(" ");
  if (host?.dataset.hashcart === mark) return;
  host?.remove();
  const bar = mark && barOf(article);
  if (!bar) return;
  const made = document.createElement("div");
  made.dataset.hashcart = mark;
  const root = made.attachShadow({ mode: "closed" });
  root.adoptedStyleSheets = [sheet];
  const button = document.createElement("button");
  button.textContent = "Add to Cart";
  button.setAttribute("aria-label", `Add to Cart: ${[...keys].join(", ")}`);
  const status = document.createElement("span");
  status.setAttribute("role", "status");
  root.append(button, status);
  trees.set(made, root);
  bar.append(made);
  const fresh = [...keys].filter((key) => !known.has(key));
  if (fresh.length) {
    for (const key of fresh) known.set(key, null);
    chrome.storage.local.get(fresh.map((key) => `item:${key}`)).then((items) => {
      for (const key of fresh) known.set(key, items[`item:${key}`] ?? null);
    });
  }
}

new MutationObserver((records) => {
  const posts = new Set();
  for (const { target, addedNodes, removedNodes } of records) {
    const around = (target.nodeType === 1 ? target : target.parentElement)?.closest(ARTICLE);
    if (around && (removedNodes.length || [...addedNodes].some((node) => !trees.has(node)))) posts.add(around);
    for (const node of addedNodes) {
      if (node.nodeType !== 1) continue;
      if (node.matches(ARTICLE)) posts.add(node);
      else for (const post of node.querySelectorAll(ARTICLE)) posts.add(post);
    }
  }
  for (const post of posts) if (post.isConnected) look(post);
}).observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ["href"] });
for (const post of document.querySelectorAll(ARTICLE)) look(post);
