//! The three sentences: where you are, what holds you back, what to do first; sensible for any answers, the empty sheet included.

use crate::method::{Band, LevelScore, LevelStatus, ThreadScore};
use crate::plan;
use crate::report::context::{Context, counted, next_level};
use crate::report::headline::nothing_answered;

/// A sentence with the words that stand over it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// "Where you are".
    pub over: String,
    /// The sentence.
    pub text: String,
}

pub(super) fn sentences(context: &Context<'_>) -> Vec<Sentence> {
    [
        ("report.where", where_you_are(context)),
        ("report.back", what_holds_back(context)),
        ("report.first", what_first(context)),
    ]
    .into_iter()
    .map(|(key, text)| Sentence { over: context.get(key), text })
    .collect()
}

/// What the two most advanced threads have, in their pack's words.
fn where_you_are(context: &Context<'_>) -> String {
    let (base, top) = (context.content.pack.base(), context.content.pack.top());
    if nothing_answered(context) {
        return context.get("report.where.empty");
    }
    if context.score.overall.attained == top {
        let text = context.content.wording.level(top).text;
        return context.fill("report.where.top", [("level", top.to_string()), ("text", text)]);
    }
    let mut ahead: Vec<&ThreadScore> =
        context.score.threads.iter().filter(|thread| thread.attained > base).collect();
    crate::table::arrange(&mut ahead, |a, b| b.attained.cmp(&a.attained).then(b.score.total_cmp(&a.score)));
    let texts: Vec<String> = ahead
        .into_iter()
        .take(2)
        .filter_map(|thread| {
            let group = context.group(&thread.thread, thread.attained)?;
            let have = context.content.wording.group(&group.id).have;
            let full = thread.level(thread.attained)?.band == Some(Band::F);
            Some(if full { have } else { context.fill("report.where.largely", [("have", have)]) })
        })
        .collect();
    if !texts.is_empty() {
        return texts.join(" ");
    }
    let begun = context
        .score
        .threads
        .iter()
        .any(|thread| counted(thread).any(|level| level.band.is_some_and(|band| band > Band::N)));
    let next = context.content.pack.scored_levels().next().map_or(base, |level| level.number);
    let key = if begun { "report.where.begun" } else { "report.where.base" };
    context.fill(key, [("level", next.to_string()), ("base", base.to_string())])
}

/// What keeps the weakest of the threads at the least attained level from the next.
fn what_holds_back(context: &Context<'_>) -> String {
    if nothing_answered(context) {
        return context.get("report.back.empty");
    }
    let held = &context.score.overall.held_back_by;
    let threads = held.iter().filter_map(|id| context.score.thread(id));
    let Some(weakest) = threads.min_by(|a, b| a.score.total_cmp(&b.score)) else {
        return nothing_above(context);
    };
    let Some((level, text)) = obstacle(context, weakest) else { return nothing_above(context) };
    let mut text = text;
    let higher = context.loose.iter().find(|loose| loose.thread == weakest.thread && loose.weak == level);
    if let Some(loose) = higher {
        let values = [("level", loose.level.to_string()), ("thread", context.thread_name(&weakest.thread))];
        text = format!("{text} {}", context.fill("report.back.loose", values));
    }
    let others: Vec<String> =
        held.iter().filter(|id| **id != weakest.thread).map(|id| context.thread_name(id)).collect();
    if !others.is_empty() {
        let values = [("n", others.len().to_string()), ("threads", context.texts().list(&others))];
        text = format!("{text} {}", context.fill("report.back.also", values));
    }
    text
}

/// The level at which a thread is stuck, and why in a sentence: the lowest below the next one that is not full, else the next one.
fn obstacle(context: &Context<'_>, thread: &ThreadScore) -> Option<(u8, String)> {
    let next = next_level(thread)?;
    let below =
        counted(thread).find(|level| level.cell.level < next.cell.level && level.band != Some(Band::F));
    let stuck: &LevelScore = below.unwrap_or(next);
    let group = context.group(&thread.thread, stuck.cell.level)?;
    let wording = context.content.wording.group(&group.id);
    let fill = |key: &str| {
        let values = [
            ("place", context.place_of(group)),
            ("title", wording.title.clone()),
            ("next", next.cell.level.to_string()),
            ("level", stuck.cell.level.to_string()),
            ("thread", context.thread_name(&thread.thread)),
        ];
        context.fill(key, values)
    };
    let practised = stuck.cell.exempt || stuck.cell.facets.practice.is_some();
    let text = match stuck.band {
        None => fill("report.back.unvalued"),
        Some(_) if !practised => fill("report.back.unpractised"),
        Some(Band::L | Band::F) if below.is_some() => fill("report.back.notFull"),
        Some(Band::L | Band::F) => fill("report.back.practice"),
        Some(Band::N | Band::P) => wording.lack,
    };
    Some((stuck.cell.level, text))
}

/// The case in which no level above the attained one counts.
fn nothing_above(context: &Context<'_>) -> String {
    let rest = context
        .score
        .threads
        .iter()
        .flat_map(|thread| counted(thread).map(move |level| (thread, level)))
        .find(|(_, level)| level.band != Some(Band::F));
    let Some((thread, level)) = rest else { return context.get("report.back.none") };
    let title = context
        .group(&thread.thread, level.cell.level)
        .map(|group| context.content.wording.group(&group.id).title);
    let values =
        [("title", title.unwrap_or_default()), ("place", context.place(&thread.thread, level.cell.level))];
    context.fill("report.back.rest", values)
}

fn what_first(context: &Context<'_>) -> String {
    let wording = &context.content.wording;
    if nothing_answered(context) {
        return context.get("report.first.empty");
    }
    if let Some(step) = context.plan.steps.first() {
        let text = wording.item(&step.item).step;
        if step.instead_of.is_empty() {
            return text;
        }
        return format!(
            "{text} {}",
            context.fill("report.first.direct", [("level", step.level.to_string())])
        );
    }
    if let Some(open) = context.plan.to_clarify.first() {
        return context.fill("report.first.clarify", [("text", wording.item(&open.item).text)]);
    }
    context.get(if outcome_is_short(context) { "report.first.outcome" } else { "report.first.none" })
}

/// Whether a level up to its thread's target falls short though its practices are in place.
fn outcome_is_short(context: &Context<'_>) -> bool {
    let pack = &context.content.pack;
    context.score.threads.iter().any(|thread| {
        let target = plan::target(pack, context.assessment, thread).level.ceil();
        counted(thread).any(|level| {
            f64::from(level.cell.level) <= target
                && level.cell.status == LevelStatus::Valued
                && level.band != Some(Band::F)
        })
    })
}
