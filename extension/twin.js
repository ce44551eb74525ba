// twin-*.js: the same Rust program as JavaScript (wasm2js), for pages whose policy refuses WebAssembly.
//
// Injected after the other, on demand; it takes the place of `globalThis.hashcart` and never compiles anything.
const started = performance.now();

import * as glue from "./hashcart_bg.js";

let loaded = false;

/** The glue, ready to use. */
function load() {
  if (!loaded) {
    // `require` makes the program's memory here, when it is wanted, and not while the script is read.
    const exports = require("./hashcart_bg.wasm.js");
    glue.__wbg_set_wasm(exports);
    loaded = true;
    exports.__wbindgen_start?.();
  }
  return glue;
}

globalThis.hashcart = { engine: "js", started, load };
