//! What each answer of a full assessment costs on a phone, beside the floor page, and the memory of the page at its end: runs tests/answers.mjs and reads what it measured.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::measure::{Measure, Unit, number};
use crate::node::Node;
use crate::project::{self, Project};
use crate::test;

/// An odd number, for a middle.
const ROUNDS: usize = 3;

/// Of the whole assessment, or of so many answers.
pub fn measure(
    project: &Project,
    node: &Node,
    rounds: Option<usize>,
    answers: Option<usize>,
) -> Result<Value> {
    let mut command = node.script(project, "tests/answers.mjs");
    command.arg(rounds.unwrap_or(ROUNDS).to_string());
    command.args(answers.map(|answers| answers.to_string())).env("CHROMIUM", test::chromium(project)?);
    let said = project::capture(&mut command, "every answer on a phone")?;
    let said: Value = serde_json::from_str(&said).context("tests/answers.mjs printed no JSON")?;
    let mut measures = vec![
        Measure::rounds("an answer's work, beside the floor", Unit::Floors, &said, "/ratio")?
            .against(project, "answer-work")?,
        Measure::rounds("an answer's work", Unit::Milliseconds, &said, "/pomscope/all")?,
        Measure::rounds("an answer's work on the floor page", Unit::Milliseconds, &said, "/floor/all")?,
        Measure::new(
            "from a tap to what it shows, 98 of 100",
            Unit::Milliseconds,
            number(&said, "/pomscope/painted")?,
        )
        .against(project, "answer-painted")?,
        Measure::new("the same, half of them", Unit::Milliseconds, number(&said, "/pomscope/paintedHalf")?),
        Measure::new(
            "from a tap to what it shows, 98 of 100, floor page",
            Unit::Milliseconds,
            number(&said, "/floor/painted")?,
        ),
        Measure::new(
            "the same, half of them, floor page",
            Unit::Milliseconds,
            number(&said, "/floor/paintedHalf")?,
        ),
        Measure::new("memory of the page at the result", Unit::Bytes, number(&said, "/memory/bytes")?)
            .against(project, "page-memory")?,
    ];
    // A few answers stay on the first screen.
    if let Ok(turned) = number(&said, "/turnedHalf") {
        measures.push(Measure::new("from a tap to the next screen, half", Unit::Milliseconds, turned));
    }
    let measures: Vec<Value> = measures.iter().map(Measure::json).collect();
    Ok(json!({ "measures": measures, "said": said }))
}
