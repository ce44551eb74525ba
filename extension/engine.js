// hashcart-*.js and twin-*.js: a Rust program as WebAssembly, or (TWIN) the same as JavaScript for where WebAssembly is
// refused; with its glue. The build bundles it into one classic script each. A content script carries its wasm and compiles
// it at once: its buttons are ready in the task that loaded it. Where FILE names the wasm, it is compiled while it is read.
const started = performance.now();
// Not within a function: the browser would read what is so large twice.
import { __wbg_set_wasm as use, imports, program } from "./glue.js";
import bytes from "./hashcart_bg.wasm";
import * as twin from "./hashcart_bg.wasm.js";
const glue = { "./hashcart_bg.js": imports };
const begin = ({ exports }) => use(loaded = exports);
// Firefox asks the system what kind of file a .wasm is, and the browser compiles none of another kind.
const read = async () => new Response((await fetch(FILE)).body, { headers: { "content-type": "application/wasm" } });
let loaded, rest;

/** The program, ready to use. Throws a CompileError where the Content-Security-Policy refuses WebAssembly. */
function load() {
  if (!FILE && !loaded) begin(TWIN ? { exports: twin } : new WebAssembly.Instance(new WebAssembly.Module(bytes), glue));
  return program;
}

/** The same; where WebAssembly is refused, of the twin at that address. Only a document of ours can load it late. */
async function loadOr(twin) {
  try {
    if (FILE) begin((await WebAssembly.instantiateStreaming(read(), glue)).instance);
    return load();
  } catch (refused) {
    if (typeof document === "undefined") throw refused;
    const script = Object.assign(document.createElement("script"), { src: twin });
    await new Promise((done) => { script.onload = script.onerror = done; document.head.append(script); });
    return globalThis.hashcart.load();
  }
}
/** Takes in what comes later of a program that is cut in two (LAZY); it shares memory and functions with what is there. */
const take = (bytes) => { rest ??= new WebAssembly.Instance(new WebAssembly.Module(bytes), { ...glue, first: loaded }); };
globalThis.hashcart = { engine: TWIN ? "js" : "wasm", started, load, loadOr, take, isWhole: () => TWIN || !LAZY || Boolean(rest) };
