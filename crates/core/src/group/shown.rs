//! What is shown of a group: the only type from which screens, reports and published files are made.

use crate::group::anonymity::Rule;
use crate::group::discussion::{
    Contrast, Quadrant, Topic, WatermelonShare, contrast, order, quadrant, share,
};
use crate::group::response::{Part, Response};
use crate::group::sight::{Sight, of_all, of_counts, of_item};
use crate::group::spread::{Ordered, Spread};
use crate::group::tally::{ByCounts, Consensus, Tally};
use crate::group::witness;
use crate::pack::{ItemId, Pack, PackKind, ThreadId};

/// Whose result it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whose {
    /// IT's.
    It,
    /// The business's.
    Business,
    /// That of those who are neither.
    Neither,
    /// Everybody's.
    Combined,
}

impl Whose {
    /// All, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::It, Self::Business, Self::Neither, Self::Combined];

    /// As it stands in files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::It => Part::It.as_str(),
            Self::Business => Part::Business.as_str(),
            Self::Neither => Part::Neither.as_str(),
            Self::Combined => "combined",
        }
    }

    pub(super) fn index(self) -> usize {
        match self {
            Self::It => 0,
            Self::Business => 1,
            Self::Neither => 2,
            Self::Combined => 3,
        }
    }
}

impl From<Part> for Whose {
    fn from(part: Part) -> Self {
        match part {
            Part::It => Self::It,
            Part::Business => Self::Business,
            Part::Neither => Self::Neither,
        }
    }
}

/// The result of a part, or of all.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PartOf {
    /// How many people.
    pub people: u32,
    /// S of each thread, in the pack's order; none where it would tell what an item keeps back. Of a lens the index of each facet, from 0 to 1; none too where too few have one.
    pub threads: Vec<Option<Spread>>,
    /// S of the block, or the index of the lens; none in the same cases.
    pub block: Option<Spread>,
}

/// An item's answers in a part, or in all.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct ItemOf {
    /// How many gave which answer.
    pub tally: Tally,
    /// The mean value, 0 to 1; none without a value.
    pub mean: Option<f64>,
    /// The consensus; none with fewer than two values.
    pub consensus: Option<Consensus>,
}

impl ItemOf {
    fn of(tally: &Tally) -> Self {
        Self { tally: *tally, mean: tally.mean(), consensus: tally.consensus() }
    }
}

/// An item as it is shown. That something is not shown is seen, why it is not is never told.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownItem {
    slot: usize,
    item: ItemId,
    of: [Option<ItemOf>; 4],
    by: [Option<ByCounts>; 4],
    contrast: Option<Contrast>,
}

impl ShownItem {
    /// Its place in [`Pack::asked`].
    #[must_use]
    pub fn slot(&self) -> usize {
        self.slot
    }

    /// Which item.
    #[must_use]
    pub fn item(&self) -> &ItemId {
        &self.item
    }

    /// The answers of a part, or of all; none where they are not shown.
    #[must_use]
    pub fn of(&self, whose: Whose) -> Option<&ItemOf> {
        self.of.get(whose.index())?.as_ref()
    }

    /// Whom a part, or all, named as who does it; none where that is not shown, or not asked.
    #[must_use]
    pub fn by(&self, whose: Whose) -> Option<&ByCounts> {
        self.by.get(whose.index())?.as_ref()
    }

    /// How IT and business contrast, where both are shown and do.
    #[must_use]
    pub fn contrast(&self) -> Option<Contrast> {
        self.contrast
    }

    /// How the two views stand to each other; none where one is not shown, or neither green nor red.
    #[must_use]
    pub fn quadrant(&self) -> Option<Quadrant> {
        quadrant(self)
    }
}

/// What is shown of a group.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    rule: Rule,
    heads: [u32; 3],
    threads: Vec<ThreadId>,
    of: [Option<PartOf>; 4],
    items: Vec<ShownItem>,
    share: Option<WatermelonShare>,
    topics: Vec<Topic>,
}

/// The topics that make the agenda.
const AGENDA: usize = 5;

