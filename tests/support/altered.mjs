// A copy of the extension whose manifest, or another file, says something else.
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Makes the copy, with the manifest that `change` returns and with these files; returns its folder and how to take it away. */
export async function altered(browser, change, files = {}) {
  const dist = fileURLToPath(new URL(`../../dist/${browser === "firefox" ? "firefox" : "chrome"}`, import.meta.url));
  const folder = await mkdtemp(join(tmpdir(), "hashcart-altered-"));
  await cp(dist, folder, { recursive: true });
  const path = join(folder, "manifest.json");
  await writeFile(path, JSON.stringify(change(JSON.parse(await readFile(path, "utf8")))));
  for (const [name, words] of Object.entries(files)) await writeFile(join(folder, name), words);
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
