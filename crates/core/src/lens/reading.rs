//! What each lens shows beside its index: who does what, what is defined and not operating, what one side sees, and the trust index; words and pictures are the report's.

use crate::answers::{Assessment, Rating, Side};
use crate::lens::score::mean;
use crate::lens::{By, Lens};
use crate::method::{Sheet, at_least, at_most};
use crate::pack::{Asked, ItemId, Scale};

/// How often each was named as who does it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ByTally {
    /// How often, in the order of [`By::ALL`].
    pub counts: [usize; 4],
    /// The items that nobody clearly does, in the order of the pack.
    pub nobody: Vec<ItemId>,
    /// How many items apply and do not say.
    pub open: usize,
}

/// Counts who does what. Items that do not apply are left out, whatever was said of them.
#[must_use]
pub fn by_tally(lens: &Lens, assessment: &Assessment) -> ByTally {
    let mut tally = ByTally::default();
    let sheet = lens.sheet(assessment);
    let answers = lens.answers(assessment);
    for (slot, item) in lens.pack.asked.iter().enumerate() {
        if !lens.facet_of(item).asks_by || sheet.get(slot) == Some(Rating::NotApplicable) {
            continue;
        }
        let Some(by) = answers.and_then(|lens| lens.answers.get(&item.id)).and_then(By::of) else {
            tally.open += 1;
            continue;
        };
        for (count, each) in tally.counts.iter_mut().zip(By::ALL) {
            *count += usize::from(each == by);
        }
        if by == By::Nobody {
            tally.nobody.push(item.id.clone());
        }
    }
    tally
}

/// The items that are drafted or agreed and not yet in operation; only a lens of the scale *build* has such.
#[must_use]
pub fn not_operating(lens: &Lens, sheet: &Sheet) -> Vec<ItemId> {
    if lens.pack.scale != Scale::Build {
        return Vec::new();
    }
    items(lens, sheet, |_, rating| matches!(rating, Rating::Partly | Rating::Largely))
}

/// What looks green to a side, and what looks red (METHOD section 9: a value of at least two thirds, of at most one third).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OneSide {
    /// The items that look green.
    pub green: Vec<ItemId>,
    /// Those that look red.
    pub red: Vec<ItemId>,
}

/// What one side alone sees; only where every item is put to both sides as two views of one thing.
#[must_use]
pub fn one_side(lens: &Lens, sheet: &Sheet) -> Option<OneSide> {
    let views = lens.pack.asked.iter().all(|item| item.per_side && lens.facet_of(item).receiver.is_none());
    views.then(|| OneSide {
        green: items(lens, sheet, |_, rating| rating.value().is_some_and(|value| at_least(value, 2.0 / 3.0))),
        red: items(lens, sheet, |_, rating| rating.value().is_some_and(|value| at_most(value, 1.0 / 3.0))),
    })
}

/// Where the share of commitments met comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeptFrom {
    /// It was counted: met of met and missed.
    Counted,
    /// From the rating of the item that stands for it.
    Rated,
}

/// The trust index with its two factors.
#[derive(Clone, Debug, PartialEq)]
pub struct Trust {
    /// The mean of the wants as experienced: of those that the respondent's side receives.
    pub wants: Option<f64>,
    /// How many wants have a value, of how many that the side receives, of how many in all.
    pub wants_of: (usize, usize, usize),
    /// The share of commitments met.
    pub kept: Option<f64>,
    /// Where that share comes from.
    pub kept_from: KeptFrom,
}

impl Trust {
    /// The product of the two factors; none where one is missing.
    #[must_use]
    pub fn index(&self) -> Option<f64> {
        Some(self.wants? * self.kept?)
    }
}

/// The trust index of one person; `kept_rate` is the share that was counted, where something was.
#[must_use]
pub fn trust(lens: &Lens, sheet: &Sheet, side: Option<Side>, kept_rate: Option<f64>) -> Option<Trust> {
    let traits = lens.traits.trust.as_ref()?;
    let wants = || lens.pack.asked.iter().enumerate().filter(|(_, item)| traits.wants.contains(&item.group));
    let received = || wants().filter(|(_, item)| side.is_some() && lens.facet_of(item).receiver == side);
    let values: Vec<f64> = received().filter_map(|(slot, _)| sheet.get(slot)?.value()).collect();
    let rated = sheet.get(traits.met).and_then(Rating::value);
    Some(Trust {
        wants: mean(values.iter().copied()),
        wants_of: (values.len(), received().count(), wants().count()),
        kept: kept_rate.or(rated),
        kept_from: if kept_rate.is_some() { KeptFrom::Counted } else { KeptFrom::Rated },
    })
}

/// The items whose rating fulfils this, in the order of the pack.
fn items(lens: &Lens, sheet: &Sheet, fits: impl Fn(&Asked, Rating) -> bool) -> Vec<ItemId> {
    let rated = |(slot, item): (usize, &Asked)| {
        sheet.get(slot).filter(|rating| fits(item, *rating)).map(|_| item.id.clone())
    };
    lens.pack.asked.iter().enumerate().filter_map(rated).collect()
}

/// What stands out among the items that have a value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StandsOut {
    /// The highest first: at most three, each above one half.
    pub strongest: Vec<usize>,
    /// The lowest first: at most three, each below 1 and none of the strongest.
    pub weakest: Vec<usize>,
}

/// How many items stand out on each side.
const FIRST: usize = 3;

/// The strongest and the weakest items by their slots; among equals the order of the pack.
#[must_use]
pub fn stands_out(lens: &Lens, sheet: &Sheet) -> StandsOut {
    let mut valued: Vec<(usize, f64)> =
        (0..lens.pack.asked.len()).filter_map(|slot| Some((slot, sheet.get(slot)?.value()?))).collect();
    crate::table::arrange(&mut valued, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let strongest: Vec<usize> =
        valued.iter().filter(|(_, value)| *value > 0.5).take(FIRST).map(|(slot, _)| *slot).collect();
    crate::table::arrange(&mut valued, |a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
    let weakest = valued
        .iter()
        .filter(|(slot, value)| *value < 1.0 && !strongest.contains(slot))
        .take(FIRST)
        .map(|(slot, _)| *slot)
        .collect();
    StandsOut { strongest, weakest }
}
