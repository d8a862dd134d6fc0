//! What holds for every set of answers, shown over random ones: exact bounds, monotone scores, independence of order.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod sample;

use pomscope_core::answers::{Assessment, Rating};
use pomscope_core::method::{Circumstances, Score, Sheet, score_sheet};
use pomscope_core::pack::Pack;
use pomscope_core::wire::{read, read_value, write};
use proptest::prelude::*;
use sample::{own, real, scored};
use serde_json::{Map, Value, json};

const ASKED: usize = 35;

fn any_rating() -> impl Strategy<Value = Option<Rating>> {
    prop_oneof![
        1 => Just(None),
        7 => prop::sample::select(Rating::ALL.to_vec()).prop_map(Some),
    ]
}

/// One rating per asked item, in several mixes: even, mostly missing, mostly not applicable.
fn ratings() -> impl Strategy<Value = Vec<Option<Rating>>> {
    let sparse = prop_oneof![5 => Just(None), 1 => any_rating()];
    let foreign = prop_oneof![3 => Just(Some(Rating::NotApplicable)), 1 => any_rating()];
    let high = prop_oneof![4 => Just(Some(Rating::Fully)), 1 => any_rating()];
    prop_oneof![
        3 => prop::collection::vec(any_rating(), ASKED),
        1 => prop::collection::vec(sparse, ASKED),
        1 => prop::collection::vec(foreign, ASKED),
        2 => prop::collection::vec(high, ASKED),
    ]
}

fn score_of(pack: &Pack, ratings: &[Option<Rating>]) -> Option<Score> {
    let sheet = Sheet::from_ratings(pack, ratings.iter().copied());
    score_sheet(pack, &sheet, &Circumstances::default()).ok()
}

