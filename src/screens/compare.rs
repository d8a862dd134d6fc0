//! Comparing: which assessments stand beside the open one, and the sections that core makes of them.

use pomscope_core::compare::{Choice, Choices, Refused, choices, compared};
use pomscope_core::report::compare_page;
use pomscope_core::state::{Action, DeskAction, Step};
use pomscope_core::view::{score_error, side_text};
use yew::Html;

use crate::store::Store;
use crate::ui::document::{Ground, sections};
use crate::ui::element::{Element, el};
use crate::ui::frame::{bar, here};
use crate::ui::pdf;

pub fn screen(store: &Store) -> Html {
    let state = store.state();
    let Some(assessment) = state.assessment() else { return Html::default() };
    let Some(choices) = choices(state) else { return Html::default() };
    let back = el("button.btn.quiet[type=button]").press(store, Action::Go(Step::Result));
    let head = el("div.head")
        .add(el("h1#title[tabindex=-1]").say(store, "compare.title"))
        .add(el("p.lead").say(store, "compare.lead"));
    let screen = el("section.screen[aria-labelledby=title]")
        .node(bar(store, here(&state.title_of(assessment), &side_text(state, assessment))))
        .add(el("div.row.apart").add(head).add(back.say(store, "report.screen.back")))
        .add(choose(store, &choices));
    // One child whatever comes of the choice, so that the boxes before it stay what they are, with their focus.
    screen.add(outcome(store, &choices)).html()
}

fn outcome(store: &Store, choices: &Choices) -> Element {
    let state = store.state();
    let parts = el("div.parts");
    if let Some(wanting) = &choices.wanting {
        return parts.add(el("p.notice").text(store.say(wanting)));
    }
    match compare_page::sections(&state.content, compared(state)) {
        Ok(told) => {
            let along = el("div.stack.tight").add(el("div.row").add(pdf::button(store)));
            let parts = parts.add(along.maybe(pdf::trouble(store, None)));
            sections(&told, Ground::Screen).into_iter().fold(parts, Element::add)
        }
        Err(refused) => parts.maybe(refusal(store, &refused)),
    }
}

/// Why there is no comparison of what was chosen.
fn refusal(store: &Store, refused: &Refused) -> Option<Element> {
    let Refused::Unscored { title, error, .. } = refused else { return None };
    let why = store.say(&score_error(store.state(), error));
    let values = [("title", title.clone()), ("why", why)];
    let text = store.state().texts().fill("compare.unscored", &values);
    Some(el("div.notice.bad").add(el("p").text(text)))
}

/// The assessments to choose from, how many are compared, and the way to take in another.
fn choose(store: &Store, choices: &Choices) -> Element {
    let texts = store.state().texts();
    let this = texts.fill("compare.this", &[("title", choices.open.clone())]);
    let picks =
        choices.list.iter().fold(el("div.picks.read"), |picks, choice| picks.add(pick(store, choice)));
    let legend = el("legend.label").add(el("b").say(store, "compare.choose"));
    let list = (!choices.list.is_empty()).then(|| el("fieldset.field").add(legend).add(picks));
    let import = el("button#compare-import.btn.quiet[type=button]")
        .press(store, Action::Import)
        .say(store, "compare.import")
        .add(el("small").say(store, "compare.import.hint"));
    el("div.stack")
        .add(el("p").text(this))
        .maybe(list)
        .add(el("p.small.muted[role=status]").text(store.say(&choices.count)))
        .add(el("div.row").add(import))
}

fn pick(store: &Store, choice: &Choice) -> Element {
    let id = format!("compare-{}", choice.id);
    let field = el("input[type=checkbox]")
        .attr("id", id)
        .checked(choice.chosen)
        .choose(store, Action::desk(DeskAction::Compare(choice.id.clone())));
    el("label.pick")
        .key(&choice.id)
        .add(field)
        .add(el("span").text(choice.title.clone()))
        .add(el("small").text(choice.about.clone()))
}
