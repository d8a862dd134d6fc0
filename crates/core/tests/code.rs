//! Answer codes: what goes in comes out, every slip of the fingers shows, nothing panics, and what was made once is read for good.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod sample;

use std::collections::BTreeMap;

use pomscope_core::answers::{Answer, Assessment, Rating, Side};
use pomscope_core::code::{CodeError, Encoded, Kind, LeftOut, RESPONSES, decode, encode, qr};
use pomscope_core::json;
use pomscope_core::pack::{ItemId, Pack, ThreadId};
use pomscope_core::wire;
use proptest::prelude::*;
use proptest::sample::select;
use sample::real;
use serde_json::{Value, json};

const ALPHABET: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

fn empty(pack: &Pack) -> Assessment {
    Assessment::new(String::new(), pack, String::new())
}

/// An assessment with these ratings, item by item.
fn rated(pack: &Pack, ratings: impl IntoIterator<Item = Option<Rating>>) -> Assessment {
    let mut assessment = empty(pack);
    for (item, rating) in pack.asked.iter().zip(ratings) {
        if rating.is_some() {
            assessment.answers.insert(item.id.clone(), Answer { rating, ..Answer::default() });
        }
    }
    assessment
}

/// What a code can hold of an assessment.
fn said(pack: &Pack, assessment: &Assessment) -> Assessment {
    let mut said = rated(pack, pack.asked.iter().map(|item| assessment.rating(item)));
    said.side = assessment.side;
    for thread in &pack.threads {
        if let Some(level) =
            assessment.placement.get(thread).filter(|level| (1..=pack.top()).contains(*level))
        {
            said.placement.insert(thread.clone(), *level);
        }
        let on_grid = |target: &&f64| {
            **target >= 1.0 && **target <= f64::from(pack.top()) && (**target * 2.0).fract() == 0.0
        };
        if let Some(target) = assessment.targets.get(thread).filter(on_grid) {
            said.targets.insert(thread.clone(), *target);
        }
    }
    said
}

/// A small generator of chance, the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % end as u64) as usize
    }
}

/// Random answers: mostly rated, mostly empty, or all mixed.
fn thrown(pack: &Pack, dice: &mut Dice) -> Assessment {
    let share = [0, 3, 50, 95, 100][dice.below(5)];
    let ratings: Vec<Option<Rating>> = pack
        .asked
        .iter()
        .map(|item| {
            let offered: Vec<Rating> = Rating::ALL
                .into_iter()
                .filter(|rating| rating.allowed(item) && (share != 100 || rating.value().is_some()))
                .collect();
            (dice.below(100) < share).then(|| offered[dice.below(offered.len())])
        })
        .collect();
    let mut assessment = rated(pack, ratings);
    assessment.side = [None, Some(Side::It), Some(Side::Business), Some(Side::Both)][dice.below(4)];
    let (placed, aimed) = (dice.below(2) == 0, dice.below(2) == 0);
    for thread in &pack.threads {
        if placed {
            assessment.placement.insert(thread.clone(), 1 + dice.below(pack.top().into()) as u8);
        }
        if aimed {
            let half = dice.below(usize::from(pack.top()) * 2 - 1);
            assessment.targets.insert(thread.clone(), 1.0 + half as f64 / 2.0);
        }
    }
    assessment
}

fn any_kind(dice: &mut Dice) -> Kind {
    if dice.below(2) == 0 { Kind::Single } else { Kind::InSession(dice.below(RESPONSES as usize) as u32) }
}

