// Bundles the replica's scripts in memory: nothing is written to the tree.
import { build } from "esbuild";
import { fileURLToPath } from "node:url";

/** What a script of the page is made from. `lexical.js` is loaded by the page itself, by its name beside `main.js`. */
const SCRIPTS = {
  "main.js": { entry: "app/main.jsx", format: "iife", external: ["./lexical.js"] },
  "lexical.js": { entry: "app/lexical-editor.js", format: "esm" },
};

const made = new Map();

/** One of the page's scripts, built once per process; undefined where there is none. @returns {Promise<string> | undefined} */
export function bundle(name) {
  const script = SCRIPTS[name];
  if (!script) return undefined;
  if (!made.has(name)) made.set(name, run(script));
  return made.get(name);
}

async function run({ entry, format, external }) {
  const result = await build({
    entryPoints: [fileURLToPath(new URL(entry, import.meta.url))],
    bundle: true,
    write: false,
    format,
    external,
    jsx: "automatic",
    target: "es2022",
    minifySyntax: true,
    // Draft.js still expects Node's `global`.
    define: { "process.env.NODE_ENV": '"production"', global: "globalThis" },
    // Lexical's packages name their builds for production by it.
    conditions: ["production"],
    logLevel: "error",
  });
  return result.outputFiles[0].text;
}
