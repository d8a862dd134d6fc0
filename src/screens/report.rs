//! The report as it will print: one article that the print frame takes a copy of, and the way to print it; all of its content comes from core's report.

use pomscope_core::report::{AnswerRow, Fact, Heading, NextStep, Report, plain, report};
use pomscope_core::state::{Action, Step};
use pomscope_core::view::score_error;
use yew::prelude::*;

use crate::store::{ScreenProps, Store};
use crate::ui::figures::{dumbbell, score_gauge, staircase, step_lines, table};
use crate::ui::frame::{bar, here};

#[component]
pub fn ReportScreen(props: &ScreenProps) -> Html {
    let store = &props.store;
    let state = store.state();
    let Some(assessment) = state.assessment() else { return Html::default() };
    let header = bar(store, here(state.title_of(assessment), store.text("result.aside").to_string()));
    let (article, print) = match report(&state.content, assessment, &state.surroundings.today) {
        Ok(report) => (article(&report), true),
        Err(error) => {
            (html! { <div class="notice bad"><p>{ store.say(&score_error(state, &error)) }</p></div> }, false)
        }
    };
    html! {
        <section class="screen" aria-labelledby="title">
            { header }
            <div class="row apart">
                <div class="head"><h1 id="title" tabindex="-1">{ store.text("report.screen") }</h1><p class="small muted">{ store.text("report.screen.hint") }</p></div>
                { buttons(store, print) }
            </div>
            { article }
        </section>
    }
}

fn buttons(store: &Store, print: bool) -> Html {
    html! {
        <div class="row">
            <button class="btn quiet" type="button" onclick={store.on(Action::Go(Step::Result))}>{ store.text("report.screen.back") }</button>
            if print { <button class="btn" type="button" id="print" onclick={store.on(Action::Print)}>{ store.text("report.screen.print") }</button> }
        </div>
    }
}

fn article(report: &Report) -> Html {
    html! {
        <article class="report" id="report" aria-labelledby="report-title">
            { cover(report) }
            { summary(report) }
            <section>
                { heading(&report.wanted.heading) }
                <figure>{ dumbbell(&report.wanted) }<figcaption>{ report.wanted.key.clone() }</figcaption></figure>
                { table(&report.wanted.table, Classes::new(), None) }
            </section>
            <section>
                { heading(&report.stairs.heading) }
                <figure>{ staircase(&report.stairs, None) }</figure>
                { table(&report.stairs.table, Classes::new(), None) }
            </section>
            { next_steps(report) }
            { profile(report) }
            { answers(report) }
            <section>
                { heading(&report.counts.heading) }
                { table(&report.counts.table, classes!("gone"), None) }
                <p>{ report.counts.readiness.clone() }</p>
            </section>
            { method(report) }
        </article>
    }
}

fn heading(heading: &Heading) -> Html {
    html! { <><h2>{ heading.title.clone() }</h2>if !heading.intro.is_empty() { <p class="small">{ heading.intro.clone() }</p> }</> }
}

fn facts(facts: &[Fact]) -> Html {
    html! { <dl class="facts-list">{ for facts.iter().map(|fact| html! { <div><dt>{ fact.term.clone() }</dt><dd>{ fact.value.clone() }</dd></div> }) }</dl> }
}

/// The attained level and what holds the next one back, as plain sentences.
fn level(report: &Report) -> String {
    let mut sentences = vec![report.headline.attained.clone()];
    sentences.extend(report.headline.held_back.iter().map(|pieces| plain(pieces)));
    sentences.join(" ")
}

fn cover(report: &Report) -> Html {
    let (cover, head) = (&report.cover, &report.headline);
    html! {
        <header class="cover">
            <p class="mark">{ cover.mark.clone() }</p>
            <div>
                <p class="over">{ cover.subject.clone() }</p>
                <h1 id="report-title">{ cover.title.clone() }</h1>
                <p>{ cover.about.clone() }</p>
                if !cover.facts.is_empty() { { facts(&cover.facts) } }
            </div>
            <div class="cover-score">
                <p class="score">{ head.score.clone() }<small>{ " " }{ head.of.clone() }</small></p>
                <p>{ level(report) }</p>
                if let Some(provisional) = &head.provisional { <p><b>{ provisional.title.clone() }</b>{ " " }{ provisional.text.clone() }</p> }
            </div>
            <div>
                <p class="small">{ cover.made.clone() }</p>
                <p class="small">{ cover.credit.clone() }</p>
            </div>
        </header>
    }
}

