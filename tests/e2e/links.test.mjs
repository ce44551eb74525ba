// Short links, followed by the background: only after the user's press, only where the user allowed it, asking the
// shorteners and nobody else, however badly they answer.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { until } from "../support/browser.mjs";
import { granted } from "../support/granted.mjs";
import { BROWSERS, face, inside, mainly, press, SETTINGS, sharing, shows, text, unfold, untilHere, untilInside, within } from "../support/hashcart.mjs";
import { shorteners } from "../support/shorteners.mjs";
import { shorten } from "../replica/data/links.mjs";

const PRODUCT = "https://www.amazon.de/dp/B0HCART101?tag=ada-21";
const KEY = "B0HCART101@amazon.de";

/** A browser with the permission given, for the tests of a `describe`, and shorteners that answer each as it says. */
function allowing(browser) {
  const short = shorteners();
  const options = { hosts: short.hosts, ending: { asked: Object.keys(short.hosts) } };
  let copy;
  before(async () => { options.extension = (copy = await granted(browser)).folder; });
  const anew = sharing(browser, options);
  after(() => copy?.remove());
  return (answers, use) => {
    short.release();
    short.addresses();
    for (const address of Object.keys(short.answers)) delete short.answers[address];
    Object.assign(short.answers, answers);
    return anew(SETTINGS, (world) => use(world, short));
  };
}

/** Asks the background as whoever may: what is for X's pages only, from one. */
async function call(world, message) {
  const send = (wire) => chrome.runtime.sendMessage({ v: 1, ...wire });
  if (!["save", "mark"].includes(message.call)) return (await world.desk()).evaluate(send, message);
  const page = await world.session.page("https://x.com/home?n=1");
  const answer = await inside(page, send, message);
  await page.close();
  return answer;
}
const found = (key, { tweet = "1991000000000000001", title } = {}) => ({ key, link: key.startsWith("link:") ? `https://${key.slice(5)}` : PRODUCT, ...(title ? { title } : {}), tweet: { id: tweet, author: "ada" } });

/** Keeps a link and looks it up; returns what came of it. */
async function lookUp(world, address) {
  const key = `link:${address}`;
  const saved = await call(world, { call: "save", found: found(key) });
  assert.ok(saved.ok, `${key}: ${JSON.stringify(saved)}`);
  const answer = await call(world, { call: "resolve", key });
  if (answer.fault) return { fault: answer.fault.code };
  return answer.ok.leads_to ? { leads: answer.ok.leads_to } : { key: answer.ok.found.key, link: answer.ok.found.link };
}

async function focal(world, tweet) {
  await world.desk();
  const page = await world.x();
  await page.evaluate((to) => window.__replica.goto(to), `/${tweet.user.handle}/status/${tweet.id}`);
  await until(page, (id) => document.querySelector(`main article a[href*="/status/${id}"] time`), `the page of ${tweet.kind}`, { args: [tweet.id] });
  await until(page, (id) => document.querySelector(`[data-hashcart="${id}:?"]`), "its button", { args: [tweet.id] });
  return page;
}

const product = { key: KEY, link: PRODUCT };
const site = (host) => ({ leads: { place: "site", host } });
const place = (name) => ({ leads: { place: name } });
const loop = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`amzn.to/loop${i}`, `https://amzn.to/loop${i + 1}`]));

/** Chromium fails such a redirect before anybody hears of its target. */
const UNSAFE = { fault: "link_no_answer" };

