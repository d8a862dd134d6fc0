//! Versions of a pack: what became of answers to an older one, what of them needs another look, and codes of older versions; what a pack declares of its versions is read in `history`.

mod bring;
mod codes;
mod history;
mod looks;

pub use bring::{Brought, bring, has_moved_on, met, move_keys, rating_of};
pub use codes::{ReadCode, read_code};
pub use history::{History, Move, Order};
pub use looks::{Look, Why, look_ids, looked_at, looks};

use std::cmp::Ordering;

use crate::pack::Pack;

/// How the version that was answered stands to a pack's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is the same.
    Same,
    /// It is an older one, or none is named.
    Older,
    /// It is a newer one: what it asks is not known here.
    Newer,
}

/// How a version that was answered stands to the pack's.
#[must_use]
pub fn standing(pack: &Pack, version: &str) -> Standing {
    match compare_versions(version, &pack.version) {
        _ if version == pack.version => Standing::Same,
        Ordering::Greater => Standing::Newer,
        Ordering::Less | Ordering::Equal => Standing::Older,
    }
}

/// Which of two versions is older: number by number, as in `1.10.0` after `1.9.0`; one with a hyphen, as `2.0.0-draft`, before the same without.
#[must_use]
pub fn compare_versions(one: &str, other: &str) -> Ordering {
    let halves = |version: &'_ str| {
        let (core, rest) = version.split_once('-').map_or((version, None), |(core, rest)| (core, Some(rest)));
        (core.to_owned(), rest.map(str::to_owned))
    };
    let ((one, one_draft), (other, other_draft)) = (halves(one), halves(other));
    by_parts(&one, &other).then_with(|| match (one_draft, other_draft) {
        (None, None) => Ordering::Equal,
        (None, Some(_)) => Ordering::Greater,
        (Some(_), None) => Ordering::Less,
        (Some(one), Some(other)) => by_parts(&one, &other),
    })
}

fn by_parts(one: &str, other: &str) -> Ordering {
    let (mut one, mut other) = (one.split(['.', '_', '-']), other.split(['.', '_', '-']));
    loop {
        let (a, b) = match (one.next(), other.next()) {
            (None, None) => return Ordering::Equal,
            (None, Some(_)) => return Ordering::Less,
            (Some(_), None) => return Ordering::Greater,
            (Some(a), Some(b)) => (a, b),
        };
        let numbers = a.parse::<u64>().ok().zip(b.parse::<u64>().ok());
        let order = numbers.map_or_else(|| a.cmp(b), |(a, b)| a.cmp(&b));
        if order != Ordering::Equal {
            return order;
        }
    }
}
