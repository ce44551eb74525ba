// X's page cannot tell that Hashcart is installed: nothing of it can be loaded, and where there is no product there
// is nothing of it in the page.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { BROWSERS, SETTINGS, hostOf, keysOf, open, press, shows, text, until, untilHere, within } from "../support/hashcart.mjs";
import { timeline } from "../support/steps.mjs";

const FILES = ["manifest.json", "hashcart-x.js", "twin-x.js", "hashcart-amazon.js", "twin-amazon.js", "hashcart-background.js", "hashcart-background.wasm", "twin-background.js", "hashcart-pages.js", "hashcart-pages.wasm", "twin-pages.js", "hashcart-insights.js", "hashcart-insights.wasm", "twin-insights.js", "content.js", "page.js", "popup.html", "options.html", "page.css", "icons/icon-32.png", "_locales/en/messages.json"];

/** What the browsers say in the console about attempts that fail, all of which are this test's own. */
const REFUSALS = /(chrome|moz)-extension:\/\/|Failed to load resource|net::ERR|Content Security Policy|Content-Security-Policy|NetworkError|not allowed to load|Security Error|error loading dynamically imported module|Failed to fetch|MIME type|Cross-Origin Request Blocked/i;

/** In the page: every way to load an address; resolves to those that worked. */
async function attempts(urls) {
  const element = (tag, attributes, parent = document.head) => new Promise((done) => {
    const node = Object.assign(document.createElement(tag), attributes);
    node.onload = () => { done(tag === "iframe" ? framed(node) : true); node.remove(); };
    node.onerror = () => { done(false); node.remove(); };
    parent.append(node);
  });
  // A refused frame loads the browser's own error page, which is opaque like any other site's.
  const framed = (node) => {
    try {
      return node.contentDocument?.body?.childElementCount > 0;
    } catch {
      return "opaque";
    }
  };
  const worked = [];
  for (const url of urls) {
    const ways = {
      fetch: () => fetch(url).then((response) => response.ok, () => false),
      "no-cors fetch": () => fetch(url, { mode: "no-cors" }).then(() => true, () => false),
      xhr: () => new Promise((done) => {
        const request = new XMLHttpRequest();
        request.onload = () => done(true);
        request.onerror = () => done(false);
        try {
          request.open("GET", url);
          request.send();
        } catch {
          done(false);
        }
      }),
      script: () => element("script", { src: url }),
      module: () => import(url).then(() => true, () => false),
      style: () => element("link", { rel: "stylesheet", href: url }),
      image: () => element("img", { src: url }, document.body),
    };
    for (const [way, load] of Object.entries(ways)) if (await load()) worked.push(`${way} ${url}`);
  }
  return worked;
}

/** Everything by which one page differs from another, without what the server makes anew each time. */
const traits = (page) => page.evaluate(() => ({
  globals: Object.getOwnPropertyNames(window).sort(),
  html: document.documentElement.outerHTML.replace(/ nonce="[^"]*"/g, ""),
  sheets: [document.styleSheets.length, document.adoptedStyleSheets.length],
  ours: document.querySelectorAll("[data-hashcart]").length,
  shadows: [...document.querySelectorAll("*")].filter((node) => node.shadowRoot).length,
}));

