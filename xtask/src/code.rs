//! Which crates the code of each program comes from: the bytes of its functions, by their names. How a program is compiled is wasm's.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use wasmparser::{KnownCustom, Name, Parser, Payload};

use crate::node::Node;
use crate::project::Project;
use crate::wasm::{self, Program};

/// What ships.
const PROGRAMS: [Program; 5] =
    [Program::Questions, Program::Desk, Program::Room, Program::Pdf, Program::Scan];
/// How many crates are printed; the JSON has them all.
const PRINTED: usize = 12;
/// In the place of a crate.
const NOWHERE: &str = "(without a crate)";

/// A program's code, before compression.
struct Weighed {
    /// Bytes of all functions.
    code: usize,
    /// Bytes of texts and tables.
    data: usize,
    functions: usize,
    /// Bytes by crate, the largest first.
    crates: Vec<(String, usize)>,
}

/// Weighs every program that was built last, and prints it.
pub fn measure(project: &Project, node: &Node) -> Result<Value> {
    let mut told = Vec::new();
    for program in PROGRAMS {
        let name = program.stem();
        let Some(module) = wasm::named(project, node, program)? else {
            println!("{name} was not built here: cargo xtask bench --only sizes --only code");
            continue;
        };
        let Weighed { code, data, functions, crates } = weigh(&module)?;
        let unknown: usize = crates.iter().filter(|(name, _)| name == NOWHERE).map(|(_, bytes)| bytes).sum();
        if unknown * 10 > code {
            bail!("{unknown} bytes of {name}'s {code} bytes of code have no name that tells a crate");
        }
        println!();
        println!("{name}: {code} bytes of code in {functions} functions, {data} of data");
        for (name, bytes) in crates.iter().take(PRINTED) {
            println!("  {name:<32} {bytes:>9} {:>5.1} %", 100.0 * *bytes as f64 / code as f64);
        }
        let rest: usize = crates.iter().skip(PRINTED).map(|(_, bytes)| bytes).sum();
        println!("  {:<32} {rest:>9} {:>5.1} %", "all others", 100.0 * rest as f64 / code as f64);
        let crates: Vec<Value> =
            crates.iter().map(|(name, bytes)| json!({ "name": name, "bytes": bytes })).collect();
        told.push(
            json!({ "name": name, "code": code, "data": data, "functions": functions, "crates": crates }),
        );
    }
    Ok(json!({ "measures": [], "programs": told }))
}

fn weigh(module: &[u8]) -> Result<Weighed> {
    let mut imported = 0;
    let mut sizes = Vec::new();
    let mut names = BTreeMap::new();
    let mut data = 0;
    for payload in Parser::new(0).parse_all(module) {
        match payload.context("the module could not be read")? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    let import = import.context("an import could not be read")?;
                    imported += u32::from(matches!(import.ty, wasmparser::TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => sizes.push(body.range().len()),
            Payload::DataSection(section) => data += section.range().len(),
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(parts) = section.as_known() {
                    for part in parts {
                        let Name::Function(map) = part.context("the names could not be read")? else {
                            continue;
                        };
                        for naming in map {
                            let naming = naming.context("a name could not be read")?;
                            names.insert(naming.index, naming.name);
                        }
                    }
                }
            }
            _ => {}
        }
    }
    let mut by_crate: BTreeMap<String, usize> = BTreeMap::new();
    for (index, size) in (imported..).zip(&sizes) {
        let name = names.get(&index).copied().unwrap_or_default();
        *by_crate.entry(crate_of(name)).or_default() += size;
    }
    let mut crates: Vec<_> = by_crate.into_iter().collect();
    crates.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    Ok(Weighed { code: sizes.iter().sum(), data, functions: sizes.len(), crates })
}

/// The crate in which a function was written, from its name as the compiler wrote it: where a path begins first. Of a trait's
/// that is the type's crate, or the trait's where the type is the language's own.
fn crate_of(symbol: &str) -> String {
    const RUNTIME: [&str; 4] = ["__wbindgen", "__wbg", "__externref", "wasm_bindgen"];
    const MEMORY: [&str; 3] = ["mem", "__rust", "__rdl"];
    let name = format!("{:#}", rustc_demangle::demangle(symbol));
    let of_name = |character: char| character.is_alphanumeric() || character == '_';
    let found = match name.split_once("::") {
        Some((before, _)) => before.rsplit(|character| !of_name(character)).next().unwrap_or_default(),
        None if RUNTIME.iter().any(|start| name.starts_with(start)) => "wasm_bindgen",
        None if MEMORY.iter().any(|start| name.starts_with(start)) => "compiler_builtins",
        None => "",
    };
    if found.is_empty() { NOWHERE.to_owned() } else { found.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_belongs_to_the_crate_that_it_was_written_in() {
        for (symbol, wanted) in [
            ("_ZN4core3fmt9Formatter3pad17h0123456789abcdefE", "core"),
            ("pomscope_core::method::score", "pomscope_core"),
            ("<pomscope_core::pack::Pack as core::fmt::Display>::fmt", "pomscope_core"),
            ("<&mut yew::html::Html as core::ops::Deref>::deref", "yew"),
            ("<str as pomscope_core::json::Write>::write", "pomscope_core"),
            ("<[u8] as alloc::borrow::ToOwned>::to_owned", "alloc"),
            ("core::ptr::drop_in_place::<yew::Html>", "core"),
            ("<*const u8 as core::fmt::Pointer>::fmt", "core"),
            ("__wbindgen_malloc", "wasm_bindgen"),
            ("memcpy", "compiler_builtins"),
            ("mount", "(without a crate)"),
            ("", "(without a crate)"),
        ] {
            assert_eq!(crate_of(symbol), wanted, "{symbol}");
        }
    }

    #[test]
    fn every_byte_of_code_is_in_one_crate() {
        // One import, two functions of 2 and 4 bytes, named `core::a` and `b`.
        let module = [
            &b"\0asm\x01\0\0\0"[..],
            &[1, 4, 1, 0x60, 0, 0],
            &[2, 7, 1, 1, b'e', 1, b'f', 0, 0],
            &[3, 3, 2, 0, 0],
            &[10, 9, 2, 2, 0, 0x0b, 4, 0, 0x01, 0x01, 0x0b],
            &[
                0, 20, 4, b'n', b'a', b'm', b'e', 1, 13, 2, 1, 7, b'c', b'o', b'r', b'e', b':', b':', b'a',
                2, 1, b'b',
            ],
        ]
        .concat();
        let weighed = weigh(&module).unwrap();
        assert_eq!((weighed.code, weighed.functions, weighed.data), (6, 2, 0));
        assert_eq!(weighed.crates, [("(without a crate)".to_owned(), 4), ("core".to_owned(), 2)]);
        assert!(weigh(b"no module").is_err());
    }
}
