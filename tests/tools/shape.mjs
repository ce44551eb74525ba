// Compares the replica's structure with saved pages of the real X:
//
//   node tests/tools/shape.mjs FOLDER
//
// prints each fact with yes or no for both, and ends with 1 when something the
// saved pages have is missing in the replica, so that the replica cannot drift
// into an easier page. Saved pages are opened without scripts and without net.
import { readdir } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { startReplica } from "../replica/server.mjs";
import { launch, until } from "../support/browser.mjs";
import { openReply } from "../support/steps.mjs";
import { gatherFacts } from "./facts.mjs";

/** Parts of X the replica leaves out on purpose, with the reason. */
const LEFT_OUT = [
  [/^(video|play|Broadcast|preview|PlayButton|placementTracking)/i, "no videos; the replica has placementTracking as an ad's wrapper only"],
  [/^(grok|progressBar|twc-cc-mask|ScrollSnap-(prev|next))/, "furniture of the composer which no one reads"],
  [/^(harvester|sm-|unlike|unretweet|removeBookmark)/, "marks of other extensions, or states after a press"],
  [/^(twitter-?Article|markdown|simpleTweet|longform|birdwatch|tweet-media)/i, "inside of X Articles and notes"],
  [/^(fileInput|geoButton|verified|icon-?verified|placementFeedback|videoComponent)/i, "furniture"],
];

/** Nestings which come from whoever trimmed the saved page, not from X. */
const TRIMMED = new Set(["User-Name occurs in Tweet-User-Avatar", "tweet occurs in (page)"]);

/** Attributes the replica leaves out on purpose. */
const LEFT_OUT_ATTRIBUTES = /^(no-focuscustomtrap.*|no-focustrap.*|autocapitalize|autocomplete|autocorrect)$/;

const folder = process.argv[2];
if (!folder) {
  console.error("usage: node tests/tools/shape.mjs FOLDER");
  process.exit(2);
}

/**
 * Puts the facts of several pages together. A statement holds for the saved
 * pages when one of them shows it (some are trimmed), for the replica when all do.
 */
function merge(all, join = (a, b) => a && b) {
  const things = {};
  const statements = {};
  for (const page of all) {
    for (const [name, thing] of Object.entries(page.things)) {
      const into = (things[name] ??= { tags: [], attributes: [], parents: [], depths: [] });
      for (const key of Object.keys(into)) into[key].push(...thing[key]);
    }
    for (const [text, holds] of Object.entries(page.statements)) {
      if (holds === null) statements[text] ??= null;
      else statements[text] = statements[text] == null ? holds : join(statements[text], holds);
    }
  }
  return { things, statements };
}

async function savedFacts() {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".html")).sort();
  if (files.length === 0) throw new Error(`no saved pages in ${folder}`);
  const session = await launch({ browser: "chromium" });
  try {
    const facts = [];
    for (const file of files) {
      const page = await session.page();
      await page.setJavaScriptEnabled(false);
      // Pictures and styles cannot load; the document is all that is wanted.
      await page.goto(pathToFileURL(path.resolve(folder, file)).href, { waitUntil: "domcontentloaded" });
      facts.push(await page.evaluate(gatherFacts));
      await page.close();
    }
    return merge(facts, (a, b) => a || b);
  } finally {
    await session.close();
  }
}

async function replicaFacts() {
  const replica = await startReplica();
  const session = await launch({ browser: "chromium", replica });
  try {
    const page = await session.page("https://x.com/home");
    const facts = [];
    const look = async (kind) => {
      await until(page, () => document.querySelector("main article"), `a tweet (${kind})`);
      facts.push(await page.evaluate(gatherFacts));
    };
    await look("home");
    // One of each kind: its own page shows it focal, and its neighbours as a list.
    const kinds = new Map(replica.tweets().map((tweet) => [tweet.kind, tweet]));
    for (const [kind, tweet] of kinds) {
      await page.evaluate((to) => window.__replica.goto(to), `/${tweet.user.handle}/status/${tweet.id}`);
      await look(kind);
    }
    for (const handle of new Set(replica.tweets().map((tweet) => tweet.user.handle))) {
      await page.evaluate((to) => window.__replica.goto(to), `/${handle}`);
      await look(handle);
    }
    await page.evaluate(() => window.__replica.goto("/home"));
    await openReply(page, replica.tweets()[0].id);
    await look("dialog");
    await page.keyboard.type("shape");
    await page.click("[role=dialog] [data-testid=tweetButton]");
    await until(page, () => document.querySelector("[data-testid=toast] a"), "the toast");
    await look("toast");
    return merge(facts);
  } finally {
    await session.close();
    await replica.close();
  }
}

const [saved, replica] = [await savedFacts(), await replicaFacts()];
let missing = 0;
const report = (fact, inSaved, inReplica) => {
  const lost = inSaved && !inReplica;
  if (lost) missing += 1;
  console.log(`${lost ? "MISSING" : "       "} saved ${inSaved ? "yes" : "no "} replica ${inReplica ? "yes" : "no "}  ${fact}`);
};

for (const [text, holds] of Object.entries(saved.statements)) {
  if (holds === null) console.log(`        not seen in the saved pages: ${text}`);
  else report(text, holds, replica.statements[text] === true);
}
const always = (lists) => lists.reduce((kept, list) => kept.filter((item) => list.includes(item)));
const skipped = new Set();
for (const [name, thing] of Object.entries(saved.things).sort()) {
  if (LEFT_OUT.some(([pattern]) => pattern.test(name))) {
    skipped.add(name);
    continue;
  }
  const ours = replica.things[name];
  report(name, true, ours !== undefined);
  if (!ours) continue;
  for (const tag of new Set(thing.tags)) {
    // Older pages have div buttons and other forms: the newest form is enough.
    if (!ours.tags.includes(tag)) console.log(`        only in saved pages: ${name} as <${tag}>`);
  }
  report(`${name} has a tag the saved pages know`, true, ours.tags.every((tag) => thing.tags.includes(tag)));
  for (const attribute of always(thing.attributes)) {
    if (LEFT_OUT_ATTRIBUTES.test(attribute)) continue;
    report(`${name} always has ${attribute}`, true, ours.attributes.every((list) => list.includes(attribute)));
  }
  for (const parent of new Set(thing.parents)) {
    if (LEFT_OUT.some(([pattern]) => pattern.test(parent)) || TRIMMED.has(`${name} occurs in ${parent}`)) continue;
    report(`${name} occurs in ${parent}`, true, ours.parents.includes(parent));
  }
}
console.log(`left out on purpose: ${[...skipped].join(", ")}`);
console.log(missing === 0 ? "nothing is missing" : `${missing} missing`);
process.exit(missing === 0 ? 0 : 1);
