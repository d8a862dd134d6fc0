//! What the quick check found: the weakest thread, its distance to the target, one first step, and the way on.

use pomscope_core::state::{Action, Step};
use pomscope_core::view::finding;
use yew::prelude::*;

use crate::store::Store;
use crate::ui::frame::{bar, here};
use crate::ui::gauge::{dumbbell_keys, dumbbell_row, ticks};

pub fn screen(store: &Store) -> Html {
    let state = store.state();
    let header = bar(store, here(store.text("quick").to_string(), store.text("finding").to_string()));
    let Some(finding) = finding(state) else {
        return html! {
            <section class="screen" aria-labelledby="title">
                { header }
                <div class="head read">
                    <h1 id="title" tabindex="-1">{ store.text("finding.empty.title") }</h1>
                    <p class="lead">{ store.text("finding.empty") }</p>
                    <div class="row">
                        <button class="btn" type="button" onclick={store.on(Action::Go(Step::Quick(0)))}>{ store.text("finding.empty.go") }</button>
                        <button class="btn quiet" type="button" onclick={store.on(Action::Go(Step::Group(0)))}>{ store.text("start.full") }</button>
                    </div>
                </div>
            </section>
        };
    };
    let levels: Vec<String> = state.content.pack.levels.iter().map(|level| level.number.to_string()).collect();
    html! {
        <section class="screen" aria-labelledby="title">
            { header }
            <div class="head read">
                <p class="over">{ store.text("finding.over") }</p>
                <h1 id="title" tabindex="-1">{ store.say(&finding.title) }</h1>
                <p class="lead">{ store.say(&finding.lead) }</p>
                { for finding.missing.iter().map(|(at, name)| html! {
                    <p>
                        { state.texts().fill("finding.missing", &[("thread", name.clone())]) }{ " " }
                        <button class="link" type="button" onclick={store.on(Action::Go(Step::Quick(*at)))}>{ store.text("finding.missing.go") }</button>
                    </p>
                }) }
            </div>
            <div class="sect">
                <div><h2>{ store.text("finding.picture") }</h2><p class="small muted">{ store.text("finding.picture.hint") }</p></div>
                <figure>
                    <div class="dumb" role="img" aria-label={finding.alternative.clone()}>
                        { for finding.threads.iter().map(|placed| dumbbell_row(&placed.name, &placed.text, placed.now, placed.aim)) }
                        { ticks(&levels) }
                    </div>
                    { dumbbell_keys(store.text("gauge.now"), store.text("gauge.aim")) }
                </figure>
            </div>
            if let Some(step) = finding.step {
                <div class="sect">
                    <div><h2>{ store.text("finding.step") }</h2></div>
                    <div class="stack read">
                        <p class="said">{ step }</p>
                        if let Some(notice) = finding.notice {
                            <p class="muted">{ state.texts().fill("step.notice", &[("outcome", notice)]) }</p>
                        }
                    </div>
                </div>
            }
            <div class="sect">
                <div><h2>{ store.text("finding.on") }</h2></div>
                <div class="stack read">
                    <p>{ state.texts().fill("finding.on.text", &[("n", pomscope_core::view::counts(&state.content.pack).0.to_string())]) }</p>
                    <div class="row">
                        <button class="btn" type="button" id="next" onclick={store.on(Action::Next)}>{ store.text("finding.on.go") }<small>{ store.text("finding.on.hint") }</small></button>
                        <button class="link" type="button" onclick={store.on(Action::Go(Step::Quick(0)))}>{ store.text("finding.change") }</button>
                    </div>
                </div>
            </div>
        </section>
    }
}
