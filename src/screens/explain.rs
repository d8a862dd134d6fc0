//! How a number came about, as the body of the dialog that it opens; the arithmetic is told by core.

use pomscope_core::report::{Explanation, LineText, Part, explain};
use pomscope_core::state::Dialog;
use yew::prelude::*;

use crate::store::{ScreenProps, Store};
use crate::ui::figures::scrolling;

fn explanation(store: &Store) -> Option<Explanation> {
    let state = store.state();
    match &state.dialog {
        Some(Dialog::Explain(subject)) => explain(&state.content, state.assessment()?, subject),
        _ => None,
    }
}

/// The dialog's heading: which number it is.
pub fn title(store: &Store) -> String {
    explanation(store).map_or_else(|| store.text("result.how").to_string(), |explanation| explanation.title)
}

#[component]
pub fn ExplainBody(props: &ScreenProps) -> Html {
    let store = &props.store;
    let Some(explanation) = explanation(store) else {
        return html! { <p>{ store.text("result.refused") }</p> };
    };
    html! {
        <>
            <p class="read">{ explanation.intro.clone() }</p>
            { for explanation.parts.iter().map(part_of) }
            if !explanation.facts.is_empty() {
                <dl class="facts-list">
                    { for explanation.facts.iter().map(|fact| html! { <div><dt>{ fact.term.clone() }</dt><dd>{ fact.value.clone() }</dd></div> }) }
                </dl>
            }
            if !explanation.more.is_empty() {
                <details class="fold"><summary><span>{ explanation.more_label.clone() }</span></summary>
                    <dl class="facts-list">{ for explanation.more.iter().map(line_of) }</dl>
                </details>
            }
        </>
    }
}

fn part_of(part: &Part) -> Html {
    let line = &part.line;
    html! {
        <>
            <h3>{ part.title.clone() }</h3>
            <p class="math">{ line.formula.clone() }</p>
            <p class="math">if !line.filled.is_empty() { { "= " }{ line.filled.clone() }{ " " } }{ "= " }<b>{ line.result.clone() }</b></p>
            if let Some(table) = &part.table { { scrolling(table, Classes::new(), None) } }
        </>
    }
}

fn line_of(line: &LineText) -> Html {
    html! {
        <div>
            <dt>{ line.what.clone() }<br /><small class="muted">{ line.formula.clone() }if !line.filled.is_empty() { <br />{ line.filled.clone() } }</small></dt>
            <dd>{ line.result.clone() }</dd>
        </div>
    }
}
