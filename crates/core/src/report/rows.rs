//! The report's data row by row, numbers at full precision: answers, steps of the plan, metrics; CSV and JSON write these rows, and what people read of them stands in the report's own parts.

use crate::answers::{Answer, MetricAnswer, MetricStatus, PlanEntry, Rating};
use crate::metrics;
use crate::pack::{Asked, ItemId, Kind, MetricId, ThreadId, Unit};
use crate::plan::is_own;
use crate::report::context::Context;
use crate::report::{NextStep, Report};

/// An item that is asked, with its answer.
pub(crate) struct AnswerData {
    pub item: ItemId,
    pub thread: ThreadId,
    pub thread_name: String,
    pub level: u8,
    pub kind: Kind,
    pub statement: String,
    /// The rating that counts; none where unanswered.
    pub rating: Option<Rating>,
    /// The rating in the words of the report.
    pub label: String,
    /// What the file holds in place of a rating that the item offers; empty where there is no such thing.
    pub set_aside: String,
    pub answer: Answer,
}

pub(crate) fn answers(context: &Context<'_>) -> Vec<AnswerData> {
    context.content.pack.asked.iter().filter_map(|asked| answer(context, asked)).collect()
}

fn answer(context: &Context<'_>, asked: &Asked) -> Option<AnswerData> {
    let (pack, wording) = (&context.content.pack, &context.content.wording);
    let group = pack.groups.get(asked.group)?;
    let kind = group.items().find(|item| item.id == asked.id)?.kind;
    let answer = context.assessment.answers.get(&asked.id).cloned().unwrap_or_default();
    let rating = context.assessment.rating(asked);
    let set_aside = match (&answer.set_aside, answer.rating) {
        (_, Some(given)) if rating.is_none() => given.as_str().to_owned(),
        (Some(value), None) => value.as_str().map_or_else(|| value.to_string(), str::to_owned),
        _ => String::new(),
    };
    Some(AnswerData {
        item: asked.id.clone(),
        thread: group.thread.clone(),
        thread_name: context.thread_name(&group.thread),
        level: group.level.number,
        kind,
        statement: wording.item(&asked.id).text,
        rating,
        label: context.rating(asked, rating),
        set_aside,
        answer,
    })
}

/// Where a step of the plan comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StepOrigin {
    /// The method offers it.
    Offered,
    /// It is one's own.
    Own,
    /// Something was decided about it, and the answers no longer call for it.
    Past,
}

impl StepOrigin {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Offered => "offered",
            Self::Own => "own",
            Self::Past => "past",
        }
    }
}

/// A step of the plan with what was decided about it.
pub(crate) struct StepData {
    /// The practice's id, or that of a step of one's own.
    pub id: String,
    pub origin: StepOrigin,
    pub thread: Option<ThreadId>,
    pub level: Option<u8>,
    /// What to do.
    pub step: String,
    /// Why it stands here; empty where the method does not offer it.
    pub why: String,
    pub instead_of: Vec<ItemId>,
    pub outcome: Option<ItemId>,
    pub metric: Option<MetricId>,
    /// How many levels the score would gain; none where the method does not offer it.
    pub lift: Option<f64>,
    /// None where nothing was decided.
    pub entry: Option<PlanEntry>,
}

/// The steps of the method in their order, then one's own, then those that the answers no longer call for.
pub(crate) fn steps(context: &Context<'_>, report: &Report) -> Vec<StepData> {
    let decided = &context.assessment.plan;
    let mut steps = Vec::new();
    for step in &context.plan.steps {
        let told = report.next.steps.iter().find(|told| told.item == step.item);
        let words = |word: fn(&NextStep) -> &String| told.map(word).cloned().unwrap_or_default();
        steps.push(StepData {
            id: step.item.0.clone(),
            origin: StepOrigin::Offered,
            thread: Some(step.thread.clone()),
            level: Some(step.level),
            step: words(|told| &told.title),
            why: words(|told| &told.why),
            instead_of: step.instead_of.clone(),
            outcome: step.outcome.clone(),
            metric: step.metric.clone(),
            lift: Some(step.lift),
            entry: decided.get(&step.item.0).cloned(),
        });
    }
    for origin in [StepOrigin::Own, StepOrigin::Past] {
        for (id, entry) in decided {
            let own = is_own(id);
            if own == (origin == StepOrigin::Own) && !steps.iter().any(|step| step.id == *id) {
                steps.push(beside(context, id, entry, origin));
            }
        }
    }
    steps
}

/// A step that the method does not offer.
fn beside(context: &Context<'_>, id: &str, entry: &PlanEntry, origin: StepOrigin) -> StepData {
    let pack = &context.content.pack;
    let asked = pack.asked_item(id).filter(|_| origin == StepOrigin::Past);
    let group = asked.and_then(|asked| pack.groups.get(asked.group));
    let known = asked.map(|asked| context.content.wording.item(&asked.id).step);
    StepData {
        id: id.to_owned(),
        origin,
        thread: group.map(|group| group.thread.clone()),
        level: group.map(|group| group.level.number),
        step: known.filter(|_| entry.title.is_empty()).unwrap_or_else(|| entry.title.clone()),
        why: String::new(),
        instead_of: Vec::new(),
        outcome: None,
        metric: None,
        lift: None,
        entry: Some(entry.clone()),
    }
}

/// A metric with what was entered.
pub(crate) struct MetricData {
    pub id: MetricId,
    pub text: String,
    pub unit: &'static str,
    pub status: Option<MetricStatus>,
    /// The measured value, where it fits the unit.
    pub value: Option<f64>,
    /// The day of the value; empty while not measured, as on the screen.
    pub as_of: String,
    /// Where it comes from; empty while not measured.
    pub source: String,
    pub baseline: Option<f64>,
    pub target: Option<f64>,
    pub target_date: String,
    /// The value's ratio to the number of key relationships.
    pub ratio: Option<f64>,
}

pub(crate) fn metrics(context: &Context<'_>) -> Vec<MetricData> {
    let (pack, assessment) = (&context.content.pack, context.assessment);
    let empty = MetricAnswer::default();
    let metric = |metric: &crate::pack::Metric| {
        let id = &metric.id;
        let answer = assessment.metrics.get(id).unwrap_or(&empty);
        let measured = answer.status == Some(MetricStatus::Measured);
        let with_value = |text: &String| if measured { text.clone() } else { String::new() };
        MetricData {
            id: id.clone(),
            text: context.content.wording.metric(id).text,
            unit: match metric.unit {
                Unit::Count => "count",
                Unit::Percent => "percent",
            },
            status: answer.status,
            value: metrics::measured(pack, assessment, id),
            as_of: with_value(&answer.as_of),
            source: with_value(&answer.source),
            baseline: answer.baseline,
            target: answer.target,
            target_date: answer.target_date.clone(),
            ratio: metrics::ratio(pack, assessment, id),
        }
    };
    pack.metrics.iter().map(metric).collect()
}
