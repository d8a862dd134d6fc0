//! The work that `cargo xtask bench` measures, the same natively and in wasm: scoring answers, and combining groups of them; whoever calls holds the clock.

use pomscope_core::answers::Rating;
use pomscope_core::group::{Part, Response, ResponseId, Rule, Shown};
use pomscope_core::json::parse;
use pomscope_core::method::{Circumstances, Sheet, score_sheet};
use pomscope_core::pack::Pack;
use wasm_bindgen::prelude::wasm_bindgen;

const PACK: &str = include_str!("../../../content/packs/relationship-management-methodology/pack.json");

/// Of so many people, so many are of neither side: too few to be shown, so that whatever is shown has to be weighed against them.
const OF_NEITHER: usize = 3;

/// Numbers that look like chance and are the same in each run (SplitMix64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % end.max(1)
    }
}

/// A group of people with their answers.
#[wasm_bindgen]
pub struct Group {
    pack: Pack,
    people: Vec<(ResponseId, Part, Sheet)>,
    scored: Vec<Response>,
}

#[wasm_bindgen]
impl Group {
    /// A group of so many, the same each time: three of five of IT, the others of the business, save a few.
    #[must_use]
    pub fn of(count: usize) -> Option<Group> {
        let pack = Pack::from_json(&parse(PACK).ok()?).ok()?;
        let mut numbers = Numbers(9);
        let person = |at: usize| {
            let part = match at {
                at if (10..10 + OF_NEITHER).contains(&at) => Part::Neither,
                at if at % 5 < 3 => Part::It,
                _ => Part::Business,
            };
            let ratings = pack.asked.iter().map(|item| rating(&mut numbers, item.descriptive));
            Some((ResponseId::parse(&format!("r{at:06}"))?, part, Sheet::from_ratings(&pack, ratings)))
        };
        let people: Vec<_> = (0..count).map_while(person).collect();
        Some(Self { pack, people, scored: Vec::new() })
    }

    /// Scores the whole of so many assessments, one of the group after the other; gives their number.
    #[must_use]
    pub fn assess(&self, times: usize) -> usize {
        let circumstances = Circumstances::default();
        let sheets = self.people.iter().map(|(_, _, sheet)| sheet).cycle().take(times);
        sheets.filter(|sheet| score_sheet(&self.pack, sheet, &circumstances).is_ok()).count()
    }

    /// Scores everybody and keeps the scores for [`Group::combine`]; gives how many have some.
    pub fn score(&mut self) -> usize {
        self.scored = self.responses();
        self.scored.len()
    }

    /// Combines those who are scored; gives how many topics come of it.
    #[must_use]
    pub fn combine(&self) -> usize {
        Shown::of(&self.pack, &self.scored, Rule::default()).topics().len()
    }

    /// Scores everybody and combines them.
    #[must_use]
    pub fn score_and_combine(&self) -> usize {
        Shown::of(&self.pack, &self.responses(), Rule::default()).topics().len()
    }

    fn responses(&self) -> Vec<Response> {
        let of = |(id, part, sheet): &(ResponseId, Part, Sheet)| {
            Response::new(&self.pack, id.clone(), *part, sheet.clone()).ok()
        };
        self.people.iter().filter_map(of).collect()
    }
}

/// A rating as people give them: mostly a value, sometimes another answer or none.
fn rating(numbers: &mut Numbers, descriptive: bool) -> Option<Rating> {
    match numbers.below(20) {
        0..=4 => Some(Rating::Fully),
        5..=10 => Some(Rating::Largely),
        11..=14 => Some(Rating::Partly),
        15..=16 => Some(Rating::Not),
        17 => Some(Rating::Unknown),
        18 if !descriptive => Some(Rating::Beyond),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_the_same_each_time_and_its_work_is_all_done() {
        let mut group = Group::of(40).unwrap();
        assert_eq!(group.assess(100), 100);
        assert_eq!(group.score(), 40);
        assert_eq!(group.combine(), group.score_and_combine());
        assert_eq!(Group::of(40).unwrap().responses(), group.scored);
        let of = |part| group.people.iter().filter(|(_, other, _)| *other == part).count();
        assert_eq!(Part::ALL.map(of), [21, 16, OF_NEITHER]);
        let shown = Shown::of(&group.pack, &group.scored, Rule::default());
        assert!(shown.items().iter().any(|item| item.of(pomscope_core::group::Whose::Combined).is_some()));
    }
}