/** Entry, what the shorteners answer, what must come of it, and who may have been asked. */
const CASES = [
  ["amzn.to redirects to the product", "amzn.to/good", { "amzn.to/good": PRODUCT }, product],
  ["t.co answers with a page", "t.co/good", { "t.co/good": PRODUCT }, product],
  ["t.co, then amzn.to by http", "t.co/chain", { "t.co/chain": "http://amzn.to/chain", "amzn.to/chain": PRODUCT }, product, ["t.co/chain", "amzn.to/chain"]],
  ["a general shortener in between", "t.co/bitly", { "t.co/bitly": "https://bit.ly/3abc", "bit.ly/3abc": "https://amzn.to/behind", "amzn.to/behind": PRODUCT }, product, ["t.co/bitly", "bit.ly/3abc", "amzn.to/behind"]],
  ["a relative redirect", "a.co/d/3bmzGAK", { "a.co/d/3bmzGAK": "/d/4bmzGAK", "a.co/d/4bmzGAK": PRODUCT }, product],
  ["the product by http", "amzn.to/http", { "amzn.to/http": PRODUCT.replace("https", "http") }, product],
  ["a token that looks like an ASIN", "link.amazon/B09xPVTQy", { "link.amazon/B09xPVTQy": PRODUCT }, product],
  ["a redirect with a body", "amzn.to/body", { "amzn.to/body": { location: PRODUCT, body: "x".repeat(1e6) } }, product],
  ["a wish list", "amzn.to/wish", { "amzn.to/wish": "https://www.amazon.com/hz/wishlist/ls/1ODPU10TOS3I4" }, place("wish_list")],
  ["the front page", "amzn.to/old", { "amzn.to/old": { status: 302, location: "https://www.amazon.com" } }, place("home")],
  ["a storefront", "amzn.to/shop", { "amzn.to/shop": "https://www.amazon.com/shop/ada" }, place("shop")],
  ["a look-alike", "amzn.to/fake", { "amzn.to/fake": "https://amazon.com.evil.test/dp/B0HCART101" }, site("amazon.com.evil.test")],
  ["a look-alike by user name", "amzn.to/user", { "amzn.to/user": "https://www.amazon.com@evil.test/dp/B0HCART101" }, place("nowhere")],
  ["an address in numbers", "amzn.to/numbers", { "amzn.to/numbers": "https://127.0.0.1/dp/B0HCART101" }, site("127.0.0.1")],
  ["a port of its own", "amzn.to/port", { "amzn.to/port": "https://www.amazon.com:8443/dp/B0HCART101" }, place("nowhere")],
  ["a script", "amzn.to/script", { "amzn.to/script": "javascript:alert(1)" }, { firefox: place("nowhere"), chromium: UNSAFE }],
  ["a script in t.co's page", "t.co/script", { "t.co/script": { page: "javascript:alert(1)" } }, place("nowhere")],
  ["an app", "amzn.to/app", { "amzn.to/app": "amzn://apps/android?asin=B0HCART101" }, { firefox: place("nowhere"), chromium: UNSAFE }],
  ["a page that says nothing", "amzn.to/page", { "amzn.to/page": { body: "<title>Hello</title>" } }, place("nowhere")],
  ["a dead link", "amzn.to/dead", {}, place("nowhere"), ["amzn.to/dead"]],
  ["redirects without end", "amzn.to/loop0", loop, place("nowhere"), [0, 1, 2, 3, 4, 5].map((i) => `amzn.to/loop${i}`)],
  ["a redirect to itself", "amzn.to/self", { "amzn.to/self": "https://amzn.to/self" }, place("nowhere")],
  ["a server in trouble", "amzn.to/500", { "amzn.to/500": { status: 503 } }, { fault: "link_no_answer" }],
  ["a flood of HTML", "t.co/flood", { "t.co/flood": { flood: "<b>" } }, place("nowhere")],
  ["the address behind a flood", "t.co/late", { "t.co/late": { body: `${" ".repeat(100_000)}<title>${PRODUCT}</title>` } }, place("nowhere")],
  ["a line that breaks", "amzn.to/break", { "amzn.to/break": { reset: true } }, { fault: "link_no_answer" }],
  ["a shortener that hangs", "amzn.to/hang", { "amzn.to/hang": { hang: true } }, { fault: "link_no_answer" }],
];

