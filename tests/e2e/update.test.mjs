// An update while X, Amazon and our own pages are open: nothing is lost, each place says so, and everything goes on.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { inside, untilInside } from "../support/inside.mjs";
import { itemRecord, open, short, until, untilHere } from "../support/handover.mjs";
import { BROWSERS, face, hostOf, press, reach, SETTINGS, shows, text } from "../support/hashcart.mjs";
import { records } from "../support/shelf.mjs";
import { composerState, send, timeline } from "../support/steps.mjs";

const ASIN = "B0UPDATE01";

describe("update", () => {
  for (const browser of BROWSERS) {
    describe(browser, () => {
      let world;
      before(async () => { world = await open(browser); });
      // The older program is told so when it asks.
      after(() => world?.end({ allowed: [/Extension context invalidated/] }));

      test("with 1,000 items, an open reply box and a hand-over in the middle, nothing is lost", async () => {
        world.amazon.put(ASIN, {});
        // In other stores than the one that is handed over to.
        const others = Object.entries(records(1500)).filter(([key]) => !key.endsWith("@amazon.de"));
        await world.begin([...others, itemRecord(ASIN), ["settings", { v: 1, data: { ...SETTINGS, reply: "review" } }]]);
        // The hand-over of the one thing that Amazon has, up to the user's press.
        await world.send({}, "guided");
        await world.until((walk) => walk.halt === "press", "the item on Amazon's page");
        const begun = (await world.walk()).begun;
        // X's reply box, open, with the text in it.
        const dp = world.replica.tweets().find((tweet) => tweet.kind === "dp");
        const x = await world.session.page("https://x.com/home");
        await timeline(x);
        await hostOf(x, dp);
        await press(x, dp);
        await shows(x, dp, { tone: "busy", label: text("button_waiting") });
        // Pages on which nothing is pressed: what follows a press never comes there.
        const unpressed = [];
        for (const kind of browser === "chromium" ? ["slug-dp", "two-products"] : []) {
          const tweet = world.replica.tweets().find((one) => one.kind === kind);
          const page = await world.session.page(`https://x.com/search?q=${tweet.products[0].asin}`);
          await timeline(page);
          // What is to be said without the extension is looked up by a timer of a second, behind which this one comes.
          await inside(page, () => new Promise((done) => { setTimeout(done, 1_000); }));
          assert.equal(await inside(page, () => globalThis.hashcart.isWhole()), false);
          unpressed.push([page, tweet]);
        }
        const before = await world.records();
        const kept = (all) => Object.fromEntries(Object.entries(all).filter(([key]) => /^(item:|settings$)/.test(key)));
        assert.equal(Object.keys(before).filter((key) => key.startsWith("item:")).length, 1002);

        await world.update("9.9.9");

        const after = await world.records();
        const changed = Object.keys(kept(before)).filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
        // Whether the reply in the box will be posted, nobody can tell any more.
        assert.deepEqual(changed.filter((key) => !key.includes(dp.products[0].asin)), []);
        assert.equal(await (await world.desk()).$eval("#version", (line) => line.textContent), text("version", "9.9.9"));

        // X: the words in its box are the user's, and go out once.
        await x.bringToFront();
        assert.deepEqual(await composerState(x), { text: "#AmazonCart", ready: true });
        await send(x);
        await untilHere(() => world.replica.state.replies.length === 1, "the reply at X");
        assert.equal(world.replica.state.replies[0].in_reply_to, dp.id);
        // Firefox puts the newer program into open pages. In Chromium the older one stays until they are loaded anew: it
        // still tells how its reply ended, and a press is told what to do.
        if (browser === "chromium") {
          await shows(x, dp, { tone: "done", label: text("button_replied") });
          const other = world.replica.tweets().find((tweet) => tweet.kind === "slug-dp");
          await press(x, other);
          await shows(x, other, { tone: "failed", note: text("fault_context_gone") });
          for (const [page, tweet] of unpressed) {
            await page.bringToFront();
            await press(page, tweet);
            const several = tweet.products.length > 1;
            await shows(page, tweet, { tone: several ? "idle" : "failed", menu: null, note: text("fault_context_gone") });
          }
          // A post with several products that X draws only now has words as well.
          await x.bringToFront();
          const two = world.replica.tweets().find((tweet) => tweet.kind === "two-products");
          await reach(x, two);
          await shows(x, two, { label: text("button_idle") });
          await press(x, two);
          await shows(x, two, { menu: null, note: text("fault_context_gone") });
          await x.goto("https://x.com/home");
          await timeline(x);
        }
        await hostOf(x, dp);
        await untilHere(async () => ["unsure", "done"].includes((await face(x, dp))?.tone), "the item, known to the newer program");

        // The list: all of it.
        const list = await world.session.openExtensionPage("list.html", "#list li");
        await until(list, (said) => document.querySelector("#tab-all, [data-do=tab-all]").textContent.includes(said), "all items", { args: ["1,002"] });
        await list.close();

        // Amazon: the same hand-over goes on where it stopped, and the cart has the thing once.
        const walk = await world.walk();
        assert.deepEqual([walk.begun, walk.halt], [begun, "restarted"]);
        const page = await world.page("");
        await until(page, (said) => document.querySelector("#says").textContent === said, "what happened", { args: [text("halt_restarted")] });
        await world.press(page, "go-on");
        await world.until((now) => now.halt === "press", "the item's page again");
        const tab = await world.tab();
        await untilInside(tab, () => tree(document.querySelector("[data-hashcart-panel]")), "the panel of the newer program");
        const end = await world.go();
        assert.deepEqual(end.items.map((item) => [item.asin, short(item.outcome)]), [[ASIN, "in cart 1"]]);
        assert.deepEqual(world.amazon.units(), { [ASIN]: 1 });
        assert.equal(world.replica.state.replies.length, 1);
      });
    });
  }
});
