//! The improvement plan: which practices to build next, why and with what lift (METHOD section 7); nothing is worded here.

use crate::answers::{Assessment, Rating};
use crate::method::{Band, Circumstances, LevelStatus, Score, ScoreError, Sheet, ThreadScore, score_sheet};
use crate::pack::{Group, GroupId, ItemId, MetricId, Pack, ThreadId};
use crate::table::arrange;

/// The importance of a thread where none was given.
pub const DEFAULT_IMPORTANCE: u8 = 3;

/// How the id of a step of one's own begins.
pub const OWN: &str = "own-";

/// Whether an entry of the plan is a step of one's own.
#[must_use]
pub fn is_own(id: &str) -> bool {
    id.starts_with(OWN)
}

/// Where a thread is wanted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Target {
    /// The level aimed at, in half steps.
    pub level: f64,
    /// Whether nobody set it and it is one above the attained level.
    pub assumed: bool,
}

/// The target of a thread: as set, or one level above the attained, at most the top.
#[must_use]
pub fn target(pack: &Pack, assessment: &Assessment, thread: &ThreadScore) -> Target {
    match assessment.targets.get(&thread.thread) {
        Some(level) => Target { level: *level, assumed: false },
        None => Target { level: f64::from(thread.attained.saturating_add(1).min(pack.top())), assumed: true },
    }
}

/// importance/5 × max(0, target − S), from 0 to the number of levels.
#[must_use]
pub fn priority(assessment: &Assessment, thread: &ThreadScore, target: Target) -> f64 {
    let importance = assessment.importance.get(&thread.thread).copied().unwrap_or(DEFAULT_IMPORTANCE);
    f64::from(importance) / 5.0 * (target.level - thread.score).max(0.0)
}

/// A practice to build next.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The practice.
    pub item: ItemId,
    /// Its group.
    pub group: GroupId,
    /// Its thread.
    pub thread: ThreadId,
    /// Its level.
    pub level: u8,
    /// What it is rated now; none where the direct way leads to a practice not yet answered.
    pub now: Option<Rating>,
    /// The practices of lower levels in whose place it is offered ("straight to level 3").
    pub instead_of: Vec<ItemId>,
    /// The groups of lower levels that the direct way passes, whose surpassable items are then at `beyond`.
    pub passed: Vec<GroupId>,
    /// The practice one level up that could be built instead, named beside a step of the level's own.
    pub direct: Option<ItemId>,
    /// The outcome to expect, the first of the group that applies.
    pub outcome: Option<ItemId>,
    /// The metric to start counting, the first of the group that is not measured yet.
    pub metric: Option<MetricId>,
    /// How many levels the block's S would gain, 0 or more.
    pub lift: f64,
    /// Priority of its thread.
    pub priority: f64,
}

/// A practice that nobody could rate: to be cleared up first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToClarify {
    /// The practice.
    pub item: ItemId,
    /// `unknown`, or none while unanswered.
    pub rating: Option<Rating>,
}

/// The plan: steps in order, and what is to be cleared up.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// Steps, the most worthwhile first.
    pub steps: Vec<Step>,
    /// Practices unanswered or `unknown` on the way to the target.
    pub to_clarify: Vec<ToClarify>,
}

/// What a step of the direct way stands in for.
#[derive(Default)]
struct Replaced {
    items: Vec<ItemId>,
    groups: Vec<GroupId>,
}

/// Where building an item's level leads when what the source puts in its place has already been begun.
enum Way<'a> {
    /// The level's own practices.
    Own,
    /// The practices of this higher group, past the groups in between.
    Direct { group: &'a Group, passed: Vec<&'a Group> },
}

