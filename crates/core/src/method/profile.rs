//! What the profile says besides the scores: contradictions, second looks, loose levels, ritual and luck (METHOD section 6).

use crate::answers::Rating;
use crate::method::bands::{Band, above, at_least, at_most};
use crate::method::group::LevelStatus;
use crate::method::score::{Circumstances, Score, ThreadScore, score_sheet};
use crate::method::sheet::Sheet;
use crate::pack::{GroupId, ItemId, Pack, ThreadId};

/// A thread that reports high practice and still recognises itself at the descriptive level.
#[derive(Clone, Debug, PartialEq)]
pub struct Contradiction {
    /// The thread.
    pub thread: ThreadId,
    /// Its residue, 2/3 or more.
    pub residue: f64,
    /// Its score, 3 or more.
    pub score: f64,
}

/// A surpassable item rated low while a higher level of its thread is in place.
#[derive(Clone, Debug, PartialEq)]
pub struct SecondLook {
    /// The item.
    pub item: ItemId,
    /// Its slot in the sheet.
    pub slot: usize,
    /// The lowest higher level that is banded L or F.
    pub in_place: u8,
    /// The block's S if the answer were `beyond`.
    pub score: f64,
    /// The block's A if the answer were `beyond`.
    pub attained: u8,
}

/// A level banded L or F above a valued level banded N or P.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loose {
    /// The thread.
    pub thread: ThreadId,
    /// The level whose activity nothing below carries.
    pub level: u8,
    /// The lowest level below it that is banded N or P.
    pub weak: u8,
}

/// Which way practice and outcome part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParadoxKind {
    /// Done, not yet effective.
    Ritual,
    /// Effective, though not done: luck or heroics.
    Luck,
}

/// A group whose practice and outcome part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paradox {
    /// The group.
    pub group: GroupId,
    /// Which way.
    pub kind: ParadoxKind,
}

pub(super) fn contradicts(pack: &Pack, thread: &ThreadScore) -> bool {
    // Level 3 of A2 is the second scored level; for other packs it is the base and two.
    let high = f64::from(pack.base()) + 2.0;
    thread.residue.is_some_and(|residue| at_least(residue, 2.0 / 3.0)) && at_least(thread.score, high)
}

/// The threads that contradict themselves.
#[must_use]
pub fn contradictions(pack: &Pack, score: &Score) -> Vec<Contradiction> {
    score
        .threads
        .iter()
        .filter(|thread| contradicts(pack, thread))
        .map(|thread| Contradiction {
            thread: thread.thread.clone(),
            residue: thread.residue.unwrap_or_default(),
            score: thread.score,
        })
        .collect()
}

/// Slots of the items worth a second look, each with the lowest higher level that is in place.
pub(super) fn open_second_looks(pack: &Pack, threads: &[ThreadScore], sheet: &Sheet) -> Vec<(usize, u8)> {
    let mut open = Vec::new();
    for (slot, item) in pack.asked.iter().enumerate() {
        if !item.surpassable
            || item.descriptive
            || !matches!(sheet.get(slot), Some(Rating::Not | Rating::Partly))
        {
            continue;
        }
        let Some(group) = pack.groups.get(item.group) else { continue };
        let in_place = threads
            .iter()
            .find(|thread| thread.thread == group.thread)
            .and_then(|thread| {
                thread.levels.iter().find(|level| {
                    level.cell.level > group.level.number && level.band.is_some_and(|band| band >= Band::L)
                })
            })
            .map(|level| level.cell.level);
        if let Some(level) = in_place {
            open.push((slot, level));
        }
    }
    open
}

/// The items worth a second look, each with what `beyond` would change.
#[must_use]
pub fn second_looks(pack: &Pack, sheet: &Sheet, score: &Score) -> Vec<SecondLook> {
    open_second_looks(pack, &score.threads, sheet)
        .into_iter()
        .filter_map(|(slot, in_place)| {
            let mut changed = sheet.clone();
            changed.set(slot, Some(Rating::Beyond));
            let then = score_sheet(pack, &changed, &Circumstances::default()).ok()?;
            let item = pack.asked.get(slot)?.id.clone();
            Some(SecondLook {
                item,
                slot,
                in_place,
                score: then.overall.score,
                attained: then.overall.attained,
            })
        })
        .collect()
}

/// The levels whose activity nothing below carries.
#[must_use]
pub fn loose_levels(score: &Score) -> Vec<Loose> {
    let mut loose = Vec::new();
    for thread in &score.threads {
        let mut weak = None;
        for level in &thread.levels {
            match (level.band, weak) {
                (Some(Band::N | Band::P), None) => weak = Some(level.cell.level),
                (Some(Band::L | Band::F), Some(weak)) => {
                    loose.push(Loose { thread: thread.thread.clone(), level: level.cell.level, weak });
                }
                _ => {}
            }
        }
    }
    loose
}

/// The groups whose practice and outcome part.
#[must_use]
pub fn paradoxes(pack: &Pack, score: &Score) -> Vec<Paradox> {
    let mut found = Vec::new();
    for thread in &score.threads {
        for level in thread.levels.iter().filter(|level| level.cell.status == LevelStatus::Valued) {
            let (Some(practice), Some(outcome)) = (level.cell.facets.practice, level.cell.facets.outcome)
            else {
                continue;
            };
            let kind = if Band::of(practice) == Band::F && at_most(outcome, 0.50) {
                ParadoxKind::Ritual
            } else if at_most(practice, 0.50) && above(outcome, 0.50) {
                ParadoxKind::Luck
            } else {
                continue;
            };
            if let Some(group) = pack.group_at(&thread.thread, level.cell.level) {
                found.push(Paradox { group: group.id.clone(), kind });
            }
        }
    }
    found
}
