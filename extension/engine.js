// hashcart-*.js and twin-*.js: a Rust program as WebAssembly, or (TWIN) as JavaScript for where WebAssembly is refused; with
// its glue, in one classic script. It fetches its wasm (FILE), or a content script carries it: in Chrome PACKED, and compiled
// while it is unpacked; in Firefox, whose streams call a page's own `Promise.prototype.then`, as it is, and compiled at once.
const started = performance.now();
// Not within a function: the browser would read what is so large twice.
import { __wbg_set_wasm as use, imports, program } from "./glue.js";
import bytes from "./hashcart_bg.wasm";
import packed from "./hashcart_bg.wasm.deflate";
import { exports as twin } from "./hashcart_bg.wasm.js";
const glue = { "./hashcart_bg.js": imports };
// Firefox asks the system what kind of file a .wasm is, and the browser compiles none of another kind.
const streamed = async (stream, imports) => (await WebAssembly.instantiateStreaming(new Response(stream, { headers: { "content-type": "application/wasm" } }), imports)).instance;
// A blob's stream would ask the browser's own process for bytes that are here.
const unpack = (bytes) => new Response(bytes).body.pipeThrough(new DecompressionStream("deflate-raw"));
const fetched = async (file, imports) => streamed((await fetch(file)).body, imports);
let loading, loaded, rest, whole = !LAZY;
/** An instance of what a script carries. */
const instantiate = async (bytes, imports) => (TWIN ? bytes(imports) : PACKED ? streamed(unpack(bytes), imports) : new WebAssembly.Instance(new WebAssembly.Module(bytes), imports));
async function begin() {
  const { exports } = TWIN ? { exports: twin } : FILE ? await fetched(FILE, glue) : await instantiate(PACKED ? packed : bytes, glue);
  use(loaded = exports);
  return program;
}

/** The program, ready to use. Fails with a CompileError where the Content-Security-Policy refuses WebAssembly. */
const load = () => loading ??= begin();

/** The same; where WebAssembly is refused, of the twin at that address. Only a document of ours can load it late. */
async function loadOr(twin) {
  try {
    return await load();
  } catch (refused) {
    if (typeof document === "undefined") throw refused;
    const script = Object.assign(document.createElement("script"), { src: twin });
    await new Promise((done) => { script.onload = script.onerror = done; document.head.append(script); });
    return globalThis.hashcart.load();
  }
}
/** Takes in what comes later of a program that is cut in two (LAZY), or fetches it (LAZY_FILE); it shares memory and functions with what is there. Who waits is told. */
const take = (bytes, imports = { ...glue, first: loaded }) => { rest ??= (LAZY_FILE ? fetched(LAZY_FILE, imports) : instantiate(bytes, imports)).then(() => { whole = true; }, (error) => error); };
const taken = async () => { const failed = await rest; if (failed) { rest = null; throw failed; } };
globalThis.hashcart = { engine: TWIN ? "js" : "wasm", started, load, loadOr, take, isWhole: () => whole, taken };
