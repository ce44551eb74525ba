// What an author's pages showed, as the records of insights: posts, and replies to them.

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const START = Math.floor(Date.now() / HOUR) * HOUR - 10 * DAY;
/** An id says when it was posted. */
export const idAt = (at, nth = 0) => String((BigInt(at) - 1288834974657n << 22n) + BigInt(nth));
export const number = (value) => ({ last: { at: START, value }, highest: { at: START, value } });
export const post = (id, more = {}) => [`post:${id}`, { id, author: { handle: "ada", at: START }, first: START, last: START, ...more }];
export const reply = (at, handle, parent, more = {}) => [`sighting:${idAt(at)}`, { id: idAt(at), handle, parent, tags: { cart: true }, first: at, last: at, ...more }];
export const under = (id) => ({ by: "place", post: id });
export const [ONE, TWO, THREE] = [idAt(START), idAt(START + 30 * HOUR), idAt(START + 5 * DAY)];
/** Three posts: of the first the numbers are known, the second sells two things, nobody answered the third. */
export const SEEN = Object.fromEntries([
  post(ONE, { products: ["B0INSIGHT1@amazon.de"], numbers: { replies: number(8), views: number(2000) } }),
  post(TWO, { products: ["B0INSIGHT1@amazon.de", "B0INSIGHT2@amazon.de"] }),
  post(THREE, { numbers: { replies: number(0) } }),
  reply(START + HOUR / 2, "bob", under(ONE)),
  reply(START + 2 * HOUR, "cleo", under(ONE), { thanked: START + 3 * HOUR }),
  reply(START + 2 * HOUR + 60_000, "BOB", under(ONE)),
  reply(START + 80 * HOUR, "dan", under(ONE)),
  reply(START + 31 * HOUR, "bob", under(TWO)),
  reply(START + 6 * DAY, "eve", { by: "handle", to: "ada" }),
]);
export const file = (records) => `{"hashcart":1,"records":[\n${Object.entries(records).map(([key, data]) => JSON.stringify({ key, v: 1, data })).join(",\n")}\n]}\n`;
