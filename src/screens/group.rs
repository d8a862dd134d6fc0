//! A group: its statements as cards, each with its scale, then what could be counted.

use pomscope_core::answers::MetricStatus;
use pomscope_core::state::{Action, Keep, MetricField, Step};
use pomscope_core::view::{Card, Choice, GroupScreen, Leg, MetricCard, group_screen, trail};
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::store::Store;
use crate::ui::fields::{chosen, typed};
use crate::ui::frame::{bar, foot, here};

pub fn screen(store: &Store, at: usize) -> Html {
    let state = store.state();
    let Some(group) = group_screen(state, at) else { return Html::default() };
    html! {
        <section class="screen" aria-labelledby="title">
            { bar(store, here(group.leg.clone(), group.place.clone())) }
            { trail_of(store, &trail(state)) }
            <div class="head">
                <h1 id="title" tabindex="-1">{ group.title.clone() }</h1>
                <p class="muted" id="stem">{ group.stem.clone() }</p>
            </div>
            <div class="stack loose">
                <div>
                    { for group.cards.iter().map(|card| card_of(store, card)) }
                    { for group.same_as.iter().map(|(text, screen, position)| html! {
                        <p class="small muted">
                            { state.texts().fill("group.sameAs", &[("text", text.clone())]) }{ " " }
                            <button class="link" type="button" onclick={store.on(Action::Go(Step::Group(*screen)))}>{ position.clone() }</button>
                        </p>
                    }) }
                </div>
                { metrics(store, &group) }
                { keys(store) }
                { foot(store, html! { <p class="small muted">{ group.progress.clone() }</p> }, group.next.clone()) }
            </div>
        </section>
    }
}

/// The fifteen screens as a row of stairs to step to.
fn trail_of(store: &Store, legs: &[Leg]) -> Html {
    let stop = |stop: &pomscope_core::view::Stop| {
        html! {
            <li>
                <button type="button" data-state={stop.progress.as_str()} aria-current={stop.here.then_some("step")} title={stop.title.clone()}
                    onclick={store.on(Action::Go(Step::Group(stop.at)))}><span class="gone">{ stop.label.clone() }</span></button>
            </li>
        }
    };
    html! {
        <nav aria-label={store.text("trail")}>
            <ol class="trail">
                { for legs.iter().map(|leg| html! { <li><span>{ leg.name.clone() }</span><ol>{ for leg.stops.iter().map(stop) }</ol></li> }) }
            </ol>
        </nav>
    }
}

fn card_of(store: &Store, card: &Card) -> Html {
    let id = card.id.as_str();
    html! {
        <fieldset class="card" id={format!("{id}-card")} tabindex="-1" onkeydown={rating_keys(store, card)} key={id}>
            <legend>
                <span class="kind">{ card.kind.clone() }{ " " }if !card.answered { <span class="open">{ store.text("card.open") }</span> }</span>{ " " }
                <span class="said">{ card.texts.text.clone() }</span>
            </legend>
            { conflict(store, card) }
            <div class="scale">{ for card.scale.iter().map(|choice| segment(store, card, choice)) }</div>
            <div class="under">
                <div class="opts">{ for card.besides.iter().map(|choice| option(store, card, choice)) }</div>
                <div class="acts">
                    <details class="more"><summary>{ store.text("card.help") }</summary><p>{ card.texts.help.clone() }</p></details>
                    { notes(store, card) }
                    if card.answered {
                        <button class="link" type="button" onclick={store.on(Action::Clear(card.id.clone()))}>
                            { store.text("card.clear") }
                        </button>
                    }
                </div>
            </div>
            if card.asks_reason { { reason(store, card) } }
        </fieldset>
    }
}

/// Keys rate while focus is in the card, save in a text field; arrows keep their native meaning.
fn rating_keys(store: &Store, card: &Card) -> Callback<KeyboardEvent> {
    let sender = store.sender();
    let id = card.id.clone();
    Callback::from(move |event: KeyboardEvent| {
        if event.ctrl_key() || event.alt_key() || event.meta_key() || event.is_composing() {
            return;
        }
        let Some(target) = event.target() else { return };
        let writes = target.dyn_ref::<HtmlTextAreaElement>().is_some()
            || target.dyn_ref::<HtmlInputElement>().is_some_and(|input| input.type_() != "radio");
        if !writes {
            sender.send(Action::Key(id.clone(), event.key()));
        }
    })
}

