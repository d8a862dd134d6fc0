//! The comparison itself: who is compared, in which order, and scores, levels and groups before and after; each number is the one scoring function's.

use std::borrow::Cow;

use crate::answers::{Answer, Assessment, MetricAnswer, MetricStatus, Previous, Rating};
use crate::compare::{MetricShift, PlanSince, Reach, Shift, Statements, Unmatched};
use crate::compare::{metrics, plan, statements, unmatched};
use crate::method::{
    Circumstances, LevelScore, LevelStatus, Score, ScoreError, Sheet, ThreadScore, score, score_sheet,
};
use crate::pack::{GroupId, Pack, ThreadId};
use crate::plan::{Target, target};
use crate::table::arrange;
use crate::versions::met;

/// How much of an assessment is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// All of it.
    Whole,
    /// What the one after it carries along: ratings and measured values only.
    Carried,
}

/// An assessment that is compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared<'a> {
    /// The assessment.
    pub assessment: Cow<'a, Assessment>,
    /// How much of it is known.
    pub origin: Origin,
}

impl<'a> Compared<'a> {
    /// An assessment that is known as a whole.
    #[must_use]
    pub fn whole(assessment: &'a Assessment) -> Self {
        Self { assessment: Cow::Borrowed(assessment), origin: Origin::Whole }
    }

    /// The one before `assessment`, as far as it is carried along; none where nothing was carried.
    #[must_use]
    pub fn carried(assessment: &Assessment) -> Option<Self> {
        let previous = assessment.previous.as_ref().filter(|previous| !previous.ratings.is_empty())?;
        let before = rebuilt(&assessment.pack_id, previous);
        Some(Self { assessment: Cow::Owned(before), origin: Origin::Carried })
    }

    /// The same, with its answers to an older version of the pack where they moved to.
    #[must_use]
    pub fn met(self, pack: &Pack) -> Self {
        let moved = match met(pack, &self.assessment) {
            Cow::Owned(moved) => Some(moved),
            Cow::Borrowed(_) => None,
        };
        match moved {
            Some(moved) => Self { assessment: Cow::Owned(moved), ..self },
            None => self,
        }
    }

    /// When it was answered (RFC 3339): its last answer, else its last change, else its beginning. What was done to the plan
    /// or the name afterwards does not make it younger.
    #[must_use]
    pub fn date(&self) -> &str {
        let last =
            self.assessment.answers.values().map(|answer| answer.at.as_str()).max().unwrap_or_default();
        [last, &self.assessment.updated_at, &self.assessment.created_at]
            .into_iter()
            .find(|date| !date.is_empty())
            .unwrap_or_default()
    }
}

fn rebuilt(pack_id: &str, previous: &Previous) -> Assessment {
    let answered = |rating: &Rating| Answer { rating: Some(*rating), ..Answer::default() };
    let measured = |value: &f64| MetricAnswer {
        status: Some(MetricStatus::Measured),
        value: Some(*value),
        ..MetricAnswer::default()
    };
    Assessment {
        id: previous.id.clone(),
        title: previous.title.clone(),
        created_at: previous.updated_at.clone(),
        updated_at: previous.updated_at.clone(),
        pack_id: pack_id.to_owned(),
        pack_version: previous.pack_version.clone(),
        side: previous.side,
        answers: previous.ratings.iter().map(|(item, rating)| (item.clone(), answered(rating))).collect(),
        metrics: previous.values.iter().map(|(id, value)| (id.clone(), measured(value))).collect(),
        ..Assessment::default()
    }
}

/// Why there is no comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// There are fewer than two to compare.
    TooFew,
    /// One of them cannot be scored.
    Unscored {
        /// Its id.
        id: String,
        /// Its name; may be empty.
        title: String,
        /// Why.
        error: ScoreError,
    },
}

