//! Whether an item may stand beside the rest of what is shown: only if the answers behind it could have been distributed otherwise, every number shown being the same (METHOD section 9, what a leak is).
//!
//! Rules of numbers alone do not see that medians, quartiles and counts together can leave one possibility. So where a part is hidden on an item, two people of different parts are looked for who could change answers without anybody noticing. Where there are none, the item is not shown. Scores are held to this where they could tell an item: where people answered the rest of its thread alike.

use crate::answers::Rating;
use crate::group::anonymity::Rule;
use crate::group::response::{Part, Response, ResponseId, may_name, scores};
use crate::group::shown::{MANY, Room, Whose, of_scores, scored_slots, seen};
use crate::group::sight::{Sight, of_counts, of_item};
use crate::group::tally::{ByCounts, Tally};
use crate::pack::PackKind;
use crate::table::Table;

/// How many people of a part who gave the same answer are tried.
const ALIKE: usize = 6;
/// How many pairs are tried in all: enough for every pair of a workshop, and little enough for a group of thousands.
const PAIRS: usize = 400;

/// What may be seen of an item, where its numbers alone would allow `sight`.
pub(super) fn decided(room: &Room<'_>, slot: usize, sight: Sight) -> Sight {
    let Some(tallies) = room.tallies.get(slot) else { return Sight::Nothing };
    let shown = match (sight, room.whole) {
        _ if room.rule == Rule::Open || all_alike(tallies) => return sight,
        (Sight::Nothing, _) => return sight,
        // No number tells the parts apart then: any two people could change places.
        (Sight::Combined, Sight::Combined) => return sight,
        (Sight::Parts(shown), _) => shown,
        (Sight::Combined, _) => [false; 3],
    };
    let open: Vec<Part> = Part::ALL.into_iter().filter(|part| !at(&shown, *part)).collect();
    let mut sure: Vec<Part> =
        open.iter().copied().filter(|part| part_of(tallies, *part).members() > 0).collect();
    if sure.is_empty() {
        return sight;
    }
    let candidates = Candidates::of(room, slot);
    let mut left = PAIRS;
    for one in &open {
        for other in open.iter().filter(|other| *other > one) {
            if !(sure.contains(one) || sure.contains(other)) {
                continue;
            }
            if counts_could_change(room, slot, sight, (*one, *other))
                || candidates.could_change(room, slot, sight, (*one, *other), &mut left)
            {
                sure.retain(|part| part != one && part != other);
            }
        }
    }
    if sure.is_empty() { sight } else { Sight::Nothing }
}

fn at(flags: &[bool; 3], part: Part) -> bool {
    flags.get(part.index()).copied().unwrap_or_default()
}

fn part_of(tallies: &[Tally; 3], part: Part) -> Tally {
    tallies.get(part.index()).copied().unwrap_or_default()
}

/// Whether everybody gave the same answer: the named exception.
fn all_alike(tallies: &[Tally; 3]) -> bool {
    let all = tallies.iter().fold(Tally::default(), |sum, tally| sum.plus(tally));
    let mut ratings = Rating::ALL.into_iter().map(Some).chain([None]);
    ratings.any(|rating| all.count(rating) == all.people())
}

/// How many people of either part are thought to change answers at once.
const AT_ONCE: u32 = 40;

/// Whether some people of one part who gave one answer and as many of the other who gave another could have answered the other way round; where scores tell nothing of the item, nothing else has to stay as it is.
fn counts_could_change(room: &Room<'_>, slot: usize, sight: Sight, (one, other): (Part, Part)) -> bool {
    let descriptive = room.pack.asked.get(slot).is_some_and(|item| item.descriptive);
    if !(descriptive || has_play(room, slot, one) && has_play(room, slot, other)) {
        return false;
    }
    let Some(tallies) = room.tallies.get(slot) else { return false };
    let (mine, yours) = (part_of(tallies, one), part_of(tallies, other));
    let answers = || Rating::ALL.into_iter().map(Some).chain([None]);
    for give in answers().filter(|give| mine.count(*give) > 0) {
        for take in answers().filter(|take| *take != give) {
            // Who has no value has no part in a lens's index: such a change would be seen in how many have one.
            if room.pack.kind == PackKind::Lens && is_valued(give) != is_valued(take) {
                continue;
            }
            let most = mine.count(give).min(yours.count(take)).min(AT_ONCE);
            let (mut changed, mut back) = (mine, yours);
            for _ in 0..most {
                changed.change(give, take);
                back.change(take, give);
                let mut after = *tallies;
                for (part, tally) in [(one, changed), (other, back)] {
                    if let Some(place) = after.get_mut(part.index()) {
                        *place = tally;
                    }
                }
                if of_item(room.rule, room.whole, &after) == sight {
                    return true;
                }
            }
        }
    }
    false
}

