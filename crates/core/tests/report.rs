//! The report against the score: every number shown is the score's, rounded; and no case leaves a sentence empty, a place unfilled or a key untold.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use pomscope_core::answers::{Answer, Assessment, MetricAnswer, MetricStatus, Rating, Side};
use pomscope_core::content::Content;
use pomscope_core::json;
use pomscope_core::method::{LevelStatus, Score, score};
use pomscope_core::pack::{ItemId, MetricId, ThreadId};
use pomscope_core::plan::target;
use pomscope_core::report::{Explanation, Report, explain, plain, report};
use pomscope_core::state::Subject;
use proptest::prelude::*;

const TODAY: &str = "2026-11-22";

fn content() -> Content {
    let read = |text: &str| json::parse(text).unwrap();
    Content::from_parts(
        &read(include_str!("../../../content/interface/en.json")),
        &read(include_str!("../../../content/packs/relationship-management-methodology/pack.json")),
        &read(include_str!("../../../content/packs/relationship-management-methodology/en.json")),
    )
    .unwrap()
}

fn blank(content: &Content) -> Assessment {
    Assessment::new("report00".into(), &content.pack, "2026-11-20T10:00:00.000Z".into())
}

fn rate(assessment: &mut Assessment, id: &str, rating: Rating) {
    assessment.answers.insert(ItemId::from(id), Answer { rating: Some(rating), ..Answer::default() });
}

/// Every asked item whose id starts so, rated alike where it offers the rating.
fn rate_all(content: &Content, assessment: &mut Assessment, start: &str, rating: Rating) {
    for item in
        content.pack.asked.iter().filter(|item| item.id.as_str().starts_with(start) && rating.allowed(item))
    {
        rate(assessment, item.id.as_str(), rating);
    }
}

fn scored(content: &Content, assessment: &mut Assessment, rating: Rating) {
    for level in 2..=5 {
        rate_all(content, assessment, &format!("A2.L{level}"), rating);
    }
}

fn full(content: &Content) -> Assessment {
    let mut assessment = blank(content);
    scored(content, &mut assessment, Rating::Fully);
    assessment
}

fn made(content: &Content, assessment: &Assessment) -> Report {
    report(content, assessment, TODAY).unwrap()
}

/// The text of everything in a report or an explanation, as Rust prints it.
fn assert_told(shown: &str) {
    for (at, _) in shown.match_indices('{') {
        let inside: String = shown[at + 1..].chars().take_while(|c| c.is_ascii_alphanumeric()).collect();
        let next = shown[at + 1 + inside.len()..].chars().next();
        assert!(inside.is_empty() || next != Some('}'), "{{{inside}}} was left unfilled");
    }
    let areas = [
        "report",
        "result",
        "derive",
        "confidence",
        "rating",
        "kind",
        "side",
        "number",
        "assessment",
        "list",
        "date",
        "month",
    ];
    for text in shown.split('"') {
        let key = text.split('.').next().unwrap_or_default();
        let raw = areas.contains(&key) && text.contains('.') && !text.contains(' ');
        assert!(!raw, "the catalogue does not hold {text}");
    }
}

fn explanations(content: &Content, assessment: &Assessment) -> Vec<Explanation> {
    let mut subjects = vec![Subject::Block];
    for thread in &content.pack.threads {
        subjects.push(Subject::Thread(thread.clone()));
        subjects
            .extend(content.pack.scored_levels().map(|level| Subject::Level(thread.clone(), level.number)));
    }
    subjects.iter().map(|subject| explain(content, assessment, subject).unwrap()).collect()
}

