//! Before the result: what is open, what is worth a second look, where each thread is wanted.

use pomscope_core::answers::Rating;
use pomscope_core::pack::ThreadId;
use pomscope_core::state::{Action, Step};
use pomscope_core::view::{Look, Review, Stop, Wanted, review};
use yew::prelude::*;

use crate::store::Store;
use crate::ui::fields::selected;
use crate::ui::frame::{bar, foot, here};

pub fn screen(store: &Store) -> Html {
    let state = store.state();
    let Some(review) = review(state) else { return Html::default() };
    let title = state.assessment().map(|assessment| state.title_of(assessment)).unwrap_or_default();
    html! {
        <section class="screen" aria-labelledby="title">
            { bar(store, here(title, store.text("review").to_string())) }
            <div class="head">
                <h1 id="title" tabindex="-1">{ store.text("review.title") }</h1>
                <p class="lead">{ store.say(&review.open) }</p>
                if review.provisional && review.refused.is_none() { <p class="muted">{ store.text("review.provisional") }</p> }
            </div>
            if let Some(refused) = &review.refused {
                <div class="notice bad"><p>{ store.say(refused) }</p></div>
            }
            if !review.looks.is_empty() {
                <div class="sect">
                    <div><h2>{ store.text("review.looks") }</h2><p class="small muted">{ store.text("review.looks.hint") }</p></div>
                    <ul class="stack">{ for review.looks.iter().map(|look| look_of(store, look)) }</ul>
                </div>
            }
            <div class="sect">
                <div><h2>{ store.text("review.wanted") }</h2><p class="small muted">{ store.text("review.wanted.hint") }</p></div>
                <div class="stack">{ for review.wanted.iter().map(|wanted| wanted_of(store, wanted)) }</div>
            </div>
            { answers(store, &review) }
            { foot(store, Html::default(), store.text("review.result")) }
        </section>
    }
}

fn answers(store: &Store, review: &Review) -> Html {
    let stop = |stop: &Stop| {
        let values = [("answered", stop.answered.to_string()), ("n", stop.asked.to_string())];
        html! {
            <li>
                <button class="link" type="button" onclick={store.on(Action::Go(Step::Group(stop.at)))}>{ stop.title.clone() }</button>{ " " }
                <span class={if stop.answered < stop.asked { "open" } else { "muted" }}>{ store.state().texts().fill("group.progress", &values) }</span>
            </li>
        }
    };
    html! {
        <div class="sect">
            <div><h2>{ store.text("review.answers") }</h2><p class="small muted">{ store.text("review.answers.hint") }</p></div>
            <div class="stack">
                { for review.legs.iter().map(|leg| html! {
                    <div><h3>{ leg.name.clone() }</h3><ul class="rows">{ for leg.stops.iter().map(stop) }</ul></div>
                }) }
            </div>
        </div>
    }
}

fn look_of(store: &Store, look: &Look) -> Html {
    html! {
        <li class="notice warn" id={format!("{}-look", look.item)} key={look.item.as_str()}>
            <div class="stack tight">
                <p><b>{ look.text.clone() }</b>{ " " }<span class="muted">{ store.state().texts().fill("look.said", &[("rating", look.answer.clone())]) }</span></p>
                <p>{ store.say(&look.why) }</p>
                <p class="small muted">{ store.say(&look.then) }</p>
                if look.kept { <p class="small muted">{ store.text("look.kept") }</p> }
            </div>
            <div class="row">
                <button class="link" type="button" onclick={store.on(Action::Rate(look.item.clone(), Rating::Beyond))}>{ store.text("look.yes") }</button>
                if !look.kept {
                    <button class="link" type="button" onclick={store.on(Action::KeepAsSaid(look.item.clone()))}>{ store.text("look.no") }</button>
                }
                <button class="link" type="button" onclick={store.on(Action::Go(Step::Group(look.screen)))}>{ store.text("look.see") }</button>
            </div>
        </li>
    }
}

fn wanted_of(store: &Store, wanted: &Wanted) -> Html {
    let (target_id, importance_id) = (format!("{}-target", wanted.thread), format!("{}-importance", wanted.thread));
    let target = {
        let thread: ThreadId = wanted.thread.clone();
        selected(store, move |value| Action::SetTarget(thread.clone(), value.parse().ok()))
    };
    let importance = {
        let thread: ThreadId = wanted.thread.clone();
        selected(store, move |value| Action::SetImportance(thread.clone(), value.parse().unwrap_or(3)))
    };
    let none = wanted.targets.iter().all(|(_, _, chosen)| !chosen);
    let assumed = match &wanted.assumed {
        Some(level) => store.state().texts().fill("wanted.assumed", &[("level", level.clone())]),
        None => store.text("wanted.none").to_string(),
    };
    html! {
        <fieldset key={wanted.thread.as_str()}>
            <legend><b>{ wanted.name.clone() }</b></legend>
            <div class="fields">
                <div class="field">
                    <label for={target_id.clone()}>{ store.text("wanted.target") }</label>
                    <select id={target_id} onchange={target}>
                        <option value="" selected={none}>{ assumed }</option>
                        { for wanted.targets.iter().map(|(level, text, chosen)| html! { <option value={level.to_string()} selected={*chosen}>{ text.clone() }</option> }) }
                    </select>
                </div>
                <div class="field">
                    <label for={importance_id.clone()}>{ store.text("wanted.importance") }</label>
                    <select id={importance_id} onchange={importance}>
                        { for wanted.importance.iter().map(|(level, text, chosen)| html! { <option value={level.to_string()} selected={*chosen}>{ text.clone() }</option> }) }
                    </select>
                </div>
            </div>
        </fieldset>
    }
}
