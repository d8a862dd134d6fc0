//! The one scoring function of lenses (METHOD section 10): an index from 0 to 1 and a band per facet and for the whole, never a level; what a lens's own readings are stands in `reading`.

use crate::answers::Rating;
use crate::method::{Band, Sheet};
use crate::pack::{Group, GroupId, Pack};

/// A facet's numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct FacetScore {
    /// The facet.
    pub id: GroupId,
    /// The mean of the items that have a value; none where none has.
    pub index: Option<f64>,
    /// The band of the index.
    pub band: Option<Band>,
    /// The index with every unknown and unanswered item taken as 0; none where nothing has a value.
    pub low: Option<f64>,
    /// The same with 1.
    pub high: Option<f64>,
    /// The share of the items that apply which have a value; 0 where none applies.
    pub coverage: f64,
    /// How many items have a value.
    pub valued: usize,
    /// How many items apply.
    pub applicable: usize,
}

impl FacetScore {
    /// Whether everything in it was answered "does not apply", so that it leaves the index and both bounds.
    #[must_use]
    pub fn is_dropped(&self) -> bool {
        self.applicable == 0
    }
}

/// A lens's numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct LensScore {
    /// The mean of the facets that have a value; none where none has.
    pub index: Option<f64>,
    /// The mean of the facets' lower bounds, those without a value included; none where nothing has a value.
    pub low: Option<f64>,
    /// The same of the upper bounds.
    pub high: Option<f64>,
    /// The share of all items that apply which have a value; 0 where none applies.
    pub coverage: f64,
    /// The band of the index.
    pub band: Option<Band>,
    /// How many items have a value.
    pub valued: usize,
    /// How many items apply.
    pub applicable: usize,
    /// The facets in the order of the pack.
    pub facets: Vec<FacetScore>,
}

/// A facet while it is counted: its bounds stand before anything has a value.
struct Counted {
    score: FacetScore,
    low: f64,
    high: f64,
}

/// Scores the ratings of a lens.
#[must_use]
pub fn lens_score(pack: &Pack, sheet: &Sheet) -> LensScore {
    let counted: Vec<Counted> = pack.groups.iter().map(|group| facet(group, sheet)).collect();
    let valued = counted.iter().map(|facet| facet.score.valued).sum();
    let applicable = counted.iter().map(|facet| facet.score.applicable).sum();
    let index = mean(counted.iter().filter_map(|facet| facet.score.index));
    let applies = || counted.iter().filter(|facet| !facet.score.is_dropped());
    let bound = |of: fn(&Counted) -> f64| index.and_then(|_| mean(applies().map(of)));
    let (low, high) = (bound(|facet| facet.low), bound(|facet| facet.high));
    LensScore {
        index,
        low,
        high,
        coverage: share(valued, applicable),
        band: index.map(Band::of),
        valued,
        applicable,
        facets: counted.into_iter().map(|facet| facet.score).collect(),
    }
}

fn facet(group: &Group, sheet: &Sheet) -> Counted {
    let (mut valued, mut applicable, mut sum) = (0, 0, 0.0);
    for item in group.own() {
        let rating = sheet.get(item.slot);
        if rating == Some(Rating::NotApplicable) {
            continue;
        }
        applicable += 1;
        if let Some(value) = rating.and_then(Rating::value) {
            valued += 1;
            sum += value;
        }
    }
    let index = (valued > 0).then(|| sum / count(valued));
    let low = if applicable == 0 { 0.0 } else { sum / count(applicable) };
    let high = if applicable == 0 { 0.0 } else { (sum + count(applicable - valued)) / count(applicable) };
    Counted {
        score: FacetScore {
            id: group.id.clone(),
            index,
            band: index.map(Band::of),
            low: index.map(|_| low),
            high: index.map(|_| high),
            coverage: share(valued, applicable),
            valued,
            applicable,
        },
        low,
        high,
    }
}

/// The mean; none of nothing.
pub(super) fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, n) = values.fold((0.0, 0), |(sum, n), value| (sum + value, n + 1));
    (n > 0).then(|| sum / count(n))
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { count(part) / count(whole) }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts of a pack's items are far below what a float holds exactly"
)]
fn count(n: usize) -> f64 {
    n as f64
}
