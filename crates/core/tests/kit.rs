//! The facilitator's kit: its arithmetic, that it says of any pack what there is to say, and that nothing of a questionnaire is left out on paper.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod sample;

use pomscope_core::answers::{Rating, Side};
use pomscope_core::content::{Content, Wording};
use pomscope_core::group::{Foretold, Part, Rule, Threshold};
use pomscope_core::json;
use pomscope_core::kit::plan::{
    ClockTime, Form, Heads, HeadsError, LONG_COLLECTING, MOST_PEOPLE, Plan, Split, Step,
};
use pomscope_core::kit::{Kit, Prompts, agenda, paper_form, prompts, slides};
use pomscope_core::lens::Lenses;
use pomscope_core::pack::{Kind, Pack};
use pomscope_core::report::document::{BOX, Document, Pages, Start};
use pomscope_core::report::markdown;
use pomscope_core::text::Texts;
use proptest::prelude::*;
use serde_json::{Value, json};

const INTERFACE: &str = include_str!("../../../content/interface/en.json");
const KIT: &str = include_str!("../../../content/kit/en.json");
const PROMPTS: &str = include_str!("../../../content/packs/relationship-management-methodology/kit/en.json");

fn texts(text: &str) -> Texts {
    Texts::from_json(&json::parse(text).unwrap()).unwrap()
}

fn real() -> Kit {
    let pack = sample::real().clone();
    let prompts = Prompts::from_json(&json::parse(PROMPTS).unwrap(), &pack).unwrap();
    Kit {
        beside: Default::default(),
        content: Content::of_own(pack, sample::real_wording(), &texts(INTERFACE), Lenses::default()),
        texts: texts(KIT),
        prompts,
    }
}

/// The kit of a small pack that nobody wrote prompts for; every text of its wording says where it stands.
fn plain(threads: usize, levels: usize, descriptive: bool, practices: usize, outcomes: usize) -> Kit {
    let value = sample::plain_pack(threads, levels, descriptive, practices, outcomes);
    let pack = sample::pack(&value);
    let all = |names: Vec<String>, fields: &[&str]| {
        let entry = |name: String| {
            let texts = fields.iter().map(|field| ((*field).to_owned(), json!(format!("{field} of {name}"))));
            (name.clone(), Value::Object(texts.collect()))
        };
        Value::Object(names.into_iter().map(entry).collect())
    };
    let numbers: Vec<String> = pack.levels.iter().map(|level| level.number.to_string()).collect();
    let threads: Vec<String> = pack.threads.iter().map(ToString::to_string).collect();
    let fields: Vec<&str> = numbers.iter().map(String::as_str).collect();
    let wording = json!({
        "format": "pomscope-wording", "formatVersion": 1, "pack": "sample", "version": "1.0.0", "lang": "en",
        "name": "A sample", "subject": "Samples.", "credit": "Nobody's.", "notes": [],
        "levels": all(numbers.clone(), &["name", "text"]),
        "threads": all(threads.clone(), &["name", "about", "question", "probe", "probeHint"]),
        "placement": all(threads, &fields),
        "groups": all(pack.groups.iter().map(|group| group.id.to_string()).collect(), &["title", "have", "lack"]),
        "items": all(pack.asked.iter().map(|item| item.id.to_string()).collect(), &["text", "help", "step"]),
        "metrics": {},
    });
    let wording = Wording::from_json(&sample::own(&wording), &pack).unwrap();
    Kit {
        beside: Default::default(),
        content: Content::of_own(pack, wording, &texts(INTERFACE), Lenses::default()),
        texts: texts(KIT),
        prompts: Prompts::default(),
    }
}

fn plan(it: u16, business: u16, devices: u16, form: Form) -> Plan {
    Plan {
        heads: Heads::new(None, Some(it), Some(business)).unwrap(),
        devices,
        form,
        rule: Rule::default(),
        start: None,
        date: String::new(),
    }
}

fn text(document: &Document) -> String {
    document.texts().join("\n")
}

