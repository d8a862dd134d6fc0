//! The scoring at the places that METHOD names: its tables, its worked examples, and each rule on what is not known.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod sample;

use std::collections::BTreeSet;

use pomscope_core::answers::{MetricAnswer, MetricStatus, Rating, Side};
use pomscope_core::method::{
    Band, Confidence, LevelStatus, Overall, ParadoxKind, Reason, Score, ScoreError, contradictions,
    loose_levels, paradoxes, score, second_looks,
};
use pomscope_core::pack::{MetricId, Pack, ThreadId};
use sample::{all, all_but, close, empty, pack, plain_pack, rate, real, scored, sheet};
use serde_json::json;

use Rating::{Beyond, Fully, Largely, Not, NotApplicable, Partly, Unknown};

fn thread<'a>(score: &'a Score, id: &str) -> &'a pomscope_core::method::ThreadScore {
    score.thread(&ThreadId::from(id)).unwrap()
}

/// The bands of a thread's scored levels, `·` where there is none.
fn bands(score: &Score, id: &str) -> String {
    thread(score, id).levels.iter().map(|level| level.band.map_or("·", Band::letter)).collect()
}

fn held(overall: &Overall) -> Vec<&str> {
    overall.held_back_by.iter().map(ThreadId::as_str).collect()
}

/// Practice and outcome per level, then S, U, X, A.
type Row = ([(Rating, Rating); 4], f64, f64, f64, u8);

/// METHOD section 4's table.
const TABLE: [Row; 6] = [
    ([(Fully, Fully); 4], 5.0, 5.0, 0.0, 5),
    ([(Largely, Largely); 4], 2.604_938, 3.666_667, 0.0, 2),
    ([(Not, Not); 4], 1.0, 1.0, 0.0, 1),
    ([(Fully, Largely); 4], 4.005_639, 4.555_556, 0.0, 5),
    ([(Partly, Fully); 4], 2.130_925, 3.222_222, 0.0, 1),
    ([(Not, Not), (Not, Not), (Fully, Fully), (Fully, Fully)], 1.0, 3.0, 2.0, 1),
];

#[test]
fn the_table_of_section_4_holds_to_the_digit() {
    let plain = pack(&plain_pack(3, 5, true, 1, 1));
    for (row, (pairs, s, u, x, a)) in TABLE.iter().enumerate() {
        let mut assessment = empty(&plain);
        for t in 1..=3 {
            for (level, (practice, outcome)) in (2..=5).zip(pairs) {
                rate(&mut assessment, &format!("T{t}.{level}.P1"), *practice);
                rate(&mut assessment, &format!("T{t}.{level}.O1"), *outcome);
            }
        }
        let score = scored(&plain, &assessment);
        let got = score.threads.iter().map(|t| (t.score, t.ungated, t.unsupported, t.attained));
        let block =
            (score.overall.score, score.overall.ungated, score.overall.unsupported, score.overall.attained);
        for (gs, gu, gx, ga) in got.chain([block]) {
            for (name, got, expect) in [("S", gs, s), ("U", gu, u), ("X", gx, x)] {
                assert_eq!(format!("{got:.6}"), format!("{expect:.6}"), "{name} of row {row}");
            }
            assert_eq!(ga, *a, "A of row {row}");
        }
    }
}

#[test]
fn the_table_s_uniform_rows_hold_in_the_real_pack_too() {
    let real = real();
    for (rating, s, u, a) in [(Fully, 5.0, 5.0, 5), (Largely, 2.604_938, 3.666_667, 2), (Not, 1.0, 1.0, 1)] {
        let overall = scored(real, &all(real, rating)).overall;
        assert_eq!(
            format!("{:.6} {:.6}", overall.score, overall.ungated),
            format!("{s:.6} {u:.6}"),
            "{rating:?}"
        );
        assert_eq!((overall.unsupported, overall.attained), (0.0, a), "{rating:?}");
    }
}

#[test]
fn the_worked_example_of_the_gated_form_gives_2_359375() {
    let four = pack(&plain_pack(1, 5, true, 4, 0));
    let mut assessment = empty(&four);
    for (level, full) in [(2, 3), (3, 2), (4, 2), (5, 1)] {
        for practice in 1..=4 {
            rate(
                &mut assessment,
                &format!("T1.{level}.P{practice}"),
                if practice <= full { Fully } else { Not },
            );
        }
    }
    assert_eq!(scored(&four, &assessment).overall.score, 2.359_375);
}