describe("short links", () => {
  for (const browser of BROWSERS) {
    describe(browser, () => {
      const allowed = allowing(browser);

      test("every answer has its ending, and only shorteners are asked: without cookies, without a referrer", () => {
        const answers = Object.assign({}, ...CASES.map(([, , answers]) => answers));
        return allowed(answers, async (world, short) => {
          for (const [name, entry, , wanted, asked] of CASES) {
            short.addresses();
            assert.deepEqual(await lookUp(world, entry), wanted[browser] ?? wanted, name);
            const seen = short.asked.map(({ address }) => address);
            if (asked) assert.deepEqual(seen, asked, name);
            assert.equal(seen[0], entry, name);
            for (const { address, headers } of short.asked) {
              assert.ok(!/amazon\.|evil|127/.test(address.replace("link.amazon/", "")), `${name} asked ${address}`);
              assert.deepEqual([headers.cookie, headers.referer, headers.origin], [undefined, undefined, undefined], `${name}: ${address}`);
            }
            const left = await world.records();
            assert.equal(Object.keys(left).filter((key) => key.startsWith("item:")).length, 1, `${name}: nothing is lost`);
            await world.clear({ asked: Object.keys(short.hosts) });
          }
          await untilHere(() => short.flooding() === 0, "the end of a flood");
          // Linux lets 4 MB wait with who sends and up to 32 MB with who reads; the flood itself has no end.
          assert.ok(short.flooded() > 0 && short.flooded() < 64e6, `${short.flooded()} bytes of a flood were taken`);
        });
      });

      if (mainly("chromium").includes(browser)) test("a card is looked up after the press, replied to as its product, and known the next time", () => {
        const tweet = { link: "https://www.amazon.com/dp/B0HCART008" };
        const address = shorten(tweet.link).replace("https://", "");
        return allowed({ [address]: "https://amzn.to/4pixel", "amzn.to/4pixel": `${tweet.link}?tag=pixel-20` }, async (world, short) => {
          const card = world.tweet("card-only");
          const page = await focal(world, card);
          assert.deepEqual(short.addresses(), [], "no request before the press");
          await press(page, card);
          await shows(page, card, { tone: "done", label: text("button_replied"), mark: `${card.id}:B0HCART008@amazon.com` });
          assert.deepEqual(short.addresses(), [address, "amzn.to/4pixel"]);
          assert.deepEqual(world.replies(), [[card.id, "#AmazonCart"]]);
          const item = await world.kept("B0HCART008@amazon.com", "replied");
          assert.equal(item.found.link, `${tweet.link}?tag=pixel-20`, "the author's own address");
          assert.deepEqual([item.found.title, item.found.via], [card.card.title, [address]]);
          const records = await world.records();
          assert.deepEqual(Object.keys(records).filter((key) => /^(item|reply):/.test(key)).sort(), ["item:B0HCART008@amazon.com", `reply:${card.id}`]);
          assert.equal(records[`reply:${card.id}`].data, "B0HCART008@amazon.com");
          await page.reload({ waitUntil: "load" });
          await shows(page, card, { tone: "done", label: text("button_replied"), mark: `${card.id}:B0HCART008@amazon.com` });
          assert.deepEqual(short.addresses(), [], "known from the first time");
        });
      });

      if (mainly("chromium").includes(browser)) test("a link to a wish list is kept and not replied to", () => allowed({ "amzn.to/3DHiDU7": "https://www.amazon.com/hz/wishlist/ls/1ODPU10TOS3I4" }, async (world) => {
        const tweet = world.tweet("short-amzn-to");
        const page = await focal(world, tweet);
        await press(page, tweet);
        await shows(page, tweet, { tone: "done", label: text("button_added"), note: text("told_wish_list") });
        assert.deepEqual(world.replies(), []);
        const popup = await world.session.openExtensionPage("popup.html", "[data-slot=lead-text]");
        assert.equal(await popup.$eval("[data-slot=lead-text]", (node) => node.textContent), text("leads_wish_list"));
      }));

      if (mainly("chromium").includes(browser)) test("a shortener that does not answer costs nothing but the product: the reply goes out, the link stays", () => allowed({ "a.co/d/3bmzGAK": { status: 500 } }, async (world, short) => {
        const tweet = world.tweet("short-a-co");
        const page = await focal(world, tweet);
        await press(page, tweet);
        await shows(page, tweet, { tone: "done", label: text("button_replied"), mark: `${tweet.id}:?` });
        await world.kept("link:a.co/d/3bmzGAK", "replied");
        // Later, on request, from the list; the button on the page learns of it.
        short.answers["a.co/d/3bmzGAK"] = PRODUCT;
        const popup = await world.session.openExtensionPage("popup.html", "[data-slot=find]");
        assert.equal(await popup.$eval("[data-slot=lead-text]", (node) => node.textContent), text("link_unknown"));
        assert.equal(await popup.$eval("[data-slot=title]", (node) => node.href), "https://a.co/d/3bmzGAK", "opens the original address");
        await popup.bringToFront();
        await popup.click("[data-slot=find]");
        const item = await world.kept(KEY, "replied");
        assert.equal(item.found.tweet.id, tweet.id);
        await until(popup, (href) => document.querySelector("[data-slot=title]")?.href === href && !document.querySelector("[data-slot=find]"), "the product in the list", { args: [PRODUCT] });
        await shows(page, tweet, { tone: "done", label: text("button_replied"), mark: `${tweet.id}:${KEY}` });
        assert.equal((await world.records())["item:link:a.co/d/3bmzGAK"], undefined);
      }));

      if (mainly("chromium").includes(browser)) test("a link and its product become one item, and keep the reply", () => allowed({ "amzn.to/good": PRODUCT, "a.co/d/good": PRODUCT }, async (world) => {
        const other = { tweet: "1991000000000000002" };
        await call(world, { call: "save", found: found(KEY, { ...other, title: "A lamp" }) });
        await call(world, { call: "save", found: found("link:amzn.to/good") });
        const url = "https://x.com/me/status/1991000000000000009";
        await call(world, { call: "mark", key: "link:amzn.to/good", status: { state: "replied", url }, sending: true });
        await call(world, { call: "resolve", key: "link:amzn.to/good" });
        let item = (await world.record(KEY)).data;
        assert.deepEqual([item.found.tweet.id, item.found.title, item.status], ["1991000000000000001", "A lamp", { state: "replied", url }]);
        // The product pressed where the page spells it, after its link was kept.
        await call(world, { call: "save", found: found("link:a.co/d/good", { tweet: "1991000000000000003" }) });
        await call(world, { call: "save", found: { ...found(KEY, { tweet: "1991000000000000003" }), via: ["a.co/d/good"] } });
        item = (await world.record(KEY)).data;
        assert.deepEqual(item.status, { state: "replied", url });
        assert.deepEqual(Object.keys(await world.records()).filter((key) => key.startsWith("item:")), [`item:${KEY}`]);
        // Word of how a reply ended may still come under the link's name.
        const late = await call(world, { call: "mark", key: "link:amzn.to/good", status: { state: "saved" }, sending: true });
        assert.equal(late.fault.code, "replied_elsewhere", "what is posted stays posted");
      }));

      test("without the permission nothing is asked; the user is told once, by the button, after the press", () => {
        const short = shorteners({ "amzn.to/3DHiDU7": PRODUCT });
        return within(browser, { hosts: short.hosts, prefs: { "extensions.webextOptionalPermissionPrompts": false }, ending: { asked: ["amzn.to"] } }, async (world) => {
          const tweet = world.tweet("short-amzn-to");
          const page = await focal(world, tweet);
          await press(page, tweet);
          await shows(page, tweet, { tone: "done", label: text("button_replied"), mark: `${tweet.id}:?` });
          const sheet = (part) => untilInside(page, (id, inner) => tree(document.querySelector(`[data-hashcart^="${id}:"]`)).querySelector(`.sheet:popover-open ${inner}`)?.textContent, `${part} of the question`, { args: [tweet.id, part] });
          assert.equal(await sheet(".title"), text("ask_links_title"));
          assert.deepEqual(short.addresses(), []);
          // To the options by the answer, where the browser can ask.
          const opened = new Promise((done) => { world.session.browser.on("targetcreated", (target) => { if (target.url().includes("options.html#links")) done(target); }); world.session.browser.on("targetchanged", (target) => { if (target.url().includes("options.html#links")) done(target); }); });
          await press(page, tweet, "mouse", ".sheet .item");
          if (browser === "chromium") {
            const options = await (await opened).asPage();
            assert.equal(await until(options, () => document.querySelector("#short-links.wanted button")?.textContent, "the question in the options"), text("short_links_allow"));
            assert.deepEqual(short.addresses(), []);
            return;
          }
          // Firefox hides the tab from its driver: its page by hand, and there the press.
          const options = await world.session.openExtensionPage("options.html#links=link:amzn.to/3DHiDU7", "#short-links.wanted");
          await options.bringToFront();
          await options.click("#short-links-button");
          const { found } = await world.kept(KEY, "replied");
          assert.equal(found.quote, tweet.text[0].trim(), "the post's own words are no title");
          const title = found.title ?? `${KEY.split("@")[0]} · @${tweet.user.handle}`;
          await until(options, (wanted) => document.querySelector("#said-short-links").textContent === wanted, "what was found", { args: [text("found", title)] });
          assert.deepEqual(short.addresses(), ["amzn.to/3DHiDU7"]);
          await shows(page, tweet, { mark: `${tweet.id}:${KEY}` });
          // Taken back in the options: nothing is asked any more.
          await options.click("#short-links-button");
          await until(options, (wanted) => document.querySelector("#short-links-button").textContent === wanted, "the permission gone", { args: [text("short_links_allow")] });
          assert.deepEqual(await lookUp(world, "amzn.to/again"), { fault: "link_not_allowed" });
          assert.deepEqual(short.addresses(), []);
        });
      });

      if (mainly("firefox").includes(browser)) test("who said no is not asked again", () => {
        const short = shorteners();
        return within(browser, { hosts: short.hosts }, async (world) => {
          for (const [kind, asks] of [["short-amzn-to", true], ["short-a-co", false]]) {
            const tweet = world.tweet(kind);
            const page = await focal(world, tweet);
            await press(page, tweet);
            await shows(page, tweet, { tone: "done", label: text("button_replied") });
            if (asks) {
              await untilInside(page, (id) => tree(document.querySelector(`[data-hashcart^="${id}:"]`)).querySelector(".sheet:popover-open"), "the question", { args: [tweet.id] });
              await press(page, tweet, "mouse", ".sheet .item:last-child");
            }
            await world.kept(`link:${kind === "short-a-co" ? "a.co/d/3bmzGAK" : "amzn.to/3DHiDU7"}`, "replied");
            await untilHere(async () => (await world.records()).asked, "that the user was asked");
            // Whatever the page asked the background is answered when this is, and shown two frames later.
            await call(world, { call: "ask_links", key: null });
            await page.bringToFront();
            await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); }));
            await untilInside(page, (id) => !tree(document.querySelector(`[data-hashcart^="${id}:"]`)).querySelector(":popover-open"), "nothing open", { args: [tweet.id] });
            assert.equal((await face(page, tweet)).note, "");
            await page.close();
          }
        });
      });

      test("the plain address is opened only where the user prefers it", () => within(browser, {}, async (world) => {
        await call(world, { call: "save", found: found(KEY) });
        const popup = await world.session.openExtensionPage("popup.html", "#list li");
        const href = () => popup.$eval("[data-slot=title]", (node) => node.href);
        assert.equal(await href(), PRODUCT);
        const desk = await world.desk();
        await desk.bringToFront();
        await unfold(desk, "input[value=clean]");
        await desk.click("input[value=clean]");
        await untilHere(async () => (await world.records()).settings?.data.links === "clean", "the choice written");
        await untilHere(async () => (await href()) === "https://www.amazon.de/dp/B0HCART101", "the plain address");
        assert.equal((await world.record(KEY)).data.found.link, PRODUCT, "kept as the author wrote it");
      }));
    });
  }
});
