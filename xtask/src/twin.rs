//! Mends what wasm2js makes, so that wasm-bindgen's glue can live with it.

use anyhow::{Result, bail};

/// How wasm2js grows its memory: into a new buffer, while the old one stays as it was.
const COPIES: &str = "\
   var newBuffer = new ArrayBuffer(newPages << 16);
   var newHEAP8 = new Int8Array(newBuffer);
   newHEAP8.set(HEAP8);
";

/// How WebAssembly does it: the old buffer is detached.
const TRANSFERS: &str = "   var newBuffer = buffer.transfer(newPages << 16);\n";

/// How wasm2js takes the glue: as a namespace, see [`crate::glue`].
const NAMESPACE: &str = "import * as $_hashcart_bg_js from './hashcart_bg.js';\n";

/// The same from our own module.
const IMPORTS: &str = "import { imports as $_hashcart_bg_js } from './glue.js';\n";

/// The twin as our script takes it.
pub fn mended(twin: &str) -> Result<String> {
    match detach_when_growing(twin)?.strip_prefix(NAMESPACE) {
        Some(rest) => Ok(format!("{IMPORTS}{rest}")),
        None => bail!("wasm2js imports the glue in another way than this knows: see xtask/src/twin.rs"),
    }
}

/// Lets a growing memory detach its old buffer, as WebAssembly's own does.
///
/// The glue keeps views of the memory and takes new ones when it finds theirs detached. Over a buffer that never
/// is, it would go on writing texts into memory that nobody reads any more: seen 2026-11 as a page of garbage
/// after the first 18 pages were full. `ArrayBuffer.prototype.transfer` is in Chrome 114 and Firefox 122.
fn detach_when_growing(twin: &str) -> Result<String> {
    match twin.matches(COPIES).count() {
        1 => Ok(twin.replacen(COPIES, TRANSFERS, 1)),
        found => bail!(
            "wasm2js grows memory in another way than this knows ({found} places): see xtask/src/twin.rs"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_place_is_mended_and_anything_else_is_said() {
        let made = format!("function grow() {{\n{COPIES}   HEAP8 = new Int8Array(newBuffer);\n}}");
        let mended = detach_when_growing(&made).unwrap();
        assert!(mended.contains("buffer.transfer(") && !mended.contains("newHEAP8"));
        assert!(detach_when_growing("function grow() {}").is_err());
        assert!(detach_when_growing(&format!("{made}{made}")).is_err());
        assert!(super::mended(&made).is_err(), "it imports no glue");
        let whole = super::mended(&format!("{NAMESPACE}{made}")).unwrap();
        assert!(
            whole.starts_with("import { imports as $_hashcart_bg_js } from './glue.js';\nfunction"),
            "{whole}"
        );
    }
}
