//! A group: its statements as cards, each with its scale, then what could be counted.

use pomscope_core::state::{Action, Keep, Step};
use pomscope_core::view::{Card, Choice, Leg, MetricCard, Stop, group_screen, trail};
use yew::Html;

use crate::store::Store;
use crate::ui::answering::answering;
use crate::ui::element::{Element, el};
use crate::ui::fields::optional;
use crate::ui::frame::{bar, foot, here};
use crate::ui::kept::kept;
use crate::ui::metric::{measured, states};

pub fn screen(store: &Store, at: usize) -> Html {
    let state = store.state();
    let Some(group) = group_screen(state, at) else { return Html::default() };
    let mut statements = el("div");
    for card in &group.cards {
        statements = statements
            .node(kept(store, card.id.as_str(), card.clone(), |store, card| card_of(store, card).html()));
    }
    for (text, screen, position) in &group.same_as {
        let same = el("p.small.muted")
            .text(state.texts().fill("group.sameAs", &[("text", text.clone())]))
            .space()
            .add(to_group(store, *screen, position));
        statements = statements.add(same);
    }
    let counted = if group.metrics.is_empty() {
        Html::default()
    } else {
        kept(store, "metrics", (group.metrics.clone(), group.metrics_given), metrics)
    };
    el("section.screen[aria-labelledby=title]")
        .node(bar(store, here(&group.leg, &group.place)))
        .node(kept(store, "trail", trail(state), trail_of))
        .add(
            el("div.head")
                .add(el("h1#title[tabindex=-1]").text(group.title.clone()))
                .add(el("p.muted#stem").text(group.stem.clone()))
                .add(answering(store, &group.answering).key(&state.path())),
        )
        .add(el("div.stack.loose").add(statements).node(counted).add(keys(store)).add(foot(
            store,
            Some(el("p.small.muted").text(group.progress.clone())),
            group.next.clone(),
        )))
        .html()
}

fn to_group(store: &Store, screen: usize, position: &str) -> Element {
    el("button.link.in[type=button]").press(store, Action::Go(Step::Group(screen))).text(position.to_owned())
}

/// The screens as a row of stairs to step to.
fn trail_of(store: &Store, legs: &Vec<Leg>) -> Html {
    let stop = |stop: &Stop| {
        let button = el("button[type=button]")
            .attr("data-state", stop.progress.as_str().to_owned())
            .attr_if(stop.here, "aria-current", "step")
            .attr("title", stop.title.clone())
            .press(store, Action::Go(Step::Group(stop.at)))
            .add(el("span.gone").text(stop.label.clone()));
        el("li").add(button)
    };
    let mut list = el("ol.trail");
    for leg in legs {
        let mut stops = el("ol");
        for each in &leg.stops {
            stops = stops.add(stop(each));
        }
        list = list.add(el("li").add(el("span").text(leg.name.clone())).add(stops));
    }
    el("nav").attr("aria-label", store.text("trail").to_string()).add(list).html()
}

pub(super) fn card_of(store: &Store, card: &Card) -> Element {
    let id = card.id.as_str();
    let open = (!card.answered).then(|| el("span.open").say(store, "card.open"));
    let kind = el("span.kind").text(card.kind.clone()).space().maybe(open);
    let mut scale = el("div.scale");
    for choice in &card.scale {
        let key = || el("kbd[aria-hidden=true]").text(choice.key.to_owned());
        let hint = || el("small").text(choice.hint.clone());
        let segment = el("label.seg")
            .add(radio(store, card, choice))
            .add(el("span").text(choice.label.clone()))
            .maybe(store.state().keys.then(key))
            .maybe((!choice.hint.is_empty()).then(hint));
        scale = scale.add(segment);
    }
    let mut besides = el("div.opts");
    for choice in &card.besides {
        besides = besides
            .add(el("label.opt").add(radio(store, card, choice)).add(el("span").text(choice.label.clone())));
    }
    let help = el("details.more")
        .add(el("summary").say(store, "card.help"))
        .add(el("p").text(card.texts.help.clone()));
    let clear = || {
        el("button.link[type=button]").press(store, Action::Clear(card.id.clone())).say(store, "card.clear")
    };
    el("fieldset.card[tabindex=-1]")
        .attr("id", format!("{id}-card"))
        .rating_keys(store, card.id.clone())
        .add(el("legend").add(kind).space().add(el("span.said").text(card.texts.text.clone())))
        .maybe(conflict(store, card))
        .add(scale)
        .maybe(card.last.clone().map(|last| el("p.small.muted").text(last)))
        .add(
            el("div.under")
                .add(besides)
                .add(el("div.acts").add(help).add(notes(store, card)).maybe(card.answered.then(clear))),
        )
        .maybe(card.asks_reason.then(|| reason(store, card)))
}

fn radio(store: &Store, card: &Card, choice: &Choice) -> Element {
    let (id, rating) = (card.id.as_str(), choice.rating.as_str());
    el("input[type=radio]")
        .attr("id", format!("{id}-{rating}"))
        .attr("name", id.to_owned())
        .attr("value", rating.to_owned())
        .checked(choice.chosen)
        .choose(store, Action::Rate(card.id.clone(), choice.rating))
}

