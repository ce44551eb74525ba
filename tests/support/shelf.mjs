// Records of a list, as the background writes them, for tests that need many items or certain ones.

/** When the first one was kept; each later one a minute after the one before. */
export const FIRST = Date.UTC(2026, 9, 1, 12);
const STORES = ["amazon.com", "amazon.de", "amazon.co.jp"];
const AUTHORS = ["ada", "Bo", "cyd", "dee", "eli"];
const THINGS = ["kettle", "lamp", "novel", "headphones", "garden hose", "chess set", "raincoat"];

/** The ASIN of the item of that number. */
export const asin = (number) => `B0L${String(number).padStart(7, "0")}`;

/** The key of the item of that number. */
export const keyOf = (number) => `${asin(number)}@${STORES[number % STORES.length]}`;

/** One item; `more` is laid over its record. */
export function item(number, more = {}) {
  const key = keyOf(number);
  const at = FIRST + number * 60_000;
  const { found, ...rest } = more;
  return {
    found: {
      key,
      link: `https://${key.split("@")[1]}/dp/${asin(number)}?tag=ada-20`,
      title: `${THINGS[number % THINGS.length]} number ${number}`,
      tweet: { id: String(1_800_000_000_000_000_000n + BigInt(number)), author: AUTHORS[number % AUTHORS.length] },
      ...found,
    },
    saved_at: at,
    changed_at: at,
    status: { state: "saved" },
    ...rest,
  };
}

/** Records of so many items. */
export const records = (count, from = 0) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`item:${keyOf(from + i)}`, { v: 1, data: item(from + i) }]));