/// The ratings that count, with every item of the scored levels that is missing at `rating`.
fn filled(pack: &Pack, ratings: &[Option<Rating>], rating: Rating) -> Vec<Option<Rating>> {
    let sheet = Sheet::from_ratings(pack, ratings.iter().copied());
    let fill = |(slot, item): (usize, &pomscope_core::pack::Asked)| match sheet.get(slot) {
        None | Some(Rating::Unknown) if !item.descriptive => Some(rating),
        given => given,
    };
    pack.asked.iter().enumerate().map(fill).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_bounds_hold_the_score_and_are_attained(ratings in ratings()) {
        let real = real();
        let Some(score) = score_of(real, &ratings) else { return Ok(()) };
        let low = score_of(real, &filled(real, &ratings, Rating::Not)).unwrap();
        let high = score_of(real, &filled(real, &ratings, Rating::Fully)).unwrap();
        for (at, thread) in score.threads.iter().enumerate() {
            prop_assert!((thread.low - low.threads[at].score).abs() < 1e-12);
            prop_assert!((thread.high - high.threads[at].score).abs() < 1e-12);
            prop_assert!(thread.low <= thread.score + 1e-12 && thread.score <= thread.high + 1e-12);
            prop_assert!(1.0 <= thread.low && thread.high <= f64::from(thread.ceiling) + 1e-12);
            prop_assert!((1.0..=5.0 + 1e-12).contains(&thread.ungated) && (1..=5).contains(&thread.attained));
            prop_assert!((0.0..=1.0).contains(&thread.coverage) && (0.0..=3.0 + 1e-12).contains(&thread.unsupported));
        }
        prop_assert!((score.overall.low - low.overall.score).abs() < 1e-12);
        prop_assert!((score.overall.high - high.overall.score).abs() < 1e-12);
    }

    #[test]
    fn a_better_answer_never_lowers_score_bounds_or_attained_level(ratings in ratings(), at in 0..ASKED, (from, to) in (0usize..3).prop_flat_map(|from| (Just(from), from + 1..4))) {
        let real = real();
        const ORDER: [Rating; 4] = [Rating::Not, Rating::Partly, Rating::Largely, Rating::Fully];
        let with = |rating| {
            let mut ratings = ratings.clone();
            ratings[at] = Some(rating);
            score_of(real, &ratings)
        };
        let (Some(worse), Some(better)) = (with(ORDER[from]), with(ORDER[to])) else { return Ok(()) };
        for (w, b) in worse.threads.iter().zip(&better.threads) {
            prop_assert!(w.score <= b.score + 1e-12 && w.low <= b.low + 1e-12 && w.high <= b.high + 1e-12);
            prop_assert!(w.ungated <= b.ungated + 1e-12 && w.attained <= b.attained);
        }
        prop_assert!(worse.overall.score <= better.overall.score + 1e-12);
        prop_assert!(worse.overall.attained <= better.overall.attained);
    }

    #[test]
    fn moving_a_missing_answer_stays_within_the_bounds(ratings in ratings(), at in 0..ASKED, rating in 0usize..4) {
        let real = real();
        let mut missing = ratings.clone();
        missing[at] = None;
        let Some(before) = score_of(real, &missing) else { return Ok(()) };
        let mut given = missing;
        given[at] = Some([Rating::Not, Rating::Partly, Rating::Largely, Rating::Fully][rating]);
        let after = score_of(real, &given).unwrap();
        prop_assert!(before.overall.low <= after.overall.low + 1e-12 && after.overall.high <= before.overall.high + 1e-12);
    }

    #[test]
    fn beyond_scores_as_fully_does(ratings in ratings()) {
        let real = real();
        let fully: Vec<_> = real.asked.iter().zip(&ratings).map(|(item, rating)| match rating {
            Some(Rating::Beyond) if item.surpassable => Some(Rating::Fully),
            other => *other,
        }).collect();
        match (score_of(real, &ratings), score_of(real, &fully)) {
            (Some(a), Some(b)) => prop_assert_eq!(a.threads, b.threads),
            (a, b) => prop_assert_eq!(a.is_none(), b.is_none()),
        }
    }

    #[test]
    fn level_1_never_moves_the_score(ratings in ratings(), other in prop::collection::vec(any_rating(), ASKED)) {
        let real = real();
        let changed: Vec<_> = real.asked.iter().enumerate()
            .map(|(slot, item)| if item.descriptive { other[slot] } else { ratings[slot] }).collect();
        let (Some(a), Some(b)) = (score_of(real, &ratings), score_of(real, &changed)) else { return Ok(()) };
        for (a, b) in a.threads.iter().zip(&b.threads) {
            prop_assert_eq!((a.score, a.low, a.high, a.ungated, a.attained, a.coverage), (b.score, b.low, b.high, b.ungated, b.attained, b.coverage));
        }
    }

    #[test]
    fn the_order_of_keys_and_answers_in_a_file_is_irrelevant(ratings in ratings(), seed in any::<u64>()) {
        let real = real();
        prop_assume!(score_of(real, &ratings).is_some());
        let mut entries: Vec<String> = real.asked.iter().zip(&ratings)
            .filter_map(|(item, rating)| Some(format!("\"{}\":{{\"rating\":\"{}\"}}", item.id, (*rating)?.as_str()))).collect();
        let file = |entries: &[String], turned: bool| {
            let answers = format!("\"answers\":{{{}}}", entries.join(","));
            let head = "\"format\":\"pomscope-assessment\",\"formatVersion\":1,\"pack\":{\"id\":\"relationship-management-methodology\",\"version\":\"1.0.0\"}";
            if turned { format!("{{{answers},{head}}}") } else { format!("{{{head},{answers}}}") }
        };
        let first = scored(real, &read(&file(&entries, false)).unwrap().assessment);
        let mut state = seed;
        for at in (1..entries.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            entries.swap(at, usize::try_from(state >> 33).unwrap() % (at + 1));
        }
        prop_assert_eq!(first, scored(real, &read(&file(&entries, true)).unwrap().assessment));
    }
}

