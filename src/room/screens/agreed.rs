//! What the group agreed on: the official result, every statement with its agreed rating, who stands for it, and the way on to plan and comparison.

use pomscope_core::group::Whose;
use pomscope_core::room::view::{AgreedLine, AgreedScreen, SIGNERS, agreed_screen};
use pomscope_core::room::{Action, Step};
use yew::Html;

use crate::room::frame::{bar, button, head};
use crate::room::rating::{Keys, besides, clear, said, scale};
use crate::store::Store;
use crate::ui::element::{Element, el};

pub fn screen(store: &Store) -> Html {
    let Some(shown) = agreed_screen(store.state()) else { return Html::default() };
    let mut parts = el("div.stack.tight");
    for (at, part) in shown.parts.iter().enumerate() {
        let summary = el("summary")
            .add(el("span").add(el("b").text(part.name.clone())))
            .add(el("small.muted").text(part.progress.clone()));
        let lines = part.lines.iter().fold(el("div"), |lines, each| lines.add(line(store, each)));
        parts = parts.add(el("details.fold").key(&at.to_string()).add(summary).add(lines));
    }
    el("section.screen[aria-labelledby=title]")
        .node(bar(store))
        .add(head(
            store,
            "room.agreed",
            if shown.next.is_some() { "room.agreed.lead.lens" } else { "room.agreed.lead" },
        ))
        .add(official(store, &shown))
        .add(parts)
        .add(signed(store, &shown))
        .add(el("div.foot").add(button(
            store,
            el("button.btn.quiet[type=button]"),
            Action::Go(Step::Result),
            "room.topic.leave",
        )))
        .html()
}

/// The group's result, what it is worth, and the way on.
fn official(store: &Store, shown: &AgreedScreen) -> Element {
    let score = match &shown.score {
        Some(score) => el("p.lead").add(el("b").text(score.clone())),
        None => el("p.lead").say(store, "room.agreed.none"),
    };
    let remarks = shown
        .remarks
        .iter()
        .fold(el("div.stack.tight"), |all, said| all.add(el("p.small.muted").text(said.clone())));
    let shared = (shown.shared > 0).then(|| {
        let text = store.state().texts().fill("room.agreed.shared", &[("n", shown.shared.to_string())]);
        el("button#agree-shared.btn.quiet[type=button]")
            .press(store, Action::AgreeShared)
            .text(text)
            .add(el("small").say(store, "room.agreed.shared.hint"))
    });
    let adopt = (shown.score.is_some() && shown.next.is_none()).then(|| {
        button(store, el("button#adopt.btn[type=button]"), Action::Adopt, "room.adopt")
            .add(el("small").say(store, "room.adopt.hint"))
    });
    let on = shown.next.as_ref().map(|next| next_steps(store, next));
    el("div.stack").add(score).add(remarks).add(el("div.row.go").maybe(adopt).maybe(shared)).maybe(on)
}

/// What comes in the place of a plan.
fn next_steps(store: &Store, next: &[String]) -> Element {
    let hint = if next.is_empty() { "room.agreed.next.none" } else { "room.agreed.next.hint" };
    let list = next.iter().fold(el("ul.dots"), |list, step| list.add(el("li").text(step.clone())));
    el("div.stack.tight")
        .add(el("h2").say(store, "room.agreed.next"))
        .add(el("p.small.muted").say(store, hint))
        .maybe((!next.is_empty()).then_some(list))
}

fn line(store: &Store, line: &AgreedLine) -> Element {
    let statement = &line.statement;
    let middle = line.middle.as_ref().map(|middle| {
        let text = store.state().texts().fill("room.agreed.middle", &[("rating", middle.clone())]);
        el("p.small.muted").text(text)
    });
    let item = statement.id.clone();
    let id = format!("{item}-dissent");
    let dissent = statement.answered.then(|| {
        let field = el("textarea[rows=2][maxlength=4000][autocomplete=off]")
            .attr("id", id.clone())
            .value(line.dissent.clone())
            .typed(store, move |text| Action::Dissent(item.clone(), text));
        el("div.field").add(el("label").attr("for", id.clone()).say(store, "room.dissent")).add(field)
    });
    el("fieldset.card")
        .key(statement.id.as_str())
        .rating_keys(store, statement.id.clone())
        .add(
            el("legend")
                .add(el("span.kind").text(statement.kind.clone()))
                .space()
                .add(said(&statement.texts.text)),
        )
        .maybe(middle)
        .add(scale(store, statement, Keys::Shown))
        .add(
            el("div.under").add(besides(store, statement)).add(el("div.acts").maybe(clear(store, statement))),
        )
        .maybe(dissent)
}

/// Both sides stand for it by name.
fn signed(store: &Store, shown: &AgreedScreen) -> Element {
    let mut fields = el("div.fields");
    for (whose, name) in SIGNERS.into_iter().zip(&shown.signed) {
        let (id, key) = match whose {
            Whose::It => ("sign-it", "room.sign.it"),
            _ => ("sign-business", "room.sign.business"),
        };
        let field = el("input[type=text][maxlength=80][autocomplete=off]")
            .attr("id", id.into())
            .value(name.clone())
            .typed(store, move |text| Action::Sign(whose, text));
        fields =
            fields.add(el("div.field").add(el("label").attr("for", id.into()).say(store, key)).add(field));
    }
    let title =
        el("div").add(el("h2").say(store, "room.sign")).add(el("p.small.muted").say(store, "room.sign.hint"));
    el("section.sect").add(title).add(fields)
}
