//! The next steps in words, in the order of the plan, and what is to be cleared up first.

use crate::answers::Rating;
use crate::method::{Band, LevelStatus};
use crate::metrics;
use crate::pack::ItemId;
use crate::plan::{DEFAULT_IMPORTANCE, Step, target};
use crate::report::context::Context;
use crate::report::plan_page::{Decision, decision};
use crate::report::{FIRST_STEPS, Heading};

/// A step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextStep {
    /// The practice that it builds.
    pub item: ItemId,
    /// What to do.
    pub title: String,
    /// Where it belongs: "Prioritization, level 3".
    pub place: String,
    /// "Straight to level 3", and in place of what.
    pub direct: Option<String>,
    /// What could be built instead, one level up.
    pub besides: Option<String>,
    /// Why it stands here.
    pub why: String,
    /// What the practice is rated now.
    pub now: String,
    /// What will be noticed.
    pub notice: Option<String>,
    /// What to start counting.
    pub count: Option<String>,
    /// "+0.3 levels".
    pub lift: String,
    /// "Where +0.3 comes from".
    pub lift_label: String,
    /// Where it comes from.
    pub lift_how: String,
    /// The screen on which the practice is asked.
    pub screen: usize,
    /// What was decided about it.
    pub decision: Decision,
}

/// A practice to clear up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClarifyRow {
    /// The statement.
    pub text: String,
    /// Where it belongs, and whether it is unanswered or not known.
    pub about: String,
    /// The screen on which it is asked.
    pub screen: usize,
}

/// What is to be cleared up first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clarify {
    /// Heading and why.
    pub heading: Heading,
    /// The practices.
    pub rows: Vec<ClarifyRow>,
}

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextSteps {
    /// Heading and the order.
    pub heading: Heading,
    /// All steps.
    pub steps: Vec<NextStep>,
    /// How many of them stand before the fold.
    pub first: usize,
    /// What to clear up; none where all is known.
    pub clarify: Option<Clarify>,
}

pub(super) fn next(context: &Context<'_>, today: &str) -> NextSteps {
    let steps: Vec<NextStep> =
        context.plan.steps.iter().filter_map(|step| next_step(context, step, today)).collect();
    let rows: Vec<ClarifyRow> = context
        .plan
        .to_clarify
        .iter()
        .filter_map(|open| {
            let asked = context.content.pack.asked_item(open.item.as_str())?;
            let group = context.content.pack.groups.get(asked.group)?;
            let values = [("place", context.place_of(group)), ("rating", context.rating(asked, open.rating))];
            Some(ClarifyRow {
                text: context.content.wording.item(&open.item).text,
                about: context.fill("report.clarify.about", values),
                screen: context.screen(&group.id),
            })
        })
        .collect();
    let intro = match (steps.is_empty(), rows.is_empty()) {
        (false, _) => "report.next.intro",
        (true, false) => "report.next.open",
        (true, true) => "report.next.none",
    };
    let clarify = (!rows.is_empty()).then(|| Clarify {
        heading: Heading { title: context.get("report.clarify"), intro: context.get("report.clarify.intro") },
        rows,
    });
    NextSteps {
        heading: Heading { title: context.get("report.next"), intro: context.get(intro) },
        steps,
        first: FIRST_STEPS,
        clarify,
    }
}