/// Any JSON of some depth, under keys that no version knows; numbers are those that a 64-bit reader keeps exactly.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_filter("finite", |n| n.is_finite()).prop_map(Value::from),
        ".{0,8}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("q[a-z]{0,5}", inner, 0..4)
                .prop_map(|m| Value::Object(m.into_iter().collect())),
        ]
    })
}

/// A file with something under every key that this version knows.
fn full_file() -> Value {
    json!({
        "format": "pomscope-assessment", "formatVersion": 1, "id": "abc123def456", "title": "Spring review",
        "createdAt": "2026-11-01T09:00:00.000Z", "updatedAt": "2026-11-22T15:30:00.250Z", "rev": 17,
        "pack": {"id": "relationship-management-methodology", "version": "1.0.0"}, "side": "it",
        "answers": {
            "A2.L2.GOAL.P1": {"rating": "largely", "note": "a note", "evidence": "a paper", "at": "2026-11-22T15:30:00.250Z"},
            "A2.L3.PRIO.P2": {"rating": "na", "reason": "a reason"},
            "A2.L2.ROLE.P1": {"rating": "fully", "other": {"rating": "not", "note": "elsewhere"}},
            "A2.L3.PRIO.P1": {"rating": "beyond"}, "A2.L4.PRIO.P1": {"rating": "Mostly"}, "A2.L4.PRIO.O1": {"rating": 3},
            "A2.L4.GOAL.O1": {"rating": "not"}, "no.such.item": {"rating": "fully"},
        },
        "lenses": {"duties": {"version": "1.0.0", "answers": {"d1": {"rating": "fully", "by": "it"}}}},
        "placement": {"GOAL": 3}, "targets": {"GOAL": 4, "PRIO": 3.5}, "importance": {"GOAL": 5},
        "context": {"keyRelationships": 12, "scope": "the eight largest"},
        "metrics": {"m01": {"status": "measured", "value": 7, "asOf": "2026-11-01", "source": "a list", "baseline": 3, "target": 12, "targetDate": "2027-06-30"},
                    "m03": {"status": "notMeasured"}, "m05": {"status": "measured", "value": 61.5}},
        "timings": {"A2.L2.GOAL.P1": 6.2},
        "plan": {
            "A2.L3.PRIO.P1": {"choice": "taken", "owner": "A. Person", "due": "2027-03-31", "status": "started", "note": "with sales", "at": "2026-11-22T15:30:00.250Z"},
            "A2.L4.PRIO.P1": {"choice": "left"},
            "own-20261122153000250abc123": {"title": "Talk to finance", "choice": "taken", "status": "done"},
        },
        "previous": {
            "id": "zyx987wvu654", "title": "Autumn review", "updatedAt": "2026-05-01T09:00:00.000Z", "packVersion": "1.0.0", "side": "both",
            "ratings": {"A2.L2.GOAL.P1": "partly", "A2.L3.PRIO.P1": "na"}, "values": {"m01": 5, "m05": 58.5},
        },
    })
}

/// Every object of the file gets one more key; the paths of all of them.
fn with_junk(value: &mut Value, key: &str, junk: &Value) -> usize {
    match value {
        Value::Object(object) => {
            let inside: usize = object.values_mut().map(|value| with_junk(value, key, junk)).sum();
            object.insert(key.to_owned(), junk.clone());
            inside + 1
        }
        Value::Array(list) => list.iter_mut().map(|value| with_junk(value, key, junk)).sum(),
        _ => 0,
    }
}

/// Equal, with 5 and 5.0 the same number.
fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| same(a, b)))
        }
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Value::Number(x), Value::Number(y)) => {
            x == y || x.is_f64() != y.is_f64() && x.as_f64() == y.as_f64()
        }
        (a, b) => a == b,
    }
}

fn round_trip(value: &Value) -> Value {
    let assessment = read_value(own(value)).unwrap().assessment;
    serde_json::from_str(&write(&assessment)).unwrap()
}

#[test]
fn a_file_with_everything_in_it_is_written_back_as_it_came() {
    let file = full_file();
    assert_eq!(round_trip(&file), file);
}