#[test]
fn a_passing_state_that_was_outgrown_holds_the_block_back_until_it_is_looked_at_again() {
    let real = real();
    let wrong = all_but(real, Fully, &[("A2.L2.PRIO.O1", Some(Not))]);
    let score = scored(real, &wrong);
    assert_eq!(format!("{:.1}", score.overall.score), "4.6");
    assert_eq!((score.overall.attained, held(&score.overall)), (2, vec!["PRIO"]));
    assert!(score.overall.reasons.contains(&Reason::SecondLook));
    let open = second_looks(real, &sheet(real, &wrong), &score);
    assert_eq!(open.len(), 1);
    assert_eq!((open[0].item.as_str(), open[0].in_place), ("A2.L2.PRIO.O1", 3));
    assert_eq!((open[0].score, open[0].attained), (5.0, 5), "what beyond would give");
    let right = all_but(real, Fully, &[("A2.L2.PRIO.O1", Some(Beyond))]);
    assert_eq!(scored(real, &right).overall.score, 5.0);
    assert!(second_looks(real, &sheet(real, &right), &scored(real, &right)).is_empty());
}

#[test]
fn second_looks_ask_only_about_surpassable_low_ratings_under_something_in_place() {
    let real = real();
    for (item, rating, open) in [
        ("A2.L2.PRIO.P1", Partly, true),
        ("A2.L2.PRIO.P1", Largely, false),
        ("A2.L2.PRIO.P1", Unknown, false),
        ("A2.L3.PRIO.P1", Not, false),
        ("A2.L4.ROLE.P2", Not, true),
        ("A2.L5.GOAL.P1", Not, false),
    ] {
        let assessment = all_but(real, Fully, &[(item, Some(rating))]);
        let score = scored(real, &assessment);
        assert_eq!(
            !second_looks(real, &sheet(real, &assessment), &score).is_empty(),
            open,
            "{item} {rating:?}"
        );
    }
    let low = all(real, Partly);
    assert!(
        second_looks(real, &sheet(real, &low), &scored(real, &low)).is_empty(),
        "nothing higher is in place"
    );
}

#[test]
fn activity_that_nothing_below_carries_is_named() {
    let real = real();
    let assessment = all_but(real, Fully, &[("A2.L3.PRIO.P1", Some(Not)), ("A2.L3.PRIO.P2", Some(Not))]);
    let loose = loose_levels(&scored(real, &assessment));
    let got: Vec<_> = loose.iter().map(|l| (l.thread.as_str(), l.level, l.weak)).collect();
    assert_eq!(got, [("PRIO", 4, 3), ("PRIO", 5, 3)]);
}

#[test]
fn practice_without_outcome_is_ritual_and_outcome_without_practice_is_luck() {
    let plain = pack(&plain_pack(1, 3, true, 1, 1));
    for (practice, outcome, expect) in [
        (Fully, Partly, Some(ParadoxKind::Ritual)),
        (Fully, Largely, None),
        (Largely, Not, None),
        (Partly, Largely, Some(ParadoxKind::Luck)),
        (Largely, Fully, None),
        (Fully, Unknown, None),
    ] {
        let assessment = all_but(&plain, Fully, &[("T1.2.P1", Some(practice)), ("T1.2.O1", Some(outcome))]);
        let kinds: Vec<_> = paradoxes(&plain, &scored(&plain, &assessment)).iter().map(|p| p.kind).collect();
        assert_eq!(kinds, expect.into_iter().collect::<Vec<_>>(), "{practice:?} {outcome:?}");
    }
}

#[test]
fn an_answer_counts_at_all_levels_that_name_it() {
    let real = real();
    let score = scored(real, &all_but(real, Fully, &[("A2.L3.GOAL.O1", Some(Not))]));
    let outcomes: Vec<_> =
        thread(&score, "GOAL").levels.iter().map(|level| level.cell.facets.outcome.unwrap()).collect();
    assert_eq!(outcomes, [1.0, 0.0, 0.5, 0.5]);
    // Asked once, so it is missing once.
    let missing = scored(real, &all_but(real, Fully, &[("A2.L3.GOAL.O1", None)]));
    assert_eq!((thread(&missing, "GOAL").valued, thread(&missing, "GOAL").applicable), (7, 8));
    // An answer to the copy itself is kept and ignored.
    let copied = all_but(real, Fully, &[("A2.L4.GOAL.O1", Some(Not))]);
    assert_eq!(scored(real, &copied).overall.score, 5.0);
}