#[test]
fn minutes_follow_from_people_devices_and_statements() {
    let pack = sample::real();
    // 35 statements of 12 seconds and a minute: 8 minutes; 15 practices: 4.
    assert_eq!((Form::Full.statements(pack), Form::Full.minutes(pack)), (35, 8));
    assert_eq!((Form::Short.statements(pack), Form::Short.minutes(pack)), (15, 4));
    for ((it, business, devices, form), (waves, collecting, typing, needed)) in [
        ((6, 6, 4, Form::Short), (3, 12, 0, None)),
        ((6, 6, 1, Form::Full), (12, 96, 0, Some(4))),
        ((5, 4, 1, Form::Full), (9, 72, 0, Some(3))),
        ((6, 7, 4, Form::Full), (4, 32, 0, Some(5))),
        ((1, 0, 9, Form::Full), (1, 8, 0, None)),
        // On paper all write at once; 12 forms of 35 × 3 + 20 seconds are 25 minutes.
        ((6, 6, 0, Form::Full), (1, 8, 25, None)),
        ((6, 6, 0, Form::Short), (1, 4, 13, None)),
    ] {
        let plan = plan(it, business, devices, form);
        let found = (plan.waves(), plan.collecting(pack), plan.typing(pack), plan.devices_needed(pack));
        assert_eq!(found, (waves, collecting, typing, needed), "{plan:?}");
    }
}

#[test]
fn the_steps_follow_one_another_without_a_gap() {
    let pack = sample::real();
    for plan in [plan(6, 6, 4, Form::Short), plan(300, 699, 1, Form::Full), plan(6, 6, 0, Form::Full)] {
        let slots = plan.slots(pack);
        assert_eq!(slots.iter().map(|slot| slot.step).collect::<Vec<_>>(), Step::ALL);
        let mut at = 0;
        for slot in slots {
            assert_eq!(slot.begins, at);
            assert!(slot.minutes > 0);
            at += slot.minutes;
        }
    }
    // The break lasts until the forms are typed in.
    let minutes = |plan: Plan| plan.slots(pack)[2].minutes;
    assert_eq!(minutes(plan(6, 6, 0, Form::Full)), 25);
    assert_eq!(minutes(plan(6, 6, 0, Form::Short)), 15);
}

#[test]
fn times_are_of_the_clock_where_the_beginning_is_known() {
    let mut plan = plan(6, 6, 4, Form::Short);
    assert_eq!([plan.time(0), plan.time(65), plan.time(700)], ["0:00", "1:05", "11:40"]);
    plan.start = ClockTime::parse("22:30");
    assert_eq!(
        [plan.time(0), plan.time(65), plan.time(90), plan.time(1530)],
        ["22:30", "23:35", "00:00", "00:00"]
    );
    for (text, reads) in [
        ("00:00", true),
        ("23:59", true),
        ("24:00", false),
        ("09:60", false),
        ("9:00", false),
        ("0900", false),
        ("09:00:00", false),
        ("+9:00", false),
        ("", false),
        ("٠٩:٠٠", false),
    ] {
        assert_eq!(ClockTime::parse(text).is_some(), reads, "{text}");
    }
}

#[test]
fn head_counts_come_from_what_was_said() {
    let heads = |people, it, business| {
        Heads::new(people, it, business).map(|heads| (heads.it, heads.business, heads.observing, heads.split))
    };
    assert_eq!(heads(None, Some(6), Some(5)), Ok((6, 5, 0, Split::Known)));
    assert_eq!(heads(Some(13), Some(6), Some(5)), Ok((6, 5, 2, Split::Known)));
    assert_eq!(heads(Some(12), Some(7), None), Ok((7, 5, 0, Split::Known)));
    assert_eq!(heads(Some(12), None, Some(12)), Ok((0, 12, 0, Split::Known)));
    assert_eq!(heads(Some(9), None, None), Ok((5, 4, 0, Split::Assumed)));
    assert_eq!(heads(None, None, None), Err(HeadsError::Missing));
    assert_eq!(heads(Some(0), None, None), Err(HeadsError::Missing));
    assert_eq!(heads(Some(3), Some(0), Some(0)), Err(HeadsError::Missing));
    assert_eq!(heads(None, Some(0), Some(0)), Err(HeadsError::Missing));
    assert_eq!(heads(None, Some(6), None), Err(HeadsError::OneSide));
    assert_eq!(heads(Some(10), Some(6), Some(5)), Err(HeadsError::TooFew));
    assert_eq!(heads(Some(5), Some(6), None), Err(HeadsError::TooFew));
}

