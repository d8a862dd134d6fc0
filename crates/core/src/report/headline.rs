//! The score and the attained level together, with their band, their remarks and how far they can be relied on.

use crate::method::{Band, Confidence, LevelStatus, ThreadScore, at_least};
use crate::pack::{GroupId, ThreadId};
use crate::report::context::{Context, counted, next_level};
use crate::report::{Fact, Piece};

/// The score on its scale; positions are percentages of the scale's length.
#[derive(Clone, Debug, PartialEq)]
pub struct Gauge {
    /// Where the score stands.
    pub at: f64,
    /// Where its band begins.
    pub low: f64,
    /// Where its band ends.
    pub high: f64,
    /// The levels under the scale.
    pub ticks: Vec<String>,
}

/// Something that keeps the result provisional.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// What is missing.
    pub text: String,
    /// The screen on which it is asked.
    pub screen: usize,
}

/// Why the result is provisional.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provisional {
    /// "Too little to go by yet."
    pub title: String,
    /// How much is answered.
    pub text: String,
    /// What is missing, thread by thread.
    pub missing: Vec<Missing>,
    /// "Answer what is open".
    pub action: String,
}

/// The score, the level, how far they can be relied on.
#[derive(Clone, Debug, PartialEq)]
pub struct Headline {
    /// The heading.
    pub title: String,
    /// "provisional", where it is.
    pub tag: Option<String>,
    /// The score.
    pub score: String,
    /// "of 5".
    pub of: String,
    /// The scale.
    pub gauge: Gauge,
    /// The lowest score that the open answers leave possible.
    pub low: String,
    /// The highest.
    pub high: String,
    /// Both in a sentence with the reason.
    pub range: String,
    /// "Level 2 attained."
    pub attained: String,
    /// What holds the next level back; empty where there is none above.
    pub held_back: Vec<Vec<Piece>>,
    /// Levels that were left out or are not known, and there being none above.
    pub remarks: Vec<String>,
    /// The confidence's word.
    pub confidence_word: String,
    /// "Confidence: fair."
    pub confidence: String,
    /// What it rests on, a sentence each.
    pub reasons: Vec<String>,
    /// Why the result is provisional, where it is.
    pub provisional: Option<Provisional>,
    /// The heading of the summary.
    pub summary: String,
    /// The same in terms and values.
    pub facts: Vec<Fact>,
    /// What the scale shows.
    pub gauge_caption: String,
    /// The scale in words.
    pub gauge_spoken: String,
    /// "Indicative, Pomscope method 1."
    pub indicative: String,
}

pub(super) fn headline(context: &Context<'_>) -> Headline {
    let texts = context.texts();
    let overall = &context.score.overall;
    let score = texts.score(overall.score);
    let (low, high) = (texts.score(overall.low), texts.score(overall.high));
    let level = overall.attained.to_string();
    let key = if overall.provisional { "report.attained.sofar" } else { "report.attained" };
    let (word, line) = match overall.confidence {
        Confidence::High => ("confidence.high", "report.confidence.high"),
        Confidence::Fair => ("confidence.fair", "report.confidence.fair"),
        Confidence::Low => ("confidence.low", "report.confidence.low"),
    };
    let reasons: Vec<String> = overall.reasons.iter().map(|reason| context.get(reason.key())).collect();
    let word = context.get(word);
    let facts = vec![
        fact(
            context,
            "report.fact.score",
            context.fill(
                "report.scoreOf",
                [("score", score.clone()), ("of", context.content.pack.top().to_string())],
            ),
        ),
        fact(
            context,
            "report.fact.band",
            context.fill("report.fromTo", [("low", low.clone()), ("high", high.clone())]),
        ),
        fact(context, "report.fact.level", level_fact(context)),
        fact(context, "report.fact.confidence", word.clone()),
        fact(context, "report.fact.coverage", covered(context)),
    ];
    Headline {
        title: context.get("report.title"),
        tag: overall.provisional.then(|| context.get("report.provisional")),
        of: context.fill("report.of", [("of", context.content.pack.top().to_string())]),
        gauge: Gauge {
            at: context.position(overall.score),
            low: context.position(overall.low),
            high: context.position(overall.high),
            ticks: context.ticks(),
        },
        range: range(context, &low, &high),
        attained: context.fill(key, [("level", level)]),
        held_back: held_back(context),
        remarks: remarks(context),
        confidence: context.get(line),
        confidence_word: word,
        reasons,
        provisional: overall.provisional.then(|| provisional(context)),
        summary: context.get("report.summary"),
        facts,
        gauge_caption: context.get("report.gauge"),
        gauge_spoken: context.fill(
            "report.gauge.spoken",
            [
                ("score", score.clone()),
                ("low", low.clone()),
                ("high", high.clone()),
                ("base", context.content.pack.base().to_string()),
                ("of", context.content.pack.top().to_string()),
            ],
        ),
        indicative: context.get("report.indicative"),
        score,
        low,
        high,
    }
}

