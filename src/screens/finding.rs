//! What the quick check found: the weakest thread, its distance to the target, one first step, and the way on.

use pomscope_core::state::{Action, Step};
use pomscope_core::view::{Finding, counts, finding};
use yew::Html;

use crate::store::Store;
use crate::ui::element::{Element, el};
use crate::ui::frame::{bar, here};
use crate::ui::gauge::{Row, dumbbell, keys};

pub fn screen(store: &Store) -> Html {
    let screen = el("section.screen[aria-labelledby=title]")
        .node(bar(store, here(&store.text("quick"), &store.text("finding"))));
    match finding(store.state()) {
        Some(finding) => found(store, screen, &finding).html(),
        None => screen.add(nothing(store)).html(),
    }
}

fn nothing(store: &Store) -> Element {
    let row = el("div.row")
        .add(
            el("button.btn[type=button]")
                .press(store, Action::Go(Step::Quick(0)))
                .say(store, "finding.empty.go"),
        )
        .add(
            el("button.btn.quiet[type=button]")
                .press(store, Action::Go(Step::Group(0)))
                .say(store, "start.full"),
        );
    el("div.head.read")
        .add(el("h1#title[tabindex=-1]").say(store, "finding.empty.title"))
        .add(el("p.lead").say(store, "finding.empty"))
        .add(row)
}

fn found(store: &Store, screen: Element, finding: &Finding) -> Element {
    let state = store.state();
    let texts = state.texts();
    let mut head = el("div.head.read")
        .add(el("p.over").say(store, "finding.over"))
        .add(el("h1#title[tabindex=-1]").text(store.say(&finding.title)))
        .add(el("p.lead").text(store.say(&finding.lead)));
    for (at, name) in &finding.missing {
        let place = el("button.link.in[type=button]")
            .press(store, Action::Go(Step::Quick(*at)))
            .say(store, "finding.missing.go");
        head = head
            .add(el("p").text(texts.fill("finding.missing", &[("thread", name.clone())])).space().add(place));
    }
    let levels: Vec<String> =
        state.content.pack.levels.iter().map(|level| level.number.to_string()).collect();
    let mut rows = Vec::new();
    for placed in &finding.threads {
        rows.push(Row { name: &placed.name, text: &placed.text, now: placed.now, aim: placed.aim });
    }
    let picture = el("div.sect")
        .add(
            el("div")
                .add(el("h2").say(store, "finding.picture"))
                .add(el("p.small.muted").say(store, "finding.picture.hint")),
        )
        .add(
            el("figure")
                .add(dumbbell(&finding.alternative, &rows, &levels))
                .add(keys(&store.text("gauge.now"), &store.text("gauge.aim"))),
        );
    let step = finding.step.as_ref().map(|step| {
        let notice = finding
            .notice
            .clone()
            .map(|outcome| el("p.muted").text(texts.fill("step.notice", &[("outcome", outcome)])));
        el("div.sect")
            .add(el("div").add(el("h2").say(store, "finding.step")))
            .add(el("div.stack.read").add(el("p.said").text(step.clone())).maybe(notice))
    });
    let (all, _) = counts(&state.content.pack);
    let go = el("button#next.btn[type=button]")
        .press(store, Action::Next)
        .say(store, "finding.on.go")
        .add(el("small").say(store, "finding.on.hint"));
    let change =
        el("button.link[type=button]").press(store, Action::Go(Step::Quick(0))).say(store, "finding.change");
    let on = el("div.sect").add(el("div").add(el("h2").say(store, "finding.on"))).add(
        el("div.stack.read")
            .add(el("p").text(texts.fill("finding.on.text", &[("n", all.to_string())])))
            .add(el("div.row").add(go).add(change)),
    );
    screen.add(head).add(picture).maybe(step).add(on)
}
