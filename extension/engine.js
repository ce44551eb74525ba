// hashcart-*.js: a Rust program as WebAssembly, its glue, and nothing that runs before `load()`.
//
// The build puts this file beside the glue and the wasm and bundles the three into one classic script.
// Compiling is synchronous: a content script has its buttons ready in the task that loaded it.
const started = performance.now();

import * as glue from "./hashcart_bg.js";

let loaded = false;

/** The glue, ready to use. Throws a CompileError where the page's Content-Security-Policy refuses WebAssembly. */
function load() {
  if (!loaded) {
    // `require` decodes the bytes here, when they are wanted, and not while the script is read.
    const bytes = require("./hashcart_bg.wasm");
    const module = new WebAssembly.Module(bytes);
    const { exports } = new WebAssembly.Instance(module, { "./hashcart_bg.js": glue });
    glue.__wbg_set_wasm(exports);
    loaded = true;
    exports.__wbindgen_start?.();
  }
  return glue;
}

globalThis.hashcart = { engine: "wasm", started, load };