/// Makes the plan of an assessment from its score.
#[must_use]
pub fn plan(pack: &Pack, assessment: &Assessment, sheet: &Sheet, score: &Score) -> Plan {
    let mut plan = Plan::default();
    for thread in &score.threads {
        let goal = target(pack, assessment, thread);
        let priority = priority(assessment, thread, goal);
        let counted: Vec<_> =
            thread.levels.iter().filter(|level| level.cell.status != LevelStatus::Dropped).collect();
        let Some(first) =
            counted.iter().find(|level| level.band != Some(Band::F)).map(|level| level.cell.level)
        else {
            continue;
        };
        for level in counted
            .iter()
            .filter(|level| level.cell.level >= first && f64::from(level.cell.level) <= goal.level.ceil())
        {
            let Some(group) = pack.group_at(&thread.thread, level.cell.level) else { continue };
            for practice in group.practices.iter().filter(|practice| practice.same_as.is_none()) {
                match sheet.get(practice.slot) {
                    rating @ (None | Some(Rating::Unknown)) => {
                        add_to_clarify(&mut plan, &practice.id, rating);
                    }
                    Some(Rating::Not | Rating::Partly | Rating::Largely) => {
                        offer(
                            pack,
                            assessment,
                            sheet,
                            score,
                            thread,
                            group,
                            practice.slot,
                            priority,
                            &mut plan,
                        );
                    }
                    Some(Rating::Fully | Rating::Beyond | Rating::NotApplicable) => {}
                }
            }
        }
    }
    let place = |id: &ItemId| pack.slot(id.as_str()).unwrap_or(usize::MAX);
    arrange(&mut plan.steps, |a, b| {
        b.priority
            .total_cmp(&a.priority)
            .then(a.level.cmp(&b.level))
            .then(b.lift.total_cmp(&a.lift))
            .then(place(&a.item).cmp(&place(&b.item)))
    });
    plan
}

fn add_to_clarify(plan: &mut Plan, item: &ItemId, rating: Option<Rating>) {
    if !plan.to_clarify.iter().any(|other| other.item == *item) {
        plan.to_clarify.push(ToClarify { item: item.clone(), rating });
    }
}

/// Puts the step for one practice into the plan: the level's own, or what is offered in its place.
#[expect(clippy::too_many_arguments, reason = "one call site, all of it context of the same plan")]
fn offer(
    pack: &Pack,
    assessment: &Assessment,
    sheet: &Sheet,
    score: &Score,
    thread: &ThreadScore,
    group: &Group,
    slot: usize,
    priority: f64,
    plan: &mut Plan,
) {
    let Some(asked) = pack.asked.get(slot) else { return };
    match way(pack, thread, group, asked.surpassable) {
        Way::Own => {
            let direct = next_group(pack, thread, group.level.number)
                .filter(|_| asked.surpassable)
                .and_then(|next| next.practices.iter().find(|practice| practice.same_as.is_none()))
                .map(|practice| practice.id.clone());
            let mut then = sheet.clone();
            build(&mut then, group, slot);
            push(
                pack,
                assessment,
                sheet,
                score,
                group,
                slot,
                Replaced::default(),
                direct,
                &then,
                priority,
                plan,
            );
        }
        Way::Direct { group: higher, passed } => {
            for practice in higher.practices.iter().filter(|practice| practice.same_as.is_none()) {
                match sheet.get(practice.slot) {
                    rating @ (None | Some(Rating::Unknown)) => add_to_clarify(plan, &practice.id, rating),
                    Some(Rating::Not | Rating::Partly | Rating::Largely) => {
                        let mut then = sheet.clone();
                        for lower in &passed {
                            outgrow(pack, &mut then, lower);
                        }
                        build(&mut then, higher, practice.slot);
                        push(
                            pack,
                            assessment,
                            sheet,
                            score,
                            higher,
                            practice.slot,
                            Replaced {
                                items: vec![asked.id.clone()],
                                groups: passed.iter().map(|lower| lower.id.clone()).collect(),
                            },
                            None,
                            &then,
                            priority,
                            plan,
                        );
                    }
                    Some(Rating::Fully | Rating::Beyond | Rating::NotApplicable) => {}
                }
            }
        }
    }
}

/// The direct way goes on as long as the next level, which replaces this one, has been begun.
fn way<'a>(pack: &'a Pack, thread: &ThreadScore, group: &'a Group, surpassable: bool) -> Way<'a> {
    let mut passed = Vec::new();
    let mut here = group;
    let mut replaced = surpassable;
    while replaced {
        let Some(next) = next_group(pack, thread, here.level.number) else { break };
        let begun =
            thread.level(next.level.number).and_then(|level| level.band).is_some_and(|band| band >= Band::P);
        if !begun {
            break;
        }
        passed.push(here);
        here = next;
        replaced = here.practices.iter().all(|practice| practice.surpassable);
    }
    if passed.is_empty() { Way::Own } else { Way::Direct { group: here, passed } }
}

/// The group of the next level of the thread that is not dropped.
fn next_group<'a>(pack: &'a Pack, thread: &ThreadScore, level: u8) -> Option<&'a Group> {
    thread
        .levels
        .iter()
        .find(|other| other.cell.level > level && other.cell.status != LevelStatus::Dropped)
        .and_then(|other| {
            pack.groups
                .iter()
                .find(|group| group.thread == thread.thread && group.level.number == other.cell.level)
        })
}