#[test]
fn what_will_be_seen_is_said_as_the_group_foretells_it() {
    let kit = real();
    for (it, business, k, foretold, said) in [
        (4, 4, 5, Foretold::CombinedOnly, "not the sides apart"),
        (4, 4, 3, Foretold::CombinedAndSides, "will see each side"),
        (9, 2, 5, Foretold::CombinedOnly, "not the sides apart"),
        (2, 2, 5, Foretold::Nothing, "nothing can be shown"),
        (7, 0, 5, Foretold::CombinedAnd(Part::It), "from one side"),
    ] {
        let plan =
            Plan { rule: Rule::Anonymous(Threshold::new(k).unwrap()), ..plan(it, business, 4, Form::Full) };
        assert_eq!(plan.foretold(plan.rule), foretold, "{it} + {business} at {k}");
        let section = agenda(&kit, &plan).sections.into_iter().find(|section| section.id == "seen").unwrap();
        let first = Document { sections: vec![section], ..Document::default() };
        assert!(text(&first).lines().nth(1).unwrap().contains(said), "{said}: {}", text(&first));
    }
}

proptest! {
    #[test]
    fn any_plan_makes_an_agenda_whose_every_sentence_is_there(it in 0u16..=MOST_PEOPLE, business in 0u16..=MOST_PEOPLE, people in proptest::option::of(1u16..=MOST_PEOPLE), devices in 0u16..=MOST_PEOPLE, short: bool, k in 3u32..=999, start in proptest::option::of(0u16..1440)) {
        let Ok(heads) = Heads::new(people, Some(it), Some(business)) else { return Ok(()) };
        let plan = Plan {
            heads, devices, form: if short { Form::Short } else { Form::Full }, rule: Rule::Anonymous(Threshold::new(k).unwrap()),
            start: start.and_then(|at| ClockTime::parse(&format!("{:02}:{:02}", at / 60, at % 60))), date: "2026-12-03".into(),
        };
        assert_finished(&agenda(&real(), &plan));
    }
}

/// No text is a key that the catalogue lacks, or has a place that nothing was put into.
fn assert_finished(document: &Document) {
    for text in document.texts() {
        assert!(!text.contains("kit.") && !text.contains(['{', '}']), "{text}");
    }
    assert!(!markdown(document).is_empty() && !document.title.is_empty() && !document.words.page.is_empty());
}

#[test]
fn the_agenda_says_what_the_room_will_see_and_how_long_it_takes() {
    let kit = real();
    let mut twelve = plan(6, 6, 4, Form::Short);
    twelve.start = ClockTime::parse("09:00");
    let shown = text(&agenda(&kit, &twelve));
    let open = text(&agenda(&kit, &Plan { rule: Rule::Open, ..plan(2, 2, 1, Form::Short) }));
    assert!(
        open.contains("an open workshop")
            && open.contains("all answers are shown")
            && !open.contains("a threshold of"),
        "{open}"
    );
    for said in [
        "the room will see each side",
        "127 minutes in all",
        "11:07",
        "3 waves",
        "at least 5 people",
        "09:37",
    ] {
        assert!(shown.contains(said), "{said}: {shown}");
    }
    assert!(!shown.contains("proposes a threshold"), "twelve are not few");
    let eight = plan(4, 4, 1, Form::Full);
    let shown = text(&agenda(&kit, &eight));
    assert!(eight.collecting(&kit.content.pack) > LONG_COLLECTING);
    for said in [
        "not the sides apart",
        "proposes a threshold of 3",
        "Collecting takes 64 minutes with one device",
        "need 3 devices",
    ] {
        assert!(shown.contains(said), "{said}: {shown}");
    }
    let shown = text(&agenda(&kit, &plan(5, 5, 0, Form::Full)));
    for said in ["10 paper forms", "face down", "21 minutes are allowed"] {
        assert!(shown.contains(said), "{said}: {shown}");
    }
    let assumed = Plan { heads: Heads::new(Some(9), None, None).unwrap(), ..eight };
    assert!(text(&agenda(&kit, &assumed)).contains("half and half is assumed"));
}

