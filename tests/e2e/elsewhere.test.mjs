// Keeping an item without X's timeline: from the right-click menu on any page, by a key, and by pasting a link.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, hostOf, keysOf, mainly, open, shows, text, until, untilHere } from "../support/hashcart.mjs";
import { inFirefox } from "../support/firefox.mjs";
import { itemRecord } from "../support/handover.mjs";
import { command, inBackground, menuOn, title } from "../support/chrome.mjs";

const page = (body) => (request, response) => {
  response.writeHead(200, { "content-type": "text/html" });
  response.end(`<!doctype html><meta charset=utf-8><link rel=icon href=data:,><title>Page</title><body style="font:16px sans-serif">${body}`);
};
const HOSTS = {
  "blog.example": page(`
    <p><a id=product href="https://www.amazon.de/Kessel/dp/B0HCELSE01?tag=blog-21">A kettle</a>
    <p><a id=short href="https://amzn.to/3Else01">Another</a>
    <p><a id=help href="https://www.amazon.de/gp/help/customer">Help</a>
    <p><a id=other href="https://example.com/dp/B0HCELSE01">Somewhere else</a>`),
  "www.amazon.de": page("<h1 id=title>A kettle</h1>"),
};
const ASKED = ["blog.example", "www.amazon.de"];
const KETTLE = "B0HCELSE01@amazon.de";