#[test]
fn na_on_the_first_of_several_equal_items_removes_all_of_them() {
    let real = real();
    let score = scored(real, &all_but(real, Fully, &[("A2.L3.GOAL.O1", Some(NotApplicable))]));
    let goal = thread(&score, "GOAL");
    assert_eq!(goal.levels[1].cell.facets.outcome, None);
    assert_eq!(goal.levels[2].cell.facets.outcome, Some(1.0));
    assert_eq!((goal.score, goal.low, goal.high, goal.coverage), (5.0, 5.0, 5.0, 1.0));
}

#[test]
fn a_level_of_nothing_but_na_is_dropped_and_named() {
    let real = real();
    let items = [("A2.L4.GOAL.P1", Some(NotApplicable)), ("A2.L4.GOAL.O2", Some(NotApplicable))];
    let score = scored(real, &all_but(real, Fully, &items));
    let goal = thread(&score, "GOAL");
    assert_eq!(goal.levels[2].cell.status, LevelStatus::Dropped, "its sameAs outcome is not its own");
    assert_eq!((goal.score, goal.ungated, goal.ceiling, goal.attained), (4.0, 4.0, 4, 5));
    assert!(close(score.overall.ceiling, 14.0 / 3.0));
    assert_eq!(bands(&score, "GOAL"), "FF·F");
}

#[test]
fn a_dropped_level_counts_as_met_below_and_is_passed_over_in_x() {
    let plain = pack(&plain_pack(1, 5, true, 1, 1));
    let na = |level: u8| [format!("T1.{level}.P1"), format!("T1.{level}.O1")];
    let case = |dropped: &[u8], rated: &[(u8, Rating)], expect: (f64, f64, u8, u8)| {
        let mut assessment = all(&plain, Fully);
        for level in dropped {
            na(*level).iter().for_each(|item| rate(&mut assessment, item, NotApplicable));
        }
        for (level, rating) in rated {
            na(*level).iter().for_each(|item| rate(&mut assessment, item, *rating));
        }
        let score = scored(&plain, &assessment);
        let t = &score.threads[0];
        assert_eq!((t.score, t.unsupported, t.attained, t.ceiling), expect, "{dropped:?} {rated:?}");
        score
    };
    case(&[2], &[], (4.0, 0.0, 5, 4));
    case(&[2], &[(3, Not)], (1.0, 2.0, 1, 4));
    case(&[2, 3], &[(4, Not)], (1.0, 1.0, 1, 3));
    case(&[5], &[], (4.0, 0.0, 4, 4));
    assert!(
        case(&[5], &[], (4.0, 0.0, 4, 4)).overall.held_back_by.is_empty(),
        "there is no level above that applies"
    );
}

#[test]
fn a_thread_of_nothing_but_na_is_refused() {
    let real = real();
    let mut assessment = all(real, Fully);
    for item in real.asked.iter().filter(|item| item.id.0.contains(".ROLE.") && !item.descriptive) {
        rate(&mut assessment, item.id.as_str(), NotApplicable);
    }
    assert_eq!(score(real, &assessment), Err(ScoreError::ThreadDoesNotApply(ThreadId::from("ROLE"))));
}

#[test]
fn answers_to_another_pack_are_refused() {
    let real = real();
    let mut assessment = all(real, Fully);
    assessment.pack_id = "another".into();
    assert_eq!(score(real, &assessment), Err(ScoreError::OtherPack { given: "another".into() }));
}

#[test]
fn the_bounds_take_what_is_missing_as_0_and_as_1() {
    let real = real();
    for missing in [None, Some(Unknown)] {
        let part = [("A2.L3.ROLE.P1", missing), ("A2.L5.PRIO.P2", missing), ("A2.L3.GOAL.O1", missing)];
        let score = scored(real, &all_but(real, Largely, &part));
        for (rating, pick) in [(Not, (|o: &Overall| o.low) as fn(&Overall) -> f64), (Fully, |o| o.high)] {
            let filled: Vec<_> = part.iter().map(|(item, _)| (*item, Some(rating))).collect();
            let bound = scored(real, &all_but(real, Largely, &filled)).overall.score;
            assert!(close(pick(&score.overall), bound), "{missing:?} {rating:?}");
        }
        assert!(score.overall.low < score.overall.score && score.overall.score < score.overall.high);
    }
    let nothing = scored(real, &empty(real)).overall;
    assert_eq!(
        (nothing.score, nothing.low, nothing.high, nothing.coverage, nothing.provisional),
        (1.0, 1.0, 5.0, 0.0, true)
    );
}

