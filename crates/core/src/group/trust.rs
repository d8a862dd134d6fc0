//! The trust index of a group (METHOD section 10), from what is shown of it and nothing else, so that it can tell nothing more.

use crate::answers::Side;
use crate::group::shown::{Shown, ShownItem, Whose};
use crate::pack::Pack;

/// The trust index of a group with its two factors.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GroupTrust {
    /// The mean of the wants as experienced: of each the mean value that the side gave which receives it. None where one of the sides is not shown, or nothing of it.
    pub wants: Option<f64>,
    /// Of how many wants the answers of who receives them are shown with a value.
    pub shown: u32,
    /// How many wants there are.
    pub of: u32,
    /// The share of commitments met: the mean value of all for the item that stands for it. Nothing is counted in a room. None where it is not shown.
    pub kept: Option<f64>,
}

impl GroupTrust {
    /// The product of the two factors; none where one is missing.
    #[must_use]
    pub fn index(self) -> Option<f64> {
        Some(self.wants? * self.kept?)
    }
}

/// The trust index; none where the pack has none.
#[must_use]
pub fn trust(pack: &Pack, shown: &Shown) -> Option<GroupTrust> {
    let met = pack.kept?;
    let received = |item: &ShownItem| {
        let whose = match pack.asked.get(item.slot())?.traits.receiver? {
            Side::It => Whose::It,
            Side::Business => Whose::Business,
            Side::Both => return None,
        };
        Some((whose, item.of(whose).and_then(|of| of.mean)))
    };
    let wants: Vec<(Whose, Option<f64>)> = shown.items().iter().filter_map(received).collect();
    let told = |side: Whose| wants.iter().any(|(whose, mean)| *whose == side && mean.is_some());
    let (mut sum, mut count) = (0.0, 0u32);
    for mean in wants.iter().filter_map(|(_, mean)| *mean) {
        sum += mean;
        count += 1;
    }
    let both = told(Whose::It) && told(Whose::Business);
    Some(GroupTrust {
        wants: both.then(|| sum / f64::from(count)),
        shown: count,
        of: u32::try_from(wants.len()).unwrap_or(u32::MAX),
        kept: shown.items().get(met).and_then(|item| item.of(Whose::Combined)?.mean),
    })
}
