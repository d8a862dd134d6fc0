//! The start: what this is, how long it takes, and where to go on.

use pomscope_core::state::{Action, Intent, Step};
use pomscope_core::view::{counts, shelved};
use yew::Html;

use crate::store::Store;
use crate::ui::art::art;
use crate::ui::element::el;
use crate::ui::frame::{bar, mark};
use crate::ui::languages::languages;

pub fn screen(store: &Store) -> Html {
    let state = store.state();
    let texts = state.texts();
    let mut shelf = shelved(state).into_iter();
    let last = shelf.next();
    let others = shelf.len();
    let resumes = last.is_some();
    let mut words = el("div.stack")
        .add(el("h1#title[tabindex=-1]").say(store, "start.title"))
        .add(el("p.lead").say(store, "start.lead"));
    if let Some(last) = last {
        let hint = texts.fill("start.resume.hint", &[("place", last.place), ("progress", last.progress)]);
        let resume = el("button#resume.btn[type=button]")
            .press(store, Action::Open(last.id))
            .text(texts.fill("start.resume", &[("title", last.title)]))
            .add(el("small").text(hint));
        words = words.add(el("div.row.go").add(resume));
        if others > 0 {
            let all = el("button.link[type=button]")
                .press(store, Action::Go(Step::Shelf))
                .text(texts.fill("start.others", &[("n", (others + 1).to_string())]));
            words = words.add(el("p.small").add(all));
        }
        words = words.add(el("p.over").say(store, "start.new"));
    }
    let main = if state.surroundings.start == Some(Intent::Full) { Intent::Full } else { Intent::Quick };
    let begin = |intent: Intent, key: &str, n: usize| {
        let button = if intent == main && !resumes {
            el("button.btn[type=button]")
        } else {
            el("button.btn.quiet[type=button]")
        };
        let hint = texts.fill(&format!("{key}.hint"), &[("n", n.to_string())]);
        button.press(store, Action::Begin(intent)).say(store, key).add(el("small").text(hint))
    };
    let (all, _) = counts(&state.content.pack);
    let file = el("p.small.muted")
        .say(store, "start.file")
        .space()
        .add(el("button.link.in[type=button]").press(store, Action::Import).say(store, "start.file.open"));
    let words = words
        .add(
            el("div.row.go")
                .add(begin(Intent::Quick, "start.quick", state.content.pack.threads.len()))
                .add(begin(Intent::Full, "start.full", all)),
        )
        .add(file)
        .maybe(languages(store));
    let fact =
        |key: &str| el("div").add(el("h2").say(store, key)).add(el("p").say(store, &format!("{key}.text")));
    el("section.screen.start[aria-labelledby=title]")
        .node(bar(store, mark(store)))
        .add(el("div.hero").add(words).add(el("figure").add(art(&state.content))))
        .add(
            el("div.cols.facts")
                .add(fact("start.anonymous"))
                .add(fact("start.explained"))
                .add(fact("start.yours")),
        )
        .html()
}
