// Syncing: two real profiles, each with its own `chrome.storage.sync`; the test is the account between them.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { BROWSERS, keysOf, mainly, open, press, shows, text, until, untilHere } from "../support/hashcart.mjs";

const item = (asin, title, at) => ({ v: 1, data: { found: { key: `${asin}@amazon.de`, link: `https://www.amazon.de/dp/${asin}?tag=ada-21`, title, tweet: { id: "18", author: "ada" } }, saved_at: at, changed_at: at, status: { state: "saved" } } });
const asin = (number) => `B0SYNC${String(number).padStart(4, "0")}`;

const area = async (world) => (await world.desk()).evaluate(() => chrome.storage.sync.get(null));

/** What the account does: one browser's area becomes the other's. */
async function carry(from, to) {
  const all = await area(from);
  await (await to.desk()).evaluate(async (wanted) => {
    const gone = Object.keys(await chrome.storage.sync.get(null)).filter((key) => !(key in wanted));
    await chrome.storage.sync.set(wanted);
    if (gone.length) await chrome.storage.sync.remove(gone);
  }, all);
}

const says = async (world, words) => until(await world.desk(), (wanted) => document.getElementById("sync-said").textContent === wanted, `sync: ${words}`, { args: [words] });

async function turn(world, on) {
  const desk = await world.desk();
  await desk.bringToFront();
  await desk.evaluate(() => document.getElementById("sync").scrollIntoView({ block: "center", behavior: "instant" }));
  await desk.click("#sync");
  await untilHere(async () => (await world.records()).sync?.data.on === on, `sync ${on}`);
}

/** Lets the next write go at once: what is tested here is what is written, not how long the pause is. */
const unpaced = async (world) => {
  const { sync } = await world.records();
  await world.write({ sync: { ...sync, data: { ...sync.data, at: 0 } } });
};

const items = async (world) => Object.fromEntries(Object.entries(await world.records()).filter(([key]) => key.startsWith("item:")).map(([key, { data }]) => [key.slice(5), data]));

