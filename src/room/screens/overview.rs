//! The open session: who has answered, the ways in which answers come in, the reveal, and what can be taken along.

use pomscope_core::room::view::{Overview, SideCount, overview};
use pomscope_core::room::{Action, Dialog, Export, Purpose, Step};
use pomscope_core::state::FocusPlace;
use yew::Html;

use crate::room::frame::{bar, button};
use crate::room::screens::setup::kit;
use crate::store::Store;
use crate::ui::element::{Element, el};

pub fn screen(store: &Store) -> Html {
    let Some(shown) = overview(store.state()) else { return Html::default() };
    let about = el("p.muted").text(shown.form.clone()).space().text(shown.rule.clone());
    let head = el("div.head").add(el("h1#title[tabindex=-1]").text(shown.title.clone())).add(about);
    let mut remarks = el("div.stack.tight");
    for remark in &shown.remarks {
        remarks = remarks.add(el("div.notice.warn").add(el("p").text(store.say(remark))));
    }
    el("section.screen[aria-labelledby=title]")
        .node(bar(store))
        .add(head)
        .add(remarks)
        .add(counts(store, &shown))
        .add(reveal(store, &shown))
        .maybe(without(store, &shown))
        .add(ways(store, &shown))
        .add(elsewhere(store))
        .add(kit(store))
        .add(take(store))
        .html()
}

/// Who has answered: counts alone, until the reveal and after it.
fn counts(store: &Store, shown: &Overview) -> Element {
    let sides = shown.sides.iter().fold(el("div.cols.heads"), |sides, side| sides.add(count(side)));
    el("div.stack")
        .add(el("h2.gone").say(store, "room.counts"))
        .add(sides)
        .add(el("p.small.muted").say(store, "room.seen.now").space().text(shown.seen.clone()))
}

fn count(side: &SideCount) -> Element {
    let width = side.share.unwrap_or_default().to_string();
    let bar = side.share.map(|_| {
        el("svg.way[aria-hidden=true]")
            .add(el("rect.rest[width=100%][height=100%]"))
            .add(el("rect.solid[height=100%]").attr("width", format!("{width}%")))
    });
    el("div")
        .key(side.part.as_str())
        .add(el("p.over").text(side.name.clone()))
        .add(el("p.big").attr("id", format!("count-{}", side.part.as_str())).text(side.count.clone()))
        .maybe(bar)
}

/// The one next step: collect, or reveal once all are in, or see what was revealed.
fn reveal(store: &Store, shown: &Overview) -> Element {
    let make = |main: bool, id: &'static str| {
        let plain = if main { el("button.btn[type=button]") } else { el("button.btn.quiet[type=button]") };
        plain.attr("id", id.into())
    };
    let collect = |main: bool| {
        button(store, make(main, "collect"), Action::Collect, "room.collect")
            .add(el("small").text(store.say(&shown.collecting)))
    };
    let ask = || Action::OpenDialog(Dialog::Reveal, FocusPlace::Id("reveal".into()));
    let row = el("div.row.go");
    let Some(late) = shown.late else {
        let reveal = |main: bool| {
            button(store, make(main, "reveal"), ask(), "room.reveal")
                .add(el("small").say(store, "room.reveal.hint"))
        };
        return match (shown.complete, shown.responses) {
            (true, _) => row.add(reveal(true)).add(collect(false)),
            (false, 0) => row.add(collect(true)),
            (false, _) => row.add(collect(true)).add(reveal(false)),
        };
    };
    let result = button(store, make(true, "to-result"), Action::Go(Step::Result), "room.toResult");
    let again = (late > 0).then(|| {
        let text = store.state().texts().fill("room.reveal.again", &[("n", late.to_string())]);
        make(false, "reveal").press(store, ask()).text(text)
    });
    row.add(result).maybe(again).add(collect(false))
}

/// What a kiosk on this device has to do without.
fn without(store: &Store, shown: &Overview) -> Option<Element> {
    let row = |stack: Element, text| stack.add(el("p.small.muted").text(store.say(text)));
    (!shown.collecting_without.is_empty())
        .then(|| shown.collecting_without.iter().fold(el("div#collect-without.stack.tight"), row))
}

fn part(store: &Store, title: &str, hint: &str) -> Element {
    el("div").add(el("h2").say(store, title)).add(el("p.small.muted").say(store, hint))
}

fn ways(store: &Store, shown: &Overview) -> Element {
    let way =
        |id: &'static str, action: Action, key: &str| {
            let go = button(store, el("button.link[type=button]").attr("id", id.into()), action, key)
                .attr_if(shown.busy, "aria-busy", "true");
            el("li").add(go).add(el("p.small.muted").say(store, &format!("{key}.hint")))
        };
    let list = el("ul.counts")
        .add(way("way-code", Action::Go(Step::Code), "room.way.code"))
        .add(way("way-files", Action::PickFiles, "room.way.files"))
        .add(way("way-paper", Action::Go(Step::Paper), "room.way.paper"));
    el("section.sect").add(part(store, "room.ways", "room.ways.hint")).add(list)
}

/// Other devices: the set-up to take there, and their file to bring back.
fn elsewhere(store: &Store) -> Element {
    let row = el("div.row")
        .add(button(
            store,
            el("button#take-set-up.btn.quiet[type=button]"),
            Action::Export(Export::SetUp),
            "room.elsewhere.take",
        ))
        .add(button(
            store,
            el("button#merge.btn.quiet[type=button]"),
            Action::PickFiles,
            "room.elsewhere.merge",
        ));
    el("section.sect").add(part(store, "room.elsewhere", "room.elsewhere.hint")).add(el("div.stack").add(row))
}

/// Single responses, behind the PIN; settings; deleting.
fn take(store: &Store) -> Element {
    let give = |export: Export, id: &'static str, key: &str| {
        button(store, el("button.btn.quiet[type=button]").attr("id", id.into()), Action::Export(export), key)
    };
    let row = el("div.row")
        .add(give(Export::Working, "working", "room.take.working"))
        .add(give(Export::WorkingCsv, "working-csv", "room.take.csv"))
        .add(give(Export::WorkingJsonLines, "working-jsonl", "room.take.jsonl"));
    let id = store.state().open.as_deref().map(|open| open.record.session.id.clone()).unwrap_or_default();
    let ask = Action::OpenDialog(Dialog::Pin(Purpose::Delete(id)), FocusPlace::Id("delete".into()));
    let rest = el("div.row")
        .add(button(store, el("button#settings.link[type=button]"), Action::SetUp, "room.menu.settings"))
        .add(button(store, el("button#delete.link.bad[type=button]"), ask, "room.delete"));
    let warn = el("div.notice.warn").add(el("p").say(store, "room.take.identifying"));
    el("section.sect")
        .add(part(store, "room.take", "room.take.hint"))
        .add(el("div.stack").add(warn).add(row).add(rest))
}