impl Shown {
    /// Combines responses and keeps back what may not be seen. Each response counts as one person: see [`super::distinct`]. Their order is irrelevant.
    #[must_use]
    pub fn of(pack: &Pack, responses: &[Response], rule: Rule) -> Self {
        let room = Room::of(pack, responses, rule);
        let of = Whose::ALL.map(|whose| room.part_of(whose));
        let items: Vec<ShownItem> = (0..pack.asked.len()).filter_map(|slot| room.item(slot)).collect();
        let share = share(pack, &items);
        let topics = order(pack, &items);
        Self { rule, heads: room.heads, threads: pack.threads.clone(), of, items, share, topics }
    }

    /// The rule under which it is shown.
    #[must_use]
    pub fn rule(&self) -> Rule {
        self.rule
    }

    /// How many people answered; these counts are no secret.
    #[must_use]
    pub fn people(&self, whose: Whose) -> u32 {
        match whose {
            Whose::Combined => self.heads.iter().sum(),
            part => self.heads.get(part.index()).copied().unwrap_or_default(),
        }
    }

    /// The result of a part, or of all; none where it is not shown.
    #[must_use]
    pub fn result(&self, whose: Whose) -> Option<&PartOf> {
        self.of.get(whose.index())?.as_ref()
    }

    /// G per thread in the pack's order: the median S of IT less that of the business; none where one of them is not shown.
    pub fn gaps(&self) -> impl Iterator<Item = (&ThreadId, Option<f64>)> {
        self.threads.iter().enumerate().map(|(at, thread)| {
            let median = |whose| Some(self.result(whose)?.threads.get(at)?.as_ref()?.median);
            let gap = median(Whose::It).zip(median(Whose::Business)).map(|(it, business)| it - business);
            (thread, gap)
        })
    }

    /// The threads, in the pack's order.
    #[must_use]
    pub fn threads(&self) -> &[ThreadId] {
        &self.threads
    }

    /// The asked items, in the pack's order.
    #[must_use]
    pub fn items(&self) -> &[ShownItem] {
        &self.items
    }

    /// The share of items that are green outside and red inside; none where no item shows both sides.
    #[must_use]
    pub fn watermelon_share(&self) -> Option<WatermelonShare> {
        self.share
    }

    /// What to talk about, first things first.
    #[must_use]
    pub fn topics(&self) -> &[Topic] {
        &self.topics
    }

    /// The first five topics.
    #[must_use]
    pub fn agenda(&self) -> &[Topic] {
        self.topics.get(..AGENDA).unwrap_or(&self.topics)
    }
}

impl Shown {
    /// The same without the items for which `hides` holds, and without what was made of them.
    pub(super) fn keep_back(mut self, pack: &Pack, hides: impl Fn(&ShownItem) -> bool) -> Self {
        for item in &mut self.items {
            if item.of.iter().any(Option::is_some) && hides(item) {
                item.of = [None; 4];
                item.by = [None; 4];
                item.contrast = None;
            }
        }
        self.share = share(pack, &self.items);
        self.topics = order(pack, &self.items);
        self
    }

    /// The same without who does it where `hides` holds.
    pub(super) fn keep_back_by(mut self, hides: impl Fn(&ShownItem) -> bool) -> Self {
        for item in &mut self.items {
            if item.by.iter().any(Option::is_some) && hides(item) {
                item.by = [None; 4];
            }
        }
        self
    }

    /// The same without the scores for whose place `hides` holds; that of the whole is behind the last thread's.
    pub(super) fn keep_back_scores(mut self, hides: impl Fn(usize) -> bool) -> Self {
        let count = self.threads.len();
        for at in (0..=count).filter(|at| hides(*at)) {
            for part in self.of.iter_mut().flatten() {
                match part.threads.get_mut(at) {
                    Some(thread) => *thread = None,
                    None => part.block = None,
                }
            }
        }
        self
    }

    /// The score at this place of a part, or of all; that of the whole is behind the last thread's.
    pub(super) fn spread(&self, whose: Whose, at: usize) -> Option<&Spread> {
        let part = self.result(whose)?;
        match part.threads.get(at) {
            Some(thread) => thread.as_ref(),
            None => part.block.as_ref(),
        }
    }
}

