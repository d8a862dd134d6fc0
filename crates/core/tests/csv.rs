//! The report's tables as CSV, read back by a reader of RFC 4180 of the test's own: every cell is what was entered, no text is a formula, and numbers are those of the score.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod random;
mod spreadsheet;

use pomscope_core::answers::{Answer, Assessment, Choice, PlanEntry, Rating, StepStatus};
use pomscope_core::method::score;
use pomscope_core::pack::ItemId;
use pomscope_core::plan::plan;
use pomscope_core::report::csv::{Sheet, csv};
use pomscope_core::visible::visible;
use pomscope_core::wire::{score_json, with_lenses};
use proptest::prelude::*;
use random::{HOSTILE, any_assessment, content};
use spreadsheet::{Rows, read};

/// What a text starts with in the eyes of a spreadsheet: behind what is not seen, letters of full and small width as the usual ones.
fn starts_a_formula(cell: &str) -> bool {
    let first = cell.chars().find(|c| {
        !c.is_whitespace() && !"\u{200b}\u{200c}\u{200d}\u{200e}\u{200f}\u{2060}\u{feff}".contains(*c)
    });
    cell.starts_with(['\t', '\r', '\n']) || first.is_some_and(|c| "=+-@＝＋－＠﹦﹢﹣﹫".contains(c))
}

/// What was entered, of what stands in a cell: docs/FORMATS.md says how.
fn entered(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if starts_a_formula(rest.trim_start_matches('\'')) => rest,
        _ => cell,
    }
}

fn sheet(assessment: &Assessment, sheet: Sheet) -> Rows {
    let rows = read(&csv(content(), assessment, sheet).unwrap()).unwrap();
    assert_eq!(rows[0], sheet.columns());
    rows
}

fn at<'a>(sheet: Sheet, row: &'a [String], column: &str) -> &'a str {
    &row[sheet.columns().iter().position(|other| *other == column).unwrap()]
}

fn number(cell: &str) -> Option<f64> {
    (!cell.is_empty()).then(|| cell.parse().unwrap())
}