describe("from elsewhere", () => {
  for (const browser of BROWSERS) {
    describe(browser, () => {
      let world;
      before(async () => {
        world = await open(browser, { csp: "wasm", hosts: HOSTS });
        await world.desk();
      });
      after(() => world?.end({ asked: ASKED }));
      const titled = (words) => untilHere(async () => (await title(world)) === words, `the toolbar says ${JSON.stringify(words)}`);
      const found = async (key) => (await world.kept(key, "saved")).found;

      test("the list opens beside the page, by the popup's button", async () => {
        await world.clear({ asked: ASKED });
        await world.write({ [`item:${KETTLE}`]: { v: 1, data: { found: { key: KETTLE, link: "https://www.amazon.de/dp/B0HCELSE01", title: "A kettle" }, saved_at: 1, changed_at: 1, status: { state: "saved" } } } });
        const popup = await world.popup();
        await popup.bringToFront();
        await until(popup, () => document.querySelector("#beside").checkVisibility(), "the button");
        const list = `${world.session.baseUrl()}/list.html`;
        const { browser: driver } = world.session;
        const opened = browser === "chromium" && driver.waitForTarget((target) => target.url() === list);
        await popup.click("#beside");
        if (browser === "chromium") {
          const panel = await (await opened).asPage();
          await until(panel, () => document.querySelectorAll("#list li").length === 1, "the item, beside the page");
          await panel.evaluate(() => { window.close(); });
          // As a popup goes when it has led elsewhere.
          await untilHere(() => popup.isClosed(), "the popup closes itself");
        } else {
          await untilHere(() => inFirefox(driver, `SidebarController.isOpen && SidebarController.browser.contentDocument.getElementById("webext-panels-browser")?.currentURI.spec === "${list}"`), "the sidebar with the list");
          await inFirefox(driver, "SidebarController.hide()");
          await popup.close();
        }
      });

      test("the right-click menu on a link of any page, and on a store's own page", async () => {
        await world.clear({ asked: ASKED });
        const blog = await world.session.page("https://blog.example/post");
        assert.ok(await menuOn(world, blog, "#product"));
        const { link, tweet } = await found(KETTLE);
        assert.deepEqual([link, tweet ?? null], ["https://www.amazon.de/Kessel/dp/B0HCELSE01?tag=blog-21", null]);
        await titled(text("kept_new", "Kessel"));
        await world.badgeIs("1");
        assert.ok(await menuOn(world, blog, "#product"));
        await titled(text("kept_already", "Kessel"));
        await world.badgeIs("1");
        assert.ok(await menuOn(world, blog, "#short"));
        await found("link:amzn.to/3Else01");
        assert.ok(await menuOn(world, blog, "#help"));
        await titled(text("fault_no_product"));
        await world.badgeIs("2");
        assert.deepEqual(Object.keys(await world.records()).filter((key) => key.startsWith("item:")).length, 2);
        // Chromium decides by the same patterns and does not let a test look into its menu.
        if (browser === "firefox") assert.equal(await menuOn(world, blog, "#other"), false);
        await blog.close();

        await world.clear({ asked: ASKED });
        const shop = await world.session.page("https://www.amazon.de/Kessel/dp/B0HCELSE01?th=1");
        assert.ok(await menuOn(world, shop, "#title"));
        await found(KETTLE);
        await shop.close();
      });

      // Seen 2026-11: the count, begun just before, wiped out what the toolbar had begun to say.
      if (mainly("chromium").includes(browser)) test("what the toolbar says is not wiped out by a count that began before it", async () => {
        await world.clear({ asked: ASKED });
        await titled(text("app_name"));
        const blog = await world.session.page("https://blog.example/post");
        // The background's reading of the keys waits for us, once; then come as many answers as it needs to show a count.
        const held = await inBackground(world, (scope) => {
          const { local } = scope.chrome.storage;
          const getKeys = local.getKeys?.bind(local);
          if (!getKeys) return false;
          local.getKeys = () => {
            local.getKeys = getKeys;
            return new Promise((go) => {
              scope.go = async () => {
                go(await getKeys());
                for (let answers = 0; answers < 4; answers += 1) await scope.chrome.action.getTitle({});
                return true;
              };
            });
          };
          return true;
        });
        assert.ok(held, "a browser with getKeys");
        await world.write(Object.fromEntries([itemRecord("B0HCELSE02")]));
        await untilHere(() => inBackground(world, (scope) => Boolean(scope.go)), "a count that has begun");
        assert.ok(await menuOn(world, blog, "#product"));
        await titled(text("kept_new", "Kessel"));
        assert.ok(await inBackground(world, (scope) => scope.go()));
        assert.equal(await title(world), text("kept_new", "Kessel"));
        await titled(text("app_name"));
        await world.badgeIs("2");
        await blog.close();
      });

      test("on X, a link of X's own is the product that its post shows, with that post", async () => {
        await world.clear({ asked: ASKED });
        const tweet = world.tweet("dp");
        const x = await world.xWith(tweet);
        assert.ok(await menuOn(world, x, "[data-testid=tweetText] a[href^='https://t.co/']"));
        const kept = await found(keysOf(tweet)[0]);
        assert.equal(kept.tweet.id, tweet.id);
        await shows(x, tweet, { tone: "done", label: text("button_added") });
        assert.deepEqual(world.replies(), []);
        await x.close();
      });

      test("by a key: the post that has the focus, as a press on its button; none, and it is said", async () => {
        await world.clear({ asked: ASKED });
        const tweet = world.tweet("dp");
        const x = await world.xWith(tweet);
        await command(world, x, "add");
        await titled(text("command_nothing"));
        await hostOf(x, tweet);
        await x.evaluate((id) => document.querySelector(`[data-hashcart^="${id}:"]`).closest("article").focus(), tweet.id);
        await command(world, x, "add");
        await world.kept(keysOf(tweet)[0], "replied");
        assert.deepEqual(world.replies(), [[tweet.id, "#AmazonCart"]]);
        await x.close();
      });

      test("pasted into the popup: kept, kept already, no product; without a post to open", async () => {
        await world.clear({ asked: ASKED });
        const popup = await world.popup();
        const says = (words) => until(popup, (wanted) => document.querySelector("#kept").textContent === wanted, words, { args: [words] });
        const paste = async (address) => {
          await popup.click("#address", { count: 3 });
          await popup.keyboard.type(address);
          await popup.keyboard.press("Enter");
        };
        await paste("https://www.amazon.de/Kessel/dp/B0HCELSE01?tag=blog-21");
        await says(text("kept_new", "Kessel"));
        await until(popup, (key) => document.querySelector(`#list [data-key="${key}"]`), "the row", { args: [KETTLE] });
        assert.deepEqual(await popup.evaluate(() => ["#address"].map((it) => document.querySelector(it).value).concat(document.querySelector("#list [data-slot=author]") === null)), ["", true]);
        await paste(" amazon.de/dp/B0HCELSE01 ");
        await says(text("kept_already", "Kessel"));
        await paste("https://amzn.to/3Else01");
        await says(text("kept_new", "amzn.to/3Else01"));
        await paste("https://example.com/dp/B0HCELSE01");
        await says(text("fault_no_product"));
        assert.equal(await popup.evaluate(() => document.querySelector("#address").value), "https://example.com/dp/B0HCELSE01");
        assert.equal(await popup.evaluate(() => document.querySelectorAll("#list li").length), 2);
        await popup.close();
      });

      // Seen 2026-11 in Firefox, 6 times in 120 at the moment when it puts an idle background to sleep.
      test("a question that reached nobody, because the background was just put to sleep, is asked again; any other is not", async () => {
        await world.clear({ asked: ASKED });
        const popup = await world.popup();
        const paste = async (address, words, reason) => {
          await popup.evaluate((why) => {
            const { sendMessage } = chrome.runtime;
            const send = sendMessage.bind(chrome.runtime);
            window.asked = 0;
            chrome.runtime.sendMessage = (message) => {
              window.asked += 1;
              if (window.asked > 1) return send(message);
              return Promise.reject(new Error(why));
            };
          }, reason);
          await popup.click("#address", { count: 3 });
          await popup.keyboard.type(address);
          await popup.keyboard.press("Enter");
          await until(popup, (wanted) => document.querySelector("#kept").textContent === wanted, words, { args: [words] });
          return popup.evaluate(() => window.asked);
        };
        const lost = "Could not establish connection. Receiving end does not exist.";
        assert.equal(await paste("https://www.amazon.de/dp/B0HCELSE01", text("kept_new", "B0HCELSE01"), lost), 2);
        const open = "The message channel closed before a response was received.";
        assert.equal(await paste("https://www.amazon.de/dp/B0HCELSE02", text("fault_no_answer"), open), 1);
        assert.equal(await world.record("B0HCELSE02@amazon.de"), undefined);
        await popup.close();
      });

      test("kept from elsewhere, then pressed on a post: the post is its own from then on, with one reply", async () => {
        await world.clear({ asked: ASKED });
        const tweet = world.tweet("dp");
        const [key] = keysOf(tweet);
        const popup = await world.popup();
        await popup.type("#address", `https://www.amazon.com/dp/${key.split("@")[0]}`);
        await popup.keyboard.press("Enter");
        await found(key);
        await popup.close();
        const x = await world.xWith(tweet);
        await shows(x, tweet, { tone: "done", label: text("button_added") });
        const place = await hostOf(x, tweet);
        assert.ok(place);
        await x.evaluate((id) => document.querySelector(`[data-hashcart^="${id}:"]`).closest("article").focus(), tweet.id);
        await command(world, x, "add");
        const item = await world.kept(key, "replied");
        assert.equal(item.found.tweet.id, tweet.id);
        assert.equal(world.replica.state.attempts.length, 1);
        await x.close();
      });
    });
  }
});
