// One random course of a press with something going wrong in the middle, and what must hold afterwards whatever it was.
import { one } from "./chance.mjs";
import { empty, fill } from "./full.mjs";
import { SETTINGS, face, faceSoon, hostOf, keysOf, press, text, until, untilHere } from "./hashcart.mjs";
import { kill, killAtWrite } from "./kill.mjs";

/** How long the slowest ending takes: twenty seconds for X's answer, and what comes before and after. */
const END_MS = 45_000;

/** How X answers in a course. */
const ANSWERS = ["ok", "ok", "ok", "offline", "lost", "http500", "duplicate"];

/** Where something goes wrong; each is waited for. */
export const POINTS = ["before", "pressed", "box", "sent", "over"];

/** What goes wrong. */
export const FAULTS = {
  kill: async ({ world }) => { await kill(world); },
  close: async (course) => { await course.page.close(); course.page = null; },
  reload: async (course) => { await course.page.reload({ waitUntil: "load" }); course.fresh = true; },
  redraw: async ({ page }) => { await page.evaluate(() => window.__replica.rerender("dark")); },
  // Until it has come there: who goes back while the box is closed at an answer goes two pages back, with X's own client too.
  back: async ({ page }) => {
    const goes = await page.evaluate(() => {
      const boxed = location.pathname === "/compose/post";
      if (boxed) history.back();
      return boxed;
    });
    if (goes) await until(page, () => location.pathname !== "/compose/post", "the page before the box");
  },
  full: async ({ world }) => { await fill(await world.desk()); },
  corrupt: async (course) => { await overwrite(course, { [other]: { v: 1, data: { found: { key: 7 } } } }); },
  newer: async (course) => { await overwrite(course, { [other]: { v: 99, data: {} } }); },
  unsettled: async (course) => { await overwrite(course, { settings: { v: 1, data: "none" } }); },
  nothing: async () => {},
};

/** A course, drawn by chance: the same draws give the same course. */
export const draw = (next) => ({
  answer: one(ANSWERS, next),
  kinds: [one(["dp", "slug-dp", "gp-product", "dp-ref"], next)],
  /** At which of its writes the background ends, before it is written or after it; beyond the last: at none. */
  write: { nth: Math.floor(next() * 16), written: next() < 0.5 },
  steps: Object.fromEntries(POINTS.map((point) => [point, next() < 0.5 ? one(Object.keys(FAULTS), next) : "nothing"])),
});

/** A full storage has no room for this either, and that is all right. */
const overwrite = ({ world, steps }, records) => world.write(records).catch((error) => {
  if (!Object.values(steps).includes("full")) throw error;
});

const other = "item:B0HCART099@amazon.de";
const kept = { v: 1, data: { found: { key: "B0HCART099@amazon.de", link: "https://www.amazon.de/dp/B0HCART099", title: "Kept before", tweet: { id: "1861597350789288128", author: "ada" } }, saved_at: 1_764_000_000_000, changed_at: 1_764_000_000_000, status: { state: "saved" } } };