#[test]
fn ratings_that_were_set_aside_are_written_back_as_they_came_and_named() {
    let read = read_value(own(&full_file())).unwrap();
    let named: Vec<_> = read.problems.iter().map(|problem| format!("{:?}", problem.values)).collect();
    assert_eq!(named.len(), 2, "{named:?}");
    assert!(named.iter().any(|problem| problem.contains("A2.L4.PRIO.P1")), "{named:?}");
    let back = round_trip(&full_file());
    assert_eq!(back["answers"]["A2.L4.PRIO.P1"]["rating"], json!("Mostly"));
    assert_eq!(back["answers"]["A2.L4.PRIO.O1"]["rating"], json!(3));
    assert_eq!(back["answers"]["A2.L3.PRIO.P1"]["rating"], json!("beyond"));
    let met = pomscope_core::wire::meet(real(), &read.assessment);
    assert_eq!(
        met.len(),
        3,
        "beyond where it is not offered, an answer to a sameAs item, an unknown item: {met:?}"
    );
}

#[test]
fn what_stands_where_a_map_is_wanted_makes_room_for_one_and_is_kept() {
    const MAPS: [&str; 8] =
        ["answers", "lenses", "placement", "targets", "importance", "metrics", "timings", "plan"];
    for (damage, kept) in
        [(json!("cut sh"), true), (json!([1]), true), (json!(-1), true), (Value::Null, false)]
    {
        let mut file = full_file();
        for key in MAPS {
            file[key] = damage.clone();
        }
        let mut damaged = read_value(own(&file)).unwrap().assessment;
        let sound = read_value(own(&full_file())).unwrap().assessment;
        assert_eq!(round_trip(&file)["answers"], if kept { damage.clone() } else { Value::Null });
        // As if all of it were entered anew, and then damaged and entered once more.
        for round in ["", "2"] {
            damaged = Assessment { extra: damaged.extra, ..sound.clone() };
            let text = write(&damaged);
            let mut written: Value = serde_json::from_str(&text).unwrap();
            for key in MAPS {
                assert!(written[key].is_object(), "{key} in {written}");
                let aside = written.get(format!("{key}.setAside{round}"));
                assert_eq!(aside, kept.then_some(&damage), "{key} in {written}");
                written[key] = damage.clone();
            }
            assert_eq!(write(&read(&text).unwrap().assessment), text, "read and written again");
            damaged = read_value(own(&written)).unwrap().assessment;
        }
    }
}

