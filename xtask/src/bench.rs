//! `cargo xtask bench`: what is measured, as ratio to its budget, as a table and as JSON. It never fails a build.

use anyhow::{Context, Result};

use crate::budget::percent;
use crate::dist;
use crate::project::Project;

/// One measured thing. Timings will be rows of the same shape.
struct Measure {
    name: &'static str,
    unit: &'static str,
    value: usize,
    budget: usize,
    aim: usize,
}

pub fn run(project: &Project) -> Result<bool> {
    let sizes = dist::build(project)?;
    sizes.print();
    let measures = [Measure {
        name: "until the first question, brotli",
        unit: "bytes",
        value: sizes.first(),
        budget: sizes.budget,
        aim: sizes.aim,
    }];

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
