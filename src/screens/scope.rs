//! Which relationships are meant, and from which side the reader answers.

use pomscope_core::answers::Side;
use pomscope_core::state::{Action, Intent, Step};
use yew::Html;

use crate::store::Store;
use crate::ui::element::{Element, el};
use crate::ui::fields::{error, optional};
use crate::ui::frame::{bar, foot, mark};

pub fn screen(store: &Store) -> Html {
    let state = store.state();
    let Some(assessment) = state.assessment() else { return Html::default() };
    let draft = state.drafts.get("k");
    let k = match draft {
        Some(draft) => draft.text.clone(),
        None => assessment.key_relationships.map(|k| k.to_string()).unwrap_or_default(),
    };
    let fault = draft.and_then(|draft| draft.error.as_ref());
    let mut sides = el("div.picks.read");
    for side in Side::ALL {
        sides = sides.add(side_pick(store, side, assessment.side == Some(side)));
    }
    let side = el("fieldset.field")
        .add(el("legend.label").add(el("b").say(store, "scope.side")))
        .add(el("p").say(store, "scope.side.hint"))
        .add(sides);
    let label = |label: Element, key: &str| label.say(store, key).space().add(optional(store));
    let hint = |small: Element, key: &str| small.say(store, key);
    let relationships = el("div.field")
        .add(el("span.label").say(store, "scope.key"))
        .add(el("p#key-hint").say(store, "scope.key.hint"));
    let relationships = match assessment.k_of_register() {
        Some(n) => relationships.add(of_register(store, n)),
        None => relationships
            .add(label(el("label[for=k]"), "scope.k"))
            .add(
                el("input#k.short[type=text][inputmode=numeric][autocomplete=off][aria-describedby=k-error k-hint]")
                    .value(k)
                    .attr_if(fault.is_some(), "aria-invalid", "true")
                    .typed(store, Action::SetKeyRelationships),
            )
            .add(error(store, "k-error".to_owned(), fault))
            .add(hint(el("small#k-hint"), "scope.k.hint"))
            .add(to_register(store)),
    };
    let which = el("div.field")
        .add(label(el("label[for=scope]"), "scope.which"))
        .add(
            el("textarea#scope[rows=2][maxlength=2000][autocomplete=off][aria-describedby=scope-hint]")
                .value(assessment.scope.clone())
                .typed(store, Action::SetScope),
        )
        .add(hint(el("small#scope-hint"), "scope.which.hint"));
    let name = el("div.field")
        .add(label(el("label[for=name]"), "scope.name"))
        .add(
            el("input#name[type=text][maxlength=80][autocomplete=off][aria-describedby=name-hint]")
                .value(assessment.title.clone())
                .typed(store, Action::SetTitle),
        )
        .add(hint(el("small#name-hint"), "scope.name.hint"));
    let small = el("details.more")
        .add(el("summary").say(store, "scope.small"))
        .add(el("p.muted").say(store, "scope.small.text"));
    let next = match state.intent {
        Intent::Quick => "scope.toQuick",
        Intent::Full => "scope.toFull",
    };
    el("section.screen.slim[aria-labelledby=title]")
        .node(bar(store, mark(store)))
        .add(
            el("div.head")
                .add(el("h1#title[tabindex=-1]").say(store, "scope.title"))
                .add(el("p.lead").say(store, "scope.lead")),
        )
        .add(el("div.stack.loose").add(side).add(relationships).add(which).add(name).add(small).add(foot(
            store,
            None,
            store.text(next).to_string(),
        )))
        .html()
}

/// The way to the register.
pub fn to_register(store: &Store) -> Element {
    el("button#register.link[type=button]")
        .press(store, Action::Go(Step::Register))
        .say(store, "scope.register")
}

/// K as the register gives it, with the way there.
pub fn of_register(store: &Store, n: u32) -> Element {
    el("p")
        .text(store.state().texts().fill("scope.rows", &[("k", n.to_string())]))
        .space()
        .add(to_register(store))
}

fn side_pick(store: &Store, side: Side, checked: bool) -> Element {
    let key = format!("side.{}", side.as_str());
    let radio = el("input[type=radio][name=side]")
        .attr("value", side.as_str().to_owned())
        .checked(checked)
        .choose(store, Action::SetSide(side));
    el("label.pick")
        .add(radio)
        .add(el("span").say(store, &key))
        .add(el("small").say(store, &format!("{key}.hint")))
}
