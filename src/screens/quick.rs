//! One thread of the quick check: where you are, a proof, where you want to be.

use pomscope_core::state::{Action, Probe};
use pomscope_core::view::{QuickScreen, quick_screen};
use yew::prelude::*;

use crate::store::Store;
use crate::ui::fields::chosen;
use crate::ui::frame::{bar, foot, here};

pub fn screen(store: &Store, at: usize) -> Html {
    let Some(quick) = quick_screen(store.state(), at) else { return Html::default() };
    let levels = quick.levels.iter().map(|(level, name, text, checked)| {
        let thread = quick.thread.clone();
        html! {
            <label class="pick">
                <input type="radio" name="now" value={level.to_string()} checked={*checked}
                    onchange={chosen(store, Action::SetPlacement(thread, *level))} />
                <span><span class="over">{ format!("{level} {name}") }</span><br />{ text.clone() }</span>
            </label>
        }
    });
    let targets = quick.targets.iter().map(|(level, name, checked)| {
        let action = Action::SetTarget(quick.thread.clone(), Some(f64::from(*level)));
        html! {
            <label class="seg">
                <input type="radio" name="target" value={level.to_string()} checked={*checked} onchange={chosen(store, action)} />
                <span>{ level }</span><small class="long">{ name.clone() }</small>
            </label>
        }
    });
    html! {
        <section class="screen slim" aria-labelledby="title">
            { bar(store, here(store.text("quick").to_string(), quick.place.clone())) }
            <div class="head">
                <p class="over">{ quick.name.clone() }</p>
                <h1 id="title" tabindex="-1">{ quick.question.clone() }</h1>
            </div>
            <div class="stack loose">
                <fieldset class="stack tight">
                    <legend><b>{ store.text("quick.now") }</b></legend>
                    <div class="picks">{ for levels }</div>
                </fieldset>
                { probe(store, &quick) }
                <fieldset class="stack tight">
                    <legend><b>{ store.text("quick.target") }</b></legend>
                    <div class="scale n five">{ for targets }</div>
                    if quick.assumed { <p class="small muted">{ store.text("quick.assumed") }</p> }
                </fieldset>
                { foot(store, Html::default(), quick.next.clone()) }
            </div>
        </section>
    }
}

fn probe(store: &Store, quick: &QuickScreen) -> Html {
    let Some((question, hint, shown)) = &quick.probe else { return Html::default() };
    let answer = |probe: Probe| chosen(store, Action::SetProbe(quick.thread.clone(), probe));
    html! {
        <fieldset class="notice">
            <legend class="gone">{ store.text("quick.probe") }</legend>
            <div class="stack tight">
                <p><b>{ store.text("quick.probe") }</b>{ " " }{ question.clone() }</p>
                <p class="small muted">{ hint.clone() }</p>
                <div class="opts">
                    <label class="opt"><input type="radio" name="probe" value="yes" checked={*shown == Some(true)} onchange={answer(Probe::Yes)} /><span>{ store.text("quick.probe.yes") }</span></label>
                    <label class="opt"><input type="radio" name="probe" value="no" checked={*shown == Some(false)} onchange={answer(Probe::No)} /><span>{ store.text("quick.probe.no") }</span></label>
                </div>
                if let Some(level) = quick.lower {
                    <p>
                        { store.text("quick.lower.why") }{ " " }
                        <button class="link" type="button" onclick={store.on(Action::LowerPlacement(quick.thread.clone()))}>
                            { store.state().texts().fill("quick.lower", &[("level", level.to_string())]) }
                        </button>
                    </p>
                }
            </div>
        </fieldset>
    }
}
