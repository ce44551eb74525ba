// Every state that a product page can be in, by the user's own presses and by ours: how the item ends, and what lies
// in the cart. All states are in one list, so that one walk goes through them as a user's would.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { PERSON, ends, itemRecord, open, tries } from "../support/handover.mjs";
import { BROWSERS, mainly } from "../support/which.mjs";

/** State, how it ends, and how many then lie in the cart. */
const MATRIX = [
  ["ready", "in cart 1", 1],
  ["plan", "in cart 1", 1],
  ["plan-ld", "in cart 1", 1],
  ["abroad", "in cart 1", 1],
  ["pane", "in cart 1", 1],
  ["sheet", "in cart 1", 1],
  ["silent", "in cart 1", 1],
  ["home", "in cart 1", 1],
  ["both", "in cart 1", 1],
  ["used-first", "in cart 1", 1],
  ["members", "in cart 1", 1],
  ["exchange", "in cart 1", 1],
  ["groceries-first", "in cart 1", 1],
  ["choose", "in cart 1", 1],
  ["version", "in cart 1", 1],
  ["moved", "in cart 1", 1],
  ["subscribe", "in cart 1", 1],
  ["phone", "in cart 1", 1],
  ["gift", "in cart 1", 1],
  ["ignored", "no_effect", 0],
  ["used", "used", 0],
  ["used-chosen", "used", 0],
  ["no-offer", "no_offer", 0],
  ["unavailable", "unavailable", 0],
  ["undeliverable", "not_deliverable", 0],
  ["beyond", "not_deliverable", 0],
  ["not-sold", "not_sold", 0],
  ["limit", "limit", 0],
  ["members-only", "members", 0],
  ["invitation", "invitation", 0],
  ["queue", "queue", 0],
  ["digital", "digital", 0],
  ["buy-now", "buy_now", 0],
  ["groceries", "marked", 0],
  ["unclear", "skipped", 0],
  ["hidden", "skipped", 0],
  ["disabled", "skipped", 0],
  ["double", "skipped", 0],
  ["missing", "missing", 0],
].map(([state, end, units], index) => ({ state, end, units, asin: `B0MATRIX${String(index).padStart(2, "0")}`, variant: `B0VARIA${String(index).padStart(3, "0")}` }));

/** Those whose page shows another version, which is what then lies in the cart. */
const OTHERS = ["choose", "version", "moved"];
/** What is pressed on by the user alone, whatever they chose. */
const USERS = [...OTHERS, "phone"];
/** Where the one button is there once the user has chosen. */
const ADDED = MATRIX.filter(({ state, units }) => (units && state !== "gift") || state === "ignored").map(({ state }) => state);

function put(world) {
  for (const { state, asin, variant } of MATRIX) {
    if (state === "gift") world.amazon.put(asin, { state, title: `State ${state}`, variant: null });
    else if (state !== "missing") world.amazon.put(asin, { state, title: `State ${state}`, variant });
    if (state === "moved") world.amazon.put(variant, { title: "Its successor" });
  }
}

describe("hand-over, every state", () => {
  for (const browser of BROWSERS) {
    describe(browser, () => {
      let world;
      before(async () => { world = await open(browser); });
      after(() => world?.end());

      for (const press of [false, true]) {
        if (!mainly(press ? "chromium" : "firefox").includes(browser)) continue;
        test(press ? "we press the one button, where it is allowed" : "the user presses", async () => {
          world.amazon.reset();
          put(world);
          await world.begin(MATRIX.map(({ asin, state }) => itemRecord(asin, { title: `State ${state}` })), { press });
          await world.send();
          // Where we press, a person leaves it to us; what is not the item's own button stays the person's.
          const walk = await world.go(press ? { ...PERSON, press: () => true, plan: () => true } : {}, { ms: 180_000 });
          assert.deepEqual(ends(walk), Object.fromEntries(MATRIX.map(({ asin, end }) => [asin, end])));
          const units = world.amazon.units();
          for (const { state, asin, variant, units: wanted } of MATRIX) assert.equal(units[OTHERS.includes(state) ? variant : asin] ?? 0, wanted, state);
          assert.equal(Object.values(units).reduce((sum, n) => sum + n, 0), MATRIX.reduce((sum, row) => sum + row.units, 0), "nothing else is in the cart");
          const chosen = Object.fromEntries(walk.items.filter(({ outcome }) => outcome.version).map(({ asin, outcome }) => [asin, outcome.version]));
          assert.deepEqual(chosen, Object.fromEntries(MATRIX.filter(({ state }) => OTHERS.includes(state)).map(({ asin, variant }) => [asin, variant])), "which version lies there is said of these and of no other");
          world.presses({ ours: press ? ADDED.length - USERS.length : 0 });
          const theirs = world.amazon.presses.filter(({ trusted }) => trusted).map(({ control }) => control);
          for (const never of ["buy-now-button", "one-click-button", "rcx-subscribe-submit-button", "add-to-cart-button-ubb", "submit.addToCart", "tradeInButton", "attachSiAddCoverage", "attachSiAddCoverage-ld", "primeSavingsUpsell-signup-link", "hdp-invite", "sp-cc-accept"]) {
            assert.ok(!world.amazon.presses.some(({ control }) => control === never), `${never} was pressed`);
          }
          assert.equal(theirs.filter((control) => control === "add-to-cart-button").length, press ? USERS.length : ADDED.length);
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