fn fact(context: &Context<'_>, key: &str, value: String) -> Fact {
    Fact { term: context.get(key), value }
}

fn level_fact(context: &Context<'_>) -> String {
    context.level(context.score.overall.attained)
}

/// "25 of 28".
pub(super) fn covered(context: &Context<'_>) -> String {
    let (valued, applicable) = pooled(context);
    context.fill("report.nOf", [("n", valued.to_string()), ("of", applicable.to_string())])
}

fn pooled(context: &Context<'_>) -> (usize, usize) {
    context.score.threads.iter().fold((0, 0), |(n, of), thread| (n + thread.valued, of + thread.applicable))
}

/// The band in a sentence that names what leaves it open.
fn range(context: &Context<'_>, low: &str, high: &str) -> String {
    let pack = &context.content.pack;
    let mut unknown = 0usize;
    let mut open = 0usize;
    for (slot, _) in pack.asked.iter().enumerate().filter(|(_, item)| !item.descriptive) {
        match context.sheet.get(slot) {
            Some(crate::answers::Rating::Unknown) => unknown += 1,
            None => open += 1,
            Some(_) => {}
        }
    }
    let mut why = Vec::new();
    for (count, key) in [(open, "report.range.open"), (unknown, "report.range.unknown")] {
        if count > 0 {
            why.push(context.fill(key, [("n", count.to_string())]));
        }
    }
    if why.is_empty() {
        return context.get("report.range.none");
    }
    let key = if low == high { "report.range.same" } else { "report.range" };
    context
        .fill(key, [("low", low.to_owned()), ("high", high.to_owned()), ("why", context.texts().list(&why))])
}

/// One sentence for each level that is held back, as dropped levels can make them differ.
fn held_back(context: &Context<'_>) -> Vec<Vec<Piece>> {
    let mut by_level: Vec<(u8, Vec<&ThreadId>)> = Vec::new();
    for id in &context.score.overall.held_back_by {
        let Some(level) = context.score.thread(id).and_then(next_level).map(|level| level.cell.level) else {
            continue;
        };
        match by_level.iter_mut().find(|(other, _)| *other == level) {
            Some((_, threads)) => threads.push(id),
            None => by_level.push((level, vec![id])),
        }
    }
    crate::table::arrange(&mut by_level, |a, b| a.0.cmp(&b.0));
    by_level.iter().map(|(level, threads)| context.linked("report.heldBack", *level, threads)).collect()
}

fn remarks(context: &Context<'_>) -> Vec<String> {
    let overall = &context.score.overall;
    let mut remarks = Vec::new();
    if overall.held_back_by.is_empty() {
        let key = if overall.attained >= context.content.pack.top() {
            "report.attained.top"
        } else {
            "report.attained.rest"
        };
        remarks.push(context.get(key));
    }
    let dropped = places(context, LevelStatus::Dropped);
    if !dropped.is_empty() {
        let ceiling = context.texts().score(overall.ceiling);
        let n = dropped.len().to_string();
        remarks.push(context.fill(
            "report.dropped",
            [("n", n), ("places", context.texts().list(&dropped)), ("ceiling", ceiling)],
        ));
    }
    let unvalued = places(context, LevelStatus::Unvalued);
    if !unvalued.is_empty() && !nothing_answered(context) {
        let n = unvalued.len().to_string();
        remarks
            .push(context.fill("report.unvalued", [("n", n), ("places", context.texts().list(&unvalued))]));
    }
    remarks
}

