//! How a number came about, as the body of the dialog that it opens; the arithmetic is told by core.

use pomscope_core::report::{Explanation, LineText, Part, explain};
use pomscope_core::state::{State, Subject};

use crate::ui::element::{Element, el};
use crate::ui::table::scrolling;

/// How a number of the open assessment came about.
pub fn explanation(state: &State, subject: &Subject) -> Option<Explanation> {
    explain(&state.content, state.assessment()?, subject)
}

/// The dialog's body with the explanation told.
pub fn tell(body: Element, explanation: &Explanation) -> Element {
    let mut body = body.add(el("p.read").text(explanation.intro.clone()));
    for part in &explanation.parts {
        body = part_of(body, part);
    }
    if !explanation.facts.is_empty() {
        let mut facts = el("dl.facts-list");
        for fact in &explanation.facts {
            let (term, value) = (el("dt").text(fact.term.clone()), el("dd").text(fact.value.clone()));
            facts = facts.add(el("div").add(term).add(value));
        }
        body = body.add(facts);
    }
    if !explanation.more.is_empty() {
        let mut lines = el("dl.facts-list");
        for line in &explanation.more {
            lines = lines.add(line_of(line));
        }
        let label = el("summary").add(el("span").text(explanation.more_label.clone()));
        body = body.add(el("details.fold").add(label).add(lines));
    }
    body
}

fn part_of(body: Element, part: &Part) -> Element {
    let line = &part.line;
    let mut filled = el("p.math").text("= ".into());
    if !line.filled.is_empty() {
        filled = filled.text(format!("{} = ", line.filled));
    }
    body.add(el("h3").text(part.title.clone()))
        .add(el("p.math").text(line.formula.clone()))
        .add(filled.add(el("b").text(line.result.clone())))
        .maybe(part.table.as_ref().map(|table| scrolling(table, true, None)))
}

fn line_of(line: &LineText) -> Element {
    let mut formula = el("small.muted").text(line.formula.clone());
    if !line.filled.is_empty() {
        formula = formula.add(el("br")).text(line.filled.clone());
    }
    el("div")
        .add(el("dt").text(line.what.clone()).add(el("br")).add(formula))
        .add(el("dd").text(line.result.clone()))
}