const NUMBERS: [&str; 6] = ["level", "value", "lift", "baseline", "target", "ratio"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_cell_is_read_back_as_it_was_entered(assessment in any_assessment(content())) {
        let content = content();
        if score(&content.pack, &assessment).is_err() {
            prop_assert!(Sheet::ALL.iter().all(|sheet| csv(content, &assessment, *sheet).is_err()));
            return Ok(());
        }
        for sheet_of in Sheet::ALL {
            for row in &sheet(&assessment, sheet_of)[1..] {
                for (column, cell) in sheet_of.columns().iter().zip(row) {
                    if NUMBERS.contains(column) {
                        prop_assert!(cell.is_empty() || cell.parse::<f64>().is_ok(), "{} is {:?}", column, cell);
                    } else {
                        prop_assert!(!starts_a_formula(cell), "{} is {:?}", column, cell);
                    }
                }
            }
        }

        let answers = sheet(&assessment, Sheet::Answers);
        prop_assert_eq!(answers.len() - 1, content.pack.asked.len());
        for (item, row) in content.pack.asked.iter().zip(&answers[1..]) {
            let cell = |column: &str| entered(at(Sheet::Answers, row, column));
            let answer = assessment.answers.get(&item.id).cloned().unwrap_or_default();
            prop_assert_eq!(cell("item"), item.id.as_str());
            prop_assert_eq!(cell("note"), visible(&answer.note));
            prop_assert_eq!(cell("evidence"), visible(&answer.evidence));
            prop_assert_eq!(cell("reason"), visible(&answer.reason));
            let rating = assessment.rating(item);
            prop_assert_eq!(cell("rating"), rating.map_or("", Rating::as_str));
            prop_assert_eq!(number(cell("value")), rating.and_then(Rating::value));
            let aside = if rating.is_none() { answer.rating.map_or("", Rating::as_str) } else { "" };
            prop_assert_eq!(cell("setAside"), aside);
        }

        let metrics = sheet(&assessment, Sheet::Metrics);
        for (metric, row) in content.pack.metrics.iter().zip(&metrics[1..]) {
            let cell = |column: &str| at(Sheet::Metrics, row, column);
            let answer = assessment.metrics.get(&metric.id).cloned().unwrap_or_default();
            prop_assert_eq!(cell("id"), metric.id.as_str());
            prop_assert_eq!(number(cell("value")), pomscope_core::metrics::measured(&content.pack, &assessment, &metric.id));
            prop_assert_eq!(number(cell("ratio")), pomscope_core::metrics::ratio(&content.pack, &assessment, &metric.id));
            prop_assert_eq!((number(cell("baseline")), number(cell("target"))), (answer.baseline, answer.target));
            if answer.status == Some(pomscope_core::answers::MetricStatus::Measured) {
                prop_assert_eq!(entered(cell("source")), visible(&answer.source));
            }
        }
    }

    #[test]
    fn no_step_and_no_decision_is_lost(assessment in any_assessment(content())) {
        let content = content();
        let Ok(score) = score(&content.pack, &assessment) else { return Ok(()) };
        let made = plan(&content.pack, &assessment, &pomscope_core::method::Sheet::of(&content.pack, &assessment), &score);
        let rows = sheet(&assessment, Sheet::Plan);
        let cell = |row: &[String], column: &str| entered(at(Sheet::Plan, row, column)).to_owned();
        for (step, row) in made.steps.iter().zip(&rows[1..]) {
            prop_assert_eq!((cell(row, "item"), cell(row, "origin")), (step.item.0.clone(), "offered".to_owned()));
            prop_assert_eq!(number(&cell(row, "lift")), Some(step.lift));
            prop_assert!(!cell(row, "step").is_empty() && !cell(row, "why").is_empty());
        }
        for (id, entry) in &assessment.plan {
            let found: Vec<_> = rows[1..].iter().filter(|row| cell(row, "item") == visible(id)).collect();
            prop_assert_eq!(found.len(), 1, "{}", id);
            let row = found[0];
            prop_assert_eq!(cell(row, "owner"), visible(&entry.owner));
            prop_assert_eq!(cell(row, "note"), visible(&entry.note));
            prop_assert_eq!(cell(row, "due"), entry.due.clone());
            prop_assert_eq!(cell(row, "status"), entry.status.as_str());
            prop_assert_eq!(cell(row, "choice"), entry.choice.map_or("", Choice::as_str));
        }
        let extra = assessment.plan.keys().filter(|id| !made.steps.iter().any(|step| step.item.0 == **id)).count();
        prop_assert_eq!(rows.len() - 1, made.steps.len() + extra);
    }

    #[test]
    fn every_number_of_the_score_stands_in_its_table(assessment in any_assessment(content())) {
        let content = content();
        let Ok(score) = score(&content.pack, &assessment) else { return Ok(()) };
        let json = with_lenses(score_json(&content.pack, &score, &content.texts), &content.lenses, &assessment);
        let rows = sheet(&assessment, Sheet::Scores);
        let find = |thread: &str, level: &str, measure: &str| {
            let mut found = rows[1..].iter().filter(|row| row[1] == thread && row[3] == level && row[4] == measure);
            found.next().cloned().unwrap()
        };
        let mut seen = 0;
        let mut same = |thread: &str, level: &str, of: &pomscope_core::json::Value| {
            for (measure, value) in of.as_object().unwrap() {
                let expect = match value {
                    pomscope_core::json::Value::Number(number) => (number.as_str().to_owned(), String::new()),
                    pomscope_core::json::Value::Bool(bool) => (String::new(), bool.to_string()),
                    pomscope_core::json::Value::String(word) => (String::new(), word.clone()),
                    pomscope_core::json::Value::Null => (String::new(), String::new()),
                    _ => continue,
                };
                let row = find(thread, level, measure);
                assert_eq!((row[5].clone(), row[6].clone()), expect, "{thread} {level} {measure}");
                seen += 1;
            }
        };
        same("", "", json.get("overall").unwrap());
        for (thread, of) in json.get("threads").unwrap().as_object().unwrap() {
            same(thread, "", of);
            for (level, of) in of.get("levels").unwrap().as_object().unwrap() {
                same(thread, level, of);
            }
        }
        let mut of_lenses = 0;
        for (lens, of) in json.get("lenses").and_then(pomscope_core::json::Value::as_object).into_iter().flatten() {
            same(lens, "", of);
            of_lenses += 4;
            for (facet, of) in of.get("facets").unwrap().as_object().unwrap() {
                same(&format!("{lens}.{facet}"), "", of);
                of_lenses += 5;
            }
        }
        prop_assert_eq!(seen, 10 + 3 * 10 + 12 * 5 + of_lenses);
        let held: Vec<_> = rows.iter().filter(|row| row[4] == "heldBackBy").map(|row| row[6].clone()).filter(|word| !word.is_empty()).collect();
        let expect: Vec<_> = score.overall.held_back_by.iter().map(|id| id.0.clone()).collect();
        prop_assert_eq!(held, expect);
    }
}