describe("sync", () => {
  for (const browser of BROWSERS) {
    test(`${browser}: off by default; two profiles come to hold the same`, async () => {
      const one = await open(browser, { csp: "wasm", settings: { reply: "private" } });
      const two = await open(browser, { settings: { reply: "private" } });
      try {
        const page = await one.x();
        const tweet = one.tweet("dp");
        const key = keysOf(tweet)[0];
        await press(page, tweet);
        await shows(page, tweet, { tone: "done" });
        assert.deepEqual(await area(one), {}, "nothing leaves the machine unless it is turned on");
        assert.equal(await (await one.desk()).evaluate(() => document.getElementById("sync").checked), false);

        await turn(one, true);
        await says(one, text("count_synced", 1));
        await two.write({ [`item:${asin(1)}@amazon.de`]: item(asin(1), "Two's own", 1764000000000) });
        await turn(two, true);
        await carry(one, two);
        await untilHere(async () => Object.keys(await items(two)).length === 2, "one's item at two's");
        const mine = (await items(one))[key];
        const theirs = (await items(two))[key];
        assert.deepEqual([theirs.found.key, theirs.found.link, theirs.found.title, theirs.found.tweet.id, theirs.saved_at, theirs.status], [mine.found.key, mine.found.link, mine.found.title, mine.found.tweet.id, mine.saved_at, { state: "saved" }]);

        // The first area had only one's item: two writes its own beside it as soon as it may.
        await unpaced(two);
        await carry(one, two);
        await untilHere(async () => JSON.stringify(await area(two)).includes(asin(1)), "two's item in the area", 15_000);
        await carry(two, one);
        await untilHere(async () => Object.keys(await items(one)).length === 2, "two's item at one's");

        // Removed at one's, changed at two's.
        await unpaced(one);
        await one.write({ [`item:${asin(1)}@amazon.de`]: { v: 1, data: { ...(await items(one))[`${asin(1)}@amazon.de`], note: "from one", units: 2, edited_at: Date.now() } } });
        await untilHere(async () => JSON.stringify(await area(one)).includes("from one"), "the note in the area", 15_000);
        await carry(one, two);
        await untilHere(async () => (await items(two))[`${asin(1)}@amazon.de`]?.note === "from one", "one's note at two's");
        await unpaced(two);
        await (await two.desk()).evaluate((gone) => chrome.storage.local.remove(gone), `item:${key}`);
        // A stone: the key, when it was added, and when it was removed.
        const stone = new RegExp(`${key}\\t[0-9a-z]+\\t[0-9a-z]+`);
        await untilHere(async () => Object.values(await area(two)).some((bucket) => stone.test(bucket)), "the removal in the area", 15_000);
        await carry(two, one);
        await untilHere(async () => !(key in await items(one)), "two's removal at one's");
        await shows(page, tweet, { tone: "idle" });
        await says(one, text("count_synced", 1));

        // Off: nothing more goes, nothing more comes.
        await turn(one, false);
        const before = await area(one);
        await one.write({ [`item:${asin(2)}@amazon.de`]: item(asin(2), "Mine alone", 1764000000001) });
        await one.badgeIs("2");
        assert.deepEqual(await area(one), before);
      } finally {
        await one.end();
        await two.end();
      }
    });

    if (mainly("chromium").includes(browser)) test(`${browser}: a reply posted on one machine is not posted again on the other`, async () => {
      const one = await open(browser, { settings: { reply: "private" } });
      try {
        await turn(one, true);
        const bucket = Object.keys((await one.write({ [`item:${asin(1)}@amazon.de`]: item(asin(1), "A kettle", 1764000000000) }), await untilHere(async () => {
          const all = await area(one);
          return Object.keys(all).length === 1 && all;
        }, "the item in the area", 15_000)))[0];
        const line = (await area(one))[bucket].split("\t");
        line[4] = Date.now().toString(36);
        line[6] = "https://x.com/me/status/99";
        await (await one.desk()).evaluate((all) => chrome.storage.sync.set(all), { [bucket]: line.join("\t") });
        await one.kept(`${asin(1)}@amazon.de`, "replied");
        assert.equal((await one.records())["reply:18"].data, `${asin(1)}@amazon.de`);
        // What is no word of ours changes nothing.
        const there = await items(one);
        await (await one.desk()).evaluate((all) => chrome.storage.sync.set(all), { "list1:00": "javascript:alert(1)\t9\t1\nB0SYNC0009@amazon.de\t9\t1\t\t\t\t\thttps://evil.test/", other: 7 });
        await one.write({ [`item:${asin(2)}@amazon.de`]: item(asin(2), "Later", 1764000000001) });
        await untilHere(async () => JSON.stringify(await area(one)).includes(asin(2)), "the next item in the area", 15_000);
        assert.deepEqual(Object.keys(await items(one)).sort(), [...Object.keys(there), `${asin(2)}@amazon.de`].sort());
      } finally {
        await one.end();
      }
    });

    test(`${browser}: a full quota is said, and the newest are synced`, async () => {
      const one = await open(browser, { settings: { reply: "private" } });
      try {
        await one.write(Object.fromEntries(Array.from({ length: 450 }, (_, i) => [`item:${asin(i)}@amazon.de`, item(asin(i), `Thing ${i}`, 1764000000000 + i)])));
        await turn(one, true);
        await says(one, text("synced_newest", 400, 50));
        const all = JSON.stringify(await area(one));
        assert.ok(all.includes(asin(449)) && all.includes(asin(50)) && !all.includes(asin(49)));
        const used = await (await one.desk()).evaluate(() => chrome.storage.sync.getBytesInUse(null));
        assert.ok(used > 20_000 && used < 102_400, `${used} bytes`);
      } finally {
        await one.end();
      }
    });
  }
});
