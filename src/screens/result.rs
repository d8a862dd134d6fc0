//! The result: score and level, three sentences, the pictures, the next steps, and how to take it all away; every word and number comes from the report.

use pomscope_core::report::{Headline, Look, NextStep, NextSteps, Piece, Report, report};
use pomscope_core::state::{Action, Dialog, FocusPlace, Step, Subject};
use pomscope_core::view::{save_status, score_error, side_text};
use yew::prelude::*;

use crate::store::{ScreenProps, Store};
use crate::ui::figures::{dumbbell, explain, score_gauge, scrolling, staircase, step_lines};
use crate::ui::frame::{bar, here};
use crate::ui::gauge::dumbbell_keys;

#[component]
pub fn ResultScreen(props: &ScreenProps) -> Html {
    let store = &props.store;
    let state = store.state();
    // Which steps are unfolded is no part of the place that a reload brings back.
    let all_steps = use_state(|| false);
    let Some(assessment) = state.assessment() else { return Html::default() };
    let header = bar(store, here(state.title_of(assessment), side_text(state, assessment)));
    let report = match report(&state.content, assessment, &state.surroundings.today) {
        Ok(report) => report,
        Err(error) => {
            return html! {
                <section class="screen" aria-labelledby="title">
                    { header }
                    <div class="head"><h1 id="title" tabindex="-1">{ store.text("result.refused") }</h1></div>
                    <div class="notice bad">
                        <p>{ store.say(&score_error(state, &error)) }</p>
                        <button class="btn" type="button" onclick={store.on(Action::Go(Step::Review))}>{ store.text("result.toReview") }</button>
                    </div>
                </section>
            };
        }
    };
    let faint = report.headline.provisional.is_some().then_some("faint");
    html! {
        <section class={classes!("screen", faint)} aria-labelledby="title">
            { header }
            { first(store, &report) }
            { stairs(store, &report) }
            { next_steps(store, &report.next, &all_steps) }
            { wanted(store, &report) }
            { strengths(&report) }
            { looks(store, &report) }
            { residue(&report) }
            { take(store, &assessment.id) }
            <p class="small muted">
                { report.headline.indicative.clone() }{ " " }{ report.cover.credit.clone() }{ " " }
                <button class="link" type="button" id="about-method" onclick={store.on(Action::OpenDialog(Dialog::About, FocusPlace::Id("about-method".into())))}>{ report.method.heading.title.clone() }</button>
            </p>
        </section>
    }
}

fn first(store: &Store, report: &Report) -> Html {
    let head = &report.headline;
    html! {
        <div class="sect first">
            <div>
                <h1 id="title" tabindex="-1" class="over">{ head.title.clone() }if let Some(tag) = &head.tag { { " " }<span class="tag">{ tag.clone() }</span> }</h1>
                <p class="score">{ head.score.clone() }<small>{ " " }{ head.of.clone() }</small></p>
                { score_gauge(&head.gauge) }
                <p class="small muted">{ head.range.clone() }</p>
                <p><b>{ head.attained.clone() }</b>{ for head.held_back.iter().map(|pieces| html! { <>{ " " }{ for pieces.iter().map(|piece| linked(store, piece)) }</> }) }</p>
                { for head.remarks.iter().map(|remark| html! { <p class="small muted">{ remark.clone() }</p> }) }
                { confidence(head) }
                <p class="small"><button class="link" type="button" id="how-block" onclick={store.on(explain(Subject::Block, "how-block".into()))}>{ store.text("result.how") }</button></p>
            </div>
            <div class="stack loose">
                if let Some(provisional) = &head.provisional {
                    <div class="notice warn">
                        <div class="stack tight">
                            <p><b>{ provisional.title.clone() }</b>{ " " }{ provisional.text.clone() }</p>
                            <ul class="small">
                                { for provisional.missing.iter().map(|missing| html! {
                                    <li><button class="link" type="button" onclick={store.on(Action::Go(Step::Group(missing.screen)))}>{ missing.text.clone() }</button></li>
                                }) }
                            </ul>
                        </div>
                        <button class="btn" type="button" onclick={store.on(Action::Go(Step::Review))}>{ provisional.action.clone() }</button>
                    </div>
                }
                <dl class="three">
                    { for report.sentences.iter().map(|sentence| html! { <div><dt>{ sentence.over.clone() }</dt><dd>{ sentence.text.clone() }</dd></div> }) }
                </dl>
            </div>
        </div>
    }
}

/// A piece of a sentence: a thread's name opens to how its numbers came about.
fn linked(store: &Store, piece: &Piece) -> Html {
    match piece {
        Piece::Text(text) => html! { { text.clone() } },
        Piece::Thread(thread, name) => {
            let id = format!("held-{thread}");
            let open = store.on(explain(Subject::Thread(thread.clone()), id.clone()));
            html! { <button class="link" type="button" {id} onclick={open}>{ name.clone() }</button> }
        }
    }
}

fn confidence(head: &Headline) -> Html {
    html! { <p class="small muted">{ head.confidence.clone() }{ for head.reasons.iter().map(|reason| html! { <>{ " " }{ reason.clone() }</> }) }</p> }
}

fn stairs(store: &Store, report: &Report) -> Html {
    let stairs = &report.stairs;
    html! {
        <div class="sect">
            <div><h2>{ stairs.heading.title.clone() }</h2><p class="small muted">{ stairs.heading.intro.clone() }</p></div>
            <figure class="stack">
                { staircase(stairs, Some(store)) }
                <details class="more"><summary>{ stairs.table_label.clone() }</summary>{ scrolling(&stairs.table, classes!("gone"), Some(store)) }</details>
            </figure>
        </div>
    }
}

