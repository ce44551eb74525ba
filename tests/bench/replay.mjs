// The posts of the replica, put into a page and taken out again in X's manner, for the benchmarks that count what each costs.
import { open } from "../support/hashcart.mjs";

/** In the page: takes the replica's posts as they stand there, and keeps their texts for the rounds. */
const gather = (amazons) => {
  const cells = [...document.querySelectorAll('[data-testid="cellInnerDiv"]')].filter((cell) => cell.querySelector("article time"));
  globalThis.texts ??= { links: new Map(), plain: new Map(), near: new Map() };
  for (const cell of cells) {
    const id = /status\/(\d+)/.exec(cell.querySelector("article a[href*='/status/']")?.href ?? "")?.[1];
    if (!id) continue;
    const copy = cell.cloneNode(true);
    for (const host of copy.querySelectorAll("[data-hashcart]")) host.remove();
    copy.style.cssText = "";
    // What names Amazon and links to no product is rare on X, and has a load of its own.
    const kind = amazons.includes(id) ? "links" : /amazo|amzn|a\.co/i.test(copy.textContent) ? "near" : "plain";
    texts[kind].set(id, copy.outerHTML.replaceAll(id, "ID"));
  }
  return [texts.links.size, texts.plain.size, texts.near.size];
};

/**
 * In the page: its own application goes, and so many posts come and go. Returns how many milliseconds that took, or how many
 * posts got their button after the task that brought them had ended.
 */
export const replay = async ([count, [share, others], counts]) => {
  let list = document.querySelector("#bench-list");
  if (!list) {
    document.body.replaceChildren(Object.assign(document.createElement("main"), { id: "bench" }));
    list = document.querySelector("#bench").appendChild(Object.assign(document.createElement("div"), { id: "bench-list" }));
  }
  list.replaceChildren();
  const [links, none] = [[...texts.links.values()], [...texts[others].values()]];
  globalThis.nth ??= 0;
  const { port1, port2 } = new MessageChannel();
  const turn = () => new Promise((done) => { port1.onmessage = done; port2.postMessage(null); });
  await turn();
  let [took, late] = [0, 0];
  for (let at = 0; at < count; at += 3) {
    const some = [];
    for (let next = at; next < Math.min(count, at + 3); next += 1) {
      const isLink = Math.floor((next + 1) * share) > Math.floor(next * share);
      const from = isLink ? links : none;
      nth += 1;
      some.push(from[nth % from.length].replaceAll("ID", String(2000000000000000000n + BigInt(nth))));
    }
    const made = document.createElement("template");
    made.innerHTML = some.join("");
    const begun = performance.now();
    const fresh = counts ? [...made.content.children] : [];
    list.append(made.content);
    while (list.childElementCount > 24) list.firstElementChild.remove();
    await Promise.resolve();
    const missing = fresh.filter((post) => post.isConnected && !post.querySelector("[data-hashcart]"));
    await turn();
    late += missing.filter((post) => post.querySelector("[data-hashcart]")).length;
    took += performance.now() - begun;
  }
  return counts ? late : took;
};

const IS_OURS = /^(chrome-extension|wasm):/;

/** Milliseconds of the variant's own while `run` ran, by the profiler's samples. Chromium alone. */
export async function own(page, run) {
  const client = await page.createCDPSession();
  await client.send("Profiler.enable");
  await client.send("Profiler.setSamplingInterval", { interval: 50 });
  await client.send("Profiler.start");
  await run();
  const { profile } = await client.send("Profiler.stop");
  await client.detach();
  const parent = new Map();
  for (const node of profile.nodes) for (const child of node.children ?? []) parent.set(child, node.id);
  const byId = new Map(profile.nodes.map((node) => [node.id, node]));
  const ours = new Map();
  // What the browser does for the variant stands below it.
  const isOurs = (id) => {
    if (id === undefined) return false;
    if (!ours.has(id)) ours.set(id, IS_OURS.test(byId.get(id).callFrame.url) || isOurs(parent.get(id)));
    return ours.get(id);
  };
  return profile.samples.reduce((sum, id, at) => sum + (isOurs(id) ? profile.timeDeltas[at] : 0), 0) / 1000;
}

/** A variant in a browser of its own, with the replica's posts gathered in its page. */
export async function prepare(browser, variant) {
  const world = await open(browser, { csp: variant.csp ?? "wasm", page: { knows: "nothing", n: 120 }, extension: variant.extension, settings: null });
  const page = await world.x("/home");
  const amazons = world.replica.tweets().filter((tweet) => tweet.products.length || tweet.kind.startsWith("short") || tweet.kind.startsWith("card")).map(({ id }) => id);
  await page.bringToFront();
  let sizes = [];
  for (let top = 0; top < 30; top += 1) {
    sizes = await page.evaluate(gather, amazons);
    await page.evaluate(() => new Promise((done) => { scrollBy(0, 900); requestAnimationFrame(() => requestAnimationFrame(done)); }));
  }
  if (!sizes.every(Boolean)) throw new Error(`the replica showed ${sizes} posts`);
  return { ...variant, world, page };
}