#[test]
fn a_group_without_a_value_of_its_own_counts_with_its_lower_bound() {
    let real = real();
    for missing in [None, Some(Unknown)] {
        // Level 4 of GOAL knows its sameAs outcome only: p = 0, o = (1 + 0) / 2, so a = 1/6.
        let score =
            scored(real, &all_but(real, Fully, &[("A2.L4.GOAL.P1", missing), ("A2.L4.GOAL.O2", missing)]));
        let goal = thread(&score, "GOAL");
        assert_eq!(goal.levels[2].cell.status, LevelStatus::Unvalued);
        assert_eq!(goal.levels[2].band, None);
        assert!(close(goal.score, 1.0 + 1.0 + 1.0 + 1.0 / 6.0 + 1.0 / 6.0));
        assert!(close(goal.ungated, 4.0 + 1.0 / 6.0));
        assert!(close(goal.unsupported, 5.0 / 6.0));
        assert_eq!(goal.attained, 3);
        assert!(goal.provisional, "it has no valued practice");
    }
}

#[test]
fn outcomes_alone_do_not_lift_a_level() {
    let plain = pack(&plain_pack(1, 5, true, 1, 1));
    for (practice, attained) in
        [(None, 1), (Some(Unknown), 1), (Some(Partly), 1), (Some(NotApplicable), 2), (Some(Largely), 2)]
    {
        let mut items = vec![("T1.2.P1", practice)];
        let above: Vec<String> =
            (3..=5).flat_map(|level| [format!("T1.{level}.P1"), format!("T1.{level}.O1")]).collect();
        items.extend(above.iter().map(|item| (item.as_str(), Some(Not))));
        assert_eq!(
            scored(&plain, &all_but(&plain, Fully, &items)).overall.attained,
            attained,
            "{practice:?}"
        );
    }
}

#[test]
fn a_score_is_provisional_until_enough_is_known() {
    let plain = pack(&plain_pack(1, 5, true, 1, 1));
    let check = |exceptions: &[(&str, Option<Rating>)], expect: bool, why: &str| {
        let score = scored(&plain, &all_but(&plain, Fully, exceptions));
        assert_eq!((score.overall.provisional, score.threads[0].provisional), (expect, expect), "{why}");
    };
    check(&[], false, "all is known");
    check(&[("T1.2.O1", None), ("T1.3.O1", None)], false, "6 of 8");
    check(&[("T1.2.O1", None), ("T1.3.O1", None), ("T1.4.O1", None)], true, "5 of 8 is under 0.70");
    check(&[("T1.4.P1", Some(Unknown))], true, "a practice is missing");
    check(&[("T1.4.P1", Some(NotApplicable))], false, "groups whose practices are all na are exempt");
    check(
        &[("T1.3.P1", Some(Not)), ("T1.3.O1", Some(Not)), ("T1.4.P1", None)],
        false,
        "it is missing above an N",
    );
    check(&[("T1.3.P1", None), ("T1.3.O1", Some(Not))], true, "the N group itself needs one");
    let seven = pack(&plain_pack(1, 6, true, 2, 0));
    let mut ten = all(&seven, Fully);
    for item in ["T1.2.P1", "T1.3.P1", "T1.4.P1"] {
        ten.answers.remove(item);
    }
    assert!(!scored(&seven, &ten).overall.provisional, "7 of 10 is 0.70, which is enough");
}

/// Reasons of a full assessment with one thing changed.
fn reasons(
    pack: &Pack,
    change: impl FnOnce(&mut pomscope_core::answers::Assessment),
) -> (Confidence, Vec<Reason>) {
    let mut assessment = all_but(pack, Fully, &[("A2.L5.ROLE.O2", Some(Largely))]);
    change(&mut assessment);
    let overall = scored(pack, &assessment).overall;
    (overall.confidence, overall.reasons)
}

