//! Threads and block: score, bounds, attained level, coverage, confidence (METHOD sections 4 and 5), from the groups' achievements.

use crate::answers::{Assessment, Rating, Side};
use crate::method::bands::{Band, above, below};
use crate::method::group::{Cell, LevelStatus, residue};
use crate::method::profile;
use crate::method::sheet::Sheet;
use crate::metrics;
use crate::pack::{ItemId, MetricId, Pack, ThreadId};
use crate::table::arrange;

/// Why an assessment cannot be scored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScoreError {
    /// Everything that is asked of the thread at the scored levels was answered "does not apply".
    ThreadDoesNotApply(ThreadId),
    /// The answers are for another pack.
    OtherPack {
        /// The pack that the answers name.
        given: String,
    },
}

/// What besides the ratings has a say in the confidence.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Circumstances {
    /// The respondent's side.
    pub side: Option<Side>,
    /// Seconds per answered item of the scored levels, where known.
    pub seconds: Vec<f64>,
    /// The metrics that have a measured value.
    pub measured: Vec<MetricId>,
    /// The second looks that were answered "it is as I said", and so are not left open.
    pub kept_as_said: Vec<ItemId>,
}

impl Circumstances {
    /// Reads them off an assessment.
    #[must_use]
    pub fn of(pack: &Pack, assessment: &Assessment) -> Self {
        let seconds = pack
            .asked
            .iter()
            .filter(|item| !item.descriptive && assessment.rating(item).is_some())
            .filter_map(|item| assessment.timings.get(&item.id).copied())
            .collect();
        let measured = assessment
            .metrics
            .keys()
            .filter(|id| metrics::measured(pack, assessment, id).is_some())
            .cloned()
            .collect();
        let kept_as_said = assessment.kept_as_said.keys().cloned().collect();
        Self { side: assessment.side, seconds, measured, kept_as_said }
    }
}

/// A level of a thread.
#[derive(Clone, Debug, PartialEq)]
pub struct LevelScore {
    /// The group's achievement.
    pub cell: Cell,
    /// The band; none unless valued.
    pub band: Option<Band>,
}

/// A thread's scores. All in levels save coverage and residue, which are fractions of one.
#[derive(Clone, Debug, PartialEq)]
pub struct ThreadScore {
    /// Which thread.
    pub thread: ThreadId,
    /// S, gated.
    pub score: f64,
    /// S with every missing answer at 0.
    pub low: f64,
    /// S with every missing answer at 1.
    pub high: f64,
    /// U, regardless of order.
    pub ungated: f64,
    /// X, activity that nothing below carries.
    pub unsupported: f64,
    /// A, the attained level.
    pub attained: u8,
    /// The highest score possible with what applies.
    pub ceiling: u8,
    /// Share of items that carry a value among those that apply.
    pub coverage: f64,
    /// Items that carry a value.
    pub valued: usize,
    /// Items that apply.
    pub applicable: usize,
    /// Whether too little is known yet.
    pub provisional: bool,
    /// R, the reactive residue; none with no answer.
    pub residue: Option<f64>,
    /// The scored levels, lowest first.
    pub levels: Vec<LevelScore>,
}

impl ThreadScore {
    /// The scored level of this number.
    #[must_use]
    pub fn level(&self, number: u8) -> Option<&LevelScore> {
        self.levels.iter().find(|level| level.cell.level == number)
    }
}

/// How far the block's score can be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confidence {
    /// No reason against.
    High,
    /// One.
    Fair,
    /// Two or more.
    Low,
}

impl Confidence {
    /// The word of the score's JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::High => "High",
            Self::Fair => "Fair",
            Self::Low => "Low",
        }
    }
}

/// Why confidence is not high, or what speaks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Coverage under 0.9.
    Coverage,
    /// The bounds lie more than half a level apart.
    WideBounds,
    /// More than half a level of activity that nothing below carries.
    Unsupported,
    /// High practice and level 1 recognised at once.
    Contradiction,
    /// A second look is left open.
    SecondLook,
    /// One side only.
    OneSide,
    /// Answered in under two seconds an item.
    Fast,
    /// The same rating everywhere.
    Uniform,
    /// Taken off: half of the attained level's metrics have values.
    Metrics,
}

impl Reason {
    /// The catalogue key of its sentence.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Coverage => "confidence.coverage",
            Self::WideBounds => "confidence.bounds",
            Self::Unsupported => "confidence.unsupported",
            Self::Contradiction => "confidence.contradiction",
            Self::SecondLook => "confidence.secondLook",
            Self::OneSide => "confidence.oneSide",
            Self::Fast => "confidence.fast",
            Self::Uniform => "confidence.uniform",
            Self::Metrics => "confidence.metrics",
        }
    }
}

