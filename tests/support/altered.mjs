// A copy of the extension whose manifest says something else.
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Makes the copy, with the manifest that `change` returns; returns its folder and how to take it away. */
export async function altered(browser, change) {
  const dist = fileURLToPath(new URL(`../../dist/${browser === "firefox" ? "firefox" : "chrome"}`, import.meta.url));
  const folder = await mkdtemp(join(tmpdir(), "hashcart-altered-"));
  await cp(dist, folder, { recursive: true });
  const path = join(folder, "manifest.json");
  await writeFile(path, JSON.stringify(change(JSON.parse(await readFile(path, "utf8")))));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
