//! The dialog that is open, if any: a native one, so that focus stays in it and Escape closes it.

use pomscope_core::answers::Assessment;
use pomscope_core::state::{Action, Dialog, Form, ImportChoice};
use pomscope_core::view::shelved;
use serde_json::Value;
use web_sys::HtmlDialogElement;
use yew::prelude::*;

use crate::screens::explain::{self, ExplainBody};
use crate::store::{ScreenProps, Store};
use crate::ui::fields::typed;

/// The open dialog.
pub fn dialog(store: &Store) -> Html {
    match &store.state().dialog {
        None => Html::default(),
        Some(_) => html! { <Shown store={store.clone()} /> },
    }
}

/// Shows itself as modal once it stands in the page: the browser then keeps focus inside and gives it back by the store's effect.
#[component]
fn Shown(props: &ScreenProps) -> Html {
    let store = &props.store;
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            if let Some(dialog) = node.cast::<HtmlDialogElement>() {
                // Refused only where it is open already or was taken off the page meanwhile.
                let _ = dialog.show_modal();
            }
        });
    }
    let (wide, title, body) = content(store);
    let close = {
        let sender = store.sender();
        Callback::from(move |event: Event| {
            event.prevent_default();
            sender.send(Action::CloseDialog);
        })
    };
    html! {
        <dialog ref={node} class={classes!("dialog", wide.then_some("wide"))} aria-labelledby="dialog-title" oncancel={close}>
            <div class="stack">
                <h2 id="dialog-title" tabindex="-1" autofocus=true>{ title }</h2>
                { body }
            </div>
        </dialog>
    }
}

fn content(store: &Store) -> (bool, String, Html) {
    let state = store.state();
    let texts = state.texts();
    match &state.dialog {
        None => (false, String::new(), Html::default()),
        Some(Dialog::Explain(_)) => {
            let body = html! { <><ExplainBody store={store.clone()} />{ close_foot(store) }</> };
            (true, explain::title(store), body)
        }
        Some(Dialog::Delete(id)) => {
            let title = state.shelf.get(id).map(|entry| state.title_of(&entry.assessment)).unwrap_or_default();
            (false, texts.fill("delete.title", &[("title", title)]), delete_one(store, id))
        }
        Some(Dialog::DeleteAll) => (false, texts.get("deleteAll.title").to_owned(), delete_all(store)),
        Some(Dialog::Rename { title, .. }) => (false, texts.get("rename.title").to_owned(), rename(store, title)),
        Some(Dialog::Import(incoming)) => {
            (false, texts.fill("clash.title", &[("title", state.title_of(incoming))]), clash(store, incoming))
        }
        Some(Dialog::About) => (false, texts.get("about.title").to_owned(), about(store)),
    }
}

fn close_foot(store: &Store) -> Html {
    html! { <div class="foot"><button class="btn" type="button" onclick={store.on(Action::CloseDialog)}>{ store.text("close") }</button></div> }
}

fn delete_one(store: &Store, id: &str) -> Html {
    html! {
        <>
            <p>{ store.text("delete.what") }</p>
            <p class="muted">{ store.text("delete.files") }</p>
            <p><button class="link" type="button" onclick={store.on(Action::Export(id.to_owned()))}>{ store.text("delete.download") }</button></p>
            <div class="foot">
                <button class="btn quiet" type="button" onclick={store.on(Action::CloseDialog)}>{ store.text("delete.keep") }</button>
                <button class="btn bad" type="button" onclick={store.on(Action::DeleteConfirmed)}>{ store.text("delete.go") }</button>
            </div>
        </>
    }
}

fn delete_all(store: &Store) -> Html {
    let state = store.state();
    let list = shelved(state);
    let (texts, count) = (state.texts(), list.len());
    html! {
        <>
            <p>{ store.text("deleteAll.what") }</p>
            <ul class="dots">
                if count > 0 {
                    <li>{ texts.fill("deleteAll.assessments", &[("n", count.to_string())]) }
                        <ul class="dots">{ for list.iter().map(|shelved| html! { <li>{ shelved.title.clone() }</li> }) }</ul>
                    </li>
                }
                if !state.unreadable.is_empty() {
                    <li>{ texts.fill("deleteAll.unreadable", &[("n", state.unreadable.len().to_string())]) }</li>
                }
                <li>{ store.text("deleteAll.settings") }</li>
            </ul>
            <p class="muted">{ store.text("delete.files") }</p>
            <div class="foot">
                <button class="btn quiet" type="button" onclick={store.on(Action::CloseDialog)}>{ store.text("deleteAll.keep") }</button>
                <button class="btn bad" type="button" onclick={store.on(Action::DeleteConfirmed)}>{ if count > 0 { texts.fill("deleteAll.go", &[("n", count.to_string())]) } else { texts.get("deleteAll.go.none").to_owned() } }</button>
            </div>
        </>
    }
}

