//! Cuts a program in two at the functions of a module that is called `lazy::entry`: what only they reach becomes a second
//! wasm, which shares memory and function table with the first and is loaded later.
//!
//! What is behind the entries, the linker's own record says ([`Program`]). So the first half cannot come to need the second
//! but by an entry, and that only by its place in the table of functions, which is empty until the second half fills it:
//! then a call is an exception of the browser's, and never another function.

use std::collections::{BTreeSet, HashSet};
use std::ops::Range;

use anyhow::{Context, Result, bail};
use walrus::ir::{
    Call, GlobalGet, GlobalSet, Instr, InstrLocId, RefFunc, Value, Visitor, VisitorMut, dfs_in_order,
    dfs_pre_order_mut,
};
use walrus::{
    ConstExpr, DataKind, ElementItems, ElementKind, ExportItem, FunctionBuilder, FunctionId, FunctionKind,
    GlobalId, GlobalKind, ImportKind, ImportedFunction, LocalFunction, Module,
};

use crate::reach::{Behind, Program};

/// The module that the entries are in, by the end of its path.
const ENTRIES: &str = "::lazy::entry::";
/// What the second half imports of the first.
const FIRST: &str = "first";
/// Pieces of data that are closer together than this, in bytes, are one: each costs its place and length.
const GAP: u32 = 8;

/// How the halves share a global that changes, which is the pointer to the stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Globals {
    /// The second half imports it.
    Imported,
    /// The second half asks the first for it, and sets it there: as JavaScript a module's variable is its own.
    Called,
}

/// A program in two.
#[derive(Debug)]
pub struct Halves {
    /// What is there from the start.
    pub first: Vec<u8>,
    /// What is loaded later.
    pub lazy: Vec<u8>,
}

/// Whether the linker's name is that of an entry.
fn is_entry(mangled: &str) -> bool {
    let name = format!("{:#}", rustc_demangle::demangle(mangled));
    name.split_once(ENTRIES).is_some_and(|(_, entry)| !entry.contains([':', '<']))
}

/// Cuts. `raw` is the program as the linker left it, `linked` the same after wasm-bindgen, with its functions' names.
pub fn split(raw: &[u8], linked: &[u8], globals: Globals) -> Result<Halves> {
    let read = || Module::from_buffer(linked).context("cannot read the linked program");
    let exported = exported(&read()?);
    let behind = Program::read(raw)?.behind(is_entry, &exported)?;
    if behind.functions.is_empty() {
        bail!("no function of {ENTRIES}* is there");
    }
    let mut first = read()?;
    let mut lazy = read()?;
    let used = keep_lazy(&mut lazy, &behind, globals)?;
    keep_first(&mut first, &behind, &used, globals)?;
    Ok(Halves { first: first.emit_wasm(), lazy: lazy.emit_wasm() })
}

/// The names of the functions that wasm-bindgen's glue may call.
fn exported(module: &Module) -> HashSet<String> {
    let functions = module.exports.iter().filter_map(|export| match export.item {
        ExportItem::Function(function) => module.funcs.get(function).name.clone(),
        _ => None,
    });
    functions.collect()
}

/// The functions of a module that have one of these names.
fn named(module: &Module, names: &HashSet<String>) -> HashSet<FunctionId> {
    let is_one = |name: &Option<String>| name.as_ref().is_some_and(|name| names.contains(name));
    module.funcs.iter().filter(|function| is_one(&function.name)).map(|function| function.id()).collect()
}

/// What a function calls, or takes the address of, and which globals it uses.
#[derive(Default)]
struct Uses {
    functions: HashSet<FunctionId>,
    globals: HashSet<GlobalId>,
}

impl Visitor<'_> for Uses {
    fn visit_call(&mut self, call: &Call) {
        self.functions.insert(call.func);
    }
    fn visit_ref_func(&mut self, reference: &RefFunc) {
        self.functions.insert(reference.func);
    }
    fn visit_global_get(&mut self, get: &GlobalGet) {
        self.globals.insert(get.global);
    }
    fn visit_global_set(&mut self, set: &GlobalSet) {
        self.globals.insert(set.global);
    }
}

impl Uses {
    fn of<'a>(functions: impl Iterator<Item = &'a LocalFunction>) -> Self {
        let mut uses = Self::default();
        for function in functions {
            dfs_in_order(&mut uses, function, function.entry_block());
        }
        uses
    }
}

/// The name by which the first half exports its function of that number, which is the same in both halves.
fn alias(function: FunctionId) -> String {
    format!("f{}", function.index())
}

/// What the second half uses of the first, by number.
#[derive(Debug)]
struct Used {
    functions: BTreeSet<usize>,
    globals: BTreeSet<usize>,
}

/// The functions by which the second half has a global of the first, where it is [`Globals::Called`].
fn accessors(nth: usize) -> [String; 2] {
    [format!("get_g{nth}"), format!("set_g{nth}")]
}

/// Calls these functions where a global is read and set.
struct ByCall {
    global: GlobalId,
    get: FunctionId,
    set: FunctionId,
}

