//! The scores of lenses against numbers worked out by hand from METHOD section 10, and what must hold of them for any answers.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod sample;

use std::path::Path;

use pomscope_core::answers::{Answer, Assessment, LensAnswers, Rating, Side};
use pomscope_core::json;
use pomscope_core::lens::{
    By, KeptFrom, Lens, LensScore, Lenses, Trust, by_tally, lens_score, not_operating, one_side, stands_out,
    trust,
};
use pomscope_core::method::{Band, Sheet};
use pomscope_core::pack::ItemId;
use pomscope_core::wire::{meet_lenses, read, score_json, with_lenses};
use proptest::prelude::*;
use sample::{all, close, own, real, scored};
use serde_json::{Value, json};

fn lens(id: &str) -> Lens {
    let file = |name: &str| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/packs").join(id).join(name);
        json::parse(&std::fs::read_to_string(path).unwrap()).unwrap()
    };
    Lens::from_json(&file("pack.json"), &file("en.json")).unwrap()
}

fn lenses() -> Lenses {
    ["framework", "principles", "duties", "watermelon", "conversations"].map(lens).to_vec().into()
}

/// A lens of two facets with these numbers of items.
fn small(first: usize, second: usize) -> Lens {
    let items = |facet: &str, n: usize| -> Vec<Value> {
        (1..=n).map(|n| json!({"id": format!("{facet}.{n}")})).collect()
    };
    let texts = |facet: &str, n: usize| {
        (1..=n).map(|n| (format!("{facet}.{n}"), json!({"text": "T", "help": "H"}))).collect::<Vec<_>>()
    };
    let all: serde_json::Map<_, _> = texts("a", first).into_iter().chain(texts("b", second)).collect();
    let pack = json!({
        "format": "pomscope-pack", "formatVersion": 1, "kind": "lens", "id": "small", "version": "1.0.0",
        "facets": [{"id": "a", "items": items("a", first)}, {"id": "b", "items": items("b", second)}],
    });
    let wording = json!({
        "format": "pomscope-wording", "formatVersion": 1, "pack": "small", "version": "1.0.0", "lang": "en",
        "name": "Small", "subject": "S", "credit": "C",
        "facets": {"a": {"name": "A", "about": "A"}, "b": {"name": "B", "about": "B"}}, "items": all,
    });
    Lens::from_json(&own(&pack), &own(&wording)).unwrap()
}

/// Ratings by letters: n p l f, ? unknown, - does not apply, . unanswered.
fn sheet(lens: &Lens, letters: &str) -> Sheet {
    let ratings: Vec<_> = letters.chars().filter(|c| *c != ' ').map(rating).collect();
    assert_eq!(ratings.len(), lens.pack.asked.len(), "{letters}");
    Sheet::from_ratings(&lens.pack, ratings)
}

fn rating(letter: char) -> Option<Rating> {
    match letter {
        'n' => Some(Rating::Not),
        'p' => Some(Rating::Partly),
        'l' => Some(Rating::Largely),
        'f' => Some(Rating::Fully),
        '?' => Some(Rating::Unknown),
        '-' => Some(Rating::NotApplicable),
        '.' => None,
        other => panic!("{other}"),
    }
}

fn scores(first: usize, second: usize, letters: &str) -> LensScore {
    let lens = small(first, second);
    lens_score(&lens.pack, &sheet(&lens, letters))
}

/// What is expected of a lens: index, low, high, coverage; then the same of each facet.
type Numbers = (Option<f64>, Option<f64>, Option<f64>, f64);