/// Whether no statement of the scored levels has an answer with a value.
pub(super) fn nothing_answered(context: &Context<'_>) -> bool {
    context.score.threads.iter().all(|thread| thread.valued == 0)
}

/// Where levels of this status are, thread by thread.
fn places(context: &Context<'_>, status: LevelStatus) -> Vec<String> {
    let mut places = Vec::new();
    for thread in &context.score.threads {
        let of_status = thread.levels.iter().filter(|level| level.cell.status == status);
        let levels: Vec<u8> = of_status.map(|level| level.cell.level).collect();
        if !levels.is_empty() {
            places.push(levels_of(context, thread, &levels));
        }
    }
    places
}

/// "Goals, level 3", or "Goals, levels 3 and 4".
fn levels_of(context: &Context<'_>, thread: &ThreadScore, levels: &[u8]) -> String {
    let numbers: Vec<String> = levels.iter().map(u8::to_string).collect();
    let values = [
        ("n", levels.len().to_string()),
        ("thread", context.thread_name(&thread.thread)),
        ("levels", context.texts().list(&numbers)),
    ];
    context.fill("report.places", values)
}

fn provisional(context: &Context<'_>) -> Provisional {
    let (valued, applicable) = pooled(context);
    let mut missing = Vec::new();
    for thread in context.score.threads.iter().filter(|thread| thread.provisional) {
        let needed = needed(thread.applicable);
        let first = first_open(context, thread).map_or(0, |group| context.screen(group));
        if thread.valued < needed {
            let values = [
                ("thread", context.thread_name(&thread.thread)),
                ("n", thread.valued.to_string()),
                ("of", thread.applicable.to_string()),
                ("needed", needed.to_string()),
            ];
            missing.push(Missing { text: context.fill("report.missing.coverage", values), screen: first });
        }
        let levels = without_practice(thread);
        if let Some(lowest) = levels.first() {
            let screen =
                context.group(&thread.thread, *lowest).map_or(first, |group| context.screen(&group.id));
            let text =
                context.fill("report.missing.practice", [("place", levels_of(context, thread, &levels))]);
            missing.push(Missing { text, screen });
        }
    }
    let values = [("valued", valued.to_string()), ("applicable", applicable.to_string())];
    Provisional {
        title: context.get("report.provisional.title"),
        text: context.fill("report.provisional.text", values),
        missing,
        action: context.get("report.provisional.action"),
    }
}

/// The least number of valued answers that makes up 70 per cent.
fn needed(applicable: usize) -> usize {
    let all = u32::try_from(applicable).unwrap_or(u32::MAX);
    let enough = |n: &usize| u32::try_from(*n).is_ok_and(|n| at_least(f64::from(n) / f64::from(all), 0.70));
    (1..=applicable).find(enough).unwrap_or(applicable)
}

/// The levels, up to the first that is not in place, of which no practice has a value (METHOD section 5).
fn without_practice(thread: &ThreadScore) -> Vec<u8> {
    let mut levels = Vec::new();
    for level in counted(thread) {
        if !level.cell.exempt && level.cell.facets.practice.is_none() {
            levels.push(level.cell.level);
        }
        if level.band == Some(Band::N) {
            break;
        }
    }
    levels
}

fn first_open<'a>(context: &Context<'a>, thread: &ThreadScore) -> Option<&'a GroupId> {
    let pack = &context.content.pack;
    pack.groups
        .iter()
        .filter(|group| group.thread == thread.thread && !group.level.descriptive)
        .find(|group| {
            group.own().any(|item| {
                context.sheet.get(item.slot).is_none_or(|rating| rating == crate::answers::Rating::Unknown)
            })
        })
        .map(|group| &group.id)
}
