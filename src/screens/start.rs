//! The start: what this is, how long it takes, and where to go on.

use pomscope_core::state::{Action, Intent, Step};
use pomscope_core::view::{counts, shelved};
use yew::prelude::*;

use crate::store::Store;
use crate::ui::frame::{bar, mark};

pub fn screen(store: &Store) -> Html {
    let state = store.state();
    let (all, _) = counts(&state.content.pack);
    let threads = state.content.pack.threads.len();
    let quick_hint = state.texts().fill("start.quick.hint", &[("n", threads.to_string())]);
    let full_hint = state.texts().fill("start.full.hint", &[("n", all.to_string())]);
    let begin = |intent: Intent, key: &str, hint: String, class: &'static str| {
        html! {
            <button class={class} type="button" onclick={store.on(Action::Begin(intent))}>{ store.text(key) }<small>{ hint }</small></button>
        }
    };
    let mut shelf = shelved(state).into_iter();
    let last = shelf.next();
    let others = shelf.len();
    let full_first = state.surroundings.start == Some(Intent::Full);
    let (quick_class, full_class) = if full_first || last.is_some() { ("btn quiet", "btn") } else { ("btn", "btn quiet") };
    let full_class = if last.is_some() { "btn quiet" } else { full_class };
    html! {
        <section class="screen start" aria-labelledby="title">
            { bar(store, mark(store)) }
            <div class="hero">
                <div class="stack">
                    <h1 id="title" tabindex="-1">{ store.text("start.title") }</h1>
                    <p class="lead">{ store.text("start.lead") }</p>
                    if let Some(last) = last {
                        <div class="row go">
                            <button class="btn" type="button" id="resume" onclick={store.on(Action::Open(last.id))}>
                                { state.texts().fill("start.resume", &[("title", last.title)]) }
                                <small>{ state.texts().fill("start.resume.hint", &[("place", last.place), ("progress", last.progress)]) }</small>
                            </button>
                        </div>
                        <p class="small muted">
                            if others > 0 {
                                <button class="link" type="button" onclick={store.on(Action::Go(Step::Shelf))}>
                                    { state.texts().fill("start.others", &[("n", (others + 1).to_string())]) }
                                </button>
                            }
                        </p>
                        <p class="over">{ store.text("start.new") }</p>
                    }
                    <div class="row go">
                        { begin(Intent::Quick, "start.quick", quick_hint, quick_class) }
                        { begin(Intent::Full, "start.full", full_hint, full_class) }
                    </div>
                    <p class="small muted">
                        { store.text("start.file") }{ " " }
                        <button class="link" type="button" onclick={store.on(Action::Import)}>{ store.text("start.file.open") }</button>
                    </p>
                </div>
                <figure>{ art(store) }</figure>
            </div>
            <div class="cols facts">
                { fact(store, "start.anonymous") }
                { fact(store, "start.explained") }
                { fact(store, "start.yours") }
            </div>
        </section>
    }
}

fn fact(store: &Store, key: &str) -> Html {
    html! { <div><h2>{ store.text(key) }</h2><p>{ store.text(&format!("{key}.text")) }</p></div> }
}

/// The five steps: a picture of what levels are, with the pack's own names under it.
fn art(store: &Store) -> Html {
    const STEPS: [(&str, &str, &str, &str); 5] = [
        ("r1", "232", "44", "222"),
        ("r2", "188", "88", "178"),
        ("r3", "144", "132", "134"),
        ("r4", "88", "188", "78"),
        ("r5", "24", "252", "14"),
    ];
    let content = &store.state().content;
    let steps = content.pack.levels.iter().zip(STEPS).enumerate().map(|(at, (level, (class, y, height, number_y)))| {
        let left = at * 80;
        let middle = (left + 40).to_string();
        html! {
            <>
                <rect class={class} x={left.to_string()} y={y} width="80" height={height} />
                <text class="num" x={middle.clone()} y={number_y}>{ level.number }</text>
                <text x={middle} y="294">{ content.wording.level_name(level.number).to_owned() }</text>
            </>
        }
    });
    html! {
        <svg class="art" viewBox="0 0 400 300" role="img" aria-label={store.text("start.art")}>
            { for steps }
            <path class="line" d="M0 232h80v-44h80v-44h80v-56h80v-64h80" />
        </svg>
    }
}
