//! What stands on every screen of the facilitator's: the bar with status and menu, the notice; no screen's own content.

use pomscope_core::room::view::save_line;
use pomscope_core::room::{Action, Exit, Export, Step};
use pomscope_core::state::Tone;
use yew::Html;

use crate::store::Store;
use crate::ui::element::{Element, el};
use crate::ui::languages::languages;

/// The bar on top: where one is, what is saved, the menu; under it what has to be said.
pub fn bar(store: &Store) -> Html {
    let (data_state, message, _) = save_line(store.state());
    let open = store.state().open.as_deref();
    let status = match open {
        Some(_) => el("p.status").attr("data-state", data_state.to_owned()).text(store.say(&message)),
        None => el("p.status[data-state=saved]").say(store, "room.bar.promise"),
    };
    let mark = el("button.mark[type=button]").press(store, Action::Go(Step::Home)).say(store, "room.mark");
    el("div.frame")
        .add(el("header.bar").add(mark).add(status).add(menu(store)))
        .maybe(unsaved(store))
        .maybe(notice(store))
        .html()
}

fn menu(store: &Store) -> Element {
    let state = store.state();
    let item = |key: &str, action: Action| {
        el("li").add(el("button.link[type=button]").press(store, action).say(store, key))
    };
    let mut items = el("ul");
    if state.open.is_some() {
        items = items
            .add(item("room.menu.overview", Action::Go(Step::Overview)))
            .add(item("room.menu.settings", Action::SetUp));
    }
    items = items.add(item("room.menu.home", Action::Go(Step::Home)));
    if state.exit == Exit::Offered {
        items = items.add(item("room.menu.leave", Action::Leave));
    }
    let items = items.maybe(languages(store).map(|list| el("li.apart").add(list)));
    el("details.menu").key(&state.screen()).add(el("summary#menu.link").say(store, "menu")).add(items)
}

/// What to do when the session could not be written.
fn unsaved(store: &Store) -> Option<Element> {
    let (_, message, offer) = save_line(store.state());
    if !offer {
        return None;
    }
    let says = el("p")
        .add(el("b").say(store, "save.bad.title"))
        .text(format!(" {} ", store.say(&message)))
        .say(store, "room.save.what");
    let row = el("div.row")
        .add(
            el("button#working-now.btn.quiet[type=button]")
                .press(store, Action::Export(Export::Working))
                .say(store, "room.take.working"),
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
        let list = el("ul.dots.small");
        says = says
            .add(notice.details.iter().fold(list, |list, detail| list.add(el("li").text(store.say(detail)))));
    }
    let dismiss =
        el("button.link[type=button]").press(store, Action::DismissNotice).say(store, "notice.dismiss");
    Some(frame.add(says).add(dismiss))
}

/// A button with a sentence of the catalogue.
pub fn button(store: &Store, button: Element, action: Action, key: &str) -> Element {
    button.press(store, action).say(store, key)
}

/// A screen's heading with the sentence under it.
pub fn head(store: &Store, title: &str, lead: &str) -> Element {
    el("div.head").add(el("h1#title[tabindex=-1]").say(store, title)).add(el("p.lead").say(store, lead))
}