/** In the page, before its first script: notes what is done to it. */
function watch() {
  const seen = { listens: [], attaches: 0, errors: [], reports: [], records: 0, calls: {}, stacks: [], order: [] };
  window.seenHere = seen;
  addEventListener("error", (event) => seen.errors.push(event.message));
  addEventListener("unhandledrejection", (event) => seen.errors.push(String(event.reason)));
  addEventListener("securitypolicyviolation", (event) => seen.reports.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}`));
  addEventListener("message", (event) => seen.order.push(`message ${typeof event.data}`));
  new MutationObserver((records) => { for (const { type, attributeName, target } of records) if (target === document.documentElement || target === document) seen.order.push(`${type} ${attributeName}`); }).observe(document, { attributes: true, childList: true, subtree: true });
  // What a program of ours in the page's world would call; a call's stack may name its caller.
  const note = (name) => {
    seen.calls[name] = (seen.calls[name] ?? 0) + 1;
    // The driver's own frames carry the path of this repository.
    const stack = new Error("here").stack.split("\n").filter((line) => !line.includes("pptr:")).join("\n");
    if (/extension:|hashcart|wasm/i.test(stack)) seen.stacks.push(stack);
  };
  const wrap = (object, name) => {
    const real = object[name];
    object[name] = function (...args) { note(name); return Reflect.apply(real, this, args); };
  };
  wrap(EventTarget.prototype, "addEventListener");
  wrap(Element.prototype, "attachShadow");
  wrap(Document.prototype, "createElement");
  wrap(window, "MutationObserver");
  wrap(WebAssembly, "Module");
  wrap(WebAssembly, "Instance");
  wrap(window, "fetch");
  wrap(window, "postMessage");
  wrap(CSSStyleSheet.prototype, "replaceSync");
  wrap(console, "error");
  wrap(console, "debug");
}

/** In the page, before its first script: counts the calls of what starting a program could have to do with. */
function trapAll() {
  const counts = Object.create(null);
  window.trapped = counts;
  const note = (name) => { counts[name] = (counts[name] ?? 0) + 1; };
  for (const [where, object, names] of [
    ["window", window, ["Response", "DecompressionStream", "TransformStream", "Blob", "fetch"]],
    ["ReadableStream", ReadableStream.prototype, ["pipeThrough", "pipeTo", "getReader"]],
    ["WritableStream", WritableStream.prototype, ["getWriter"]],
    ["Response", Response.prototype, ["arrayBuffer"]],
    ["WebAssembly", WebAssembly, ["Module", "Instance", "instantiate", "instantiateStreaming", "compile", "compileStreaming"]],
    ["Promise", Promise.prototype, ["then"]],
  ]) for (const name of names) {
    const real = object[name];
    object[name] = function (...args) { note(`${where}.${name}`); return new.target ? Reflect.construct(real, args) : Reflect.apply(real, this, args); };
    if (real.prototype) object[name].prototype = real.prototype;
  }
  for (const [where, object, name] of [["Response", Response.prototype, "body"], ["DecompressionStream", DecompressionStream.prototype, "readable"]]) {
    const { get, ...rest } = Object.getOwnPropertyDescriptor(object, name);
    Object.defineProperty(object, name, { ...rest, get() { note(`${where}.${name}`); return Reflect.apply(get, this, []); } });
  }
}

/** In the page, once it stands: a long list of what may differ where something else lives in the page. */
async function observe() {
  const heard = [];
  const own = document.createElement("div");
  own.dataset.hashcart = "";
  const inner = own.appendChild(document.createElement("button"));
  inner.dataset.act = "post";
  const shadowed = document.createElement("div");
  shadowed.dataset.hashcart = "1990999997229737502:B0HCART001@amazon.com";
  shadowed.dataset.hashcartPanel = "";
  const deep = shadowed.attachShadow({ mode: "open" }).appendChild(document.createElement("button"));
  deep.dataset.act = "";
  deep.className = "main";
  const article = document.querySelector("main article");
  const bar = article.querySelector("[role=group]");
  (bar ?? article).append(own, shadowed);
  const EVENTS = ["auxclick", "beforeinput", "blur", "change", "click", "compositionstart", "contextmenu", "copy", "cut", "dblclick", "dragstart", "drop", "focus", "focusin", "focusout", "input", "keydown", "keypress", "keyup", "mousedown", "mouseenter", "mousemove", "mouseout", "mouseover", "mouseup", "paste", "pointercancel", "pointerdown", "pointermove", "pointerup", "scroll", "selectionchange", "submit", "toggle", "touchcancel", "touchend", "touchmove", "touchstart", "transitionend", "wheel", "hashcart"];
  const at = { window, document, root: document.documentElement, article, own };
  for (const name of EVENTS) for (const [where, node] of Object.entries(at)) for (const capture of [true, false]) {
    // Not on the way out of the page: X's own handlers open the post on a click.
    node.addEventListener(name, (event) => { if (!event.isTrusted) heard.push(`${where} ${capture} ${event.type} ${event.defaultPrevented} ${event.composedPath().length}`); if (node === own && !capture) event.stopPropagation(); }, capture);
  }
  const results = [];
  for (const target of [own, inner, shadowed, deep]) for (const name of EVENTS) {
    const init = { bubbles: true, cancelable: true, composed: true };
    const events = [new Event(name, init)];
    if (/^key/.test(name)) for (const key of ["Enter", " ", "Escape", "Tab", "ArrowDown", "j"]) events.push(new KeyboardEvent(name, { ...init, key }));
    if (/mouse|click|pointer|contextmenu/.test(name)) events.push(new MouseEvent(name, { ...init, clientX: 5, clientY: 5, detail: 1 }));
    for (const event of events) {
      if (target === shadowed || target === deep) shadowed.addEventListener(name, (it) => it.stopPropagation(), { once: true });
      results.push(`${name} ${target.dispatchEvent(event)} ${event.defaultPrevented} ${event.cancelBubble}`);
    }
  }
  await new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); });
  const stays = [own.isConnected, shadowed.isConnected, own.outerHTML, shadowed.outerHTML, deep.outerHTML];
  own.remove();
  shadowed.remove();
  const describe = (object) => Reflect.ownKeys(object).map((key) => {
    const { get, set, value, ...rest } = Object.getOwnPropertyDescriptor(object, key);
    const text = (fn) => (typeof fn === "function" ? `${fn.name}/${fn.length}/${Function.prototype.toString.call(fn).length}` : typeof fn);
    return `${String(key)} ${text(get)} ${text(set)} ${text(value)} ${JSON.stringify(rest)}`;
  }).sort();
  const PROTOTYPES = ["Object", "Function", "Array", "String", "Promise", "WeakMap", "Map", "Set", "Error", "Event", "MouseEvent", "KeyboardEvent", "EventTarget", "Node", "Element", "HTMLElement", "HTMLDivElement", "HTMLButtonElement", "Document", "ShadowRoot", "MutationObserver", "CSSStyleSheet", "Window", "Navigator", "Performance", "XMLHttpRequest", "Range", "Selection"];
  return {
    heard,
    results,
    stays,
    prototypes: Object.fromEntries(PROTOTYPES.map((name) => [name, describe(window[name].prototype)])),
    constructors: Object.fromEntries(PROTOTYPES.map((name) => [name, describe(window[name])])),
    globals: Object.getOwnPropertyNames(window).filter((name) => !["seenHere"].includes(name)).sort(),
    chrome: typeof window.chrome === "object" ? Object.keys(window.chrome).sort() : typeof window.chrome,
    runtime: typeof window.chrome?.runtime,
    browser: typeof window.browser,
    navigator: Object.keys(Object.getPrototypeOf(navigator)).map((key) => `${key} ${typeof navigator[key]}`),
    storage: [Object.keys(localStorage).sort(), Object.keys(sessionStorage).sort(), document.cookie, window.name],
    databases: (await indexedDB.databases()).map(({ name }) => name),
    workers: (await navigator.serviceWorker?.getRegistrations?.())?.length,
    elements: [...document.querySelectorAll("*")].map((node) => `${node.localName} ${node.getAttributeNames().filter((name) => name !== "nonce").join()}`).join("\n"),
    frames: window.length,
    sheets: [document.styleSheets.length, document.adoptedStyleSheets.length],
    custom: [...document.querySelectorAll(":not(:defined)")].length,
    open: document.querySelectorAll(":popover-open, :modal").length,
    active: document.activeElement.localName,
    selection: String(getSelection()),
    scripts: document.scripts.length,
    resources: performance.getEntriesByType("resource").map(({ name }) => name.replace(/\?.*/, "")).filter((name) => !name.includes("csp_report")).sort(),
    marks: performance.getEntriesByType("mark").length + performance.getEntriesByType("measure").length,
    // Chromium lists the page's own properties in no order.
    style: [...getComputedStyle(document.body)].map((name) => `${name}: ${getComputedStyle(document.body).getPropertyValue(name)}`).sort(),
    variables: [...document.documentElement.computedStyleMap?.() ?? []].filter(([name]) => name.startsWith("--")).length,
    fonts: document.fonts.size,
    history: history.length,
    title: document.title,
    ...window.seenHere,
  };
}

describe("secrecy", () => {
  for (const browser of BROWSERS) {
    describe(browser, () => {
      for (const csp of ["none", "strict"]) {
        test(`nothing of the extension loads in the page, ${csp === "none" ? "even without a policy" : "under X's policy"}`, () => within(browser, { csp, page: { n: 8 }, ending: { allowed: [REFUSALS] } }, async (world) => {
          const page = await world.x();
          await hostOf(page, world.tweet("dp"));
          const urls = FILES.map((file) => `${world.session.baseUrl()}/${file}`);
          assert.deepEqual(await page.evaluate(`(${attempts})(${JSON.stringify(urls)})`), []);
          // The ways themselves work: the page's own things do load by them.
          if (csp === "none") {
            const own = await page.evaluate(`(${attempts})(${JSON.stringify(["https://abs.twimg.com/responsive-web/client-web/main.js", "https://pbs.twimg.com/media/1?hue=1&label=own"])})`);
            for (const way of ["fetch", "no-cors fetch", "xhr", "script", "image"]) assert.ok(own.some((line) => line.startsWith(way)), way);
          }
          // Frames tell nothing by their events: what was loaded into them does.
          for (const file of ["popup.html", "options.html"]) {
            await page.evaluate((url) => new Promise((done) => {
              const frame = Object.assign(document.createElement("iframe"), { src: url });
              frame.onload = frame.onerror = done;
              document.body.append(frame);
              // A refused navigation need not fire anything in Firefox; two frames on, it stands.
              requestAnimationFrame(() => requestAnimationFrame(done));
            }), `${world.session.baseUrl()}/${file}`);
          }
          for (const frame of page.frames().slice(1)) assert.ok(!frame.url().startsWith(world.session.baseUrl()), frame.url());
          world.replica.state.cspReports.splice(0);
          world.replica.log.splice(0, Infinity, ...world.replica.log.filter(({ path }) => !path.startsWith("/i/csp_report")));
        }));
      }

      // Seen 2026-11 in Firefox: what a content script unpacked with the browser's own streams called the page's `then`.
      test("to start, and to keep an item with its picture, nothing of the page's own is called that a page may have made otherwise", () => within(browser, { csp: "wasm", settings: { ...SETTINGS, reply: "private" } }, async (world) => {
        const page = await world.session.page();
        await page.bringToFront();
        await page.evaluateOnNewDocument(trapAll);
        const tweet = world.replica.tweets().find((one) => one.card && keysOf(one).length === 1);
        await page.goto(`https://x.com/search?q=${keysOf(tweet)[0].split("@")[0]}`);
        await hostOf(page, tweet);
        assert.deepEqual(await page.evaluate(() => ({ ...window.trapped })), {}, "to start");
        await press(page, tweet);
        await shows(page, tweet, { tone: "done", note: "" });
        await untilHere(() => world.record(keysOf(tweet)[0], "picture:"), "the picture");
        assert.deepEqual(await page.evaluate(() => ({ ...window.trapped })), {}, "to keep");
        // The traps are no dummies.
        await page.evaluate(async () => { await new Response(new Response("x").body.pipeThrough(new TextDecoderStream())).text().catch(() => {}); await Promise.resolve().then(() => {}); });
        const own = await page.evaluate(() => Object.keys(window.trapped));
        for (const name of ["window.Response", "Promise.then", "ReadableStream.pipeThrough"]) assert.ok(own.includes(name), `${name} of ${own}`);
      }));

      test("a page without a product is the same page, with the extension and without", async () => {
        const seen = [];
        for (const extension of [true, false]) {
          const world = await open(browser, { csp: "wasm", extension });
          try {
            // A page with a product first proves the extension there; then a fresh page without one.
            const there = await world.x("/home?n=8");
            if (extension) await hostOf(there, world.tweet("dp"));
            await there.close();
            const page = await world.x("/search?q=basil&n=1");
            await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); }));
            seen.push(await traits(page));
          } finally {
            await world.end();
          }
        }
        const [withUs, without] = seen;
        assert.deepEqual(withUs.globals, without.globals);
        assert.equal(withUs.html, without.html);
        assert.deepEqual({ ...withUs, globals: 0, html: 0 }, { ...without, globals: 0, html: 0 });
        assert.deepEqual([withUs.ours, withUs.shadows], [0, 0]);
      });

      test("before any button a long list of observations says the same, with the extension and without", async () => {
        const seen = [];
        for (const extension of [true, false]) {
          const world = await open(browser, { csp: browser === "firefox" ? "strict" : "wasm", extension });
          try {
            // A page with a product first proves the extension there; then a fresh page without one.
            const there = await world.x("/home?n=8");
            if (extension) await hostOf(there, world.tweet("dp"));
            await there.close();
            const page = await world.session.page();
            await page.evaluateOnNewDocument(watch);
            await page.goto("https://x.com/search?q=basil&n=1", { waitUntil: "load" });
            await timeline(page);
            await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); }));
            seen.push(await page.evaluate(`(${observe})()`));
          } finally {
            await world.end();
          }
        }
        const [withUs, without] = seen;
        for (const name of Object.keys(without)) assert.deepEqual(withUs[name], without[name], name);
        assert.ok(without.heard.length > 100 && without.results.length > 100, "events were made and heard");
        assert.deepEqual([withUs.stacks, withUs.errors, withUs.reports], [[], [], []]);
      });

      test("a text that is cut is asked about among the page's scripts only once there is a button", () => within(browser, { csp: "wasm", page: { extra: "show-more", knows: "store" } }, async (world) => {
        const tweet = world.tweet("show-more");
        const page = await world.session.page();
        await page.evaluateOnNewDocument(() => {
          window.asked = [];
          const real = Document.prototype.querySelectorAll;
          Document.prototype.querySelectorAll = function (...args) {
            const found = Reflect.apply(real, this, args);
            if (String(args[0]).includes("show-more")) window.asked.push(Reflect.apply(real, this, ["[data-hashcart]"]).length);
            return found;
          };
        });
        await page.goto("https://x.com/search?q=flour", { waitUntil: "load" });
        await timeline(page);
        const marked = (wanted) => until(page, (mark) => document.querySelector(`[data-hashcart="${mark}"]`), `the mark ${wanted}`, { args: [wanted] });
        const mark = `${tweet.id}:B0HCART031@amazon.com`;
        // Firefox asks from our own world, at once.
        if (browser === "firefox") await marked(mark);
        await page.evaluate(() => window.__replica.goto("/home"));
        await marked(mark);
        const asked = await page.evaluate(() => window.asked);
        assert.equal(asked.length > 0, browser === "chromium");
        assert.ok(asked.every((buttons) => buttons > 0), String(asked));
      }));

      // Firefox has nothing of ours in the page that could be counted.
      if (browser === "chromium") {
        test("a cut text that the page does not tell of is asked about three times, and no more", () => within(browser, { csp: "wasm", page: { extra: "show-more", knows: "store", alter: "TIME.tag:renamed" } }, async (world) => {
          const page = await world.session.page();
          await page.evaluateOnNewDocument(() => {
            window.asked = [];
            const real = Document.prototype.querySelectorAll;
            Document.prototype.querySelectorAll = function (...args) {
              if (String(args[0]).includes("show-more")) window.asked.push(performance.now());
              return Reflect.apply(real, this, args);
            };
          });
          await page.goto("https://x.com/home", { waitUntil: "load" });
          await timeline(page);
          await until(page, () => window.asked.length >= 3, "three questions");
          // A fourth would come within a third of a second.
          await until(page, () => performance.now() > window.asked[2] + 1_500, "time for a fourth");
          assert.equal(await page.evaluate(() => window.asked.length), 3);
        }));
      }

      // X's own store is asked in the page's world where a post has a button and an unknown link: the page's functions run.
      test("a call in the page's world does not say whose it is", () => within(browser, { csp: "wasm" }, async (world) => {
        const tweet = world.tweet("card-only");
        const page = await world.session.page();
        await page.evaluateOnNewDocument(() => {
          window.stacks = [];
          const note = () => window.stacks.push(new Error("here").stack);
          const wrap = (object, name) => {
            const real = object[name];
            object[name] = function (...args) { if (args[0] === real.watched || String(args[0]).includes("hashcart")) note(); return Reflect.apply(real, this, args); };
          };
          wrap(Document.prototype, "querySelectorAll");
        });
        await page.goto(`https://x.com/${tweet.user.handle}/status/${tweet.id}?knows=store`, { waitUntil: "load" });
        await timeline(page);
        await until(page, (id) => document.querySelector(`[data-hashcart^="${id}:B"]`), "the product, which only X's store tells", { args: [tweet.id] });
        const stacks = await page.evaluate(() => window.stacks);
        // In Firefox nothing of ours runs there.
        assert.equal(stacks.length > 0, browser === "chromium");
        // What is asked of X's own store after a reply runs a function of X's.
        await page.evaluate(() => {
          const element = document.querySelector("#react-root > :first-child");
          const { store } = element[Object.keys(element).find((key) => key.startsWith("__reactProps$"))].children.props.children.props;
          const real = store.getState;
          store.getState = () => {
            window.stacks.push(new Error("here").stack);
            return real();
          };
        });
        await press(page, tweet);
        await shows(page, tweet, { tone: "done", label: text("button_replied") });
        const all = await page.evaluate(() => window.stacks);
        assert.ok(all.length > stacks.length, "it was asked");
        // The test's own lines name the folder that it lies in.
        const ours = (stack) => /extension|hashcart|peek/i.test(stack.split("\n").filter((line) => !line.includes("pptr:")).join("\n"));
        assert.deepEqual(all.filter(ours), []);
      }));
    });
  }
});