#[test]
fn a_text_that_would_be_a_formula_is_made_a_text_and_nothing_else_is() {
    for (text, expect) in [
        ("=1+1", "'=1+1"),
        ("+49 30 1", "'+49 30 1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("  =1", "'  =1"),
        ("\u{a0}\u{3000}=1", "'\u{a0}\u{3000}=1"),
        ("\u{feff}\u{200b}=1", "'\u{feff}\u{200b}=1"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("\nx", "'\nx"),
        ("\u{ff1d}1", "'\u{ff1d}1"),
        ("\u{ff0b}1", "'\u{ff0b}1"),
        ("\u{ff0d}1", "'\u{ff0d}1"),
        ("\u{ff20}x", "'\u{ff20}x"),
        ("\u{fe66}1", "'\u{fe66}1"),
        ("'=1", "''=1"),
        ("''=1", "'''=1"),
        ("'tis", "'tis"),
        ("1-2=3", "1-2=3"),
        ("a\n=1", "a\n=1"),
        ("", ""),
        ("\u{202e}=1", "[U+202E]=1"),
    ] {
        let mut assessment =
            Assessment::new("csv00000".into(), &content().pack, "2026-11-20T10:00:00.000Z".into());
        let answer = Answer { note: text.into(), ..Answer::default() };
        assessment.answers.insert(ItemId::from("A2.L2.GOAL.P1"), answer);
        let rows = sheet(&assessment, Sheet::Answers);
        let row = rows.iter().find(|row| row[0] == "A2.L2.GOAL.P1").unwrap();
        let cell = at(Sheet::Answers, row, "note");
        assert_eq!(cell, expect, "{text:?}");
        assert_eq!(entered(cell), visible(text), "{text:?}");
    }
    assert!(HOSTILE.iter().any(|text| starts_a_formula(text)));
}

#[test]
fn a_step_of_ones_own_and_one_that_is_done_stand_behind_the_methods() {
    let mut assessment =
        Assessment::new("csv00000".into(), &content().pack, "2026-11-20T10:00:00.000Z".into());
    let own = PlanEntry {
        title: "Ask the sales team".into(),
        owner: "Head of IT".into(),
        due: "2027-01-31".into(),
        choice: Some(Choice::Taken),
        ..PlanEntry::default()
    };
    let done = PlanEntry { status: StepStatus::Done, ..PlanEntry::default() };
    assessment.plan.insert("own-1".into(), own);
    assessment.plan.insert("A2.L2.GOAL.P1".into(), done);
    let rows = sheet(&assessment, Sheet::Plan);
    let shown: Vec<Vec<&str>> = rows[1..]
        .iter()
        .map(|row| {
            ["item", "origin", "level", "step", "lift", "choice", "owner", "due", "status"]
                .map(|column| at(Sheet::Plan, row, column))
                .to_vec()
        })
        .collect();
    let step = content().wording.item(&ItemId::from("A2.L2.GOAL.P1")).step;
    assert_eq!(
        shown,
        [
            vec!["own-1", "own", "", "Ask the sales team", "", "taken", "Head of IT", "2027-01-31", "open"],
            vec!["A2.L2.GOAL.P1", "past", "2", &step, "", "", "", "", "done"],
        ]
    );
}

#[test]
fn the_reader_refuses_what_the_standard_does_not_allow() {
    for text in [
        "a,b\r\n",
        "\u{feff}a,b",
        "\u{feff}a\nb\r\n",
        "\u{feff}a\"b\r\n",
        "\u{feff}\"a\"b\r\n",
        "\u{feff}a,b\r\nc\r\n",
        "\u{feff}\"a\r\n",
    ] {
        assert!(read(text).is_err(), "{text:?}");
    }
    assert_eq!(read("\u{feff}a,\"b\"\"\r\n,\"\r\n"), Ok(vec![vec!["a".into(), "b\"\r\n,".into()]]));
}
