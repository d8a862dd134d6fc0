//! A group's answers to a lens: its numbers against ones worked out by hand from METHOD sections 9 and 10, and what is kept back; the search for leaks is `leaks`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod sample;

use pomscope_core::answers::Rating;
use pomscope_core::group::{
    Agreed, GroupTrust, NotRevealed, Part, Quadrant, Response, ResponseId, Reveal, Rule, Shown, Spread,
    Threshold, Whose, agreed_lens, trust,
};
use pomscope_core::json::Map;
use pomscope_core::lens::{By, lens_score};
use pomscope_core::method::Sheet;
use pomscope_core::pack::Pack;
use pomscope_core::table::Table;
use sample::close;

fn pack(lens: &str) -> Pack {
    sample::lenses().find(lens).unwrap().pack.clone()
}

fn k(k: u32) -> Rule {
    Rule::Anonymous(Threshold::new(k).unwrap())
}

fn rating(letter: char) -> Option<Rating> {
    match letter {
        'n' => Some(Rating::Not),
        'p' => Some(Rating::Partly),
        'l' => Some(Rating::Largely),
        'f' => Some(Rating::Fully),
        '?' => Some(Rating::Unknown),
        '-' => Some(Rating::NotApplicable),
        _ => None,
    }
}

/// One person a word, a letter an item; what is not spelled is unanswered.
fn people(pack: &Pack, part: Part, spelled: &str) -> Vec<Response> {
    let one = |(at, word): (usize, &str)| {
        let id = ResponseId::parse(&format!("{}{at:03}", part.as_str())).unwrap();
        Response::new(pack, id, part, Sheet::from_ratings(pack, word.chars().map(rating))).unwrap()
    };
    spelled.split_whitespace().enumerate().map(one).collect()
}

fn both(pack: &Pack, it: &str, business: &str, rule: Rule) -> Shown {
    let all = [people(pack, Part::It, it), people(pack, Part::Business, business)].concat();
    Shown::of(pack, &all, rule)
}

fn median(shown: &Shown, whose: Whose, facet: usize) -> Option<f64> {
    shown.result(whose)?.threads[facet].map(|spread| spread.median)
}

fn seen(of: impl Fn(Whose) -> bool) -> String {
    Whose::ALL.into_iter().zip("ibnc".chars()).filter(|(whose, _)| of(*whose)).map(|(_, c)| c).collect()
}

#[test]
fn each_is_scored_first_and_then_the_median_is_taken() {
    let pack = pack("watermelon");
    // Means of IT: 1, 2/3, 5/6; of the business: 0, 1/3, 1/6.
    let shown = both(&pack, "ffffff llllll flflfl", "nnnnnn pppppp npnpnp", k(3));
    assert!(close(median(&shown, Whose::It, 0).unwrap(), 5.0 / 6.0));
    assert!(close(median(&shown, Whose::Business, 0).unwrap(), 1.0 / 6.0));
    assert!(close(median(&shown, Whose::Combined, 0).unwrap(), 0.5));
    let gaps: Vec<f64> = shown.gaps().map(|(_, gap)| gap.unwrap()).collect();
    assert!(gaps.len() == 1 && close(gaps[0], 2.0 / 3.0));
    let all = shown.result(Whose::Combined).unwrap().block.unwrap();
    // Type 7 over 0, 1/6, 1/3, 2/3, 5/6, 1.
    let Spread { median, quartiles: Some((low, high)) } = all else { panic!("six have an index") };
    assert!(close(median, 0.5) && close(low, 1.0 / 6.0 + 0.25 / 6.0) && close(high, 2.0 / 3.0 + 0.75 / 6.0));
    assert_eq!(shown.result(Whose::It).unwrap().block.unwrap().quartiles, None, "three are too few");
}

#[test]
fn who_has_no_value_has_no_part_in_the_median_and_too_few_who_have_one_show_none() {
    let pack = pack("conversations");
    let commitments = 2;
    let full = "fffffffffff";
    let without = "fffffff....";
    // Of IT three of five have a value in the last facet.
    let it = format!("{full} {full} {full} {without} {without}");
    let business = format!("{full} {full} {full} {full} {full}");
    let of = |shown: &Shown, facet: usize| seen(|whose| median(shown, whose, facet).is_some());
    let shown = both(&pack, &it, &business, k(5));
    // The business alone would be the difference of all and of nobody: together they are eight, and stand alone.
    assert_eq!((of(&shown, commitments), of(&shown, 0)), ("c".into(), "ibc".into()));
    assert_eq!(of(&both(&pack, &it, &business, k(3)), commitments), "ibc");
    let few = format!("{full} {without} {without} {without} {without}");
    let shown = both(&pack, &few, &few, k(5));
    assert_eq!(of(&shown, commitments), "", "two in all");
    assert!(shown.gaps().nth(commitments).unwrap().1.is_none());
    let nobody = both(&pack, &[without; 5].join(" "), &[without; 5].join(" "), Rule::Open);
    assert_eq!(of(&nobody, commitments), "", "there is no index to show");
    assert!(nobody.result(Whose::Combined).unwrap().block.is_some());
}