/// Walks the report beside the score and holds every number against it.
fn assert_agrees(content: &Content, assessment: &Assessment, report: &Report, score: &Score) {
    let texts = &content.texts;
    let base = f64::from(content.pack.base());
    let span = f64::from(content.pack.top()) - base;
    let overall = &score.overall;
    let near = |a: f64, b: f64| assert!((a - b).abs() < 1e-9, "{a} is not {b}");
    let at = |level: f64| (level - base) / span * 100.0;

    let head = &report.headline;
    assert_eq!(head.score, texts.score(overall.score));
    assert_eq!((&head.low, &head.high), (&texts.score(overall.low), &texts.score(overall.high)));
    near(head.gauge.at, at(overall.score));
    near(head.gauge.low, at(overall.low));
    near(head.gauge.high, at(overall.high));
    assert!(head.attained.contains(&overall.attained.to_string()));
    let valued: usize = score.threads.iter().map(|thread| thread.valued).sum();
    let applicable: usize = score.threads.iter().map(|thread| thread.applicable).sum();
    let facts: Vec<&str> = head.facts.iter().map(|fact| fact.value.as_str()).collect();
    assert_eq!(facts[0], format!("{} of 5", texts.score(overall.score)));
    assert_eq!(facts[1], format!("{} to {}", texts.score(overall.low), texts.score(overall.high)));
    assert_eq!(facts[2], format!("{} {}", overall.attained, content.wording.level_name(overall.attained)));
    assert_eq!(facts[3], overall.confidence.as_str());
    assert_eq!(facts[4], format!("{valued} of {applicable}"));
    assert_eq!(head.reasons.len(), overall.reasons.len());
    let held: Vec<&ThreadId> = overall.held_back_by.iter().collect();
    let named: Vec<String> = head.held_back.iter().map(|pieces| plain(pieces)).collect();
    assert!(held.iter().all(|id| named.iter().any(|text| text.contains(content.wording.thread_name(id)))));
    assert_eq!(head.tag.is_some(), overall.provisional);
    let provisional = head.provisional.as_ref();
    assert_eq!(provisional.is_some(), overall.provisional);
    assert!(
        provisional.is_none_or(|provisional| !provisional.missing.is_empty()),
        "provisional, and nothing is missing"
    );

    let mut table = report.stairs.table.rows.iter();
    for (thread, row) in score.threads.iter().zip(&report.stairs.rows) {
        assert_eq!(row.score, texts.score(thread.score));
        let mut sum = 0.0;
        let mut product = 1.0;
        for (level, cell) in thread.levels.iter().zip(&row.cells) {
            let dropped = level.cell.status == LevelStatus::Dropped;
            if !dropped {
                product *= level.cell.achievement;
                near(cell.carried.unwrap(), product * 100.0);
                sum += cell.carried.unwrap() / 100.0;
            }
            assert_eq!(cell.carried.is_none(), dropped);
            assert_eq!(cell.in_place.is_some(), level.band.is_some());
            assert!(!cell.spoken.is_empty());
            let cells = &table.next().unwrap().cells;
            if let Some(band) = level.band {
                near(cell.in_place.unwrap(), level.cell.achievement * 100.0);
                assert_eq!(cells[3], texts.percent(level.cell.achievement));
                let facet = |value: Option<f64>| value.map_or("–".to_owned(), |value| texts.percent(value));
                assert_eq!(cells[1], facet(level.cell.facets.practice));
                assert_eq!(cells[2], facet(level.cell.facets.outcome));
                assert!(cells[5].starts_with(band.letter()));
                assert_eq!(cell.letter, band.letter());
            }
            if !dropped {
                assert_eq!(cells[4], texts.percent(product));
            }
        }
        near(sum, thread.score - base);
    }
    assert_eq!(table.next(), None);

    for ((thread, row), cells) in score.threads.iter().zip(&report.wanted.rows).zip(&report.wanted.table.rows)
    {
        let goal = target(&content.pack, assessment, thread);
        near(row.now, at(thread.score));
        near(row.aim, at(goal.level));
        assert!(row.text.starts_with(&texts.score(thread.score)));
        assert_eq!(cells.cells[1], texts.score(thread.score));
        assert_eq!(cells.cells[3], texts.score(goal.level - thread.score));
        assert_eq!(row.assumed, goal.assumed);
        assert_eq!(cells.cells[2].contains("assumed"), goal.assumed);
    }

    let numbers = &report.method.numbers.rows;
    for (at, thread) in score.threads.iter().enumerate() {
        let column: Vec<&str> = numbers.iter().map(|row| row.cells[at + 1].as_str()).collect();
        let residue = thread.residue.map_or("–".to_owned(), |residue| texts.percent(residue));
        assert_eq!(
            column,
            [
                texts.score(thread.score),
                texts.score(thread.low),
                texts.score(thread.high),
                thread.attained.to_string(),
                texts.score(thread.ungated),
                texts.score(thread.unsupported),
                thread.ceiling.to_string(),
                format!("{} of {}", thread.valued, thread.applicable),
                residue.clone(),
            ]
        );
        let left = &report.residue.table.rows[at].cells[1];
        assert!(thread.residue.is_none() || *left == residue);
    }
    let block: Vec<&str> = numbers.iter().map(|row| row.cells.last().unwrap().as_str()).collect();
    assert_eq!(
        block[..8],
        [
            texts.score(overall.score),
            texts.score(overall.low),
            texts.score(overall.high),
            overall.attained.to_string(),
            texts.score(overall.ungated),
            texts.score(overall.unsupported),
            texts.score(overall.ceiling),
            format!("{valued} of {applicable}"),
        ]
    );

    assert_eq!(report.sentences.len(), 3);
    assert!(
        report.sentences.iter().all(|sentence| !sentence.text.trim().is_empty() && !sentence.over.is_empty())
    );
    let columns = [
        &report.stairs.table,
        &report.wanted.table,
        &report.residue.table,
        &report.counts.table,
        &report.method.numbers,
    ];
    for table in columns {
        assert!(table.rows.iter().all(|row| row.cells.len() == table.columns.len()));
        assert!(!table.caption.is_empty() && table.columns.iter().all(|column| !column.title.is_empty()));
    }
    let statements: usize =
        report.answers.threads.iter().flat_map(|thread| &thread.tables).map(|table| table.rows.len()).sum();
    assert_eq!(statements, 37);
}