/// How one of the compared stands.
#[derive(Clone, Debug)]
pub struct Standing<'a> {
    /// The assessment.
    pub compared: Compared<'a>,
    /// Its score, by this pack.
    pub score: Score,
    /// Its ratings that count for this pack.
    pub sheet: Sheet,
    /// What of it does not meet this pack.
    pub unmatched: Unmatched,
    /// How many statements of the scored levels are answered "Don't know".
    pub unknown: usize,
    /// How many statements of the scored levels have no answer.
    pub open: usize,
    least: Score,
    most: Score,
}

impl<'a> Standing<'a> {
    fn of(pack: &Pack, compared: Compared<'a>) -> Result<Self, Refused> {
        let assessment = &*compared.assessment;
        let refuse = |error: ScoreError| Refused::Unscored {
            id: assessment.id.clone(),
            title: assessment.title.clone(),
            error,
        };
        let scored = score(pack, assessment).map_err(refuse)?;
        let sheet = Sheet::of(pack, assessment);
        let least = filled(pack, &sheet, Rating::Not).map_err(refuse)?;
        let most = filled(pack, &sheet, Rating::Fully).map_err(refuse)?;
        let of = |wanted: Option<Rating>| {
            let slots = pack.asked.iter().enumerate().filter(|(_, item)| !item.descriptive);
            slots.filter(|(slot, _)| sheet.get(*slot) == wanted).count()
        };
        let (unknown, open) = (of(Some(Rating::Unknown)), of(None));
        let unmatched = unmatched::unmatched(pack, assessment);
        Ok(Self { score: scored, unmatched, unknown, open, least, most, sheet, compared })
    }

    /// The assessment.
    #[must_use]
    pub fn assessment(&self) -> &Assessment {
        &self.compared.assessment
    }

    /// The block's score with its bounds.
    #[must_use]
    pub fn reach(&self) -> Reach {
        let overall = &self.score.overall;
        Reach { at: overall.score, low: overall.low, high: overall.high }
    }

    /// The block's attained level with its bounds: with every missing answer at 0, and at 1.
    #[must_use]
    pub fn level(&self) -> Reach {
        let attained = |score: &Score| f64::from(score.overall.attained);
        Reach { at: attained(&self.score), low: attained(&self.least), high: attained(&self.most) }
    }

    fn thread_level(&self, thread: &ThreadId) -> Reach {
        let attained = |score: &Score| score.thread(thread).map_or(0.0, |thread| f64::from(thread.attained));
        Reach { at: attained(&self.score), low: attained(&self.least), high: attained(&self.most) }
    }

    /// Statements whose answers carry a value, and those that apply.
    #[must_use]
    pub fn coverage(&self) -> (usize, usize) {
        self.score.threads.iter().fold((0, 0), |(n, of), thread| (n + thread.valued, of + thread.applicable))
    }
}

/// The score with every missing answer of the scored levels at `rating`.
fn filled(pack: &Pack, sheet: &Sheet, rating: Rating) -> Result<Score, ScoreError> {
    let mut then = sheet.clone();
    for (slot, _) in pack.asked.iter().enumerate().filter(|(_, item)| !item.descriptive) {
        if matches!(sheet.get(slot), None | Some(Rating::Unknown)) {
            then.set(slot, Some(rating));
        }
    }
    score_sheet(pack, &then, &Circumstances::default())
}

/// A thread before and after.
#[derive(Clone, Debug, PartialEq)]
pub struct ThreadShift {
    /// Which thread.
    pub thread: ThreadId,
    /// Its score.
    pub score: Shift,
    /// Its attained level.
    pub level: Shift,
    /// Where it was wanted; none where the target was not carried along.
    pub wanted_before: Option<Target>,
    /// Where it is wanted.
    pub wanted_after: Target,
}

/// A group before and after.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupShift {
    /// Which group.
    pub group: GroupId,
    /// How it stood.
    pub before: LevelScore,
    /// How it stands.
    pub after: LevelScore,
    /// Its achievement, 0 to 1; none where it does not apply in one of the two.
    pub shift: Option<Shift>,
}

