//! A metric's fields, as the group's fold and the metrics' screen have them: how it stands, its value, its numbers and days.

use pomscope_core::answers::MetricStatus;
use pomscope_core::pack::MetricId;
use pomscope_core::state::{Action, MetricField};
use pomscope_core::text::Message;
use pomscope_core::view::MetricCard;

use crate::store::Store;
use crate::ui::element::{Element, el};
use crate::ui::fields::{error, optional};

/// How it stands, as radios, and the way to take the choice back.
pub fn states(store: &Store, metric: &MetricCard) -> Element {
    let status =
        |status: Option<MetricStatus>| Action::SetMetric(metric.id.clone(), MetricField::Status(status));
    let mut options = el("div.opts");
    for (each, label, checked) in &metric.choices {
        let radio = el("input[type=radio]")
            .attr("name", metric.id.0.clone())
            .attr("value", each.as_str().to_owned())
            .checked(*checked)
            .choose(store, status(Some(*each)));
        options = options.add(el("label.opt").add(radio).add(el("span").text(label.clone())));
    }
    let clear = || el("button.link[type=button]").press(store, status(None)).say(store, "card.clear");
    let chosen = metric.choices.iter().any(|(_, _, chosen)| *chosen);
    options.maybe(chosen.then(clear))
}

/// Value, day and source.
pub fn measured(store: &Store, metric: &MetricCard) -> Element {
    let id = &metric.id;
    let (value, as_of) = (metric.value_error.as_ref(), metric.as_of_error.as_ref());
    el("div.fields")
        .add(number(store, id, ("value", "metric.value"), &metric.value, MetricField::Value, value))
        .add(day(store, id, ("asof", "metric.asOf"), &metric.as_of, MetricField::AsOf, as_of))
        .add(source(store, metric))
}

/// A number of a metric; `part` is its name in ids and its label's key.
pub fn number(
    store: &Store,
    id: &MetricId,
    part: (&str, &str),
    value: &str,
    make: fn(String) -> MetricField,
    fault: Option<&Message>,
) -> Element {
    let input = el("input[type=text][inputmode=decimal][autocomplete=off]");
    field(store, id, part, None, input.value(value.to_owned()), make, fault)
}

/// A day of a metric; `part` is its name in ids and its label's key.
pub fn day(
    store: &Store,
    id: &MetricId,
    part: (&str, &str),
    value: &str,
    make: fn(String) -> MetricField,
    fault: Option<&Message>,
) -> Element {
    field(store, id, part, None, el("input[type=date]").value(value.to_owned()), make, fault)
}

fn source(store: &Store, metric: &MetricCard) -> Element {
    let input = el("input[type=text][maxlength=400][autocomplete=off]").value(metric.source.clone());
    let (part, note) = (("source", "metric.source"), Some(optional(store)));
    field(store, &metric.id, part, note, input, MetricField::Source, None)
}

fn field(
    store: &Store,
    metric: &MetricId,
    (suffix, key): (&str, &str),
    note: Option<Element>,
    input: Element,
    make: fn(String) -> MetricField,
    fault: Option<&Message>,
) -> Element {
    let (id, item) = (format!("{metric}-{suffix}"), metric.clone());
    let error_id = format!("{id}-error");
    let mut label = el("label").attr("for", id.clone()).say(store, key);
    if let Some(note) = note {
        label = label.space().add(note);
    }
    let input = input
        .attr("id", id)
        .attr_if(fault.is_some(), "aria-invalid", "true")
        .attr("aria-describedby", error_id.clone())
        .typed(store, move |text| Action::SetMetric(item.clone(), make(text)));
    el("div.field").add(label).add(input).add(error(store, error_id, fault))
}