#[test]
fn the_index_is_the_mean_of_the_facets_means_and_the_bounds_take_what_is_missing_as_0_and_as_1() {
    const THIRD: f64 = 1.0 / 3.0;
    let some =
        |index: f64, low: f64, high: f64, coverage: f64| (Some(index), Some(low), Some(high), coverage);
    let none = |coverage: f64| (None, None, None, coverage);
    // Each line: ratings of facets of 3 and 2 items; the lens; facet a; facet b.
    let cases: [(&str, Numbers, Numbers, Numbers); 15] = [
        ("fff ff", some(1.0, 1.0, 1.0, 1.0), some(1.0, 1.0, 1.0, 1.0), some(1.0, 1.0, 1.0, 1.0)),
        ("nnn nn", some(0.0, 0.0, 0.0, 1.0), some(0.0, 0.0, 0.0, 1.0), some(0.0, 0.0, 0.0, 1.0)),
        // Means of facets, not of items: (1 + 0) / 2, though three of five items are fully.
        ("fff nn", some(0.5, 0.5, 0.5, 1.0), some(1.0, 1.0, 1.0, 1.0), some(0.0, 0.0, 0.0, 1.0)),
        // (0 + 1/3 + 2/3) / 3 = 1/3 and (1/3 + 1) / 2 = 2/3.
        (
            "npl pf",
            some(0.5, 0.5, 0.5, 1.0),
            some(THIRD, THIRD, THIRD, 1.0),
            some(2.0 * THIRD, 2.0 * THIRD, 2.0 * THIRD, 1.0),
        ),
        // Unknown: a = (1 + 1) / 2 = 1, low 2/3, high 1; b = 1/3. Coverage 4 of 5.
        (
            "ff? pp",
            some(2.0 * THIRD, 0.5, 2.0 * THIRD, 0.8),
            some(1.0, 2.0 * THIRD, 1.0, 2.0 * THIRD),
            some(THIRD, THIRD, THIRD, 1.0),
        ),
        // Unanswered does what unknown does.
        (
            "ff. pp",
            some(2.0 * THIRD, 0.5, 2.0 * THIRD, 0.8),
            some(1.0, 2.0 * THIRD, 1.0, 2.0 * THIRD),
            some(THIRD, THIRD, THIRD, 1.0),
        ),
        // Does not apply leaves the mean, both bounds and the coverage.
        ("fn- ff", some(0.75, 0.75, 0.75, 1.0), some(0.5, 0.5, 0.5, 1.0), some(1.0, 1.0, 1.0, 1.0)),
        // A facet of nothing but that is dropped: the other alone.
        ("--- lp", some(0.5, 0.5, 0.5, 1.0), none(0.0), some(0.5, 0.5, 0.5, 1.0)),
        // A facet without a value leaves the index and widens the bounds: (0 + 1) / 2 and (1 + 1) / 2.
        ("??. ff", some(1.0, 0.5, 1.0, 0.4), none(0.0), some(1.0, 1.0, 1.0, 1.0)),
        // The same with an item that does not apply beside it: 2 of 4 apply and have a value.
        ("?-. nn", some(0.0, 0.0, 0.5, 0.5), none(0.0), some(0.0, 0.0, 0.0, 1.0)),
        // One value alone: a = 2/3, low (2/3 + 0 + 0) / 3 = 2/9, high (2/3 + 2) / 3 = 8/9; b: 0 and 1.
        (
            "l.. ..",
            some(2.0 * THIRD, 1.0 / 9.0, 17.0 / 18.0, 0.2),
            some(2.0 * THIRD, 2.0 / 9.0, 8.0 / 9.0, THIRD),
            none(0.0),
        ),
        ("... ..", none(0.0), none(0.0), none(0.0)),
        ("??? ??", none(0.0), none(0.0), none(0.0)),
        ("--- --", none(0.0), none(0.0), none(0.0)),
        ("-?. --", none(0.0), none(0.0), none(0.0)),
    ];
    let same = |a: Option<f64>, b: Option<f64>| match (a, b) {
        (Some(a), Some(b)) => close(a, b),
        (a, b) => a.is_none() && b.is_none(),
    };
    for (letters, whole, a, b) in cases {
        let score = scores(3, 2, letters);
        let got = [
            (score.index, score.low, score.high, score.coverage),
            (score.facets[0].index, score.facets[0].low, score.facets[0].high, score.facets[0].coverage),
            (score.facets[1].index, score.facets[1].low, score.facets[1].high, score.facets[1].coverage),
        ];
        for (got, expect) in got.iter().zip([whole, a, b]) {
            let fits = same(got.0, expect.0)
                && same(got.1, expect.1)
                && same(got.2, expect.2)
                && close(got.3, expect.3);
            assert!(fits, "{letters}: {got:?}, expected {expect:?}");
        }
        assert_eq!(score.band, score.index.map(Band::of), "{letters}");
    }
}

#[test]
fn bands_are_those_of_the_method() {
    for (letters, band) in [
        ("nnn nn", Band::N),
        ("ppp pp", Band::P),
        ("lll ll", Band::L),
        ("fff ff", Band::F),
        ("fff nn", Band::P),
    ] {
        assert_eq!(scores(3, 2, letters).band, Some(band), "{letters}");
    }
}

fn assessment() -> Assessment {
    all(real(), Rating::Largely)
}

