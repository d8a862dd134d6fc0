//! What stays in a page's memory of an element that was mounted and taken away again, and of a person at the kiosk: runs tests/memory.mjs and reads what it measured.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::measure::{Measure, Unit};
use crate::node::Node;
use crate::project::{self, Project};
use crate::test;

pub fn measure(project: &Project, node: &Node) -> Result<Value> {
    let mut command = node.script(project, "tests/memory.mjs");
    command.env("CHROMIUM", test::chromium(project)?);
    let said = project::capture(&mut command, "mounting 500 times, and 100 people at a kiosk")?;
    let of = |what: &str| -> Result<f64> {
        let mark = format!("bytes {what} leaves behind: ");
        let bytes = said.lines().find_map(|line| line.strip_prefix(&mark)?.parse().ok());
        bytes.with_context(|| format!("tests/memory.mjs named no bytes that {what} leaves"))
    };
    let measures = [
        Measure::new("left behind by a mount, of 500", Unit::Bytes, of("a mount")?)
            .against(project, "mount")?,
        Measure::new("left behind by a person at the kiosk", Unit::Bytes, of("a person")?)
            .against(project, "renewal")?,
    ];
    Ok(json!({ "measures": measures.map(|measure| measure.json()) }))
}
