//! Several people's answers combined: what is shown of them and what is kept back, by example; the numbers stand in `group_oracle`, the search for leaks in `leaks`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use pomscope_core::answers::Rating;
use pomscope_core::group::{
    Contrast, NotRevealed, Part, Reason, Response, ResponseId, Reveal, Rule, Shown, Threshold, Twice,
    WatermelonShare, Whose, distinct,
};
use pomscope_core::json;
use pomscope_core::method::Sheet;
use pomscope_core::pack::Pack;
use proptest::prelude::*;
use proptest::sample::select;

fn pack() -> Pack {
    let text = include_str!("../../../content/packs/relationship-management-methodology/pack.json");
    Pack::from_json(&json::parse(text).unwrap()).unwrap()
}

fn slot(pack: &Pack, item: &str) -> usize {
    pack.slot(item).unwrap()
}

/// Somebody who rates everything alike, but for some items.
fn person(
    pack: &Pack,
    part: Part,
    number: usize,
    all: Option<Rating>,
    but: &[(&str, Option<Rating>)],
) -> Response {
    let mut sheet = Sheet::from_ratings(pack, pack.asked.iter().map(|_| all));
    for (item, rating) in but {
        sheet.set(slot(pack, item), *rating);
    }
    let id = ResponseId::parse(&format!("{}{number:03}", part.as_str())).unwrap();
    Response::new(pack, id, part, sheet).unwrap()
}

fn k(k: u32) -> Rule {
    Rule::Anonymous(Threshold::new(k).unwrap())
}

/// Which of IT, business, neither and all are shown.
fn seen(of: impl Fn(Whose) -> bool) -> String {
    Whose::ALL.into_iter().zip("ibnc".chars()).filter(|(whose, _)| of(*whose)).map(|(_, c)| c).collect()
}

#[test]
fn what_is_shown_of_the_whole_follows_the_head_counts() {
    let pack = pack();
    for (heads, rule, expect) in [
        ([4, 4, 0], k(5), "c"),
        ([4, 4, 0], k(4), "ibc"),
        ([2, 2, 0], k(5), ""),
        ([6, 3, 0], k(5), "c"),
        ([6, 0, 0], k(5), "ic"),
        ([6, 3, 2], k(5), "ic"),
        ([6, 2, 2], k(5), "c"),
        ([6, 5, 1], k(5), "c"),
        ([6, 5, 5], k(5), "ibnc"),
        ([1, 1, 0], Rule::Open, "ibc"),
        ([0, 0, 0], Rule::Open, ""),
        ([0, 0, 0], k(3), ""),
    ] {
        let ratings = [Rating::Not, Rating::Partly, Rating::Largely, Rating::Fully];
        let people: Vec<Response> = Part::ALL
            .into_iter()
            .zip(heads)
            .flat_map(|(part, count)| (0..count).map(move |at| (part, at)))
            .map(|(part, at)| person(&pack, part, at, Some(ratings[at % 4]), &[]))
            .collect();
        let shown = Shown::of(&pack, &people, rule);
        assert_eq!(seen(|whose| shown.result(whose).is_some()), expect, "{heads:?} {rule:?}");
        assert_eq!(shown.people(Whose::Combined), heads.iter().sum::<usize>() as u32);
        for item in shown.items() {
            assert_eq!(
                seen(|whose| item.of(whose).is_some()),
                expect,
                "{heads:?} {rule:?} {:?}",
                item.item()
            );
        }
    }
}