fn answer(assessment: &mut Assessment, lens: &Lens, item: &str, answer: Answer) {
    let answers = assessment.lenses.get_or_default(lens.id().to_owned());
    answers.version.clone_from(&lens.pack.version);
    answers.answers.insert(ItemId::from(item), answer);
}

fn rate(assessment: &mut Assessment, lens: &Lens, item: &str, rating: Rating) {
    answer(assessment, lens, item, Answer { rating: Some(rating), ..Answer::default() });
}

#[test]
fn who_does_it_is_counted_and_what_nobody_clearly_does_is_named() {
    let lens = lens("duties");
    let mut assessment = assessment();
    let mut say = |item: &str, rating: Option<Rating>, by: Option<By>| {
        let mut given = Answer { rating, ..Answer::default() };
        By::put(by, &mut given);
        answer(&mut assessment, &lens, item, given);
    };
    say("duties.standard.1", Some(Rating::Fully), Some(By::It));
    say("duties.standard.2", Some(Rating::Partly), Some(By::It));
    say("duties.standard.3", None, Some(By::Business));
    say("duties.standard.4", Some(Rating::Unknown), Some(By::Nobody));
    say("duties.extended.1", Some(Rating::Not), Some(By::Nobody));
    say("duties.extended.2", Some(Rating::NotApplicable), Some(By::Nobody));
    say("duties.extended.3", Some(Rating::Largely), Some(By::Both));
    let tally = by_tally(&lens, &assessment);
    assert_eq!(tally.counts, [2, 1, 1, 2]);
    assert_eq!(tally.nobody, [ItemId::from("duties.standard.4"), ItemId::from("duties.extended.1")]);
    assert_eq!(tally.open, 19 - 7, "what is not our role is left out");
}

#[test]
fn what_is_drafted_or_agreed_is_defined_and_not_operating() {
    let lens = lens("framework");
    let sheet = sheet(&lens, "nplf?-... fflpnn..");
    let expect =
        ["framework.elements.2", "framework.elements.3", "framework.operation.3", "framework.operation.4"];
    assert_eq!(not_operating(&lens, &sheet), expect.map(ItemId::from));
    let other = self::lens("duties");
    assert!(not_operating(&other, &self::sheet(&other, &"p".repeat(19))).is_empty(), "another scale");
}

#[test]
fn one_side_sees_green_from_two_thirds_and_red_up_to_one_third() {
    let lens = lens("watermelon");
    let seen = one_side(&lens, &sheet(&lens, "nplf?-")).unwrap();
    assert_eq!(seen.green, ["watermelon.pairs.3", "watermelon.pairs.4"].map(ItemId::from));
    assert_eq!(seen.red, ["watermelon.pairs.1", "watermelon.pairs.2"].map(ItemId::from));
    assert_eq!(
        one_side(&self::lens("conversations"), &sheet(&self::lens("conversations"), &"f".repeat(11))),
        None
    );
}

#[test]
fn the_trust_index_takes_what_the_side_receives_and_what_was_kept() {
    let lens = lens("conversations");
    let at = |letters: &str, side: Option<Side>, kept: Option<f64>| {
        trust(&lens, &sheet(&lens, letters), side, kept).unwrap()
    };
    // Buyers (the business) 1, 2/3, 1/3, 0: mean 1/2. Suppliers (IT) 1, 1, unknown: mean 1. Commitments met: 2/3.
    let letters = "flpn ff? nnnl";
    let check = |trust: Trust,
                 wants: Option<f64>,
                 of: (usize, usize, usize),
                 kept: Option<f64>,
                 index: Option<f64>| {
        let same = |a: Option<f64>, b: Option<f64>| a.zip(b).map_or(a == b, |(a, b)| close(a, b));
        assert!(
            same(trust.wants, wants) && same(trust.kept, kept) && same(trust.index(), index),
            "{trust:?}"
        );
        assert_eq!(trust.wants_of, of);
    };
    check(at(letters, Some(Side::Business), None), Some(0.5), (4, 4, 7), Some(2.0 / 3.0), Some(1.0 / 3.0));
    check(at(letters, Some(Side::It), None), Some(1.0), (2, 3, 7), Some(2.0 / 3.0), Some(2.0 / 3.0));
    // A rate that was counted goes before the rating.
    let counted = at(letters, Some(Side::Business), Some(0.25));
    assert_eq!(counted.kept_from, KeptFrom::Counted);
    check(counted, Some(0.5), (4, 4, 7), Some(0.25), Some(0.125));
    // Who has no side receives nothing; a missing factor leaves the product out.
    check(at(letters, None, None), None, (0, 0, 7), Some(2.0 / 3.0), None);
    check(at("flpn ff? nnn?", Some(Side::Business), None), Some(0.5), (4, 4, 7), None, None);
    check(at("???? ff? nnnf", Some(Side::Business), None), None, (0, 4, 7), Some(1.0), None);
    check(at("ff-- fff nnnn", Some(Side::Business), None), Some(1.0), (2, 4, 7), Some(0.0), Some(0.0));
    assert!(
        trust(&self::lens("duties"), &sheet(&self::lens("duties"), &"f".repeat(19)), None, None).is_none()
    );
}

