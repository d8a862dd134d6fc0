//! How the score is made, with the numbers that stand behind it, and its limits.

use crate::method::Band;
use crate::report::context::Context;
use crate::report::{Column, Fact, Heading, Row, Table};

/// The page on the method.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MethodPage {
    /// The heading.
    pub heading: Heading,
    /// How it is scored, a paragraph each.
    pub paragraphs: Vec<String>,
    /// The bands with their shares.
    pub bands: Vec<Fact>,
    /// What stands over the bands.
    pub bands_title: String,
    /// The numbers behind the score, a row a number, a column a thread and one for the block.
    pub numbers: Table,
    /// What some of the numbers are, a sentence each.
    pub meanings: Vec<String>,
    /// What stands over the limits.
    pub limits_title: String,
    /// The limits.
    pub limits: Vec<String>,
    /// Whose model it is after.
    pub credit: String,
}

pub(super) fn method_page(context: &Context<'_>) -> MethodPage {
    let pack = &context.content.pack;
    let (practice, outcome) = (pack.weights.practice, pack.weights.outcome);
    let base = pack.base().to_string();
    let share = |value: f64| context.texts().number(value, usize::from(value.fract() != 0.0));
    let paragraphs = vec![
        context.get("report.method.values"),
        context.fill("report.method.level", [("practice", share(practice)), ("outcome", share(outcome))]),
        context.fill("report.method.score", [("base", base)]),
        context.get("report.method.attained"),
        context.get("report.method.bounds"),
    ];
    let bands = [
        (Band::N, "report.method.band.n"),
        (Band::P, "report.method.band.p"),
        (Band::L, "report.method.band.l"),
        (Band::F, "report.method.band.f"),
    ]
    .into_iter()
    .map(|(band, key)| {
        let values = [("letter", band.letter().to_owned()), ("word", context.band_word(band))];
        Fact { term: context.fill("report.band", values), value: context.get(key) }
    })
    .collect();
    let meanings = [
        ("report.number.ungated", "report.number.ungated.text"),
        ("report.number.unsupported", "report.number.unsupported.text"),
        ("report.number.ceiling", "report.number.ceiling.text"),
        ("report.number.residue", "report.number.residue.text"),
    ]
    .into_iter()
    .map(|(term, text)| {
        context.fill("report.number.meaning", [("term", context.get(term)), ("text", context.get(text))])
    })
    .collect();
    let mut limits = vec![context.get("report.limit.indicative"), context.get("report.limit.person")];
    limits.extend(context.content.wording.notes.iter().cloned());
    MethodPage {
        heading: Heading { title: context.get("report.method"), intro: context.get("report.method.intro") },
        paragraphs,
        bands,
        bands_title: context.get("report.method.bands"),
        numbers: numbers(context),
        meanings,
        limits_title: context.get("report.limits"),
        limits,
        credit: context.content.wording.credit.clone(),
    }
}

fn numbers(context: &Context<'_>) -> Table {
    let texts = context.texts();
    let (threads, overall) = (&context.score.threads, &context.score.overall);
    let mut columns = vec![context.column("report.column.number", false)];
    columns.extend(
        threads.iter().map(|thread| Column { title: context.thread_name(&thread.thread), number: true }),
    );
    columns.push(context.column("report.column.block", true));
    let score = |value: f64| texts.score(value);
    let row = |key: &str, cells: Vec<String>| {
        let mut all = vec![context.get(key)];
        all.extend(cells);
        Row { cells: all, opens: None }
    };
    let each = |pick: &dyn Fn(&crate::method::ThreadScore) -> String, block: String| {
        let mut cells: Vec<String> = threads.iter().map(pick).collect();
        cells.push(block);
        cells
    };
    let of = |n: usize, of: usize| context.fill("report.nOf", [("n", n.to_string()), ("of", of.to_string())]);
    let rows = vec![
        row("report.number.score", each(&|t| score(t.score), score(overall.score))),
        row("report.number.low", each(&|t| score(t.low), score(overall.low))),
        row("report.number.high", each(&|t| score(t.high), score(overall.high))),
        row("report.number.attained", each(&|t| t.attained.to_string(), overall.attained.to_string())),
        row("report.number.ungated", each(&|t| score(t.ungated), score(overall.ungated))),
        row("report.number.unsupported", each(&|t| score(t.unsupported), score(overall.unsupported))),
        row("report.number.ceiling", each(&|t| t.ceiling.to_string(), score(overall.ceiling))),
        row(
            "report.number.coverage",
            each(&|t| of(t.valued, t.applicable), super::headline::covered(context)),
        ),
        row("report.number.residue", each(&|t| context.percent(t.residue), context.get("report.noValue"))),
    ];
    Table { caption: context.get("report.numbers"), columns, rows, opens_at: None }
}
