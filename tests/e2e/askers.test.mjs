// Who may ask the background for what: every call, from every place where a script of ours runs.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { itemRecord, open } from "../support/handover.mjs";
import { inside } from "../support/inside.mjs";

const read = (name) => JSON.parse(readFileSync(new URL(`../messages/${name}`, import.meta.url), "utf8"));
const REQUESTS = read("requests.json");
const TABLE = read("askers.json");
const refused = (answer) => answer?.fault?.code === "bad_message" && /is not for whoever sent this/.test(answer.fault.detail);
const send = (wire) => chrome.runtime.sendMessage(wire);

describe("who asks", () => {
  for (const browser of ["chromium", "firefox"]) {
    describe(browser, () => {
      let world;
      let places;
      before(async () => {
        world = await open(browser);
        for (const number of [1, 2]) world.amazon.put(`B0HCART00${number}`, {});
        await world.begin([itemRecord("B0HCART001")]);
        await world.send();
        const tab = await world.tab();
        await world.until((walk) => walk.halt === "press", "the product's page of the walk");
        const x = await world.session.page("https://x.com/home?n=5");
        const other = await world.session.page("https://www.amazon.de/dp/B0HCART002");
        const desk = await world.desk();
        places = {
          own: (wire) => desk.evaluate(send, wire),
          x: (wire) => inside(x, send, wire),
          store: (wire) => inside(tab, send, wire),
          other: (wire) => inside(other, send, wire),
        };
      });
      after(() => world?.end());

      test("what is not for whoever asks is refused, and nothing is written", async () => {
        const before = await world.records();
        const wrong = [];
        for (const wire of REQUESTS) {
          for (const [place, ask] of Object.entries(places)) {
            if (TABLE[wire.call].includes(place === "other" ? "store" : place)) continue;
            const answer = await ask(wire);
            if (!refused(answer)) wrong.push(`${wire.call} from ${place}: ${JSON.stringify(answer)}`);
          }
        }
        assert.deepEqual(wrong, []);
        assert.deepEqual(await world.records(), before);
      });

      test("of a store's pages only the hand-over's own is listened to", async () => {
        const before = await world.walk();
        for (const wire of REQUESTS.filter(({ call }) => call === "guide")) assert.equal((await places.other(wire)).fault?.code, "no_session", JSON.stringify(wire));
        assert.deepEqual(await places.other({ v: 1, call: "arrive" }), { ok: false });
        // What only a page can tell, our own pages do not tell.
        const pressed = { v: 1, call: "guide", event: { what: "pressed", asin: "B0HCART001", quantity: 1 } };
        const sample = REQUESTS.find(({ call, event }) => call === "guide" && JSON.stringify(event).includes("pressed"));
        assert.equal((await places.own(sample ?? pressed)).fault?.code, "no_session");
        assert.deepEqual(await world.walk(), before);
      });

      test("what is for them is answered", async () => {
        assert.deepEqual((await places.x({ v: 1, call: "ask_pace" })).fault, undefined);
        assert.equal((await places.x({ v: 1, call: "choose_reply", reply: "private" })).ok.reply, "private");
        assert.equal((await places.own({ v: 1, call: "look", show: false })).ok.store, "amazon.de");
        assert.deepEqual(await places.store({ v: 1, call: "arrive" }), { ok: true });
      });

      test("a page of X's cannot say that it is in a private window", async () => {
        const save = REQUESTS.find(({ call }) => call === "save");
        await places.x({ ...save, private: 7 });
        assert.ok(`item:${save.found.key}` in (await world.records()), "kept on disk, where it belongs");
      });
    });
  }
});