#[test]
fn a_pair_stands_in_one_of_four_quadrants_or_between() {
    let pack = pack("watermelon");
    let shown = both(&pack, "ffnnlp ffnnll lfnpfl", "fnfnpp lnfpnl lpfnpl", k(3));
    let quadrants: Vec<Option<Quadrant>> = shown.items().iter().map(|item| item.quadrant()).collect();
    assert_eq!(
        quadrants,
        [
            Some(Quadrant::Sound),
            Some(Quadrant::Watermelon),
            Some(Quadrant::HiddenStrength),
            Some(Quadrant::AgreedProblem),
            Some(Quadrant::Watermelon),
            // IT 5/9, the business 5/9: neither green nor red.
            None,
        ]
    );
    assert_eq!(shown.watermelon_share().unwrap().watermelons, 2);
    let hidden = both(&pack, "ffnnlp ffnnll lfnpfl", "fnfnpp lnfpnl lpfnpl", k(4));
    assert!(hidden.items().iter().all(|item| item.quadrant().is_none()), "the sides are not shown apart");
}

/// What buyers want counts as the business has it, what suppliers want as IT has it, and what was met as all have it.
#[test]
fn trust_takes_each_want_from_the_side_that_receives_it() {
    let pack = pack("conversations");
    // Four wants of buyers, three of suppliers, four statements on commitments.
    let it = "nnnnfffnnnl ".repeat(3);
    let business = "llllnnnnnnf ".repeat(3);
    let shown = both(&pack, &it, &business, k(3));
    let got = trust(&pack, &shown).unwrap();
    let wants = (4.0 * 2.0 / 3.0 + 3.0) / 7.0;
    assert!(close(got.wants.unwrap(), wants) && close(got.kept.unwrap(), 5.0 / 6.0));
    assert_eq!((got.shown, got.of), (7, 7));
    assert!(close(got.index().unwrap(), wants * 5.0 / 6.0));
    // Without both sides apart there is no first factor, and so no index.
    let hidden = trust(&pack, &both(&pack, &it, &business, k(4))).unwrap();
    assert_eq!((hidden.wants, hidden.index(), hidden.shown), (None, None, 0));
    assert!(close(hidden.kept.unwrap(), 5.0 / 6.0));
    let one_side = trust(&pack, &both(&pack, &it, "", k(3))).unwrap();
    assert_eq!((one_side.wants, one_side.index()), (None, None));
    let duties = self::pack("duties");
    assert_eq!(trust(&duties, &both(&duties, "f f f", "f f f", k(3))), None::<GroupTrust>);
}

/// What a person names for the first duty.
fn naming(pack: &Pack, people: Vec<Response>, by: &[Option<By>]) -> Vec<Response> {
    people.into_iter().zip(by).map(|(person, by)| person.naming(pack, [*by])).collect()
}

#[test]
fn who_does_it_is_shown_where_the_answers_are_and_enough_have_said() {
    let pack = pack("duties");
    let (it, business, nobody) = (Some(By::It), Some(By::Business), Some(By::Nobody));
    for (rated, of_it, of_business, rule, expect) in [
        (
            ["f f f f f", "f f f f f"],
            vec![it; 5],
            vec![business, nobody, business, business, it],
            k(5),
            "ibc",
        ),
        // Four of IT said: the business alone would give them away.
        (
            ["f f f f f", "f f f f f"],
            vec![it, it, it, it, None],
            vec![business, nobody, business, it, it],
            k(5),
            "c",
        ),
        // Which of the ten did not say is open.
        (["f f f f f", "f f f f f"], vec![it, it, it, it, None], vec![it; 5], k(5), "c"),
        (["f f f f f", "f f f f f"], vec![None; 5], vec![None; 5], k(5), ""),
        // All of two hidden sides who answered name the same: it would be known of each.
        (["f f f f .", "f f f f f"], vec![it; 5], vec![it; 5], k(5), ""),
        // Where a duty does not apply, who does it counts for nothing: IT alone has said.
        (["f f f f f", "- - - - -"], vec![it; 5], vec![business; 5], k(5), ""),
        (["f f f f f", "f f f f f"], vec![it, None, None, None, None], vec![None; 5], Rule::Open, "ic"),
    ] {
        let [mine, yours] = rated;
        let people = [
            naming(&pack, people(&pack, Part::It, mine), &of_it),
            naming(&pack, people(&pack, Part::Business, yours), &of_business),
        ]
        .concat();
        let shown = Shown::of(&pack, &people, rule);
        let item = &shown.items()[0];
        for whose in Whose::ALL.into_iter().filter(|whose| item.by(*whose).is_some()) {
            assert!(item.of(whose).is_some(), "nothing stands without its answers");
        }
        assert_eq!(seen(|whose| item.by(whose).is_some()), expect, "{rated:?} {of_it:?} {of_business:?}");
    }
    let people = naming(&pack, people(&pack, Part::It, "f f f f"), &[it, it, nobody, None]);
    let shown = Shown::of(&pack, &people, Rule::Open);
    let counts = shown.items()[0].by(Whose::Combined).unwrap();
    assert_eq!((counts.count(it), counts.count(nobody), counts.said(), counts.people()), (2, 1, 3, 4));
    assert_eq!(counts.most(), it);
    assert!(
        shown.items()[1].by(Whose::Combined).is_none() || shown.items()[1].by(Whose::It).unwrap().said() == 0
    );
}

