//! `cargo xtask bench`: which parts are measured, and what becomes of it: a table, a JSON, and where asked a kept run. What a part measures is in a file of its own. A time never fails it; bytes over their budget do.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::answers;
use crate::clock::{self, Clock};
use crate::code;
use crate::dist;
use crate::load;
use crate::measure::{self, Measure, Unit};
use crate::mounts;
use crate::node::Node;
use crate::pdf;
use crate::project::Project;
use crate::record;
use crate::scores;

/// In the order of the table.
const PARTS: [&str; 7] = ["sizes", "load", "answers", "mounts", "pdf", "scores", "code"];

pub struct Options {
    only: Vec<String>,
    rounds: Option<usize>,
    answers: Option<usize>,
    keep: Option<String>,
}

impl Options {
    pub fn parse(args: &[String]) -> Result<Self> {
        let mut options = Self { only: Vec::new(), rounds: None, answers: None, keep: None };
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            let value = args.next().map(String::as_str).unwrap_or_default();
            match arg.as_str() {
                "--only" => {
                    if !PARTS.contains(&value) {
                        bail!("--only needs one of {}, not {value:?}", PARTS.join(", "));
                    }
                    options.only.push(value.to_owned());
                }
                "--rounds" => {
                    let rounds = value.parse().ok().filter(|rounds| rounds % 2 == 1);
                    options.rounds = Some(rounds.with_context(|| {
                        format!("--rounds needs an odd number, for a middle, not {value:?}")
                    })?);
                }
                "--answers" => {
                    let answers = value.parse().ok().filter(|answers| *answers > 0);
                    options.answers = Some(
                        answers.with_context(|| format!("--answers needs a number from 1, not {value:?}"))?,
                    );
                }
                "--keep" => {
                    if !record::may_be_called(value) {
                        bail!("--keep needs a name of small letters, digits and hyphens, not {value:?}");
                    }
                    options.keep = Some(value.to_owned());
                }
                other => {
                    bail!(
                        "bench does not know {other:?}; it takes --only PART, --rounds N, --answers N and --keep NAME"
                    )
                }
            }
        }
        Ok(options)
    }

    fn wants(&self, part: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|wanted| wanted == part)
    }
}

/// Where the last run is written.
fn place(project: &Project) -> PathBuf {
    project.target.join("bench.json")
}

/// True when no bytes are over their budget.
pub fn run(project: &Project, options: &Options) -> Result<bool> {
    let node = Node::ready(project)?;
    let path = place(project);
    let mut parts = serde_json::Map::new();
    // A part alone is measured on the dist that is there, and takes its place among the others of the last run.
    if !options.only.is_empty()
        && let Ok(text) = std::fs::read_to_string(&path)
    {
        let last: Value = serde_json::from_str(&text).context("target/bench.json is no JSON; delete it")?;
        parts.extend(last.get("parts").and_then(Value::as_object).cloned().unwrap_or_default());
    }
    for part in PARTS.into_iter().filter(|part| options.wants(part)) {
        let clock = Clock::start();
        println!("\n== {part}");
        let measured = match part {
            "sizes" => sizes(project)?,
            "load" => load::measure(project, &node, options.rounds)?,
            "answers" => answers::measure(project, &node, options.rounds, options.answers)?,
            "mounts" => mounts::measure(project, &node)?,
            "pdf" => drawn(project)?,
            "scores" => scores::measure(project)?,
            _ => code::measure(project, &node)?,
        };
        parts.insert(part.to_owned(), measured);
        println!("-- {part}: {}", clock.read());
    }
    let run = json!({ "version": env!("CARGO_PKG_VERSION"), "date": clock::today(), "parts": parts });
    let measures = measures_of(&run)?;
    println!();
    measure::print(&measures);
    let text = serde_json::to_string_pretty(&run).context("the measures could not be written as JSON")?;
    std::fs::write(&path, text + "\n").with_context(|| format!("{} could not be written", path.display()))?;
    println!("Written to {}", path.display());
    if let Some(name) = &options.keep {
        record::keep(project, name, &run)?;
    }
    let mut held = true;
    for (measure, over) in measures.iter().filter_map(|measure| Some((measure, measure.over()?))) {
        println!("{}: over the budget by {} bytes", measure.name, over);
        held = false;
    }
    Ok(held)
}

