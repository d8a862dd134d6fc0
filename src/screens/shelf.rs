//! The assessments on this device: open, rename, copy, hand out, delete, take in.

use pomscope_core::state::{Action, DeskAction, Dialog, FocusPlace, Intent, Step, Unreadable};
use pomscope_core::view::{Shelved, shelf_line, shelved};
use yew::Html;

use crate::store::Store;
use crate::ui::element::{Element, el};
use crate::ui::frame::{bar, mark};

pub fn screen(store: &Store) -> Html {
    let state = store.state();
    let list = shelved(state);
    let hint = if list.is_empty() { "shelf.empty" } else { "shelf.hint" };
    let mut screen = el("section.screen.slim[aria-labelledby=title]").node(bar(store, mark(store))).add(
        el("div.head")
            .add(el("h1#title[tabindex=-1]").say(store, "shelf.title"))
            .add(el("p.muted").say(store, hint)),
    );
    for raw in &state.unreadable {
        screen = screen.add(unreadable(store, raw));
    }
    let mut entries = el("ul.list");
    for shelved in &list {
        entries = entries.add(entry(store, shelved));
    }
    let choose = el("p.small.muted")
        .say(store, "drop.or")
        .space()
        .add(el("button.link.in[type=button]").press(store, Action::Import).say(store, "drop.choose"))
        .space()
        .say(store, "drop.hint");
    let begin = |button: Element, intent: Intent, key: &str| {
        button.press(store, Action::Begin(intent)).say(store, key)
    };
    screen
        .add(entries)
        .add(el("div.foot").add(begin(el("button.btn[type=button]"), Intent::Full, "shelf.new")).add(begin(
            el("button.btn.quiet[type=button]"),
            Intent::Quick,
            "shelf.newQuick",
        )))
        .add(
            el("div.drop").add(el("p").add(el("b").say(store, "drop.title"))).add(choose).add(
                el("p").add(
                    el("button#enter-code.link[type=button]")
                        .press(store, Action::Go(Step::Code))
                        .say(store, "shelf.code"),
                ),
            ),
        )
        .html()
}

fn unreadable(store: &Store, raw: &Unreadable) -> Element {
    let says =
        el("p").add(el("b").say(store, "shelf.unreadable")).text(format!(" {}", store.say(&raw.reason)));
    let row = el("div.row")
        .add(
            el("button.btn.quiet[type=button]")
                .press(store, Action::ExportUnreadable(raw.id.clone()))
                .say(store, "shelf.unreadable.download"),
        )
        .add(
            el("button.link.bad[type=button]")
                .press(store, Action::DeleteUnreadable(raw.id.clone()))
                .say(store, "shelf.unreadable.delete"),
        );
    el("div.notice.bad").key(&raw.id).add(says).add(row)
}

fn entry(store: &Store, shelved: &Shelved) -> Element {
    let id = shelved.id.clone();
    let named = |suffix: &str| format!("{}-{suffix}", shelved.id);
    let act = |button: Element, suffix: &str, action: Action| {
        button
            .attr("id", named(suffix))
            .press(store, action)
            .say(store, &format!("shelf.{suffix}"))
            .add(el("span.gone").text(format!(" {}", shelved.title)))
    };
    let link = || el("button.link[type=button]");
    let rename = Dialog::Rename { id: id.clone(), title: shelved.title.clone() };
    let (about, score) = shelf_line(store.state(), shelved);
    let score = match score {
        Some(score) => el("p.score").text(score).add(el("span.gone").space().say(store, "shelf.outOf")),
        None => el("p.score").add(el("span.gone").say(store, "shelf.noScore")),
    };
    let next = Action::Desk(DeskAction::StartNext(id.clone()));
    let next = shelved.finished.then(|| act(link(), "next", next));
    let acts = el("div.acts")
        .add(act(link(), "open", Action::Open(id.clone())))
        .maybe(next)
        .add(act(link(), "rename", Action::OpenDialog(rename, FocusPlace::Id(named("rename")))))
        .add(act(link(), "duplicate", Action::Duplicate(id.clone())))
        .add(act(link(), "export", Action::Export(id.clone())))
        .add(act(
            el("button.link.bad[type=button]"),
            "delete",
            Action::OpenDialog(Dialog::Delete(id), FocusPlace::Id(named("delete"))),
        ));
    el("li")
        .key(&shelved.id)
        .add(el("div").add(el("h2").text(shelved.title.clone())).add(el("p.small.muted").text(about)))
        .add(score)
        .add(acts)
}