/// A group before anything is kept back; it never leaves this folder.
pub(super) struct Room<'a> {
    pub(super) pack: &'a Pack,
    pub(super) rule: Rule,
    pub(super) people: &'a [Response],
    pub(super) heads: [u32; 3],
    /// What may be seen of the whole.
    pub(super) whole: Sight,
    /// Per asked item and part.
    pub(super) tallies: Vec<[Tally; 3]>,
    /// What may be seen of each item.
    sights: Vec<Sight>,
    /// Per asked item and part, where it is asked: who does it.
    pub(super) named: Vec<[ByCounts; 3]>,
    /// What may be seen of who does it.
    by_sights: Vec<Sight>,
    /// Per thread and of the block, how many people of each part have a score.
    pub(super) with_score: Vec<[u32; 3]>,
    /// What may be seen of S, per thread and of the block, by these counts.
    pub(super) score_sights: Vec<Sight>,
    /// Whether S is told, per thread and of the block.
    pub(super) told: Vec<bool>,
    /// S of each thread and of the block in order, for the parts that are shown and for all; empty for the others.
    pub(super) ordered: [Vec<Ordered>; 4],
}

impl<'a> Room<'a> {
    fn of(pack: &'a Pack, people: &'a [Response], rule: Rule) -> Self {
        let mut heads = [0u32; 3];
        let mut tallies = vec![[Tally::default(); 3]; pack.asked.len()];
        let scores = pack.threads.len() + 1;
        let mut with_score = vec![[0u32; 3]; scores];
        for person in people {
            let part = person.part.index();
            if let Some(count) = heads.get_mut(part) {
                *count = count.saturating_add(1);
            }
            for (slot, tallies) in tallies.iter_mut().enumerate() {
                if let Some(tally) = tallies.get_mut(part) {
                    tally.add(person.sheet().get(slot));
                }
            }
            for (at, counts) in with_score.iter_mut().enumerate() {
                if let Some(count) = counts.get_mut(part).filter(|_| person.score(at).is_some()) {
                    *count = count.saturating_add(1);
                }
            }
        }
        let whole = of_all(rule, heads);
        let named = (0..pack.asked.len()).map(|slot| named(pack, people, slot)).collect();
        let score_sights =
            with_score.iter().map(|counts| of_scores(pack, rule, whole, heads, *counts)).collect();
        let sights: Vec<Sight> = tallies.iter().map(|tallies| of_item(rule, whole, tallies)).collect();
        let told = told(pack, rule, whole, &sights);
        let ordered = Whose::ALL.map(|whose| {
            if !seen(whole, whose) {
                return Vec::new();
            }
            let here = |person: &&Response| whose == Whose::Combined || Whose::from(person.part) == whose;
            let of = |score: usize| {
                let mut values = Vec::with_capacity(people.len());
                values.extend(people.iter().filter(here).filter_map(|person| person.score(score)));
                Ordered::of(values)
            };
            (0..scores).map(of).collect()
        });
        let by_sights = vec![Sight::Nothing; pack.asked.len()];
        let mut room = Self {
            pack,
            rule,
            people,
            heads,
            whole,
            tallies,
            sights,
            named,
            by_sights,
            with_score,
            score_sights,
            told,
            ordered,
        };
        room.sights = (0..room.sights.len())
            .map(|slot| {
                room.sights.get(slot).map_or(Sight::Nothing, |sight| witness::decided(&room, slot, *sight))
            })
            .collect();
        room.told = self::told(pack, rule, whole, &room.sights);
        room.by_sights = (0..room.sights.len())
            .map(|slot| {
                room.sights.get(slot).map_or(Sight::Nothing, |sight| witness::named(&room, slot, *sight))
            })
            .collect();
        room
    }

