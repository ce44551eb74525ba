// One trial on a page of X that has changed: is there the one right button, and what comes of one press on it?
import { changesOf, KINDS, SIGNS } from "../replica/changes.mjs";
import { face, keysOf, markOf, press, text, until, untilHere } from "./hashcart.mjs";

export { KINDS, SIGNS };

/** How long the slowest ending takes: twenty seconds for X's answer, and what comes before and after. */
const END_MS = 45_000;

const profile = ({ user }) => `/${user.handle}`;
const status = ({ user, id }) => `/${user.handle}/status/${id}`;

/** Where a sign matters: the tweet, its page, the page's switches, and how a press there ends while nothing has changed. */
export const SCENES = {
  list: { kind: "dp", path: profile, image: "/media/" },
  focal: { kind: "dp", path: status, image: "/media/" },
  promoted: { kind: "promoted", path: profile },
  quote: { kind: "quote-link", path: profile },
  cardSmall: { kind: "card-small", path: profile, image: "/card_img/", title: "Bench supply 0 to 30 V, 5 A" },
  cardLarge: { kind: "card-large", path: profile, image: "/card_img/" },
  cardOnly: { kind: "card-only", path: profile, pressed: false },
  touch: { kind: "dp", path: profile, page: { composer: "textarea", layout: "mobile" } },
  refused: { kind: "dp", path: profile, page: { ending: "duplicate" }, ends: "reply_duplicate" },
  closed: { kind: "dp", path: profile, page: { restricted: "faded" }, ends: "reply_restricted" },
  out: { kind: "dp", path: status, page: { viewer: "out" }, ends: "signed_out" },
};

/** The scenes of each sign; the first is the one that pairs are tried in. */
const PLACES = {
  "ARTICLE.testid": ["list", "focal"], "ARTICLE.role": ["list", "focal"], "ARTICLE.tag": ["list", "focal"],
  "GROUP.role": ["list", "promoted"], "REPLY.testid": ["list", "focal"], "RETWEET.testid": ["list"], "LIKE.testid": ["list"],
  "PERMALINK.address": ["list", "focal"], "TIME.tag": ["list", "focal"], "ANALYTICS.address": ["promoted", "list"],
  "USER_NAME.testid": ["list", "quote"], "TEXT.testid": ["list", "quote"], "TEXT.lang": ["list", "quote"],
  "QUOTE.role": ["quote"], "QUOTED_LINK.dir": ["quote"],
  "CARD.testid": ["cardSmall", "cardLarge", "cardOnly"], "CARD.media": ["cardSmall", "cardOnly"], "CARD_DETAIL.testid": ["cardSmall"],
  "PHOTO.testid": ["list"], "VIEWER.testid": ["list"], "DIALOG.role": ["list", "closed"], "DIALOG.modal": ["list", "closed"],
  "TEXTBOX.testid": ["list", "touch"], "TEXTBOX.role": ["list"], "SEND.testid": ["list", "refused"],
  "SHEET.testid": ["closed", "out"], "LOGIN.address": ["out"], "ALERT.role": ["refused"], "CLOSE.testid": ["refused"],
  "DISCARD.testid": ["refused"], "SAVE.testid": ["refused"], "TOAST.testid": ["list", "refused"], "TOAST.role": ["list", "refused"],
  "STATUS_LINK.address": ["list"],
};

const placesOf = (sign) => PLACES[sign];

/** What a change of one sign, and of two, is tried as: [scene, alter]. */
export const singles = () => Object.keys(SIGNS).flatMap((sign) => Object.keys(KINDS).flatMap((kind) => placesOf(sign).map((scene) => [scene, `${sign}:${kind}`])));


/** Two signs that meet in a scene. What never stands on one page has nothing to do with each other. */
export function pairs() {
  const one = Object.keys(SIGNS).flatMap((sign) => Object.keys(KINDS).map((kind) => ({ sign, kind, scenes: placesOf(sign) })));
  const scene = (a, b) => a.scenes.find((each) => b.scenes.includes(each))
    ?? (a.scenes.includes("list") ? b.scenes[0] : b.scenes.includes("list") ? a.scenes[0] : undefined);
  return one.flatMap((a, at) => one.slice(at + 1).filter((b) => b.sign !== a.sign).flatMap((b) => {
    const where = scene(a, b);
    return where ? [[where, `${a.sign}:${a.kind},${b.sign}:${b.kind}`]] : [];
  }));
}

const errorsOf = (world) => world.session.pageErrors.splice(0).map(({ text: said }) => said);

/** What the program says of the page, once it is there. */
const diagnosis = (world) => untilHere(async () => {
  const desk = await world.desk();
  const answer = await desk.evaluate(() => chrome.tabs.query({ url: "https://x.com/*" }).then(([tab]) => (tab ? chrome.tabs.sendMessage(tab.id, { v: 1, call: "diagnose" }) : null)).catch(() => null));
  return answer?.ok;
}, "the program's word on the page");

/** Our hosts: what for, in which post, how many there. */
const hosts = (page) => page.evaluate(() => [...document.querySelectorAll("[data-hashcart]")].map((host) => {
  const post = host.closest(".tweet");
  return { mark: host.dataset.hashcart, words: post?.textContent ?? "", there: post?.querySelectorAll("[data-hashcart]").length ?? 0 };
}));

