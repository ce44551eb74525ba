// The stores' pictures that are composed: the tiles, the icons, and the sheets on which a person sees all pictures at once.
import { readFile } from "node:fs/promises";
import { said } from "../support/pseudo.mjs";

const png = (bytes) => `data:image/png;base64,${Buffer.from(bytes).toString("base64")}`;
const escape = (text) => text.replace(/[<&>"]/g, (c) => `&#${c.charCodeAt(0)};`);
const icon = async () => `data:image/svg+xml;base64,${(await readFile(new URL("../../extension/icons/icon.svg", import.meta.url))).toString("base64")}`;

/** Paints a document of ours. */
async function paint(it, { width, height, html, clear = false }) {
  const page = await it.session.page(undefined, { viewport: { width, height } });
  await page.setContent(html);
  await page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.all([...document.images].map((image) => image.decode()));
  });
  // A line that is too long for its place is written smaller; one that would have to be very small is an error.
  const fits = await page.evaluate(() => {
    const [line, shown] = [document.querySelector(".line"), document.querySelector(".shown")];
    if (!line) return true;
    const lies = () => {
      const [a, b] = [line.getBoundingClientRect(), shown.getBoundingClientRect()];
      return a.bottom > innerHeight - 16 || Math.min(a.right, b.right) > Math.max(a.left, b.left) && a.bottom + 12 > b.top;
    };
    const size = parseFloat(getComputedStyle(line).fontSize);
    for (let now = size; now > size * 0.75 && lies(); now -= 0.5) line.style.fontSize = `${now}px`;
    return !lies();
  });
  if (!fits) throw new Error("the line does not fit into a tile");
  const bytes = await page.screenshot({ omitBackground: clear, ...(height ? {} : { fullPage: true }) });
  await page.close();
  return bytes;
}

/** What the description says first: up to the colon, or the end of its first sentence. */
export const line = (folder) => said(folder, "app_description").split(/\s?[:：]|。/)[0].trim();

/** The languages that are written from the right. */
const direction = (folder) => said(folder, "locale_dir");

const TILE = `
* { box-sizing: border-box; margin: 0; }
body { position: relative; overflow: hidden; color: #fff; background: linear-gradient(120deg, #0f5f5c, #0a3f44); font: 500 16px/1.35 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
.name { display: flex; align-items: center; font-weight: 700; }
.shown { position: absolute; overflow: hidden; background: #fff; box-shadow: 0 8px 32px rgb(0 0 0 / 0.4); }
.shown img { position: absolute; display: block; }`;

/** How wide X's page is in its picture. */
const PAGE = 1280;

/**
 * Small, and the marquee: icon, name, a line of text, and the post with its button, no logo of anybody else's. `post` is
 * how wide the post is there; where less is shown, it is its right lower end: X's page is written from the left in every
 * language.
 */
const TILES = {
  "tile-440x280": { width: 440, height: 280, post: 560, shown: [392, 132], style: `
.name { position: absolute; inset: 22px 24px auto; gap: 12px; font-size: 30px; } .name img { width: 48px; }
.line { position: absolute; inset: 80px 24px auto; font-size: 15px; }
.shown { bottom: 0; left: 24px; border-radius: 14px 14px 0 0; }` },
  "marquee-1400x560": { width: 1400, height: 560, post: 680, style: `
.name { position: absolute; inset-block-start: 136px; inset-inline-start: 72px; gap: 24px; font-size: 68px; line-height: 1.2; } .name img { width: 104px; }
.line { position: absolute; inset-block-start: 278px; inset-inline-start: 72px; inline-size: 540px; font-size: 30px; }
.shown { top: 50%; transform: translateY(-50%); inset-inline-end: 56px; border-radius: 20px; }` },
};

/**
 * The tiles of a language, by their names.
 * @param {{png: Uint8Array, at: {left: number, top: number, width: number, height: number}}} timeline X's page, and where the post stands
 */