    fn part_of(&self, whose: Whose) -> Option<PartOf> {
        let ordered = self.ordered.get(whose.index())?;
        let told = |((ordered, told), sight): ((&Ordered, &bool), &Sight)| {
            if *told && seen(*sight, whose) { ordered.spread() } else { None }
        };
        let scores = ordered.iter().zip(&self.told).zip(&self.score_sights);
        let mut spreads: Vec<Option<Spread>> = scores.map(told).collect();
        let block = spreads.pop()?;
        let people = match whose {
            Whose::Combined => self.heads.iter().sum(),
            part => self.heads.get(part.index()).copied()?,
        };
        Some(PartOf { people, threads: spreads, block })
    }

    fn item(&self, slot: usize) -> Option<ShownItem> {
        let tallies = self.tallies.get(slot)?;
        let sight = self.sights.get(slot).copied()?;
        let of = Whose::ALL.map(|whose| {
            let tally = match whose {
                Whose::Combined => tallies.iter().fold(Tally::default(), |sum, tally| sum.plus(tally)),
                part => tallies.get(part.index()).copied().unwrap_or_default(),
            };
            seen(sight, whose).then(|| ItemOf::of(&tally))
        });
        let asked = self.pack.asked.get(slot)?;
        let by_sight = self.by_sights.get(slot).copied().unwrap_or(Sight::Nothing);
        let named = self.named.get(slot).copied().unwrap_or_default();
        let by = Whose::ALL.map(|whose| {
            let counts = match whose {
                Whose::Combined => named.iter().fold(ByCounts::default(), |sum, one| sum.plus(one)),
                part => named.get(part.index()).copied().unwrap_or_default(),
            };
            (asked.traits.asks_by && seen(by_sight, whose)).then_some(counts)
        });
        let mut item = ShownItem { slot, item: asked.id.clone(), of, by, contrast: None };
        item.contrast = contrast(asked, &item);
        Some(item)
    }
}

/// Who does it, as each part named it; nothing where that is not asked.
fn named(pack: &Pack, people: &[Response], slot: usize) -> [ByCounts; 3] {
    if !pack.asked.get(slot).is_some_and(|item| item.traits.asks_by) {
        return <[ByCounts; 3]>::default();
    }
    Part::ALL.map(|part| {
        let here = people.iter().filter(|person| person.part == part);
        ByCounts::counting(here.map(|person| person.by(slot)))
    })
}

/// What may be seen of a score of which so many people have one: everybody has one of a block, and of a lens who has none is to it as who did not answer is to an item.
pub(super) fn of_scores(pack: &Pack, rule: Rule, whole: Sight, heads: [u32; 3], with: [u32; 3]) -> Sight {
    match pack.kind {
        PackKind::Block => whole,
        PackKind::Lens => of_counts(rule, whole, heads, with, with),
    }
}

/// A thread of fewer items than these hardly scores more than its items say.
pub(super) const MANY: usize = 4;

/// The slots whose answers count in a thread's S.
pub(super) fn scored_slots(pack: &Pack, thread: &ThreadId) -> Vec<usize> {
    let mut slots: Vec<usize> = Vec::new();
    let groups = pack.thread_groups(thread).filter(|group| !group.level.descriptive);
    for item in groups.flat_map(crate::pack::Group::items) {
        if !slots.contains(&item.slot) {
            slots.push(item.slot);
        }
    }
    slots
}

/// Whether S is told, per thread and of the block: not where a thread has so few items that its medians would tell what one of them keeps back.
fn told(pack: &Pack, rule: Rule, whole: Sight, sights: &[Sight]) -> Vec<bool> {
    let mut told: Vec<bool> = pack
        .threads
        .iter()
        .map(|thread| {
            let slots = scored_slots(pack, thread);
            // Of the combined result alone nothing tells the parts apart, whatever S says.
            let whole_item = |slot: &usize| sights.get(*slot) == Some(&whole);
            rule == Rule::Open
                || whole == Sight::Combined
                || slots.len() >= MANY
                || slots.iter().all(whole_item)
        })
        .collect();
    told.push(!told.contains(&false));
    told
}

/// Whether something is seen of this part, or of all.
pub(super) fn seen(sight: Sight, whose: Whose) -> bool {
    match sight {
        Sight::Nothing => false,
        Sight::Combined => whose == Whose::Combined,
        Sight::Parts(parts) => whose == Whose::Combined || parts.get(whose.index()) == Some(&true),
    }
}
