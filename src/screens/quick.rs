//! One thread of the quick check: where you are, a proof, where you want to be.

use pomscope_core::state::{Action, Probe, Step};
use pomscope_core::view::{QuickScreen, quick_screen};
use yew::Html;

use crate::store::Store;
use crate::ui::element::{Element, el};
use crate::ui::frame::{bar, foot, here};

pub fn screen(store: &Store, at: usize) -> Html {
    let Some(quick) = quick_screen(store.state(), at) else { return Html::default() };
    let mut levels = el("div.picks");
    for (level, name, text, checked) in &quick.levels {
        let action = Action::SetPlacement(quick.thread.clone(), *level);
        levels = levels.add(pick(store, *level, (name, text), *checked, action));
    }
    let mut targets = el("div.scale.n.five");
    for (level, name, checked) in &quick.targets {
        let radio = el("input[type=radio][name=target]")
            .attr("value", level.to_string())
            .checked(*checked)
            .choose(store, Action::SetTarget(quick.thread.clone(), Some(f64::from(*level))));
        let words = el("span").text(level.to_string());
        targets = targets.add(el("label.seg").add(radio).add(words).add(el("small.long").text(name.clone())));
    }
    let to_levels = el("button.link.small[type=button]")
        .press(store, Action::Go(Step::Levels))
        .say(store, "quick.levels");
    let assumed = quick.assumed.then(|| el("p.small.muted").say(store, "quick.assumed"));
    let legend = |key: &str| el("legend").add(el("b").say(store, key));
    el("section.screen.slim[aria-labelledby=title]")
        .node(bar(store, here(&store.text("quick"), &quick.place)))
        .add(
            el("div.head")
                .add(el("p.over").text(quick.name.clone()))
                .add(el("h1#title[tabindex=-1]").text(quick.question.clone())),
        )
        .add(
            el("div.stack.loose")
                .add(el("fieldset.stack.tight").add(legend("quick.now")).add(levels))
                .add(el("p").add(to_levels))
                .maybe(probe(store, &quick))
                .add(el("fieldset.stack.tight").add(legend("quick.target")).add(targets).maybe(assumed))
                .add(foot(store, None, quick.next.clone())),
        )
        .html()
}

/// A level to pick: its number and name, and what it looks like.
pub fn pick(store: &Store, level: u8, (name, text): (&str, &str), checked: bool, action: Action) -> Element {
    let radio = el("input[type=radio][name=now]")
        .attr("id", format!("now-{level}"))
        .attr("value", level.to_string())
        .checked(checked)
        .choose(store, action);
    let words =
        el("span").add(el("span.over").text(format!("{level} {name}"))).add(el("br")).text(text.to_owned());
    el("label.pick").add(radio).add(words)
}

fn probe(store: &Store, quick: &QuickScreen) -> Option<Element> {
    let (question, hint, shown) = quick.probe.as_ref()?;
    let answer = |radio: Element, probe: Probe, is: bool, key: &str| {
        let action = Action::SetProbe(quick.thread.clone(), probe);
        let radio = radio.checked(*shown == Some(is)).choose(store, action);
        el("label.opt").add(radio).add(el("span").say(store, key))
    };
    let answers = el("div.opts")
        .add(answer(el("input[type=radio][name=probe][value=yes]"), Probe::Yes, true, "quick.probe.yes"))
        .add(answer(el("input[type=radio][name=probe][value=no]"), Probe::No, false, "quick.probe.no"));
    let lower = quick.lower.map(|level| {
        let button = el("button.link.in[type=button]")
            .press(store, Action::LowerPlacement(quick.thread.clone()))
            .text(store.state().texts().fill("quick.lower", &[("level", level.to_string())]));
        el("p").say(store, "quick.lower.why").space().add(button)
    });
    let words = el("div.stack.tight")
        .add(el("p").add(el("b").say(store, "quick.probe")).text(format!(" {question}")))
        .add(el("p.small.muted").text(hint.clone()))
        .add(answers)
        .maybe(lower);
    Some(el("fieldset.notice").add(el("legend.gone").say(store, "quick.probe")).add(words))
}