impl VisitorMut for ByCall {
    fn visit_instr_mut(&mut self, instr: &mut Instr, _: &mut InstrLocId) {
        *instr = match instr {
            Instr::GlobalGet(it) if it.global == self.global => Instr::Call(Call { func: self.get }),
            Instr::GlobalSet(it) if it.global == self.global => Instr::Call(Call { func: self.set }),
            _ => return,
        };
    }
}

/// Leaves in a module what is behind the entries; returns what it uses of the rest.
fn keep_lazy(module: &mut Module, behind: &Behind, globals: Globals) -> Result<Used> {
    let own = named(module, &behind.functions);
    let bodies = module.funcs.iter_local().filter(|(id, _)| own.contains(id)).map(|(_, body)| body);
    let uses = Uses::of(bodies);
    let exports: Vec<_> = module.exports.iter().map(walrus::Export::id).collect();
    exports.into_iter().for_each(|export| module.exports.delete(export));
    module.start = None;
    let is_of_first =
        |id: &FunctionId| !own.contains(id) && matches!(module.funcs.get(*id).kind, FunctionKind::Local(_));
    let mut used: Vec<FunctionId> = uses.functions.iter().copied().filter(is_of_first).collect();
    used.sort_by_key(|id| id.index());
    for id in &used {
        let import = module.imports.add(FIRST, &alias(*id), ImportKind::Function(*id));
        let ty = module.funcs.get(*id).ty();
        module.funcs.get_mut(*id).kind = FunctionKind::Import(ImportedFunction { import, ty });
    }
    let all: Vec<GlobalId> = module.globals.iter().map(walrus::Global::id).collect();
    let shared = all.into_iter().enumerate().filter(|(_, id)| uses.globals.contains(id));
    let shared: Vec<(usize, GlobalId)> = shared.collect();
    for &(nth, id) in &shared {
        if globals == Globals::Imported {
            let import = module.imports.add(FIRST, &format!("g{nth}"), ImportKind::Global(id));
            module.globals.get_mut(id).kind = GlobalKind::Import(import);
            continue;
        }
        let ty = module.globals.get(id).ty;
        let types = [module.types.add(&[], &[ty]), module.types.add(&[ty], &[])];
        let [get, set] = accessors(nth);
        let (get, _) = module.add_import_func(FIRST, &get, types[0]);
        let (set, _) = module.add_import_func(FIRST, &set, types[1]);
        for (_, body) in module.funcs.iter_local_mut().filter(|(function, _)| own.contains(function)) {
            let entry = body.entry_block();
            dfs_pre_order_mut(&mut ByCall { global: id, get, set }, body, entry);
        }
    }
    let memory = module.get_memory_id()?;
    let import = module.imports.add(FIRST, "memory", ImportKind::Memory(memory));
    module.memories.get_mut(memory).import = Some(import);
    let table = module.tables.main_function_table()?.context("no function table")?;
    let import = module.imports.add(FIRST, "table", ImportKind::Table(table));
    module.tables.get_mut(table).import = Some(import);
    keep_elements(module, |id| own.contains(&id))?;
    keep_data(module, &behind.data, true)?;
    walrus::passes::gc::run(module);
    Ok(Used {
        functions: used.into_iter().map(|id| id.index()).collect(),
        globals: shared.into_iter().map(|(nth, _)| nth).collect(),
    })
}

/// Leaves in a module what is not behind the entries, and exports what the rest uses of it.
fn keep_first(module: &mut Module, behind: &Behind, used: &Used, globals: Globals) -> Result<()> {
    let mut others = named(module, &behind.functions);
    others.extend(named(module, &behind.unused));
    let all: Vec<FunctionId> = module.funcs.iter().map(walrus::Function::id).collect();
    for id in all.into_iter().filter(|id| used.functions.contains(&id.index())) {
        module.exports.add(&alias(id), id);
    }
    let all: Vec<GlobalId> = module.globals.iter().map(walrus::Global::id).collect();
    for (nth, id) in all.into_iter().enumerate().filter(|(nth, _)| used.globals.contains(nth)) {
        if globals == Globals::Imported {
            module.exports.add(&format!("g{nth}"), id);
            continue;
        }
        let ty = module.globals.get(id).ty;
        let [get, set] = accessors(nth);
        let mut read = FunctionBuilder::new(&mut module.types, &[], &[ty]);
        read.func_body().global_get(id);
        let read = read.finish(Vec::new(), &mut module.funcs);
        module.exports.add(&get, read);
        if !module.globals.get(id).mutable {
            continue;
        }
        let value = module.locals.add(ty);
        let mut write = FunctionBuilder::new(&mut module.types, &[ty], &[]);
        write.func_body().local_get(value).global_set(id);
        let write = write.finish(vec![value], &mut module.funcs);
        module.exports.add(&set, write);
    }
    let memory = module.get_memory_id()?;
    if module.exports.get_exported_memory(memory).is_none_or(|export| export.name != "memory") {
        module.exports.add("memory", memory);
    }
    let table = module.tables.main_function_table()?.context("no function table")?;
    module.exports.add("table", table);
    keep_elements(module, |id| !others.contains(&id))?;
    keep_data(module, &behind.data, false)?;
    let left = module.funcs.iter_local().filter(|(id, _)| !others.contains(id)).map(|(_, body)| body);
    let uses = Uses::of(left);
    if let Some(gone) = uses.functions.intersection(&others).next() {
        let name = module.funcs.get(*gone).name.clone().unwrap_or_default();
        bail!("the first half calls {name} of the second: an entry is known to it by its address alone");
    }
    others.into_iter().for_each(|id| module.funcs.delete(id));
    walrus::passes::gc::run(module);
    Ok(())
}