fn notes(store: &Store, card: &Card) -> Element {
    let id = card.id.as_str();
    let (note, evidence) = (format!("{id}-note"), format!("{id}-evidence"));
    let written = !card.answer.note.is_empty() || !card.answer.evidence.is_empty();
    let (note_item, evidence_item) = (card.id.clone(), card.id.clone());
    let note_field = el("textarea[rows=3][maxlength=4000][autocomplete=off]")
        .attr("id", note.clone())
        .value(card.answer.note.clone())
        .typed(store, move |text| Action::SetNote(note_item.clone(), text));
    let evidence_field = el("input[type=text][maxlength=4000][autocomplete=off]")
        .attr("id", evidence.clone())
        .value(card.answer.evidence.clone())
        .typed(store, move |text| Action::SetEvidence(evidence_item.clone(), text));
    el("details.more")
        .add(el("summary").say(store, if written { "card.note.yours" } else { "card.note.add" }))
        .add(
            el("div.stack")
                .add(
                    el("div.field")
                        .add(el("label").attr("for", note).say(store, "card.note"))
                        .add(note_field),
                )
                .add(
                    el("div.field")
                        .add(el("label").attr("for", evidence).say(store, "card.evidence"))
                        .add(evidence_field),
                ),
        )
}

fn reason(store: &Store, card: &Card) -> Element {
    let (field, hint) = (format!("{}-reason", card.id), format!("{}-reason-hint", card.id));
    let item = card.id.clone();
    el("div.field")
        .add(el("label").attr("for", field.clone()).say(store, "card.reason"))
        .add(
            el("input[type=text][maxlength=4000][autocomplete=off]")
                .attr("id", field)
                .attr("aria-describedby", hint.clone())
                .value(card.answer.reason.clone())
                .typed(store, move |text| Action::SetReason(item.clone(), text)),
        )
        .add(el("small").attr("id", hint).say(store, "card.reason.hint"))
}

fn conflict(store: &Store, card: &Card) -> Option<Element> {
    let (theirs, mine) = card.conflict.as_ref()?;
    let texts = store.state().texts();
    let choose = |keep: Keep, key: &str, rating: &String| {
        el("button.link[type=button]")
            .press(store, Action::Settle(card.id.clone(), keep))
            .text(texts.fill(key, &[("rating", rating.clone())]))
    };
    let row = el("div.row").add(choose(Keep::Other, "card.conflict.take", theirs)).add(choose(
        Keep::Mine,
        "card.conflict.keep",
        mine,
    ));
    let says = texts.fill("card.conflict", &[("theirs", theirs.clone()), ("mine", mine.clone())]);
    Some(el("div.notice.warn").add(el("p").text(says)).add(row))
}

fn metrics(store: &Store, (metrics, given): &(Vec<MetricCard>, usize)) -> Html {
    let values = [("given", given.to_string()), ("n", metrics.len().to_string())];
    let mut list = el("div.stack.loose").add(el("p.small.muted").say(store, "metrics.hint"));
    for metric in metrics {
        list = list.add(metric_of(store, metric));
    }
    let summary = el("summary")
        .add(el("span").say(store, "metrics.title").space().add(optional(store)))
        .add(el("small.muted").text(store.state().texts().fill("metrics.given", &values)));
    el("details.fold").add(summary).add(list).html()
}

fn metric_of(store: &Store, metric: &MetricCard) -> Element {
    let texts = store.state().texts();
    let legend = el("legend")
        .add(el("b").text(metric.texts.text.clone()))
        .space()
        .add(el("span.muted").text(metric.unit.clone()));
    let card = el("fieldset.stack.tight").key(metric.id.as_str()).add(legend);
    let remark = metric.remark.as_ref().map(|remark| el("p.small.muted").text(store.say(remark)));
    let chosen = metric.choices.iter().find(|(_, _, chosen)| *chosen).map(|(_, label, _)| label);
    if let Some((screen, position)) = &metric.asked_at {
        let shown = match chosen {
            _ if !metric.value.is_empty() => metric.value.clone(),
            Some(label) => label.clone(),
            None => texts.get("metric.none").to_owned(),
        };
        return card.add(
            el("p.small.muted")
                .text(texts.fill("metric.asked", &[("value", shown)]))
                .space()
                .add(to_group(store, *screen, position)),
        );
    }
    card.add(el("p.small.muted").text(metric.texts.help.clone()))
        .add(states(store, metric))
        .maybe(metric.measured.then(|| measured(store, metric)))
        .maybe(remark)
}

pub(super) fn keys(store: &Store) -> Element {
    let switch = el("input[type=checkbox]").checked(store.state().keys).choose(store, Action::SwitchKeys);
    el("p.keys")
        .add(el("label.check").add(switch).space().say(store, "keys.switch"))
        .add(el("span.touchless").say(store, "keys.hint"))
}
