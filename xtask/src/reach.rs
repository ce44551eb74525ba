//! What refers to what in a program as the linker left it: each function's calls, and the addresses of functions and data
//! that code and data hold. The linker says all of it (`--emit-relocs`); afterwards an address is a number like others.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use anyhow::{Context, Result, bail};
use wasm_encoder::RawSection;
use wasmparser::{
    DataKind, ExternalKind, KnownCustom, Linking, Operator, Parser, Payload, RelocSectionReader,
    RelocationType, SymbolInfo, TypeRef,
};

/// Something that refers to others, or is referred to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Node {
    /// A function, by its index.
    Function(u32),
    /// A piece of data, by its place among the symbols.
    Data(u32),
}

/// A program's parts and what they refer to.
#[derive(Debug, Default)]
pub struct Program {
    /// Each function's name; imported ones have none of their own.
    names: HashMap<u32, String>,
    exports: Vec<(String, u32)>,
    refers: HashMap<Node, Vec<Node>>,
    /// Where each piece of data lies in memory.
    addresses: HashMap<u32, Range<u32>>,
}

/// What is reached only by way of some functions.
#[derive(Debug, Default)]
pub struct Behind {
    /// The functions behind them, by name; themselves too.
    pub functions: HashSet<String>,
    /// Functions that nothing reaches, by name: wasm-bindgen had asked them about themselves, and leaves them in the table.
    pub unused: HashSet<String>,
    /// The data behind them, by address, in order.
    pub data: Vec<Range<u32>>,
}

/// What wasm-bindgen asks the program about itself, and takes out.
const DESCRIBES: &str = "__wbindgen_describe";

/// The program without what the linker says of itself, which nobody downloads.
pub fn without_record(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut bare = wasm_encoder::Module::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        if let Payload::CustomSection(section) = &payload
            && (section.name() == "linking" || section.name().starts_with("reloc."))
        {
            continue;
        }
        if let Some((id, range)) = payload.as_section() {
            let data = wasm.get(range).context("a section outside of the file")?;
            bare.section(&RawSection { id, data });
        }
    }
    Ok(bare.finish())
}

