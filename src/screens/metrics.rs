//! The metrics, each once: value, start and target, how far it has come, how ready one is to measure, and what should be asked.

use pomscope_core::metrics::Course;
use pomscope_core::report::{Counts, counting::ProgressText};
use pomscope_core::state::{Action, MetricField};
use pomscope_core::view::{MetricEntry, MetricThread, MetricsScreen, metrics_screen};
use yew::Html;

use crate::screens::scope::{of_register, to_register};
use crate::store::Store;
use crate::ui::element::{Element, el};
use crate::ui::fields::{error, optional};
use crate::ui::frame::{bar, foot, here};
use crate::ui::gauge::percent;
use crate::ui::metric::{day, measured, number, states};

pub fn screen(store: &Store) -> Html {
    let state = store.state();
    let Some((metrics, assessment)) = metrics_screen(state).zip(state.assessment()) else {
        return Html::default();
    };
    let lead = state.texts().fill("metrics.lead", &[("n", metrics.count.to_string())]);
    let head = el("div.head")
        .add(el("h1#title[tabindex=-1]").say(store, "metrics.screen"))
        .add(el("p.lead").text(lead));
    let mut screen = el("section.screen[aria-labelledby=title]")
        .node(bar(store, here(&state.title_of(assessment), &store.text("metrics"))))
        .add(head)
        .maybe(metrics.counts.as_ref().and_then(|counts| questions(store, counts)))
        .add(ready(store, &metrics));
    for thread in &metrics.threads {
        screen = screen.add(thread_of(store, thread));
    }
    screen.add(foot(store, None, store.text("metrics.toPlan").to_string())).html()
}

/// What is green outside and red inside, as a question.
fn questions(store: &Store, counts: &Counts) -> Option<Element> {
    if counts.watermelons.is_empty() {
        return None;
    }
    let mut says = el("div.stack.tight").add(el("h2").say(store, "metrics.watermelon"));
    for question in &counts.watermelons {
        says = says.add(el("p").text(question.clone()));
    }
    Some(el("div.notice.warn").add(says.add(el("p.small.muted").text(counts.watermelon_rule.clone()))))
}

fn ready(store: &Store, metrics: &MetricsScreen) -> Element {
    let readiness = metrics.counts.as_ref().map(|counts| {
        el("div.stack.tight")
            .add(el("p").text(counts.readiness.clone()))
            .maybe(metrics.ready.map(way))
            .add(el("p.small.muted").text(counts.meaning.clone()))
    });
    let fault = metrics.k.error.as_ref();
    let k = el("input.short[type=text][inputmode=numeric][autocomplete=off]")
        .attr("id", "k".to_owned())
        .attr_if(fault.is_some(), "aria-invalid", "true")
        .attr("aria-describedby", "k-hint k-error".to_owned())
        .value(metrics.k.text.clone())
        .typed(store, Action::SetKeyRelationships);
    let field = match metrics.rows {
        Some(n) => el("div.field").add(el("span.label").say(store, "metrics.k")).add(of_register(store, n)),
        None => el("div.field")
            .add(el("label[for=k]").say(store, "metrics.k").space().add(optional(store)))
            .add(k)
            .add(error(store, "k-error".to_owned(), fault))
            .add(el("small#k-hint").say(store, "metrics.k.hint"))
            .add(to_register(store)),
    };
    el("div.sect")
        .add(el("div").add(el("h2").say(store, "metrics.ready")))
        .add(el("div.stack.loose").maybe(readiness).add(field))
}

/// How much of a way is gone, 0 to 100; the sentence beside it says the same.
pub(super) fn way(share: f64) -> Element {
    el("svg.way[aria-hidden=true]")
        .add(el("rect.rest[width=100%][height=100%]"))
        .add(el("rect.solid[height=100%]").attr("width", percent(share)))
}

fn thread_of(store: &Store, thread: &MetricThread) -> Element {
    let head =
        el("div").add(el("h2").text(thread.name.clone())).add(el("p.small.muted").text(thread.given.clone()));
    let mut list = el("ul.counts");
    for metric in &thread.metrics {
        list = list.add(entry(store, metric));
    }
    el("div.sect").add(head).add(list)
}

fn entry(store: &Store, metric: &MetricEntry) -> Element {
    let card = &metric.card;
    let value = if metric.given { el("b") } else { el("span.muted") };
    let faulty = metric.faulty.then(|| el("small.late").say(store, "metric.faulty"));
    let name = el("span")
        .text(card.texts.text.clone())
        .add(el("small.muted").text(metric.about.clone()))
        .maybe(faulty);
    let summary = el("summary").add(name).add(value.text(metric.value.clone()));
    let last = metric.last.as_ref().map(|last| el("p.small.muted").text(store.say(last)));
    let legend = el("legend.gone").text(card.texts.text.clone());
    let fields = el("fieldset.stack")
        .add(legend)
        .add(el("p.small.muted").text(card.texts.help.clone()))
        .add(states(store, card))
        .maybe(card.measured.then(|| measured(store, card)))
        .maybe(metric.aims.then(|| aims(store, metric)))
        .maybe(last);
    el("li").key(card.id.as_str()).add(el("details.fold").add(summary).add(fields)).add(said(store, metric))
}

/// What is to be said of it, whether it is open or folded.
fn said(store: &Store, metric: &MetricEntry) -> Element {
    let mut says = el("div.stack.tight");
    if let Some(progress) = &metric.progress {
        says = says.add(progress_of(progress));
    }
    for remark in &metric.remarks {
        says = says.add(el("p.small").text(store.say(remark)));
    }
    says
}

fn progress_of(progress: &ProgressText) -> Element {
    let words = if progress.course == Course::Away { el("p.small.late") } else { el("p.small.muted") };
    el("div.stack.tight").maybe(progress.share.map(way)).add(words.text(progress.text.clone()))
}

fn aims(store: &Store, metric: &MetricEntry) -> Element {
    let id = &metric.card.id;
    let (from, to, by) = (&metric.baseline, &metric.target, &metric.by);
    let start = ("baseline", "metric.baseline");
    el("div.fields")
        .add(number(store, id, start, &from.text, MetricField::Baseline, from.error.as_ref()))
        .add(number(store, id, ("target", "metric.target"), &to.text, MetricField::Target, to.error.as_ref()))
        .add(day(store, id, ("by", "metric.by"), &by.text, MetricField::TargetDate, by.error.as_ref()))
}
