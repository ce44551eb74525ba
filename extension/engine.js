// hashcart-*.js and twin-*.js: a Rust program as WebAssembly, or (TWIN) the same as JavaScript for where WebAssembly is
// refused; with its glue. The build bundles it into one classic script each.
// Compiling is synchronous: a content script has its buttons ready in the task that loaded it.
const started = performance.now();
// Not within a function: the browser would read what is so large twice.
import { __wbg_set_wasm as use, imports, program } from "./glue.js";
import bytes from "./hashcart_bg.wasm";
import * as twin from "./hashcart_bg.wasm.js";
let loaded = false;

/** The program, ready to use. Throws a CompileError where the Content-Security-Policy refuses WebAssembly. */
function load() {
  if (loaded) return program;
  const { exports } = TWIN ? { exports: twin } : new WebAssembly.Instance(new WebAssembly.Module(bytes), { "./hashcart_bg.js": imports });
  use(exports);
  loaded = true;
  exports.__wbindgen_start?.();
  return program;
}

/** The same; where WebAssembly is refused, of the twin at that address. Only a document of ours can load it late. */
async function loadOr(twin) {
  try {
    return load();
  } catch (refused) {
    if (typeof document === "undefined") throw refused;
    const script = Object.assign(document.createElement("script"), { src: twin });
    await new Promise((done) => { script.onload = script.onerror = done; document.head.append(script); });
    return globalThis.hashcart.load();
  }
}

globalThis.hashcart = { engine: TWIN ? "js" : "wasm", started, load, loadOr };
