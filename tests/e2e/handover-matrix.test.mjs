// Every state that a product page can be in, by the user's own presses and by ours: how the item ends, and what lies
// in the cart. All states are in one list, so that one walk goes through them as a user's would.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { PERSON, ends, itemRecord, open, tries } from "../support/handover.mjs";

const BROWSERS = ["chromium", "firefox"];

/** State, how it ends, and how many then lie in the cart. */
const MATRIX = [
  ["ready", "in cart 1", 1],
  ["plan", "in cart 1", 1],
  ["sheet", "in cart 1", 1],
  ["silent", "in cart 1", 1],
  ["home", "in cart 1", 1],
  ["both", "in cart 1", 1],
  ["choose", "in cart 1", 1],
  ["subscribe", "in cart 1", 1],
  ["ignored", "no_effect", 0],
  ["used", "used", 0],
  ["no-offer", "no_offer", 0],
  ["unavailable", "unavailable", 0],
  ["digital", "digital", 0],
  ["undeliverable", "not_deliverable", 0],
  ["unclear", "skipped", 0],
  ["hidden", "skipped", 0],
  ["disabled", "skipped", 0],
  ["double", "skipped", 0],
  ["missing", "missing", 0],
].map(([state, end, units], index) => ({ state, end, units, asin: `B0MATRIX${String(index).padStart(2, "0")}` }));

/** The one that the user chooses on the page of the item with options. */
const VARIANT = "B0VARIANT1";

function put(world) {
  for (const { state, asin } of MATRIX) if (state !== "missing") world.amazon.put(asin, { state, title: `State ${state}` });
}

describe("hand-over, every state", () => {
  for (const browser of BROWSERS) {
    describe(browser, () => {
      let world;
      before(async () => { world = await open(browser); });
      after(() => world?.end());

      for (const press of [false, true]) {
        test(press ? "we press the one button, where it is allowed" : "the user presses", async () => {
          world.amazon.reset();
          put(world);
          await world.begin(MATRIX.map(({ asin, state }) => itemRecord(asin, { title: `State ${state}` })), { press });
          await world.send();
          // Where we press, a person leaves it to us; what is not the item's own button stays the person's.
          const walk = await world.go(press ? { ...PERSON, press: () => true, plan: () => true } : {}, { ms: 120_000 });
          assert.deepEqual(ends(walk), Object.fromEntries(MATRIX.map(({ asin, end }) => [asin, end])));
          const units = world.amazon.units();
          for (const { state, asin, units: wanted } of MATRIX) assert.equal(units[state === "choose" ? VARIANT : asin] ?? 0, wanted, state);
          assert.equal(Object.values(units).reduce((sum, n) => sum + n, 0), MATRIX.reduce((sum, row) => sum + row.units, 0), "nothing else is in the cart");
          // ready, plan, sheet, silent, home, both, subscribe and the one without effect; the chosen version is the user's to press.
          world.presses({ ours: press ? 8 : 0 });
          const theirs = world.amazon.presses.filter(({ trusted }) => trusted).map(({ control }) => control);
          for (const never of ["buy-now-button", "one-click-button", "rcx-subscribe-submit-button", "add-to-cart-button-ubb", "submit.addToCart", "tradeInButton", "attachSiAddCoverage", "sp-cc-accept"]) {
            assert.ok(!world.amazon.presses.some(({ control }) => control === never), `${never} was pressed`);
          }
          assert.equal(theirs.filter((control) => control === "add-to-cart-button").length, press ? 1 : 9);
        });
      }

      test("a used one is the user's to take, never ours", async () => {
        world.amazon.reset();
        world.amazon.put("B0USED0001", { state: "used" });
        await world.begin([itemRecord("B0USED0001")], { press: true });
        await world.send();
        const walk = await world.go({ used: tries((it, tab) => it.click(tab, "#add-to-cart-button-ubb")) });
        assert.deepEqual([ends(walk), world.amazon.units()], [{ B0USED0001: "in cart 1" }, { B0USED0001: 1 }]);
        world.presses();
      });
    });
  }
});