/// A pack of random shape: two to six levels, one to five threads, up to a hundred and fifty items.
fn any_pack() -> impl Strategy<Value = Pack> {
    let item = (any::<bool>(), any::<bool>());
    let shape = (2usize..=6, 1usize..=5, any::<bool>());
    (shape, prop::collection::vec(prop::collection::vec(item, 1..6), 30), "[a-z]{3,12}", "[0-9]\\.[0-9]").prop_map(
        |((levels, threads, descriptive), items, id, version)| {
            let mut groups = Vec::new();
            let mut items = items.into_iter();
            for level in 1..=levels {
                for thread in 0..threads {
                    let Some(items) = items.next() else { continue };
                    let (mut practices, mut outcomes) = (Vec::new(), Vec::new());
                    for (at, (surpassable, practice)) in items.into_iter().enumerate() {
                        let item = json!({"id": format!("L{level}.T{thread}.{at}"), "surpassable": surpassable});
                        if practice { practices.push(item) } else { outcomes.push(item) }
                    }
                    groups.push(json!({"id": format!("L{level}.T{thread}"), "thread": format!("T{thread}"), "level": level,
                        "practices": practices, "outcomes": outcomes}));
                }
            }
            let levels: Vec<Value> = (1..=levels)
                .map(|level| json!({"level": level, "descriptive": descriptive && level == 1}))
                .collect();
            let threads: Vec<String> = (0..threads).map(|thread| format!("T{thread}")).collect();
            let pack = json!({"format": "pomscope-pack", "formatVersion": 1, "id": id, "version": version,
                "levels": levels, "threads": threads, "groups": groups});
            Pack::from_json(&json::parse(&pack.to_string()).unwrap()).unwrap()
        },
    )
}

fn any_rating() -> impl Strategy<Value = Option<Rating>> {
    prop_oneof![1 => Just(None), 7 => select(Rating::ALL.to_vec()).prop_map(Some)]
}

/// Ratings whether an item offers them or not, levels and targets whether the pack has them or not.
fn any_assessment(pack: &Pack) -> impl Strategy<Value = Assessment> + use<> {
    let (threads, count) = (pack.threads.clone(), pack.asked.len());
    let pack = pack.clone();
    let sparse = prop_oneof![9 => Just(None), 1 => any_rating()];
    let full = prop_oneof![9 => select(vec![Rating::Not, Rating::Fully]).prop_map(Some), 1 => any_rating()];
    let ratings = prop_oneof![
        prop::collection::vec(any_rating(), count),
        prop::collection::vec(sparse, count),
        prop::collection::vec(full, count),
    ];
    let target = prop_oneof![4 => (2u8..=12).prop_map(|half| f64::from(half) / 2.0), 1 => any::<f64>()];
    let side = prop_oneof![1 => Just(None), 3 => select(Side::ALL.to_vec()).prop_map(Some)];
    let per_thread =
        prop::collection::vec((prop::option::of(0u8..9), prop::option::of(target)), threads.len());
    (ratings, side, per_thread).prop_map(move |(ratings, side, per_thread)| {
        let mut assessment = rated(&pack, ratings);
        assessment.side = side;
        for (thread, (level, target)) in threads.iter().zip(per_thread) {
            if let Some(level) = level {
                assessment.placement.insert(thread.clone(), level);
            }
            if let Some(target) = target {
                assessment.targets.insert(thread.clone(), target);
            }
        }
        assessment
    })
}

fn comes_back(pack: &Pack, assessment: &Assessment, kind: Kind) -> Result<Encoded, TestCaseError> {
    let encoded = encode(pack, assessment, kind);
    let decoded = decode(&[pack], &encoded.code.grouped()).unwrap();
    prop_assert_eq!(decoded.kind, kind);
    prop_assert_eq!(&decoded.assessment, &said(pack, assessment));
    prop_assert_eq!(&encode(pack, &decoded.assessment, kind).code, &encoded.code);
    Ok(encoded)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_answered_comes_back(assessment in any_assessment(real()), response in 0..RESPONSES) {
        comes_back(real(), &assessment, Kind::Single)?;
        comes_back(real(), &assessment, Kind::InSession(response))?;
    }

    #[test]
    fn it_comes_back_for_any_pack((pack, assessment) in any_pack().prop_flat_map(|pack| (Just(pack.clone()), any_assessment(&pack))), response in 0..RESPONSES) {
        comes_back(&pack, &assessment, Kind::Single)?;
        comes_back(&pack, &assessment, Kind::InSession(response))?;
    }

    #[test]
    fn what_no_code_can_hold_is_named(assessment in any_assessment(real())) {
        let held = said(real(), &assessment);
        let mut lost = Vec::new();
        for thread in &real().threads {
            if assessment.placement.get(thread) != held.placement.get(thread) {
                lost.push(LeftOut::Placement(thread.clone()));
            }
            if assessment.targets.contains_key(thread) != held.targets.contains_key(thread) {
                lost.push(LeftOut::Target(thread.clone()));
            }
        }
        prop_assert_eq!(encode(real(), &assessment, Kind::Single).left_out, lost);
    }

    #[test]
    fn no_text_stops_the_reader(text in any::<String>(), near in "[0-9A-Za-z -]{0,60}") {
        let _ = decode(&[real()], &text);
        let _ = decode(&[real()], &near);
        let _ = decode(&[], &near);
    }
}