fn assert_sound(content: &Content, assessment: &Assessment) -> Report {
    let report = made(content, assessment);
    assert_agrees(content, assessment, &report, &score(&content.pack, assessment).unwrap());
    assert_told(&format!("{report:?}"));
    for explanation in explanations(content, assessment) {
        assert_told(&format!("{explanation:?}"));
        assert!(
            !explanation.parts.is_empty()
                && explanation.parts.iter().all(|part| !part.line.result.is_empty())
        );
    }
    report
}

#[test]
fn an_empty_assessment_has_a_report_that_says_so() {
    let content = content();
    let report = assert_sound(&content, &blank(&content));
    assert_eq!(report.headline.score, "1.0");
    assert_eq!(report.headline.attained, "Level 1 so far.");
    assert!(report.headline.provisional.is_some());
    assert_eq!(report.sentences[0].text, "That cannot be said yet: no statement has an answer that counts.");
    assert!(report.next.steps.is_empty());
    assert!(report.next.clarify.is_some());
    assert!(report.strengths.rows.is_empty());
    assert!(
        report.answers.threads[0]
            .tables
            .iter()
            .flat_map(|table| &table.rows)
            .all(|row| row.answer == "Not answered")
    );
}

#[test]
fn everything_in_place_leaves_nothing_to_hold_back() {
    let content = content();
    let report = assert_sound(&content, &full(&content));
    assert_eq!(
        (report.headline.score.as_str(), report.headline.attained.as_str()),
        ("5.0", "Level 5 attained.")
    );
    assert!(report.headline.held_back.is_empty());
    assert_eq!(report.headline.remarks, ["That is the highest level."]);
    assert!(
        report.sentences[0]
            .text
            .starts_with("You are at level 5, the highest. The relationship is a shared task")
    );
    assert_eq!(report.sentences[1].text, "Nothing in this assessment holds you back.");
    assert!(report.sentences[2].text.starts_with("You have reached the levels you want."));
    assert_eq!(report.strengths.rows.len(), 12);
    assert!(report.next.steps.is_empty() && report.next.clarify.is_none());
}

