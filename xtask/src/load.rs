//! The first load on a phone, beside the floor page: runs tests/load.mjs and reads what it measured.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::measure::{Measure, Unit, number};
use crate::node::Node;
use crate::project::{self, Project};
use crate::test;

/// An odd number, for a middle.
const ROUNDS: usize = 7;

pub fn measure(project: &Project, node: &Node, rounds: Option<usize>) -> Result<Value> {
    let mut command = node.script(project, "tests/load.mjs");
    command.arg(rounds.unwrap_or(ROUNDS).to_string()).env("CHROMIUM", test::chromium(project)?);
    let said = project::capture(&mut command, "the first load on a phone")?;
    let said: Value = serde_json::from_str(&said).context("tests/load.mjs printed no JSON")?;
    let measures = [
        Measure::new(
            "bytes in the network until the first answer",
            Unit::Bytes,
            number(&said, "/pomscope/bytes")?,
        ),
        Measure::new("requests until the first answer", Unit::Count, number(&said, "/pomscope/requests")?),
        Measure::rounds("until it can be read, beside the floor", Unit::Floors, &said, "/ratio/readable")?,
        Measure::rounds(
            "until the first answer counts, beside the floor",
            Unit::Floors,
            &said,
            "/ratio/answerable",
        )?
        .against(project, "first-answer")?,
        Measure::new(
            "the same, of each page's quickest round",
            Unit::Floors,
            number(&said, "/ratio/quickest")?,
        ),
        Measure::rounds(
            "work until the first answer is kept, beside the floor",
            Unit::Floors,
            &said,
            "/ratio/work",
        )?,
        Measure::rounds("until the first answer counts", Unit::Milliseconds, &said, "/pomscope/answerable")?,
        Measure::rounds(
            "until the first answer counts on the floor page",
            Unit::Milliseconds,
            &said,
            "/floor/answerable",
        )?,
    ];
    Ok(json!({ "measures": measures.map(|measure| measure.json()), "said": said }))
}
