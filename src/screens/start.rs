//! The start: what this is, how long it takes, and where to go on.

use pomscope_core::state::{Action, Intent};
use pomscope_core::view::first_question;
use yew::Html;

use crate::screens::quick::pick;
use crate::store::Store;
use crate::ui::art::art;
use crate::ui::element::{Element, el};
use crate::ui::frame::{bar, mark};
use crate::ui::languages::languages;

pub fn screen(store: &Store) -> Html {
    let state = store.state();
    let texts = state.texts();
    let resume = crate::desk::resume(store);
    let question = first(store);
    let main = if state.surroundings.start == Some(Intent::Full) { Intent::Full } else { Intent::Quick };
    let leads = resume.is_none();
    let begin = |intent: Intent, key: &str, n: usize| {
        let button = if intent == main && leads {
            el("button.btn[type=button]")
        } else {
            el("button.btn.quiet[type=button]")
        };
        let hint = texts.fill(&format!("{key}.hint"), &[("n", n.to_string())]);
        button.press(store, Action::Begin(intent)).say(store, key).add(el("small").text(hint))
    };
    let file = el("p.small.muted")
        .say(store, "start.file")
        .space()
        .add(el("button.link.in[type=button]").press(store, Action::Import).say(store, "start.file.open"));
    let words = el("div.stack")
        .add(el("h1#title[tabindex=-1]").say(store, "start.title"))
        .add(el("p.lead").say(store, "start.lead"))
        .maybe(resume);
    let ways = |stack: Element| {
        let row = el("div.row.go")
            .add(begin(Intent::Quick, "start.quick", state.content.pack.threads.len()))
            .add(begin(Intent::Full, "start.full", state.content.statements));
        stack.add(row).add(file).maybe(languages(store))
    };
    let hero = match question {
        Some(question) => el("div.hero").add(words).add(question).add(ways(el("div.stack"))),
        None => el("div.hero").add(ways(words)),
    };
    let fact =
        |key: &str| el("div").add(el("h2").say(store, key)).add(el("p").say(store, &format!("{key}.text")));
    el("section.screen.start[aria-labelledby=title]")
        .node(bar(store, mark(store)))
        .add(hero.add(el("figure").add(art(&state.content))))
        .add(
            el("div.cols.facts")
                .add(fact("start.anonymous"))
                .add(fact("start.explained"))
                .add(fact("start.yours")),
        )
        .html()
}

/// The first question of the quick check: whoever answers it has begun.
fn first(store: &Store) -> Option<Element> {
    let asked = first_question(store.state())?;
    let mut levels = el("div.picks");
    for (level, name, text) in &asked.levels {
        levels = levels.add(pick(store, *level, (name, text), false, Action::First(*level)));
    }
    let legend = el("legend").add(el("b").text(format!("{}: {}", store.text("start.first"), asked.question)));
    Some(
        el("fieldset.opening[aria-describedby=first-hint]")
            .add(legend)
            .add(levels)
            .add(el("p#first-hint.small.muted").say(store, "start.first.hint")),
    )
}
