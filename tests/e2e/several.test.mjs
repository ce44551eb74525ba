// Several products in one post: all at once, how many are saved, and which is which.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { inside, keysOf, mainly, press, reach, SETTINGS, sharing, shows, text } from "../support/hashcart.mjs";

/** The menu's lines as they are read. */
const lines = (page, tweet) => inside(page, (id) => [...tree(document.querySelector(`[data-hashcart^="${id}:"]`)).querySelectorAll(".menu:popover-open .item")].map((line) => [".name", ".store"].map((part) => line.querySelector(part)?.textContent ?? line.textContent)), tweet.id);

describe("several products", () => {
  for (const browser of mainly("firefox")) {
    describe(browser, () => {
      const anew = sharing(browser, { page: { extra: "twins", duplicate: "off" } });

      test("after one of two the button counts, and that is said", () => anew({ ...SETTINGS, reply: "private" }, async (world) => {
        const two = world.tweet("two-products");
        const page = await world.x();
        await reach(page, two);
        await shows(page, two, { tone: "idle", label: text("button_idle_several", 2) });
        await press(page, two);
        await press(page, two, "mouse", ".item:not(.all)");
        const label = text("button_partly", 1, 2);
        const { name, said } = await shows(page, two, { tone: "idle", label });
        assert.ok(name.startsWith(`${label}: `), name);
        // After that the offer of the cart may be said.
        assert.ok(said.startsWith(name), said);
      }));

      test("both at once: each is saved, and the post gets one reply", () => anew(SETTINGS, async (world) => {
        const two = world.tweet("two-products");
        const page = await world.x();
        await reach(page, two);
        await press(page, two);
        await shows(page, two, { menu: ["all", ...keysOf(two)], focus: "all" });
        assert.equal((await lines(page, two))[0][0], text("menu_both"));
        await page.keyboard.press("Enter");
        const [first, second] = keysOf(two);
        await world.kept(first, "replied");
        await world.kept(second, "saved");
        await shows(page, two, { tone: "done", menu: null, note: "" });
        assert.deepEqual([world.replies(), world.replica.state.attempts.length], [[[two.id, "#AmazonCart"]], 1]);
        // The other's own press says that the post has its reply.
        await press(page, two);
        await shows(page, two, { menu: [first, second] });
        await press(page, two, "mouse", ".item:last-of-type");
        await shows(page, two, { tone: "done", note: text("told_replied_before") });
        assert.equal(world.replica.state.attempts.length, 1);
      }));

      test("while their reply can be called back, the button does that and no menu opens", () => anew({ ...SETTINGS, undo_seconds: 30 }, async (world) => {
        const two = world.tweet("two-products");
        const page = await world.x();
        await reach(page, two);
        await press(page, two, "Enter");
        await shows(page, two, { focus: "all", menu: ["all", ...keysOf(two)] });
        await page.keyboard.press("Enter");
        await shows(page, two, { tone: "busy", undo: true });
        await press(page, two, "Enter");
        await shows(page, two, { tone: "done", label: text("button_added"), menu: null, note: text("told_undone") });
        for (const key of keysOf(two)) await world.kept(key, "saved");
        assert.deepEqual(world.replica.state.attempts, []);
      }));

      test("who has chosen nothing is asked once for all of them", () => anew(null, async (world) => {
        const two = world.tweet("two-products");
        const page = await world.x();
        await reach(page, two);
        await press(page, two, "Enter");
        // A line that was not on the screen yet takes no key.
        await shows(page, two, { focus: "all", menu: ["all", ...keysOf(two)] });
        await page.keyboard.press("Enter");
        await shows(page, two, { tone: "done", choices: ["mode_post", "mode_review", "mode_private"].map((key) => text(key)) });
        for (const key of keysOf(two)) await world.kept(key, "saved");
        assert.deepEqual(world.replica.state.attempts, []);
      }));

      test("products of one name are told apart by number or store", () => anew({ ...SETTINGS, reply: "private" }, async (world) => {
        const twins = world.tweet("twins");
        const page = await world.x();
        await reach(page, twins);
        const { name } = await shows(page, twins, { label: text("button_idle_several", 3) });
        for (const part of ["Steel Kettle (B0HCART051)", "Steel Kettle (B0HCART052)", "Steel Kettle (amazon.de)"]) assert.ok(name.includes(part), name);
        await press(page, twins);
        await shows(page, twins, { menu: ["all", ...keysOf(twins)] });
        assert.deepEqual((await lines(page, twins)).map((line) => line.join(", ")), [`${text("menu_all", 3)}, ${text("menu_all", 3)}`, "Steel Kettle, B0HCART051", "Steel Kettle, B0HCART052", "Steel Kettle, amazon.de"]);
        await press(page, twins, "mouse", ".item:nth-of-type(2)");
        await shows(page, twins, { label: text("button_partly", 1, 3) });
        await press(page, twins);
        await shows(page, twins, { menu: ["all", ...keysOf(twins)] });
        assert.equal((await lines(page, twins))[0][0], text("menu_rest", 2));
        await press(page, twins, "mouse", ".all");
        await shows(page, twins, { tone: "done", label: text("button_added") });
        for (const key of keysOf(twins)) await world.kept(key, "saved");
      }));
    });
  }
});
