// Pages of Amazon's that others' tools got wrong: another version at the item's address, rows of a buy box, other carts,
// phones, and carts that say in one place what they do not show in another.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { PERSON, ends, itemRecord, open, tries, until } from "../support/handover.mjs";
import { mainly } from "../support/which.mjs";

const asin = (n) => `B0OFFER${String(n).padStart(3, "0")}`;

describe("hand-over, offers and carts", () => {
  for (const browser of mainly("firefox")) {
    describe(browser, () => {
      let world;
      before(async () => { world = await open(browser); });
      after(() => world?.end());

      /** What the list says of its items, from the first. */
      const listed = async () => {
        const list = await world.session.openExtensionPage("list.html", "[data-do=tab-all]");
        await list.click("[data-do=tab-all]");
        const rows = await until(list, () => {
          const all = [...document.querySelectorAll("#list > .item")].map((row) => row.textContent.replace(/\s+/g, " "));
          return all.length > 0 && all;
        }, "rows of the list");
        await list.close();
        return rows;
      };

      test("another version at the item's address: the user's press is taken, the list says which, and it is not bought twice", async () => {
        world.amazon.reset();
        world.amazon.put(asin(1), { state: "version", variant: "B0VARIANT1" });
        await world.begin([itemRecord(asin(1))], { press: true });
        await world.send();
        const shown = await world.until((walk) => walk.halt === "chosen", "the other version");
        assert.equal(world.amazon.presses.length, 0, "nothing is pressed for the user there");
        assert.equal(shown.items[0].choosing, true);
        const walk = await world.go();
        assert.deepEqual(walk.items[0].outcome, { end: "in_cart", count: 1, unticked: 0, version: "B0VARIANT1" });
        assert.deepEqual(world.amazon.units(), { B0VARIANT1: 1 });
        assert.match((await listed()).join(), /Another version: B0VARIANT1/);
        const page = await world.page();
        await page.click(`[data-key^="${asin(1)}@"] input[type=checkbox]`);
        await world.press(page, "guided");
        await world.until(({ begun }) => begun !== walk.begun, "another walk");
        const second = await world.go();
        assert.deepEqual(second.items[0].outcome, { end: "already_there", count: 1, unticked: 0, version: "B0VARIANT1" });
        assert.deepEqual(world.amazon.units(), { B0VARIANT1: 1 });
      });

      test("the item's own version is chosen on a page that opened as another", async () => {
        world.amazon.reset();
        world.amazon.put(asin(2), { state: "version", variant: "B0VARIANT2" });
        await world.begin([itemRecord(asin(2))]);
        await world.send();
        const walk = await world.go({ chosen: tries((it, tab) => it.click(tab, "#variation")) });
        assert.deepEqual([ends(walk), world.amazon.units()], [{ [asin(2)]: "in cart 1" }, { [asin(2)]: 1 }]);
      });

      test("a folded row stands first: the open row's picker counts, and three of three arrive", async () => {
        for (const press of [false, true]) {
          world.amazon.reset();
          world.amazon.put(asin(3), { state: "used-first" });
          await world.begin([itemRecord(asin(3))], { press });
          await world.send({ [asin(3)]: 3 });
          const walk = await world.go(press ? { press: () => true } : {});
          assert.deepEqual([ends(walk), world.amazon.units()], [{ [asin(3)]: "in cart 3" }, { [asin(3)]: 3 }]);
          assert.equal(world.amazon.cart()[0].seller, "A1", "the new one");
        }
      });

      test("a used row is chosen: said, and nothing is pressed until the ordinary one is", async () => {
        world.amazon.reset();
        world.amazon.put(asin(4), { state: "used-chosen" });
        await world.begin([itemRecord(asin(4))], { press: true });
        await world.send();
        await world.until(({ halt }) => halt === "used", "a used one");
        assert.equal(world.amazon.presses.length, 0);
        const walk = await world.go({ press: () => true, used: PERSON.members_chosen });
        assert.deepEqual(ends(walk), { [asin(4)]: "in cart 1" });
        assert.equal(world.amazon.cart()[0].seller, "A1", "the new one");
      });

      for (const [mode, options] of [["twice", {}], ["aside", {}], ["aside-late", {}], ["whole", { phone: true }], ["whole", { fresh: [{ id: "g1", asin: asin(6), seller: "F", quantity: 7 }] }]]) {
        test(`a cart drawn ${mode}${options.phone ? " for phones" : ""}${options.fresh ? " beside one of groceries" : ""} is read as it is`, async () => {
          world.amazon.reset();
          Object.assign(world.amazon, { cartMode: mode, ...options });
          for (const n of [5, 6]) world.amazon.put(asin(n), {});
          world.amazon.seeds["amazon.de"] = [
            // Where the number counts what is ticked, the one that is not must not be among what is late.
            { id: "d", asin: "B0OTHER008", seller: "A1", quantity: 1, ticked: false },
            { id: "a", asin: asin(5), seller: "A1", quantity: 1 },
            { id: "b", asin: asin(5), seller: "A2", quantity: 2 },
            { id: "c", asin: "B0OTHER009", seller: "A1", quantity: 3 },
            { id: "e", asin: asin(6), seller: "A1", quantity: 1, removed: true },
            { id: "f", asin: asin(6), seller: "A1", quantity: 1, saved: true },
          ];
          await world.begin([itemRecord(asin(5)), itemRecord(asin(6))]);
          await world.send();
          const walk = await world.go();
          assert.deepEqual(ends(walk), { [asin(5)]: "there 3", [asin(6)]: "in cart 1" });
          const lines = walk.before.map(({ asin: which, quantity, ticked }) => [which, quantity, ticked]);
          assert.deepEqual(lines, [["B0OTHER008", 1, false], [asin(5), 1, true], [asin(5), 2, true], ["B0OTHER009", 3, true]]);
        });
      }

      test("on a page for phones nothing is pressed for the user, who can say that it was", async () => {
        world.amazon.reset();
        world.amazon.phone = true;
        world.amazon.put(asin(7), { state: "phone" });
        await world.begin([itemRecord(asin(7))], { press: true });
        await world.send();
        await world.until(({ halt }) => halt === "press_on_phone", "the user's press");
        const tab = await world.tab();
        assert.deepEqual((await world.panel(tab)).acts, ["told", "skip", "stop"]);
        await world.act(tab, "told");
        const walk = await world.go({ press_on_phone: () => true });
        assert.deepEqual([ends(walk), world.amazon.presses.length], [{ [asin(7)]: "no_effect" }, 0]);
      });

      test("groceries: skipped or added by the user, never called missing", async () => {
        world.amazon.reset();
        for (const n of [8, 9]) world.amazon.put(asin(n), { state: "groceries" });
        await world.begin([itemRecord(asin(8)), itemRecord(asin(9))], { press: true });
        await world.send();
        const skip = tries((it, tab) => it.act(tab, "skip"));
        const walk = await world.go({ other_cart: (it, tab, now) => (now.at.item === 0 ? PERSON.other_cart(it, tab, now) : skip(it, tab, now)) });
        const [added, skipped] = walk.items.map((item) => item.asin);
        assert.deepEqual(ends(walk), { [added]: "marked", [skipped]: "other_cart" });
        assert.deepEqual(world.amazon.fresh.map((line) => line.asin), [added]);
        world.presses();
      });

      test("a gift card lies in the cart under the number of its amount: not confirmed, in the list too", async () => {
        world.amazon.reset();
        world.amazon.put(asin(10), { state: "gift", variant: "B0AMOUNT50" });
        await world.begin([itemRecord(asin(10))], { press: true });
        await world.send();
        const walk = await world.go();
        assert.deepEqual([ends(walk), world.amazon.units()], [{ [asin(10)]: "other_line" }, { B0AMOUNT50: 1 }]);
        assert.match((await listed()).join(), /Not confirmed: something else/);
        assert.doesNotMatch((await listed()).join(), /Not added/);
        // It may be there: neither the one press nor another try adds a second one.
        const again = await world.page();
        assert.equal(await again.evaluate(() => document.querySelector("#again").checkVisibility()), false);
        const popup = await world.session.openExtensionPage("popup.html", "#none:not([hidden])");
        await popup.close();
      });

      test("a cart that cannot be read at the end: not confirmed, in the list too", async () => {
        world.amazon.reset();
        world.amazon.put(asin(11), {});
        await world.begin([itemRecord(asin(11))]);
        await world.send();
        await world.until(({ halt }) => halt === "press", "the press");
        world.amazon.cartMode = "half";
        const walk = await world.go({ cart_unread: tries((it, tab) => it.act(tab, "stop")) });
        assert.deepEqual(ends(walk), { [asin(11)]: "cart_unread" });
        assert.match((await listed()).join(), /Not confirmed/);
        assert.doesNotMatch((await listed()).join(), /Not added/);
      });

      test("the question of age is the user's to answer", async () => {
        world.amazon.reset();
        world.amazon.put(asin(12), {});
        world.amazon.fault(new RegExp(asin(12)), "age");
        await world.begin([itemRecord(asin(12))]);
        await world.send();
        const walk = await world.go();
        assert.deepEqual(ends(walk), { [asin(12)]: "in cart 1" });
      });
    });
  }
});
