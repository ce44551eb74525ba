// A copy of the extension that has its optional permissions from the start.
//
// Chromium asks for them in a window of its own that no driver can press. What is asked for, and by which press, is
// tested in Firefox, which can be told to say yes; what happens once it is given is tested in both.
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Makes the copy; returns its folder and how to take it away. */
export async function granted(browser) {
  const dist = fileURLToPath(new URL(`../../dist/${browser === "firefox" ? "firefox" : "chrome"}`, import.meta.url));
  const folder = await mkdtemp(join(tmpdir(), "hashcart-granted-"));
  await cp(dist, folder, { recursive: true });
  const path = join(folder, "manifest.json");
  const { optional_permissions: names = [], optional_host_permissions: hosts = [], ...manifest } = JSON.parse(await readFile(path, "utf8"));
  manifest.permissions = [...(manifest.permissions ?? []), ...names];
  manifest.host_permissions = [...(manifest.host_permissions ?? []), ...hosts];
  await writeFile(path, JSON.stringify(manifest));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
