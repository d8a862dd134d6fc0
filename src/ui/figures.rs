//! The report's figures and tables, drawn from core's percentages and texts; shared by the result and the report, and nothing is computed here.

use pomscope_core::report::{Dumbbell, Gauge, NextStep, Stair, Staircase, Table};
use pomscope_core::state::{Action, Dialog, FocusPlace, Subject};
use yew::prelude::*;

use crate::store::Store;
use crate::ui::gauge::{dumbbell_row, ticks};

fn percent(at: f64) -> String {
    format!("{at:.2}%")
}

/// What opens a number to its arithmetic; focus comes back to the element with the given id.
pub fn explain(subject: Subject, id: String) -> Action {
    Action::OpenDialog(Dialog::Explain(subject), FocusPlace::Id(id))
}

/// The score on its scale, with its band.
pub fn score_gauge(gauge: &Gauge) -> Html {
    html! {
        <>
            <svg class="gauge" aria-hidden="true">
                <line class="axis" x1="0" x2="100%" y1="50%" y2="50%" />
                <line class="span" x1={percent(gauge.low)} x2={percent(gauge.high)} y1="50%" y2="50%" />
                <line class="at" x1={percent(gauge.at)} x2={percent(gauge.at)} y1="0" y2="100%" />
            </svg>
            { ticks(&gauge.ticks) }
        </>
    }
}

/// The staircase; given a store, its numbers can be opened.
pub fn staircase(stairs: &Staircase, store: Option<&Store>) -> Html {
    let row = |row: &pomscope_core::report::StairRow| {
        let score = match store {
            Some(store) => {
                let id = format!("how-{}", row.thread);
                let open = store.on(explain(Subject::Thread(row.thread.clone()), id.clone()));
                html! { <button class="link" type="button" {id} onclick={open}>{ row.score.clone() }<span class="gone">{ row.opens.clone() }</span></button> }
            }
            None => html! { { row.score.clone() } },
        };
        html! {
            <tr><th scope="row">{ row.name.clone() }<br /><small>{ score }</small></th>{ for row.cells.iter().map(stair) }</tr>
        }
    };
    html! {
        <>
            <table class="stairs">
                <caption class="gone">{ stairs.caption.clone() }</caption>
                <thead><tr><td></td>{ for stairs.levels.iter().map(|(number, name)| html! {
                    <th scope="col">{ number.clone() }{ " " }<span class="long">{ name.clone() }</span></th>
                }) }</tr></thead>
                <tbody>{ for stairs.rows.iter().map(row) }</tbody>
            </table>
            <p class="keys" aria-hidden="true">
                <span><svg class="step"><rect class="solid" width="100%" height="100%" /></svg>{ stairs.key_solid.clone() }</span>
                <span><svg class="step"></svg>{ stairs.key_loose.clone() }</span>
                { for stairs.key_letters.iter().map(|(letter, word)| html! { <span><b>{ letter.clone() }</b>{ " " }{ word.clone() }</span> }) }
            </p>
        </>
    }
}

fn stair(cell: &Stair) -> Html {
    let letter = if cell.valued {
        html! { <b>{ cell.letter.clone() }<span class="gone">{ " " }{ cell.spoken.clone() }</span></b> }
    } else {
        html! { <b><span aria-hidden="true">{ cell.letter.clone() }</span><span class="gone">{ cell.spoken.clone() }</span></b> }
    };
    html! {
        <td class={(!cell.valued).then_some("none")}>
            { letter }
            <svg class="step" aria-hidden="true">
                if let Some(carried) = cell.carried { <rect class="solid" width={percent(carried)} height="100%" /> }
                if let Some(in_place) = cell.in_place { <rect class="rest" x={percent(in_place)} width="100%" height="100%" /> }
            </svg>
        </td>
    }
}

/// Today and wanted, thread by thread.
pub fn dumbbell(wanted: &Dumbbell) -> Html {
    html! {
        <div class="dumb" role="img" aria-label={wanted.alternative.clone()}>
            { for wanted.rows.iter().map(|row| dumbbell_row(&row.name, &row.text, row.now, row.aim)) }
            { ticks(&wanted.ticks) }
        </div>
    }
}

/// A table with its caption; given a store, the numbers of its opening column can be opened.
pub fn table(table: &Table, caption: Classes, store: Option<&Store>) -> Html {
    let cell = |at: usize, text: &str, opens: Option<&(Subject, String)>| {
        let number = table.columns.get(at).is_some_and(|column| column.number).then_some("n");
        let content = match (store, opens.filter(|_| table.opens_at == Some(at))) {
            (Some(store), Some((subject, words))) => {
                let id = subject_id(subject);
                let open = store.on(explain(subject.clone(), id.clone()));
                html! { <button class="link" type="button" {id} onclick={open}>{ text.to_owned() }<span class="gone">{ words.clone() }</span></button> }
            }
            _ => html! { { text.to_owned() } },
        };
        if at == 0 {
            html! { <th scope="row">{ content }</th> }
        } else {
            html! { <td class={number}>{ content }</td> }
        }
    };
    html! {
        <table>
            <caption class={caption}>{ table.caption.clone() }</caption>
            <thead><tr>{ for table.columns.iter().map(|column| html! { <th scope="col" class={column.number.then_some("n")}>{ column.title.clone() }</th> }) }</tr></thead>
            <tbody>{ for table.rows.iter().map(|row| html! {
                <tr>{ for row.cells.iter().enumerate().map(|(at, text)| cell(at, text, row.opens.as_ref())) }</tr>
            }) }</tbody>
        </table>
    }
}

/// A table that scrolls sideways in itself where the screen is narrow.
pub fn scrolling(shown: &Table, caption: Classes, store: Option<&Store>) -> Html {
    html! {
        <div class="scroll" tabindex="0" role="region" aria-label={shown.caption.clone()}>{ table(shown, caption, store) }</div>
    }
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
pub fn step_lines(step: &NextStep) -> Html {
    let why = format!("{} {}", step.why, step.now);
    let lines =
        [step.direct.clone(), Some(why), step.notice.clone(), step.count.clone(), step.besides.clone()];
    let lines: Vec<String> = lines.into_iter().flatten().collect();
    html! {
        <p class="small muted">{ for lines.into_iter().enumerate().map(|(at, line)| html! { <>if at > 0 { <br /> }{ line }</> }) }</p>
    }
}