fn next_steps(store: &Store, next: &NextSteps, all: &UseStateHandle<bool>) -> Html {
    let shown = if **all { next.steps.len() } else { next.first };
    let toggle = {
        let all = all.clone();
        Callback::from(move |_: MouseEvent| all.set(!*all))
    };
    html! {
        <div class="sect">
            <div>
                <h2>{ next.heading.title.clone() }</h2>
                <p class="small muted">{ next.heading.intro.clone() }</p>
                if let Some((more, fewer)) = &next.more {
                    <p class="small"><button class="link" type="button" aria-expanded={all.to_string()} aria-controls="steps" onclick={toggle}>{ if **all { fewer.clone() } else { more.clone() } }</button></p>
                }
            </div>
            <div class="stack">
                if !next.steps.is_empty() {
                    <ol class="steps" id="steps">{ for next.steps.iter().take(shown).map(step_of) }</ol>
                }
                if let Some(clarify) = &next.clarify {
                    <details class="more" open={next.steps.is_empty()}>
                        <summary>{ clarify.heading.title.clone() }</summary>
                        <p class="small muted">{ clarify.heading.intro.clone() }</p>
                        <ul class="rows">
                            { for clarify.rows.iter().map(|row| html! {
                                <li><span>{ row.text.clone() }</span>{ " " }<button class="link small" type="button" onclick={store.on(Action::Go(Step::Group(row.screen)))}>{ row.about.clone() }</button></li>
                            }) }
                        </ul>
                    </details>
                }
            </div>
        </div>
    }
}

fn step_of(step: &NextStep) -> Html {
    html! {
        <li key={step.item.as_str()}>
            <p>{ step.title.clone() }</p>
            <p class="lift">{ step.lift.clone() }</p>
            { step_lines(step) }
            <details class="more small"><summary>{ step.lift_label.clone() }</summary><p class="muted">{ step.lift_how.clone() }</p></details>
        </li>
    }
}

fn wanted(store: &Store, report: &Report) -> Html {
    let wanted = &report.wanted;
    html! {
        <div class="sect">
            <div>
                <h2>{ wanted.heading.title.clone() }</h2>
                <p class="small muted">{ wanted.heading.intro.clone() }</p>
                if let Some(action) = &wanted.action {
                    <p class="small"><button class="link" type="button" onclick={store.on(Action::Go(Step::Review))}>{ action.clone() }</button></p>
                }
            </div>
            <figure class="stack">
                { dumbbell(wanted) }
                { dumbbell_keys(AttrValue::from(wanted.key_now.clone()), AttrValue::from(wanted.key_aim.clone())) }
                <details class="more"><summary>{ wanted.table_label.clone() }</summary>{ scrolling(&wanted.table, classes!("gone"), Some(store)) }</details>
            </figure>
        </div>
    }
}

fn strengths(report: &Report) -> Html {
    let strengths = &report.strengths;
    html! {
        <div class="sect">
            <div><h2>{ strengths.heading.title.clone() }</h2>if !strengths.heading.intro.is_empty() { <p class="small muted">{ strengths.heading.intro.clone() }</p> }</div>
            <ul class="rows">
                { for strengths.rows.iter().map(|row| html! { <li><span>{ row.text.clone() }</span>{ " " }<span class="muted">{ row.place.clone() }</span></li> }) }
            </ul>
        </div>
    }
}

fn looks(store: &Store, report: &Report) -> Html {
    let look = |look: &Look| {
        html! {
            <li class={classes!("notice", look.grave.then_some("warn"))}>
                <p><b>{ look.title.clone() }</b>{ " " }{ look.text.clone() }</p>
                <button class="link" type="button" onclick={store.on(Action::Go(Step::Group(look.screen)))}>{ look.action.clone() }</button>
            </li>
        }
    };
    html! {
        <div class="sect">
            <div><h2>{ report.looks.heading.title.clone() }</h2><p class="small muted">{ report.looks.heading.intro.clone() }</p></div>
            <ul class="stack">{ for report.looks.rows.iter().map(look) }</ul>
        </div>
    }
}

fn residue(report: &Report) -> Html {
    let residue = &report.residue;
    if residue.table.rows.is_empty() {
        return Html::default();
    }
    html! {
        <div class="sect">
            <div><h2>{ residue.heading.title.clone() }</h2><p class="small muted">{ residue.heading.intro.clone() }</p></div>
            <ul class="rows">
                { for residue.table.rows.iter().map(|row| html! {
                    <li>{ for row.cells.iter().map(|cell| html! { <><span>{ cell.clone() }</span>{ " " }</> }) }</li>
                }) }
            </ul>
        </div>
    }
}

fn take(store: &Store, id: &str) -> Html {
    let (data_state, message, _) = save_status(store.state());
    let delete = Action::OpenDialog(Dialog::Delete(id.to_owned()), FocusPlace::Id("delete".into()));
    html! {
        <div class="sect">
            <div><h2>{ store.text("result.take") }</h2><p class="small muted">{ store.text("result.take.intro") }</p></div>
            <div class="stack">
                <div class="row">
                    <button class="btn" type="button" onclick={store.on(Action::Export(id.to_owned()))}>{ store.text("result.save") }<small>{ store.text("result.save.hint") }</small></button>
                    <button class="btn quiet" type="button" onclick={store.on(Action::Go(Step::Report))}>{ store.text("result.report") }<small>{ store.text("result.report.hint") }</small></button>
                </div>
                <p class="status" data-state={data_state}>{ store.say(&message) }</p>
                <p class="small muted">{ store.text("result.take.forget") }</p>
                <p><button class="link bad" type="button" id="delete" onclick={store.on(delete)}>{ store.text("result.delete") }</button></p>
            </div>
        </div>
    }
}