fn next_step(context: &Context<'_>, step: &Step, today: &str) -> Option<NextStep> {
    let (pack, wording) = (&context.content.pack, &context.content.wording);
    let asked = pack.asked_item(step.item.as_str())?;
    let group = pack.groups.get(asked.group)?;
    let level = step.level.to_string();
    let direct = step.instead_of.first().map(|item| {
        let values = [("level", level.clone()), ("text", wording.item(item).text)];
        context.fill("report.step.direct", values)
    });
    let besides = step.direct.as_ref().and_then(|item| {
        let other = pack.groups.get(pack.asked_item(item.as_str())?.group)?;
        let values = [("level", other.level.number.to_string()), ("text", wording.item(item).step)];
        Some(context.fill("report.step.besides", values))
    });
    let notice = step
        .outcome
        .as_ref()
        .map(|item| context.fill("report.step.notice", [("text", wording.item(item).text)]));
    let count = step.metric.as_ref().map(|id| {
        let known = metrics::measured(pack, context.assessment, id).is_some();
        let key = if known { "report.step.keepCounting" } else { "report.step.count" };
        context.fill(key, [("text", wording.metric(id).text)])
    });
    let (lift, lift_label, lift_how) = lift(context, step);
    let entry = context.assessment.plan.get(step.item.as_str());
    Some(NextStep {
        item: step.item.clone(),
        title: wording.item(&step.item).step,
        place: context.place_of(group),
        why: why(context, step)?,
        now: context.fill("report.step.now", [("rating", context.rating(asked, step.now))]),
        direct,
        besides,
        notice,
        count,
        lift,
        lift_label,
        lift_how,
        screen: context.screen(&group.id),
        decision: entry.map(|entry| decision(context, entry, today)).unwrap_or_default(),
    })
}

/// The distance to the target and the importance, which make the order.
fn why(context: &Context<'_>, step: &Step) -> Option<String> {
    let thread = context.score.thread(&step.thread)?;
    let goal = target(&context.content.pack, context.assessment, thread);
    let importance = context.assessment.importance.get(&step.thread).copied().unwrap_or(DEFAULT_IMPORTANCE);
    let key = match (goal.level > thread.score, goal.assumed) {
        (false, _) => "report.step.whyReached",
        (true, true) => "report.step.whyAssumed",
        (true, false) => "report.step.why",
    };
    let values = [
        ("thread", context.thread_name(&step.thread)),
        ("score", context.texts().score(thread.score)),
        ("wanted", context.wanted(goal.level)),
        ("importance", importance.to_string()),
        ("level", step.level.to_string()),
    ];
    Some(context.fill(key, values))
}

/// Whether a gain would read "+0.0".
fn is_small(context: &Context<'_>, gain: f64) -> bool {
    context.texts().score(gain) == context.texts().score(0.0)
}

/// A gain in levels: "+0.3 levels", or in words where it is too small for a number.
pub(super) fn gain(context: &Context<'_>, gain: f64) -> String {
    if is_small(context, gain) {
        return context.get("report.step.liftSmall");
    }
    let score = context.texts().score(gain);
    context.fill("report.step.lift", [("lift", format!("+{score}")), ("n", score)])
}

/// The lift as text, what opens its arithmetic, and the arithmetic.
fn lift(context: &Context<'_>, step: &Step) -> (String, String, String) {
    const PLACES: usize = 2;
    let texts = context.texts();
    let now = context.score.overall.score;
    let shown = gain(context, step.lift);
    let small = is_small(context, step.lift);
    let label = if small {
        context.get("report.lift.labelSmall")
    } else {
        let lift = format!("+{}", texts.score(step.lift));
        context.fill("report.lift.label", [("lift", lift)])
    };
    let values = [
        ("from", texts.number(now, PLACES)),
        ("to", texts.number(now + step.lift, PLACES)),
        (
            "largely",
            context
                .texts()
                .get(&format!("rating.{}.largely", context.content.pack.scale.as_str()))
                .to_owned(),
        ),
        (
            "fully",
            context.texts().get(&format!("rating.{}.fully", context.content.pack.scale.as_str())).to_owned(),
        ),
        ("beyond", context.get(&format!("rating.{}", Rating::Beyond.as_str()))),
    ];
    let key = if step.instead_of.is_empty() { "report.lift.how" } else { "report.lift.direct" };
    let mut how = context.fill(key, values);
    let lower = context.score.thread(&step.thread).map_or(&[][..], |thread| &thread.levels);
    let carried = lower
        .iter()
        .filter(|level| level.cell.level < step.level && level.cell.status != LevelStatus::Dropped)
        .all(|level| level.band == Some(Band::F));
    if small && !carried {
        how = format!("{how} {}", context.get("report.lift.small"));
    }
    (shown, label, how)
}
