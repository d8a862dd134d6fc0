//! Which relationships are meant, and from which side the reader answers.

use pomscope_core::answers::Side;
use pomscope_core::state::{Action, Intent};
use yew::prelude::*;

use crate::store::Store;
use crate::ui::fields::{chosen, typed};
use crate::ui::frame::{bar, foot, mark};

pub fn screen(store: &Store) -> Html {
    let state = store.state();
    let Some(assessment) = state.assessment() else { return Html::default() };
    let draft = state.drafts.get("k");
    let k = match draft {
        Some(draft) => draft.text.clone(),
        None => assessment.key_relationships.map(|k| k.to_string()).unwrap_or_default(),
    };
    let error = draft.and_then(|draft| draft.error.as_ref());
    let optional = || html! { <span class="muted">{ store.text("optional") }</span> };
    let next = store.text(match state.intent {
        Intent::Quick => "scope.toQuick",
        Intent::Full => "scope.toFull",
    });
    html! {
        <section class="screen slim" aria-labelledby="title">
            { bar(store, mark(store)) }
            <div class="head">
                <h1 id="title" tabindex="-1">{ store.text("scope.title") }</h1>
                <p class="lead">{ store.text("scope.lead") }</p>
            </div>
            <div class="stack loose">
                <fieldset class="field">
                    <legend class="label"><b>{ store.text("scope.side") }</b></legend>
                    <p>{ store.text("scope.side.hint") }</p>
                    <div class="picks read">{ for Side::ALL.into_iter().map(|side| side_pick(store, side, assessment.side == Some(side))) }</div>
                </fieldset>
                <div class="field">
                    <span class="label">{ store.text("scope.key") }</span>
                    <p id="key-hint">{ store.text("scope.key.hint") }</p>
                    <label for="k">{ store.text("scope.k") }{ " " }{ optional() }</label>
                    <input class="short" id="k" type="text" inputmode="numeric" autocomplete="off" value={k}
                        aria-describedby="k-error k-hint" aria-invalid={error.is_some().then_some("true")}
                        oninput={typed(store, Action::SetKeyRelationships)} />
                    <p id="k-error" class="error" hidden={error.is_none()}>{ error.map(|error| store.say(error)).unwrap_or_default() }</p>
                    <small id="k-hint">{ store.text("scope.k.hint") }</small>
                </div>
                <div class="field">
                    <label for="scope">{ store.text("scope.which") }{ " " }{ optional() }</label>
                    <textarea id="scope" rows="2" maxlength="2000" autocomplete="off" aria-describedby="scope-hint"
                        value={assessment.scope.clone()} oninput={typed(store, Action::SetScope)} />
                    <small id="scope-hint">{ store.text("scope.which.hint") }</small>
                </div>
                <div class="field">
                    <label for="name">{ store.text("scope.name") }{ " " }{ optional() }</label>
                    <input id="name" type="text" maxlength="80" autocomplete="off" aria-describedby="name-hint"
                        value={assessment.title.clone()} oninput={typed(store, Action::SetTitle)} />
                    <small id="name-hint">{ store.text("scope.name.hint") }</small>
                </div>
                <details class="more">
                    <summary>{ store.text("scope.small") }</summary>
                    <p class="muted">{ store.text("scope.small.text") }</p>
                </details>
                { foot(store, Html::default(), next) }
            </div>
        </section>
    }
}

fn side_pick(store: &Store, side: Side, checked: bool) -> Html {
    let key = format!("side.{}", side.as_str());
    html! {
        <label class="pick">
            <input type="radio" name="side" value={side.as_str()} checked={checked} onchange={chosen(store, Action::SetSide(side))} />
            <span>{ store.text(&key) }</span>
            <small>{ store.text(&format!("{key}.hint")) }</small>
        </label>
    }
}
