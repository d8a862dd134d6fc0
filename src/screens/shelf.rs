//! The assessments on this device: open, rename, copy, hand out, delete, take in.

use pomscope_core::state::{Action, DeskAction, Dialog, FocusPlace, Intent, PacksAction, Step, Unreadable};
use pomscope_core::view::{OtherPack, Shelved, other_packs, pack_line, shelf_line, shelf_packs, shelved};
use yew::Html;

use crate::store::Store;
use crate::ui::element::{Element, el};
use crate::ui::frame::{bar, mark};

pub fn screen(store: &Store) -> Html {
    let state = store.state();
    let list = shelved(state);
    let others = other_packs(state);
    let hint = if list.is_empty() && others.is_empty() { "shelf.empty" } else { "shelf.hint" };
    let mut screen = el("section.screen.slim[aria-labelledby=title]").node(bar(store, mark(store))).add(
        el("div.head")
            .add(el("h1#title[tabindex=-1]").say(store, "shelf.title"))
            .add(el("p.muted").say(store, hint)),
    );
    for raw in state.unreadable.iter().filter(|raw| raw.pack.is_empty()) {
        screen = screen.add(unreadable(store, raw));
    }
    let mut entries = el("ul.list");
    for shelved in &list {
        entries = entries.add(entry(store, shelved));
    }
    let line = pack_line(state)
        .map(|name| el("p.small.muted").text(state.texts().fill("packs.answers", &[("name", name)])));
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
        .maybe(line.filter(|_| !list.is_empty()))
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
        .maybe((!others.is_empty()).then(|| foreign(store, &others)))
        .maybe(questionnaires(store))
        .html()
}

fn packs(action: PacksAction) -> Action {
    Action::desk(DeskAction::Packs(action))
}

/// The assessments of questionnaires that are not in use.
fn foreign(store: &Store, others: &[OtherPack]) -> Element {
    let texts = store.state().texts();
    let mut list = el("ul.list");
    for other in others {
        let act = |button: Element, key: &str, action: Action| {
            let name = el("span.gone").text(format!(" {}", other.title));
            button.press(store, action).say(store, key).add(name)
        };
        let open = PacksAction::Open(other.pack.clone(), other.id.clone());
        let open = other.here.then(|| act(el("button.link[type=button]"), "shelf.open", packs(open)));
        let export = Action::ExportUnreadable(other.id.clone());
        let acts = el("div.acts")
            .maybe(open)
            .add(act(el("button.link[type=button]"), "shelf.export", export))
            .add(act(
                el("button.link.bad[type=button]"),
                "shelf.unreadable.delete",
                Action::DeleteUnreadable(other.id.clone()),
            ));
        let key = if other.here { "packs.other.here" } else { "packs.other.missing" };
        let values = [("name", other.name.clone()), ("date", other.changed.clone())];
        let words = el("div")
            .add(el("h3").text(other.title.clone()))
            .add(el("p.small.muted").text(texts.fill(key, &values)));
        list = list.add(el("li").key(&other.id).add(words).add(el("span")).add(acts));
    }
    el("section.stack[aria-labelledby=other-packs]")
        .add(el("h2#other-packs").say(store, "packs.others"))
        .add(list)
}

/// The questionnaires on this device, where there is a choice.
fn questionnaires(store: &Store) -> Option<Element> {
    let kept = shelf_packs(store.state()).packs;
    let mut list = el("ul.list");
    for pack in &kept {
        let act = |button: Element, key: &str, action: PacksAction| {
            let name = el("span.gone").text(format!(" {}", pack.name));
            button.press(store, packs(action)).say(store, key).add(name)
        };
        let choose = (!pack.used)
            .then(|| act(el("button.link[type=button]"), "packs.use", PacksAction::Use(pack.id.clone())));
        let remove = (pack.own && !pack.used).then(|| {
            act(el("button.link.bad[type=button]"), "packs.remove", PacksAction::Remove(pack.id.clone()))
        });
        let key = match (pack.used, pack.own) {
            (true, _) => "packs.used",
            (false, true) => "packs.own",
            (false, false) => "packs.comes",
        };
        let about = store.state().texts().fill(key, &[("version", pack.version.clone())]);
        let words = el("div").add(el("h3").text(pack.name.clone())).add(el("p.small.muted").text(about));
        list = list.add(
            el("li").key(&pack.id).add(words).add(el("span")).add(el("div.acts").maybe(choose).maybe(remove)),
        );
    }
    (!kept.is_empty()).then(|| {
        el("section.stack[aria-labelledby=packs]")
            .add(el("h2#packs").say(store, "packs.title"))
            .add(el("p.small.muted").say(store, "packs.hint"))
            .add(list)
    })
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
    let top = store.state().content.pack.top().to_string();
    let score = match score {
        Some(score) => el("p.score")
            .text(score)
            .add(el("span.gone").space().text(store.state().texts().fill("shelf.outOf", &[("top", top)]))),
        None => el("p.score").add(el("span.gone").say(store, "shelf.noScore")),
    };
    let next = Action::desk(DeskAction::StartNext(id.clone()));
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