fn rename(store: &Store, title: &str) -> Html {
    html! {
        <>
            <div class="field">
                <label for="rename-to">{ store.text("rename.name") }</label>
                <input id="rename-to" type="text" maxlength="80" autocomplete="off" value={title.to_owned()} oninput={typed(store, Action::TypeName)} />
            </div>
            <div class="foot">
                <button class="btn quiet" type="button" onclick={store.on(Action::CloseDialog)}>{ store.text("cancel") }</button>
                <button class="btn" type="button" onclick={store.on(Action::Rename)}>{ store.text("rename.go") }</button>
            </div>
        </>
    }
}

fn clash(store: &Store, incoming: &Assessment) -> Html {
    let state = store.state();
    let texts = state.texts();
    let all = state.content.pack.asked.len();
    let here = state.shelf.get(&incoming.id).map(|entry| &*entry.assessment);
    let changed = |assessment: &Assessment| texts.date(&assessment.updated_at);
    let answered = |assessment: &Assessment| {
        let n = state.content.pack.asked.iter().filter(|item| assessment.rating(item).is_some()).count();
        texts.fill("shelf.answered", &[("n", n.to_string()), ("of", all.to_string())])
    };
    let row = |key: &str, of: &dyn Fn(&Assessment) -> String| {
        html! { <tr><th scope="row">{ store.text(key) }</th><td>{ here.map(of).unwrap_or_default() }</td><td>{ of(incoming) }</td></tr> }
    };
    html! {
        <>
            <table>
                <thead><tr><td></td><th scope="col">{ store.text("clash.here") }</th><th scope="col">{ store.text("clash.file") }</th></tr></thead>
                <tbody>{ row("clash.changed", &changed) }{ row("clash.answered", &answered) }</tbody>
            </table>
            <p>{ store.text("clash.advice") }</p>
            <div class="foot">
                <button class="link" type="button" onclick={store.on(Action::CloseDialog)}>{ store.text("cancel") }</button>
                <div class="row">
                    <button class="btn quiet" type="button" onclick={store.on(Action::ResolveImport(ImportChoice::Replace))}>{ store.text("clash.replace") }</button>
                    <button class="btn" type="button" onclick={store.on(Action::ResolveImport(ImportChoice::KeepBoth))}>{ store.text("clash.both") }</button>
                </div>
            </div>
        </>
    }
}

fn about(store: &Store) -> Html {
    let state = store.state();
    let surroundings = &state.surroundings;
    let requests: Value = serde_json::from_str(&store.port.requests()).unwrap_or_default();
    let count = |key: &str| requests.get(key).and_then(Value::as_u64).unwrap_or_default().to_string();
    let fact = |key: &str, value: String| html! { <div><dt>{ store.text(key) }</dt><dd>{ value }</dd></div> };
    let promise = match surroundings.form {
        Form::Site | Form::File => store.text("about.promise").to_string(),
        Form::Embed => state.texts().fill("about.promise.embed", &[("host", surroundings.host.clone())]),
    };
    html! {
        <>
            <p class="lead">{ promise }</p>
            <dl class="facts-list">
                { fact("about.requests", count("data")) }
                { fact("about.program", count("program")) }
                { fact("about.cookies", store.text("about.none").to_string()) }
                { fact("about.kept", shelved(state).len().to_string()) }
            </dl>
            <p>{ store.text("about.check") }</p>
            <h3>{ store.text("about.method") }</h3>
            <p>{ store.text("about.method.text") }</p>
            <p class="small muted">{ state.content.wording.credit.clone() }</p>
            <p class="small muted">{ state.texts().fill("about.build", &[("build", surroundings.build.clone()), ("pack", state.content.pack.version.clone())]) }</p>
            { close_foot(store) }
        </>
    }
}