#[test]
fn latecomers_give_neither_an_index_nor_who_does_it_away() {
    let pack = pack("duties");
    let by = |index: usize| Some(By::ALL[index % 4]);
    let crowd = |part: Part, from: usize, words: &[&str], said: &[Option<By>]| -> Vec<Response> {
        let one = |(at, word): (usize, &&str)| {
            let id = ResponseId::parse(&format!("{}{:03}", part.as_str(), from + at)).unwrap();
            let sheet = Sheet::from_ratings(&pack, word.chars().map(rating));
            Response::new(&pack, id, part, sheet).unwrap().naming(&pack, [said[at]])
        };
        words.iter().enumerate().map(one).collect()
    };
    let words = ["flpnlf-----lplfnp?", "lpfnplfllp", "nlfplpnfpl", "pfnlfnlpfn", "fnplfpflnp", "lfpnfllpnf"];
    let said: Vec<Option<By>> = (0..6).map(by).collect();
    let first = [crowd(Part::It, 0, &words, &said), crowd(Part::Business, 0, &words, &said)].concat();
    let reveal = Reveal::first(&pack, &first, k(5));
    let shown = |reveal: &Reveal| seen(|whose| reveal.shown().unwrap().items()[0].by(whose).is_some());
    assert_eq!(shown(&reveal), "ibc");
    // Five come, of whom two say who does it.
    let late = crowd(Part::It, 10, &words[1..], &[by(0), by(1), None, None, None]);
    let again = reveal.again(&pack, &[first.clone(), late].concat()).unwrap();
    assert_eq!(shown(&again), "");
    assert_eq!(seen(|whose| again.shown().unwrap().items()[0].of(whose).is_some()), "ibc");
    // Five come, of whom three have an index in the second facet.
    let facet =
        |reveal: &Reveal, at: usize| seen(|whose| median(reveal.shown().unwrap(), whose, at).is_some());
    assert_eq!((facet(&reveal, 0), facet(&reveal, 1)), ("ibc".into(), "ibc".into()));
    let short = ["lpfnpl", "nlfplp", "pfnlfnlp", "fnplfpfl", "lfpnflln"];
    let again = reveal.again(&pack, &[first.clone(), crowd(Part::It, 10, &short, &said)].concat()).unwrap();
    assert_eq!((facet(&again, 0), facet(&again, 1)), ("ibc".into(), String::new()));
    let one = crowd(Part::It, 10, &words[1..2], &said);
    assert_eq!(reveal.again(&pack, &[first, one].concat()), Err(NotRevealed::GivesAway));
}

#[test]
fn what_was_agreed_on_a_lens_is_scored_by_its_one_function() {
    let pack = pack("watermelon");
    let agree = |slot: usize, rating, dissent: &str| {
        (pack.asked[slot].id.clone(), Agreed { rating, dissent: dissent.into(), extra: Map::new() })
    };
    let agreed = Table::from_entries(vec![
        agree(0, Rating::Fully, ""),
        agree(1, Rating::Partly, "Two saw it otherwise."),
        agree(2, Rating::Beyond, "A lens does not offer it."),
    ]);
    let profile = agreed_lens(&pack, &agreed);
    let sheet = Sheet::from_ratings(&pack, "fp....".chars().map(rating));
    assert_eq!(profile.score, lens_score(&pack, &sheet));
    assert!(close(profile.score.index.unwrap(), 2.0 / 3.0));
    assert_eq!((profile.agreed, profile.dissent, profile.share_of_dissent()), (2, 1, Some(0.5)));
    assert_eq!(agreed_lens(&pack, &Table::new()).share_of_dissent(), None);
}
