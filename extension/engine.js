// hashcart-*.js and twin-*.js: a Rust program as WebAssembly, or (TWIN) the same as JavaScript for where WebAssembly is
// refused; with its glue, and with nothing that runs before `load()`. The build bundles it into one classic script each.
//
// Compiling is synchronous: a content script has its buttons ready in the task that loaded it.
const started = performance.now();

import * as glue from "./hashcart_bg.js";

let loaded = false;

/** The glue, ready to use. Throws a CompileError where the Content-Security-Policy refuses WebAssembly. */
function load() {
  if (!loaded) {
    // `require` makes the bytes or the memory here, when they are wanted, and not while the script is read.
    const instance = (bytes) => new WebAssembly.Instance(new WebAssembly.Module(bytes), { "./hashcart_bg.js": glue });
    const exports = TWIN ? require("./hashcart_bg.wasm.js") : instance(require("./hashcart_bg.wasm")).exports;
    glue.__wbg_set_wasm(exports);
    loaded = true;
    exports.__wbindgen_start?.();
  }
  return glue;
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