#[test]
fn an_item_shows_a_part_only_with_enough_members_and_three_ratings() {
    let pack = pack();
    let item = "A2.L3.PRIO.P1";
    let (blank, unknown, fully) = (None, Some(Rating::Unknown), Some(Rating::Fully));
    for (it, business, expect) in [
        (vec![fully; 5], vec![fully; 5], "ibc"),
        // One of five has not answered: the business alone would give the four away.
        (vec![fully, fully, fully, fully, blank], vec![fully; 5], "c"),
        // "Don't know" is an answer.
        (vec![fully, fully, fully, unknown, unknown], vec![fully; 5], "ibc"),
        // Five members, two ratings: not to be had as a difference either.
        (vec![fully, fully, unknown, unknown, unknown], vec![fully; 5], "c"),
        // Nobody of the business said anything.
        (vec![fully; 5], vec![blank; 5], "ic"),
        (vec![unknown; 5], vec![unknown; 5], ""),
        (vec![fully, fully, blank, blank, blank], vec![fully, fully, blank, blank, blank], ""),
    ] {
        let rest = [Rating::Partly, Rating::Largely, Rating::Fully, Rating::Not, Rating::Largely];
        let side = |part, ratings: &[Option<Rating>]| {
            let numbered = ratings.iter().enumerate();
            numbered
                .map(|(at, rating)| {
                    // People of one side differ elsewhere, as people do.
                    let other = ("A2.L2.PRIO.P1", Some(rest[(at + 1) % 5]));
                    person(&pack, part, at, Some(rest[at]), &[(item, *rating), other])
                })
                .collect::<Vec<_>>()
        };
        let people = [side(Part::It, &it), side(Part::Business, &business)].concat();
        let shown = Shown::of(&pack, &people, k(5));
        let row = &shown.items()[slot(&pack, item)];
        assert_eq!(seen(|whose| row.of(whose).is_some()), expect, "{it:?} {business:?}");
        assert_eq!(seen(|whose| shown.result(whose).is_some()), "ibc");
    }
}

/// Everyone says "fully" to all, but two of IT who leave out the two items of a group, so that their scores are lower: quartile and count together would say whose the two gaps are.
#[test]
fn an_item_that_quartiles_would_give_away_is_not_shown() {
    let pack = pack();
    let items = ["A2.L4.GOAL.P1", "A2.L4.GOAL.O2"];
    let full = Some(Rating::Fully);
    let mut people: Vec<Response> = (0..5).map(|at| person(&pack, Part::Business, at, full, &[])).collect();
    for at in 0..5 {
        let but = if at < 2 { items.map(|item| (item, None)).to_vec() } else { vec![] };
        people.push(person(&pack, Part::It, at, full, &but));
    }
    let shown = Shown::of(&pack, &people, k(5));
    let quartiles = shown.result(Whose::It).unwrap().threads[0].unwrap().quartiles.unwrap();
    assert!(quartiles.0 < 4.0 && quartiles.1 == 5.0, "{quartiles:?}");
    for item in items {
        assert_eq!(seen(|whose| shown.items()[slot(&pack, item)].of(whose).is_some()), "");
    }
    assert_eq!(seen(|whose| shown.items()[slot(&pack, "A2.L5.GOAL.P1")].of(whose).is_some()), "ibc");
}

#[test]
fn contrasts_come_first_then_splits_then_what_nobody_knows() {
    let pack = pack();
    let mut people = Vec::new();
    for at in 0..6 {
        let split = Some(if at % 2 == 0 { Rating::Not } else { Rating::Fully });
        let unknown = if at < 3 { Some(Rating::Unknown) } else { Some(Rating::Partly) };
        let shared = [("A2.L3.ROLE.P1", split), ("A2.L2.GOAL.P1", unknown)];
        let it = [
            ("A2.L5.PRIO.P1", Rating::Largely),
            ("A2.L4.PRIO.P1", Rating::Fully),
            ("A2.L2.ROLE.P1", Rating::Not),
        ];
        let business = [
            ("A2.L5.PRIO.P1", Rating::Partly),
            ("A2.L4.PRIO.P1", Rating::Not),
            ("A2.L2.ROLE.P1", Rating::Fully),
        ];
        for (part, own) in [(Part::It, it), (Part::Business, business)] {
            let own = own.map(|(item, rating)| (item, Some(rating)));
            people.push(person(&pack, part, at, Some(Rating::Largely), &[own.as_slice(), &shared].concat()));
        }
    }
    let shown = Shown::of(&pack, &people, k(5));
    let topics: Vec<(&str, &str)> =
        shown.topics().iter().map(|topic| (topic.item.as_str(), topic.reason.as_str())).collect();
    assert_eq!(
        topics,
        [
            ("A2.L2.ROLE.P1", "hiddenStrength"),
            ("A2.L4.PRIO.P1", "watermelon"),
            ("A2.L5.PRIO.P1", "watermelon"),
            ("A2.L3.ROLE.P1", "split"),
            ("A2.L2.GOAL.P1", "unknown"),
        ]
    );
    assert_eq!(shown.topics()[0].reason, Reason::Contrast(Contrast::HiddenStrength, 1.0));
    assert_eq!(shown.watermelon_share(), Some(WatermelonShare { watermelons: 2, of: 28 }));
    assert_eq!(shown.agenda().len(), 5);
    // A statement that describes absence is no watermelon, whatever the sides say of it.
    assert!(
        shown
            .items()
            .iter()
            .filter(|item| pack.asked[item.slot()].descriptive)
            .all(|item| item.contrast().is_none())
    );
}

