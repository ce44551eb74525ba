//! What a program's script takes from wasm-bindgen's glue, as two plain objects.
//!
//! A bundler makes a namespace (`import * as glue`) of functions that are asked for each name, and the browser compiles
//! each of them when WebAssembly asks for what it imports: of 270 names that took 10 ms of a page's first load
//! (Chromium 156, 2026-11). A plain object has none.

use anyhow::{Result, bail};

/// The module's name.
pub const GLUE: &str = "glue.js";

/// What all exported functions begin with.
const FUNCTION: &str = "export function ";

/// What takes the wasm's exports in.
const SETTER: &str = "__wbg_set_wasm";

/// The module, of the glue's own text: `imports` for the wasm, and `program`, which is what the doors call.
pub fn module(glue: &str) -> Result<String> {
    let mut names = Vec::new();
    for line in glue.lines().filter(|line| line.starts_with("export ")) {
        match line.strip_prefix(FUNCTION).and_then(|rest| rest.split_once('(')) {
            Some((name, _)) => names.push(name),
            None => bail!("the glue exports what is no function: {line}"),
        }
    }
    if !names.contains(&SETTER) {
        bail!("the glue has no {SETTER}");
    }
    let (imports, program): (Vec<&str>, Vec<&str>) =
        names.iter().filter(|name| **name != SETTER).partition(|name| name.starts_with("__wb"));
    Ok(format!(
        "import {{ {} }} from \"./hashcart_bg.js\";\nexport {{ {SETTER} }} from \"./hashcart_bg.js\";\n\
         export const imports = {{ {} }};\nexport const program = {{ {} }};\n",
        [&imports[..], &program[..]].concat().join(", "),
        imports.join(", "),
        program.join(", "),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_wasm_imports_and_what_the_doors_call_are_apart() {
        let glue = "function own() {}\nexport function start(a, b) {\n}\nexport function __wbg_now_1() {\n}\n\
                    export function __wbg_set_wasm(val) {\n}\n";
        let made = module(glue).unwrap();
        assert!(made.contains("const imports = { __wbg_now_1 };\n"), "{made}");
        assert!(made.contains("const program = { start };\n"), "{made}");
        assert!(made.contains("import { __wbg_now_1, start } from"), "{made}");
    }

    #[test]
    fn a_glue_of_another_kind_is_said() {
        assert!(module("export class Thing {\n").is_err());
        assert!(module("export function start() {\n").is_err());
    }
}
