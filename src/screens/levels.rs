//! How each level looks from IT's and from the business's side, and what each does to move up: for who places themselves. It changes nothing.

use pomscope_core::state::Action;
use pomscope_core::view::{Own, Rung, Seen, rungs};
use yew::Html;

use crate::store::Store;
use crate::ui::element::{Element, el};
use crate::ui::frame::{bar, mark};

pub fn screen(store: &Store) -> Html {
    let mut screen = el("section.screen[aria-labelledby=title]").node(bar(store, mark(store))).add(
        el("div.head.read")
            .add(el("h1#title[tabindex=-1]").say(store, "levels.title"))
            .add(el("p.lead").say(store, "levels.lead")),
    );
    for rung in rungs(store.state()) {
        screen = screen.add(level(store, &rung));
    }
    let back = el("button.btn[type=button]").press(store, Action::Back).say(store, "levels.back");
    screen.add(el("div.foot").add(back)).html()
}

fn level(store: &Store, rung: &Rung) -> Element {
    let mut head =
        el("div").add(el("h2").text(rung.name.clone())).add(el("p.small.muted").text(rung.text.clone()));
    for said in &rung.marks {
        head = head.add(el("p.small").add(el("b").text(store.say(said))));
    }
    let mut sides = el("div.cols");
    for seen in &rung.sides {
        sides = sides.add(side(store, seen));
    }
    let mut threads = el("dl.small.stack.tight");
    for (name, text) in &rung.threads {
        threads =
            threads.add(el("div").add(el("dt").text(name.clone())).add(el("dd.muted").text(text.clone())));
    }
    let threads = el("details.more")
        .attr_if(rung.sides.is_empty(), "open", "")
        .add(el("summary").say(store, "levels.threads"))
        .add(threads);
    el("div.sect").add(head).add(el("div.stack").add(sides).add(threads))
}

fn side(store: &Store, seen: &Seen) -> Element {
    let mut over = el("h3").say(store, seen.heading);
    if seen.own == Own::Yes {
        over = over.space().add(el("span.tag").say(store, "levels.own"));
    }
    el("div.stack.tight")
        .add(over)
        .add(el("p").text(seen.looks.clone()))
        .add(el("p.small").add(el("span.muted").say(store, seen.to_do)).add(el("br")).text(seen.up.clone()))
}
