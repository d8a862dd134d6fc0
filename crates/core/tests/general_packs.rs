//! Packs of every shape that METHOD section 11 allows go the whole way: score, report in every telling and format, code, kit, group.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod sample;

use pomscope_core::answers::{Assessment, Rating};
use pomscope_core::bundle::Bundle;
use pomscope_core::code::{Kind as CodeKind, decode, encode};
use pomscope_core::content::{Content, Wording};
use pomscope_core::group::{Part, Response, ResponseId, Rule, Shown};
use pomscope_core::json;
use pomscope_core::kit::plan::{Form, Heads, Plan};
use pomscope_core::kit::{Kit, Prompts, agenda, paper_form, prompts, slides};
use pomscope_core::lens::Lenses;
use pomscope_core::method::{Sheet, score};
use pomscope_core::owner::Owner;
use pomscope_core::pack::Pack;
use pomscope_core::report::csv::Sheet as Table;
use pomscope_core::report::export::{Format, export};
use pomscope_core::report::session_page::{Told, session_document};
use pomscope_core::report::{Telling, markdown, tell};
use pomscope_core::text::Texts;
use pomscope_core::wire::combined_v1;
use sample::{close, empty, own, pack, plain_pack, rate, worded};
use serde_json::{Value, json};

const RATINGS: [Option<Rating>; 7] = [
    Some(Rating::Fully),
    Some(Rating::Partly),
    Some(Rating::Largely),
    None,
    Some(Rating::Unknown),
    Some(Rating::Not),
    Some(Rating::NotApplicable),
];

fn texts(text: &str) -> Texts {
    Texts::from_json(&json::parse(text).unwrap()).unwrap()
}

/// Takes groups, practices or outcomes out of a pack, by the id of their group.
fn without(mut value: Value, groups: &[&str], practices: &[&str], outcomes: &[&str]) -> Value {
    let id = |group: &Value| group["id"].as_str().unwrap().to_owned();
    let list = value["groups"].as_array_mut().unwrap();
    list.retain(|group| !groups.contains(&id(group).as_str()));
    for group in list {
        if practices.contains(&id(group).as_str()) {
            group["practices"] = json!([]);
        }
        if outcomes.contains(&id(group).as_str()) {
            group["outcomes"] = json!([]);
        }
    }
    value
}

/// Packs of all shapes, each with what is particular about it.
fn shapes() -> Vec<(&'static str, Value)> {
    let mut metrics = plain_pack(2, 4, false, 1, 1);
    metrics["metrics"] = json!([{"id": "m1", "unit": "count", "queryAbove": 10}, {"id": "m2", "unit": "percent", "better": "up", "about": "satisfaction"}]);
    metrics["groups"][3]["metrics"] = json!(["m1", "m2"]);
    let mut odd = plain_pack(2, 3, false, 2, 1);
    odd["id"] = json!("__proto__");
    odd["threads"] = json!(["constructor", "toString"]);
    for group in odd["groups"].as_array_mut().unwrap() {
        let thread = if group["thread"] == "T1" { "constructor" } else { "toString" };
        group["thread"] = json!(thread);
    }
    let mut same = plain_pack(1, 4, false, 1, 1);
    same["groups"][2]["outcomes"][0]["sameAs"] = json!("T1.2.O1");
    same["groups"][3]["outcomes"][0]["sameAs"] = json!("T1.2.O1");
    let mut build = plain_pack(2, 3, true, 1, 1);
    build["scale"] = json!("build");
    vec![
        ("two levels, none descriptive", plain_pack(2, 2, false, 1, 1)),
        ("two levels, one descriptive", plain_pack(2, 2, true, 1, 1)),
        ("three levels", plain_pack(3, 3, false, 2, 2)),
        ("six levels", plain_pack(3, 6, false, 1, 2)),
        ("six levels, one descriptive", plain_pack(2, 6, true, 2, 1)),
        ("one thread", plain_pack(1, 5, false, 2, 1)),
        ("nine threads", plain_pack(9, 4, true, 1, 1)),
        ("thirty threads", plain_pack(30, 3, false, 1, 1)),
        ("practices alone", plain_pack(2, 4, false, 2, 0)),
        ("outcomes alone", plain_pack(2, 4, true, 0, 2)),
        (
            "some groups without practices",
            without(plain_pack(2, 4, false, 1, 1), &[], &["T1.1", "T2.3"], &[]),
        ),
        ("some groups without outcomes", without(plain_pack(2, 4, false, 1, 1), &[], &[], &["T1.2", "T2.4"])),
        ("a thread without the lowest level", without(plain_pack(2, 4, false, 1, 1), &["T2.1"], &[], &[])),
        (
            "a thread without the descriptive level",
            without(plain_pack(2, 4, true, 1, 1), &["T2.1"], &[], &[]),
        ),
        (
            "a thread without a level in between",
            without(plain_pack(3, 5, true, 1, 1), &["T2.3", "T3.4"], &[], &[]),
        ),
        (
            "a thread without the highest levels",
            without(plain_pack(2, 5, false, 1, 1), &["T1.5", "T1.4"], &[], &[]),
        ),
        ("metrics", metrics),
        ("the same statement at three levels", same),
        ("ids that JavaScript knows", odd),
        ("another scale", build),
    ]
}

