// Plays the end of a reply again and again while notices of other posts stand in X's queue, with delays drawn at random:
// what counts as posted must be posted, and under its own address.
//
//   node tests/tools/race.mjs [--runs 200] [--seed 1] [--browser chromium|firefox] [--composer draft|textarea|lexical]
//
// The same seed draws the same rounds; how a round goes depends on the machine's time as well. Printed are the rounds
// that went wrong, and per browser how many replies were called posted and were not, were sent twice, have another
// post's address, or were posted and not confirmed. The first three end it with 1.
import { parseArgs } from "node:util";
import { chance, one } from "../support/chance.mjs";
import { BROWSERS, hostOf, keysOf, press, within } from "../support/hashcart.mjs";
import { untilHere } from "../support/until.mjs";

const { values } = parseArgs({ options: { runs: { type: "string", default: "200" }, seed: { type: "string", default: "1" }, browser: { type: "string" }, composer: { type: "string", default: "draft" } } });
const runs = Number(values.runs);

/** Half of the replies are posted; of the rest some are refused and of some nobody knows. */
const ENDINGS = ["ok", "ok", "ok", "ok", "closed", "duplicate", "http500", "http403", "offline", "lost"];

function draw(next) {
  const upTo = (most) => Math.floor(next() * most);
  return {
    page: { ending: one(ENDINGS, next), knows: one(["store", "nothing"], next), sendDelay: String(upTo(2500)), toastFor: String(300 + upTo(2200)), composer: values.composer },
    // When notices come, from the press on: of other posts of the viewer's, or of something else.
    notices: Array.from({ length: upTo(5) }, () => ({ after: upTo(4000), post: next() < 0.6 })),
  };
}

/** Another post of the viewer's of about now: younger than the one that is answered. */
const otherPost = (nth) => String((BigInt(Date.now() - 1288834974657) << 22n) + BigInt(nth));

async function round(world, course, nth) {
  await world.clear();
  const tweet = world.tweet("dp");
  const page = await world.x(`/${tweet.user.handle}/status/${tweet.id}?${new URLSearchParams(course.page)}`);
  await hostOf(page, tweet);
  await page.evaluate((notices) => {
    document.addEventListener("click", () => {
      for (const { after, id } of notices) setTimeout(() => window.__replica.toast(id ? "Your post was sent." : "Done.", { id }), after);
    }, { capture: true, once: true });
    // Our own button's press never reaches the page; the press on X's reply button, which follows, does.
  }, course.notices.map(({ after, post }, at) => ({ after, id: post ? otherPost(nth * 10 + at) : null })));
  await press(page, tweet);
  const item = await untilHere(async () => {
    const item = (await world.record(keysOf(tweet)[0]))?.data;
    return ["replied", "reply_failed"].includes(item?.status.state) && item;
  }, "an end", 120_000);
  const { attempts, replies } = world.replica.sent(tweet.id);
  const own = world.replica.state.replies.find((reply) => reply.in_reply_to === tweet.id);
  await page.close();
  const { state, url, code } = item.status;
  const said = { "not posted": state === "replied" && replies === 0, twice: attempts > 1 || replies > 1, "another's address": state === "replied" && replies > 0 && !url.endsWith(`/${own.id}`), "not confirmed": state === "reply_failed" && replies > 0 && course.page.ending !== "lost" };
  return { said: Object.keys(said).filter((name) => said[name]), state, code, replies };
}

for (const browser of values.browser ? [values.browser] : BROWSERS) {
  const next = chance(Number(values.seed));
  const begun = Date.now();
  const counts = { "not posted": 0, twice: 0, "another's address": 0, "not confirmed": 0 };
  const ends = {};
  await within(browser, { page: { duplicate: "off" }, ending: { allowed: [/Failed to load resource/] } }, async (world) => {
    for (let at = 0; at < runs; at += 1) {
      const course = draw(next);
      const { said, state, code, replies } = await round(world, course, at);
      const name = [course.page.ending, code ?? state].join(": ");
      ends[name] = (ends[name] ?? 0) + 1;
      for (const what of said) counts[what] += 1;
      if (said.length > 0) console.log(`${browser} ${at}: ${said.join(", ")}; ${JSON.stringify({ state, code, replies, ...course })}`);
    }
  });
  console.log(`${browser}, ${values.composer}: ${runs} rounds, seed ${values.seed}, ${JSON.stringify(counts)}, ${JSON.stringify(ends)}, ${((Date.now() - begun) / 1000).toFixed(0)} s`);
  if (counts["not posted"] + counts.twice + counts["another's address"] > 0) process.exitCode = 1;
}
