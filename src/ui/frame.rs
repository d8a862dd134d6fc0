//! What stands on every screen: the bar with status and menu, the notice, the foot; no screen's own content.

use pomscope_core::state::{Action, Dialog, FocusPlace, Form, Step, Tone};
use pomscope_core::view::save_status;
use yew::Html;

use crate::store::Store;
use crate::ui::element::{Element, el};
use crate::ui::languages::languages;

/// The bar on top: what is open, what is saved, the menu; under it what has to be said.
pub fn bar(store: &Store, left: Element) -> Html {
    let state = store.state();
    let (data_state, message, _) = save_status(state);
    let status = if state.step == Step::Start && data_state != "failed" {
        let about = Action::OpenDialog(Dialog::About, FocusPlace::Id("status".into()));
        el("button#status.link.status[type=button][data-state=saved]")
            .press(store, about)
            .say(store, "bar.requests")
    } else {
        el("p.status").attr("data-state", data_state.to_owned()).text(store.say(&message))
    };
    el("div.frame")
        .add(el("header.bar").add(left).add(status).add(menu(store)))
        .maybe(unsaved(store))
        .maybe(notice(store))
        .html()
}

/// The product's name, as a way to the start.
pub fn mark(store: &Store) -> Element {
    el("button.mark[type=button]").press(store, Action::Go(Step::Start)).say(store, "product")
}

/// Two words for the bar's start: where one is, and how far.
pub fn here(name: &str, place: &str) -> Element {
    el("p").add(el("b").text(name.to_owned())).text(format!(" · {place}"))
}

fn menu(store: &Store) -> Element {
    let state = store.state();
    let mut items = el("ul");
    let mut item = |key: &str, action: Action, bad: bool| {
        let button = if bad { el("button.link.bad[type=button]") } else { el("button.link[type=button]") };
        let list = std::mem::replace(&mut items, el("ul"));
        items = list.add(el("li").add(button.press(store, action).say(store, key)));
    };
    let opener = || FocusPlace::Id("menu".into());
    if state.assessment().is_some() {
        item("menu.review", Action::Go(Step::Review), false);
    }
    if state.step != Step::Start {
        item("menu.start", Action::Go(Step::Start), false);
    }
    item("menu.shelf", Action::Go(Step::Shelf), false);
    item("menu.import", Action::Import, false);
    item("menu.code", Action::Go(Step::Code), false);
    if let Some(id) = state.current.clone() {
        item("menu.export", Action::Export(id), false);
    }
    if state.surroundings.form != Form::Embed {
        item("menu.workshop", Action::EnterRoom, false);
    }
    item("menu.about", Action::OpenDialog(Dialog::About, opener()), false);
    item("menu.deleteAll", Action::OpenDialog(Dialog::DeleteAll, opener()), true);
    let items = items.maybe(languages(store).map(|list| el("li.apart").add(list)));
    el("details.menu").key(&state.path()).add(el("summary#menu.link").say(store, "menu")).add(items)
}

/// What to do when nothing could be saved.
fn unsaved(store: &Store) -> Option<Element> {
    let (_, message, offer) = save_status(store.state());
    let id = store.state().current.clone().filter(|_| offer)?;
    let says = el("p")
        .add(el("b").say(store, "save.bad.title"))
        .text(format!(" {} ", store.say(&message)))
        .say(store, "save.bad.what");
    let row = el("div.row")
        .add(
            el("button.btn.quiet[type=button]")
                .press(store, Action::Export(id))
                .say(store, "save.bad.download"),
        )
        .add(el("button.link[type=button]").press(store, Action::SaveAgain).say(store, "save.bad.again"));
    Some(el("div.notice.bad").add(says).add(row))
}

fn notice(store: &Store) -> Option<Element> {
    let notice = store.state().notice.as_ref()?;
    let frame = match notice.tone {
        Tone::Good => el("div.notice"),
        Tone::Careful => el("div.notice.warn"),
        Tone::Bad => el("div.notice.bad"),
    };
    let mut says = el("div.stack.tight").add(el("p").text(store.say(&notice.message)));
    if !notice.details.is_empty() {
        let mut details = el("ul.dots.small");
        for detail in &notice.details {
            details = details.add(el("li").text(store.say(detail)));
        }
        says = says.add(details);
    }
    let dismiss =
        el("button.link[type=button]").press(store, Action::DismissNotice).say(store, "notice.dismiss");
    Some(frame.add(says).add(dismiss))
}

/// Back and on, with a word between them.
pub fn foot(store: &Store, middle: Option<Element>, next: String) -> Element {
    el("div.foot")
        .add(el("button.btn.quiet[type=button]").press(store, Action::Back).say(store, "back"))
        .maybe(middle)
        .add(el("button#next.btn[type=button]").press(store, Action::Next).text(next))
}
