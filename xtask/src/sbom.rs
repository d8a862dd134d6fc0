//! The bill of materials, as CycloneDX 1.6: what ships, from where, under which licence, and what it needs. Which crates those are is linked's.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::licences::{FONT, FONT_VERSION, OWN};
use crate::linked::{Crate, Linked, Origin};
use crate::node::digest;
use crate::project::Project;
use crate::site;

/// What the file is called, wherever a program ships.
pub const FILE: &str = "pomscope.cdx.json";
/// The font's files, in the repository.
const FONTS: [&str; 2] = ["crates/pdf/fonts/NotoSans-Bold.ttf", "crates/pdf/fonts/NotoSans-Regular.ttf"];
/// The npm packages that work on what ships, and leave nothing of their own in it.
const TOOLS: [&str; 2] = ["binaryen", "esbuild"];

/// The bill: the same bytes for the same build.
///
/// # Errors
/// Where a font or the list of tools cannot be read.
pub fn bill(project: &Project, linked: &Linked, program: &str) -> Result<String> {
    let mut components: Vec<Value> =
        linked.crates.values().filter(|each| !is_root(each)).map(component).collect();
    for path in FONTS {
        let name = path.rsplit('/').next().unwrap_or(path);
        components.push(json!({
            "type": "file",
            "bom-ref": name,
            "name": name,
            "version": FONT_VERSION,
            "description": format!("{}, cut down to the characters that reports use", FONT.0),
            "scope": "required",
            "hashes": [{ "alg": "SHA-256", "content": digest(&site::read(&project.path(path))?) }],
            "licenses": licence(FONT.1),
            "properties": [{ "name": "pomscope:programs", "value": "pdf" }],
        }));
    }
    let dependencies: Vec<Value> = std::iter::once(json!({ "ref": "pomscope", "dependsOn": roots(linked) }))
        .chain(linked.shipped().filter(|each| !is_root(each)).map(|each| {
            let mut needs: Vec<&str> = each.needs.iter().map(String::as_str).collect();
            if each.name == "pomscope-pdf" {
                needs.extend(FONTS.iter().filter_map(|path| path.rsplit('/').next()));
            }
            json!({ "ref": each.id(), "dependsOn": needs })
        }))
        .collect();
    let mut bill = json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "lifecycles": [{ "phase": "build" }],
            "tools": { "components": tools(project, linked)? },
            "component": {
                "type": "application",
                "bom-ref": "pomscope",
                "name": "pomscope",
                "version": env!("CARGO_PKG_VERSION"),
                "description": "A maturity self-assessment that runs wholly in the browser",
                "licenses": licence(OWN),
                "properties": [{ "name": "pomscope:program-sha256", "value": program }],
            },
        },
        "components": components,
        "dependencies": dependencies,
    });
    // A number of its own for each bill, that is the same whenever the bill is.
    let number = digest(bill.to_string().as_bytes());
    if let Some(fields) = bill.as_object_mut() {
        fields.insert("serialNumber".to_owned(), Value::String(format!("urn:uuid:{}", uuid(&number)?)));
    }
    Ok(serde_json::to_string_pretty(&bill).context("the bill of materials could not be written")? + "\n")
}

/// The crates of this repository that are a program; the bill as a whole stands for them.
fn is_root(each: &Crate) -> bool {
    each.origin == Origin::Own
        && matches!(each.name.as_str(), "pomscope" | "pomscope-pdf-wasm" | "pomscope-scan-wasm")
}

fn roots(linked: &Linked) -> Vec<String> {
    let mut needed: Vec<String> =
        linked.crates.values().filter(|each| is_root(each)).flat_map(|each| each.needs.clone()).collect();
    needed.sort();
    needed.dedup();
    needed
}

fn component(each: &Crate) -> Value {
    let programs: Vec<&str> = each.programs.iter().copied().collect();
    let mut told = json!({
        "type": "library",
        "bom-ref": each.id(),
        "name": each.name,
        "version": each.version,
        "scope": if programs.is_empty() { "excluded" } else { "required" },
        "licenses": licence(&each.licence),
    });
    let mut more = |key: &str, value: Value| {
        if let Some(fields) = told.as_object_mut() {
            fields.insert(key.to_owned(), value);
        }
    };
    match &each.origin {
        Origin::Own => {}
        Origin::Rust => {
            more("purl", format!("pkg:github/rust-lang/rust@{}#library/{}", each.version, each.name).into());
        }
        Origin::Registry(sum) => {
            more("purl", format!("pkg:cargo/{}@{}", each.name, each.version.replace('+', "%2B")).into());
            more("hashes", json!([{ "alg": "SHA-256", "content": sum }]));
        }
    }
    if !programs.is_empty() {
        more("properties", json!([{ "name": "pomscope:programs", "value": programs.join(" ") }]));
    }
    told
}

fn licence(expression: &str) -> Value {
    json!([{ "expression": expression, "acknowledgement": "declared" }])
}

/// What made it: compiler, the writer of the glue, and the npm packages, at the versions that the lock files pin.
fn tools(project: &Project, linked: &Linked) -> Result<Vec<Value>> {
    let tool = |name: &str, version: &str| json!({ "type": "application", "name": name, "version": version });
    let mut tools = vec![tool("rustc", &linked.rust)];
    if let Some(glue) = linked.crates.values().find(|each| each.name == "wasm-bindgen") {
        // The build refuses any other version.
        tools.push(tool("wasm-bindgen-cli-support", &glue.version));
    }
    let package: Value =
        serde_json::from_str(&project.read("package.json")?).context("package.json is no JSON")?;
    for name in TOOLS {
        let version = package.pointer(&format!("/devDependencies/{name}")).and_then(Value::as_str);
        tools.push(tool(name, version.with_context(|| format!("package.json names no {name}"))?));
    }
    Ok(tools)
}

/// A UUID of version 8, which is for numbers made as one likes (RFC 9562), from the digits of a hash.
fn uuid(hash: &str) -> Result<String> {
    let part = |from: usize, to: usize| hash.get(from..to).context("a hash has sixty-four digits");
    Ok(format!("{}-{}-8{}-a{}-{}", part(0, 8)?, part(8, 12)?, part(12, 15)?, part(15, 18)?, part(18, 30)?))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_number_has_the_form_of_a_uuid() {
        assert_eq!(uuid(&"0123456789abcdef".repeat(4)).unwrap(), "01234567-89ab-8cde-af01-23456789abcd");
    }

    #[test]
    fn what_only_took_part_in_the_build_is_told_as_that() {
        let mut each = Crate {
            name: "syn".into(),
            version: "2.0.1+x".into(),
            licence: "MIT OR Apache-2.0".into(),
            origin: Origin::Registry("ab".into()),
            folder: "/".into(),
            programs: BTreeSet::new(),
            needs: BTreeSet::new(),
        };
        assert_eq!(component(&each)["scope"], "excluded");
        assert_eq!(component(&each)["purl"], "pkg:cargo/syn@2.0.1%2Bx");
        each.programs.insert("app");
        assert_eq!(component(&each)["scope"], "required");
    }
}
