//! The register and the ledger as the report tells them: a table each, the kept rate and what is overdue; there only where there are rows.

use crate::answers::Assessment;
use crate::book::{Book, Field, Kind, Row, Tally, kept_rate, tally, to_whom};
use crate::report::context::Context;
use crate::report::{Column, Fact, Heading, Row as TableRow, Table};
use crate::text::Texts;

/// A book in the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookPage {
    /// Heading and what it shows.
    pub heading: Heading,
    /// Of the ledger: the kept rate and how many promises stand how.
    pub facts: Vec<Fact>,
    /// Of the ledger: how many promises are overdue; none where none is.
    pub overdue: Option<String>,
    /// The rows.
    pub table: Table,
}

pub(super) fn register(context: &Context<'_>) -> Option<BookPage> {
    let table = table(context, Book::Register, "")?;
    let heading = Heading {
        title: context.get("book.register.title"),
        intro: context.fill("book.k", [("n", table.rows.len().to_string())]),
    };
    Some(BookPage { heading, facts: Vec::new(), overdue: None, table })
}

pub(super) fn ledger(context: &Context<'_>, today: &str) -> Option<BookPage> {
    let table = table(context, Book::Ledger, today)?;
    let (facts, overdue) = told(context.texts(), context.assessment, today);
    let heading = Heading { title: context.get("book.ledger.title"), intro: context.get("book.ledger.lead") };
    Some(BookPage { heading, facts, overdue, table })
}

/// What the promises come to, in words: facts, and what is overdue.
pub(crate) fn told(texts: &Texts, assessment: &Assessment, today: &str) -> (Vec<Fact>, Option<String>) {
    let Tally { open, met, renegotiated, missed, overdue, .. } = tally(assessment, today);
    let rate = match kept_rate(assessment) {
        Some(rate) => {
            let values =
                [("rate", texts.percent(rate)), ("met", met.to_string()), ("of", (met + missed).to_string())];
            texts.fill("book.rate.is", &values)
        }
        None => texts.get("book.rate.none").to_owned(),
    };
    let mut facts = vec![Fact { term: texts.get("book.rate").to_owned(), value: rate }];
    for (key, count) in [("book.status.open", open), ("book.status.renegotiated", renegotiated)] {
        if count > 0 {
            facts.push(Fact { term: texts.get(key).to_owned(), value: count.to_string() });
        }
    }
    let overdue = (overdue > 0).then(|| texts.fill("book.overdue", &[("n", overdue.to_string())]));
    (facts, overdue)
}

fn table(context: &Context<'_>, book: Book, today: &str) -> Option<Table> {
    let row = |row: Row<'_>| {
        let cells = book.fields().iter().map(|field| cell(context, &row, *field, today));
        TableRow { cells: cells.collect(), opens: None }
    };
    let rows: Vec<TableRow> = book.said(context.assessment).map(row).collect();
    let columns = book.fields().iter().map(|field| context.column(field.label(), false));
    let caption = match book {
        Book::Register => "book.register.table",
        Book::Ledger => "book.ledger.table",
    };
    (!rows.is_empty()).then(|| Table {
        caption: context.get(caption),
        columns: columns.collect::<Vec<Column>>(),
        rows,
        opens_at: None,
    })
}

fn cell(context: &Context<'_>, row: &Row<'_>, field: Field, today: &str) -> String {
    match field.kind() {
        Kind::Date => {
            let day = context.texts().date(&row.text(field));
            let late = field == Field::Due && row.is_overdue(today);
            if late { format!("{day}\n{}", context.get("book.overdue.short")) } else { day }
        }
        Kind::Relationship => to_whom(context.assessment, row),
        Kind::Status => {
            row.status().map_or_else(|| row.text(field).into_owned(), |status| context.get(status.label()))
        }
        Kind::Line | Kind::Text => row.text(field).into_owned(),
    }
}