/// The whole block: means of the threads, minimum of their attained levels.
#[derive(Clone, Debug, PartialEq)]
pub struct Overall {
    /// Mean S.
    pub score: f64,
    /// Mean lower bound.
    pub low: f64,
    /// Mean upper bound.
    pub high: f64,
    /// Mean U.
    pub ungated: f64,
    /// Mean X.
    pub unsupported: f64,
    /// The least attained level.
    pub attained: u8,
    /// Mean ceiling.
    pub ceiling: f64,
    /// Pooled coverage.
    pub coverage: f64,
    /// Whether any thread is provisional.
    pub provisional: bool,
    /// The confidence.
    pub confidence: Confidence,
    /// What it rests on, `Metrics` last.
    pub reasons: Vec<Reason>,
    /// The threads at the least attained level that have a level above it.
    pub held_back_by: Vec<ThreadId>,
}

/// All that the one scoring function returns.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// Per thread, in the pack's order.
    pub threads: Vec<ThreadScore>,
    /// The block.
    pub overall: Overall,
}

impl Score {
    /// The scores of a thread.
    #[must_use]
    pub fn thread(&self, id: &ThreadId) -> Option<&ThreadScore> {
        self.threads.iter().find(|thread| thread.thread == *id)
    }
}

/// Scores an assessment: the one function behind every number (METHOD sections 3 to 6).
///
/// # Errors
/// [`ScoreError`] where the answers are for another pack or a whole thread does not apply.
pub fn score(pack: &Pack, assessment: &Assessment) -> Result<Score, ScoreError> {
    if assessment.pack_id != pack.id {
        return Err(ScoreError::OtherPack { given: assessment.pack_id.clone() });
    }
    score_sheet(pack, &Sheet::of(pack, assessment), &Circumstances::of(pack, assessment))
}

/// Scores a sheet of ratings; see [`score`].
///
/// # Errors
/// [`ScoreError::ThreadDoesNotApply`].
pub fn score_sheet(pack: &Pack, sheet: &Sheet, circumstances: &Circumstances) -> Result<Score, ScoreError> {
    let mut threads = Vec::with_capacity(pack.threads.len());
    for thread in &pack.threads {
        threads.push(score_thread(pack, thread, sheet)?);
    }
    let overall = score_block(pack, &threads, sheet, circumstances);
    Ok(Score { threads, overall })
}

fn score_thread(pack: &Pack, thread: &ThreadId, sheet: &Sheet) -> Result<ThreadScore, ScoreError> {
    let base = pack.base();
    let cells: Vec<Cell> = pack
        .thread_groups(thread)
        .filter(|group| !group.level.descriptive)
        .map(|group| Cell::of(group, sheet, pack.weights))
        .collect();
    let counted: Vec<&Cell> = cells.iter().filter(|cell| cell.status != LevelStatus::Dropped).collect();
    if counted.is_empty() {
        return Err(ScoreError::ThreadDoesNotApply(thread.clone()));
    }
    let gated = |pick: fn(&Cell) -> f64| {
        let mut carried = 1.0;
        let mut sum = f64::from(base);
        for cell in &counted {
            carried *= pick(cell);
            sum += carried;
        }
        sum
    };
    let mut unsupported = 0.0;
    let mut least = f64::INFINITY;
    let mut attained = base;
    let mut carried = true;
    for cell in &counted {
        if least.is_finite() {
            unsupported += f64::max(0.0, cell.achievement - least);
        }
        least = least.min(cell.achievement);
        let valued = cell.status == LevelStatus::Valued;
        let practised = cell.exempt || cell.facets.practice.is_some_and(|p| above(p, 0.50));
        if carried && valued && practised && above(cell.achievement, 0.50) {
            attained = cell.level;
        }
        carried = carried && valued && above(cell.achievement, 0.85);
    }
    let (valued, applicable) = count(pack, thread, sheet);
    let coverage = share(valued, applicable);
    let provisional = below(coverage, 0.70) || missing_practice(&counted);
    let levels = cells
        .iter()
        .map(|cell| LevelScore {
            cell: cell.clone(),
            band: (cell.status == LevelStatus::Valued).then(|| Band::of(cell.achievement)),
        })
        .collect();
    let residue = pack
        .thread_groups(thread)
        .find(|group| group.level.descriptive)
        .and_then(|group| residue(group, sheet));
    Ok(ThreadScore {
        thread: thread.clone(),
        score: gated(|cell| cell.achievement),
        low: gated(|cell| cell.low),
        high: gated(|cell| cell.high),
        ungated: f64::from(base) + counted.iter().map(|cell| cell.achievement).sum::<f64>(),
        unsupported,
        attained,
        ceiling: base.saturating_add(u8::try_from(counted.len()).unwrap_or(u8::MAX)),
        coverage,
        valued,
        applicable,
        provisional,
        residue,
        levels,
    })
}

/// Whether a group up to the first N-banded one, that one included, lacks a valued practice.
fn missing_practice(counted: &[&Cell]) -> bool {
    for cell in counted {
        if !cell.exempt && cell.facets.practice.is_none() {
            return true;
        }
        if cell.status == LevelStatus::Valued && Band::of(cell.achievement) == Band::N {
            return false;
        }
    }
    false
}

