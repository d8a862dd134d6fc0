//! The report's figures and tables, drawn from core's percentages and texts; shared by the result and the report, and nothing is computed here.

use pomscope_core::report::{Dumbbell, Gauge, NextStep, Stair, Staircase, Table};
use pomscope_core::state::{Action, Dialog, FocusPlace, Subject};

use crate::store::Store;
use crate::ui::element::{Element, el};
use crate::ui::gauge::{self, percent, ticks};

/// What opens a number to its arithmetic; focus comes back to the element with the given id.
pub fn explain(subject: Subject, id: String) -> Action {
    Action::OpenDialog(Dialog::Explain(subject), FocusPlace::Id(id))
}

/// An element with the score on its scale, with its band.
pub fn with_score_gauge(parent: Element, gauge: &Gauge) -> Element {
    let at = percent(gauge.at);
    let picture = el("svg.gauge[aria-hidden=true]")
        .add(el("line.axis[x1=0][x2=100%][y1=50%][y2=50%]"))
        .add(el("line.span[y1=50%][y2=50%]").attr("x1", percent(gauge.low)).attr("x2", percent(gauge.high)))
        .add(el("line.at[y1=0][y2=100%]").attr("x1", at.clone()).attr("x2", at));
    parent.add(picture).add(ticks(&gauge.ticks))
}

/// Whether a figure's numbers open to their arithmetic, as they do on a screen and cannot on paper.
#[derive(Clone, Copy)]
pub enum Opens<'a> {
    /// They do.
    Yes(&'a Store),
    /// They do not.
    No,
}

/// A figure with the staircase.
pub fn staircase(figure: Element, stairs: &Staircase, opens: Opens<'_>) -> Element {
    let mut head = el("tr").add(el("td"));
    for (number, name) in &stairs.levels {
        head = head.add(el("th[scope=col]").text(format!("{number} ")).add(el("span.long").text(name.clone())));
    }
    let mut body = el("tbody");
    for row in &stairs.rows {
        let score = match opens {
            Opens::Yes(store) => {
                let id = format!("how-{}", row.thread);
                let open = explain(Subject::Thread(row.thread.clone()), id.clone());
                el("button.link[type=button]")
                    .attr("id", id)
                    .press(store, open)
                    .text(row.score.clone())
                    .add(el("span.gone").text(row.opens.clone()))
            }
            Opens::No => el("span").text(row.score.clone()),
        };
        let mut line = el("tr").add(el("th[scope=row]").text(row.name.clone()).add(el("br")).add(el("small").add(score)));
        for cell in &row.cells {
            line = line.add(stair(cell));
        }
        body = body.add(line);
    }
    let table = el("table.stairs")
        .add(el("caption.gone").text(stairs.caption.clone()))
        .add(el("thead").add(head))
        .add(body);
    let solid = el("svg.step").add(el("rect.solid[width=100%][height=100%]"));
    let mut keys = el("p.keys[aria-hidden=true]")
        .add(el("span").add(solid).text(stairs.key_solid.clone()))
        .add(el("span").add(el("svg.step")).text(stairs.key_loose.clone()));
    for (letter, word) in &stairs.key_letters {
        keys = keys.add(el("span").add(el("b").text(letter.clone())).text(format!(" {word}")));
    }
    figure.add(table).add(keys)
}

fn stair(cell: &Stair) -> Element {
    let spoken = el("span.gone");
    let letter = if cell.valued {
        el("b").text(cell.letter.clone()).add(spoken.text(format!(" {}", cell.spoken)))
    } else {
        el("b")
            .add(el("span[aria-hidden=true]").text(cell.letter.clone()))
            .add(spoken.text(cell.spoken.clone()))
    };
    let mut step = el("svg.step[aria-hidden=true]");
    if let Some(carried) = cell.carried {
        step = step.add(el("rect.solid[height=100%]").attr("width", percent(carried)));
    }
    if let Some(in_place) = cell.in_place {
        step = step.add(el("rect.rest[width=100%][height=100%]").attr("x", percent(in_place)));
    }
    let place = if cell.valued { el("td") } else { el("td.none") };
    place.add(letter).add(step)
}

/// Today and wanted, thread by thread.
pub fn dumbbell(wanted: &Dumbbell) -> Element {
    let mut rows = Vec::new();
    for row in &wanted.rows {
        rows.push(gauge::Row { name: &row.name, text: &row.text, now: row.now, aim: row.aim });
    }
    gauge::dumbbell(&wanted.alternative, &rows, &wanted.ticks)
}

/// A table; its caption is seen or only heard.
pub fn table(table: &Table, caption: Element, opens: Opens<'_>) -> Element {
    let mut head = el("tr");
    for column in &table.columns {
        let cell = if column.number { el("th.n[scope=col]") } else { el("th[scope=col]") };
        head = head.add(cell.text(column.title.clone()));
    }
    let mut body = el("tbody");
    for row in &table.rows {
        let mut line = el("tr");
        for (at, text) in row.cells.iter().enumerate() {
            let number = table.columns.get(at).is_some_and(|column| column.number);
            let cell = match (at, number) {
                (0, _) => el("th[scope=row]"),
                (_, true) => el("td.n"),
                (_, false) => el("td"),
            };
            let opened = row.opens.as_ref().filter(|_| table.opens_at == Some(at));
            let cell = match (opens, opened) {
                (Opens::Yes(store), Some((subject, words))) => {
                    let id = subject_id(subject);
                    let button = el("button.link.in[type=button]")
                        .attr("id", id.clone())
                        .press(store, explain(subject.clone(), id))
                        .text(text.clone())
                        .add(el("span.gone").text(words.clone()));
                    cell.add(button)
                }
                _ => cell.text(text.clone()),
            };
            line = line.add(cell);
        }
        body = body.add(line);
    }
    el("table").add(caption.text(table.caption.clone())).add(el("thead").add(head)).add(body)
}

/// A table that scrolls sideways in itself where the screen is narrow.
pub fn scrolling(shown: &Table, caption: Element, opens: Opens<'_>) -> Element {
    el("div.scroll[tabindex=0][role=region]")
        .attr("aria-label", shown.caption.clone())
        .add(table(shown, caption, opens))
}

/// The id of the table's number for a subject; other places that open the same subject have ids of their own.
fn subject_id(subject: &Subject) -> String {
    match subject {
        Subject::Block => "how-table".into(),
        Subject::Thread(thread) => format!("how-table-{thread}"),
        Subject::Level(thread, level) => format!("how-table-{thread}-{level}"),
    }
}

/// What a step says below its title, one line each.
pub fn step_lines(step: &NextStep) -> Element {
    let mut lines = el("p.small.muted");
    let why = format!("{} {}", step.why, step.now);
    let all = [step.direct.as_ref(), Some(&why), step.notice.as_ref(), step.count.as_ref(), step.besides.as_ref()];
    for (at, line) in all.into_iter().flatten().enumerate() {
        if at > 0 {
            lines = lines.add(el("br"));
        }
        lines = lines.text(line.clone());
    }
    lines
}

/// Terms with what they stand at.
pub fn facts<'a>(facts: impl Iterator<Item = (&'a str, &'a str)>) -> Element {
    let mut list = el("dl.facts-list");
    for (term, value) in facts {
        list = list.add(el("div").add(el("dt").text(term.to_owned())).add(el("dd").text(value.to_owned())));
    }
    list
}
