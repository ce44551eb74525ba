// Makes the stores' pictures of every language from the replicas of X and Amazon, in Chromium, into target/pictures.
//
//   node tests/tools/pictures.mjs [--language de]… [--readme]
//
// --readme: X's timeline in English is the README's picture, too.
import assert from "node:assert/strict";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { open } from "../support/handover.mjs";
import { LANGUAGES, spoken } from "../support/pseudo.mjs";
import { icons, index, missing, sheet, tiles } from "./pictures-art.mjs";
import { Scenes, SHOTS, SIZE, THEMES, pictures } from "./pictures-scenes.mjs";
import { sold, storeOf } from "./pictures-things.mjs";

const INTO = path.join("target", "pictures");
const README = path.join("docs", "hashcart.png");

const { values } = parseArgs({ options: { language: { type: "string", multiple: true, default: LANGUAGES }, readme: { type: "boolean" } } });
const unknown = values.language.filter((folder) => !LANGUAGES.includes(folder));
if (unknown.length) throw new Error(`no such language: ${unknown.join(", ")}; there are ${LANGUAGES.join(" ")}`);
if (values.readme && !values.language.includes("en")) throw new Error("the README's picture is an English one");

/** Width and height, as a PNG says them. */
const sizeOf = (bytes) => [16, 20].map((at) => Buffer.from(bytes).readUInt32BE(at));

/** All pictures of a language; returns how many. */
async function make(it, folder) {
  const into = path.join(INTO, folder);
  await rm(into, { recursive: true, force: true });
  await mkdir(into, { recursive: true });
  const all = new Map();
  const keep = async (name, bytes) => {
    const [, width, height] = /(\d+)x(\d+)$/.exec(name) ?? [name, SIZE.width, SIZE.height];
    assert.deepEqual(sizeOf(bytes), [Number(width), Number(height)], `${folder}/${name}`);
    all.set(name, bytes);
    await writeFile(path.join(into, `${name}.png`), bytes);
  };
  const scenes = new Scenes(it, folder, keep);
  const timeline = await scenes.timeline();
  await scenes.list();
  await scenes.handOver();
  await scenes.insights();
  for (const [name, bytes] of Object.entries(await tiles(it, folder, timeline))) await keep(name, bytes);
  const shots = THEMES.flatMap((theme) => SHOTS.map((name, nth) => `${theme}-${nth + 1}-${name}`));
  const lacking = shots.filter((name) => !all.has(name));
  if (lacking.length) throw new Error(`${folder}: no picture ${lacking.join(", ")}`);
  await writeFile(path.join(into, "sheet.png"), await sheet(it, folder, [...all].sort(([one], [other]) => (one < other ? -1 : 1))));
  if (values.readme && folder === "en") await writeFile(README, all.get("light-1-timeline"));
  return all.size;
}

const seconds = (since) => ((performance.now() - since) / 1000).toFixed(0);
const it = await open("chromium", { domains: [...new Set(LANGUAGES.map(storeOf))], viewport: SIZE, hosts: { "pbs.twimg.com": pictures } });
const begun = performance.now();
const without = [];
let count = 0;
try {
  await mkdir(INTO, { recursive: true });
  for (const [name, bytes] of Object.entries(await icons(it))) await writeFile(path.join(INTO, `${name}.png`), bytes);
  for (const folder of values.language) {
    const from = performance.now();
    const letters = await missing(it, [spoken(folder).words.data.texts, ...sold(folder).map(({ title }) => title)]);
    if (letters.length) {
      console.log(`${folder}: no font of this machine has ${letters.slice(0, 8).join(" ")}`);
      without.push(folder);
      continue;
    }
    const made = await make(it, folder);
    count += made;
    console.log(`${folder}: ${made} pictures and a sheet, ${seconds(from)} s`);
  }
  it.errors();
} finally {
  await it.end();
}
const folders = (await readdir(INTO, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();
await writeFile(path.join(INTO, "index.html"), index(folders));
console.log(`${count} pictures in ${seconds(begun)} s; ${path.join(INTO, "index.html")} shows all of ${folders.length} languages.`);
if (without.length) {
  console.error(`Not made: ${without.join(", ")}. Install fonts that have their letters (Debian: fonts-noto-core fonts-noto-cjk).`);
  process.exitCode = 1;
}
