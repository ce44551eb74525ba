// The loopback Amazon: stores with product pages in every state, and with carts of their own behind them, one for each
// session. It counts every request and every press, and is slow or broken when told so.
import { randomUUID } from "node:crypto";
import * as pages from "./pages.mjs";

/** States in which the one button is there from the beginning. */
export const ADDABLE = ["ready", "plan", "plan-ld", "abroad", "pane", "sheet", "silent", "home", "both", "used-first", "members", "exchange", "phone"];

/**
 * Stores on these domains.
 *
 * - `put(asin, {title, state, most, variant})`: a product; `state` is one of those in pages.mjs. What was not put is
 *   not found.
 * - `fault(pattern, kind, times)`: the next requests whose path fits are answered with `continue`, `captcha`,
 *   `age`, `sign-in`, `claim`, `waf`, `broken`, `drop`, or after `slow` milliseconds.
 * - `quick`: what the documented address does: `works`, `empty`, `sign-in`, `confirm` or `missing`.
 * - `cartMode`: how the cart is drawn, see `cart` in pages.mjs.
 * - `phone`: whether the store takes the browser for a phone's.
 */
export function startAmazon(domains = ["amazon.de"]) {
  const stores = Object.fromEntries(domains.map((domain) => [`www.${domain}`, { products: new Map(), carts: new Map() }]));
  const amazon = {
    /** [{host, method, path}] of every request but the beacons. */
    requests: [],
    /** [{control, trusted, asin}] of every press in a page. */
    presses: [],
    /** Forms that were sent and are not the one button's: names of buttons and paths. */
    sent: [],
    faults: [],
    quick: "works",
    cartMode: "whole",
    phone: false,
    /** What lies in the cart of groceries. */
    fresh: [],
    hosts: {},
    put(asin, options, domain = domains[0]) {
      stores[`www.${domain}`].products.set(asin, { asin, title: `Product ${asin}`, state: "ready", ...options });
    },
    fault(pattern, kind, times = 1) {
      amazon.faults.push({ pattern, kind, times });
    },
    /** The lines of the only cart of a store; a new one where there is none yet. */
    cart(domain = domains[0]) {
      const { carts } = stores[`www.${domain}`];
      return [...carts.values()].at(-1)?.lines ?? (amazon.seeds[domain] ??= []);
    },
    /** What lies in the cart when a session begins. */
    seeds: {},
    /** Units by ASIN in the active cart, the way a person counts them. */
    units(domain = domains[0]) {
      const count = {};
      for (const item of amazon.cart(domain)) if (!item.saved && !item.removed) count[item.asin] = (count[item.asin] ?? 0) + item.quantity;
      return count;
    },
    reset() {
      for (const list of [amazon.requests, amazon.presses, amazon.sent, amazon.faults]) list.length = 0;
      for (const store of Object.values(stores)) {
        store.products.clear();
        store.carts.clear();
      }
      Object.assign(amazon, { quick: "works", cartMode: "whole", phone: false, fresh: [], seeds: {} });
    },
  };

  const add = (lines, asin, quantity, seller = "A1") => {
    const there = lines.find((item) => item.asin === asin && item.seller === seller && !item.saved && !item.removed);
    if (there) there.quantity += quantity;
    else lines.push({ id: randomUUID(), asin, seller, quantity });
  };

  for (const [host, store] of Object.entries(stores)) {
    amazon.hosts[host] = async (request, response) => {
      const url = new URL(request.url, `https://${host}`);
      const body = await read(request);
      if (url.pathname === "/loopback/press") {
        amazon.presses.push(JSON.parse(body));
        return answer(response, 204);
      }
      amazon.requests.push({ host, method: request.method, path: url.pathname + url.search });
      const cookies = Object.fromEntries((request.headers.cookie ?? "").split("; ").map((part) => part.split("=")));
      let id = cookies["session-id"];
      const headers = {};
      if (!store.carts.has(id)) {
        id = randomUUID();
        headers["set-cookie"] = `session-id=${id}; Path=/; Secure; Max-Age=31536000`;
        store.carts.set(id, { lines: amazon.seeds[host.slice(4)] ?? [], user: null });
      }
      const session = store.carts.get(id);
      const context = { host, user: session.user, count: session.lines.length, phone: amazon.phone };
      const html = (text, status = 200) => answer(response, status, text, { ...headers, "content-type": "text/html; charset=utf-8" });
      const go = (location) => answer(response, 303, "", { ...headers, location });
      const path = url.pathname.replace(/^\/-\/\w+/, "");

      const fault = request.method === "GET" && amazon.faults.find(({ pattern, times }) => times > 0 && pattern.test(path));
      if (fault) {
        fault.times -= 1;
        const back = url.pathname + url.search;
        if (fault.kind === "continue" || fault.kind === "captcha") return html(pages.gate({ back, letters: fault.kind === "captcha" }));
        if (fault.kind === "age") return html(pages.age({ back }));
        if (fault.kind === "sign-in") return go(`/ap/signin?back=${encodeURIComponent(back)}`);
        if (fault.kind === "claim") return go(`/ax/claim?back=${encodeURIComponent(back)}`);
        if (fault.kind === "waf") return html(pages.waf(), 202);
        if (fault.kind === "broken") return html(pages.broken(), 503);
        if (fault.kind === "elsewhere") return go(fault.to ?? "https://www.amazon.com/");
        if (fault.kind === "drop") return response.destroy();
        await new Promise((done) => { setTimeout(done, fault.kind); });
      }

      const form = new URLSearchParams(body);
      if (path === "/errors/validateCaptcha") return go(url.searchParams.get("amzn-r") || "/");
      if (path === "/gp/product/black-curtain-redirect.html") return go(url.searchParams.get("redirectUrl") ?? "/");
      if (path === "/ap/signin" || path === "/ax/claim") {
        const back = url.searchParams.get("back") ?? "/";
        if (request.method === "GET") return html(pages.signIn(context, { back, kind: path.slice(1, 3) }));
        session.user = form.get("email") || "Ada";
        return go(back);
      }
      const dp = /^\/(?:[^/]+\/)?(?:dp|gp\/product|gp\/aw\/d)\/(\w{10})/.exec(path);
      if (dp && request.method === "GET") {
        const product = store.products.get(dp[1]);
        // Some are sold under another number by now.
        if (product?.state === "moved") return go(`/dp/${product.variant}?th=1`);
        return product ? html(pages.product(context, product)) : html(pages.missing(), 404);
      }
      if (path.startsWith("/cart/add-to-cart/ref=dp_start")) {
        const asin = form.get("items[0.base][asin]");
        const product = store.products.get(asin) ?? [...store.products.values()].find(({ variant, state }) => variant === asin || (["choose", "version"].includes(state) && asin === "B0VARIANT1"));
        const quantity = Math.min(Number(form.get("quantity") ?? form.get("items[0.base][quantity]")) || 1, product?.most ?? 30);
        if (!product) return html(pages.broken(), 500);
        if (product.state === "ignored") return go(`/dp/${asin}?th=1`);
        if (["plan", "plan-ld", "abroad", "pane"].includes(product.state)) return go("/");
        add(session.lines, asin, quantity, path.includes("ubbf") ? "USED" : "A1");
        if (product.state === "silent" || product.state === "sheet") return answer(response, 200, "", headers);
        if (product.state === "home") return go("/");
        return go(`/cart/smart-wagon?newItems=${randomUUID()},1&ref_=sw_refresh`);
      }
      if (path === "/loopback/plan") {
        add(session.lines, form.get("items[0.base][asin]"), Number(form.get("quantity")) || 1);
        return answer(response, 204);
      }
      if (path === "/alm/addtofreshcart") {
        add(amazon.fresh, form.get("items[0.base][asin]"), 1);
        return answer(response, 204);
      }
      if (path === "/gp/gc/add") {
        // A gift card lies in the cart under the number of its amount.
        const [gift] = [...store.products.values()].filter(({ state }) => state === "gift");
        add(session.lines, gift.variant ?? gift.asin, 1);
        return go(`/cart/smart-wagon?newItems=${randomUUID()},1&ref_=sw_refresh`);
      }
      if (path === "/cart/smart-wagon") return html(pages.wagon(context));
      if (request.method === "GET" && /^\/(gp\/cart\/view\.html|cart|gp\/aw\/c)\/?$/.test(path)) {
        if (amazon.phone && path !== "/gp/aw/c") return go("/-/en/gp/aw/c?ref_=navm_hdr_cart");
        // What was removed stands there until the page is loaded anew.
        const page = pages.cart(context, session.lines, amazon.cartMode, amazon.fresh);
        session.lines.splice(0, Infinity, ...session.lines.filter((item) => !item.removed));
        return html(page);
      }
      if (path === "/gp/aws/cart/add.html" || path === "/associates/addtocart") {
        if (amazon.quick === "missing") return html(pages.missing(), 404);
        if (amazon.quick === "sign-in" && !session.user) return go(`/ap/signin?back=${encodeURIComponent(url.pathname + url.search)}`);
        if (amazon.quick === "confirm" && request.method === "GET") return html(pages.associates(context, url.search));
        for (let n = 1; amazon.quick !== "empty" && url.searchParams.has(`ASIN.${n}`); n += 1) {
          const asin = url.searchParams.get(`ASIN.${n}`);
          if (ADDABLE.includes(store.products.get(asin)?.state)) add(session.lines, asin, Number(url.searchParams.get(`Quantity.${n}`)));
        }
        return go("/gp/cart/view.html?ref_=cart_add");
      }
      if (request.method === "POST") amazon.sent.push({ path, form: Object.fromEntries(form) });
      if (path === "/") return html(pages.home(context));
      return html(pages.missing(), 404);
    };
  }
  return amazon;
}

async function read(request) {
  let body = "";
  for await (const chunk of request) body += chunk;
  return body;
}

function answer(response, status, body = "", headers = {}) {
  response.writeHead(status, { "cache-control": "no-store", ...headers });
  response.end(body);
}
