//! The tellings as documents: sound for any answers, and by example what the adviser and the board are told.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod sample;

use std::collections::BTreeSet;

use pomscope_core::answers::{Answer, Assessment, Choice, PlanEntry, Rating, Side};
use pomscope_core::content::Content;
use pomscope_core::json;
use pomscope_core::method::{Band, score};
use pomscope_core::pack::ItemId;
use pomscope_core::report::document::{Block, Document, Section};
use pomscope_core::report::drawing::Mark;
use pomscope_core::report::{Telling, tell};
use proptest::prelude::*;
use sample::{all, all_but, empty, rate};

const INTERFACE: &str = include_str!("../../../content/interface/en.json");
const TODAY: &str = "2026-11-22";

fn content() -> Content {
    let part = |text: &str| json::parse(text).unwrap();
    Content::from_parts(&part(INTERFACE), &part(sample::PACK), &part(sample::WORDING)).unwrap()
}

fn told(assessment: &Assessment, telling: Telling) -> Document {
    tell(&content(), assessment, TODAY, telling).unwrap()
}

fn of<'a>(document: &'a Document, id: &str) -> &'a Section {
    document.sections.iter().find(|section| section.id == id).expect("no such section")
}

/// What stands in a section, as one text.
fn text_of(document: &Document, id: &str) -> String {
    Document { sections: vec![of(document, id).clone()], ..Document::default() }.texts().join("\n")
}

