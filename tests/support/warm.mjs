// What Firefox compiles of its own scripts at the first start of a profile, a quarter of what that start and its end take
// (1.1 of 4.4 seconds of processor time, 2026-11), is kept for the profiles after it.
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Its scripts, and which Firefox compiled them: another one throws them away. */
const PARTS = ["compatibility.ini", "startupCache"];

/** What Firefox knows of extensions stands there as well, and what a test loads may be newer. */
const EXTENSIONS = "startupCache/webext.sc.lz4";

const kept = async (executable) => fileURLToPath(new URL(`../../target/firefox-started/${Math.round((await stat(executable)).mtimeMs)}`, import.meta.url));

/** Gives a new profile what an earlier one left. */
export async function warm(profile, executable) {
  const from = await kept(executable);
  if (existsSync(from)) for (const part of PARTS) await cp(join(from, part), join(profile, part), { recursive: true });
}

/** Keeps what a profile has, whose browser has ended, where nothing is kept yet. */
export async function keepWarm(profile, executable) {
  const to = await kept(executable);
  // One that was ended before it wrote them has none.
  if (existsSync(to) || !PARTS.every((part) => existsSync(join(profile, part)))) return;
  await mkdir(dirname(to), { recursive: true });
  const made = await mkdtemp(`${to}-`);
  for (const part of PARTS) await cp(join(profile, part), join(made, part), { recursive: true });
  await rm(join(made, EXTENSIONS), { force: true });
  // Whole or not at all, and another file's browser may have been faster.
  await rename(made, to).catch(() => rm(made, { recursive: true }));
}
