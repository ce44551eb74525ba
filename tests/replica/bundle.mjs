// Bundles the replica's page in memory: nothing is written to the tree.
import { build } from "esbuild";
import { fileURLToPath } from "node:url";

let made;

/** The page's script, built once per process. @returns {Promise<string>} */
export function bundle() {
  made ??= build({
    entryPoints: [fileURLToPath(new URL("app/main.jsx", import.meta.url))],
    bundle: true,
    write: false,
    format: "iife",
    jsx: "automatic",
    target: "es2022",
    minifySyntax: true,
    // Draft.js still expects Node's `global`.
    define: { "process.env.NODE_ENV": '"production"', global: "globalThis" },
    logLevel: "error",
  }).then((result) => result.outputFiles[0].text);
  return made;
}
