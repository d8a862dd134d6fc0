//! `cargo xtask bench`: what is measured, as ratio to its budget, as a table and as JSON. It never fails a build.

use anyhow::{Context, Result};

use crate::budget::{self, percent};
use crate::dist;
use crate::node::Node;
use crate::pdf;
use crate::project::{self, Project};
use crate::test;

/// One measured thing. Times are shares of another time of the same run, so that the machine does not count.
struct Measure {
    name: &'static str,
    unit: &'static str,
    value: usize,
    budget: usize,
    aim: usize,
}

pub fn run(project: &Project) -> Result<bool> {
    let sizes = dist::build(project)?.sizes;
    sizes.print();
    let drawn = pdf::measure(project)?;
    let left_behind = mounts(project)?;
    // While the site is without it, the module is built apart.
    let module = if sizes.pdf() > 0 { sizes.pdf() } else { pdf::weight(project)? };
    let number = |section: &str, key: &str| budget::number(project, section, key);
    let measures = [
        Measure {
            name: "until the first question, brotli",
            unit: "bytes",
            value: sizes.first(),
            budget: sizes.budget,
            aim: sizes.aim,
        },
        Measure {
            name: "the PDF module, brotli",
            unit: "bytes",
            value: module,
            budget: sizes.pdf_budget,
            aim: number("pdf-module", "aim")?,
        },
        Measure {
            name: "the module for cameras, brotli",
            unit: "bytes",
            value: sizes.scan(),
            budget: sizes.scan_budget,
            aim: number("scan-module", "aim")?,
        },
        Measure {
            name: "a PDF of eight pages",
            unit: "bytes",
            value: drawn.bytes,
            budget: number("pdf-8-pages", "bytes")?,
            aim: number("pdf-8-pages", "aim")?,
        },
        Measure {
            name: "a page, of 1,000 scores' time",
            unit: "per mille",
            value: drawn.page,
            budget: number("pdf-page", "perMille")?,
            aim: number("pdf-page", "aim")?,
        },
        Measure {
            name: "left behind by a mount",
            unit: "bytes",
            value: left_behind,
            budget: number("mount", "bytes")?,
            aim: number("mount", "aim")?,
        },
    ];

    println!();
    println!("{:<36} {:>10} {:>10} {:>10} {:>9}", "measure", "value", "budget", "aim", "of budget");
    for measure in &measures {
        let Measure { name, unit, value, budget, aim } = measure;
        println!("{name:<36} {value:>10} {budget:>10} {aim:>10} {:>8.0}% ({unit})", percent(*value, *budget));
    }

    let json = serde_json::json!({
        "measures": measures.iter().map(|measure| serde_json::json!({
            "name": measure.name, "unit": measure.unit, "value": measure.value,
            "budget": measure.budget, "aim": measure.aim,
            "ratio": measure.value as f64 / measure.budget as f64,
        })).collect::<Vec<_>>(),
        "files": sizes.rows.iter().map(|row| serde_json::json!({
            "name": row.name, "raw": row.raw, "gzip": row.gzip, "brotli": row.brotli, "first": row.first,
        })).collect::<Vec<_>>(),
    });
    let path = project.target.join("bench.json");
    let text = serde_json::to_string_pretty(&json).context("the measures could not be written as JSON")?;
    std::fs::write(&path, text + "\n").with_context(|| format!("{} could not be written", path.display()))?;
    println!("Written to {}", path.display());
    Ok(true)
}

/// Bytes that an element leaves in a page's memory, mounted and taken away again.
fn mounts(project: &Project) -> Result<usize> {
    let node = Node::ready(project)?;
    let mut command = node.script(project, "tests/memory.mjs");
    command.env("CHROMIUM", test::chromium(project)?);
    let said = project::capture(&mut command, "mounting 500 times")?;
    said.lines()
        .find_map(|line| line.strip_prefix("bytes a mount leaves behind: ")?.parse().ok())
        .context("tests/memory.mjs named no bytes")
}
