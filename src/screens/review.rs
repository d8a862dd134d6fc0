//! Before the result: what is open, what is worth a second look, where each thread is wanted.

use pomscope_core::answers::Rating;
use pomscope_core::decimal;
use pomscope_core::state::{Action, DeskAction, Step};
use pomscope_core::view::{Look, Review, Stop, VersionLook, Wanted, review, version_looks};
use yew::Html;

use crate::store::Store;
use crate::ui::element::{Element, el};
use crate::ui::frame::{bar, foot, here};

pub fn screen(store: &Store) -> Html {
    let state = store.state();
    let Some(review) = review(state) else { return Html::default() };
    let title = state.assessment().map(|assessment| state.title_of(assessment)).unwrap_or_default();
    let provisional = review.provisional && review.refused.is_none();
    let head = el("div.head")
        .add(el("h1#title[tabindex=-1]").say(store, "review.title"))
        .add(el("p.lead").text(store.say(&review.open)))
        .maybe(provisional.then(|| el("p.muted").say(store, "review.provisional")));
    let refused =
        review.refused.as_ref().map(|refused| el("div.notice.bad").add(el("p").text(store.say(refused))));
    let looks = (!review.looks.is_empty()).then(|| {
        let mut list = el("ul.stack");
        for look in &review.looks {
            list = list.add(look_of(store, look));
        }
        section(store, "review.looks").add(list)
    });
    let versions = version_looks(state);
    let versions = (!versions.is_empty()).then(|| {
        let mut list = el("ul.stack");
        for look in &versions {
            list = list.add(version_look(store, look));
        }
        let all = el("button.link[type=button]")
            .press(store, Action::desk(DeskAction::LookedAtAll))
            .say(store, "version.lookedAll");
        section(store, "review.versions").add(el("div.stack").add(list).add(el("p").add(all)))
    });
    let mut wanted = el("div.stack.loose");
    for each in &review.wanted {
        wanted = wanted.add(wanted_of(store, each));
    }
    el("section.screen[aria-labelledby=title]")
        .node(bar(store, here(&title, &store.text("review"))))
        .add(head)
        .maybe(refused)
        .maybe(versions)
        .maybe(looks)
        .add(section(store, "review.wanted").add(wanted))
        .add(section(store, "review.answers").add(answers(store, &review)))
        .add(foot(store, None, store.text("review.result").to_string()))
        .html()
}

/// A section with its heading and hint in the margin.
fn section(store: &Store, key: &str) -> Element {
    let hint = el("p.small.muted").say(store, &format!("{key}.hint"));
    el("div.sect").add(el("div").add(el("h2").say(store, key)).add(hint))
}

fn answers(store: &Store, review: &Review) -> Element {
    let stop = |stop: &Stop| {
        let values = [("answered", stop.answered.to_string()), ("n", stop.asked.to_string())];
        let progress = if stop.answered < stop.asked { el("span.open") } else { el("span.muted") };
        el("li")
            .add(
                el("button.link[type=button]")
                    .press(store, Action::Go(Step::Group(stop.at)))
                    .text(stop.title.clone()),
            )
            .space()
            .add(progress.text(store.state().texts().fill("group.progress", &values)))
    };
    let mut legs = el("div.stack");
    for leg in &review.legs {
        let mut list = el("ul.rows");
        for each in &leg.stops {
            list = list.add(stop(each));
        }
        legs = legs.add(el("div").add(el("h3").text(leg.name.clone())).add(list));
    }
    legs
}

fn look_of(store: &Store, look: &Look) -> Element {
    let said = store.state().texts().fill("look.said", &[("rating", look.answer.clone())]);
    let statement = el("p").add(el("b").text(look.text.clone())).space().add(el("span.muted").text(said));
    let words = el("div.stack.tight")
        .add(statement)
        .add(el("p").text(store.say(&look.why)))
        .add(el("p.small.muted").text(store.say(&look.then)))
        .maybe(look.kept.then(|| el("p.small.muted").say(store, "look.kept")));
    let button =
        |action: Action, key: &str| el("button.link[type=button]").press(store, action).say(store, key);
    let row = el("div.row")
        .add(button(Action::Rate(look.item.clone(), Rating::Beyond), "look.yes"))
        .maybe((!look.kept).then(|| button(Action::KeepAsSaid(look.item.clone()), "look.no")))
        .add(button(Action::Go(Step::Group(look.screen)), "look.see"));
    el("li.notice.warn").key(look.item.as_str()).attr("id", format!("{}-look", look.item)).add(words).add(row)
}

/// An item that moved, changed, is new or gone since the version that was answered.
fn version_look(store: &Store, look: &VersionLook) -> Element {
    let said = store.state().texts().fill("look.said", &[("rating", look.answer.clone())]);
    let statement = el("p").add(el("b").text(look.text.clone())).space().add(el("span.muted").text(said));
    let words = el("div.stack.tight").add(statement).add(el("p").text(store.say(&look.why)));
    let see = look.screen.as_ref().map(|(at, _)| {
        el("button.link[type=button]").press(store, Action::Go(Step::Group(*at))).say(store, "look.see")
    });
    let done = el("button.link[type=button]")
        .attr("id", format!("{}-version", look.item))
        .press(store, Action::desk(DeskAction::LookedAt(look.item.clone())))
        .say(store, "version.looked");
    el("li.notice").key(look.item.as_str()).add(words).add(el("div.row").maybe(see).add(done))
}

fn option(value: String, text: String, chosen: bool) -> Element {
    el("option").attr("value", value).attr_if(chosen, "selected", "").text(text)
}

fn wanted_of(store: &Store, wanted: &Wanted) -> Element {
    let (target_id, importance_id) =
        (format!("{}-target", wanted.thread), format!("{}-importance", wanted.thread));
    let none = wanted.targets.iter().all(|(_, _, chosen)| !chosen);
    let assumed = match &wanted.assumed {
        Some(level) => store.state().texts().fill("wanted.assumed", &[("level", level.clone())]),
        None => store.text("wanted.none").to_string(),
    };
    let thread = wanted.thread.clone();
    let mut target = el("select")
        .attr("id", target_id.clone())
        .selected(store, move |value| Action::SetTarget(thread.clone(), decimal::read(&value)))
        .add(option(String::new(), assumed, none));
    for (level, text, chosen) in &wanted.targets {
        target = target.add(option(crate::ui::length::tenths(*level), text.clone(), *chosen));
    }
    let thread = wanted.thread.clone();
    let mut importance = el("select")
        .attr("id", importance_id.clone())
        .selected(store, move |value| Action::SetImportance(thread.clone(), value.parse().unwrap_or(3)));
    for (level, text, chosen) in &wanted.importance {
        importance = importance.add(option(level.to_string(), text.clone(), *chosen));
    }
    let field = |id: String, key: &str, select: Element| {
        el("div.field").add(el("label").attr("for", id).say(store, key)).add(select)
    };
    let name_id = format!("{}-wanted", wanted.thread);
    el("div.fields.ask[role=group]")
        .key(wanted.thread.as_str())
        .attr("aria-labelledby", name_id.clone())
        .add(el("h3").attr("id", name_id).text(wanted.name.clone()))
        .add(field(target_id, "wanted.target", target))
        .add(field(importance_id, "wanted.importance", importance))
}