/// Leaves these functions in the table, each in its place.
fn keep_elements(module: &mut Module, keep: impl Fn(FunctionId) -> bool) -> Result<()> {
    let ids: Vec<_> = module.elements.iter().map(walrus::Element::id).collect();
    for id in ids {
        let element = module.elements.get(id);
        let (ElementKind::Active { table, offset }, ElementItems::Functions(functions)) =
            (&element.kind, &element.items)
        else {
            bail!("a table that is filled in another way than this knows");
        };
        let ConstExpr::Value(Value::I32(begin)) = *offset else {
            bail!("a table that is filled at no fixed place");
        };
        let table = *table;
        let places = (begin..).zip(functions.iter().copied());
        let mut runs: Vec<(i32, Vec<FunctionId>)> = Vec::new();
        for (place, function) in places.filter(|(_, function)| keep(*function)) {
            match runs.last_mut() {
                Some((begin, run)) if *begin + i32::try_from(run.len())? == place => run.push(function),
                _ => runs.push((place, vec![function])),
            }
        }
        module.tables.get_mut(table).elem_segments.remove(&id);
        module.elements.delete(id);
        for (begin, run) in runs {
            let offset = ConstExpr::Value(Value::I32(begin));
            let made =
                module.elements.add(ElementKind::Active { table, offset }, ElementItems::Functions(run));
            module.tables.get_mut(table).elem_segments.insert(made);
        }
    }
    Ok(())
}

/// Leaves the data at these addresses, or all but it.
fn keep_data(module: &mut Module, addresses: &[Range<u32>], these: bool) -> Result<()> {
    let ids: Vec<_> = module.data.iter().map(walrus::Data::id).collect();
    for id in ids {
        let data = module.data.get(id);
        let DataKind::Active { memory, offset } = &data.kind else {
            bail!("data that is put into memory in another way than this knows");
        };
        let ConstExpr::Value(Value::I32(begin)) = *offset else { bail!("data at no fixed address") };
        let (memory, begin) = (*memory, u32::try_from(begin)?);
        let end = begin + u32::try_from(data.value.len())?;
        let inside = addresses.iter().filter(|one| begin <= one.start && one.end <= end).cloned();
        let wanted = if these { inside.collect() } else { between(begin..end, inside) };
        let value = data.value.clone();
        module.memories.get_mut(memory).data_segments.remove(&id);
        module.data.delete(id);
        for piece in joined(wanted, these) {
            let bytes = value.get((piece.start - begin) as usize..(piece.end - begin) as usize);
            let offset = ConstExpr::Value(Value::I32(i32::try_from(piece.start)?));
            let bytes = bytes.context("data outside of its segment")?.to_vec();
            let made = module.data.add(DataKind::Active { memory, offset }, bytes);
            module.memories.get_mut(memory).data_segments.insert(made);
        }
    }
    Ok(())
}

/// What of `all` is in none of these, which are in order.
fn between(all: Range<u32>, these: impl Iterator<Item = Range<u32>>) -> Vec<Range<u32>> {
    let mut rest = Vec::new();
    let mut at = all.start;
    for one in these {
        if at < one.start {
            rest.push(at..one.start);
        }
        at = at.max(one.end);
    }
    if at < all.end {
        rest.push(at..all.end);
    }
    rest
}

/// Pieces that touch are one. Where nothing is written between them before the second half comes, so are those that are
/// close: the first half may bring what is the second's, which brings it again, but not the other way round.
fn joined(pieces: Vec<Range<u32>>, exactly: bool) -> Vec<Range<u32>> {
    let gap = if exactly { 0 } else { GAP };
    let mut all: Vec<Range<u32>> = Vec::new();
    for piece in pieces {
        match all.last_mut() {
            Some(last) if piece.start <= last.end + gap => last.end = last.end.max(piece.end),
            _ => all.push(piece),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_a_function_of_that_module_and_no_closure_in_one() {
        assert!(is_entry("_RNvNtNtNtCs1_8hashcart3app4lazy5entry3run"));
        assert!(!is_entry("_RNCNvNtNtNtCs1_8hashcart3app4lazy5entry3run0B9_"));
        assert!(!is_entry("memcpy"));
    }

    #[test]
    fn data_is_cut_into_what_is_behind_and_the_rest() {
        let behind = [12..16, 16..20, 30..40];
        assert_eq!(between(10..50, behind.iter().cloned()), [10..12, 20..30, 40..50]);
        assert_eq!(joined(behind.to_vec(), true), [12..20, 30..40]);
        assert_eq!(joined(vec![10..12, 20..30, 40..50], false), [10..30, 40..50]);
    }
}
