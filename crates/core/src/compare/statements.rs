//! The statements before and after: what moved, what was answered in one of the two only; matched by item id.

use crate::answers::Rating;
use crate::method::Sheet;
use crate::pack::{ItemId, Pack};

/// How an answer moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// To a higher value.
    Up,
    /// To a lower value.
    Down,
    /// To another answer that is neither: from or to "Don't know" or "Does not apply", or of the same value.
    Otherwise,
    /// Not at all.
    Stayed,
    /// It is answered now and was not then.
    Gained,
    /// It was answered then and is not now.
    Lost,
    /// It was answered in neither.
    Open,
}

/// A statement before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemShift {
    /// The item.
    pub item: ItemId,
    /// Whether it describes the lowest level, where less is better, and never counts.
    pub descriptive: bool,
    /// The rating before.
    pub before: Option<Rating>,
    /// The rating after.
    pub after: Option<Rating>,
}

impl ItemShift {
    /// How the answer moved.
    #[must_use]
    pub fn moved(&self) -> Move {
        let (before, after) = match (self.before, self.after) {
            (None, None) => return Move::Open,
            (None, Some(_)) => return Move::Gained,
            (Some(_), None) => return Move::Lost,
            (Some(before), Some(after)) => (before, after),
        };
        match (before.value(), after.value()) {
            _ if before == after => Move::Stayed,
            (Some(then), Some(now)) if now > then => Move::Up,
            (Some(then), Some(now)) if now < then => Move::Down,
            _ => Move::Otherwise,
        }
    }
}

/// All statements of a pack.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statements {
    /// In the order of the pack.
    pub all: Vec<ItemShift>,
}

impl Statements {
    /// Those of the scored levels that moved so.
    pub fn scored(&self, moved: Move) -> impl Iterator<Item = &ItemShift> {
        self.all.iter().filter(move |item| !item.descriptive && item.moved() == moved)
    }
}

pub(super) fn statements(pack: &Pack, before: &Sheet, after: &Sheet) -> Statements {
    let shift = |(slot, item): (usize, &crate::pack::Asked)| ItemShift {
        item: item.id.clone(),
        descriptive: item.descriptive,
        before: before.get(slot),
        after: after.get(slot),
    };
    Statements { all: pack.asked.iter().enumerate().map(shift).collect() }
}