fn radio(store: &Store, card: &Card, choice: &Choice) -> Html {
    let id = card.id.as_str();
    html! {
        <input type="radio" id={format!("{id}-{}", choice.rating.as_str())} name={id.to_owned()} value={choice.rating.as_str()}
            checked={choice.chosen} onchange={chosen(store, Action::Rate(card.id.clone(), choice.rating))} />
    }
}

fn segment(store: &Store, card: &Card, choice: &Choice) -> Html {
    html! {
        <label class="seg">
            { radio(store, card, choice) }<span>{ choice.label.clone() }</span>
            if store.state().keys { <kbd aria-hidden="true">{ choice.key }</kbd> }
            if !choice.hint.is_empty() { <small>{ choice.hint.clone() }</small> }
        </label>
    }
}

fn option(store: &Store, card: &Card, choice: &Choice) -> Html {
    html! { <label class="opt">{ radio(store, card, choice) }<span>{ choice.label.clone() }</span></label> }
}

fn notes(store: &Store, card: &Card) -> Html {
    let id = card.id.as_str();
    let (note_id, evidence_id) = (format!("{id}-note"), format!("{id}-evidence"));
    let written = !card.answer.note.is_empty() || !card.answer.evidence.is_empty();
    let (note_item, evidence_item) = (card.id.clone(), card.id.clone());
    html! {
        <details class="more">
            <summary>{ store.text(if written { "card.note.yours" } else { "card.note.add" }) }</summary>
            <div class="stack">
                <div class="field">
                    <label for={note_id.clone()}>{ store.text("card.note") }</label>
                    <textarea id={note_id} rows="3" maxlength="4000" autocomplete="off" value={card.answer.note.clone()}
                        oninput={typed(store, move |text| Action::SetNote(note_item.clone(), text))} />
                </div>
                <div class="field">
                    <label for={evidence_id.clone()}>{ store.text("card.evidence") }</label>
                    <input id={evidence_id} type="text" maxlength="4000" autocomplete="off" value={card.answer.evidence.clone()}
                        oninput={typed(store, move |text| Action::SetEvidence(evidence_item.clone(), text))} />
                </div>
            </div>
        </details>
    }
}

fn reason(store: &Store, card: &Card) -> Html {
    let id = card.id.as_str();
    let item = card.id.clone();
    html! {
        <div class="field">
            <label for={format!("{id}-reason")}>{ store.text("card.reason") }</label>
            <input id={format!("{id}-reason")} type="text" maxlength="4000" autocomplete="off" aria-describedby={format!("{id}-reason-hint")}
                value={card.answer.reason.clone()} oninput={typed(store, move |text| Action::SetReason(item.clone(), text))} />
            <small id={format!("{id}-reason-hint")}>{ store.text("card.reason.hint") }</small>
        </div>
    }
}

fn conflict(store: &Store, card: &Card) -> Html {
    let Some((theirs, mine)) = &card.conflict else { return Html::default() };
    let texts = store.state().texts();
    html! {
        <div class="notice warn">
            <p>{ texts.fill("card.conflict", &[("theirs", theirs.clone()), ("mine", mine.clone())]) }</p>
            <div class="row">
                <button class="link" type="button" onclick={store.on(Action::Settle(card.id.clone(), Keep::Other))}>{ texts.fill("card.conflict.take", &[("rating", theirs.clone())]) }</button>
                <button class="link" type="button" onclick={store.on(Action::Settle(card.id.clone(), Keep::Mine))}>{ texts.fill("card.conflict.keep", &[("rating", mine.clone())]) }</button>
            </div>
        </div>
    }
}

fn metrics(store: &Store, group: &GroupScreen) -> Html {
    if group.metrics.is_empty() {
        return Html::default();
    }
    let values = [("given", group.metrics_given.to_string()), ("n", group.metrics.len().to_string())];
    html! {
        <details class="fold">
            <summary>
                <span>{ store.text("metrics.title") }{ " " }<span class="muted">{ store.text("optional") }</span></span>
                <small class="muted">{ store.state().texts().fill("metrics.given", &values) }</small>
            </summary>
            <div class="stack loose">
                <p class="small muted">{ store.text("metrics.hint") }</p>
                { for group.metrics.iter().map(|metric| metric_of(store, metric)) }
            </div>
        </details>
    }
}

