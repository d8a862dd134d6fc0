//! Which parts of a group may be seen, of all of it and of an item (METHOD section 9): the one place where anything is suppressed by its numbers.

use crate::group::anonymity::Rule;
use crate::group::tally::Tally;

/// What may be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sight {
    /// Nothing.
    Nothing,
    /// The combined result alone.
    Combined,
    /// The combined result, and these parts.
    Parts([bool; 3]),
}

/// The valued ratings that a result of an item needs.
const VALUED: u32 = 3;

/// What may be seen of the whole, from the head counts of IT, business and neither.
///
/// A part of 1 to k − 1 people is hidden; the combined result needs k; both kinds stand together only where those hidden are none, or at least k in all.
pub(super) fn of_all(rule: Rule, heads: [u32; 3]) -> Sight {
    let people: u32 = heads.iter().sum();
    let Rule::Anonymous(threshold) = rule else {
        return if people == 0 { Sight::Nothing } else { Sight::Parts(heads.map(|count| count > 0)) };
    };
    let k = threshold.get();
    if people < k {
        return Sight::Nothing;
    }
    let shown = heads.map(|count| count >= k);
    let hidden: u32 = heads.iter().zip(shown).filter(|(_, shown)| !shown).map(|(count, _)| count).sum();
    if shown.contains(&true) && (hidden == 0 || hidden >= k) { Sight::Parts(shown) } else { Sight::Combined }
}

/// What may be seen of an item by its numbers, where `whole` may be seen of all. [`super::witness`] has the last word.
///
/// Members are those who answered it in any way, and what is shown needs three valued ratings. A part that is not shown of the whole is shown of no item.
/// Where a single part is not shown it would be the difference of what is: then the combined result stands alone, however many they are.
pub(super) fn of_item(rule: Rule, whole: Sight, tallies: &[Tally; 3]) -> Sight {
    let of = |count: fn(&Tally) -> u32| tallies.each_ref().map(count);
    of_counts(rule, whole, of(Tally::people), of(Tally::members), of(Tally::valued))
}

/// The same from counts by part: of the people, of those who answered in any way, of those who gave a value.
pub(super) fn of_counts(
    rule: Rule,
    whole: Sight,
    people: [u32; 3],
    members: [u32; 3],
    valued: [u32; 3],
) -> Sight {
    let answered: u32 = members.iter().sum();
    let Rule::Anonymous(threshold) = rule else {
        return match whole {
            Sight::Nothing => Sight::Nothing,
            _ if answered == 0 => Sight::Nothing,
            _ => Sight::Parts(members.map(|count| count > 0)),
        };
    };
    let k = threshold.get();
    if whole == Sight::Nothing || answered < k || valued.iter().sum::<u32>() < VALUED {
        return Sight::Nothing;
    }
    let Sight::Parts(of_whole) = whole else { return Sight::Combined };
    let mut shown = of_whole;
    let (mut hidden, mut absent) = (0, 0);
    for (((shown, members), valued), people) in shown.iter_mut().zip(members).zip(valued).zip(people) {
        *shown = *shown && members >= k && valued >= VALUED;
        if !*shown && people > 0 {
            hidden += members;
            absent += 1;
        }
    }
    let apart = hidden == 0 || (hidden >= k && absent >= 2);
    if shown.contains(&true) && apart { Sight::Parts(shown) } else { Sight::Combined }
}