/// Two or more assessments, the oldest first; before is the first, after the last.
#[derive(Clone, Debug)]
pub struct Comparison<'a> {
    /// All of them.
    pub standings: Vec<Standing<'a>>,
    /// The block's score.
    pub score: Shift,
    /// The block's attained level.
    pub level: Shift,
    /// The threads, in the pack's order.
    pub threads: Vec<ThreadShift>,
    /// The groups of the scored levels, thread by thread.
    pub groups: Vec<GroupShift>,
    /// The statements.
    pub statements: Statements,
    /// The plan's steps.
    pub plan: PlanSince,
    /// The metrics that have anything to show, in the pack's order.
    pub metrics: Vec<MetricShift>,
}

/// Compares assessments, in the order of their dates.
///
/// # Errors
/// [`Refused`] where there are fewer than two, or one of them cannot be scored.
pub fn compare<'a>(pack: &Pack, mut list: Vec<Compared<'a>>) -> Result<Comparison<'a>, Refused> {
    arrange(&mut list, |a, b| a.date().cmp(b.date()));
    in_order(pack, list)
}

/// Compares assessments in the order in which they are given; see [`compare`].
pub(super) fn in_order<'a>(pack: &Pack, list: Vec<Compared<'a>>) -> Result<Comparison<'a>, Refused> {
    let mut standings = Vec::with_capacity(list.len());
    for compared in list {
        standings.push(Standing::of(pack, compared)?);
    }
    let (Some(before), Some(after), true) = (standings.first(), standings.last(), standings.len() > 1) else {
        return Err(Refused::TooFew);
    };
    let threads: Vec<ThreadShift> =
        pack.threads.iter().filter_map(|thread| thread_shift(pack, before, after, thread)).collect();
    let groups = group_shifts(&before.score, &after.score, pack);
    let compared = Comparison {
        score: Shift { before: before.reach(), after: after.reach() },
        level: Shift { before: before.level(), after: after.level() },
        threads,
        groups,
        statements: statements::statements(pack, &before.sheet, &after.sheet),
        plan: plan::plan_since(before, after),
        metrics: metrics::metric_shifts(pack, before.assessment(), after.assessment()),
        standings: Vec::new(),
    };
    Ok(Comparison { standings, ..compared })
}

fn thread_shift(
    pack: &Pack,
    before: &Standing<'_>,
    after: &Standing<'_>,
    thread: &ThreadId,
) -> Option<ThreadShift> {
    let (then, now) = (before.score.thread(thread)?, after.score.thread(thread)?);
    let reach = |score: &ThreadScore| Reach { at: score.score, low: score.low, high: score.high };
    let known = before.compared.origin == Origin::Whole;
    Some(ThreadShift {
        thread: thread.clone(),
        score: Shift { before: reach(then), after: reach(now) },
        level: Shift { before: before.thread_level(thread), after: after.thread_level(thread) },
        wanted_before: known.then(|| target(pack, before.assessment(), then)),
        wanted_after: target(pack, after.assessment(), now),
    })
}

pub(super) fn group_shifts(before: &Score, after: &Score, pack: &Pack) -> Vec<GroupShift> {
    let mut shifts = Vec::new();
    for thread in &after.threads {
        for level in &thread.levels {
            let then = before.thread(&thread.thread).and_then(|then| then.level(level.cell.level));
            let group = pack.group_at(&thread.thread, level.cell.level);
            if let (Some(then), Some(group)) = (then, group) {
                shifts.push(GroupShift {
                    group: group.id.clone(),
                    before: then.clone(),
                    after: level.clone(),
                    shift: level_shift(then, level),
                });
            }
        }
    }
    shifts
}

fn level_shift(before: &LevelScore, after: &LevelScore) -> Option<Shift> {
    let reach = |level: &LevelScore| {
        let cell = &level.cell;
        (cell.status != LevelStatus::Dropped).then_some(Reach {
            at: cell.achievement,
            low: cell.low,
            high: cell.high,
        })
    };
    Some(Shift { before: reach(before)?, after: reach(after)? })
}