/// What a file may hold in place of what belongs there: the text of real files, broken.
fn mutated(text: &str, cuts: &[(usize, u8)]) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for (at, byte) in cuts {
        let at = at % bytes.len();
        match byte % 3 {
            0 => bytes[at] = *byte,
            1 => {
                bytes.remove(at);
            }
            _ => bytes.insert(at, *byte),
        }
        if bytes.is_empty() {
            break;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn read_everything(text: &str) {
    let pack = real();
    if let Ok(read) = read(text) {
        let _ = pomscope_core::wire::meet(pack, &read.assessment);
        let again = write(&read.assessment);
        assert!(pomscope_core::wire::read(&again).is_ok(), "what was written is read again");
        let _ = pomscope_core::method::score(pack, &read.assessment);
    }
    if let Ok(value) = pomscope_core::json::parse(text) {
        if let Ok(pack) = Pack::from_json(&value) {
            let empty = sample::empty(&pack);
            let _ = pomscope_core::method::score(&pack, &empty);
        }
        let _ = pomscope_core::content::Wording::from_json(&value, pack);
        let _ = pomscope_core::content::Content::of_questions(text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn unknown_keys_at_every_level_survive_a_round_trip(junk in any_json()) {
        let mut file = full_file();
        let objects = with_junk(&mut file, "zz-unknown", &junk);
        prop_assert!(objects > 20);
        let back = round_trip(&file);
        prop_assert!(same(&back, &file), "{} became {}", file, back);
    }

    #[test]
    fn any_value_in_place_of_a_known_one_is_kept(key in 0usize..16, junk in any_json()) {
        const KEYS: [&str; 16] = ["id", "title", "createdAt", "updatedAt", "side", "answers", "lenses", "placement",
            "targets", "importance", "metrics", "timings", "context", "rev", "plan", "previous"];
        let mut file = full_file();
        file[KEYS[key]] = junk.clone();
        let back = round_trip(&file);
        // What means nothing (null, an empty text or object, a rev of 0) may go; nothing else may.
        let empty = |value: &Value| match value {
            Value::Null => true,
            Value::String(text) => text.is_empty(),
            Value::Object(object) => object.is_empty(),
            Value::Number(number) => number.as_f64() == Some(0.0),
            _ => false,
        };
        let kept = back.get(KEYS[key]).cloned().unwrap_or_default();
        prop_assert!(same(&kept, &junk) || empty(&junk) && empty(&kept) || junk.is_object(), "{} became {}", junk, kept);
    }

    #[test]
    fn reading_any_json_never_panics(junk in any_json(), key in 0usize..14) {
        const KEYS: [&str; 14] = ["answers", "lenses", "placement", "targets", "importance", "metrics", "timings", "context",
            "pack", "side", "formatVersion", "format", "plan", "previous"];
        read_everything(&junk.to_string());
        let mut file = full_file();
        file[KEYS[key]] = junk.clone();
        read_everything(&file.to_string());
        let mut inner = Map::new();
        inner.insert("A2.L2.GOAL.P1".into(), junk.clone());
        inner.insert("m01".into(), json!({"status": junk, "value": junk}));
        inner.insert("own-1".into(), json!({"title": junk, "choice": junk, "due": junk, "status": junk, "at": junk}));
        inner.insert("ratings".into(), json!({"A2.L2.GOAL.P1": junk}));
        file[KEYS[key]] = Value::Object(inner);
        read_everything(&file.to_string());
    }

    #[test]
    fn reading_broken_copies_of_real_files_never_panics(cuts in prop::collection::vec((any::<usize>(), any::<u8>()), 1..8), which in 0usize..3) {
        let text = [full_file().to_string(), sample::PACK.to_owned(), sample::WORDING.to_owned()][which].clone();
        read_everything(&mutated(&text, &cuts));
    }
}

#[test]
fn reading_extremes_never_panics() {
    let head = "{\"format\":\"pomscope-assessment\",\"formatVersion\":1,\"pack\":{\"id\":\"relationship-management-methodology\"},";
    let deep =
        |open: &str, close: &str, times: usize| format!("{}1{}", open.repeat(times), close.repeat(times));
    for value in [
        "1e400".to_owned(),
        "-1e308".to_owned(),
        "1e-400".to_owned(),
        "9".repeat(400),
        "18446744073709551616".to_owned(),
        "-0.0".to_owned(),
        deep("[", "]", 100),
        deep("[", "]", 20_000),
        deep("{\"other\":", "}", 100),
        deep("{\"a\":", "}", 50_000),
        "\"\\ud800\"".to_owned(),
        "\"\\u0000\"".to_owned(),
        String::new(),
        "{".to_owned(),
    ] {
        read_everything(&value);
        for key in [
            "answers",
            "rev",
            "x",
            "timings",
            "context",
            "metrics",
            "targets",
            "placement",
            "plan",
            "previous",
        ] {
            read_everything(&format!("{head}\"{key}\":{value}}}"));
            read_everything(&format!(
                "{head}\"{key}\":{{\"A2.L2.GOAL.P1\":{value},\"keyRelationships\":{value},\"m01\":{{\"value\":{value},\"status\":\"measured\"}}}}}}"
            ));
        }
        read_everything(&format!("{{\"format\":\"pomscope-pack\",\"formatVersion\":{value}}}"));
    }
    read_everything(&" ".repeat(6 * 1024 * 1024));
    read_everything("\u{feff}{}");
}