/// What a run measured, part by part in the order of the table.
pub fn measures_of(run: &Value) -> Result<Vec<Measure>> {
    let of = |part: &str| run.pointer(&format!("/parts/{part}/measures")).and_then(Value::as_array);
    PARTS.into_iter().filter_map(of).flatten().map(Measure::read).collect()
}

/// Builds what ships, and weighs it.
fn sizes(project: &Project) -> Result<Value> {
    let sizes = dist::build(project)?.sizes;
    sizes.print();
    // While the site is without it, the module is built apart.
    let module = if sizes.pdf() > 0 { sizes.pdf() } else { pdf::weight(project)? };
    let bytes = |name: &str, value: usize, section: &str| {
        Measure::new(name, Unit::Bytes, value as f64).against(project, section)
    };
    let measures = [
        bytes("until the first question, brotli", sizes.first(), "first-question")?,
        bytes("the PDF module, brotli", module, "pdf-module")?,
        bytes("the module for cameras, brotli", sizes.scan(), "scan-module")?,
    ];
    let row = |row: &crate::budget::Row| {
        json!({
            "name": row.name, "raw": row.raw, "gzip": row.gzip, "brotli": row.brotli, "first": row.first,
        })
    };
    Ok(json!({
        "measures": measures.map(|measure| measure.json()),
        "files": sizes.rows.iter().map(row).collect::<Vec<_>>(),
    }))
}

/// A report of eight pages.
fn drawn(project: &Project) -> Result<Value> {
    let drawn = pdf::measure(project)?;
    let measures = [
        Measure::new("a PDF of eight pages", Unit::Bytes, drawn.bytes as f64)
            .against(project, "pdf-8-pages")?,
        Measure::new("a PDF of eight pages", Unit::Milliseconds, drawn.milliseconds)
            .against(project, "pdf-time")?,
        Measure::new("a page, of 1,000 scores' time", Unit::PerMille, drawn.page as f64)
            .against(project, "pdf-page")?,
    ];
    Ok(json!({ "measures": measures.map(|measure| measure.json()) }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(args: &[&str]) -> Result<Options, String> {
        let args: Vec<String> = args.iter().map(|arg| (*arg).to_owned()).collect();
        Options::parse(&args).map_err(|error| error.to_string())
    }

    #[test]
    fn options_are_read_or_refused_with_a_sentence() {
        let options = parse(&["--only", "load", "--rounds", "3", "--keep", "before"]).unwrap();
        assert!(options.wants("load") && !options.wants("sizes") && options.rounds == Some(3));
        assert!(PARTS.into_iter().all(|part| parse(&[]).unwrap().wants(part)));
        for wrong in [
            &["--only", "all"][..],
            &["--only"],
            &["--rounds", "4"],
            &["--rounds", "0"],
            &["--answers", "0"],
            &["--keep", "../x"],
            &["--keep", ""],
            &["-q"],
        ] {
            assert!(parse(wrong).is_err_and(|text| text.contains("--")), "{wrong:?}");
        }
    }

    #[test]
    fn a_run_gives_its_measures_in_the_order_of_the_table() {
        let of = |name: &str| json!({ "measures": [Measure::new(name, Unit::Count, 1.0).json()] });
        let run = json!({ "parts": { "code": of("last"), "sizes": of("first"), "unknown": of("none") } });
        let names: Vec<String> = measures_of(&run).unwrap().into_iter().map(|measure| measure.name).collect();
        assert_eq!(names, ["first", "last"]);
    }
}
