// The people of the replica. Invented; any likeness is chance.
import { hash } from "./links.mjs";

/** `uid` is the number that stays where a handle changes. */
const row = (handle, name, hue, verified = false) => ({ handle, name, hue, verified, uid: String(2_000_000_000 + (hash(handle) % 1_000_000_000)) });

export const VIEWER = row("viewer", "You", 265);

export const PEOPLE = [
  row("mira_reads", "Mira Okafor", 12, true),
  row("deskbyday", "Desk by Day", 205),
  row("tomaszbuilds", "Tomasz Wilk", 150),
  row("kitchenphysics", "Kitchen Physics", 38, true),
  row("lena_on_trails", "Lena Brandt", 95),
  row("pixelgarden", "Pixel Garden", 310),
  row("synthcorner", "Synth Corner", 280),
  row("quietkeys", "Quiet Keys", 190, true),
  row("old_maps", "Old Maps Daily", 25),
  row("yuki_books", "ゆき｜本と珈琲", 340),
  row("qahwa_kutub", "قهوة وكتب", 170),
  row("noa_reads", "נועה קוראת", 225),
  row("paper_lantern", "Paper Lantern", 55),
  // A name that looks like a handle, of somebody else.
  row("radio_hana", "@paper_lantern", 355),
];

export const AD = row("brightdesk_ads", "BrightDesk", 48, true);

export const person = (handle) => [VIEWER, AD, ...PEOPLE].find((p) => p.handle === handle);

/** A round drawn face: no request leaves the page for it. */
export function avatar({ hue, name }) {
  const letter = [...name][0];
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 80"><defs><linearGradient id="g" x2="1" y2="1">` +
    `<stop stop-color="hsl(${hue} 75% 62%)"/><stop offset="1" stop-color="hsl(${(hue + 50) % 360} 70% 42%)"/></linearGradient></defs>` +
    `<rect width="80" height="80" fill="url(#g)"/><circle cx="62" cy="20" r="26" fill="hsl(${hue} 90% 85%)" opacity=".35"/>` +
    `<text x="40" y="53" font-family="Segoe UI,Helvetica,Arial,sans-serif" font-size="36" font-weight="700" fill="#fff" text-anchor="middle">${letter}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
