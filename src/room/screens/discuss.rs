//! One statement on the wall: who answered how, what to ask, and what the group agrees on. Arrows turn the page.

use pomscope_core::report::document::Block;
use pomscope_core::room::view::discuss_screen;
use pomscope_core::room::{Action, Step, Whither};
use yew::Html;

use crate::room::frame::{bar, button};
use crate::room::rating::{Keys, besides, clear, scale};
use crate::store::Store;
use crate::ui::document::{Ground, block};
use crate::ui::element::{Element, el};

pub fn screen(store: &Store, at: usize) -> Html {
    let Some(shown) = discuss_screen(store.state(), at) else { return Html::default() };
    let topic = &shown.topic;
    let questions =
        shown.questions.iter().fold(el("ul.dots"), |list, ask| list.add(el("li").text(ask.clone())));
    let ask = el("div.stack.tight").add(el("h2").say(store, "room.ask")).add(questions);
    let turn = |whither: Whither, id: &'static str, key: &str| {
        button(store, el("button.btn.quiet[type=button]").attr("id", id.into()), Action::Turn(whither), key)
    };
    let foot = el("div.foot")
        .maybe(shown.before.then(|| turn(Whither::Before, "topic-before", "room.topic.before")))
        .add(button(store, el("button.link[type=button]"), Action::Go(Step::Result), "room.topic.leave"))
        .add(turn(
            Whither::After,
            "topic-after",
            if shown.after { "room.topic.after" } else { "room.topic.end" },
        ));
    let picture = drawn(store, &topic.figure, &topic.table);
    // It takes focus where somebody clicks beside everything, so that the arrows go on turning pages.
    el("section.screen.wall[aria-labelledby=title][tabindex=-1]")
        .node(bar(store))
        .keys(store, |key| match key.as_str() {
            "ArrowRight" | "PageDown" => Some(Action::Turn(Whither::After)),
            "ArrowLeft" | "PageUp" => Some(Action::Turn(Whither::Before)),
            _ => None,
        })
        .add(
            el("div.head")
                .add(el("p.over").text(format!("{} · {}", shown.place, topic.place)))
                .add(title(&topic.statements))
                .add(el("p.lead").text(topic.why.clone())),
        )
        .add(el("div.cols").add(el("div.stack").add(picture).add(ask)).add(agree(store, &shown)))
        .add(foot)
        .add(el("p.small.muted.touchless").say(store, "room.topic.keys"))
        .html()
}

/// The statement, or how each side is asked.
fn title(statements: &[String]) -> Element {
    let title = el("h1#title[tabindex=-1]");
    match statements {
        [one] => title.text(one.clone()),
        each => each.iter().fold(title, |title, text| title.add(el("span.line").text(text.clone())).space()),
    }
}

/// The figure, and its table one tap away.
fn drawn(store: &Store, figure: &Block, table: &Block) -> Element {
    let more = el("details.more")
        .add(el("summary").say(store, "room.topic.numbers"))
        .add(block(table, Ground::Screen));
    el("div.stack.doc").add(block(figure, Ground::Screen)).add(more)
}

fn agree(store: &Store, shown: &pomscope_core::room::view::DiscussScreen) -> Element {
    let statement = &shown.statement;
    let item = statement.id.clone();
    let dissent = statement.answered.then(|| {
        let field = el("textarea#dissent[rows=2][maxlength=4000][autocomplete=off]")
            .value(shown.dissent.clone())
            .typed(store, move |text| Action::Dissent(item.clone(), text));
        el("div.field").add(el("label[for=dissent]").say(store, "room.dissent")).add(field)
    });
    el("fieldset.stack.tight")
        .key(statement.id.as_str())
        .rating_keys(store, statement.id.clone())
        .add(el("legend").add(el("b").say(store, "room.agree")))
        .add(scale(store, statement, Keys::Shown))
        .add(besides(store, statement))
        .maybe(clear(store, statement))
        .maybe(dissent)
}
