//! What scoring and combining cost, natively and in wasm: builds and runs crates/bench; the table is bench's.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::measure::{self, Measure, Unit};
use crate::node::Node;
use crate::project::{self, Project};
use crate::wasm::{self, Program};

/// The sizes of the groups that are combined.
pub const PEOPLE: [usize; 3] = [1, 100, 10_000];

/// Where it was measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// On this machine itself.
    Native,
    /// In wasm, under Node.js.
    Wasm,
}

impl Place {
    /// As a word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Native => "native",
            Self::Wasm => "wasm",
        }
    }
}

/// Times in microseconds, the shortest of several rounds.
pub struct Costs {
    /// Where.
    pub place: Place,
    /// Scoring one assessment.
    pub score: f64,
    /// Combining so many who are scored, for each of [`PEOPLE`].
    pub combining: [f64; 3],
    /// Scoring so many and combining them.
    pub both: [f64; 3],
    /// Bytes of wasm memory that the largest group took; none natively.
    pub bytes: Option<usize>,
}

impl Costs {
    fn read(place: Place, said: &str) -> Result<Self> {
        let value: Value = serde_json::from_str(said).context("the measures are no JSON")?;
        let number = |key: &str| measure::number(&value, &format!("/{key}"));
        let each = |stem: &str| -> Result<[f64; 3]> {
            let [one, some, many] = PEOPLE.map(|people| number(&format!("{stem}{people}")));
            Ok([one?, some?, many?])
        };
        let bytes = value.get("bytes").and_then(Value::as_u64);
        Ok(Self {
            place,
            score: number("score")?,
            combining: each("combine")?,
            both: each("both")?,
            bytes: bytes.and_then(|bytes| usize::try_from(bytes).ok()),
        })
    }

    /// A time as thousandths of the time in which 1,000 assessments are scored at the same place.
    pub fn per_mille(&self, time: f64) -> f64 {
        (time / self.score).round()
    }

    /// The plain numbers, for this machine alone.
    pub fn print(&self) {
        let place = self.place.as_str();
        println!("{:<36} {:>10.2} µs", format!("scoring one, {place}"), self.score);
        for (people, (combining, both)) in PEOPLE.into_iter().zip(self.combining.into_iter().zip(self.both)) {
            println!(
                "{:<36} {:>10.3} ms {:>10.3} ms with scoring",
                format!("combining {people}, {place}"),
                combining / 1_000.0,
                both / 1_000.0
            );
        }
    }
}

/// Measures at both places and prints the plain numbers: times as shares of the time in which 1,000 assessments are scored at
/// the same place, and in wasm as they are.
pub fn measure(project: &Project) -> Result<Value> {
    let costs = run(project)?;
    println!();
    println!("On this machine, now:");
    for costs in &costs {
        costs.print();
    }
    let [native, wasm] = &costs;
    let add = |measures: &mut Vec<Measure>, name: String, unit, value: f64, section: &str| -> Result<()> {
        measures.push(Measure::new(&name, unit, value).against(project, section)?);
        Ok(())
    };
    let mut all = Vec::new();
    let [.., combining] = wasm.combining;
    let [.., both] = wasm.both;
    add(&mut all, "scoring one assessment, wasm".to_owned(), Unit::Microseconds, wasm.score, "score")?;
    let name = "combining 10,000 who are scored, wasm".to_owned();
    add(&mut all, name, Unit::Milliseconds, combining / 1_000.0, "combining")?;
    let name = "scoring and combining 10,000, wasm".to_owned();
    add(&mut all, name, Unit::Milliseconds, both / 1_000.0, "scoring-and-combining")?;
    for costs in &costs {
        let place = costs.place.as_str();
        if costs.place == Place::Wasm {
            let name = "1,000 scores in wasm, of native ones' time".to_owned();
            add(&mut all, name, Unit::PerMille, native.per_mille(costs.score * 1_000.0), "score-wasm")?;
        }
        for (people, (combining, both)) in PEOPLE.into_iter().zip(costs.combining.into_iter().zip(costs.both))
        {
            let (alone, together) =
                (format!("combining {people}, {place}"), format!("scoring and combining {people}, {place}"));
            let section = format!("combine-{people}");
            add(&mut all, alone, Unit::PerMille, costs.per_mille(combining), &section)?;
            let section = format!("score-and-combine-{people}");
            add(&mut all, together, Unit::PerMille, costs.per_mille(both), &section)?;
        }
        if let Some(bytes) = costs.bytes {
            let most = PEOPLE.into_iter().max().unwrap_or_default();
            let name = format!("wasm memory to combine {most}");
            add(&mut all, name, Unit::Bytes, bytes as f64, "combine-memory")?;
        }
    }
    let plain = |costs: &Costs| {
        json!({
            "place": costs.place.as_str(), "people": PEOPLE, "scoring": costs.score,
            "combining": costs.combining, "scoringAndCombining": costs.both,
        })
    };
    Ok(json!({
        "measures": all.iter().map(Measure::json).collect::<Vec<_>>(),
        "microseconds": costs.iter().map(plain).collect::<Vec<_>>(),
    }))
}

fn run(project: &Project) -> Result<[Costs; 2]> {
    let mut cargo = project.cargo();
    cargo.args(["run", "--quiet", "--release", "--package", "pomscope-bench", "--example", "measure"]);
    let native = Costs::read(Place::Native, &project::capture(&mut cargo, "scoring natively")?)?;
    let node = Node::ready(project)?;
    let bindings = wasm::build(project, Program::Bench)?;
    wasm::shrink(project, &node, &bindings)?;
    // To Node.js a .js file is a module only where something says so.
    let glue = bindings.folder.join("app.mjs");
    std::fs::rename(bindings.glue(), &glue).context("the glue could not be renamed")?;
    let mut script = node.script(project, "tests/bench.mjs");
    script.arg(glue).arg(bindings.wasm());
    Ok([native, Costs::read(Place::Wasm, &project::capture(&mut script, "scoring in wasm")?)?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_measured_is_read_and_told_in_thousandths_of_a_thousand_scores() {
        let said = r#"{"score": 20, "combine1": 40, "both1": 60, "combine100": 4000, "both100": 6000,
            "combine10000": 25000, "both10000": 225000, "bytes": 65536}"#;
        let costs = Costs::read(Place::Wasm, said).unwrap();
        assert_eq!(costs.combining.map(|time| costs.per_mille(time)), [2.0, 200.0, 1250.0]);
        assert_eq!((costs.per_mille(costs.both[2]), costs.bytes), (11_250.0, Some(65_536)));
        assert!(Costs::read(Place::Native, r#"{"score": 20}"#).is_err());
    }
}
