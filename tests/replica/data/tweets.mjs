// The whole timeline, made from a seed: the same seed gives the same tweets in
// the page and in the test process.
import { AMAZON } from "./amazon.mjs";
import { EXTRA } from "./extra.mjs";
import { OTHERS } from "./others.mjs";
import { hash } from "./links.mjs";
import { person } from "./people.mjs";

/** The replica's fixed clock, so that "4h" stays "4h". */
export const NOW = Date.UTC(2026, 10, 20, 18, 0, 0);

/** One tweet in six carries an Amazon link, beginning with the second. */
const EVERY = 6;
const FIRST = 1;

const BASE_ID = 1991000000000000000n;

/** Number from 0 to `below`-1, stable for a seed and a name. */
const roll = (seed, name, below) => hash(`${seed}/${name}`) % below;

function counts(seed, i) {
  const views = 400 + roll(seed, `v${i}`, 180000);
  return {
    replies: roll(seed, `r${i}`, 90),
    reposts: roll(seed, `p${i}`, 400),
    likes: 3 + roll(seed, `l${i}`, 2600),
    bookmarks: roll(seed, `b${i}`, 300),
    views,
  };
}

/** Turns a template into a tweet with its own id, time and counts. */
function make(template, seed, i) {
  const age = 60_000 * (4 + i * 11 + roll(seed, `t${i}`, 9));
  const id = String(BASE_ID - BigInt(i) * 2_768_240_640n - BigInt(roll(seed, `i${i}`, 9_999_999)));
  const embed = template.article?.embed;
  return {
    lang: "en",
    products: [],
    ...template,
    // The tweet in an Article is older than the Article, and stands in no list.
    ...(embed ? { article: { ...template.article, embed: make(embed, `${seed}/embed`, i + 5000) } } : {}),
    id,
    user: person(template.by),
    time: new Date(NOW - age).toISOString(),
    counts: counts(seed, i),
  };
}

/**
 * @param {{seed?: number, n?: number, extra?: string}} [options] `extra`: kinds, comma between, that come before the others
 * @returns {Array<object>} newest first
 */
export function makeTweets({ seed = 1, n = 240, extra = "" } = {}) {
  const turn = seed === 1 ? 0 : roll(seed, "turn", AMAZON.length);
  const first = extra.split(",").filter(Boolean).map((kind) => EXTRA[kind]);
  let others = turn;
  return Array.from({ length: n }, (_, i) => {
    const at = (i - FIRST) / EVERY;
    if (i % EVERY === FIRST) return make(first[at] ?? AMAZON[(at - first.length + turn) % AMAZON.length], seed, i);
    others += 1;
    return make(OTHERS[(others - 1) % OTHERS.length], seed, i);
  });
}

/** Made once: a formatter costs more than all else of a tweet. */
const DAY = new Intl.DateTimeFormat("en-US", { month: "short", day: "numeric", timeZone: "UTC" });

/** "4m", "3h", or the day. */
export function ago(iso) {
  const minutes = Math.max(0, Math.round((NOW - Date.parse(iso)) / 60_000));
  if (minutes < 60) return `${minutes}m`;
  if (minutes < 1440) return `${Math.floor(minutes / 60)}h`;
  return DAY.format(new Date(iso));
}

/** "9:27 PM · Dec 6, 2025", the permalink under a focal tweet. */
export function fullTime(iso) {
  const date = new Date(iso);
  const time = date.toLocaleTimeString("en-US", { hour: "numeric", minute: "2-digit", timeZone: "UTC" });
  return `${time} · ${date.toLocaleDateString("en-US", { month: "short", day: "numeric", year: "numeric", timeZone: "UTC" })}`;
}
