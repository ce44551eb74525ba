//! Mends what wasm2js makes, so that wasm-bindgen's glue can live with it, and the halves of a program with each other.

use anyhow::{Result, bail};

/// What of a program a twin is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TwinOf {
    /// All of it.
    Whole,
    /// What is there from the start, where it is cut.
    First,
    /// What comes later.
    Lazy,
}

/// How wasm2js grows its memory: into a new buffer, while the old one stays as it was.
const COPIES: &str = "\
   var newBuffer = new ArrayBuffer(newPages << 16);
   var newHEAP8 = new Int8Array(newBuffer);
   newHEAP8.set(HEAP8);
";

/// How WebAssembly does it: the old buffer is detached.
///
/// The glue keeps views of the memory and takes new ones when it finds theirs detached. Over a buffer that never
/// is, it would go on writing texts into memory that nobody reads any more: seen 2026-11 as a page of garbage
/// after the first 18 pages were full. `ArrayBuffer.prototype.transfer` is in Chrome 114 and Firefox 122.
const TRANSFERS: &str = "   var newBuffer = buffer.transfer(newPages << 16);\n";

/// How growing ends.
const GROWN: &str = "   bufferView = HEAPU8;\n  }\n  return oldPages;\n";

/// The same, and the second half hears of it: its views are its own.
const GROWN_AND_TOLD: &str =
    "   bufferView = HEAPU8;\n   for (const told of grown) told();\n  }\n  return oldPages;\n";

/// How wasm2js takes the glue: as a namespace, see [`crate::glue`].
const NAMESPACE: &str = "import * as $_hashcart_bg_js from './hashcart_bg.js';\n";

/// The same from our own module.
const IMPORTS: &str = "import { imports as $_hashcart_bg_js } from './glue.js';\n";

/// Where the upper half of a 64 bit number is, of two modules each its own: a call from one to the other would lose it.
const HIGH: &str = "i64toi32_i32$HIGH_BITS";

/// How both halves have it, the one list of who hears that memory grew, and what legal calls between them hand it over by.
const SHARED: &str = "\
const high = new Int32Array(1), grown = [];
const env = { setTempRet0: (bits) => { high[0] = bits; }, getTempRet0: () => high[0] };
";

/// How the second half takes the first.
const FIRST: &str = "import * as first from 'first';\n";

/// What those calls are handed over by, where there are some.
const ENV: &str = "import * as env from 'env';\n";

/// In the second half, what would make growing its own: it never grows memory.
const OWN_GROW: &str = " memory.grow = __wasm_memory_grow;\n";

/// How wasm2js begins to grow memory; what follows goes on to the end of the function.
const GROW: &str = " function __wasm_memory_grow(pagesToAdd) {\n";

/// How the second half hears that memory grew.
const HEARS: &str = "\
 grown.push(() => {
  buffer = memory.buffer;
  HEAP8 = new Int8Array(buffer);
  HEAP16 = new Int16Array(buffer);
  HEAP32 = new Int32Array(buffer);
  HEAPU8 = new Uint8Array(buffer);
  HEAPU16 = new Uint16Array(buffer);
  HEAPU32 = new Uint32Array(buffer);
  HEAPF32 = new Float32Array(buffer);
  HEAPF64 = new Float64Array(buffer);
  bufferView = HEAPU8;
 });
";

/// How wasm2js has the module made: by a function with a name, which the browser reads to know where it ends, and once more
/// when it is called.
const MADE_BY: &str = "function asmFunc(imports) {\n";

/// How it ends, and is called.
const CALLED: &str = "\n}\n\nvar retasmFunc = asmFunc({\n";

/// The same by a function that is called where it stands: the browser reads that once, since there are parentheses around
/// it. (A bundler leaves them there.)
const MADE_AT_ONCE: &str = "var retasmFunc = (function (imports) {\n";

/// As it ends then.
const CALLED_AT_ONCE: &str = "\n})({\n";

/// The twin as our script takes it: `exports`, as of an instance; of the part that comes later, what
/// `extension/engine.js` makes it with.
pub fn mended(twin: &str, of: TwinOf) -> Result<String> {
    match of {
        TwinOf::Whole => {
            let text = once(twin, COPIES, TRANSFERS)?;
            let text = at_once(&text)?;
            let body = begins(&text, NAMESPACE)?;
            Ok(format!("{IMPORTS}{}\nexport const exports = retasmFunc;\n", without_exports(body)))
        }
        TwinOf::First => {
            let text = once(&once(&at_once(twin)?, COPIES, TRANSFERS)?, GROWN, GROWN_AND_TOLD)?;
            let body = begins(&text, NAMESPACE)?;
            let body = without_exports(&with_shared_high(without(body, ENV))?);
            let exports = "export const exports = Object.assign(retasmFunc, { high, grown, env });";
            Ok(format!("{IMPORTS}{SHARED}{body}\n{exports}\n"))
        }
        TwinOf::Lazy => {
            let body = begins(twin, FIRST)?;
            let body = without(begins(body, NAMESPACE)?, ENV);
            let body = once(&with_shared_high(body)?, OWN_GROW, "")?;
            let (before, rest) = cut(&body, GROW)?;
            let (_, after) = cut(rest, "\n }\n")?;
            let body = format!("{before}{HEARS}{after}");
            if body.contains("__wasm_memory_grow") {
                bail!("the second half grows memory: see xtask/src/twin.rs");
            }
            let body = once(&body, MADE_BY, MADE_AT_ONCE)?;
            let (body, _) = cut(&body, "\n}\n\nvar memasmFunc = ")?;
            Ok(format!(
                "globalThis.hashcart.take((parts) => {{\nconst {{ high, grown, env }} = parts.first;\n{body}\n}})\
                 ({{ ...parts, env }});\n}});\n"
            ))
        }
    }
}