fn assert_sound(document: &Document) {
    let ids: Vec<&str> = document.sections.iter().map(|section| section.id.as_str()).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{ids:?}");
    assert!(ids.iter().all(|id| id.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')), "{ids:?}");
    for section in &document.sections {
        assert!(!section.title.is_empty());
        for block in &section.blocks {
            match block {
                Block::Table(table) => {
                    assert!(!table.caption.is_empty() && !table.rows.is_empty());
                    assert!(table.rows.iter().all(|row| row.cells.len() == table.columns.len()));
                }
                Block::Figure(figure) => {
                    assert!(!figure.alternative.is_empty() && !figure.caption.is_empty(), "{}", figure.id);
                    let drawing = &figure.drawing;
                    let within = |x: f64, y: f64| {
                        (-0.5..=drawing.width + 0.5).contains(&x)
                            && (-0.5..=drawing.height + 0.5).contains(&y)
                    };
                    for mark in &drawing.marks {
                        let held = match mark {
                            Mark::Rect { x, y, width, height, .. } => {
                                *width >= 0.0
                                    && *height >= 0.0
                                    && within(*x, *y)
                                    && within(x + width, y + height)
                            }
                            Mark::Line { from, to, .. } => within(from.0, from.1) && within(to.0, to.1),
                            Mark::Dot { at, .. } | Mark::Text { at, .. } => within(at.0, at.1),
                        };
                        assert!(held, "{} draws outside itself: {mark:?}", figure.id);
                    }
                }
                Block::List(list) => assert!(!list.items.is_empty()),
                Block::Heading(text) => assert!(!text.is_empty()),
                Block::Paragraph(text) => assert!(!(text.text.is_empty() && text.strong.is_empty())),
                Block::Facts(facts) => assert!(!facts.is_empty()),
            }
        }
    }
    for text in document.texts() {
        assert!(!text.contains('{'), "a place was not filled: {text}");
    }
}

#[test]
fn the_board_is_asked_for_three_decisions_taken_steps_first() {
    let content = content();
    let mut assessment = all(&content.pack, Rating::Not);
    let document = told(&assessment, Telling::Board);
    let Some(Block::List(list)) = of(&document, "decisions").blocks.last() else { panic!() };
    assert_eq!(list.items.len(), 3);
    let taken = PlanEntry {
        choice: Some(Choice::Taken),
        owner: "Head of IT".into(),
        due: "2027-03-31".into(),
        ..PlanEntry::default()
    };
    assessment.plan.insert("A2.L2.ROLE.P1".into(), taken);
    let left = PlanEntry { choice: Some(Choice::Left), ..PlanEntry::default() };
    assessment.plan.insert("A2.L2.GOAL.P1".into(), left);
    let document = told(&assessment, Telling::Board);
    let Some(Block::List(list)) = of(&document, "decisions").blocks.last() else { panic!() };
    let step = |id: &str| content.wording.item(&ItemId::from(id)).step;
    assert_eq!(list.items[0].strong, step("A2.L2.ROLE.P1"));
    assert!(
        list.items[0].lines.iter().any(|line| line.contains("Head of IT") && line.contains("31 March 2027"))
    );
    assert!(
        list.items.iter().all(|item| item.strong != step("A2.L2.GOAL.P1")),
        "a step left out is not asked for"
    );
}

#[test]
fn the_board_is_asked_to_know_more_where_nothing_is_known() {
    let document = told(&empty(sample::real()), Telling::Board);
    let text = text_of(&document, "decisions");
    assert!(text.contains("Have it found out"), "{text}");
}

#[test]
fn the_adviser_is_told_each_kind_of_finding_with_its_three_prompts() {
    let pack = sample::real();
    let find = |assessment: &Assessment| text_of(&told(assessment, Telling::Adviser), "findings");
    let ritual = all_but(pack, Rating::Fully, &[("A2.L2.GOAL.O1", Some(Rating::Not))]);
    let text = find(&ritual);
    assert!(text.contains("Goals, level 2: done, with little effect"), "{text}");
    let luck = all_but(pack, Rating::Fully, &[("A2.L5.ROLE.P1", Some(Rating::Not))]);
    assert!(find(&luck).contains("Responsibility, level 5: an effect with little behind it"));
    let loose = all_but(
        pack,
        Rating::Not,
        &[("A2.L4.PRIO.P1", Some(Rating::Fully)), ("A2.L4.PRIO.O1", Some(Rating::Fully))],
    );
    assert!(find(&loose).contains("missing below what stands above it"));
    let outgrown = all_but(pack, Rating::Fully, &[("A2.L2.PRIO.O1", Some(Rating::Not))]);
    assert!(find(&outgrown).contains("low, or outgrown?"));
    let mut torn = all(pack, Rating::Fully);
    for item in pack.asked.iter().filter(|item| item.descriptive) {
        rate(&mut torn, item.id.as_str(), Rating::Fully);
    }
    assert!(find(&torn).contains("Two pictures of Goals at once"));
    let calm = all(pack, Rating::Fully);
    assert!(find(&calm).contains("Nothing in these answers stands out"));
    for assessment in [&ritual, &luck, &loose, &outgrown, &torn] {
        let text = find(assessment);
        let times = |word: &str| text.matches(word).count();
        assert!(times("Where the sides may differ:") > 0);
        assert_eq!(times("Where the sides may differ:"), times("Ask next:"));
        assert_eq!(times("Evidence:"), times("Ask next:"));
    }
}

#[test]
fn evidence_is_counted_over_what_is_claimed() {
    let pack = sample::real();
    let mut assessment = all(pack, Rating::Partly);
    for (id, evidence) in
        [("A2.L2.GOAL.P1", "the goals of 2026"), ("A2.L2.GOAL.O1", " "), ("A2.L2.PRIO.P1", "")]
    {
        let answer = Answer { rating: Some(Rating::Largely), evidence: evidence.into(), ..Answer::default() };
        assessment.answers.insert(ItemId::from(id), answer);
    }
    let text = text_of(&told(&assessment, Telling::Adviser), "evidence");
    assert!(text.contains("1 of 3 answers that claim something"), "{text}");
    assert!(text.contains("Goals, level 2\n2\n1\n"), "{text}");
    assert!(text.contains("Prioritization, level 2\n1\n0\n"), "{text}");
}

#[test]
fn the_other_side_is_given_what_it_would_know() {
    let pack = sample::real();
    let mut assessment = all(pack, Rating::Fully);
    for (side, kind) in [(Some(Side::It), 'O'), (Some(Side::Business), 'P'), (None, 'O')] {
        assessment.side = side;
        let document = told(&assessment, Telling::Adviser);
        let section = document.sections.iter().find(|section| section.id == "sides").unwrap();
        let Some(Block::Table(table)) = section.blocks.last() else { panic!("no table") };
        assert_eq!(table.rows.len(), 5);
        let content = content();
        for row in &table.rows {
            let item =
                pack.asked.iter().find(|item| content.wording.item(&item.id).text == row.cells[0]).unwrap();
            assert!(item.id.as_str().rsplit('.').next().unwrap().starts_with(kind), "{}", item.id);
        }
    }
}

#[test]
fn the_open_statement_that_moves_most_comes_first() {
    let pack = sample::real();
    let open = [("A2.L2.ROLE.P1", Some(Rating::Unknown)), ("A2.L5.PRIO.O1", None)];
    let assessment = all_but(pack, Rating::Largely, &open);
    let document = told(&assessment, Telling::Adviser);
    let section = document.sections.iter().find(|section| section.id == "open").unwrap();
    let Some(Block::Table(table)) = section.blocks.last() else { panic!("no table") };
    assert_eq!(table.rows[0].cells[1], "Responsibility, level 2");
    assert_eq!(table.rows[1].cells[1], "Prioritization, level 5");
    let with = |rating: Rating| {
        let mut then = assessment.clone();
        rate(&mut then, "A2.L2.ROLE.P1", rating);
        score(pack, &then).unwrap().overall.score
    };
    let moved = with(Rating::Fully) - with(Rating::Not);
    assert_eq!(table.rows[0].cells[3], format!("{moved:.2}"));
}

#[test]
fn practice_and_outcome_stand_beside_each_other_as_scored() {
    let content = content();
    let assessment = all_but(&content.pack, Rating::Largely, &[("A2.L3.GOAL.P1", Some(Rating::Fully))]);
    let document = told(&assessment, Telling::Client);
    let section = document.sections.iter().find(|section| section.id == "practice-and-outcome").unwrap();
    let Some(Block::Table(table)) = section.blocks.last() else { panic!("no table") };
    let scored = score(&content.pack, &assessment).unwrap();
    let levels: Vec<_> = scored.threads.iter().flat_map(|thread| &thread.levels).collect();
    assert_eq!(table.rows.len(), levels.len());
    for (row, level) in table.rows.iter().zip(levels) {
        assert_eq!(row.cells[1], content.texts.percent(level.cell.facets.practice.unwrap()));
        assert_eq!(row.cells[2], content.texts.percent(level.cell.facets.outcome.unwrap()));
        assert!(level.band >= Some(Band::L));
    }
}

fn ratings() -> impl Strategy<Value = Vec<Option<Rating>>> {
    let rating = prop_oneof![
        Just(None),
        Just(Some(Rating::Not)),
        Just(Some(Rating::Partly)),
        Just(Some(Rating::Largely)),
        Just(Some(Rating::Fully)),
        Just(Some(Rating::Beyond)),
        Just(Some(Rating::Unknown)),
        Just(Some(Rating::NotApplicable)),
    ];
    proptest::collection::vec(rating, sample::real().asked.len())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(100) })]

    #[test]
    fn any_answers_make_sound_documents(ratings in ratings(), side in 0usize..4) {
        let content = content();
        let mut assessment = empty(&content.pack);
        assessment.side = [None, Some(Side::It), Some(Side::Business), Some(Side::Both)][side];
        for (item, rating) in content.pack.asked.iter().zip(ratings) {
            if let Some(rating) = rating.filter(|rating| rating.allowed(item)) {
                rate(&mut assessment, item.id.as_str(), rating);
            }
        }
        if score(&content.pack, &assessment).is_ok() {
            for telling in Telling::ALL {
                assert_sound(&tell(&content, &assessment, TODAY, telling).unwrap());
            }
        }
    }
}