/// How long the codes of A2 are: the figures of docs/FORMATS.md.
#[test]
fn codes_are_as_long_as_the_documents_say() {
    let pack = real();
    let all = |rating: fn(usize) -> Option<Rating>| rated(pack, (0..pack.asked.len()).map(rating));
    let with = |mut assessment: Assessment| {
        for thread in &pack.threads {
            assessment.placement.insert(thread.clone(), 3);
            assessment.targets.insert(thread.clone(), 4.5);
        }
        assessment
    };
    let rated_all = all(|_| Some(Rating::Largely));
    let some_open = all(|at| (at % 12 != 0).then_some(Rating::Largely));
    let mixed = all(|at| [None, Some(Rating::Unknown), Some(Rating::Partly), Some(Rating::Fully)][at % 4]);
    for (what, assessment, bits, characters, in_session) in [
        ("nothing but the quick check", with(empty(pack)), 20, 11, 15),
        ("all rated", rated_all.clone(), 77, 22, 26),
        ("all rated, placement and targets", with(rated_all), 94, 25, 29),
        ("three open, placement and targets", with(some_open), 106, 29, 33),
        ("any answers, placement and targets", with(mixed), 119, 30, 34),
    ] {
        let encoded = encode(pack, &assessment, Kind::Single);
        let session = encode(pack, &assessment, Kind::InSession(RESPONSES - 1));
        assert_eq!(
            (encoded.bits, encoded.code.characters(), session.code.characters()),
            (bits, characters, in_session),
            "{what}"
        );
        assert_eq!(session.bits, bits + 20, "{what}");
    }
}

#[test]
fn no_code_of_the_pack_is_longer_than_thirty_or_in_a_session_thirty_four() {
    let mut dice = Dice(1);
    for _ in 0..3_000 {
        let assessment = thrown(real(), &mut dice);
        assert!(encode(real(), &assessment, Kind::Single).code.characters() <= 30);
        assert!(encode(real(), &assessment, Kind::InSession(77)).code.characters() <= 34);
    }
}

#[test]
fn every_wrong_character_and_every_swap_of_neighbours_is_noticed() {
    let mut dice = Dice(2);
    let pack = real();
    let (mut wrong, mut swapped, mut longest) = (0, 0, 0);
    for _ in 0..250 {
        let assessment = thrown(pack, &mut dice);
        let kind = any_kind(&mut dice);
        let code: Vec<char> = encode(pack, &assessment, kind).code.plain().chars().collect();
        longest = longest.max(code.len());
        let refused = |code: &[char], what: &str| {
            let text: String = code.iter().collect();
            assert!(decode(&[pack], &text).is_err(), "{what}: {text}");
        };
        for at in 0..code.len() {
            for other in ALPHABET.chars().filter(|other| *other != code[at]) {
                let mut slip = code.clone();
                slip[at] = other;
                refused(&slip, "one wrong");
                wrong += 1;
            }
            if at + 1 < code.len() && code[at] != code[at + 1] {
                let mut slip = code.clone();
                slip.swap(at, at + 1);
                refused(&slip, "swapped");
                swapped += 1;
            }
            let mut slip = code.clone();
            slip.remove(at);
            refused(&slip, "one missing");
            slip = code.clone();
            slip.insert(at, 'W');
            refused(&slip, "one more");
        }
    }
    assert!(wrong > 100_000 && swapped > 3_000 && longest == 34, "{wrong} {swapped} {longest}");
}

#[test]
fn any_two_wrong_characters_of_a_code_of_the_pack_are_noticed() {
    let mut dice = Dice(3);
    let pack = real();
    for _ in 0..12 {
        let code: Vec<char> =
            encode(pack, &thrown(pack, &mut dice), Kind::Single).code.plain().chars().collect();
        for one in 0..code.len() {
            for other in one + 1..code.len() {
                for _ in 0..40 {
                    let mut slip = code.clone();
                    slip[one] = ALPHABET.as_bytes()[dice.below(32)].into();
                    slip[other] = ALPHABET.as_bytes()[dice.below(32)].into();
                    let text: String = slip.iter().collect();
                    assert!(slip == code || decode(&[pack], &text).is_err(), "{text}");
                }
            }
        }
    }
}