#[test]
fn each_reason_lowers_the_confidence_by_itself() {
    let real = real();
    let fair = |reason: Reason| (Confidence::Fair, vec![reason]);
    assert_eq!(reasons(real, |_| {}), (Confidence::High, vec![]));
    assert_eq!(reasons(real, |a| a.side = Some(Side::It)), fair(Reason::OneSide));
    assert_eq!(reasons(real, |a| a.side = Some(Side::Business)), fair(Reason::OneSide));
    assert_eq!(reasons(real, |a| a.side = Some(Side::Both)), (Confidence::High, vec![]));
    assert_eq!(reasons(real, |a| rate(a, "A2.L5.ROLE.O2", Fully)), fair(Reason::Uniform));
    assert_eq!(reasons(real, |a| rate(a, "A2.L2.ROLE.O1", Partly)), fair(Reason::SecondLook));
    assert_eq!(reasons(real, |a| rate(a, "A2.L1.GOAL.O1", Largely)), fair(Reason::Contradiction));
    assert_eq!(reasons(real, |a| rate(a, "A2.L1.GOAL.O1", Partly)), (Confidence::High, vec![]));
    // Outcomes of level 5 weigh little: coverage falls to 25 of 28 and the bounds stay close.
    let three = ["A2.L5.ROLE.O1", "A2.L5.ROLE.O2", "A2.L5.GOAL.O2"];
    assert_eq!(
        reasons(real, |a| three.iter().for_each(|item| rate(a, item, Unknown))),
        fair(Reason::Coverage)
    );
    // One item at the bottom: 27 of 28 known, and the bounds lie (1 − 1/3) · 4 / 3 levels apart.
    assert_eq!(reasons(real, |a| rate(a, "A2.L2.ROLE.P1", Unknown)), fair(Reason::WideBounds));
    let loose = ["A2.L3.PRIO.P1", "A2.L3.PRIO.P2", "A2.L3.PRIO.O1"];
    assert_eq!(
        reasons(real, |a| loose.iter().for_each(|item| rate(a, item, Not))),
        fair(Reason::Unsupported)
    );
}

#[test]
fn two_reasons_make_it_low() {
    let real = real();
    let got = reasons(real, |a| {
        a.side = Some(Side::It);
        rate(a, "A2.L2.ROLE.O1", Partly);
    });
    assert_eq!(got, (Confidence::Low, vec![Reason::SecondLook, Reason::OneSide]));
}

#[test]
fn haste_is_judged_by_the_median_time_of_answered_items() {
    let real = real();
    let items = ["A2.L2.GOAL.P1", "A2.L2.GOAL.O1", "A2.L3.GOAL.P1"];
    for (seconds, fast) in [([1.0, 1.9, 50.0], true), ([1.0, 2.0, 50.0], false), ([0.5, 2.5, 3.0], false)] {
        let (_, got) = reasons(real, |a| {
            for (item, seconds) in items.iter().zip(seconds) {
                a.timings.insert((*item).into(), seconds);
            }
            // Neither the descriptive level nor unknown items count.
            for other in ["A2.L1.GOAL.O1", "A2.L1.ROLE.O1", "A2.L1.ROLE.O2", "no.such.item"] {
                a.timings.insert(other.into(), 0.1);
            }
        });
        assert_eq!(got.contains(&Reason::Fast), fast, "{seconds:?}");
    }
    let (_, even) = reasons(real, |a| {
        a.timings.insert(items[0].into(), 1.0);
        a.timings.insert(items[1].into(), 3.0);
    });
    assert!(!even.contains(&Reason::Fast), "the mean of the two in the middle is 2");
    let (_, unanswered) = reasons(real, |a| {
        a.answers.remove(items[0]);
        a.timings.insert(items[0].into(), 0.2);
    });
    assert!(!unanswered.contains(&Reason::Fast));
}

#[test]
fn measured_metrics_of_the_attained_level_take_one_reason_off() {
    let real = real();
    // Level 5: m08, m12, m09, m03, m13, m14, m15, m16. Half of eight is four.
    let with = |ids: &[(&str, MetricStatus, Option<f64>)]| {
        reasons(real, |a| {
            a.side = Some(Side::It);
            for (id, status, value) in ids {
                let answer = MetricAnswer { status: Some(*status), value: *value, ..MetricAnswer::default() };
                a.metrics.insert(MetricId::from(*id), answer);
            }
        })
        .0
    };
    let measured = |id| (id, MetricStatus::Measured, Some(7.0));
    let four = ["m08", "m12", "m09", "m03"].map(measured);
    assert_eq!(with(&four), Confidence::High);
    assert_eq!(with(&four[..3]), Confidence::Fair);
    let mut others = four;
    others[3] = measured("m01");
    assert_eq!(with(&others), Confidence::Fair, "m01 is not of that level");
    let mut spare =
        vec![("m13", MetricStatus::NotApplicable, None), ("m14", MetricStatus::NotApplicable, None)];
    spare.extend(&four[..3]);
    assert_eq!(with(&spare), Confidence::Fair, "na metrics stay in the count");
    let mut bare = four;
    bare[0].2 = None;
    assert_eq!(with(&bare), Confidence::Fair, "measured without a value");
    bare[0].2 = Some(7.5);
    assert_eq!(with(&bare), Confidence::Fair, "a count of seven and a half is no value");
}