export async function tiles(it, folder, { png: page, at }) {
  const art = await icon();
  const made = {};
  for (const [name, { style, post, shown, ...size }] of Object.entries(TILES)) {
    const times = post / at.width;
    const [width, height] = shown ?? [post, at.height * times];
    const place = `width: ${PAGE * times}px; left: ${width - (at.left + at.width) * times}px; top: ${height - (at.top + at.height) * times}px;`;
    const html = `<!doctype html><html lang="${said(folder, "locale")}" dir="${direction(folder)}"><meta charset="utf-8"><style>${TILE} body { width: ${size.width}px; height: ${size.height}px; } ${style}</style>
<p class="name"><img src="${art}" alt=""><span>${escape(said(folder, "app_name"))}</span></p><p class="line">${escape(line(folder))}</p><div class="shown" style="width: ${width}px; height: ${height}px"><img src="${png(page)}" alt="" style="${place}"></div>`;
    made[name] = await paint(it, { ...size, html });
  }
  return made;
}

/** Chrome's store wants 128 by 128 with 96 of art; Edge's a logo of 300. */
export async function icons(it) {
  const art = await icon();
  const made = {};
  for (const [edge, drawn] of [[128, 96], [300, 225]]) {
    const html = `<!doctype html><meta charset="utf-8"><style>body { margin: 0; } img { display: block; width: ${drawn}px; margin: ${(edge - drawn) / 2}px; }</style><img src="${art}" alt="">`;
    made[`icon-${edge}`] = await paint(it, { width: edge, height: edge, html, clear: true });
  }
  return made;
}

/** All pictures of a language on one. */
export function sheet(it, folder, pictures) {
  const figures = [...pictures].map(([name, bytes]) => `<figure><img src="${png(bytes)}" alt=""><figcaption>${name}</figcaption></figure>`).join("");
  const html = `<!doctype html><meta charset="utf-8"><style>
body { margin: 16px; font: 14px/20px sans-serif; background: #bbb; } h1 { font-size: 18px; margin: 0 0 12px; }
main { display: grid; grid-template-columns: repeat(3, 1fr); gap: 12px; align-items: end; } figure { margin: 0; } img { display: block; max-width: 100%; }</style><h1>${folder}</h1><main>${figures}</main>`;
  return paint(it, { width: 1800, height: 0, html });
}

/** A page that shows the sheets of these languages. */
export const index = (folders) => `<!doctype html><meta charset="utf-8"><title>Hashcart: pictures</title><style>body { font: 16px/24px sans-serif; margin: 16px; } img { max-width: 100%; }</style>
<h1>Pictures</h1><p>${folders.map((folder) => `<a href="#${folder}">${folder}</a>`).join(" ")}</p><p><img src="icon-128.png" alt=""> <img src="icon-300.png" alt=""></p>
${folders.map((folder) => `<section id="${folder}"><a href="${folder}/"><img src="${folder}/sheet.png" alt="${folder}" loading="lazy"></a></section>`).join("\n")}\n`;

/** The letters of a language's texts that no font of this machine has; each is then painted as the same box. */
export async function missing(it, texts) {
  const letters = [...new Set(texts.join(""))].filter((letter) => /[\p{L}\p{N}]/u.test(letter));
  const page = await it.session.page();
  const found = await page.evaluate((all) => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 32, height: 32 });
    const pen = canvas.getContext("2d", { willReadFrequently: true });
    pen.font = "24px system-ui, sans-serif";
    const painted = (letter) => {
      pen.clearRect(0, 0, 32, 32);
      pen.fillText(letter, 2, 26);
      return pen.getImageData(0, 0, 32, 32).data.join();
    };
    // Nothing will ever stand there.
    const box = painted("\u{10FFFE}");
    return all.filter((letter) => painted(letter) === box);
  }, letters);
  await page.close();
  return found;
}