#[test]
fn the_thread_that_holds_back_is_named_and_can_be_opened() {
    let content = content();
    let mut assessment = full(&content);
    for level in 3..=5 {
        rate_all(&content, &mut assessment, &format!("A2.L{level}.PRIO"), Rating::Not);
    }
    let report = assert_sound(&content, &assessment);
    assert_eq!(plain(&report.headline.held_back[0]), "Level 3 is held back by Prioritization.");
    assert!(
        format!("{:?}", report.headline.held_back).contains("Thread(ThreadId(\"PRIO\"), \"Prioritization\")")
    );
    assert_eq!(report.sentences[1].text, content.wording.group(&"A2.L3.PRIO".into()).lack);
    assert_eq!(report.sentences[2].text, content.wording.item(&ItemId::from("A2.L3.PRIO.P1")).step);
    assert!(report.next.steps[0].lift.starts_with('+') && report.next.steps[0].lift.ends_with("levels"));
}

#[test]
fn several_threads_at_the_same_level_are_all_named() {
    let content = content();
    let mut assessment = full(&content);
    scored(&content, &mut assessment, Rating::Largely);
    let report = assert_sound(&content, &assessment);
    assert_eq!(report.headline.attained, "Level 2 attained.");
    assert_eq!(
        plain(&report.headline.held_back[0]),
        "Level 3 is held back by Goals, Prioritization and Responsibility."
    );
    assert!(
        report.sentences[1].text.contains("is largely in place, but not fully, and level 3 builds on it.")
    );
    assert!(report.sentences[1].text.ends_with("are held back too."));
    assert_eq!(report.strengths.rows.len(), 1);
    assert_eq!(report.strengths.heading.intro, "No level is fully in place yet. This one comes closest.");
}

#[test]
fn a_level_left_out_is_named_with_the_highest_score_possible() {
    let content = content();
    let mut assessment = full(&content);
    rate_all(&content, &mut assessment, "A2.L3.ROLE", Rating::NotApplicable);
    rate_all(&content, &mut assessment, "A2.L4.ROLE", Rating::NotApplicable);
    let report = assert_sound(&content, &assessment);
    assert!(report.headline.remarks.contains(
        &"Left out, as nothing there applies: Responsibility, levels 3 and 4. The highest score possible is therefore 4.3.".to_owned()
    ));
    let cell = &report.stairs.rows[2].cells[1];
    assert_eq!((cell.letter.as_str(), cell.carried, cell.in_place), ("–", None, None));
    rate_all(&content, &mut assessment, "A2.L5", Rating::NotApplicable);
    let report = assert_sound(&content, &assessment);
    assert!(report.headline.remarks[0].starts_with("The levels above it do not apply"));
}

#[test]
fn what_is_open_stands_in_the_band_the_provisional_notice_and_the_remarks() {
    let content = content();
    let mut assessment = blank(&content);
    for thread in ["GOAL", "PRIO", "ROLE"] {
        rate_all(&content, &mut assessment, &format!("A2.L2.{thread}"), Rating::Fully);
    }
    rate(&mut assessment, "A2.L3.PRIO.P1", Rating::Unknown);
    let report = assert_sound(&content, &assessment);
    assert!(
        report.headline.range.contains("21 statements are not answered and 1 answer is “Don't know”"),
        "{}",
        report.headline.range
    );
    let provisional = report.headline.provisional.unwrap();
    assert_eq!(provisional.text.split(' ').next(), Some("6"));
    let first = &provisional.missing[0];
    assert_eq!(first.text, "Goals: 2 of 8 statements have an answer that counts; 6 are needed.");
    assert!(
        provisional
            .missing
            .iter()
            .any(|missing| missing.text == "Goals, levels 3, 4 and 5: no practice has an answer that counts.")
    );
    assert!(
        report
            .headline
            .remarks
            .iter()
            .any(|text| text.starts_with("Not known yet: Goals, levels 3, 4 and 5"))
    );
    let open = report.next.clarify.unwrap();
    assert!(open.rows.iter().any(|row| row.about == "Prioritization, level 3: Don't know"));
    assert!(open.rows.iter().any(|row| row.about == "Goals, level 3: Not answered"));
}

