//! One measured thing beside what it may be: as a row of a table and as JSON. What is measured is elsewhere.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::budget;
use crate::project::Project;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// What travels, or what memory holds. The only unit whose budget can fail a build.
    Bytes,
    /// How many.
    Count,
    /// Thousandths of another time of the same run, so that the machine does not count.
    PerMille,
    /// As many times what the floor page takes in the same run.
    Floors,
    Microseconds,
    Milliseconds,
}

impl Unit {
    const ALL: [Self; 6] =
        [Self::Bytes, Self::Count, Self::PerMille, Self::Floors, Self::Microseconds, Self::Milliseconds];

    /// In the JSON, and after a number.
    fn as_str(self) -> &'static str {
        match self {
            Self::Bytes => "bytes",
            Self::Count => "count",
            Self::PerMille => "per mille",
            Self::Floors => "floors",
            Self::Microseconds => "µs",
            Self::Milliseconds => "ms",
        }
    }

    /// What the key of a budget is called. Floors are written as thousandths there, and bytes that travel as brotli.
    fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Bytes => &["brotli", "bytes"],
            Self::Count => &["count"],
            Self::PerMille | Self::Floors => &["perMille"],
            Self::Microseconds => &["microseconds"],
            Self::Milliseconds => &["milliseconds"],
        }
    }

    /// A number as a reader is told it, with its unit where that is not plain.
    pub fn told(self, value: f64) -> String {
        match self {
            Self::Floors => format!("{value:.2} ×"),
            Self::Microseconds if value < 100.0 => format!("{value:.1} µs"),
            Self::Milliseconds if value < 100.0 => format!("{value:.1} ms"),
            Self::Microseconds | Self::Milliseconds => format!("{} {}", whole(value), self.as_str()),
            Self::PerMille => format!("{} ‰", whole(value)),
            Self::Bytes | Self::Count => whole(value),
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    pub name: String,
    pub unit: Unit,
    pub value: f64,
    /// The least and the most of several rounds, whose middle the value is.
    pub spread: Option<(f64, f64)>,
    pub budget: Option<f64>,
    pub aim: Option<f64>,
}

impl Measure {
    /// Something that may be what it is.
    pub fn new(name: &str, unit: Unit, value: f64) -> Self {
        Self { name: name.to_owned(), unit, value, spread: None, budget: None, aim: None }
    }

    /// The middle of several rounds, as the scripts tell it.
    pub fn rounds(name: &str, unit: Unit, said: &Value, pointer: &str) -> Result<Self> {
        let number = |end: &str| number(said, &format!("{pointer}/{end}"));
        let spread = Some((number("least")?, number("most")?));
        Ok(Self { spread, ..Self::new(name, unit, number("median")?) })
    }

    /// Beside its budget and its aim, a section of budgets.toml.
    pub fn against(mut self, project: &Project, section: &str) -> Result<Self> {
        let per = if self.unit == Unit::Floors { 1_000.0 } else { 1.0 };
        self.budget = Some(budget::any(project, section, self.unit.keys())? as f64 / per);
        self.aim = budget::aim(project, section)?.map(|aim| aim as f64 / per);
        Ok(self)
    }

    /// Bytes over the budget; a time is never over.
    pub fn over(&self) -> Option<f64> {
        let budget = self.budget.filter(|_| self.unit == Unit::Bytes)?;
        (self.value > budget).then_some(self.value - budget)
    }

    /// The value, with the spread where there is one.
    pub fn told(&self) -> String {
        let plain =
            |value: f64| self.unit.told(value).split(' ').next().map(str::to_owned).unwrap_or_default();
        match self.spread {
            Some((least, most)) if least < most => {
                format!("{} ({}–{})", self.unit.told(self.value), plain(least), plain(most))
            }
            _ => self.unit.told(self.value),
        }
    }

    pub fn json(&self) -> Value {
        let mut told = json!({ "name": self.name, "unit": self.unit.as_str(), "value": self.value });
        if let Some(told) = told.as_object_mut() {
            let spread = self.spread.map(|(least, most)| [("least", least), ("most", most)]);
            let besides = spread.into_iter().flatten();
            let budget = self.budget.map(|budget| ("budget", budget));
            let aim = self.aim.map(|aim| ("aim", aim));
            let ratio = self.budget.map(|budget| ("ratio", self.value / budget));
            for (key, value) in besides.chain(budget).chain(aim).chain(ratio) {
                told.insert(key.to_owned(), value.into());
            }
        }
        told
    }

    pub fn read(told: &Value) -> Result<Self> {
        let text = |key: &str| told.get(key).and_then(Value::as_str);
        let number = |key: &str| told.get(key).and_then(Value::as_f64);
        let unit = text("unit").and_then(|unit| Unit::ALL.into_iter().find(|known| known.as_str() == unit));
        Ok(Self {
            name: text("name").context("a measure has no name")?.to_owned(),
            unit: unit.context("a measure has no unit that is known")?,
            value: number("value").context("a measure has no value")?,
            spread: number("least").zip(number("most")),
            budget: number("budget"),
            aim: number("aim"),
        })
    }
}

/// A number of what a script said.
pub fn number(said: &Value, pointer: &str) -> Result<f64> {
    said.pointer(pointer).and_then(Value::as_f64).with_context(|| format!("{pointer} was not measured"))
}

/// A whole number with its thousands apart.
fn whole(value: f64) -> String {
    let digits = format!("{value:.0}");
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// All of them as a table for a terminal.
pub fn print(measures: &[Measure]) {
    println!("{:<52} {:>26} {:>11} {:>11} {:>9}", "measure", "value", "budget", "aim", "of budget");
    for measure in measures {
        let told = |value: Option<f64>| value.map(|value| measure.unit.told(value)).unwrap_or_default();
        let share = measure.budget.map(|budget| format!("{:.0}%", 100.0 * measure.value / budget));
        println!(
            "{:<52} {:>26} {:>11} {:>11} {:>9}",
            measure.name,
            measure.told(),
            told(measure.budget),
            told(measure.aim),
            share.unwrap_or_default()
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measure(unit: Unit, value: f64, budget: f64) -> Measure {
        Measure { budget: Some(budget), ..Measure::new("a thing", unit, value) }
    }

    #[test]
    fn bytes_can_be_over_their_budget_and_times_never() {
        assert_eq!(measure(Unit::Bytes, 12.0, 10.0).over(), Some(2.0));
        assert_eq!(measure(Unit::Bytes, 10.0, 10.0).over(), None);
        assert_eq!(Measure::new("a thing", Unit::Bytes, 12.0).over(), None);
        for unit in Unit::ALL.into_iter().filter(|unit| *unit != Unit::Bytes) {
            assert_eq!(measure(unit, 12.0, 10.0).over(), None, "{unit:?}");
        }
    }

    #[test]
    fn a_measure_is_the_same_after_it_was_written_and_read() {
        for unit in Unit::ALL {
            let one = Measure { spread: Some((1.0, 3.5)), aim: Some(2.0), ..measure(unit, 2.5, 4.0) };
            assert_eq!(Measure::read(&one.json()).unwrap(), one);
            let bare = Measure::new("bare", unit, 7.0);
            assert_eq!(Measure::read(&bare.json()).unwrap(), bare);
        }
        assert!(Measure::read(&json!({ "name": "a", "unit": "miles", "value": 1 })).is_err());
    }

    #[test]
    fn numbers_are_told_with_their_units_and_their_spread() {
        assert_eq!(measure(Unit::Bytes, 134_154.0, 1.0).told(), "134,154");
        let ratio = Measure { spread: Some((2.2, 3.04)), ..Measure::new("a", Unit::Floors, 2.6) };
        assert_eq!(ratio.told(), "2.60 × (2.20–3.04)");
        assert_eq!(Measure::new("a", Unit::Milliseconds, 2316.4).told(), "2,316 ms");
        assert_eq!(Measure::new("a", Unit::Microseconds, 12.34).told(), "12.3 µs");
    }
}
