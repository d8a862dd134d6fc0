//! What a group should talk about: watermelons, hidden strengths, split views, what nobody knows, in their order (METHOD section 9).

use std::cmp::Ordering;

use crate::answers::Rating;
use crate::group::shown::{ShownItem, Whose};
use crate::group::tally::Reading;
use crate::method::{at_least, at_most};
use crate::pack::{Asked, ItemId, Pack};
use crate::table::arrange;

/// How IT's view of an item and the business's contrast.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Contrast {
    /// Green outside, red inside: in place for IT (mean 2/3 or more), not for the business (1/3 or less).
    Watermelon,
    /// The reverse: the business sees what IT does not.
    HiddenStrength,
}

impl Contrast {
    /// The contrast as it stands in files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Watermelon => "watermelon",
            Self::HiddenStrength => "hiddenStrength",
        }
    }
}

/// The contrast of an item: only of scored levels, since a statement of a descriptive level says the opposite.
pub(super) fn contrast(asked: &Asked, item: &ShownItem) -> Option<Contrast> {
    if asked.descriptive {
        return None;
    }
    match quadrant(item)? {
        Quadrant::Watermelon => Some(Contrast::Watermelon),
        Quadrant::HiddenStrength => Some(Contrast::HiddenStrength),
        Quadrant::Sound | Quadrant::AgreedProblem => None,
    }
}

/// Where an item that is put to both sides as two views of one thing stands (METHOD section 9; the lens "Watermelon").
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quadrant {
    /// Both see it in place.
    Sound,
    /// IT does, the business does not.
    Watermelon,
    /// The business does, IT does not.
    HiddenStrength,
    /// Neither does.
    AgreedProblem,
}

impl Quadrant {
    /// All, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::Watermelon, Self::HiddenStrength, Self::AgreedProblem, Self::Sound];

    /// The quadrant as it stands in files and keys.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sound => "sound",
            Self::Watermelon => "watermelon",
            Self::HiddenStrength => "hiddenStrength",
            Self::AgreedProblem => "agreedProblem",
        }
    }
}

/// Whether a mean looks green; none where it is neither green nor red.
fn green(mean: f64) -> Option<bool> {
    if at_least(mean, 2.0 / 3.0) {
        Some(true)
    } else if at_most(mean, 1.0 / 3.0) {
        Some(false)
    } else {
        None
    }
}

/// The quadrant of an item by what is shown of it; none where a side is not shown, or is neither green nor red.
pub(super) fn quadrant(item: &ShownItem) -> Option<Quadrant> {
    let of = |whose| green(item.of(whose)?.mean?);
    Some(match (of(Whose::It)?, of(Whose::Business)?) {
        (true, true) => Quadrant::Sound,
        (true, false) => Quadrant::Watermelon,
        (false, true) => Quadrant::HiddenStrength,
        (false, false) => Quadrant::AgreedProblem,
    })
}

/// How many items are watermelons, of those that both sides valued and that are hidden for neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WatermelonShare {
    /// The watermelons.
    pub watermelons: u32,
    /// The items that both sides valued; above 0.
    pub of: u32,
}

impl WatermelonShare {
    /// The share, 0 to 1.
    #[must_use]
    pub fn share(self) -> f64 {
        f64::from(self.watermelons) / f64::from(self.of.max(1))
    }
}

/// The share of watermelons among the items of the scored levels; none where no item shows both sides with a value.
pub(super) fn share(pack: &Pack, items: &[ShownItem]) -> Option<WatermelonShare> {
    let mut share = WatermelonShare { watermelons: 0, of: 0 };
    for item in scored(pack, items) {
        let valued = |whose| item.of(whose).is_some_and(|of| of.mean.is_some());
        if valued(Whose::It) && valued(Whose::Business) {
            share.of += 1;
            share.watermelons += u32::from(item.contrast() == Some(Contrast::Watermelon));
        }
    }
    (share.of > 0).then_some(share)
}

fn scored<'a>(pack: &'a Pack, items: &'a [ShownItem]) -> impl Iterator<Item = &'a ShownItem> {
    items.iter().filter(|item| pack.asked.get(item.slot()).is_some_and(|asked| !asked.descriptive))
}

/// Why an item is to be talked about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reason {
    /// The sides see opposite things; with the size of the difference of their means.
    Contrast(Contrast, f64),
    /// The views are split; with the consensus of all.
    Split(f64),
    /// A third or more of those who answered do not know; with how many.
    Unknown(u32),
}

impl Reason {
    /// The reason as it stands in files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Contrast(contrast, _) => contrast.as_str(),
            Self::Split(_) => "split",
            Self::Unknown(_) => "unknown",
        }
    }

    /// The order of the discussion: contrasts by their size, then the least consensus first, then the most who do not know.
    fn before(self, other: Self) -> Ordering {
        match (self, other) {
            (Self::Contrast(_, one), Self::Contrast(_, other)) => units(other).cmp(&units(one)),
            (Self::Split(one), Self::Split(other)) => units(one).cmp(&units(other)),
            (Self::Unknown(one), Self::Unknown(other)) => other.cmp(&one),
            _ => self.rank().cmp(&other.rank()),
        }
    }

    fn rank(self) -> u8 {
        match self {
            Self::Contrast(..) => 0,
            Self::Split(_) => 1,
            Self::Unknown(_) => 2,
        }
    }
}

/// A fraction in units of 1e-9, within which numbers count as equal (METHOD section 2).
fn units(fraction: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "fractions of one")]
    let units = (fraction * 1e9).round() as i64;
    units
}

/// An item to talk about.
#[derive(Clone, Debug, PartialEq)]
pub struct Topic {
    /// The item.
    pub item: ItemId,
    /// Why; of several reasons the first in the order.
    pub reason: Reason,
}

/// All topics in the order of the discussion, equal ones as the pack has them.
pub(super) fn order(pack: &Pack, items: &[ShownItem]) -> Vec<Topic> {
    let mut topics: Vec<Topic> = scored(pack, items)
        .filter_map(|item| Some(Topic { item: item.item().clone(), reason: reason(item)? }))
        .collect();
    arrange(&mut topics, |one, other| one.reason.before(other.reason));
    topics
}

fn reason(item: &ShownItem) -> Option<Reason> {
    let mean = |whose| item.of(whose)?.mean;
    if let (Some(contrast), Some(it), Some(business)) =
        (item.contrast(), mean(Whose::It), mean(Whose::Business))
    {
        return Some(Reason::Contrast(contrast, f64::abs(it - business)));
    }
    let all = item.of(Whose::Combined)?;
    if let Some(consensus) = all.consensus.filter(|consensus| consensus.reading == Reading::Split) {
        return Some(Reason::Split(consensus.value));
    }
    let unknown = all.tally.count(Some(Rating::Unknown));
    (unknown > 0 && unknown.saturating_mul(3) >= all.tally.members()).then_some(Reason::Unknown(unknown))
}