/// The longest codes there are: a pack with 2,000 items.
#[test]
fn the_largest_pack_has_codes_that_show_every_slip_too() {
    let items: Vec<Value> =
        (0..1_000).map(|at| json!({"id": format!("I{at}"), "surpassable": true})).collect();
    let more: Vec<Value> =
        (0..1_000).map(|at| json!({"id": format!("J{at}"), "surpassable": true})).collect();
    let pack = json!({"format": "pomscope-pack", "formatVersion": 1, "id": "large", "version": "1",
        "levels": [{"level": 1}, {"level": 2}], "threads": ["T"], "groups": [
            {"id": "L1", "thread": "T", "level": 1, "practices": items, "outcomes": []},
            {"id": "L2", "thread": "T", "level": 2, "practices": more, "outcomes": []}]});
    let pack = Pack::from_json(&json::parse(&pack.to_string()).unwrap()).unwrap();
    let mut dice = Dice(4);
    let mixed: Vec<Option<Rating>> =
        (0..2_000).map(|_| [&[None][..], &Rating::ALL.map(Some)].concat()[dice.below(8)]).collect();
    let assessment = rated(&pack, mixed);
    let encoded = encode(&pack, &assessment, Kind::Single);
    assert_eq!(decode(&[&pack], encoded.code.plain()).unwrap().assessment, assessment);
    assert_eq!((encoded.bits, encoded.code.characters()), (6_002, 4 + 1_201 + 2));
    let code: Vec<char> = encoded.code.plain().chars().collect();
    for at in (0..code.len() - 1).step_by(7) {
        let mut slip = code.clone();
        slip[at] = if code[at] == 'A' { 'B' } else { 'A' };
        assert!(decode(&[&pack], &slip.iter().collect::<String>()).is_err());
        slip = code.clone();
        slip.swap(at, at + 1);
        assert_eq!(decode(&[&pack], &slip.iter().collect::<String>()).is_err(), code[at] != code[at + 1]);
    }
}

#[test]
fn of_a_hundred_thousand_random_texts_none_is_a_code() {
    let mut dice = Dice(5);
    let pack = real();
    let mut taken = 0;
    for _ in 0..100_000 {
        let length = 1 + dice.below(40);
        let text: String = (0..length).map(|_| char::from(ALPHABET.as_bytes()[dice.below(32)])).collect();
        taken += u32::from(decode(&[pack], &text).is_ok());
    }
    assert_eq!(taken, 0);
}

#[test]
fn it_may_be_typed_as_people_type() {
    let pack = real();
    let assessment = thrown(pack, &mut Dice(7));
    let code = encode(pack, &assessment, Kind::Single).code;
    let expected = decode(&[pack], code.plain()).unwrap();
    let grouped = code.grouped();
    let confused: String = grouped
        .chars()
        .map(|c| match c {
            '0' => 'o',
            '1' => 'l',
            other => other.to_ascii_lowercase(),
        })
        .collect();
    for typed in [
        grouped.clone(),
        grouped.to_lowercase(),
        grouped.replace('-', ""),
        grouped.replace('-', " – "),
        format!("  {}\n", grouped.replace('-', "\u{2011}")),
        confused.clone(),
        confused.replace('l', "I"),
        code.link("https://example.org/check?x=1#top"),
        format!("https://example.org/#/code/{}", code.plain()),
    ] {
        assert_eq!(decode(&[pack], &typed).as_ref(), Ok(&expected), "{typed}");
    }
    assert!(grouped.split('-').rev().skip(1).all(|group| group.len() == 4), "{grouped}");
    assert_eq!(
        code.link("https://example.org/a#b"),
        format!("https://example.org/a#pomscope={}", code.plain())
    );
}