/** Runs one course; returns what must not be, in words. */
export async function run(world, { answer, kinds: [kind], write, steps }) {
  await world.leave();
  await empty(await world.desk());
  await world.clear({ asked: ["x.com"] });
  await world.write({ settings: { v: 1, data: SETTINGS }, [other]: kept });
  const tweet = world.tweet(kind);
  const [key] = keysOf(tweet);
  const open = async () => {
    const page = await world.again(`/${tweet.user.handle}?${new URLSearchParams({ duplicate: "off", ending: answer })}`);
    await hostOf(page, tweet);
    return page;
  };
  const course = { world, steps, page: await open(), fresh: false };
  const over = await killAtWrite(world, write.nth, write.written);
  const fault = async (point) => {
    // What happened to the page before is the end of what can happen to it.
    if (course.page && !course.fresh) await FAULTS[steps[point]](course);
  };
  const same = () => course.page && !course.fresh;
  const wrong = [];
  const release = world.replica.hold();
  try {
    await fault("before");
    if (same()) {
      await press(course.page, tweet);
      await fault("pressed");
    }
    // What a person sends by hand, and X does not take, waits for them in X's box, and X says so.
    const handed = (now) => course.byHand && answer !== "ok" && world.replica.state.attempts.length > 0 && now?.label === text("button_waiting");
    // A question is an end as well: the press goes on when it is answered. Where the user is to send what is written,
    // because the settings that said otherwise cannot be read any more, that is done.
    const ended = async () => {
      const now = await faceSoon(course.page, tweet);
      // Again only while X has sent nothing, as when it was drawn anew under the press: a person reads what X says to it.
      if (now?.label === text("button_waiting") && world.replica.state.attempts.length === 0) {
        const pressed = await course.page.evaluate(() => {
          const send = document.querySelector(".dialog [data-testid=tweetButton]");
          if (!send) return false;
          if (!send.disabled) {
            send.click();
            return true;
          }
          // X drew its page anew, and what was written is gone: who finds the box empty closes it.
          if (document.querySelector(".dialog [data-testid=tweetTextarea_0]")?.textContent === "") document.querySelector(".dialog [data-testid=app-bar-close]").click();
          return false;
        });
        course.byHand ||= pressed;
      }
      return (handed(now) || ["done", "failed", "noted", "unsure"].includes(now?.tone) || now?.choices.length > 0) && now;
    };
    const boxed = () => course.page.evaluate(() => document.querySelector(".dialog") !== null);
    if (same()) {
      await untilHere(async () => await boxed() || await ended(), "a box, or an end", END_MS);
      await fault("box");
    }
    if (same()) {
      await untilHere(async () => world.replica.state.attempts.length > 0 || await ended(), "a reply at the server, or an end", END_MS);
      await fault("sent");
    }
    release();
    if (same()) {
      const end = await untilHere(async () => {
        const now = await ended();
        return now && (handed(now) || now.tone !== "busy");
      }, "an end", END_MS).catch(() => null);
      if (!end) wrong.push(`busy for ever: ${JSON.stringify(await face(course.page, tweet))}, at ${course.page.url()}`);
      await fault("over");
    }
    await over();
    wrong.push(...await after(world, course, { tweet, key, open, steps }));
  } catch (error) {
    const now = course.page && !course.page.isClosed() ? await face(course.page, tweet).catch(() => null) : null;
    wrong.push(`${error.message}; ${JSON.stringify(now)}`);
  } finally {
    release();
    // What came first is not to be hidden by what comes of it.
    await over().catch((error) => wrong.push(error.message));
  }
  return wrong;
}

/** What holds afterwards, also for whoever comes back and presses again. */
async function after(world, course, { tweet, key, open, steps }) {
  const wrong = [];
  const before = world.replica.sent(tweet.id);
  const pressed = steps.before !== "close" && steps.before !== "reload";
  await world.leave();
  course.page = await open();
  await until(course.page, () => document.querySelector(".tweet .bar"), "posts on the page");
  await empty(await world.desk());
  const first = await world.record(key);
  // The press was made; that its page went at once may have come before the item was kept.
  const early = ["close", "reload", "kill", "full"].includes(steps.pressed) || steps.before === "full";
  if (pressed && !early && !first) wrong.push("the item is lost");
  if (!(other in await world.records())) wrong.push("another item is lost");
  // Whoever finds the settings unreadable is asked again; that is no end of a press.
  if (Object.values(steps).includes("unsettled")) {
    // In Firefox the next write after one that found no room fails, whatever it is.
    const settle = () => world.write({ settings: { v: 1, data: SETTINGS } });
    await settle().catch(settle);
  }
  await press(course.page, tweet);
  const end = await untilHere(async () => {
    const now = await faceSoon(course.page, tweet);
    // A failure is told a moment after it is shown, because its words are read first.
    const failed = ["failed", "noted", "unsure"].includes(now?.tone);
    return (now?.tone === "done" || now?.choices.length > 0 || (failed && (now.note || now.said))) && now;
  }, "an end of the second press, and what it says", END_MS).catch(() => null);
  if (!end) wrong.push(`the second press is busy for ever, or failed and untold: ${JSON.stringify(await face(course.page, tweet))}`);
  const now = world.replica.sent(tweet.id);
  // What the user sent while nothing could be written is not known afterwards.
  const unknown = course.byHand && Object.values(steps).includes("full");
  if (now.replies > 1 && !unknown) wrong.push(`${now.replies} replies`);
  if (before.replies > 0 && !unknown && now.attempts > before.attempts) wrong.push("sent again although it was out");
  const item = (await world.record(key))?.data;
  // Firefox counts the room as taken for a while after it was given back; that is told, and nothing else is.
  const full = Object.values(steps).includes("full") && end?.note === text("fault_storage_full");
  if (!item && !full) wrong.push("the item is lost after a second press");
  else if (item && !["saved", "replied", "reply_failed", "replying"].includes(item.status.state)) wrong.push(`stands as ${JSON.stringify(item.status)}`);
  return wrong;
}
