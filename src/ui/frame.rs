//! What stands on every screen: the bar with status and menu, the notice, the foot; no screen's own content.

use pomscope_core::state::{Action, Dialog, FocusPlace, Step, Tone};
use pomscope_core::text::Message;
use pomscope_core::view::save_status;
use yew::prelude::*;

use crate::store::Store;

/// The bar on top: what is open, what is saved, the menu.
pub fn bar(store: &Store, left: Html) -> Html {
    let state = store.state();
    let (data_state, message, _) = save_status(state);
    let status = if state.step == Step::Start && data_state != "failed" {
        let about = Action::OpenDialog(Dialog::About, FocusPlace::Id("status".into()));
        html! {
            <button id="status" class="link status" type="button" data-state="saved" onclick={store.on(about)}>{ store.text("bar.requests") }</button>
        }
    } else {
        html! { <p class="status" data-state={data_state}>{ store.say(&message) }</p> }
    };
    html! {
        <>
            <header class="bar">{ left }{ status }{ menu(store) }</header>
            { unsaved(store) }
            { notice(store) }
        </>
    }
}

/// The product's name, as a way to the start.
pub fn mark(store: &Store) -> Html {
    html! { <button class="mark" type="button" onclick={store.on(Action::Go(Step::Start))}>{ store.text("product") }</button> }
}

/// Two words for the bar's start: where one is, and how far.
pub fn here(name: String, place: String) -> Html {
    html! { <p><b>{ name }</b>{ " · " }{ place }</p> }
}

fn menu(store: &Store) -> Html {
    let state = store.state();
    let item = |key: &str, action: Action, class: &'static str| {
        html! { <li><button class={class} type="button" onclick={store.on(action)}>{ store.text(key) }</button></li> }
    };
    let opener = || FocusPlace::Id("menu".into());
    let open = state.assessment().is_some();
    html! {
        <details class="menu" key={state.step.path()}>
            <summary class="link" id="menu">{ store.text("menu") }</summary>
            <ul>
                if open {
                    { item("menu.review", Action::Go(Step::Review), "link") }
                }
                if state.step != Step::Start {
                    { item("menu.start", Action::Go(Step::Start), "link") }
                }
                { item("menu.shelf", Action::Go(Step::Shelf), "link") }
                { item("menu.import", Action::Import, "link") }
                if let Some(id) = state.current.clone() {
                    { item("menu.export", Action::Export(id), "link") }
                }
                { item("menu.about", Action::OpenDialog(Dialog::About, opener()), "link") }
                { item("menu.deleteAll", Action::OpenDialog(Dialog::DeleteAll, opener()), "link bad") }
            </ul>
        </details>
    }
}

/// What to do when nothing could be saved.
fn unsaved(store: &Store) -> Html {
    let (_, message, offer) = save_status(store.state());
    let Some(id) = store.state().current.clone().filter(|_| offer) else { return Html::default() };
    html! {
        <div class="notice bad">
            <p><b>{ store.text("save.bad.title") }</b>{ " " }{ store.say(&message) }{ " " }{ store.text("save.bad.what") }</p>
            <div class="row">
                <button class="btn quiet" type="button" onclick={store.on(Action::Export(id))}>{ store.text("save.bad.download") }</button>
                <button class="link" type="button" onclick={store.on(Action::SaveAgain)}>{ store.text("save.bad.again") }</button>
            </div>
        </div>
    }
}

fn notice(store: &Store) -> Html {
    let Some(notice) = &store.state().notice else { return Html::default() };
    let class = match notice.tone {
        Tone::Good => "notice",
        Tone::Careful => "notice warn",
        Tone::Bad => "notice bad",
    };
    html! {
        <div class={class}>
            <div class="stack tight">
                <p>{ store.say(&notice.message) }</p>
                if !notice.details.is_empty() {
                    <ul class="dots small">{ for notice.details.iter().map(|detail: &Message| html! { <li>{ store.say(detail) }</li> }) }</ul>
                }
            </div>
            <button class="link" type="button" onclick={store.on(Action::DismissNotice)}>{ store.text("notice.dismiss") }</button>
        </div>
    }
}

/// Back and on.
pub fn foot(store: &Store, middle: Html, next: impl Into<AttrValue>) -> Html {
    html! {
        <div class="foot">
            <button class="btn quiet" type="button" onclick={store.on(Action::Back)}>{ store.text("back") }</button>
            { middle }
            <button class="btn" type="button" id="next" onclick={store.on(Action::Next)}>{ next.into() }</button>
        </div>
    }
}
