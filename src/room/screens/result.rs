//! What the group said: core's report of what may be shown, and the ways on from it.

use pomscope_core::room::{Action, Export, Step, report};
use yew::Html;

use crate::room::frame::{bar, button};
use crate::room::taking::{papers, pdf_trouble, working};
use crate::store::Store;
use crate::ui::document::{Ground, facts, sections};
use crate::ui::element::{Element, el};

pub fn screen(store: &Store) -> Html {
    let Some(report) = report(store.state()) else { return Html::default() };
    let head = el("div.head")
        .add(el("p.over").text(report.cover.about.clone()))
        .add(el("h1#title[tabindex=-1]").text(report.cover.title.clone()))
        .add(facts(&report.cover.facts));
    let on = el("div.row.go")
        .add(
            button(
                store,
                el("button#discuss.btn[type=button]"),
                Action::Go(Step::Discuss(0)),
                "room.discuss",
            )
            .add(el("small").say(store, "room.discuss.hint")),
        )
        .add(
            button(
                store,
                el("button#to-agreed.btn.quiet[type=button]"),
                Action::Go(Step::Agreed),
                "room.toAgreed",
            )
            .add(el("small").say(store, "room.toAgreed.hint")),
        );
    let screen = el("section.screen[aria-labelledby=title]").node(bar(store)).add(head).add(on);
    let drawn = sections(&report.sections, Ground::Screen).into_iter().zip(&report.sections);
    let told = drawn.fold(el("div.parts"), |parts, (drawn, section)| {
        if !REFERENCE.contains(&section.id.as_str()) {
            return parts.add(drawn);
        }
        let summary = el("summary").add(el("span").add(el("b").text(section.title.clone())));
        parts.add(el("details.fold").key(&section.id).add(summary).add(drawn))
    });
    screen.add(told).add(take(store)).html()
}

/// The parts to look things up in, folded: what the room talks about comes first.
const REFERENCE: [&str; 3] = ["consensus", "statements", "method"];

/// Published: nothing in it that was not shown.
pub fn take(store: &Store) -> Element {
    let give = |export: Export, id: &'static str, key: &str| {
        button(store, el("button.btn.quiet[type=button]").attr("id", id.into()), Action::Export(export), key)
    };
    let row = el("div.row")
        .add(button(store, el("button#pdf.btn[type=button]"), Action::Pdf, "room.publish.pdf"))
        .add(give(Export::Markdown, "publish-md", "room.publish.md"))
        .add(give(Export::Json, "publish-json", "room.publish.json"))
        .add(give(Export::Csv, "publish-csv", "room.publish.csv"))
        .add(give(Export::JsonLines, "publish-jsonl", "room.publish.jsonl"));
    let title = el("div")
        .add(el("h2").say(store, "room.publish"))
        .add(el("p.small.muted").say(store, "room.publish.hint"));
    let foot = el("div.foot").add(button(
        store,
        el("button.btn.quiet[type=button]"),
        Action::Go(Step::Overview),
        "room.back",
    ));
    el("section.sect").add(title).add(
        el("div.stack").add(row).add(papers(store)).maybe(working(store)).maybe(pdf_trouble(store)).add(foot),
    )
}