#[test]
fn what_stands_out_is_at_most_three_each_way_and_nothing_twice() {
    let lens = small(4, 4);
    let found = |letters: &str| {
        let found = stands_out(&lens, &sheet(&lens, letters));
        (found.strongest, found.weakest)
    };
    assert_eq!(found("flpn flpn"), (vec![0, 4, 1], vec![3, 7, 2]));
    assert_eq!(found("ffff ffff"), (vec![0, 1, 2], vec![]));
    assert_eq!(found("nnnn nnnn"), (vec![], vec![0, 1, 2]));
    assert_eq!(found("llll ...."), (vec![0, 1, 2], vec![3]));
    assert_eq!(found("?-.. ...."), (vec![], vec![]));
}

#[test]
fn the_score_json_holds_the_lenses_of_which_something_was_answered() {
    let lenses = lenses();
    let mut assessment = assessment();
    let plain = score_json(real(), &scored(real(), &assessment), &Default::default());
    assert!(with_lenses(plain.clone(), &lenses, &assessment).get("lenses").is_none());
    let conversations = lenses.find("conversations").unwrap();
    for n in 1..=4 {
        rate(&mut assessment, conversations, &format!("conversations.buyers.{n}"), Rating::Partly);
    }
    let note = Answer { note: "only a note".into(), ..Answer::default() };
    answer(&mut assessment, lenses.find("duties").unwrap(), "duties.standard.1", note);
    let json = with_lenses(plain, &lenses, &assessment);
    let value: Value = serde_json::from_str(&json.to_string()).unwrap();
    let third = 1.0 / 3.0;
    assert_eq!(value["lenses"].as_object().unwrap().keys().collect::<Vec<_>>(), ["conversations"]);
    let got = &value["lenses"]["conversations"];
    assert_eq!(got.as_object().unwrap().len(), 5);
    assert!(close(got["index"].as_f64().unwrap(), third) && close(got["low"].as_f64().unwrap(), third / 3.0));
    assert!(
        close(got["high"].as_f64().unwrap(), (third + 2.0) / 3.0)
            && close(got["coverage"].as_f64().unwrap(), 4.0 / 11.0)
    );
    assert_eq!(got["facets"]["buyers"]["band"], json!("P"));
    assert_eq!(
        got["facets"]["suppliers"],
        json!({"index": null, "band": null, "low": null, "high": null, "coverage": 0})
    );
}

#[test]
fn answers_that_no_lens_asks_for_are_kept_named_and_not_counted() {
    let lenses = lenses();
    let text = json!({
        "format": "pomscope-assessment", "formatVersion": 1, "pack": {"id": real().id, "version": real().version},
        "lenses": {
            "prism": {"version": "1.0.0", "answers": {"prism.1": {"rating": "fully"}}},
            "duties": {"version": "0.9.0", "answers": {
                "duties.standard.1": {"rating": "beyond"},
                "duties.standard.9": {"rating": "fully"},
                "duties.standard.2": {"rating": "stars", "by": "them"},
                "duties.standard.3": {"rating": "partly", "by": "it"},
            }},
        },
    });
    let read = read(&text.to_string()).unwrap();
    let met: Vec<_> = meet_lenses(&lenses, &read.assessment).into_iter().map(|problem| problem.key).collect();
    assert_eq!(
        met,
        ["lens.read.version", "read.notOffered", "read.setAside", "read.unknownItem", "lens.read.unknown"]
    );
    assert_eq!(read.problems.len(), 1, "the rating that nobody knows");
    let duties = lenses.find("duties").unwrap();
    assert_eq!(duties.answered(&read.assessment), 1);
    assert!(close(lens_score(&duties.pack, &duties.sheet(&read.assessment)).index.unwrap(), 1.0 / 3.0));
    let again: Value = serde_json::from_str(&pomscope_core::wire::write(&read.assessment)).unwrap();
    assert_eq!(again["lenses"], text["lenses"]);
}