fn summary(report: &Report) -> Html {
    let head = &report.headline;
    html! {
        <section>
            <h2>{ head.summary.clone() }</h2>
            { for report.sentences.iter().map(|sentence| html! { <><h3>{ sentence.over.clone() }</h3><p class="big">{ sentence.text.clone() }</p></> }) }
            <div class="pair">
                { facts(&head.facts) }
                <figure>{ score_gauge(&head.gauge) }<figcaption>{ head.gauge_caption.clone() }</figcaption></figure>
            </div>
            <p>{ head.range.clone() }</p>
            { for head.remarks.iter().map(|remark| html! { <p>{ remark.clone() }</p> }) }
            <p>{ head.confidence.clone() }{ for head.reasons.iter().map(|reason| html! { <>{ " " }{ reason.clone() }</> }) }</p>
            if let Some(provisional) = &head.provisional {
                <ul>{ for provisional.missing.iter().map(|missing| html! { <li>{ missing.text.clone() }</li> }) }</ul>
            }
        </section>
    }
}

fn next_steps(report: &Report) -> Html {
    let step = |step: &NextStep| {
        html! {
            <li><p>{ step.title.clone() }</p><p class="lift">{ step.lift.clone() }</p>{ step_lines(step) }</li>
        }
    };
    html! {
        <section>
            { heading(&report.next.heading) }
            if !report.next.steps.is_empty() { <ol class="steps">{ for report.next.steps.iter().map(step) }</ol> }
            if let Some(clarify) = &report.next.clarify {
                <h3>{ clarify.heading.title.clone() }</h3>
                <p class="small">{ clarify.heading.intro.clone() }</p>
                <ul>{ for clarify.rows.iter().map(|row| html! { <li>{ row.text.clone() }{ " " }<span class="muted">{ row.about.clone() }</span></li> }) }</ul>
            }
        </section>
    }
}

/// What is done well, what is worth a second look, what is left of the lowest level.
fn profile(report: &Report) -> Html {
    html! {
        <section>
            { heading(&report.strengths.heading) }
            <ul>{ for report.strengths.rows.iter().map(|row| html! { <li>{ row.text.clone() }{ " " }<span class="muted">{ row.place.clone() }</span></li> }) }</ul>
            <h3>{ report.looks.heading.title.clone() }</h3>
            <p class="small">{ report.looks.heading.intro.clone() }</p>
            <ul>{ for report.looks.rows.iter().map(|look| html! { <li><b>{ look.title.clone() }</b>{ " " }{ look.text.clone() }</li> }) }</ul>
            if !report.residue.table.rows.is_empty() {
                <h3>{ report.residue.heading.title.clone() }</h3>
                <p class="small">{ report.residue.heading.intro.clone() }</p>
                { table(&report.residue.table, classes!("gone"), None) }
            }
        </section>
    }
}

fn answers(report: &Report) -> Html {
    let row = |row: &AnswerRow| {
        html! {
            <tr>
                <td>{ row.kind.clone() }</td>
                <td>{ row.statement.clone() }{ for row.notes.iter().map(|note| html! { <p class="note">{ note.clone() }</p> }) }</td>
                <td>{ row.answer.clone() }</td>
            </tr>
        }
    };
    let columns = &report.answers.columns;
    html! {
        <section>
            { heading(&report.answers.heading) }
            { for report.answers.threads.iter().map(|thread| html! {
                <>
                    <h3>{ thread.name.clone() }</h3>
                    { for thread.tables.iter().map(|table| html! {
                        <table class="answers">
                            <caption>{ table.caption.clone() }</caption>
                            <thead><tr>{ for columns.iter().map(|title| html! { <th scope="col">{ title.clone() }</th> }) }</tr></thead>
                            <tbody>{ for table.rows.iter().map(row) }</tbody>
                        </table>
                    }) }
                </>
            }) }
        </section>
    }
}

fn method(report: &Report) -> Html {
    let method = &report.method;
    html! {
        <section>
            { heading(&method.heading) }
            { for method.paragraphs.iter().map(|paragraph| html! { <p>{ paragraph.clone() }</p> }) }
            <h3>{ method.bands_title.clone() }</h3>
            { facts(&method.bands) }
            { table(&method.numbers, Classes::new(), None) }
            { facts(&method.meanings) }
            <h3>{ method.limits_title.clone() }</h3>
            <ul>{ for method.limits.iter().map(|limit| html! { <li>{ limit.clone() }</li> }) }</ul>
            <p class="small">{ method.credit.clone() }</p>
        </section>
    }
}