#[test]
fn metrics_take_nothing_off_before_level_2_is_attained() {
    let real = real();
    let mut assessment = all(real, Not);
    for metric in &real.metrics {
        let answer = MetricAnswer {
            status: Some(MetricStatus::Measured),
            value: Some(7.0),
            ..MetricAnswer::default()
        };
        assessment.metrics.insert(metric.id.clone(), answer);
    }
    assert_eq!(scored(real, &assessment).overall.confidence, Confidence::Fair);
}

#[test]
fn residue_is_the_mean_of_facet_means_and_contradicts_high_practice() {
    let real = real();
    let mut assessment = all(real, Fully);
    for (item, rating) in [
        ("A2.L1.PRIO.P1", Fully),
        ("A2.L1.PRIO.P2", Partly),
        ("A2.L1.PRIO.O1", Fully),
        ("A2.L1.PRIO.O2", Unknown),
    ] {
        rate(&mut assessment, item, rating);
    }
    let score = scored(real, &assessment);
    assert!(close(thread(&score, "PRIO").residue.unwrap(), 5.0 / 6.0));
    assert_eq!(thread(&score, "GOAL").residue, None);
    let named: Vec<_> = contradictions(real, &score).iter().map(|c| c.thread.0.clone()).collect();
    assert_eq!(named, ["PRIO"]);
    assert_eq!(score.overall.score, 5.0, "level 1 is never scored");
}

#[test]
fn ratings_that_an_item_does_not_offer_count_as_unanswered() {
    let real = real();
    for (item, rating) in
        [("A2.L3.PRIO.P1", Beyond), ("A2.L1.GOAL.O1", NotApplicable), ("A2.L1.GOAL.O1", Beyond)]
    {
        let with = scored(real, &all_but(real, Largely, &[(item, Some(rating))]));
        let without = scored(real, &all_but(real, Largely, &[(item, None)]));
        assert_eq!(with, without, "{item} {rating:?}");
    }
}

#[test]
fn a_pack_without_a_descriptive_level_starts_at_0() {
    let plain = pack(&plain_pack(2, 3, false, 1, 1));
    for (rating, s, a) in [(Fully, 3.0, 3), (Not, 0.0, 0)] {
        let overall = scored(&plain, &all(&plain, rating)).overall;
        assert_eq!((overall.score, overall.attained, overall.ceiling), (s, a, 3.0));
    }
    let overall = scored(&plain, &all(&plain, Largely)).overall;
    assert!(close(overall.score, 2.0 / 3.0 + 4.0 / 9.0 + 8.0 / 27.0));
    assert_eq!(overall.attained, 1);
}

#[test]
fn groups_of_one_facet_use_it_alone() {
    let practices = pack(&plain_pack(1, 4, true, 2, 0));
    let outcomes = pack(&plain_pack(1, 4, true, 0, 2));
    for sample in [&practices, &outcomes] {
        let overall = scored(sample, &all(sample, Fully)).overall;
        assert_eq!((overall.score, overall.attained, overall.provisional), (4.0, 4, false));
    }
}

#[test]
fn weights_are_the_pack_s() {
    let mut value = plain_pack(1, 3, true, 1, 1);
    value["weights"] = json!({"practice": 1, "outcome": 3});
    let sample = pack(&value);
    let score = scored(&sample, &all_but(&sample, Fully, &[("T1.2.P1", Some(Not))]));
    assert!(close(score.threads[0].levels[0].cell.achievement, 0.75));
}

#[test]
fn the_block_is_held_back_by_every_thread_at_the_minimum() {
    let real = real();
    let low: BTreeSet<&str> = ["A2.L3.GOAL.P1", "A2.L3.ROLE.P1"].into();
    let exceptions: Vec<_> = low.iter().map(|item| (*item, Some(Not))).collect();
    let overall = scored(real, &all_but(real, Fully, &exceptions)).overall;
    assert_eq!((overall.attained, held(&overall)), (2, vec!["GOAL", "ROLE"]));
}
