//! The report's figures, drawn from core's percentages and texts; shared by the result and the report, and nothing is computed here.

use pomscope_core::report::{Dumbbell, Gauge, Heading, NextStep, Stair, StairRow, Staircase};
use pomscope_core::state::Subject;

use crate::store::Store;
use crate::ui::element::{Element, el};
use crate::ui::gauge::{self, ticks};
use crate::ui::length::tenths;
use crate::ui::table::opener;

fn percent(at: f64) -> String {
    format!("{}%", tenths(at))
}

/// A heading with its introduction, which a button may end.
pub fn heading(heading: &Heading, button: Option<Element>) -> Element {
    let head = el("div").add(el("h2").text(heading.title.clone()));
    if heading.intro.is_empty() && button.is_none() {
        return head;
    }
    head.add(el("p.small.muted").text(heading.intro.clone()).space().maybe(button))
}

/// The score on its scale, with its band.
pub fn score_gauge(gauge: &Gauge) -> Element {
    let at = percent(gauge.at);
    let picture = el("svg.gauge[aria-hidden=true]")
        .add(el("line.axis[x1=0][x2=100%][y1=50%][y2=50%]"))
        .add(el("line.span[y1=50%][y2=50%]").attr("x1", percent(gauge.low)).attr("x2", percent(gauge.high)))
        .add(el("line.at[y1=0][y2=100%]").attr("x1", at.clone()).attr("x2", at));
    el("div").add(picture).add(ticks(&gauge.ticks))
}

/// The staircase; given a store, its scores can be opened.
pub fn staircase(stairs: &Staircase, store: Option<&Store>) -> Element {
    let mut head = el("tr").add(el("td"));
    for (number, name) in &stairs.levels {
        let name = el("span.long").text(name.clone());
        head = head.add(el("th[scope=col]").text(number.clone()).space().add(name));
    }
    let mut body = el("tbody");
    for row in &stairs.rows {
        body = body.add(stair_row(row, store));
    }
    el("table.stairs")
        .add(el("caption.gone").text(stairs.caption.clone()))
        .add(el("thead").add(head))
        .add(body)
}

fn stair_row(row: &StairRow, store: Option<&Store>) -> Element {
    let score = el("small");
    let score = match store {
        Some(store) => {
            let button = el("button.link[type=button]")
                .text(row.score.clone())
                .add(el("span.gone").text(row.opens.clone()));
            score.add(opener(
                store,
                button,
                Subject::Thread(row.thread.clone()),
                format!("how-{}", row.thread),
            ))
        }
        None => score.text(row.score.clone()),
    };
    let mut line = el("tr").add(el("th[scope=row]").text(row.name.clone()).add(el("br")).add(score));
    for cell in &row.cells {
        line = line.add(stair(cell));
    }
    line
}

fn stair(cell: &Stair) -> Element {
    let spoken = el("span.gone");
    let (place, letter) = if cell.valued {
        let letter = el("b").text(cell.letter.clone());
        (el("td"), letter.add(spoken.space().text(cell.spoken.clone())))
    } else {
        let letter = el("b").add(el("span[aria-hidden=true]").text(cell.letter.clone()));
        (el("td.none"), letter.add(spoken.text(cell.spoken.clone())))
    };
    let solid = cell.carried.map(|at| el("rect.solid[height=100%]").attr("width", percent(at)));
    let rest = cell.in_place.map(|at| el("rect.rest[width=100%][height=100%]").attr("x", percent(at)));
    place.add(letter).add(el("svg.step[aria-hidden=true]").maybe(solid).maybe(rest))
}

/// What the staircase's fillings and letters mean.
pub fn staircase_keys(stairs: &Staircase) -> Element {
    let solid = el("svg.step").add(el("rect.solid[width=100%][height=100%]"));
    let mut keys = el("p.keys[aria-hidden=true]")
        .add(el("span").add(solid).text(stairs.key_solid.clone()))
        .add(el("span").add(el("svg.step")).text(stairs.key_loose.clone()));
    for (letter, word) in &stairs.key_letters {
        keys = keys.add(el("span").add(el("b").text(letter.clone())).space().text(word.clone()));
    }
    keys
}

/// Today and wanted, thread by thread.
pub fn dumbbell(wanted: &Dumbbell) -> Element {
    let mut rows = Vec::new();
    for row in &wanted.rows {
        rows.push(gauge::Row { name: &row.name, text: &row.text, now: row.now, aim: row.aim });
    }
    el("figure")
        .add(gauge::dumbbell(&wanted.alternative, &rows, &wanted.ticks))
        .add(gauge::keys(&wanted.key_now, &wanted.key_aim))
}

/// What a step says below its title, one line each.
pub fn step_lines(step: &NextStep) -> Element {
    let mut lines = el("p.small.muted");
    if let Some(direct) = &step.direct {
        lines = lines.text(direct.clone()).add(el("br"));
    }
    lines = lines.text(step.why.clone()).space().text(step.now.clone());
    for line in [&step.notice, &step.count, &step.besides].into_iter().flatten() {
        lines = lines.add(el("br")).text(line.clone());
    }
    lines
}