#[test]
fn the_gap_is_the_difference_of_the_medians() {
    let pack = pack();
    let people: Vec<Response> = (0..3)
        .flat_map(|at| {
            [(Part::It, [Rating::Fully, Rating::Fully, Rating::Not]), (Part::Business, [Rating::Not; 3])]
                .map(|(part, ratings)| person(&pack, part, at, Some(ratings[at]), &[]))
        })
        .collect();
    let shown = Shown::of(&pack, &people, k(3));
    assert!(shown.gaps().all(|(_, gap)| gap == Some(4.0)));
    let alone = Shown::of(&pack, &people, k(4));
    assert!(alone.gaps().all(|(_, gap)| gap.is_none()) && alone.result(Whose::Combined).is_some());
}

#[test]
fn one_id_is_one_person() {
    let pack = pack();
    let make = |rating| person(&pack, Part::It, 1, Some(rating), &[]);
    let other = person(&pack, Part::It, 2, Some(Rating::Not), &[]);
    let (people, again) =
        distinct(vec![other.clone(), make(Rating::Not), make(Rating::Not), make(Rating::Fully)]);
    let id = make(Rating::Not).id;
    assert_eq!(people, [make(Rating::Fully), other]);
    assert_eq!(again, [(id.clone(), Twice::Same), (id, Twice::Different)]);
}

fn crowd(pack: &Pack, part: Part, from: usize, count: usize) -> Vec<Response> {
    let ratings = [Rating::Partly, Rating::Fully, Rating::Not, Rating::Largely];
    (from..from + count)
        .map(|at| {
            person(pack, part, at, Some(ratings[at % 4]), &[("A2.L2.PRIO.P1", Some(ratings[(at / 2) % 4]))])
        })
        .collect()
}

#[test]
fn what_was_revealed_stays_until_enough_latecomers_are_there() {
    let pack = pack();
    let first = [crowd(&pack, Part::It, 0, 6), crowd(&pack, Part::Business, 0, 6)].concat();
    let reveal = Reveal::first(&pack, &first, k(5));
    let with = |more: &[Response]| [first.clone(), more.to_vec()].concat();
    assert_eq!(reveal.again(&pack, &first), Err(NotRevealed::NobodyNew));
    for (it, business, expect) in
        [(1, 0, false), (4, 0, false), (3, 3, false), (5, 4, false), (5, 0, true), (5, 6, true)]
    {
        let more = [crowd(&pack, Part::It, 10, it), crowd(&pack, Part::Business, 10, business)].concat();
        let again = reveal.again(&pack, &with(&more));
        let found = again.as_ref().map(|again| again.shown().unwrap().people(Whose::Combined));
        let now = u32::try_from(12 + it + business).unwrap();
        let expect = if expect { Ok(now) } else { Err(&NotRevealed::GivesAway) };
        assert_eq!(found, expect, "{it} + {business}");
    }
    assert_eq!(reveal.shown(), Some(&Shown::of(&pack, &first, k(5))));
    let gone = with(&crowd(&pack, Part::It, 10, 5))[1..].to_vec();
    assert_eq!(reveal.again(&pack, &gone), Err(NotRevealed::Gone(first[0].id.clone())));
    let mut changed = with(&crowd(&pack, Part::It, 10, 5));
    changed[0] = person(&pack, Part::It, 0, Some(Rating::Unknown), &[]);
    assert_eq!(reveal.again(&pack, &changed), Err(NotRevealed::Changed(first[0].id.clone())));
    let all = with(&crowd(&pack, Part::It, 10, 5));
    let again = reveal.again(&pack, &all).unwrap();
    let cohorts: Vec<Vec<ResponseId>> =
        again.cohorts().map(|cohort| cohort.into_iter().cloned().collect()).collect();
    // Whoever came since the last reveal is in the file and in no reveal.
    let later = [all.clone(), crowd(&pack, Part::It, 90, 2)].concat();
    assert_eq!(Reveal::replay(&pack, &later, &cohorts, k(5)), Ok(Some(again)));
    assert_eq!(Reveal::replay(&pack, &later, &[], k(5)), Ok(None));
    assert_eq!(Reveal::replay(&pack, &all[1..], &cohorts, k(5)), Err(NotRevealed::Gone(first[0].id.clone())));
    let open = Reveal::first(&pack, &first, Rule::Open);
    assert!(open.again(&pack, &with(&crowd(&pack, Part::It, 10, 1))).is_ok());
}

