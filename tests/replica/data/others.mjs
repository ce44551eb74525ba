// Tweets without a product: the ordinary crowd, and the lookalikes that must get no button.
import { link } from "./links.mjs";

export const OTHERS = [
  { kind: "plain", by: "paper_lantern", text: ["Rain all morning, and the whole street smells of basil. Some days are just a gift."] },
  { kind: "photo", by: "lena_on_trails", text: ["First light on the ridge."], photo: { hue: 20, label: "First light" } },
  { kind: "link-news", by: "old_maps", text: ["A 1720 harbour chart turned up in an attic, folds and all ", link("https://maps.example/collections/harbour-charts/1720")] },
  { kind: "plain", by: "tomaszbuilds", text: ["Hot take: the best debugger is explaining the bug to a person who has to catch a train."] },
  { kind: "mention", by: "synthcorner", text: ["@radio_hana the new patch is up, headphones on #modular"] },
  { kind: "lookalike-host", by: "radio_hana", text: ["Is this real? ", link("https://amazon.com.evil.test/dp/B0HCART090")] },
  { kind: "plain", by: "quietkeys", text: ["Nothing improves a keyboard like washing your hands."] },
  { kind: "quote", by: "mira_reads", text: ["Reading this with coffee."], quote: { by: "paper_lantern", text: ["A library is a promise that somebody will be curious later."] } },
  { kind: "lookalike-prefix", by: "pixelgarden", text: ["Careful with this one: ", link("https://notamazon.com/dp/B0HCART091")] },
  { kind: "wishlist", by: "deskbyday", text: ["Birthday is in March ", link("https://www.amazon.com/gp/registry/wishlist/?ie=UTF8&cid=A1ZTTR87UKC4S8")] },
  { kind: "photo", by: "pixelgarden", text: ["64 × 64, sixteen colours, one cat."], photo: { hue: 300, label: "One cat" } },
  { kind: "plain-ja", by: "yuki_books", lang: "ja", text: ["駅前の喫茶店、まだあった。"] },
  { kind: "link-long", by: "kitchenphysics", text: ["Why onions brown, with graphs ", link("https://food.example/notes/maillard/why-onions-brown.html")] },
  { kind: "lookalike-query", by: "old_maps", text: ["Redirect chain of the day ", link("https://evil.test/?u=https://www.amazon.com/dp/B0HCART092")] },
  { kind: "plain-ar", by: "qahwa_kutub", lang: "ar", text: ["صباح الخير من المكتبة الصغيرة في آخر الشارع."] },
  { kind: "author-page", by: "mira_reads", text: ["All her books ", link("http://amazon.com/author/amirshevat")] },
  { kind: "lookalike-userinfo", by: "tomaszbuilds", text: ["Read the host, always ", link("https://amazon.com@evil.test/dp/B0HCART093")] },
  { kind: "plain-he", by: "noa_reads", lang: "iw", text: ["בוקר טוב לכולם, היום רק קפה."] },
  { kind: "card-news", by: "radio_hana", text: ["Shortwave is back, quietly."], card: { size: "large", domain: "radio.example", title: "The quiet return of shortwave", hue: 355, link: "https://radio.example/shortwave" } },
  { kind: "aws", by: "synthcorner", text: ["The status page is the real song of the year ", link("https://aws.amazon.com/dp/status")] },
  { kind: "repost", by: "lena_on_trails", repostedBy: "old_maps", text: ["Hut to hut, six days, one rucksack."] },
  { kind: "no-text", by: "pixelgarden", text: [], photo: { hue: 130, label: "Untitled" } },
  { kind: "bare-domain", by: "deskbyday", text: ["Just ", link("https://www.amazon.com"), " I suppose"] },
];