/// Items of a thread's scored levels that carry a value, and those that apply.
fn count(pack: &Pack, thread: &ThreadId, sheet: &Sheet) -> (usize, usize) {
    let mut valued = 0;
    let mut applicable = 0;
    for group in pack.thread_groups(thread).filter(|group| !group.level.descriptive) {
        for item in group.own() {
            match sheet.get(item.slot) {
                Some(Rating::NotApplicable) => {}
                Some(rating) if rating.value().is_some() => {
                    valued += 1;
                    applicable += 1;
                }
                _ => applicable += 1,
            }
        }
    }
    (valued, applicable)
}

/// A share of one; nothing of nothing is 0.
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        return 0.0;
    }
    // Counts of a pack's items are far below the 2^52 that a float holds exactly.
    #[expect(clippy::cast_precision_loss)]
    let share = part as f64 / whole as f64;
    share
}

fn score_block(
    pack: &Pack,
    threads: &[ThreadScore],
    sheet: &Sheet,
    circumstances: &Circumstances,
) -> Overall {
    let mean = |pick: fn(&ThreadScore) -> f64| {
        let sum: f64 = threads.iter().map(pick).sum();
        #[expect(clippy::cast_precision_loss)]
        let count = threads.len() as f64;
        sum / count
    };
    let attained = threads.iter().map(|thread| thread.attained).min().unwrap_or(pack.base());
    let held_back_by = threads
        .iter()
        .filter(|thread| thread.attained == attained)
        .filter(|thread| {
            thread
                .levels
                .iter()
                .any(|level| level.cell.level > attained && level.cell.status != LevelStatus::Dropped)
        })
        .map(|thread| thread.thread.clone())
        .collect();
    let valued = threads.iter().map(|thread| thread.valued).sum();
    let applicable = threads.iter().map(|thread| thread.applicable).sum();
    let coverage = share(valued, applicable);
    let (low, high, unsupported) = (mean(|t| t.low), mean(|t| t.high), mean(|t| t.unsupported));
    let mut reasons = Vec::new();
    let mut reason = |holds: bool, reason: Reason| {
        if holds {
            reasons.push(reason);
        }
    };
    reason(below(coverage, 0.9), Reason::Coverage);
    reason(above(high - low, 0.5), Reason::WideBounds);
    reason(above(unsupported, 0.5), Reason::Unsupported);
    reason(threads.iter().any(|thread| profile::contradicts(pack, thread)), Reason::Contradiction);
    reason(left_open(pack, threads, sheet, circumstances), Reason::SecondLook);
    reason(matches!(circumstances.side, Some(Side::It | Side::Business)), Reason::OneSide);
    reason(median(&circumstances.seconds).is_some_and(|seconds| below(seconds, 2.0)), Reason::Fast);
    reason(uniform(pack, sheet), Reason::Uniform);
    let measured = attained > pack.base() && half_measured(pack, attained, &circumstances.measured);
    let confidence = match reasons.len().saturating_sub(usize::from(measured)) {
        0 => Confidence::High,
        1 => Confidence::Fair,
        _ => Confidence::Low,
    };
    if measured {
        reasons.push(Reason::Metrics);
    }
    Overall {
        score: mean(|t| t.score),
        low,
        high,
        ungated: mean(|t| t.ungated),
        unsupported,
        attained,
        ceiling: mean(|t| f64::from(t.ceiling)),
        coverage,
        provisional: threads.iter().any(|thread| thread.provisional),
        confidence,
        reasons,
        held_back_by,
    }
}

/// Whether a second look is left open: neither answered by `beyond` nor by "it is as I said".
fn left_open(pack: &Pack, threads: &[ThreadScore], sheet: &Sheet, circumstances: &Circumstances) -> bool {
    profile::open_second_looks(pack, threads, sheet)
        .iter()
        .filter_map(|(slot, _)| pack.asked.get(*slot))
        .any(|item| !circumstances.kept_as_said.contains(&item.id))
}

/// The middle value, or the mean of the two in the middle; none of none.
fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    arrange(&mut sorted, f64::total_cmp);
    let middle = sorted.len() / 2;
    let upper = sorted.get(middle).copied()?;
    if sorted.len().is_multiple_of(2) {
        let lower = sorted.get(middle.checked_sub(1)?).copied()?;
        Some(f64::midpoint(lower, upper))
    } else {
        Some(upper)
    }
}

/// Whether every asked item of the scored levels has the same rating.
fn uniform(pack: &Pack, sheet: &Sheet) -> bool {
    let mut ratings =
        pack.asked.iter().enumerate().filter(|(_, item)| !item.descriptive).map(|(slot, _)| sheet.get(slot));
    match ratings.next() {
        Some(Some(first)) => ratings.all(|rating| rating == Some(first)),
        _ => false,
    }
}

/// Whether half or more of the distinct metrics of a level's groups have a measured value.
fn half_measured(pack: &Pack, level: u8, measured: &[MetricId]) -> bool {
    let mut metrics: Vec<&MetricId> = Vec::new();
    for id in pack.groups.iter().filter(|group| group.level.number == level).flat_map(|group| &group.metrics)
    {
        if !metrics.contains(&id) {
            metrics.push(id);
        }
    }
    let have = metrics.iter().filter(|id| measured.contains(id)).count();
    !metrics.is_empty() && have * 2 >= metrics.len()
}