#[test]
fn every_group_of_the_pack_has_its_prompts_and_none_is_left_over() {
    let pack = sample::real();
    let faults = |change: &dyn Fn(&mut Value)| {
        let mut value: Value = serde_json::from_str(PROMPTS).unwrap();
        change(&mut value);
        match Prompts::from_json(&sample::own(&value), pack) {
            Ok(_) => String::new(),
            Err(faults) => faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"),
        }
    };
    assert_eq!(faults(&|_| {}), "");
    for (change, named) in [
        (
            &(|v: &mut Value| drop(v["groups"].as_object_mut().unwrap().remove("A2.L3.PRIO")))
                as &dyn Fn(&mut Value),
            "groups.A2.L3.PRIO: the group has no prompts",
        ),
        (&|v| v["groups"]["A2.L6.GOAL"] = json!({}), "groups.A2.L6.GOAL: the pack holds no group"),
        (&|v| v["groups"]["A2.L1.GOAL"]["questions"] = json!(["Why?", " "]), "groups.A2.L1.GOAL.questions: "),
        (&|v| v["groups"]["A2.L1.GOAL"]["evidence"] = json!([]), "groups.A2.L1.GOAL.evidence: "),
        (&|v| v["groups"]["A2.L1.GOAL"]["theme"] = json!(7), "groups.A2.L1.GOAL.theme: "),
        (&|v| v["version"] = json!("2.0.0"), "version: must be the pack's version 1.0.0"),
        (&|v| v["format"] = json!("pomscope-wording"), "format: these are no prompts"),
    ] {
        let found = faults(change);
        assert!(found.starts_with(named) && found.lines().count() == 1, "{named}: {found}");
    }
    let sheet = text(&prompts(&real()));
    let value: Value = serde_json::from_str(PROMPTS).unwrap();
    for group in value["groups"].as_object().unwrap().values() {
        for said in group["questions"].as_array().unwrap().iter().chain(group["evidence"].as_array().unwrap())
        {
            assert!(sheet.contains(said.as_str().unwrap()), "{said}");
        }
    }
}

#[test]
fn a_slide_is_a_section_on_a_page_of_its_own_and_there_is_one_for_each_group() {
    let kit = real();
    let slides = slides(&kit);
    assert_eq!(slides.pages, Pages::Slides);
    assert!(slides.sections.iter().all(|section| section.start == Start::NewPage));
    let ids: Vec<&str> = slides.sections.iter().map(|section| section.id.as_str()).collect();
    for group in &kit.content.pack.groups {
        let id = group.id.as_str().to_lowercase().replace('.', "-");
        assert_eq!(ids.iter().filter(|other| **other == id).count(), 1, "{id}");
    }
    assert_eq!(ids[..5], ["today", "count", "answer", "a2-l1-goal", "a2-l1-prio"]);
}

/// The rows of a form: number, item id, the letters over its boxes.
fn rows(form: &Document) -> Vec<(String, String, Vec<String>)> {
    let mut rows = Vec::new();
    for table in form.tables().filter(|table| table.columns.len() > 2) {
        for row in &table.rows {
            let (statement, id) = row.cells[1].split_once('\n').unwrap();
            assert!(!statement.is_empty());
            let boxes = table.columns.iter().zip(&row.cells).skip(2).filter(|(_, cell)| *cell == BOX);
            let letters = boxes.map(|(column, _)| column.title.clone()).collect();
            rows.push((row.cells[0].clone(), id.to_owned(), letters));
        }
    }
    rows
}