#[test]
fn the_passing_state_of_method_section_6_shows_what_beyond_would_give() {
    let content = content();
    let mut assessment = full(&content);
    rate(&mut assessment, "A2.L2.PRIO.O1", Rating::Not);
    let report = assert_sound(&content, &assessment);
    let look = report.looks.rows.iter().find(|look| look.title == "Left open.").unwrap();
    assert!(
        look.text.contains("“We have moved beyond this” would give score 5.0, level 5."),
        "{}",
        look.text
    );
    assert_eq!(look.screen, 7);
    assert_eq!(
        (report.headline.score.as_str(), report.headline.attained.as_str()),
        ("4.6", "Level 2 attained.")
    );
    assert!(report.looks.rows.iter().any(|look| look.title == "Done, not yet effective."));
    assessment.kept_as_said.insert(ItemId::from("A2.L2.PRIO.O1"), ());
    assert!(
        assert_sound(&content, &assessment).looks.rows.iter().any(|look| look.title == "Kept as you said.")
    );
}

#[test]
fn contradictions_and_loose_levels_lead_to_their_screens() {
    let content = content();
    let mut assessment = full(&content);
    rate_all(&content, &mut assessment, "A2.L1.GOAL", Rating::Fully);
    rate_all(&content, &mut assessment, "A2.L3.PRIO", Rating::Partly);
    let report = assert_sound(&content, &assessment);
    let grave = report.looks.rows.iter().find(|look| look.grave).unwrap();
    assert!(grave.text.contains("level-3 practice in Goals") && grave.text.contains("100"), "{}", grave.text);
    assert_eq!(grave.screen, 0);
    let loose =
        report.looks.rows.iter().find(|look| look.text.starts_with("Prioritization, level 4")).unwrap();
    assert_eq!((loose.action.as_str(), loose.screen), ("Look at level 3", 8));
    assert!(report.stairs.rows[1].cells[2].spoken.contains("do not carry it"));
    assert!(report.sentences[1].text.ends_with("what you do at level 4 counts little."));
}

#[test]
fn the_four_answers_without_a_scale_value_never_share_a_label() {
    let content = content();
    let mut assessment = blank(&content);
    rate(&mut assessment, "A2.L2.GOAL.P1", Rating::Beyond);
    rate(&mut assessment, "A2.L2.PRIO.P1", Rating::Unknown);
    let na =
        Answer { rating: Some(Rating::NotApplicable), reason: "one area only".into(), ..Answer::default() };
    assessment.answers.insert(ItemId::from("A2.L2.ROLE.P1"), na);
    let aside = Answer {
        set_aside: Some("maybe".into()),
        note: "ask again".into(),
        evidence: "list".into(),
        ..Answer::default()
    };
    assessment.answers.insert(ItemId::from("A2.L3.PRIO.P1"), aside);
    rate(&mut assessment, "A2.L1.GOAL.O1", Rating::Partly);
    let report = assert_sound(&content, &assessment);
    let row =
        |thread: usize, level: usize, at: usize| &report.answers.threads[thread].tables[level - 1].rows[at];
    assert_eq!(row(0, 2, 0).answer, "We have moved beyond this");
    assert_eq!(row(1, 2, 0).answer, "Don't know");
    assert_eq!(row(2, 2, 0).answer, "Does not apply");
    assert_eq!(row(2, 2, 0).notes, ["Reason: one area only"]);
    assert_eq!(row(1, 3, 0).answer, "Not answered");
    assert_eq!(
        row(1, 3, 0).notes,
        [
            "Note: ask again",
            "To show: list",
            "The file held the answer “maybe”, which this statement does not offer. It counts as not answered."
        ]
    );
    assert_eq!(row(0, 1, 0).answer, "Occasionally");
    assert_eq!(row(0, 4, 1).notes, ["Asked at level 3; the answer counts here too."]);
    assert_eq!(row(0, 4, 1).statement, row(0, 3, 1).statement);
}