/// The people of each part who are tried, some for each answer to the item.
struct Candidates<'a>([Vec<&'a Response>; 3]);

impl<'a> Candidates<'a> {
    fn of(room: &Room<'a>, slot: usize) -> Self {
        // In the order of their ids, so that the order in which answers came in says nothing.
        let people: Table<&ResponseId, &'a Response> =
            Table::from_entries(room.people.iter().map(|person| (&person.id, person)).collect());
        let mut lists = [const { Vec::new() }; 3];
        for person in people.values() {
            let Some(list) = lists.get_mut(person.part.index()) else { continue };
            let alike = |other: &&&Response| other.sheet().get(slot) == person.sheet().get(slot);
            let same = |other: &&Response| other.sheet() == person.sheet();
            if list.len() < ALIKE * 8 && list.iter().filter(alike).count() < ALIKE && !list.iter().any(same) {
                list.push(*person);
            }
        }
        Self(lists)
    }

    /// Whether somebody of one part and somebody of the other could change answers, or places, with all that is shown staying as it is.
    fn could_change(
        &self,
        room: &Room<'a>,
        slot: usize,
        sight: Sight,
        (one, other): (Part, Part),
        left: &mut usize,
    ) -> bool {
        let [ones, others] =
            [one, other].map(|part| self.0.get(part.index()).map(Vec::as_slice).unwrap_or_default());
        let apart = ones.iter().flat_map(|a| others.iter().map(move |b| (*a, *b)));
        for (a, b) in apart.filter(|(a, b)| a.sheet().get(slot) != b.sheet().get(slot)) {
            if *left == 0 {
                return false;
            }
            *left -= 1;
            if change_answers(room, slot, sight, a, b) || change_places(room, a, b) {
                return true;
            }
        }
        false
    }
}

/// The tallies of an item after two people have changed answers.
fn after(tallies: &[Tally; 3], slot: usize, a: &Response, b: &Response) -> [Tally; 3] {
    let mut changed = *tallies;
    for (person, from) in [(a, b), (b, a)] {
        if let Some(tally) = changed.get_mut(person.part.index()) {
            tally.change(person.sheet().get(slot), from.sheet().get(slot));
        }
    }
    changed
}

/// Whether two people could change their answers to this item alone.
fn change_answers(room: &Room<'_>, slot: usize, sight: Sight, a: &Response, b: &Response) -> bool {
    let Some(tallies) = room.tallies.get(slot) else { return false };
    let (Some(item), (mine, yours)) = (room.pack.asked.get(slot), (a.sheet().get(slot), b.sheet().get(slot)))
    else {
        return false;
    };
    let offered = [mine, yours].into_iter().flatten().all(|rating| rating.allowed(item));
    if !offered || of_item(room.rule, room.whole, &after(tallies, slot, a, b)) != sight {
        return false;
    }
    if item.descriptive || [a.part, b.part].into_iter().all(|part| has_play(room, slot, part)) {
        return true;
    }
    let with = |person: &Response, rating| {
        let mut sheet = person.sheet().clone();
        sheet.set(slot, rating);
        scores(room.pack, &sheet)
    };
    let (Ok(scores_a), Ok(scores_b)) = (with(a, yours), with(b, mine)) else { return false };
    let sight_of = |score: usize| room.score_sights.get(score).copied().unwrap_or(Sight::Nothing);
    let keeps = |whose: Whose, gone: &[&[Option<f64>]], come: &[&[Option<f64>]]| {
        let Some(ordered) = room.ordered.get(whose.index()) else { return true };
        ordered.iter().enumerate().all(|(score, ordered)| {
            let of = |list: &[&[Option<f64>]]| -> Vec<f64> {
                list.iter().filter_map(|scores| scores.get(score).copied().flatten()).collect()
            };
            let (gone, come) = (of(gone), of(come));
            gone == come
                || room.told.get(score) != Some(&true)
                || !seen(sight_of(score), whose)
                || ordered.spread_with(&gone, &come) == ordered.spread()
        })
    };
    // That a score is shown must not change either.
    let as_many = room.with_score.iter().enumerate().all(|(score, counts)| {
        let mut counts = *counts;
        for (person, now) in [(a, &scores_a), (b, &scores_b)] {
            let had = person.score(score).is_some();
            let has = now.get(score).copied().flatten().is_some();
            if let Some(count) = counts.get_mut(person.part.index()).filter(|_| had != has) {
                *count = if has { count.saturating_add(1) } else { count.saturating_sub(1) };
            }
        }
        of_scores(room.pack, room.rule, room.whole, room.heads, counts) == sight_of(score)
    });
    as_many
        && keeps(Whose::from(a.part), &[a.scores()], &[&scores_a])
        && keeps(Whose::from(b.part), &[b.scores()], &[&scores_b])
        && keeps(Whose::Combined, &[a.scores(), b.scores()], &[&scores_a, &scores_b])
}