fn metric_of(store: &Store, metric: &MetricCard) -> Html {
    let id = metric.id.as_str();
    let texts = store.state().texts();
    let legend = html! { <legend><b>{ metric.texts.text.clone() }</b>{ " " }<span class="muted">{ metric.unit.clone() }</span></legend> };
    let remark = metric.remark.as_ref().map(|remark| html! { <p class="small muted" role="note">{ store.say(remark) }</p> });
    if let Some((screen, position)) = &metric.asked_at {
        let state = metric.choices.iter().find(|(_, _, chosen)| *chosen).map(|(_, label, _)| label.clone());
        let shown = if metric.value.is_empty() { state.unwrap_or_else(|| texts.get("metric.none").to_owned()) } else { metric.value.clone() };
        return html! {
            <fieldset class="stack tight" key={id}>
                { legend }
                <p class="small muted">
                    { texts.fill("metric.asked", &[("value", shown)]) }{ " " }
                    <button class="link" type="button" onclick={store.on(Action::Go(Step::Group(*screen)))}>{ position.clone() }</button>
                </p>
            </fieldset>
        };
    }
    let choice = |(status, label, checked): &(MetricStatus, String, bool)| {
        let action = Action::SetMetric(metric.id.clone(), MetricField::Status(Some(*status)));
        html! {
            <label class="opt">
                <input type="radio" name={id.to_owned()} value={status.as_str()} checked={*checked} onchange={chosen(store, action)} />
                <span>{ label.clone() }</span>
            </label>
        }
    };
    let set = |make: fn(String) -> MetricField| {
        let id = metric.id.clone();
        typed(store, move |text| Action::SetMetric(id.clone(), make(text)))
    };
    let error = |suffix: &str, message: &Option<pomscope_core::text::Message>| {
        html! {
            <p class="error" id={format!("{id}-{suffix}-error")} hidden={message.is_none()}>
                { message.as_ref().map(|message| store.say(message)).unwrap_or_default() }
            </p>
        }
    };
    let given = metric.choices.iter().any(|(_, _, chosen)| *chosen);
    html! {
        <fieldset class="stack tight" key={id}>
            { legend }
            <p class="small muted">{ metric.texts.help.clone() }</p>
            <div class="opts">
                { for metric.choices.iter().map(choice) }
                if given {
                    <button class="link" type="button" onclick={store.on(Action::SetMetric(metric.id.clone(), MetricField::Status(None)))}>{ store.text("card.clear") }</button>
                }
            </div>
            if metric.measured {
                <div class="fields">
                    <div class="field">
                        <label for={format!("{id}-value")}>{ store.text("metric.value") }</label>
                        <input id={format!("{id}-value")} type="text" inputmode="decimal" autocomplete="off" value={metric.value.clone()}
                            aria-invalid={metric.value_error.is_some().then_some("true")} aria-describedby={format!("{id}-value-error")}
                            oninput={set(MetricField::Value)} />
                        { error("value", &metric.value_error) }
                    </div>
                    <div class="field">
                        <label for={format!("{id}-asof")}>{ store.text("metric.asOf") }</label>
                        <input id={format!("{id}-asof")} type="date" value={metric.as_of.clone()}
                            aria-invalid={metric.as_of_error.is_some().then_some("true")} aria-describedby={format!("{id}-asof-error")}
                            oninput={set(MetricField::AsOf)} />
                        { error("asof", &metric.as_of_error) }
                    </div>
                    <div class="field">
                        <label for={format!("{id}-source")}>{ store.text("metric.source") }{ " " }<span class="muted">{ store.text("optional") }</span></label>
                        <input id={format!("{id}-source")} type="text" maxlength="400" autocomplete="off" value={metric.source.clone()} oninput={set(MetricField::Source)} />
                    </div>
                </div>
            }
            { remark.unwrap_or_default() }
        </fieldset>
    }
}

fn keys(store: &Store) -> Html {
    html! {
        <p class="keys">
            <label class="check">
                <input type="checkbox" checked={store.state().keys} onchange={chosen(store, Action::SwitchKeys)} />
                { " " }{ store.text("keys.switch") }
            </label>
            <span class="touchless">{ store.text("keys.hint") }</span>
        </p>
    }
}