#[test]
fn the_side_is_the_lenss_own_else_the_assessments_and_never_both() {
    let lens = lens("watermelon");
    let mut assessment = assessment();
    assert_eq!(lens.side(&assessment), None);
    assessment.side = Some(Side::Both);
    assert_eq!(lens.side(&assessment), None);
    assessment.side = Some(Side::It);
    assert_eq!(lens.side(&assessment), Some(Side::It));
    let mut answers = LensAnswers::default();
    answers.set_side(Side::Business);
    assessment.lenses.insert("watermelon".into(), answers);
    assert_eq!(lens.side(&assessment), Some(Side::Business));
}

/// Any rating, unanswered too.
fn any_rating() -> impl Strategy<Value = Option<Rating>> {
    prop::sample::select("nplf?-.".chars().map(rating).collect::<Vec<_>>())
}

fn of(lens: &Lens, ratings: &[Option<Rating>]) -> LensScore {
    lens_score(&lens.pack, &Sheet::from_ratings(&lens.pack, ratings.iter().copied()))
}

/// The same read straight off METHOD's sentences.
fn by_the_book(facets: &[&[Option<Rating>]], missing: f64) -> Option<f64> {
    let valued =
        |facet: &&[Option<Rating>]| facet.iter().any(|rating| rating.and_then(Rating::value).is_some());
    facets.iter().any(valued).then_some(())?;
    let means: Vec<f64> = facets
        .iter()
        .filter_map(|facet| {
            let values: Vec<f64> = facet
                .iter()
                .filter(|rating| **rating != Some(Rating::NotApplicable))
                .map(|rating| rating.and_then(Rating::value).unwrap_or(missing))
                .collect();
            (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
        })
        .collect();
    Some(means.iter().sum::<f64>() / means.len() as f64)
}

proptest! {
    #[test]
    fn the_bounds_are_what_the_missing_answers_could_make_of_the_index(ratings in prop::collection::vec(any_rating(), 7)) {
        let lens = small(4, 3);
        let score = of(&lens, &ratings);
        let facets = [&ratings[..4], &ratings[4..]];
        for (got, missing) in [(score.low, 0.0), (score.high, 1.0)] {
            let expect = by_the_book(&facets, missing);
            prop_assert!(got.zip(expect).map_or(got == expect, |(a, b)| close(a, b)), "{got:?} {expect:?}");
        }
        if let (Some(low), Some(index), Some(high)) = (score.low, score.index, score.high) {
            prop_assert!(low <= index + 1e-12 && index <= high + 1e-12);
            // Filling what is missing reaches the bounds.
            for (fill, bound) in [(Rating::Not, low), (Rating::Fully, high)] {
                let filled: Vec<_> = ratings.iter().map(|rating| match rating {
                    None | Some(Rating::Unknown) => Some(fill),
                    other => *other,
                }).collect();
                prop_assert!(close(of(&lens, &filled).index.unwrap(), bound));
            }
        }
        prop_assert!((0.0..=1.0).contains(&score.coverage));
        prop_assert_eq!(score.index.is_none(), score.valued == 0);
    }

    #[test]
    fn a_higher_rating_never_lowers_anything(ratings in prop::collection::vec(any_rating(), 7), at in 0usize..7) {
        let lens = small(4, 3);
        let steps = [Rating::Not, Rating::Partly, Rating::Largely, Rating::Fully];
        let mut last: Option<LensScore> = None;
        for step in steps {
            let mut ratings = ratings.clone();
            ratings[at] = Some(step);
            let score = of(&lens, &ratings);
            if let Some(last) = last {
                prop_assert!(last.index <= score.index && last.low <= score.low && last.high <= score.high && last.band <= score.band);
            }
            last = Some(score);
        }
    }

    #[test]
    fn the_order_within_a_facet_does_not_matter(ratings in prop::collection::vec(any_rating(), 7), turn in 0usize..4) {
        let lens = small(4, 3);
        let mut turned = ratings.clone();
        turned[..4].rotate_left(turn);
        turned[4..].reverse();
        let (one, other) = (of(&lens, &ratings), of(&lens, &turned));
        for (a, b) in [(one.index, other.index), (one.low, other.low), (one.high, other.high)] {
            prop_assert!(a.zip(b).map_or(a == b, |(a, b)| close(a, b)));
        }
        prop_assert_eq!((one.valued, one.applicable), (other.valued, other.applicable));
    }
}