#[test]
fn what_is_wrong_is_said() {
    let pack = real();
    let mut full = rated(pack, vec![Some(Rating::Partly); 35]);
    full.side = Some(Side::It);
    let code = encode(pack, &full, Kind::Single).code;
    let plain = code.plain();
    let error = |typed: &str| decode(&[pack], typed).unwrap_err();
    assert_eq!(error(""), CodeError::Empty);
    assert_eq!(error(" - - "), CodeError::Empty);
    assert_eq!(error(&plain[..2]), CodeError::TooShort { given: 2, wanted: None });
    assert_eq!(error(&plain[..9]), CodeError::TooShort { given: 9, wanted: Some(22) });
    assert_eq!(error(&format!("{plain}7")), CodeError::TooLong { given: 23, wanted: 22 });
    assert_eq!(error("AB-CD-EU"), CodeError::NoSuchCharacter { character: 'U', place: 6 });
    assert_eq!(error("<b>&\"'"), CodeError::NoSuchCharacter { character: '<', place: 1 });
    assert_eq!(error("7\u{202e}A"), CodeError::NoSuchCharacter { character: '\u{202e}', place: 2 });
    assert_eq!(error(&"Z".repeat(100_000)), CodeError::TooLong { given: 4_001, wanted: 4_000 });
    let wrong = if plain.ends_with('7') { "8" } else { "7" };
    assert_eq!(error(&format!("{}{wrong}", &plain[..21])), CodeError::Wrong);
    // Without the pack: the code is sound, and of a questionnaire that is not here.
    assert_eq!(decode(&[], plain), Err(CodeError::OtherPack));
    let mut newer: Value = serde_json::from_str(include_str!("code/pack-1.0.0.json")).unwrap();
    newer["version"] = json!("1.0.1");
    let newer = Pack::from_json(&json::parse(&newer.to_string()).unwrap()).unwrap();
    assert_eq!(decode(&[&newer], plain), Err(CodeError::OtherPack));
    assert_eq!(decode(&[&newer, pack], plain).unwrap().assessment.pack_version, "1.0.0");
}

#[test]
fn the_four_answers_without_a_scale_value_stay_four() {
    let pack = real();
    let item = pack.asked.iter().position(|item| item.surpassable && !item.descriptive).unwrap();
    for others in [None, Some(Rating::Partly)] {
        let mut seen = BTreeMap::new();
        for rating in [None, Some(Rating::Unknown), Some(Rating::NotApplicable), Some(Rating::Beyond)] {
            let ratings = (0..35).map(|at| if at == item { rating } else { others });
            let code = encode(pack, &rated(pack, ratings), Kind::Single).code;
            let back = decode(&[pack], code.plain()).unwrap().assessment;
            assert_eq!(back.answers.get(&pack.asked[item].id).and_then(|answer| answer.rating), rating);
            seen.insert(code.plain().to_owned(), rating);
        }
        assert_eq!(seen.len(), 4);
    }
}

#[test]
fn notes_reasons_and_all_else_stay_at_home() {
    let pack = real();
    let mut assessment = rated(pack, vec![Some(Rating::Fully); 35]);
    let bare = encode(pack, &assessment, Kind::Single).code;
    let id = pack.asked[20].id.clone();
    assessment.answers.insert(
        id.clone(),
        Answer { rating: Some(Rating::Fully), note: "n".into(), reason: "r".into(), ..Answer::default() },
    );
    assessment.title = "t".into();
    assessment.scope = "s".into();
    assessment.key_relationships = Some(3);
    assessment.importance.insert(pack.threads[0].clone(), 5);
    assessment
        .answers
        .insert(ItemId::from("no.such.item"), Answer { rating: Some(Rating::Not), ..Answer::default() });
    assert_eq!(encode(pack, &assessment, Kind::Single).code, bare);
}

#[test]
fn a_level_or_target_that_the_pack_does_not_have_is_named() {
    let pack = real();
    let mut assessment = empty(pack);
    let thread = |name: &str| ThreadId::from(name);
    assessment.placement.insert(thread("GOAL"), 6);
    assessment.targets.insert(thread("GOAL"), 4.25);
    assessment.targets.insert(thread("PRIO"), f64::NAN);
    assessment.targets.insert(thread("ROLE"), 5.0);
    let encoded = encode(pack, &assessment, Kind::Single);
    assert_eq!(
        encoded.left_out,
        [
            LeftOut::Placement(thread("GOAL")),
            LeftOut::Target(thread("GOAL")),
            LeftOut::Target(thread("PRIO"))
        ]
    );
    let back = decode(&[pack], encoded.code.plain()).unwrap().assessment;
    assert_eq!(back.targets.iter().map(|(id, at)| (id.as_str(), *at)).collect::<Vec<_>>(), [("ROLE", 5.0)]);
    assert!(back.placement.is_empty());
}