impl Program {
    /// Reads a linked program.
    pub fn read(wasm: &[u8]) -> Result<Self> {
        let mut program = Self::default();
        let mut imported = 0;
        let (mut code_at, mut bodies) = (0, Vec::new());
        let (mut data_at, mut segments) = (0, Vec::new());
        let mut symbols = Vec::new();
        let mut relocations = HashMap::new();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        if matches!(import?.ty, TypeRef::Func(_)) {
                            imported += 1;
                        }
                    }
                }
                Payload::ExportSection(exports) => {
                    for export in exports {
                        let export = export?;
                        if export.kind == ExternalKind::Func {
                            program.exports.push((export.name.to_owned(), export.index));
                        }
                    }
                }
                Payload::CodeSectionStart { range, .. } => code_at = range.start,
                Payload::CodeSectionEntry(body) => bodies.push(body.range()),
                Payload::DataSection(data) => {
                    data_at = data.range().start;
                    for segment in data {
                        let segment = segment?;
                        let DataKind::Active { offset_expr, .. } = segment.kind else {
                            bail!("a data segment that is not put into memory at once");
                        };
                        let Operator::I32Const { value } = offset_expr.get_operators_reader().read()? else {
                            bail!("a data segment without a fixed address");
                        };
                        let begin = segment.range.end - segment.data.len();
                        segments.push((begin, u32::try_from(value)?));
                    }
                }
                Payload::CustomSection(section) => match section.as_known() {
                    KnownCustom::Linking(linking) => {
                        for part in linking.subsections() {
                            if let Linking::SymbolTable(table) = part? {
                                symbols = table.into_iter().collect::<Result<Vec<_>, _>>()?;
                            }
                        }
                    }
                    KnownCustom::Reloc(reader) => {
                        relocations.insert(section.name(), reader);
                    }
                    _ => {}
                },
                _ => {}
            }
        }
        if symbols.is_empty() {
            bail!("the linker left no symbols");
        }
        let mut places = Vec::new();
        for (at, symbol) in (0..).zip(&symbols) {
            match symbol {
                SymbolInfo::Func { index, name: Some(name), .. } => {
                    program.names.insert(*index, (*name).to_owned());
                }
                SymbolInfo::Data { symbol: Some(data), .. } => {
                    let (begin, address) = segments.get(data.index as usize).context("data of no segment")?;
                    let begin = begin + data.offset as usize;
                    let address = address + data.offset;
                    places.push((begin..begin + data.size as usize, at));
                    program.addresses.insert(at, address..address + data.size);
                }
                _ => {}
            }
        }
        places.sort_by_key(|(place, _)| place.start);
        let target = |symbol: u32| match symbols.get(symbol as usize) {
            Some(SymbolInfo::Func { index, .. }) => Some(Node::Function(*index)),
            Some(SymbolInfo::Data { .. }) => Some(Node::Data(symbol)),
            _ => None,
        };
        let function = |at: usize| {
            let nth = bodies.partition_point(|body| body.start <= at).checked_sub(1)?;
            bodies.get(nth).filter(|body| body.contains(&at))?;
            Some(Node::Function(imported + u32::try_from(nth).ok()?))
        };
        let data = |at: usize| {
            let nth = places.partition_point(|(place, _)| place.start <= at).checked_sub(1)?;
            places.get(nth).filter(|(place, _)| place.contains(&at)).map(|(_, symbol)| Node::Data(*symbol))
        };
        program.note(relocations.get("reloc.CODE"), |offset| function(code_at + offset), target)?;
        program.note(relocations.get("reloc.DATA"), |offset| data(data_at + offset), target)?;
        Ok(program)
    }

    /// Notes what the places of a section refer to.
    fn note(
        &mut self,
        section: Option<&RelocSectionReader<'_>>,
        place: impl Fn(usize) -> Option<Node>,
        target: impl Fn(u32) -> Option<Node>,
    ) -> Result<()> {
        for entry in section.context("the linker left no relocations")?.entries() {
            let entry = entry?;
            if matches!(entry.ty, RelocationType::TypeIndexLeb) {
                continue;
            }
            let from = place(entry.offset as usize).context("a reference from no part of the program")?;
            if let Some(to) = target(entry.index) {
                self.refers.entry(from).or_default().push(to);
            }
        }
        Ok(())
    }

    /// What is reached by way of the functions that are entries alone. Whatever has one of the `kept` names is reached
    /// from outside as well.
    pub fn behind(&self, is_entry: impl Fn(&str) -> bool, kept: &HashSet<String>) -> Result<Behind> {
        let mut index: HashMap<&str, Vec<u32>> = HashMap::new();
        for (function, name) in &self.names {
            index.entry(name).or_default().push(*function);
        }
        let entries: HashSet<u32> =
            self.names.iter().filter(|(_, name)| is_entry(name)).map(|(function, _)| *function).collect();
        let exported = self.exports.iter().filter(|(name, _)| !name.starts_with(DESCRIBES));
        let named = kept.iter().filter_map(|name| index.get(name.as_str())).flatten();
        let outside = exported.map(|(_, function)| *function).chain(named.copied());
        let first = self.reach(outside.map(Node::Function), &entries);
        let all = self.reach(entries.iter().map(|entry| Node::Function(*entry)), &HashSet::new());
        let mut behind = Behind::default();
        for node in all.difference(&first) {
            match node {
                Node::Function(function) => {
                    let Some(name) = self.names.get(function) else { continue };
                    // They could not be told apart later.
                    if index.get(name.as_str()).is_some_and(|same| same.len() > 1) {
                        bail!("two functions are called {name}");
                    }
                    behind.functions.insert(name.clone());
                }
                Node::Data(symbol) => behind.data.extend(self.addresses.get(symbol).cloned()),
            }
        }
        let is_reached = |function: &u32| {
            let node = Node::Function(*function);
            first.contains(&node) || all.contains(&node)
        };
        let unused = index.iter().filter(|(_, same)| !same.iter().any(is_reached));
        behind.unused = unused.map(|(name, _)| (*name).to_owned()).collect();
        // What shares its place with something that is reached from outside stays.
        let shared: Vec<&Range<u32>> = first.iter().filter_map(|node| self.address(node)).collect();
        behind.data.retain(|own| {
            !own.is_empty() && !shared.iter().any(|other| own.start < other.end && other.start < own.end)
        });
        behind.data.sort_by_key(|range| range.start);
        Ok(behind)
    }

    fn address(&self, node: &Node) -> Option<&Range<u32>> {
        match node {
            Node::Data(symbol) => self.addresses.get(symbol),
            Node::Function(_) => None,
        }
    }

    /// All that is reached from these, not through the closed ones.
    fn reach(&self, from: impl Iterator<Item = Node>, closed: &HashSet<u32>) -> HashSet<Node> {
        let is_open = |node: &Node| !matches!(node, Node::Function(function) if closed.contains(function));
        let mut reached = HashSet::new();
        let mut open: Vec<Node> = from.filter(is_open).collect();
        while let Some(node) = open.pop() {
            if reached.insert(node) {
                open.extend(self.refers.get(&node).into_iter().flatten().filter(|to| is_open(to)));
            }
        }
        reached
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `start` calls `entry` and `shared` and holds `words`; `entry` calls `shared` and `own`, which holds `own_words` and,
    /// within `words`, `same`. Nothing calls `described`.
    fn program() -> Program {
        let names = ["start", "entry", "shared", "own", "described"];
        let function = Node::Function;
        let data = Node::Data;
        Program {
            names: (0..).zip(names.map(str::to_owned)).collect(),
            exports: vec![("start".to_owned(), 0), (format!("{DESCRIBES}_own"), 3)],
            refers: HashMap::from([
                (function(0), vec![function(1), function(2), data(10)]),
                (function(1), vec![function(2), function(3)]),
                (function(3), vec![data(11), data(12), data(13)]),
            ]),
            addresses: HashMap::from([(10, 100..120), (11, 130..140), (12, 110..115), (13, 120..130)]),
        }
    }

    #[test]
    fn behind_an_entry_is_what_nothing_else_reaches() {
        let behind = program().behind(|name| name == "entry", &HashSet::new()).unwrap();
        assert_eq!(behind.functions, ["entry", "own"].map(str::to_owned).into());
        assert_eq!(behind.data, [120..130, 130..140], "what lies within another's place stays there");
        assert_eq!(behind.unused, ["described".to_owned()].into());
    }

    #[test]
    fn what_the_glue_calls_is_reached_from_outside() {
        let kept = HashSet::from(["own".to_owned()]);
        let behind = program().behind(|name| name == "entry", &kept).unwrap();
        assert_eq!(behind.functions, ["entry".to_owned()].into());
        assert!(behind.data.is_empty());
    }

    #[test]
    fn two_functions_of_one_name_are_not_cut_apart() {
        let mut program = program();
        program.names.insert(5, "own".to_owned());
        assert!(program.behind(|name| name == "entry", &HashSet::new()).is_err());
    }

    #[test]
    fn what_the_linker_did_not_record_cannot_be_read() {
        let wasm = wasm_encoder::Module::new().finish();
        assert!(Program::read(&wasm).is_err());
        assert_eq!(without_record(&wasm).unwrap(), wasm);
    }
}
