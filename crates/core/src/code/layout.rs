//! What stands in a code and in which order: head, counts, one number in mixed radix; what becomes of an assessment's parts there. The record is docs/decisions/010-answer-code.md.

use crate::answers::{Assessment, Rating, Side};
use crate::digest::digest;
use crate::pack::{Asked, Pack};

use super::number::Number;
use super::{Kind, RESPONSES};

/// Bits of a symbol.
const SYMBOL: usize = 5;

/// Symbols of the head: a bit for the format, then kind, context and mode, then the key of the pack.
pub(super) const HEAD: usize = 4;

/// Bits of the pack's key.
const KEY: u32 = 14;

/// How many items are counted together in the modes that list some of them; of 64 any choice fits 64 bits.
const RUN: usize = 64;

/// The most items of a run that are listed: a count is one symbol.
const MOST_LISTED: usize = 31;

/// The key of a pack: 14 bits of a digest of its id, its version, and of all that a code relies on: levels, threads, and the
/// items in the order in which they are asked, with the answers that they offer.
pub(super) fn key(pack: &Pack) -> u16 {
    let mut text = format!("pomscope-code 1\n{}\n{}\n{}\n", pack.id, pack.version, pack.top());
    for thread in &pack.threads {
        text.push_str(&format!("{thread}\n"));
    }
    for item in &pack.asked {
        let offers = u8::from(item.surpassable) + 2 * u8::from(item.descriptive);
        text.push_str(&format!("{} {offers}\n", item.id));
    }
    let whole = digest(text.bytes());
    let folded = (0..64 / KEY + 1).fold(0, |folded, part| folded ^ (whole >> (part * KEY)));
    u16::try_from(folded & ((1 << KEY) - 1)).unwrap_or_default()
}

/// How the answers are written; a code is made in the mode that makes it shortest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// Every item is rated on its scale.
    Rated,
    /// Most items are; the others are listed.
    MostRated,
    /// Every item may have any answer, or none.
    Any,
    /// Few items are answered; they are listed.
    FewAnswered,
}

/// The answers that an item may have in one part of a code.
type Answers = Vec<Option<Rating>>;

/// The item's ratings with a value.
fn valued(item: &Asked) -> Answers {
    let offered = |rating: &Rating| rating.value().is_some() && rating.allowed(item);
    Rating::ALL.into_iter().filter(offered).map(Some).collect()
}

/// The item's answers without a value, no answer among them.
fn valueless(item: &Asked) -> Answers {
    let offered = |rating: &Rating| rating.value().is_none() && rating.allowed(item);
    std::iter::once(None).chain(Rating::ALL.into_iter().filter(offered).map(Some)).collect()
}

impl Mode {
    pub(super) const ALL: [Self; 4] = [Self::Rated, Self::MostRated, Self::Any, Self::FewAnswered];

    fn number(self) -> u32 {
        match self {
            Self::Rated => 0,
            Self::MostRated => 1,
            Self::Any => 2,
            Self::FewAnswered => 3,
        }
    }

    /// What an item may be that is not listed.
    fn common(self, item: &Asked) -> Answers {
        match self {
            Self::Rated | Self::MostRated => valued(item),
            Self::Any => valueless(item).into_iter().chain(valued(item)).collect(),
            Self::FewAnswered => vec![None],
        }
    }

    /// What an item may be that is listed; empty where none is.
    fn listed(self, item: &Asked) -> Answers {
        match self {
            Self::Rated | Self::Any => Vec::new(),
            Self::MostRated => valueless(item),
            Self::FewAnswered => valueless(item).into_iter().skip(1).chain(valued(item)).collect(),
        }
    }

    fn lists(self) -> bool {
        matches!(self, Self::MostRated | Self::FewAnswered)
    }
}

/// What a code says before its answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Head {
    pub session: bool,
    pub placement: bool,
    pub targets: bool,
    pub mode: Mode,
    pub key: u16,
}

/// What a head can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ReadHead {
    Known(Head),
    /// Written by a later program.
    Newer,
}

impl Head {
    pub(super) fn symbols(self) -> Vec<u8> {
        let flags = (u32::from(self.session) << 4)
            | (u32::from(self.placement) << 3)
            | (u32::from(self.targets) << 2)
            | self.mode.number();
        let all = (flags << KEY) | u32::from(self.key);
        (0..HEAD).rev().map(|at| u8::try_from((all >> (at * SYMBOL)) & 31).unwrap_or_default()).collect()
    }

    /// Reads the head; none where there are too few symbols.
    pub(super) fn read(symbols: &[u8]) -> Option<ReadHead> {
        let all = symbols.get(..HEAD)?.iter().fold(0, |all, symbol| (all << SYMBOL) | u32::from(*symbol));
        let flags = all >> KEY;
        if flags & (1 << 5) != 0 {
            return Some(ReadHead::Newer);
        }
        let mode = Mode::ALL.into_iter().find(|mode| mode.number() == flags & 3)?;
        let key = u16::try_from(all & ((1 << KEY) - 1)).unwrap_or_default();
        let flag = |bit: u32| flags & (1 << bit) != 0;
        Some(ReadHead::Known(Head { session: flag(4), placement: flag(3), targets: flag(2), mode, key }))
    }
}

