//! The dialog that is open, if any: a native one, so that focus stays in it and Escape closes it.

use pomscope_core::json::{self, Value};
use pomscope_core::state::{Action, Dialog, Form, Framed, State};
use pomscope_core::view::titles;
use web_sys::HtmlDialogElement;
use yew::prelude::*;

use crate::desk;
use crate::store::{ScreenProps, Store};
use crate::ui::element::{Element, el};

/// Shows the open dialog as modal once it stands in the page: the browser keeps focus inside, the store's effect gives it back.
#[component]
pub fn Shown(props: &ScreenProps) -> Html {
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
    let Some(open) = &store.state().dialog else { return Html::default() };
    let wide = matches!(open, Dialog::Explain(_));
    let frame = if wide {
        el("dialog.dialog.wide[aria-labelledby=dialog-title]")
    } else {
        el("dialog.dialog[aria-labelledby=dialog-title]")
    };
    let title = el("h2#dialog-title[tabindex=-1][autofocus]").text(title(store.state(), open));
    let body = el("div.stack").add(title);
    let body = match open {
        Dialog::DeleteAll => delete_all(store, body),
        Dialog::About => about(store, body),
        _ => desk::dialog(store, body, open),
    };
    frame.reference(&node).cancel(store, Action::CloseDialog).add(body).html()
}

fn title(state: &State, open: &Dialog) -> String {
    let texts = state.texts();
    match open {
        Dialog::DeleteAll => texts.get("deleteAll.title").to_owned(),
        Dialog::About => texts.get("about.title").to_owned(),
        _ => desk::dialog_title(state, open),
    }
}

pub fn button(store: &Store, button: Element, action: Action, key: &str) -> Element {
    button.press(store, action).say(store, key)
}

pub fn main_button() -> Element {
    el("button.btn[type=button]")
}

pub fn quiet() -> Element {
    el("button.btn.quiet[type=button]")
}

#[cfg(feature = "desk")]
pub fn link() -> Element {
    el("button.link[type=button]")
}

pub fn close_foot(store: &Store, body: Element) -> Element {
    body.add(el("div.foot").add(button(store, main_button(), Action::CloseDialog, "close")))
}

fn delete_all(store: &Store, body: Element) -> Element {
    let state = store.state();
    let texts = state.texts();
    let list = titles(state);
    // Those of other questionnaires count, and are named on the shelf.
    let others = state.unreadable.iter().filter(|raw| !raw.pack.is_empty()).count();
    let count = list.len() + others;
    let unreadable = state.unreadable.len() - others;
    let mut what = el("ul.dots");
    if count > 0 {
        let mut named = el("ul.dots");
        for title in list {
            named = named.add(el("li").text(title));
        }
        what = what
            .add(el("li").text(texts.fill("deleteAll.assessments", &[("n", count.to_string())])).add(named));
    }
    if unreadable > 0 {
        what = what.add(el("li").text(texts.fill("deleteAll.unreadable", &[("n", unreadable.to_string())])));
    }
    let go = if count > 0 {
        texts.fill("deleteAll.go", &[("n", count.to_string())])
    } else {
        texts.get("deleteAll.go.none").to_owned()
    };
    let foot = el("div.foot")
        .add(button(store, quiet(), Action::CloseDialog, "deleteAll.keep"))
        .add(el("button.btn.bad[type=button]").press(store, Action::DeleteConfirmed).text(go));
    body.add(el("p").say(store, "deleteAll.what"))
        .add(
            what.add(el("li").say(store, "deleteAll.sessions"))
                .add(el("li").say(store, "deleteAll.settings")),
        )
        .add(el("p.muted").say(store, "deleteAll.files"))
        .add(foot)
}

fn about(store: &Store, body: Element) -> Element {
    let state = store.state();
    let surroundings = &state.surroundings;
    let requests = json::parse(&store.port.requests()).unwrap_or_default();
    let count = |key: &str| requests.get(key).and_then(Value::as_u64).unwrap_or_default().to_string();
    let fact = |key: &str, value: String| el("div").add(el("dt").say(store, key)).add(el("dd").text(value));
    let promise = match surroundings.form {
        Form::Site | Form::File => store.text("about.promise").to_string(),
        Form::Embed => state.texts().fill("about.promise.embed", &[("host", surroundings.host.clone())]),
    };
    let values = [("build", surroundings.build.clone()), ("pack", state.content.pack.version.clone())];
    let facts = el("dl.facts-list")
        .add(fact("about.requests", count("data")))
        .add(fact("about.program", count("program")))
        .add(fact("about.cookies", store.text("about.none").to_string()))
        .add(fact("about.kept", titles(state).len().to_string()));
    let body = body
        .add(el("p.lead").text(promise))
        .maybe((surroundings.framed == Framed::Other).then(|| el("p").say(store, "about.framed")))
        .add(facts)
        .add(el("p").say(store, "about.check"))
        .add(el("h3").say(store, "about.method"))
        .add(el("p").say(store, "about.method.text"))
        .add(el("p.small.muted").text(state.content.wording.credit.clone()))
        .add(el("p.small.muted").text(state.texts().fill("about.build", &values)))
        .maybe(requests.get("licences").and_then(Value::as_str).map(|address| {
            let link =
                el("a.link[target=_blank]").attr("href", address.to_owned()).say(store, "about.licences");
            el("p.small").add(link)
        }));
    close_foot(store, body)
}