/// Four of the business were hidden; five more of the business come: then old and new are the difference of each other.
#[test]
fn latecomers_do_not_give_away_those_who_were_hidden_before() {
    let pack = pack();
    let first = [crowd(&pack, Part::It, 0, 6), crowd(&pack, Part::Business, 0, 4)].concat();
    let reveal = Reveal::first(&pack, &first, k(5));
    assert!(reveal.shown().unwrap().result(Whose::It).is_none());
    let all = [first.clone(), crowd(&pack, Part::Business, 10, 5)].concat();
    assert_eq!(reveal.again(&pack, &all), Err(NotRevealed::GivesAway));
    // With latecomers of both sides nobody can be told apart: only as many as k in all are added.
    let mixed = [first, crowd(&pack, Part::Business, 10, 5), crowd(&pack, Part::It, 10, 5)].concat();
    assert_eq!(reveal.again(&pack, &mixed).unwrap().shown().unwrap().people(Whose::It), 11);
}

#[test]
fn an_item_that_few_latecomers_answered_is_not_shown_again() {
    let pack = pack();
    let item = "A2.L5.PRIO.P1";
    let first = [crowd(&pack, Part::It, 0, 6), crowd(&pack, Part::Business, 0, 6)].concat();
    let reveal = Reveal::first(&pack, &first, k(5));
    let late = (10..15).map(|at| {
        let rating = if at == 10 { Some(Rating::Not) } else { None };
        person(&pack, Part::It, at, Some(Rating::Largely), &[(item, rating)])
    });
    let again = reveal.again(&pack, &[first, late.collect()].concat()).unwrap();
    let shown = |reveal: &Reveal, item| {
        let row = &reveal.shown().unwrap().items()[slot(&pack, item)];
        seen(|whose| row.of(whose).is_some())
    };
    assert_eq!((shown(&reveal, item), shown(&again, item)), ("ibc".into(), String::new()));
    assert_eq!(shown(&again, "A2.L4.PRIO.P1"), "ibc");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is shown, no count is of fewer than k people or fewer than three ratings, and no two shown differ by so few.
    #[test]
    fn nothing_small_is_shown_or_is_a_difference_of_what_is(
        people in prop::collection::vec((select(Part::ALL.to_vec()), prop::collection::vec(prop::option::weighted(0.7, select(Rating::ALL.to_vec())), 35)), 0..16),
        k in 3u32..7,
    ) {
        let pack = pack();
        let people: Vec<Response> = people
            .into_iter()
            .enumerate()
            .filter_map(|(at, (part, ratings))| {
                let id = ResponseId::parse(&format!("p{at:03}")).unwrap();
                Response::new(&pack, id, part, Sheet::from_ratings(&pack, ratings)).ok()
            })
            .collect();
        let shown = Shown::of(&pack, &people, self::k(k));
        for item in shown.items() {
            let all = item.of(Whose::Combined);
            let mut rest = all.map(|all| all.tally.members());
            let mut hidden = 0;
            for part in Part::ALL {
                match item.of(Whose::from(part)) {
                    Some(of) => {
                        prop_assert!(of.tally.members() >= k && of.tally.valued() >= 3);
                        rest = rest.map(|rest| rest - of.tally.members());
                    }
                    None => hidden += usize::from(shown.people(Whose::from(part)) > 0),
                }
            }
            if let Some(all) = all {
                prop_assert!(all.tally.members() >= k && all.tally.valued() >= 3);
                prop_assert!(rest == Some(0) || hidden >= 2 && rest >= Some(k) || hidden == 0 || rest == Some(all.tally.members()), "{item:?}");
            } else {
                prop_assert!(Part::ALL.into_iter().all(|part| item.of(Whose::from(part)).is_none()));
            }
        }
    }
}