/// The practice fully in place, and each outcome of its group that applies at least largely.
fn build(sheet: &mut Sheet, group: &Group, slot: usize) {
    // `beyond` has the same value and says more: that it was left behind on the direct way.
    if sheet.get(slot) != Some(Rating::Beyond) {
        sheet.set(slot, Some(Rating::Fully));
    }
    for outcome in &group.outcomes {
        match sheet.get(outcome.slot) {
            None | Some(Rating::Not | Rating::Partly | Rating::Unknown) => {
                sheet.set(outcome.slot, Some(Rating::Largely))
            }
            Some(Rating::Largely | Rating::Fully | Rating::Beyond | Rating::NotApplicable) => {}
        }
    }
}

/// The group's surpassable items at `beyond`, those that do not apply left alone.
fn outgrow(pack: &Pack, sheet: &mut Sheet, group: &Group) {
    for item in group.items() {
        let surpassable = pack.asked.get(item.slot).is_some_and(|asked| asked.surpassable);
        if surpassable && sheet.get(item.slot) != Some(Rating::NotApplicable) {
            sheet.set(item.slot, Some(Rating::Beyond));
        }
    }
}

#[expect(
    clippy::too_many_arguments,
    reason = "two call sites of the same shape, all of it context of the same plan"
)]
fn push(
    pack: &Pack,
    assessment: &Assessment,
    sheet: &Sheet,
    score: &Score,
    group: &Group,
    slot: usize,
    replaced: Replaced,
    direct: Option<ItemId>,
    then: &Sheet,
    priority: f64,
    plan: &mut Plan,
) {
    let Some(asked) = pack.asked.get(slot) else { return };
    if let Some(step) = plan.steps.iter_mut().find(|step| step.item == asked.id) {
        // Offered already, as its level's own or in another's place: one step, with the larger lift and all that it stands in for.
        let lift = lift(pack, score, then);
        step.lift = step.lift.max(lift);
        step.instead_of.extend(replaced.items);
        for group in replaced.groups {
            if !step.passed.contains(&group) {
                step.passed.push(group);
            }
        }
        step.direct = step.direct.take().or(direct);
        return;
    }
    let outcome = group
        .outcomes
        .iter()
        .find(|outcome| sheet.get(outcome.slot) != Some(Rating::NotApplicable))
        .and_then(|outcome| pack.asked.get(outcome.slot))
        .map(|outcome| outcome.id.clone());
    let metric = group
        .metrics
        .iter()
        .find(|id| !assessment.metrics.get(*id).is_some_and(crate::answers::MetricAnswer::is_measured))
        .or_else(|| group.metrics.first())
        .cloned();
    plan.steps.push(Step {
        item: asked.id.clone(),
        group: group.id.clone(),
        thread: group.thread.clone(),
        level: group.level.number,
        now: sheet.get(slot),
        instead_of: replaced.items,
        passed: replaced.groups,
        direct,
        outcome,
        metric,
        lift: lift(pack, score, then),
        priority,
    });
}

fn lift(pack: &Pack, score: &Score, then: &Sheet) -> f64 {
    score_sheet(pack, then, &Circumstances::default())
        .map(|then| (then.overall.score - score.overall.score).max(0.0))
        .unwrap_or_default()
}

/// The score as it would be with the chosen steps of the plan, through the one scoring function (METHOD section 7, what-if):
/// each step as in its lift, in the order of the plan, so that the order of choosing is irrelevant. Never below the score
/// without them: where an outcome that nobody rated would pull it down by joining in, the step adds nothing, as in its lift.
///
/// # Errors
/// [`ScoreError`] where the sheet cannot be scored.
pub fn project(
    pack: &Pack,
    assessment: &Assessment,
    sheet: &Sheet,
    plan: &Plan,
    taken: &[ItemId],
) -> Result<Score, ScoreError> {
    let circumstances = Circumstances::of(pack, assessment);
    let mut so_far = sheet.clone();
    let mut score = score_sheet(pack, sheet, &circumstances)?;
    for step in plan.steps.iter().filter(|step| taken.contains(&step.item)) {
        let (Some(group), Some(slot)) = (pack.group(&step.group), pack.slot(step.item.as_str())) else {
            continue;
        };
        let mut then = so_far.clone();
        for lower in step.passed.iter().filter_map(|id| pack.group(id)) {
            outgrow(pack, &mut then, lower);
        }
        build(&mut then, group, slot);
        let next = score_sheet(pack, &then, &circumstances)?;
        if next.overall.score >= score.overall.score {
            (so_far, score) = (then, next);
        }
    }
    Ok(score)
}
