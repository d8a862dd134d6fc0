//! A paper form, typed in by a second person: its side, its boxes in order, and the next form.

use pomscope_core::group::Part;
use pomscope_core::room::view::{PaperLine, paper_lines, part_name};
use pomscope_core::room::{Action, Step};
use yew::Html;

use crate::room::frame::{bar, button, head};
use crate::room::rating::{besides, clear, radio, said, who};
use crate::store::Store;
use crate::ui::element::{Element, el};

pub fn screen(store: &Store) -> Html {
    let state = store.state();
    let (lines, progress) = paper_lines(state);
    let paper = &state.paper;
    let pick = |part: Part, id: &'static str| {
        let side = el("input[type=radio][name=paper-side]")
            .attr("id", id.into())
            .checked(paper.part == Some(part))
            .choose(store, Action::PaperSide(part));
        el("label.pick").add(side).add(el("span").text(part_name(state, part)))
    };
    let missing = paper.tried && paper.part.is_none();
    let sides = el("fieldset.stack.tight")
        .add(el("legend").add(el("b").say(store, "room.paper.side")))
        .add(
            el("div.picks.sides")
                .add(pick(Part::It, "paper-side-it"))
                .add(pick(Part::Business, "paper-side-business")),
        )
        .add(
            el("p#paper-side-error.error")
                .attr_if(!missing, "hidden", "")
                .say(store, "room.paper.side.missing"),
        );
    let boxes = lines.iter().fold(el("ol.boxes"), |boxes, line| boxes.add(one(store, line)));
    let taken = (paper.taken > 0).then(|| {
        let text = state.texts().fill("room.paper.taken", &[("n", paper.taken.to_string())]);
        el("p.small.muted").text(text)
    });
    let foot = el("div.foot")
        .add(button(store, el("button.btn.quiet[type=button]"), Action::Go(Step::Overview), "room.back"))
        .add(el("p.small.muted").text(progress))
        .add(button(store, el("button#take-paper.btn[type=button]"), Action::TakePaper, "room.paper.take"));
    el("section.screen[aria-labelledby=title]")
        .node(bar(store))
        .add(head(store, "room.paper.title", "room.paper.lead"))
        .maybe(taken)
        .add(sides)
        .add(el("p.small.muted").say(store, "room.paper.keys"))
        .add(boxes)
        .add(foot)
        .add(el("div.row").add(button(
            store,
            el("button.link.bad[type=button]"),
            Action::DropPaper,
            "room.paper.drop",
        )))
        .html()
}

/// A line of the form: its mark, the statement, its boxes by their keys.
fn one(store: &Store, line: &PaperLine) -> Element {
    let statement = &line.statement;
    let choices = statement.scale.iter().fold(el("div.ticks-in"), |row, choice| {
        row.add(
            el("label.opt")
                .add(radio(store, statement, choice))
                .add(el("span").text(choice.label.clone()))
                .add(el("kbd[aria-hidden=true]").text(choice.key.to_owned())),
        )
    });
    let legend = el("legend").add(el("b").text(line.mark.clone())).space().add(said(&statement.texts.text));
    let box_ = el("fieldset.box")
        .key(statement.id.as_str())
        .rating_keys(store, statement.id.clone())
        .add(legend)
        .add(choices)
        .add(besides(store, statement))
        .maybe(who(store, statement))
        .maybe(clear(store, statement));
    el("li").key(&line.mark).add(box_)
}
