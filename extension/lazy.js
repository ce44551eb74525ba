// lazy-*.js: the part of a program that comes when it is first needed. The background puts it where the first part is.
import bytes from "./lazy_bg.wasm";
globalThis.hashcart.take(bytes);
