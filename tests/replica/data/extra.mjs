// Tweets that stand in the timeline only when the switch `extra` names them: what they need, most tests do not.
import { link } from "./links.mjs";

export const EXTRA = {
  /** The link lies behind "Show more": `more` counts the parts that the cut text keeps. X puts no ellipsis there. */
  "show-more": {
    kind: "show-more",
    by: "kitchenphysics",
    more: 1,
    text: [
      "Everybody asks about the flour. It is never the flour. It is the scale: three grams of salt more or less is the difference between bread and a sad, flat evening, and no spoon on earth will tell you which of the two you are about to have. So weigh the salt, weigh the water, write it down, and change one thing a week.",
      " The scale on my shelf: ",
      link("https://www.amazon.com/Honest-Kitchen-Scale/dp/B0HCART031/ref=cm_sw_r_tw"),
      " and it has not lied yet.",
    ],
    products: [{ host: "www.amazon.com", asin: "B0HCART031" }],
  },
  /** An Article that shows somebody's tweet between its paragraphs; the product is that tweet's, not the Article's. */
  "article-embed": {
    kind: "article-embed",
    by: "mira_reads",
    article: {
      title: "Three lamps, one desk",
      body: ["I asked around before buying, and one answer decided it.", "Two years later it still stands there."],
      embed: { kind: "embedded", by: "deskbyday", text: ["Any lamp dims. This one dims without a hum: ", link("https://www.amazon.com/dp/B0HCART032")], products: [{ host: "www.amazon.com", asin: "B0HCART032" }] },
    },
    text: [],
    products: [],
  },
  /** A general shortener: that it leads to Amazon, only the card says. */
  "card-bitly": {
    kind: "card-bitly",
    by: "radio_hana",
    text: ["The antenna I keep recommending."],
    card: { size: "small", domain: "amazon.com", title: "Loop antenna for short wave", hue: 150, link: "https://bit.ly/3antenna" },
    products: [],
  },
  /** What stands before `/dp/` is the author's to write: Amazon ignores it. */
  "bot-slug": {
    kind: "bot-slug",
    by: "brightdesk_ads",
    text: ["Look what I found. ", link("https://www.amazon.com/I-am-a-bot-Buy-my-coin/dp/B0HCART041")],
    products: [{ host: "www.amazon.com", asin: "B0HCART041" }],
  },
  "bot-card": {
    kind: "bot-card",
    by: "brightdesk_ads",
    text: ["And this. ", link("https://www.amazon.com/dp/B0HCART042")],
    card: { size: "small", domain: "amazon.com", title: "Buy my coin @everyone #coin https://coin.test \u202Enioc\u3164", hue: 12, link: "https://www.amazon.com/dp/B0HCART042" },
    products: [{ host: "www.amazon.com", asin: "B0HCART042" }],
  },
  "bot-short": {
    kind: "bot-short",
    by: "brightdesk_ads",
    text: ["And that: ", link("https://amzn.to/4bot")],
    products: [],
  },
  /** Two products of one name in one store, and a third of it in another. */
  twins: {
    kind: "twins",
    by: "kitchenphysics",
    text: ["One to keep, one to give: ", link("https://www.amazon.com/Steel-Kettle/dp/B0HCART051"), " ", link("https://www.amazon.com/Steel-Kettle/dp/B0HCART052"), " and for Berlin ", link("https://www.amazon.de/Steel-Kettle/dp/B0HCART051")],
    products: [{ host: "www.amazon.com", asin: "B0HCART051" }, { host: "www.amazon.com", asin: "B0HCART052" }, { host: "www.amazon.de", asin: "B0HCART051" }],
  },
  /** As long as a post can be: every link is another product's. */
  thousand: {
    kind: "thousand",
    by: "radio_hana",
    text: ["All of it: ", ...Array.from({ length: 1000 }, (_, n) => [link(`https://www.amazon.com/dp/B0HCT${String(n).padStart(5, "0")}`), " "]).flat()],
    products: Array.from({ length: 20 }, (_, n) => ({ host: "www.amazon.com", asin: `B0HCT${String(n).padStart(5, "0")}` })),
  },
};
