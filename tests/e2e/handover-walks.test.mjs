// Random walks: lists, states, carts, obstacles, killed backgrounds and closed tabs by a seed; at the end our table and
// the cart itself must say the same. HASHCART_WALKS sets how many for each browser, HASHCART_SEED where they begin.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { AGAIN, PERSON, ends, itemRecord, open, ours, tries } from "../support/handover.mjs";
import { BROWSERS } from "../support/which.mjs";
import { kill, killAtWrite } from "../support/kill.mjs";

const WALKS = Number(process.env.HASHCART_WALKS ?? 2);
const SEED = Number(process.env.HASHCART_SEED ?? 1);
const STATES = ["ready", "ready", "ready", "plan", "sheet", "home", "both", "plan-ld", "abroad", "pane", "used-first", "used-chosen", "members", "exchange", "groceries-first", "choose", "version", "moved", "phone", "gift", "groceries", "subscribe", "ignored", "used", "no-offer", "unavailable", "not-sold", "limit", "members-only", "invitation", "queue", "digital", "buy-now", "undeliverable", "unclear", "hidden", "missing"];
const FAULTS = ["continue", "captcha", "age", "sign-in", "claim", "waf", "broken", 300];

/** Numbers from 0 to 1 that are the same for the same seed. */
function chance(seed) {
  let state = seed * 2_654_435_761 >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One walk by its seed; throws with the seed where the tables differ. */
async function stroll(world, seed) {
  const random = chance(seed);
  const below = (n) => Math.floor(random() * n);
  const pick = (from) => from[below(from.length)];
  world.amazon.reset();
  const items = Array.from({ length: 1 + below(4) }, (_, i) => ({ asin: `B0WALK${String(i).padStart(4, "0")}`, state: pick(STATES), wanted: 1 + below(3), variant: `B0VARI${String(i).padStart(4, "0")}` }));
  for (const { asin, state, variant } of items) {
    if (state !== "missing") world.amazon.put(asin, { state, variant: state === "gift" ? null : variant, most: pick([1, 2, 30]) });
    if (state === "moved") world.amazon.put(variant, {});
  }
  const seeds = [];
  for (const { asin } of items) {
    if (random() < 0.3) seeds.push({ id: `s${seeds.length}`, asin, seller: pick(["A1", "A2"]), quantity: 1 + below(2), ...pick([{}, {}, { saved: true }, { removed: true }, { ticked: false }]) });
  }
  world.amazon.seeds["amazon.de"] = seeds;
  for (let n = below(4); n > 0; n -= 1) world.amazon.fault(pick([/^\/gp\/cart/, ...items.map(({ asin }) => new RegExp(asin))]), pick(FAULTS));
  world.amazon.cartMode = pick(["whole", "whole", "late", "twice", "aside", "aside-late"]);
  world.amazon.phone = random() < 0.15;
  const press = random() < 0.4;
  await world.begin(items.map(({ asin }) => itemRecord(asin)), { press });
  await world.send(Object.fromEntries(items.filter(({ wanted }) => wanted > 1).map(({ asin, wanted }) => [asin, wanted])));
  // The background ends in the middle of its work as well: at one of its writes, or at none.
  const over = await killAtWrite(world, below(30), random() < 0.5);
  /** Something goes wrong before a step, now and then. */
  const unless = (act) => async (it, tab, walk) => {
    const luck = random();
    if (luck < 0.06) return tries(async (_, there) => there.close())(it, tab, walk);
    if (luck < 0.12) await kill(it);
    if (luck < 0.16 && walk.at.item !== undefined) return act && PERSON.used(it, tab, walk);
    if (luck < 0.18) return ours("stop")(it, tab, walk);
    return act ? act(it, tab, walk) : true;
  };
  const onward = async (it) => {
    const page = await it.page("");
    await it.press(page, "go-on");
    return AGAIN;
  };
  // Nothing comes: our own page has a way on, unless it comes at last.
  const loading = Object.assign((it) => onward(it).catch((error) => {
    if (!/not seen within/.test(error.message)) throw error;
    return AGAIN;
  }), { patient: true });
  const presses = press ? { press: unless(null), plan: unless(null) } : { press: unless(PERSON.press), plan: unless(PERSON.plan) };
  const walk = await world.go({ ...PERSON, ...presses, loading, tab_closed: onward, restarted: onward, used: unless(pick([PERSON.used, tries((it, tab) => it.click(tab, "#add-to-cart-button-ubb"))])) }, { ms: 45_000 });
  await over();
  const units = world.amazon.units();
  for (const item of walk.items) {
    const there = (units[item.asin] ?? 0) + (item.chosen ? units[item.chosen] ?? 0 : 0);
    const said = item.outcome.end === "not_added" ? 0 : item.outcome.count;
    // Of these nobody says what is in the cart; the user's own word of groceries is of another one.
    const unsaid = ["cart_unread", "other_line", "other_cart_tried"].includes(item.outcome.reason) || item.outcome.end === "marked";
    assert.ok(unsaid || said === there, `seed ${seed}: ${item.asin} is said to be ${JSON.stringify(item.outcome)}, and there are ${there}: ${JSON.stringify({ ends: ends(walk), units, items, press })}`);
    // What was in the cart already or was picked once is never bought beyond the wish, unless the picker is the user's.
    const before = seeds.filter((line) => line.asin === item.asin && !line.saved && !line.removed).reduce((sum, line) => sum + line.quantity, 0);
    assert.ok(there <= Math.max(item.wanted, before), `seed ${seed}: ${item.asin} is there ${there} times, ${item.wanted} were wanted and ${before} there before: ${JSON.stringify({ items, press })}`);
  }
  world.presses({ ours: null });
}

describe("hand-over, random walks", () => {
  for (const browser of BROWSERS) {
    describe(browser, () => {
      let world;
      before(async () => { world = await open(browser, { prefs: { "extensions.background.idle.timeout": 500 } }); });
      after(() => world?.end({ allowed: [/Receiving end does not exist|message (port|channel) closed/] }));

      test(`${WALKS} from seed ${SEED}`, async (t) => {
        for (let seed = SEED; seed < SEED + WALKS; seed += 1) {
          const begun = performance.now();
          await stroll(world, seed);
          t.diagnostic(`seed ${seed}: ${Math.round(performance.now() - begun)} ms`);
        }
      });
    });
  }
});