/// Codes that were made once, with the pack that they were made with: each must be read as this for good.
#[test]
fn codes_of_every_release_are_read() {
    let pack = json::parse(include_str!("code/pack-1.0.0.json")).unwrap();
    let pack = Pack::from_json(&pack).unwrap();
    let codes: Value = serde_json::from_str(include_str!("code/codes-1.0.0.json")).unwrap();
    let codes = codes.as_array().unwrap();
    assert!(codes.len() >= 8);
    for fixture in codes {
        let code = fixture["code"].as_str().unwrap();
        let decoded = decode(&[&pack], code).unwrap_or_else(|error| panic!("{code}: {error:?}"));
        let expected = wire::read(&fixture["assessment"].to_string()).unwrap().assessment;
        assert_eq!(decoded.assessment, said(&pack, &expected), "{code}");
        let response = fixture["response"].as_u64().map(|response| Kind::InSession(response as u32));
        assert_eq!(decoded.kind, response.unwrap_or_default(), "{code}");
        assert_eq!(encode(&pack, &expected, decoded.kind).code.grouped(), code);
    }
}

/// What an independent reader sees in a drawing: its path is painted, and nothing else of ours is used.
/// A code relies on the pack's id, its version, and the order of its items: for lenses as for the block.
#[test]
fn codes_of_the_lenses_are_read_as_they_were_made() {
    let ratings = [Rating::Not, Rating::Partly, Rating::Largely, Rating::Fully, Rating::Unknown];
    for (id, code) in [
        ("framework", "8QR63E4J4DGHKM009PKR"),
        ("principles", "8RJF40JFKG608444009PA3"),
        ("duties", "8M1S40JFKG608444009P0Y"),
        ("watermelon", "9EWW7P48009PCC"),
        ("conversations", "8GP722CSJCC009PKD"),
    ] {
        let pack = sample::lenses().find(id).unwrap().pack.clone();
        let mut assessment = rated(&pack, (0..pack.asked.len()).map(|at| Some(ratings[(at * 3) % 5])));
        assessment.side = Some(Side::Business);
        assert_eq!(encode(&pack, &assessment, Kind::InSession(77)).code.plain(), code, "{id}");
        let decoded = decode(&[&pack], code).unwrap();
        assert_eq!((decoded.kind, said(&pack, &decoded.assessment)), (Kind::InSession(77), assessment));
    }
}

fn scanned(qr: &pomscope_core::code::Qr) -> String {
    const MODULE: usize = 4;
    let mut dark = vec![vec![false; qr.size()]; qr.size()];
    for run in qr.path().split('M').skip(1) {
        let (at, rest) = run.split_once('h').unwrap();
        let (x, y) = at.split_once(' ').unwrap();
        let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
        let width: usize = rest.split('v').next().unwrap().parse().unwrap();
        dark[y][x..x + width].fill(true);
    }
    let within = 4..qr.size() - 4;
    for (y, row) in dark.iter().enumerate() {
        for (x, dark) in row.iter().enumerate() {
            assert!(
                !dark || within.contains(&x) && within.contains(&y),
                "four light modules stand on each side"
            );
        }
    }
    let side = qr.size() * MODULE;
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(side, side, |x, y| {
        if dark[y / MODULE][x / MODULE] { 0 } else { 255 }
    });
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1);
    grids[0].decode().unwrap().1
}

#[test]
fn a_reader_that_others_wrote_reads_the_qr_codes() {
    let mut dice = Dice(8);
    let pack = real();
    for _ in 0..40 {
        let code = encode(pack, &thrown(pack, &mut dice), any_kind(&mut dice)).code;
        for text in [code.plain().to_owned(), code.link("https://example.org/maturity/check?from=letter")] {
            assert_eq!(scanned(&qr(&text).unwrap()), text);
        }
    }
    assert_eq!(qr(&"x".repeat(3_000)), None);
}

#[test]
fn the_picture_of_a_qr_code_is_dark_on_light_and_says_what_it_is() {
    let svg = qr("1ZHY00SZ").unwrap().svg("Answers <of> A & B");
    assert!(svg.starts_with("<svg ") && svg.contains("<title>Answers &lt;of&gt; A &amp; B</title>"), "{svg}");
    assert!(svg.contains("fill=\"#ffffff\"") && svg.contains("fill=\"#000000\""), "{svg}");
}