#[test]
fn every_statement_stands_once_on_the_full_form_with_a_box_for_each_rating_that_it_offers() {
    let kit = real();
    let form = paper_form(&kit, None, Form::Full);
    assert_eq!(form.pages, Pages::Form);
    let rows = rows(&form);
    assert_eq!(rows.len(), kit.content.pack.asked.len());
    for (_, id, letters) in &rows {
        let item = kit.content.pack.asked.iter().find(|item| item.id.as_str() == id).unwrap();
        let allowed = Rating::ALL.into_iter().filter(|rating| rating.allowed(item)).count();
        assert_eq!(letters.len(), allowed, "{id}");
        assert_eq!(letters.contains(&"B".to_owned()), Rating::Beyond.allowed(item), "{id}");
        assert_eq!(letters.contains(&"N/A".to_owned()), Rating::NotApplicable.allowed(item), "{id}");
    }
    let numbers: Vec<&str> = rows.iter().map(|row| row.0.as_str()).collect();
    assert_eq!(numbers[..8], ["A1", "A2", "A3", "A4", "A5", "A6", "A7", "B1"]);
    assert_eq!(rows[7].1, "A2.L2.GOAL.P1");
    assert_eq!(numbers.last(), Some(&"D10"));
}

#[test]
fn the_short_form_asks_the_practices_and_the_sides_form_names_its_side() {
    let kit = real();
    let rows = rows(&paper_form(&kit, Some(Side::It), Form::Short));
    assert_eq!(rows.len(), 15);
    for (_, id, _) in &rows {
        let item = kit.content.pack.asked.iter().find(|item| item.id.as_str() == id).unwrap();
        assert!(item.kind == Kind::Practice && !item.descriptive, "{id}");
    }
    let side = |side| paper_form(&kit, side, Form::Full).cover.facts[0].value.clone();
    assert_eq!(side(Some(Side::It)), "IT");
    assert_eq!(side(None).matches(BOX).count(), 2);
}

#[test]
fn no_form_asks_for_a_name() {
    let kit = real();
    for form in Form::ALL {
        let document = paper_form(&kit, None, form);
        let terms: Vec<&str> = document.cover.facts.iter().map(|fact| fact.term.as_str()).collect();
        assert_eq!(terms, ["Your side", "Number, written in when it is typed in"]);
    }
}

#[test]
fn the_letters_over_the_boxes_differ_on_every_scale() {
    let texts = texts(KIT);
    for scale in ["extent", "build", "describes", "met"] {
        let mut letters: Vec<String> = ["not", "partly", "largely", "fully"]
            .iter()
            .map(|rating| texts.get(&format!("kit.letter.{scale}.{rating}")).to_owned())
            .chain(
                ["beyond", "unknown", "na"]
                    .map(|rating| texts.get(&format!("kit.letter.{rating}")).to_owned()),
            )
            .collect();
        letters.sort();
        letters.dedup();
        assert_eq!(letters.len(), 7, "{scale}: {letters:?}");
    }
}

#[test]
fn any_pack_has_a_kit() {
    for (threads, levels, descriptive, practices, outcomes) in [
        (1, 2, false, 1, 0),
        (3, 5, true, 1, 1),
        (2, 6, true, 3, 2),
        (30, 3, false, 2, 1),
        (4, 4, true, 0, 2),
    ] {
        let kit = plain(threads, levels, descriptive, practices, outcomes);
        let pack: &Pack = &kit.content.pack;
        for form in Form::ALL {
            let paper = paper_form(&kit, None, form);
            let rows = rows(&paper);
            assert_eq!(u32::try_from(rows.len()).unwrap(), form.statements(pack));
            let mut numbers: Vec<&String> = rows.iter().map(|row| &row.0).collect();
            numbers.sort();
            numbers.dedup();
            assert_eq!(numbers.len(), rows.len(), "a number stands twice");
            assert_finished(&paper);
            assert_finished(&agenda(&kit, &plan(6, 6, 2, form)));
        }
        let (slides, sheet) = (slides(&kit), prompts(&kit));
        assert_eq!(slides.sections.len(), pack.groups.len() + 4);
        for document in [&slides, &sheet] {
            assert_finished(document);
            for group in &pack.groups {
                assert!(text(document).contains(&kit.content.wording.group(&group.id).title));
            }
        }
        // Without prompts of its own, what a statement would look like is the evidence.
        let item = &pack.asked[0].id;
        assert!(text(&sheet).contains(&kit.content.wording.item(item).help));
    }
}
