//! The room's first screen: what a workshop is, the sessions on this device, and two ways to begin.

use pomscope_core::room::view::{HomeLine, home};
use pomscope_core::room::{Action, Dialog, Purpose, Step};
use pomscope_core::state::{FocusPlace, StoreStatus, Unreadable};
use yew::Html;

use crate::room::frame::{bar, button, head};
use crate::store::Store;
use crate::ui::element::{Element, el};

pub fn screen(store: &Store) -> Html {
    let state = store.state();
    let lines = home(state);
    let mut screen = el("section.screen[aria-labelledby=title]").node(bar(store)).add(head(
        store,
        "room.title",
        "room.lead",
    ));
    if state.store != StoreStatus::Ok {
        screen = screen.add(el("div.notice.bad").add(el("p").say(store, "room.setup.error.store")));
    }
    for raw in &state.unreadable {
        screen = screen.add(unreadable(store, raw));
    }
    let set_up = if lines.is_empty() { "room.setUp" } else { "room.setUp.another" };
    let begin =
        el("div.row.go").add(button(store, el("button#set-up.btn[type=button]"), Action::SetUp, set_up)).add(
            button(store, el("button#open-file.btn.quiet[type=button]"), Action::PickFiles, "room.openFile"),
        );
    let list = lines.iter().fold(el("ul.list"), |list, each| list.add(line(store, each)));
    let how = |number: &str| {
        el("div")
            .add(el("h2").say(store, &format!("room.how.{number}")))
            .add(el("p").say(store, &format!("room.how.{number}.text")))
    };
    let facts = el("div.cols.facts").add(how("1")).add(how("2")).add(how("3"));
    screen.maybe((!lines.is_empty()).then_some(list)).add(begin).add(facts).html()
}

fn line(store: &Store, line: &HomeLine) -> Element {
    let named = |suffix: &str| format!("{}-{suffix}", line.id);
    let spoken = || el("span.gone").text(format!(" {}", line.title));
    let ask = |purpose: Purpose, suffix: &str| {
        Action::OpenDialog(Dialog::Pin(purpose), FocusPlace::Id(named(suffix)))
    };
    let open = el("button.link[type=button]")
        .attr("id", named("open"))
        .press(store, ask(Purpose::Open(line.id.clone(), Step::Overview), "open"))
        .say(store, "shelf.open")
        .add(spoken());
    let delete = el("button.link.bad[type=button]")
        .attr("id", named("delete"))
        .press(store, ask(Purpose::Delete(line.id.clone()), "delete"))
        .say(store, "shelf.delete")
        .add(spoken());
    el("li")
        .key(&line.id)
        .add(
            el("div")
                .add(el("h2").text(line.title.clone()))
                .add(el("p.small.muted").text(line.about.clone())),
        )
        .add(el("div.acts").add(open).add(delete))
}

/// A session that is not understood: it stays as it is, and can be taken along.
fn unreadable(store: &Store, raw: &Unreadable) -> Element {
    let says =
        el("p").add(el("b").say(store, "room.unreadable")).text(format!(" {}", store.say(&raw.reason)));
    let take = Action::ExportUnreadable(raw.id.clone());
    el("div.notice.bad").key(&raw.id).add(says).add(button(
        store,
        el("button.btn.quiet[type=button]"),
        take,
        "shelf.unreadable.download",
    ))
}