fn content(pack: Pack, wording: &Value) -> Content {
    let wording = Wording::from_json(&own(wording), &pack).unwrap();
    let texts = texts(include_str!("../../../content/interface/en.json"));
    Content::of_own(pack, wording, &texts, Lenses::default())
}

fn answered(pack: &Pack, shift: usize) -> Assessment {
    let mut assessment = empty(pack);
    for (at, item) in pack.asked.iter().enumerate() {
        if let Some(rating) = RATINGS[(at * 5 + shift + at / 3) % 7].filter(|rating| rating.allowed(item)) {
            rate(&mut assessment, item.id.as_str(), rating);
        }
    }
    assessment
}

/// Every assessment that the shape is tried with; those that cannot be scored (a thread that does not apply) left out.
fn assessments(pack: &Pack) -> Vec<Assessment> {
    let mut all: Vec<Assessment> = [Rating::Not, Rating::Largely, Rating::Fully]
        .into_iter()
        .map(|rating| sample::all(pack, rating))
        .collect();
    all.push(empty(pack));
    all.extend((0..7).map(|shift| answered(pack, shift)));
    all.retain(|assessment| score(pack, assessment).is_ok());
    assert!(all.len() >= 4);
    all
}

#[test]
fn every_shape_is_scored_within_its_levels() {
    for (shape, value) in shapes() {
        let pack = pack(&value);
        let base = f64::from(pack.base());
        for (rating, full) in [(Rating::Not, 0.0), (Rating::Fully, 1.0)] {
            let scored = sample::scored(&pack, &sample::all(&pack, rating));
            for thread in &scored.threads {
                let levels =
                    pack.thread_groups(&thread.thread).filter(|group| !group.level.descriptive).count();
                assert!(close(thread.score, base + full * levels as f64), "{shape}: {thread:?}");
                assert_eq!(usize::from(thread.ceiling), levels + usize::from(pack.base()), "{shape}");
                let top = pack.thread_groups(&thread.thread).map(|group| group.level.number).max().unwrap();
                let attained = if rating == Rating::Fully { top } else { pack.base() };
                assert_eq!(thread.attained, attained, "{shape}");
                assert!(!thread.provisional, "{shape}: {thread:?}");
            }
        }
        for assessment in assessments(&pack) {
            let scored = sample::scored(&pack, &assessment);
            let (low, high) = (scored.overall.low, scored.overall.high);
            assert!(low <= scored.overall.score + 1e-9 || scored.overall.coverage < 1.0, "{shape}");
            assert!(base <= low && low <= high && high <= scored.overall.ceiling + 1e-9, "{shape}");
        }
    }
}

#[test]
fn a_level_that_a_thread_lacks_is_passed_over_as_a_dropped_one_is() {
    let whole = pack(&plain_pack(2, 5, true, 1, 1));
    let lacks = pack(&without(plain_pack(2, 5, true, 1, 1), &["T1.3"], &[], &[]));
    let mut dropped = sample::all(&whole, Rating::Largely);
    let mut given = sample::all(&lacks, Rating::Largely);
    for (at, rating) in [("2", Rating::Fully), ("4", Rating::Partly)] {
        for letter in ["P1", "O1"] {
            rate(&mut dropped, &format!("T1.{at}.{letter}"), rating);
            rate(&mut given, &format!("T1.{at}.{letter}"), rating);
            rate(&mut dropped, &format!("T1.3.{letter}"), Rating::NotApplicable);
        }
    }
    let (one, other) = (sample::scored(&whole, &dropped), sample::scored(&lacks, &given));
    let (one, other) = (&one.threads[0], &other.threads[0]);
    for (a, b) in [
        (one.score, other.score),
        (one.low, other.low),
        (one.high, other.high),
        (one.unsupported, other.unsupported),
    ] {
        assert!(close(a, b), "{one:?} {other:?}");
    }
    assert_eq!((one.attained, one.ceiling, one.coverage), (other.attained, other.ceiling, other.coverage));
}