/// The one place that is `from`, made `to`; anything else is an error.
fn once(text: &str, from: &str, to: &str) -> Result<String> {
    match text.matches(from).count() {
        1 => Ok(text.replacen(from, to, 1)),
        found => unknown(&format!("{found} places like {from:?}")),
    }
}

/// With the module made where it stands.
fn at_once(text: &str) -> Result<String> {
    once(&once(text, MADE_BY, MADE_AT_ONCE)?, CALLED, CALLED_AT_ONCE)
}

/// What follows that beginning.
fn begins<'a>(text: &'a str, head: &str) -> Result<&'a str> {
    text.strip_prefix(head).map_or_else(|| unknown(&format!("no {head:?} at the beginning")), Ok)
}

/// The same, where there is that beginning.
fn without<'a>(text: &'a str, head: &str) -> &'a str {
    text.strip_prefix(head).unwrap_or(text)
}

fn cut<'a>(text: &'a str, at: &str) -> Result<(&'a str, &'a str)> {
    text.split_once(at).map_or_else(|| unknown(&format!("no {at:?}")), Ok)
}

fn unknown<T>(what: &str) -> Result<T> {
    bail!("wasm2js writes in another way than this knows ({what}): see xtask/src/twin.rs")
}

/// With the upper half of a number where both halves of a program have it.
fn with_shared_high(text: &str) -> Result<String> {
    Ok(once(text, &format!(" var {HIGH} = 0;\n"), "")?.replace(HIGH, "high[0]"))
}

/// Without what is exported one by one, at the end: of a thousand names a bundler would make as many functions.
fn without_exports(text: &str) -> String {
    let lines = text.split_inclusive('\n').filter(|line| !line.starts_with("export var "));
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const GROWS: &str = " function __wasm_memory_grow(pagesToAdd) {\n  if (more) {\n";

    /// As wasm2js writes a module.
    fn made(head: &str, body: &str) -> String {
        format!(
            "{head}function asmFunc(imports) {{\n var {HIGH} = 0;\n{body}{GROWS}{COPIES}   HEAP8 = new Int8Array(newBuffer);\n\
             {GROWN} }}\n return {{ f1 }};{CALLED}}});\nexport var f1 = retasmFunc.f1;\n"
        )
    }

    #[test]
    fn growing_memory_detaches_its_buffer() {
        let mended = mended(&made(NAMESPACE, ""), TwinOf::Whole).unwrap();
        assert!(mended.contains("buffer.transfer(") && !mended.contains("newHEAP8"));
        assert!(mended.starts_with(IMPORTS));
    }

    #[test]
    fn what_is_exported_is_one_object() {
        let mended = mended(&made(NAMESPACE, ""), TwinOf::Whole).unwrap();
        assert!(mended.ends_with("\nexport const exports = retasmFunc;\n") && !mended.contains("export var"));
    }

    #[test]
    fn halves_share_what_is_a_variable_in_one() {
        let first = made(&[NAMESPACE, ENV].concat(), " x = i64toi32_i32$HIGH_BITS;\n");
        let first = mended(&first, TwinOf::First).unwrap();
        assert!(first.contains(" x = high[0];") && first.contains("told()") && !first.contains(HIGH));
        assert!(first.contains("{ high, grown, env }"));
        let body = [OWN_GROW, " x = i64toi32_i32$HIGH_BITS;\n"].concat();
        let lazy = made(&[FIRST, NAMESPACE].concat(), &body)
            .replace(CALLED, &["\n}\n\nvar memasmFunc = 1;", CALLED].concat());
        let lazy = mended(&lazy, TwinOf::Lazy).unwrap();
        assert!(lazy.contains(" x = high[0];") && lazy.contains("grown.push("));
        assert!(!lazy.contains("__wasm_memory_grow") && !lazy.contains("export"));
        assert!(lazy.ends_with("\n})({ ...parts, env });\n});\n"), "{lazy}");
    }

    #[test]
    fn what_is_written_in_another_way_is_said() {
        assert!(mended("", TwinOf::Whole).is_err());
        let twice = made(NAMESPACE, COPIES);
        assert!(mended(&twice, TwinOf::Whole).is_err());
        assert!(mended(&made("", ""), TwinOf::Whole).is_err(), "it imports no glue");
        let grows = made(&[FIRST, NAMESPACE].concat(), &[OWN_GROW, " __wasm_memory_grow(1);\n"].concat());
        let grows = grows.replace(CALLED, &["\n}\n\nvar memasmFunc = 1;", CALLED].concat());
        assert!(mended(&grows, TwinOf::Lazy).unwrap_err().to_string().contains("grows memory"));
    }
}