fn is_valued(rating: Option<Rating>) -> bool {
    rating.is_some_and(|rating| rating.value().is_some())
}

/// What may be seen of who does it, for an item of which `sight` may be seen.
///
/// It is held to the same rules as an answer: members are those who said, a part that is not shown of the item is not shown of this either, and where a part is hidden two people of hidden parts who named different doers must be able to change what they named.
pub(super) fn named(room: &Room<'_>, slot: usize, sight: Sight) -> Sight {
    let asks = room.pack.asked.get(slot).is_some_and(|item| item.traits.asks_by);
    let Some(named) = room.named.get(slot).filter(|_| asks) else { return Sight::Nothing };
    let by_numbers = |named: &[ByCounts; 3]| {
        let said = named.each_ref().map(ByCounts::said);
        of_counts(room.rule, sight, named.each_ref().map(ByCounts::people), said, said)
    };
    let by_sight = by_numbers(named);
    let shown = match by_sight {
        Sight::Nothing => return by_sight,
        _ if room.rule == Rule::Open => return by_sight,
        Sight::Combined => [false; 3],
        Sight::Parts(shown) => shown,
    };
    let hidden = |part: &Part| !at(&shown, *part);
    let said = |part: &Part| named.get(part.index()).is_some_and(|counts| counts.said() > 0);
    let mut sure: Vec<Part> = Part::ALL.into_iter().filter(|part| hidden(part) && said(part)).collect();
    let may = |person: &&Response| hidden(&person.part) && may_name(person.sheet().get(slot));
    // One for each part and each name is as good as any other.
    let mut kinds: Vec<&Response> = Vec::new();
    for person in room.people.iter().filter(may) {
        if !kinds.iter().any(|kind| kind.part == person.part && kind.by(slot) == person.by(slot)) {
            kinds.push(person);
        }
    }
    for a in &kinds {
        for b in kinds.iter().filter(|b| b.part != a.part && b.by(slot) != a.by(slot)) {
            let mut after = *named;
            for (person, from) in [(a, b), (b, a)] {
                if let Some(counts) = after.get_mut(person.part.index()) {
                    counts.change(person.by(slot), from.by(slot));
                }
            }
            if by_numbers(&after) == by_sight {
                sure.retain(|part| *part != a.part && *part != b.part);
            }
        }
    }
    if sure.is_empty() { by_sight } else { Sight::Nothing }
}

/// How many ways of answering the rest of a thread leave play.
const WAYS: usize = 3;

/// Whether no score of this part's tells an item by itself: the part's scores are not shown, or the thread has many items and its people answered the others in several ways, so that who has which score is open.
fn has_play(room: &Room<'_>, slot: usize, part: Part) -> bool {
    if !matches!(room.whole, Sight::Parts(shown) if at(&shown, part)) {
        return true;
    }
    let group = room.pack.asked.get(slot).and_then(|item| room.pack.groups.get(item.group));
    let Some(thread) = group.map(|group| &group.thread) else { return false };
    let slots = scored_slots(room.pack, thread);
    if slots.len() < MANY {
        return false;
    }
    let mut ways: Vec<&Response> = Vec::with_capacity(WAYS);
    for person in room.people.iter().filter(|person| person.part == part) {
        // What of the rest bears on the score: all of it in a block, in a lens the mean of what has a value.
        let mean = |person: &Response| {
            let rest = slots.iter().filter(|at| **at != slot).map(|at| person.sheet().get(*at));
            Tally::counting(rest).mean()
        };
        let rest = |other: &&Response| {
            let same = |at: &usize| other.sheet().get(*at) == person.sheet().get(*at);
            match room.pack.kind {
                PackKind::Block => slots.iter().filter(|at| **at != slot).all(same),
                PackKind::Lens => mean(other) == mean(person),
            }
        };
        if room.pack.kind == PackKind::Lens && mean(person).is_none() {
            continue;
        }
        if !ways.iter().any(rest) {
            ways.push(person);
        }
        if ways.len() >= WAYS {
            return true;
        }
    }
    false
}

/// Whether two people could change places with all of their answers: only where neither part is shown of the whole, so that no median tells them apart.
fn change_places(room: &Room<'_>, a: &Response, b: &Response) -> bool {
    if let Sight::Parts(shown) = room.whole
        && (at(&shown, a.part) || at(&shown, b.part))
    {
        return false;
    }
    room.tallies.iter().enumerate().all(|(slot, tallies)| {
        let sight = |tallies: &[Tally; 3]| of_item(room.rule, room.whole, tallies);
        sight(&after(tallies, slot, a, b)) == sight(tallies)
    })
}
