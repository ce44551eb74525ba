// What people answer to an author's posts: the posts, their conversations, and what stands around them. Made from the
// seed, the same in the page and in the test process, which counts with `../truth.mjs`.
import { chance, one } from "../../support/chance.mjs";
import { isTagged } from "./hashtags.mjs";
import { hash, link } from "./links.mjs";
import { happen } from "./later.mjs";
import { person } from "./people.mjs";
import { ASKING, BARE, CHATTING, TALKING } from "./reader-words.mjs";
import { LANGUAGES, makeReaders } from "./readers.mjs";
import { NOW } from "./tweets.mjs";

/** Who posts them: with `viewer=author` the one who looks. */
export const AUTHOR = "mira_reads";

/** How many answers of others' stand under the main post, and how many of them have one of the two hashtags. */
export const REPLIES = 500;
export const TAGGED = 120;

/** Of those: right below the post, and below other answers; the rest of either has no hashtag. */
const DIRECT = 440;

/** Where threads end up: the first show at once, the next behind "Show more replies", the last behind "probable spam". */
const AT_ONCE = 330;
const BEHIND_MORE = 420;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const EPOCH = 1_288_834_974_657;

/** Makes posts, and readers in an order of chance, each once. */
function maker(seed) {
  const next = chance(hash(`answers/${seed}`));
  const shuffled = (list) => list.map((value) => ({ value, at: next() })).sort((a, b) => a.at - b.at).map(({ value }) => value);
  const readers = shuffled(makeReaders());
  const posts = [];
  let drawn = 0;
  const roll = (below) => Math.floor(next() * below);

  /** A post. Its id holds its time, as X's do, and tells two of one moment apart. */
  const post = (user, at, text, given = {}) => {
    const id = String((BigInt(at - EPOCH) << 22n) + BigInt(posts.length + 1));
    const said = text.map((part) => (typeof part === "string" ? part : "")).join("");
    // X has words of its own for a text without any language.
    const bare = said.replaceAll(/[#＃]\w+/g, "").trim() === "";
    const made = {
      kind: "answers", world: true, lang: said === "" ? "zxx" : bare ? "qht" : user.lang ?? "en", products: [], text, ...given,
      id, at, user, time: new Date(Math.floor(at / 1000) * 1000).toISOString(),
      counts: { replies: 0, reposts: roll(3), likes: roll(12), bookmarks: roll(2), views: 20 + roll(900), ...given.counts },
    };
    posts.push(made);
    return made;
  };
  /** An answer to a post, some minutes after it. */
  const answer = (to, user, text, given = {}, after = 60_000 * (2 + roll(38)) + roll(60_000)) =>
    post(user, to.at + after, [text].flat(), { inReplyTo: to.id, ...given });
  return { next, shuffled, roll, post, answer, posts, readers, draw: () => readers[drawn++], again: (i) => readers[i] };
}

/** What stands right below the main post: of each who wrote it, what, and what else there is to it. */
function heads(make) {
  const asking = LANGUAGES.flatMap((lang) => ASKING[lang].map((text) => ({ lang, text })));
  const [faithful, twice] = [make.draw(), make.draw()];
  const inLanguage = new Map();
  /** A reader who writes in it, where it matters. */
  const who = (lang) => {
    const waiting = inLanguage.get(lang) ?? [];
    inLanguage.set(lang, waiting);
    while (waiting.length === 0) {
      const drawn = make.draw();
      if (drawn.lang === lang) return drawn;
      inLanguage.set(drawn.lang, [...(inLanguage.get(drawn.lang) ?? []), drawn]);
    }
    return waiting.shift();
  };
  const any = () => ([...inLanguage.values()].find((waiting) => waiting.length > 0)?.shift() ?? make.draw());
  const tagged = [
    ...asking.map(({ lang, text }, i) => ({ user: who(lang), text, ...TAGGED_TOO[i] })),
    ...BARE.map((text) => ({ text })),
  ];
  // One person three times, and without the tag once more; another one twice.
  const bare = tagged.filter(({ user }) => !user);
  for (const spec of [bare[0], bare[40], bare[51]]) spec.user = faithful;
  for (const spec of [bare[1], bare[58]]) spec.user = twice;
  const talking = Array.from({ length: DIRECT - tagged.length - ALIKE.length - 1 }, (_, i) => ({ talk: i }));
  const specs = [...tagged, ...ALIKE.map((spec) => ({ ...spec })), { user: faithful, text: "Third copy, I keep giving them away.", lang: "en" }, ...talking];
  for (const spec of specs) spec.user ??= any();
  for (const spec of talking) spec.text = one(TALKING[spec.user.lang], make.next);
  return make.shuffled(specs);
}

/** What some with the hashtag have besides: a photo, a quoted post; and people whom not everybody gets to see. */
const TAGGED_TOO = {
  0: { photo: { hue: 40, label: "A desk by the window" } },
  1: { quote: { by: "paper_lantern", text: ["A library is a promise that somebody will be curious later."] } },
  6: { person: { quiet: true } },
  7: { person: { locked: true } },
};

/** What looks like the hashtag and is none, or is not theirs; and a picture without a word. */
const ALIKE = [
  { text: "Who draws the #AmazonCartoon on page three?", lang: "en", alike: "another tag" },
  { text: "Say mine#AmazonCart", lang: "en", alike: "no link" },
  { text: "#AmazonCartで買った", lang: "ja", alike: "another tag" },
  { text: "Look who asks.", lang: "en", alike: "in a quote", quote: { by: "deskbyday", text: ["Try it: #AmazonCart under any of my posts."] } },
  { text: [], photo: { hue: 200, label: "A cat on a book" } },
];

/** The conversation under the main post. */
function mainPost(make, author) {
  const focal = make.post(author, NOW - 30 * HOUR, ["The Salt Ledger is out today. Two sisters, one lighthouse, and a debt that nobody wrote down.\n\nAnswer with the hashtag and it is in your cart."], {
    key: "main", liked: true, sells: "B0HCART101@amazon.com", counts: { reposts: 38, likes: 812, bookmarks: 0, views: 48_213 },
    card: { size: "large", domain: "amazon.com", title: "The Salt Ledger, a novel", hue: 210, link: "https://www.amazon.com/dp/B0HCART101" },
  });
  make.answer(focal, author, "In case you missed it: answer with #AmazonCart, or #AmazonBasket where it is called that.", { rank: -1 });
  const below = heads(make).map(({ user, text, person: known, talk: _, ...given }, i) => {
    const behind = i < AT_ONCE ? undefined : i < BEHIND_MORE ? "more" : "spam";
    // Most come early. The order of the page is X's own, and not that of time.
    const after = Math.floor(10 * 60_000 + 27 * HOUR * make.next() ** 2.4);
    return make.answer(focal, Object.assign(user, known), text, { ...given, rank: i, behind }, after);
  });
  threads(make, focal, author, below);
  return focal;
}

/** What is answered below the answers: sixty by others, some by the author. No answer has two. */
function threads(make, focal, author, below) {
  const taken = new Set();
  const take = (count, is = () => true, from = 0) => {
    const found = below.slice(from).filter((post) => post.at < NOW - 3 * HOUR && !post.user.quiet && !post.user.locked && !post.alike && !taken.has(post) && is(post)).filter((_, i) => i % 3 === 1).slice(0, count);
    for (const post of found) taken.add(post);
    return found;
  };
  const chat = (to, given) => {
    const user = make.draw();
    return make.answer(to, user, one(CHATTING[user.lang], make.next), given);
  };
  const ask = (to, text = "#AmazonCart") => make.answer(to, make.draw(), text, text === "#AmazonCart" ? {} : { lang: "en" });
  const gone = (to, given) => make.answer(to, make.draw(), "", { gone: true, ...given });
  const talks = (post) => !isTagged(post);

  // To the author's thanks, which are an author's post too: four count, and are not right below the main one.
  for (const head of take(4, talks, 1)) ask(make.answer(head, author, "That made my day, thank you!"), "Then #AmazonCart for me too");
  // One answer is hidden within the thread, and what follows answers that one.
  take(2, talks, 2).forEach((head, i) => ask(i === 0 ? chat(head, { behind: "row" }) : make.answer(head, make.draw(), "#AmazonCart", { behind: "row" })));
  // One is not available, in the middle and at the head.
  for (const head of take(2, talks, 3)) ask(gone(head));
  ask(gone(focal, { rank: 20.5 }), "Me as well #AmazonCart");
  // To somebody else's answer, with and without a tag above.
  for (const head of take(8, talks, 4)) ask(chat(head));
  for (const head of take(2, isTagged, 5)) ask(head, "#AmazonCart, you convinced me");
  for (const head of take(31, () => true, 6)) chat(head);
  // The author's thanks.
  for (const head of take(6, isTagged, 7)) make.answer(head, author, one(["Thank you!", "Enjoy it!", "You are the best."], make.next), { thanks: true });
  // Who answers themselves answers no post of the author's.
  for (const head of take(1, talks, 8)) make.answer(head, head.user, "Forgot the tag: #AmazonCart", { lang: "en" });
}

/** The author's other posts, each with its answers: `tagged` of them with a hashtag. */
const OTHERS = [
  { key: "second", days: 10, text: ["Tea first, then murder: The Quiet Kettle is in paperback ", link("https://www.amazon.co.uk/Quiet-Kettle/dp/B0HCART102/ref=sr_1_1")], sells: "B0HCART102@amazon.co.uk", products: [{ host: "www.amazon.co.uk", asin: "B0HCART102" }], replies: 14, tagged: 9, tag: "#AmazonBasket" },
  { key: "third", days: 24, text: ["Jetzt auch auf Deutsch ", link("https://www.amazon.de/dp/B0HCART103"), " #Krimi"], lang: "de", sells: "B0HCART103@amazon.de", products: [{ host: "www.amazon.de", asin: "B0HCART103" }], card: { size: "small", domain: "amazon.de", title: "Der stille Kessel", hue: 20, link: "https://www.amazon.de/dp/B0HCART103" }, replies: 6, tagged: 3, tag: "#AmazonCart" },
  { key: "fourth", days: 40, text: ["A little one for the train: ", link("https://www.amazon.co.jp/dp/B0HCART104")], sells: "B0HCART104@amazon.co.jp", products: [{ host: "www.amazon.co.jp", asin: "B0HCART104" }], replies: 3, tagged: 0 },
  { key: "call", days: 9, text: ["From today: answer any of my book posts with #AmazonCart."], replies: 2, tagged: 0 },
  { key: "plain", days: 3, text: ["Proofs are here. The kitchen table is not."], replies: 1, tagged: 0 },
];

function otherPost(make, author, { key, days, replies, tagged, tag, ...given }) {
  const { text, ...rest } = given;
  const post = make.post(author, NOW - days * DAY - 5 * HOUR, text, { key, ...rest });
  for (let i = 0; i < replies; i += 1) {
    // Some of them answer the main post too, the first the one who answers most.
    const user = i % 2 === 0 ? make.again(i) : make.draw();
    const said = i < tagged ? (i === tagged - 1 ? "#amazoncart" : i % 3 === 2 ? `${TALKING[user.lang][0]} ${tag}` : tag) : one(TALKING[user.lang], make.next);
    make.answer(post, user, said, { rank: i }, 20 * 60_000 + Math.floor(9 * HOUR * make.next()));
  }
  return post;
}

/** What has the hashtag and answers nothing: an advertisement, what X puts below the conversation, quotes, mentions. */
function strangers(make, focal) {
  const late = () => NOW - HOUR - make.roll(20 * HOUR);
  const quoted = { by: AUTHOR, text: focal.text };
  make.post(person("brightdesk_ads"), late(), ["Books deserve a standing desk. Answer with #AmazonCart"], { promoted: true, under: focal.id, place: 7 });
  make.post(make.draw(), late(), ["Everybody should read this #AmazonCart"], { quote: quoted, elsewhere: true });
  make.post(person("deskbyday"), late(), ["Answer with #AmazonCart: the lamp from the video ", link("https://www.amazon.com/dp/B0HCART111")], { elsewhere: true, products: [{ host: "www.amazon.com", asin: "B0HCART111" }] });
  make.post(person("pixelgarden"), late(), ["Is #AmazonCart back? I feel twelve again."], { elsewhere: true });
  make.post(person("old_maps"), late(), ["Harbour charts, all weekend."], { elsewhere: true });
  make.post(make.draw(), late(), ["@mira_reads saw it in a shop window #AmazonCart"]);
}

/** How many answers each post has by now: the author's own among them, and those that nobody can see. */
function count(posts) {
  const byId = new Map(posts.map((post) => [post.id, post]));
  for (const { inReplyTo, deleted } of posts) if (inReplyTo && !deleted) byId.get(inReplyTo).counts.replies += 1;
}

/** Whose answers change in `later.mjs`: each somebody's only one, right below the main post, at once in the page. */
function examples(make, focal) {
  const of = (user) => make.posts.filter((post) => post.user === user);
  const isAnswered = (post) => make.posts.some(({ inReplyTo }) => inReplyTo === post.id);
  const plain = make.posts.filter((post) => post.inReplyTo === focal.id && isTagged(post) && !post.behind && post.rank >= 0 && of(post.user).length === 1 && !isAnswered(post) && !post.photo && !post.quote && !post.user.quiet && !post.user.locked);
  const [untagged, reworded, reissued, deleted, protectedOne] = plain.sort((a, b) => a.rank - b.rank).filter((_, i) => i % 2 === 1);
  return { untagged, reworded, reissued, deleted, protected: protectedOne, renamed: make.posts.find((post) => post.user === make.again(0) && post.inReplyTo === focal.id && isTagged(post)) };
}

/**
 * All of it: `{ posts, people, author, focal, examples }`, the posts in the order they were made, which is that of
 * nothing on the page.
 * @param {{seed?: number, later?: string}} [options] `later`: what of `later.mjs` has happened since, with commas between
 */
export function makeAnswers({ seed = 1, later = "" } = {}) {
  const make = maker(seed);
  // A copy: a page or a test may rename it.
  const author = { ...person(AUTHOR) };
  const focal = mainPost(make, author);
  for (const other of OTHERS) otherPost(make, author, other);
  strangers(make, focal);
  const all = { posts: make.posts, people: make.readers, author, focal, examples: examples(make, focal) };
  happen(all, later);
  count(make.posts);
  return all;
}
