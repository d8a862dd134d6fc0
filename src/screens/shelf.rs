//! The assessments on this device: open, rename, copy, hand out, delete, take in.

use pomscope_core::state::{Action, Dialog, FocusPlace, Intent};
use pomscope_core::view::{Shelved, shelved};
use yew::prelude::*;

use crate::store::Store;
use crate::ui::frame::{bar, mark};

pub fn screen(store: &Store) -> Html {
    let state = store.state();
    let list = shelved(state);
    let empty = list.is_empty();
    html! {
        <section class="screen slim" aria-labelledby="title">
            { bar(store, mark(store)) }
            <div class="head">
                <h1 id="title" tabindex="-1">{ store.text("shelf.title") }</h1>
                <p class="muted">{ store.text(if empty { "shelf.empty" } else { "shelf.hint" }) }</p>
            </div>
            { for state.unreadable.iter().map(|raw| html! {
                <div class="notice bad" key={raw.id.as_str()}>
                    <p><b>{ store.text("shelf.unreadable") }</b>{ " " }{ store.say(&raw.reason) }</p>
                    <div class="row">
                        <button class="btn quiet" type="button" onclick={store.on(Action::ExportUnreadable(raw.id.clone()))}>{ store.text("shelf.unreadable.download") }</button>
                        <button class="link bad" type="button" onclick={store.on(Action::DeleteUnreadable(raw.id.clone()))}>{ store.text("shelf.unreadable.delete") }</button>
                    </div>
                </div>
            }) }
            <ul class="list">{ for list.iter().map(|shelved| entry(store, shelved)) }</ul>
            <div class="foot">
                <button class="btn" type="button" onclick={store.on(Action::Begin(Intent::Full))}>{ store.text("shelf.new") }</button>
                <button class="btn quiet" type="button" onclick={store.on(Action::Begin(Intent::Quick))}>{ store.text("shelf.newQuick") }</button>
            </div>
            <div class="drop">
                <p><b>{ store.text("drop.title") }</b></p>
                <p class="small muted">
                    { store.text("drop.or") }{ " " }
                    <button class="link" type="button" onclick={store.on(Action::Import)}>{ store.text("drop.choose") }</button>{ " " }
                    { store.text("drop.hint") }
                </p>
            </div>
        </section>
    }
}

fn entry(store: &Store, shelved: &Shelved) -> Html {
    let id = shelved.id.clone();
    let act = |key: &str, suffix: &str, class: &'static str, action: Action| {
        html! {
            <button class={class} type="button" id={format!("{}-{suffix}", shelved.id)} onclick={store.on(action)}>
                { store.text(key) }<span class="gone">{ " " }{ shelved.title.clone() }</span>
            </button>
        }
    };
    let opener = |suffix: &str| FocusPlace::Id(format!("{}-{suffix}", shelved.id));
    let rename = Action::OpenDialog(Dialog::Rename { id: id.clone(), title: shelved.title.clone() }, opener("rename"));
    html! {
        <li key={shelved.id.clone()}>
            <div><h2>{ shelved.title.clone() }</h2><p class="small muted">{ shelved.about.clone() }</p></div>
            <p class="score">
                if let Some(score) = &shelved.score {
                    { score.clone() }<span class="gone">{ " " }{ store.text("shelf.outOf") }</span>
                } else {
                    <span class="gone">{ store.text("shelf.noScore") }</span>
                }
            </p>
            <div class="acts">
                { act("shelf.open", "open", "link", Action::Open(id.clone())) }
                { act("shelf.rename", "rename", "link", rename) }
                { act("shelf.duplicate", "duplicate", "link", Action::Duplicate(id.clone())) }
                { act("shelf.export", "export", "link", Action::Export(id.clone())) }
                { act("shelf.delete", "delete", "link bad", Action::OpenDialog(Dialog::Delete(id), opener("delete"))) }
            </div>
        </li>
    }
}