/// How many ways there are to choose `k` of `n`, at most 64; 0 where there are fewer than `k`.
fn choices(n: usize, k: usize) -> u64 {
    let mut ways: u128 = 1;
    for at in 0..k {
        let Some(left) = n.checked_sub(at) else { return 0 };
        // Divides evenly at every step: what stands there is the number of ways to choose at + 1.
        ways = ways * left as u128 / (at as u128 + 1);
    }
    u64::try_from(ways).unwrap_or_default()
}

/// The rank of a choice of places among all of as many, in the combinatorial number system.
fn rank(places: &[usize]) -> u64 {
    places.iter().enumerate().map(|(at, place)| choices(*place, at + 1)).sum()
}

/// The places of that rank, `k` of `n`, in order.
fn places(n: usize, k: usize, mut rank: u64) -> Vec<usize> {
    let mut found = Vec::new();
    let mut end = n;
    for k in (1..=k).rev() {
        let place = (0..end).rev().find(|place| choices(*place, k) <= rank).unwrap_or_default();
        rank = rank.saturating_sub(choices(place, k));
        found.push(place);
        end = place;
    }
    found.reverse();
    found
}

fn wide(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

/// What is written before the answers of a pack: side, response, placement and targets, as radices.
fn context(pack: &Pack, head: Head) -> Vec<u64> {
    let mut radices = vec![wide(Side::ALL.len()) + 1];
    if head.session {
        radices.push(u64::from(RESPONSES));
    }
    for _ in &pack.threads {
        if head.placement {
            radices.push(u64::from(pack.top()) + 1);
        }
        if head.targets {
            radices.push(halves(pack) + 1);
        }
    }
    radices
}

/// How many half steps a target can be at: from 1 to the top level.
fn halves(pack: &Pack) -> u64 {
    (u64::from(pack.top()) * 2).saturating_sub(1)
}

/// A target's place among the half steps, from 1; none where it is none of them.
pub(super) fn half(pack: &Pack, target: f64) -> Option<u64> {
    (1..=halves(pack)).find(|at| target_at(*at) == target)
}

#[expect(clippy::cast_precision_loss)]
fn target_at(half: u64) -> f64 {
    (half + 1) as f64 / 2.0
}

/// Whether a level is one of the pack's.
pub(super) fn placed(pack: &Pack, level: u8) -> bool {
    (1..=pack.top()).contains(&level)
}

/// How many bits the number of a code needs, given how many items of each run are listed: as many as the dearest choice of them.
pub(super) fn bits(pack: &Pack, head: Head, counts: &[usize]) -> usize {
    let mut most = Number::one();
    for radix in context(pack, head) {
        most.times_plus(radix, 0);
    }
    for (at, run) in pack.asked.chunks(RUN).enumerate() {
        let count = counts.get(at).copied().unwrap_or_default();
        most.times_plus(choices(run.len(), count), 0);
        let mut ways: Vec<(u64, u64)> = run
            .iter()
            .map(|item| (wide(head.mode.common(item).len()), wide(head.mode.listed(item).len())))
            .collect();
        // Those first whose listing adds most: a/b before c/d where a·d > c·b.
        crate::table::arrange(&mut ways, |(common, listed), (other_common, other_listed)| {
            (other_listed * common).cmp(&(listed * other_common))
        });
        for (at, (common, listed)) in ways.into_iter().enumerate() {
            most.times_plus(if at < count { listed } else { common }, 0);
        }
    }
    most.bits_below()
}

/// How many symbols a code has, checks left out, given its head and what follows it; none while the counts are not all there.
pub(super) fn expected(pack: &Pack, head: Head, after_head: &[u8]) -> Option<usize> {
    let counts = counts(pack, head, after_head)?;
    Some(HEAD + counts.len() + bits(pack, head, &counts).div_ceil(SYMBOL))
}

/// How many items of each run are listed; none where the symbols end before, or count more than there are.
fn counts(pack: &Pack, head: Head, after_head: &[u8]) -> Option<Vec<usize>> {
    if !head.mode.lists() {
        return Some(Vec::new());
    }
    let runs: Vec<&[Asked]> = pack.asked.chunks(RUN).collect();
    let counts: Vec<usize> = after_head.get(..runs.len())?.iter().map(|count| usize::from(*count)).collect();
    runs.iter().zip(&counts).all(|(run, count)| *count <= run.len()).then_some(counts)
}

/// The symbols after the head, and how many bits the number among them needs; none where the mode cannot say these answers.
pub(super) fn write(
    pack: &Pack,
    head: Head,
    kind: Kind,
    assessment: &Assessment,
) -> Option<(Vec<u8>, usize)> {
    let mut values = vec![assessment.side.map_or(0, |side| 1 + position(&Side::ALL, &side).unwrap_or(0))];
    if let Kind::InSession(response) = kind {
        values.push(u64::from(response % RESPONSES));
    }
    for thread in &pack.threads {
        if head.placement {
            let level = assessment.placement.get(thread).copied().filter(|level| placed(pack, *level));
            values.push(level.map_or(0, u64::from));
        }
        if head.targets {
            values.push(assessment.targets.get(thread).and_then(|target| half(pack, *target)).unwrap_or(0));
        }
    }
    let mut parts: Vec<(u64, u64)> = context(pack, head).into_iter().zip(values).collect();
    let mut counted = Vec::new();
    for run in pack.asked.chunks(RUN) {
        let mut listed = Vec::new();
        let mut answers = Vec::new();
        for (at, item) in run.iter().enumerate() {
            let rating = assessment.rating(item);
            let common = head.mode.common(item);
            if let Some(place) = position(&common, &rating) {
                answers.push((wide(common.len()), place));
            } else {
                let choices = head.mode.listed(item);
                answers.push((wide(choices.len()), position(&choices, &rating)?));
                listed.push(at);
            }
        }
        if head.mode.lists() {
            if listed.len() > MOST_LISTED {
                return None;
            }
            counted.push(listed.len());
            parts.push((choices(run.len(), listed.len()), rank(&listed)));
        }
        parts.extend(answers);
    }
    let mut number = Number::default();
    for (radix, value) in parts.into_iter().rev() {
        number.times_plus(radix, value);
    }
    let bits = bits(pack, head, &counted);
    let mut symbols: Vec<u8> = counted.iter().filter_map(|count| u8::try_from(*count).ok()).collect();
    let mut body: Vec<u8> = (0..bits.div_ceil(SYMBOL))
        .map(|_| u8::try_from(number.divide(1 << SYMBOL)).unwrap_or_default())
        .collect();
    body.reverse();
    symbols.extend(body);
    Some((symbols, bits))
}

fn position<T: PartialEq>(list: &[T], wanted: &T) -> Option<u64> {
    list.iter().position(|other| other == wanted).map(wide)
}

/// What [`write`] wrote, put into an assessment; none where the symbols are of no assessment.
pub(super) fn read(pack: &Pack, head: Head, after_head: &[u8], into: &mut Assessment) -> Option<Kind> {
    let counts = counts(pack, head, after_head)?;
    let mut number = Number::default();
    for symbol in after_head.get(counts.len()..)? {
        number.times_plus(1 << SYMBOL, u64::from(*symbol));
    }
    let mut take = |radix: u64| number.divide(radix);
    into.side = match take(wide(Side::ALL.len()) + 1) {
        0 => None,
        at => Side::ALL.get(usize::try_from(at - 1).ok()?).copied(),
    };
    let kind = if head.session {
        Kind::InSession(u32::try_from(take(u64::from(RESPONSES))).ok()?)
    } else {
        Kind::Single
    };
    for thread in &pack.threads {
        if head.placement {
            let level = u8::try_from(take(u64::from(pack.top()) + 1)).ok()?;
            if level > 0 {
                into.placement.insert(thread.clone(), level);
            }
        }
        if head.targets {
            let half = take(halves(pack) + 1);
            if half > 0 {
                into.targets.insert(thread.clone(), target_at(half));
            }
        }
    }
    for (run, items) in pack.asked.chunks(RUN).enumerate() {
        let count = counts.get(run).copied().unwrap_or_default();
        let listed = if head.mode.lists() {
            places(items.len(), count, take(choices(items.len(), count)))
        } else {
            Vec::new()
        };
        for (at, item) in items.iter().enumerate() {
            let offered = if listed.contains(&at) { head.mode.listed(item) } else { head.mode.common(item) };
            let rating = *offered.get(usize::try_from(take(wide(offered.len()))).ok()?)?;
            if rating.is_some() {
                into.answers.get_or_default(item.id.clone()).rating = rating;
            }
        }
    }
    number.is_zero().then_some(kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_of_places_has_a_rank_of_its_own() {
        for n in 0..9 {
            for k in 0..=n {
                let all: Vec<Vec<usize>> = (0..choices(n, k)).map(|rank| places(n, k, rank)).collect();
                for (at, chosen) in all.iter().enumerate() {
                    assert_eq!(chosen.len(), k);
                    assert!(chosen.windows(2).all(|pair| pair[0] < pair[1]), "{n} {k} {chosen:?}");
                    assert_eq!(rank(chosen), at as u64);
                }
            }
        }
    }

    #[test]
    fn the_largest_choice_of_a_run_fits() {
        assert_eq!(choices(64, 32), 1_832_624_140_942_590_534);
        assert_eq!((choices(3, 4), choices(4, 4), choices(4, 0)), (0, 1, 1));
    }
}