/** What must never be, whatever X has changed. */
function wrongs(world, found, tweet) {
  const tweets = world.replica.tweets();
  return found.flatMap(({ mark, words, there }) => {
    const of = tweets.find((one) => mark.startsWith(`${one.id}:`));
    if (!of) return [`a button for a post that is none: ${mark}`];
    if (!words.includes(`@${of.user.handle}`)) return [`a button of another post: ${mark}`];
    if (there > 1) return [`${there} buttons in one post`];
    const keys = keysOf(of);
    const strange = mark.split(" ").filter((one) => one !== `${of.id}:?` && !keys.includes(one.slice(of.id.length + 1)));
    return strange.length > 0 && of.id === tweet.id ? [`a wrong product: ${mark}`] : [];
  });
}

/** What the page's own state says that our press did besides. */
const misdeeds = (page) => page.evaluate(() => [
  ...window.__replica.misled.map((what) => `pressed ${what}`),
  ...window.__replica.tweets.filter((tweet) => tweet.liked || tweet.reposted || tweet.bookmarked).map(() => "liked, reposted or bookmarked"),
  ...window.__replica.drafts.map(() => "kept a draft"),
]).catch(() => []);

/**
 * @returns {Promise<string>} `works`; `works, without …` what is nice to have; `told: …` the fault's name where the item
 * is kept and nothing else happened; `no button, told: …`; or `WRONG: …`.
 */
export async function trial(world, scene, alter) {
  changesOf(alter);
  const { kind, path, page: switches = {}, ends, image, title, pressed = true } = SCENES[scene];
  await world.clear();
  errorsOf(world);
  world.session.consoleErrors.splice(0);
  const tweet = world.tweet(kind);
  const page = await world.session.page(`https://x.com${path(tweet)}?${new URLSearchParams({ duplicate: "off", ...switches, alter })}`);
  try {
    await until(page, () => document.querySelector(".tweet .bar"), "posts on the page");
    const { lost } = await diagnosis(world);
    const mine = `${tweet.id}:`;
    const before = await hosts(page);
    const bad = wrongs(world, before, tweet);
    if (bad.length > 0) return `WRONG: ${bad.join("; ")}`;
    const button = before.find(({ mark }) => mark.startsWith(mine));
    if (!button) return lost.length > 0 ? `no button, told: ${lost.join(" ")}` : "no button, untold";
    const wanted = markOf(tweet);
    if (button.mark !== wanted) return `less: ${button.mark.slice(mine.length)}`;
    if (!pressed) return "works";
    await press(page, tweet);
    return await ending(world, page, tweet, { ends, image, title });
  } finally {
    await page.close();
  }
}

async function ending(world, page, tweet, { ends, image, title }) {
  const [key] = keysOf(tweet);
  const states = { done: "replied", failed: "reply_failed", noted: "reply_failed", unsure: "reply_failed" };
  let last;
  const end = await untilHere(async () => {
    last = await face(page, tweet);
    const item = (await world.record(key))?.data;
    // What of X's own lies over the page is not talked over: it is told when that is gone.
    const told = item?.status.state !== "reply_failed" || [last?.note, last?.said].includes(text(`fault_${item.status.code}`)) || await page.evaluate(() => document.querySelector(".dialog, .sheet") !== null);
    return last && item && told && item.status.state === states[last.tone] && { ...last, item };
  }, "an end", END_MS).catch(() => null);
  const sent = world.replica.sent(tweet.id);
  const all = world.replica.state.replies;
  const bad = [
    ...await misdeeds(page),
    ...errorsOf(world).map((said) => `an error: ${said.slice(0, 200)}`),
    ...(sent.attempts > 1 ? [`${sent.attempts} attempts`] : []),
    ...all.filter((reply) => reply.in_reply_to !== tweet.id).map(() => "a reply to another post"),
    ...all.filter((reply) => !/^#Amazon(Cart|Basket)$/.test(reply.text)).map((reply) => `posted ${JSON.stringify(reply.text)}`),
    ...(end ? [] : [`no end: ${JSON.stringify(last)}`]),
    ...wrongs(world, await hosts(page), tweet),
  ];
  if (bad.length > 0) return `WRONG: ${[...new Set(bad)].join("; ")}`;
  const { item } = end;
  if (item.found.key !== key || item.found.tweet.id !== tweet.id) return `WRONG: kept ${JSON.stringify(item.found)}`;
  if (item.status.state === "reply_failed") {
    const { code } = item.status;
    if (sent.replies > 0 && !["unconfirmed", "network", "reply_refused"].includes(code)) return `WRONG: ${code}, and the reply is out`;
    const left = await page.evaluate(() => document.querySelector(".dialog") !== null);
    const rest = left && ends === "reply_duplicate" ? ", box left" : "";
    return code === ends ? `works${rest}` : `told: ${code}${rest}`;
  }
  if (ends) return `WRONG: replied, and ${ends} was to be`;
  if (sent.replies !== 1) return `WRONG: replied, with ${sent.replies} replies`;
  const less = [...(image && !item.found.image?.includes(image) ? ["picture"] : []), ...(title && item.found.title !== title ? ["title"] : [])];
  return less.length > 0 ? `works, without ${less.join(" and ")}` : "works";
}
