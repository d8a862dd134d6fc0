//! `cargo xtask bench`: what is measured, as ratio to its budget, as a table and as JSON. A time never fails it; bytes over their budget do.

use anyhow::{Context, Result};

use crate::budget::{self, percent};
use crate::dist;
use crate::node::Node;
use crate::pdf;
use crate::project::{self, Project};
use crate::scores::{self, Costs, PEOPLE, Place};
use crate::test;

/// Thousandths of the time of 1,000 scores.
const PER_MILLE: &str = "per mille";

/// One measured thing. Times are shares of another time of the same run, so that the machine does not count.
struct Measure {
    name: String,
    unit: &'static str,
    value: usize,
    budget: usize,
    aim: usize,
}

pub fn run(project: &Project) -> Result<bool> {
    let sizes = dist::build(project)?.sizes;
    sizes.print();
    let drawn = pdf::measure(project)?;
    let costs = scores::measure(project)?;
    let (by_mounts, by_people) = left_behind(project)?;
    // While the site is without it, the module is built apart.
    let module = if sizes.pdf() > 0 { sizes.pdf() } else { pdf::weight(project)? };
    let number = |section: &str, key: &str| budget::number(project, section, key);
    let mut measures = vec![
        Measure {
            name: "until the first question, brotli".to_owned(),
            unit: "bytes",
            value: sizes.first(),
            budget: sizes.budget,
            aim: sizes.aim,
        },
        Measure {
            name: "the PDF module, brotli".to_owned(),
            unit: "bytes",
            value: module,
            budget: sizes.pdf_budget,
            aim: number("pdf-module", "aim")?,
        },
        Measure {
            name: "the module for cameras, brotli".to_owned(),
            unit: "bytes",
            value: sizes.scan(),
            budget: sizes.scan_budget,
            aim: number("scan-module", "aim")?,
        },
        Measure {
            name: "a PDF of eight pages".to_owned(),
            unit: "bytes",
            value: drawn.bytes,
            budget: number("pdf-8-pages", "bytes")?,
            aim: number("pdf-8-pages", "aim")?,
        },
        Measure {
            name: "a page, of 1,000 scores' time".to_owned(),
            unit: PER_MILLE,
            value: drawn.page,
            budget: number("pdf-page", "perMille")?,
            aim: number("pdf-page", "aim")?,
        },
        Measure {
            name: "left behind by a mount".to_owned(),
            unit: "bytes",
            value: by_mounts,
            budget: number("mount", "bytes")?,
            aim: number("mount", "aim")?,
        },
        Measure {
            name: "left behind by a person at the kiosk".to_owned(),
            unit: "bytes",
            value: by_people,
            budget: number("renewal", "bytes")?,
            aim: number("renewal", "aim")?,
        },
    ];
    measures.extend(groups(project, &costs)?);

    println!();
    println!("On this machine, now:");
    for costs in &costs {
        costs.print();
    }
    println!();
    println!("{:<46} {:>10} {:>10} {:>10} {:>9}", "measure", "value", "budget", "aim", "of budget");
    for measure in &measures {
        let Measure { name, unit, value, budget, aim } = measure;
        println!("{name:<46} {value:>10} {budget:>10} {aim:>10} {:>8.0}% ({unit})", percent(*value, *budget));
    }

    let plain = |costs: &Costs| {
        serde_json::json!({
            "place": costs.place.as_str(), "people": PEOPLE, "scoring": costs.score,
            "combining": costs.combining, "scoringAndCombining": costs.both,
        })
    };
    let json = serde_json::json!({
        "measures": measures.iter().map(|measure| serde_json::json!({
            "name": measure.name, "unit": measure.unit, "value": measure.value,
            "budget": measure.budget, "aim": measure.aim,
            "ratio": measure.value as f64 / measure.budget as f64,
        })).collect::<Vec<_>>(),
        "microseconds": costs.iter().map(plain).collect::<Vec<_>>(),
        "files": sizes.rows.iter().map(|row| serde_json::json!({
            "name": row.name, "raw": row.raw, "gzip": row.gzip, "brotli": row.brotli, "first": row.first,
        })).collect::<Vec<_>>(),
    });
    let path = project.target.join("bench.json");
    let text = serde_json::to_string_pretty(&json).context("the measures could not be written as JSON")?;
    std::fs::write(&path, text + "\n").with_context(|| format!("{} could not be written", path.display()))?;
    println!("Written to {}", path.display());
    let mut held = true;
    for Measure { name, value, budget, .. } in
        measures.iter().filter(|measure| measure.unit == "bytes" && measure.value > measure.budget)
    {
        println!("{name}: over the budget by {} bytes", value - budget);
        held = false;
    }
    Ok(held)
}

/// What scoring and combining cost, times as shares of the time in which 1,000 assessments are scored at the same place.
fn groups(project: &Project, costs: &[Costs]) -> Result<Vec<Measure>> {
    let number = |section: &str, key: &str| budget::number(project, section, key);
    let mut measures = Vec::new();
    let native = costs.iter().find(|costs| costs.place == Place::Native);
    for costs in costs {
        let place = costs.place.as_str();
        let mut add = |name: String, unit, value, section: &str, key: &str| -> Result<()> {
            let (budget, aim) = (number(section, key)?, number(section, "aim")?);
            measures.push(Measure { name, unit, value, budget, aim });
            Ok(())
        };
        if let (Place::Wasm, Some(native)) = (costs.place, native) {
            let value = native.per_mille(costs.score * 1_000.0);
            add(
                "1,000 scores in wasm, of native ones' time".to_owned(),
                PER_MILLE,
                value,
                "score-wasm",
                "perMille",
            )?;
        }
        for (people, (combining, both)) in PEOPLE.into_iter().zip(costs.combining.into_iter().zip(costs.both))
        {
            let value = costs.per_mille(combining);
            add(
                format!("combining {people}, {place}"),
                PER_MILLE,
                value,
                &format!("combine-{people}"),
                "perMille",
            )?;
            let value = costs.per_mille(both);
            add(
                format!("scoring and combining {people}, {place}"),
                PER_MILLE,
                value,
                &format!("score-and-combine-{people}"),
                "perMille",
            )?;
        }
        if let Some(bytes) = costs.bytes {
            let most = PEOPLE.into_iter().max().unwrap_or_default();
            add(format!("wasm memory to combine {most}"), "bytes", bytes, "combine-memory", "bytes")?;
        }
    }
    Ok(measures)
}

/// Bytes that stay in a page's memory: of an element that was mounted and taken away again, and of a person at the kiosk.
fn left_behind(project: &Project) -> Result<(usize, usize)> {
    let node = Node::ready(project)?;
    let mut command = node.script(project, "tests/memory.mjs");
    command.env("CHROMIUM", test::chromium(project)?);
    let said = project::capture(&mut command, "mounting 500 times, and 100 people at a kiosk")?;
    let of = |what: &str| -> Result<usize> {
        let mark = format!("bytes {what} leaves behind: ");
        let bytes = said.lines().find_map(|line| line.strip_prefix(&mark)?.parse().ok());
        bytes.with_context(|| format!("tests/memory.mjs named no bytes that {what} leaves"))
    };
    Ok((of("a mount")?, of("a person")?))
}