#[test]
fn metrics_show_value_unit_day_source_share_and_what_stands_in_their_place() {
    let content = content();
    let mut assessment = full(&content);
    assessment.key_relationships = Some(12);
    let measured = |value: f64| MetricAnswer {
        status: Some(MetricStatus::Measured),
        value: Some(value),
        ..MetricAnswer::default()
    };
    let dated = MetricAnswer { as_of: "2026-11-01".into(), source: "register".into(), ..measured(7.0) };
    assessment.metrics.insert(MetricId::from("m01"), dated);
    assessment.metrics.insert(MetricId::from("m03"), measured(71.5));
    assessment.metrics.insert(MetricId::from("m05"), measured(250.0));
    let status = |status| MetricAnswer { status: Some(status), ..MetricAnswer::default() };
    assessment.metrics.insert(MetricId::from("m02"), status(MetricStatus::NotMeasured));
    assessment.metrics.insert(MetricId::from("m04"), status(MetricStatus::Unknown));
    assessment.metrics.insert(MetricId::from("m06"), status(MetricStatus::NotApplicable));
    let report = assert_sound(&content, &assessment);
    let value = |at: usize| report.counts.table.rows[at].cells[1].replace('\u{a0}', " ");
    assert_eq!(value(0), "7 of 12 (58 %)");
    assert_eq!(report.counts.table.rows[0].cells[2..], ["1 November 2026", "register"]);
    let values: Vec<String> = (1..7).map(value).collect();
    assert_eq!(
        values,
        ["not measured", "71.5 %", "not known", "no value that fits", "does not apply", "not given"]
    );
    assert_eq!(report.counts.fact.value.replace('\u{a0}', " "), "13 %");
}

#[test]
fn a_level_opens_to_its_answers_and_their_values() {
    let content = content();
    let mut assessment = full(&content);
    rate(&mut assessment, "A2.L3.PRIO.P2", Rating::Partly);
    let level = explain(&content, &assessment, &Subject::Level(ThreadId::from("PRIO"), 3)).unwrap();
    let table = level.parts[0].table.as_ref().unwrap();
    let values: Vec<&str> = table.rows.iter().map(|row| row.cells[3].as_str()).collect();
    assert_eq!(values, ["1.000", "0.333", "1.000"]);
    assert_eq!(
        (level.parts[0].line.filled.as_str(), level.parts[0].line.result.as_str()),
        ("(2·0.667 + 1·1) / 3", "0.778")
    );
    let block = explain(&content, &assessment, &Subject::Block).unwrap();
    assert_eq!(block.parts.len(), 4);
    assert_eq!(block.title, format!("How {} came about", made(&content, &assessment).headline.score));
    assert_eq!(explain(&content, &assessment, &Subject::Level(ThreadId::from("PRIO"), 9)), None);
}

#[test]
fn the_cover_names_what_was_assessed_by_whom_and_when() {
    let content = content();
    let mut assessment = blank(&content);
    assessment.side = Some(Side::It);
    assert_eq!(assert_sound(&content, &assessment).cover.title, "Assessment of 20 November 2026");
    assessment.title = "Spring {n} review".into();
    assessment.scope = "The five largest areas".into();
    let cover = made(&content, &assessment).cover;
    assert_eq!(
        (cover.title.as_str(), cover.about.as_str()),
        ("Spring {n} review", "IT's view · 22 November 2026")
    );
    assert_eq!(cover.facts[0].value, "The five largest areas");
    assert!(cover.made.contains("version 1.0.0"));
}

fn ratings() -> impl Strategy<Value = Vec<Option<Rating>>> {
    let one = prop_oneof![
        2 => Just(None),
        12 => proptest::sample::select(Rating::ALL.to_vec()).prop_map(Some),
        6 => Just(Some(Rating::Fully)),
    ];
    proptest::collection::vec(one, 35)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn any_answers_make_a_sound_report(ratings in ratings(), target in proptest::option::of(2u8..=10)) {
        let content = content();
        let mut assessment = blank(&content);
        for (item, rating) in content.pack.asked.iter().zip(ratings) {
            if let Some(rating) = rating.filter(|rating| rating.allowed(item)) {
                rate(&mut assessment, item.id.as_str(), rating);
            }
        }
        if let Some(halves) = target {
            assessment.targets.insert(ThreadId::from("PRIO"), f64::from(halves) / 2.0);
        }
        if score(&content.pack, &assessment).is_ok() {
            assert_sound(&content, &assessment);
        }
    }
}