#[test]
fn every_shape_is_reported_in_every_telling_and_format() {
    for (shape, value) in shapes() {
        let pack = pack(&value);
        let wording = worded(&pack, &|text| text);
        let content = content(pack, &wording);
        for assessment in assessments(&content.pack) {
            for telling in Telling::ALL {
                let document = tell(&content, &assessment, "2026-11-22", telling).unwrap();
                let whole = markdown(&document);
                assert!(whole.contains("A sample"), "{shape}");
                for format in [Format::Markdown, Format::Json] {
                    export(&content, &assessment, "2026-11-22", telling, format, &Owner::default()).unwrap();
                }
                if telling == Telling::Client {
                    let answers = content.pack.asked.iter().filter(|item| {
                        assessment.answers.get(item.id.as_str()).is_some_and(|answer| answer.rating.is_some())
                    });
                    for item in answers {
                        assert!(
                            whole.contains(&format!("text-of-{}", item.id))
                                || whole.contains(&format!("text\\-of\\-{}", item.id)),
                            "{shape}: {} is missing\n{whole}",
                            item.id
                        );
                    }
                }
            }
            for sheet in Table::ALL {
                export(
                    &content,
                    &assessment,
                    "2026-11-22",
                    Telling::Client,
                    Format::Csv(sheet),
                    &Owner::default(),
                )
                .unwrap();
            }
        }
    }
}

#[test]
fn in_every_shape_the_stairs_of_a_thread_stand_under_their_levels() {
    for (shape, value) in shapes() {
        let pack = pack(&value);
        let wording = worded(&pack, &|text| text);
        let content = content(pack, &wording);
        let report =
            pomscope_core::report::report(&content, &sample::all(&content.pack, Rating::Fully), "2026-11-22")
                .unwrap();
        let columns: Vec<u8> = content.pack.scored_levels().map(|level| level.number).collect();
        for row in &report.stairs.rows {
            let levels: Vec<u8> = row.cells.iter().map(|stair| stair.level).collect();
            assert_eq!(levels, columns, "{shape}: {}", row.name);
        }
    }
}

#[test]
fn every_shape_goes_through_an_answer_code() {
    for (shape, value) in shapes() {
        let pack = pack(&value);
        for assessment in assessments(&pack) {
            let encoded = encode(&pack, &assessment, CodeKind::Single);
            let decoded = decode(&[&pack], encoded.code.plain()).unwrap();
            assert_eq!(Sheet::of(&pack, &decoded.assessment), Sheet::of(&pack, &assessment), "{shape}");
        }
    }
}

#[test]
fn every_shape_has_its_kit() {
    for (shape, value) in shapes() {
        let pack = pack(&value);
        let wording = worded(&pack, &|text| text);
        let content = content(pack, &wording);
        let kit = Kit {
            beside: Default::default(),
            content,
            texts: texts(include_str!("../../../content/kit/en.json")),
            prompts: Prompts::default(),
        };
        for form in [Form::Full, Form::Short] {
            let plan = Plan {
                heads: Heads::new(None, Some(6), Some(6)).unwrap(),
                devices: 3,
                form,
                rule: Rule::default(),
                start: None,
                date: String::new(),
            };
            assert!(!agenda(&kit, &plan).sections.is_empty(), "{shape}");
            let paper = markdown(&paper_form(&kit, None, form));
            let asked = kit.content.pack.asked.iter().filter(|item| {
                form == Form::Full || (!item.descriptive && item.kind == pomscope_core::pack::Kind::Practice)
            });
            for item in asked {
                assert!(
                    paper.contains(&format!("text-of-{}", item.id)),
                    "{shape}: {} is not on paper",
                    item.id
                );
            }
        }
        let wall = markdown(&slides(&kit));
        assert!(wall.contains("title-of-") && markdown(&prompts(&kit)).contains("about-of-"), "{shape}");
    }
}

#[test]
fn every_shape_is_combined_and_told_of_a_group() {
    let words = texts(include_str!("../../../content/session/en.json"));
    for (shape, value) in shapes() {
        let pack = pack(&value);
        let wording = worded(&pack, &|text| text);
        let content = content(pack, &wording);
        let mut people = Vec::new();
        for number in 0..14 {
            let part = if number % 2 == 0 { Part::It } else { Part::Business };
            let id = ResponseId::parse(&format!("someone{number:02}")).unwrap();
            let sheet = Sheet::of(&content.pack, &answered(&content.pack, number));
            people.extend(Response::new(&content.pack, id, part, sheet));
        }
        for rule in [Rule::default(), Rule::Open] {
            let shown = Shown::of(&content.pack, &people, rule);
            let agreed = pomscope_core::table::Table::default();
            let told = Told { title: "All", shown: &shown, agreed: &agreed, signed: None };
            let document = session_document(&content, &words, &told, "2026-11-22");
            assert!(markdown(&document).contains("A sample"), "{shape}");
            assert!(combined_v1::write(&content.pack, &shown).is_object(), "{shape}");
            let (table, lines) =
                (combined_v1::csv(&content.pack, &shown), combined_v1::json_lines(&content.pack, &shown));
            assert_eq!(table.lines().count(), lines.lines().count() + 1, "{shape}");
        }
    }
}

#[test]
fn every_shape_can_be_bundled() {
    for (shape, value) in shapes() {
        let wording = worded(&pack(&value), &|text| text);
        let bundle = json!({"format": "pomscope-bundle", "formatVersion": 1, "pack": value, "wordings": {"en": wording}});
        assert!(Bundle::from_json(&own(&bundle)).is_ok(), "{shape}");
    }
}
