//! The improvement plan (METHOD section 7) and what is read from metrics (section 8), by example and over random answers.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod sample;

use pomscope_core::answers::{Assessment, MetricAnswer, MetricStatus, Previous, Rating};
use pomscope_core::method::{Band, LevelStatus, Score};
use pomscope_core::metrics::{
    Course, Readiness, check_value, parse_value, progress, query, ratio, readiness, readiness_by_level,
    target_query, watermelons,
};
use pomscope_core::pack::{ItemId, Kind, MetricId, Pack, ThreadId, Unit};
use pomscope_core::plan::{Plan, plan, priority, project, target};
use pomscope_core::text::Texts;
use proptest::prelude::*;
use sample::{all, all_but, close, empty, rate, real, scored, sheet};

use Rating::{Beyond, Fully, Largely, Not, NotApplicable, Partly, Unknown};

fn plan_of(pack: &Pack, assessment: &Assessment) -> (Score, Plan) {
    let score = scored(pack, assessment);
    let plan = plan(pack, assessment, &sheet(pack, assessment), &score);
    (score, plan)
}

fn items(plan: &Plan) -> Vec<&str> {
    plan.steps.iter().map(|step| step.item.as_str()).collect()
}

#[test]
fn the_target_is_one_above_the_attained_level_until_it_is_set() {
    let real = real();
    for (rating, expect) in [(Not, 2.0), (Largely, 3.0), (Fully, 5.0)] {
        let mut assessment = all(real, rating);
        let score = scored(real, &assessment);
        let assumed = target(real, &assessment, &score.threads[0]);
        assert_eq!((assumed.level, assumed.assumed), (expect, true));
        assessment.targets.insert(ThreadId::from("GOAL"), 3.5);
        let set = target(real, &assessment, &score.threads[0]);
        assert_eq!((set.level, set.assumed), (3.5, false));
    }
}

#[test]
fn priority_is_importance_times_gap_and_importance_is_3_until_set() {
    let real = real();
    let mut assessment = all(real, Not);
    let score = scored(real, &assessment);
    assessment.targets.insert(ThreadId::from("GOAL"), 4.0);
    let goal = target(real, &assessment, &score.threads[0]);
    assert!(close(priority(&assessment, &score.threads[0], goal), 3.0 / 5.0 * 3.0));
    assessment.importance.insert(ThreadId::from("GOAL"), 5);
    assert!(close(priority(&assessment, &score.threads[0], goal), 3.0));
    assessment.targets.insert(ThreadId::from("GOAL"), 1.0);
    let low = target(real, &assessment, &score.threads[0]);
    assert_eq!(priority(&assessment, &score.threads[0], low), 0.0);
}

#[test]
fn the_plan_runs_from_the_first_level_that_is_not_full_to_the_target_rounded_up() {
    let real = real();
    let mut assessment =
        all_but(real, Not, &[("A2.L2.PRIO.P1", Some(Fully)), ("A2.L2.PRIO.O1", Some(Fully))]);
    for thread in ["GOAL", "ROLE"] {
        assessment.targets.insert(ThreadId::from(thread), 1.0);
    }
    assessment.targets.insert(ThreadId::from("PRIO"), 3.5);
    let (_, plan) = plan_of(real, &assessment);
    assert_eq!(items(&plan), ["A2.L3.PRIO.P1", "A2.L3.PRIO.P2", "A2.L4.PRIO.P1"]);
    assert_eq!(plan.steps[0].outcome.as_ref().unwrap().as_str(), "A2.L3.PRIO.O1");
    assert_eq!(plan.steps[0].metric, Some(MetricId::from("m06")));
    assert_eq!(plan.steps[0].now, Some(Not));
}

#[test]
fn what_nobody_could_rate_is_to_be_cleared_up_and_has_no_lift() {
    let real = real();
    let assessment = all_but(
        real,
        Fully,
        &[("A2.L3.PRIO.P1", Some(Unknown)), ("A2.L3.PRIO.P2", None), ("A2.L3.PRIO.O1", Some(Partly))],
    );
    let (_, plan) = plan_of(real, &assessment);
    assert!(plan.steps.is_empty());
    let open: Vec<_> = plan.to_clarify.iter().map(|open| (open.item.as_str(), open.rating)).collect();
    assert_eq!(open, [("A2.L3.PRIO.P1", Some(Unknown)), ("A2.L3.PRIO.P2", None)]);
}

#[test]
fn a_level_that_was_begun_is_offered_in_place_of_the_one_it_replaces() {
    let real = real();
    // ROLE: level 2 not in place, level 3 partly: designated staff take the place of a few delegates.
    let assessment = all_but(
        real,
        Fully,
        &[
            ("A2.L2.ROLE.P1", Some(Not)),
            ("A2.L2.ROLE.O1", Some(Not)),
            ("A2.L3.ROLE.P1", Some(Partly)),
            ("A2.L3.ROLE.O1", Some(Partly)),
            ("A2.L4.ROLE.P1", Some(Not)),
            ("A2.L4.ROLE.P2", Some(Not)),
            ("A2.L4.ROLE.O1", Some(Not)),
        ],
    );
    let (score, plan) = plan_of(real, &assessment);
    assert_eq!(items(&plan)[0], "A2.L3.ROLE.P1");
    let step = &plan.steps[0];
    let instead: Vec<_> = step.instead_of.iter().map(|item| item.as_str()).collect();
    assert_eq!(instead, ["A2.L2.ROLE.P1"]);
    let mut then = assessment.clone();
    for (item, rating) in [
        ("A2.L2.ROLE.P1", Beyond),
        ("A2.L2.ROLE.O1", Beyond),
        ("A2.L3.ROLE.P1", Fully),
        ("A2.L3.ROLE.O1", Largely),
    ] {
        rate(&mut then, item, rating);
    }
    assert!(close(step.lift, scored(real, &then).overall.score - score.overall.score));
}

#[test]
fn a_level_that_was_not_begun_is_named_beside_the_level_s_own_practice() {
    let real = real();
    let (_, plan) = plan_of(real, &all(real, Not));
    let step = plan.steps.iter().find(|step| step.item.as_str() == "A2.L2.ROLE.P1").unwrap();
    assert_eq!(step.direct.as_ref().unwrap().as_str(), "A2.L3.ROLE.P1");
    assert!(step.instead_of.is_empty());
}

/// One rating per asked item of the real pack, mostly unlike each other.
fn ratings() -> impl Strategy<Value = Vec<Option<Rating>>> {
    let one = prop_oneof![
        2 => Just(Some(Not)), 3 => Just(Some(Partly)), 3 => Just(Some(Largely)), 4 => Just(Some(Fully)),
        1 => Just(Some(Beyond)), 1 => Just(Some(Unknown)), 1 => Just(Some(NotApplicable)), 1 => Just(None),
    ];
    prop::collection::vec(one, 35)
}

fn assessment_of(pack: &Pack, ratings: &[Option<Rating>]) -> Assessment {
    let mut assessment = empty(pack);
    for (item, rating) in pack.asked.iter().zip(ratings) {
        if let Some(rating) = rating.filter(|rating| rating.allowed(item)) {
            rate(&mut assessment, item.id.as_str(), rating);
        }
    }
    assessment
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn never_recommends_what_is_replaced_one_level_up_when_that_is_already_begun(
        ratings in ratings(), goals in prop::collection::vec(prop::option::of(2u8..=10), 3),
    ) {
        let real = real();
        let mut assessment = assessment_of(real, &ratings);
        for (thread, goal) in real.threads.iter().zip(goals) {
            if let Some(goal) = goal { assessment.targets.insert(thread.clone(), f64::from(goal) / 2.0); }
        }
        prop_assume!(pomscope_core::method::score(real, &assessment).is_ok());
        let (score, plan) = plan_of(real, &assessment);
        for step in &plan.steps {
            let asked = real.asked_item(step.item.as_str()).unwrap();
            let thread = score.thread(&step.thread).unwrap();
            let next = thread.levels.iter().find(|l| l.cell.level > step.level && l.cell.status != LevelStatus::Dropped);
            let begun = next.and_then(|level| level.band).is_some_and(|band| band >= Band::P);
            prop_assert!(!(asked.surpassable && begun), "{} is replaced by a level that is begun", step.item);
        }
    }

    #[test]
    fn steps_are_practices_below_fully_once_each_in_order_and_none_lowers_the_score(ratings in ratings()) {
        let real = real();
        let assessment = assessment_of(real, &ratings);
        prop_assume!(pomscope_core::method::score(real, &assessment).is_ok());
        let (_, plan) = plan_of(real, &assessment);
        let mut seen = std::collections::BTreeSet::new();
        for step in &plan.steps {
            let asked = real.asked_item(step.item.as_str()).unwrap();
            prop_assert_eq!(asked.kind, Kind::Practice);
            prop_assert!(matches!(assessment.rating(asked), Some(Not | Partly | Largely)));
            prop_assert!(step.lift >= 0.0 && step.priority >= 0.0);
            prop_assert!(seen.insert(&step.item), "{} stands twice", step.item);
        }
        for pair in plan.steps.windows(2) {
            let (a, b) = (&pair[0], &pair[1]);
            let before = a.priority > b.priority
                || a.priority == b.priority && (a.level < b.level || a.level == b.level && a.lift >= b.lift);
            prop_assert!(before, "{} before {}", a.item, b.item);
        }
        for open in &plan.to_clarify {
            let asked = real.asked_item(open.item.as_str()).unwrap();
            prop_assert!(matches!(assessment.rating(asked), None | Some(Unknown)));
        }
    }

    #[test]
    fn the_lift_of_a_level_s_own_practice_is_what_building_it_would_give(ratings in ratings()) {
        let real = real();
        let assessment = assessment_of(real, &ratings);
        prop_assume!(pomscope_core::method::score(real, &assessment).is_ok());
        let (score, plan) = plan_of(real, &assessment);
        for step in plan.steps.iter().filter(|step| step.instead_of.is_empty()) {
            let mut then = assessment.clone();
            rate(&mut then, step.item.as_str(), Fully);
            for outcome in &real.group(&step.group).unwrap().outcomes {
                let asked = &real.asked[outcome.slot];
                if matches!(assessment.rating(asked), None | Some(Not | Partly | Unknown)) {
                    rate(&mut then, asked.id.as_str(), Largely);
                }
            }
            let gain = (scored(real, &then).overall.score - score.overall.score).max(0.0);
            prop_assert!(close(step.lift, gain), "{}: {} against {}", step.item, step.lift, gain);
        }
    }
}

fn projected(pack: &Pack, assessment: &Assessment, plan: &Plan, taken: &[ItemId]) -> Score {
    project(pack, assessment, &sheet(pack, assessment), plan, taken).unwrap()
}

/// The items of the steps whose place among the plan's is marked.
fn chosen(plan: &Plan, marks: &[bool]) -> Vec<ItemId> {
    plan.steps
        .iter()
        .zip(marks.iter().cycle())
        .filter(|(_, mark)| **mark)
        .map(|(s, _)| s.item.clone())
        .collect()
}

/// An assessment over random answers with targets, where it can be scored.
fn with_goals(ratings: &[Option<Rating>], goals: &[Option<u8>]) -> Option<Assessment> {
    let real = real();
    let mut assessment = assessment_of(real, ratings);
    for (thread, goal) in real.threads.iter().zip(goals) {
        if let Some(goal) = goal {
            assessment.targets.insert(thread.clone(), f64::from(*goal) / 2.0);
        }
    }
    pomscope_core::method::score(real, &assessment).is_ok().then_some(assessment)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn projecting_one_step_gives_its_lift_and_projecting_none_gives_today(
        ratings in ratings(), goals in prop::collection::vec(prop::option::of(2u8..=10), 3),
    ) {
        let real = real();
        let Some(assessment) = with_goals(&ratings, &goals) else { return Ok(()) };
        let (score, plan) = plan_of(real, &assessment);
        prop_assert_eq!(&projected(real, &assessment, &plan, &[]), &score);
        for step in &plan.steps {
            let then = projected(real, &assessment, &plan, std::slice::from_ref(&step.item));
            let gain = then.overall.score - score.overall.score;
            prop_assert!(close(gain, step.lift), "{}: {} against {}", step.item, gain, step.lift);
        }
    }

    #[test]
    fn projecting_never_lowers_the_score_nor_does_taking_one_step_more(
        ratings in ratings(), goals in prop::collection::vec(prop::option::of(2u8..=10), 3),
        marks in prop::collection::vec(any::<bool>(), 12), more in 0usize..12,
    ) {
        let real = real();
        let Some(assessment) = with_goals(&ratings, &goals) else { return Ok(()) };
        let (score, plan) = plan_of(real, &assessment);
        let taken = chosen(&plan, &marks);
        let then = projected(real, &assessment, &plan, &taken);
        for (today, later) in score.threads.iter().zip(&then.threads) {
            prop_assert!(later.score >= today.score - 1e-12, "{} falls", today.thread);
        }
        prop_assert!(then.overall.score >= score.overall.score - 1e-12);
        prop_assert!(then.overall.score <= 5.0 + 1e-12);
        let mut with_more = taken;
        let Some(step) = plan.steps.get(more % plan.steps.len().max(1)) else { return Ok(()) };
        with_more.push(step.item.clone());
        let further = projected(real, &assessment, &plan, &with_more);
        prop_assert!(
            further.overall.score >= then.overall.score - 1e-12,
            "{} takes {} down to {}", step.item, then.overall.score, further.overall.score
        );
    }

    #[test]
    fn the_order_in_which_steps_are_taken_is_irrelevant(
        ratings in ratings(), goals in prop::collection::vec(prop::option::of(2u8..=10), 3),
        marks in prop::collection::vec(any::<bool>(), 12), turn in 0usize..12,
    ) {
        let real = real();
        let Some(assessment) = with_goals(&ratings, &goals) else { return Ok(()) };
        let (_, plan) = plan_of(real, &assessment);
        let mut taken = chosen(&plan, &marks);
        let one = projected(real, &assessment, &plan, &taken);
        taken.reverse();
        let by = turn % taken.len().max(1);
        taken.rotate_left(by);
        prop_assert_eq!(projected(real, &assessment, &plan, &taken), one);
    }
}

#[test]
fn the_steps_of_several_levels_add_up_through_the_score_and_not_by_their_lifts() {
    let real = real();
    let mut assessment = all(real, Not);
    for thread in ["GOAL", "ROLE"] {
        assessment.targets.insert(ThreadId::from(thread), 1.0);
    }
    assessment.targets.insert(ThreadId::from("PRIO"), 3.0);
    let (score, plan) = plan_of(real, &assessment);
    let taken: Vec<_> = plan.steps.iter().map(|step| step.item.clone()).collect();
    let then = projected(real, &assessment, &plan, &taken);
    // Practices fully and outcomes largely at levels 2 and 3: a = 8/9 at both.
    let expect = 1.0 + 8.0 / 9.0 + 64.0 / 81.0;
    assert!(close(then.thread(&ThreadId::from("PRIO")).unwrap().score, expect));
    assert_eq!(then.thread(&ThreadId::from("PRIO")).unwrap().attained, 3);
    let sum: f64 = plan.steps.iter().map(|step| step.lift).sum();
    assert!(then.overall.score - score.overall.score > sum + 0.1, "a level counts once those below carry it");
}

#[test]
fn an_outcome_nobody_rated_never_takes_the_projection_down() {
    let real = real();
    let assessment = all_but(
        real,
        Fully,
        &[
            ("A2.L4.GOAL.P1", Some(Largely)),
            ("A2.L3.GOAL.O1", Some(Unknown)),
            ("A2.L5.GOAL.P1", Some(NotApplicable)),
            ("A2.L5.GOAL.O2", Some(NotApplicable)),
        ],
    );
    let (score, plan) = plan_of(real, &assessment);
    let step = plan.steps.iter().find(|step| step.item.as_str() == "A2.L4.GOAL.P1").unwrap();
    assert_eq!(step.lift, 0.0);
    let then = projected(real, &assessment, &plan, std::slice::from_ref(&step.item));
    assert_eq!(then.overall.score, score.overall.score);
}

fn measured(value: f64) -> MetricAnswer {
    MetricAnswer { status: Some(MetricStatus::Measured), value: Some(value), ..MetricAnswer::default() }
}

fn with_metrics(pack: &Pack, metrics: &[(&str, MetricAnswer)]) -> Assessment {
    let mut assessment = empty(pack);
    for (id, answer) in metrics {
        assessment.metrics.insert(MetricId::from(*id), answer.clone());
    }
    assessment
}

#[test]
fn readiness_counts_the_distinct_metrics_up_to_the_level_above_the_attained() {
    let real = real();
    let not_applicable =
        MetricAnswer { status: Some(MetricStatus::NotApplicable), ..MetricAnswer::default() };
    // Levels up to 2 hold m01, m02, m03, m04.
    let some = with_metrics(
        real,
        &[("m01", measured(3.0)), ("m02", not_applicable.clone()), ("m16", measured(1.0))],
    );
    assert!(close(readiness(real, &some, 1).unwrap(), 1.0 / 3.0));
    assert!(
        close(readiness(real, &some, 5).unwrap(), 2.0 / 15.0),
        "all sixteen, less one that does not apply"
    );
    assert!(close(readiness(real, &some, 4).unwrap(), 2.0 / 15.0));
    let none = with_metrics(real, &["m01", "m02", "m03", "m04"].map(|id| (id, not_applicable.clone())));
    assert_eq!(readiness(real, &none, 1), None);
    let bare = MetricAnswer { value: None, ..measured(0.0) };
    assert_eq!(readiness(real, &with_metrics(real, &[("m01", bare)]), 1), Some(0.0));
}

#[test]
fn ratios_need_a_value_a_number_of_relationships_and_a_metric_that_has_one() {
    let real = real();
    let mut assessment = with_metrics(real, &[("m01", measured(6.0)), ("m02", measured(6.0))]);
    let m01 = MetricId::from("m01");
    assert_eq!(ratio(real, &assessment, &m01), None);
    assessment.key_relationships = Some(0);
    assert_eq!(ratio(real, &assessment, &m01), None);
    assessment.key_relationships = Some(12);
    assert_eq!(ratio(real, &assessment, &m01), Some(0.5));
    assert_eq!(ratio(real, &assessment, &MetricId::from("m02")), None);
    let with_ratio: Vec<_> = real.metrics.iter().filter(|m| m.ratio).map(|m| m.id.as_str()).collect();
    assert_eq!(with_ratio, ["m01", "m06", "m09"]);
}

#[test]
fn values_beyond_the_soft_limits_are_queried_and_never_refused() {
    let real = real();
    for (id, value, queried) in [
        ("m01", 13.0, true),
        ("m01", 12.0, false),
        ("m01", 501.0, true),
        ("m02", 1000.0, false),
        ("m02", 1001.0, true),
        ("m07", 6.0, true),
        ("m07", 5.0, false),
        ("m10", 6.0, true),
        ("m03", 100.0, false),
        ("m14", 100.0, false),
    ] {
        let mut assessment = with_metrics(real, &[("m04", measured(5.0)), (id, measured(value))]);
        assessment.key_relationships = Some(12);
        assert_eq!(
            query(real, &assessment, &MetricId::from(id), &Texts::default()).is_some(),
            queried,
            "{id} {value}"
        );
        assert!(check_value(real.metric(&MetricId::from(id)).unwrap().unit, value).is_ok());
    }
}

#[test]
fn typed_values_are_whole_counts_and_percentages_with_one_decimal() {
    for (unit, typed, expect) in [
        (Unit::Count, "7", Ok(Some(7.0))),
        (Unit::Count, " 1 000 000 ", Ok(Some(1_000_000.0))),
        (Unit::Count, "", Ok(None)),
        (Unit::Count, "1000001", Err(())),
        (Unit::Count, "2.5", Err(())),
        (Unit::Count, "-1", Err(())),
        (Unit::Count, "1e3", Err(())),
        (Unit::Percent, "55,55 %", Ok(Some(55.6))),
        (Unit::Percent, "100", Ok(Some(100.0))),
        (Unit::Percent, "100.1", Err(())),
        (Unit::Percent, "nan", Err(())),
        (Unit::Percent, "1.2.3", Err(())),
    ] {
        for sign in [".", ","] {
            assert_eq!(parse_value(unit, typed, sign).map_err(|_| ()), expect, "{typed:?}");
        }
    }
}

#[test]
fn thousands_are_parted_by_the_sign_that_is_not_the_decimal_one() {
    for (unit, sign, typed, expect) in [
        (Unit::Count, ".", "1,000", Ok(Some(1000.0))),
        (Unit::Count, ",", "1.000", Ok(Some(1000.0))),
        (Unit::Count, ",", "1.000.000", Ok(Some(1_000_000.0))),
        (Unit::Count, ",", "1\u{202f}250", Ok(Some(1250.0))),
        (Unit::Count, ".", "1,250.0", Ok(Some(1250.0))),
        (Unit::Count, ".", "1.000", Ok(Some(1.0))),
        // Four digits after it, or two: no thousands.
        (Unit::Count, ".", "1,0000", Ok(Some(1.0))),
        (Unit::Count, ".", "1,00,000", Err(())),
        (Unit::Count, ",", "1000.000.000", Err(())),
        (Unit::Percent, ",", "12.5", Ok(Some(12.5))),
        (Unit::Percent, ".", "12,5", Ok(Some(12.5))),
        (Unit::Percent, ",", "12.500", Err(())),
        (Unit::Percent, ",", "0.500", Ok(Some(0.5))),
        (Unit::Percent, ".", ",5", Ok(Some(0.5))),
    ] {
        assert_eq!(parse_value(unit, typed, sign).map_err(|_| ()), expect, "{typed:?} with {sign:?}");
    }
}

#[test]
fn metrics_without_direction_and_the_one_that_falls_are_those_of_the_method() {
    use pomscope_core::pack::Better;
    let real = real();
    let of = |better: Better| -> Vec<_> {
        real.metrics.iter().filter(|m| m.better == better).map(|m| m.id.as_str()).collect()
    };
    assert_eq!(of(Better::None), ["m02", "m04", "m07", "m10"]);
    assert_eq!(of(Better::Down), ["m14"]);
}

#[test]
fn readiness_of_a_level_counts_the_metrics_that_stand_there() {
    let real = real();
    let assessment = with_metrics(real, &[("m01", measured(3.0)), ("m03", measured(40.0))]);
    let levels = readiness_by_level(real, &assessment);
    let of = |measured, of| Readiness { measured, of };
    assert_eq!(levels[..2], [(2, of(2, 4)), (3, of(2, 5))]);
    assert_eq!(levels.len(), 4);
    assert_eq!(of(0, 0).share(), None);
}

fn aimed(value: Option<f64>, baseline: Option<f64>, target: Option<f64>) -> MetricAnswer {
    MetricAnswer { value, baseline, target, ..measured(0.0) }
}

#[test]
fn progress_runs_from_the_start_to_the_target_in_the_metric_s_own_direction() {
    let real = real();
    for (id, start, now, goal, expect) in [
        ("m01", 3.0, 7.0, 12.0, Some((Course::Towards, Some(4.0 / 9.0)))),
        ("m01", 3.0, 3.0, 12.0, Some((Course::Towards, Some(0.0)))),
        ("m01", 3.0, 12.0, 12.0, Some((Course::Reached, Some(1.0)))),
        ("m01", 3.0, 2.0, 12.0, Some((Course::Away, Some(0.0)))),
        ("m14", 40.0, 30.0, 20.0, Some((Course::Towards, Some(0.5)))),
        ("m14", 40.0, 50.0, 20.0, Some((Course::Away, Some(0.0)))),
        ("m14", 40.0, 10.0, 20.0, Some((Course::Reached, Some(1.0)))),
        // No direction: numbers beside each other, never a share, never a judgement.
        ("m02", 3.0, 12.0, 1.0, Some((Course::Open, None))),
        // A target no better than the start: reached or not, but no way to go.
        ("m01", 12.0, 12.0, 3.0, Some((Course::Reached, None))),
        // Numbers that do not fit the unit count as missing.
        ("m03", 40.0, 50.0, 250.0, None),
        ("m01", 2.5, 3.0, 12.0, None),
    ] {
        let assessment = with_metrics(real, &[(id, aimed(Some(now), Some(start), Some(goal)))]);
        let made = progress(real, &assessment, &MetricId::from(id));
        let seen = made.map(|made| (made.course, made.share));
        match (seen, expect) {
            (Some((course, Some(share))), Some((wanted, Some(expect)))) => {
                assert!(course == wanted && close(share, expect), "{id} {start} {now} {goal}: {share}");
            }
            (seen, expect) => assert_eq!(seen, expect, "{id} {start} {now} {goal}"),
        }
    }
}

#[test]
fn last_time_s_value_is_the_start_until_one_is_given() {
    let real = real();
    let id = MetricId::from("m01");
    let mut assessment = with_metrics(real, &[("m01", aimed(Some(7.0), None, Some(11.0)))]);
    assert_eq!(progress(real, &assessment, &id), None);
    let mut previous = Previous::default();
    previous.values.insert(id.clone(), 5.0);
    assessment.previous = Some(Box::new(previous));
    assert_eq!(progress(real, &assessment, &id).unwrap().from, 5.0);
    assessment.metrics.get_mut(&id).unwrap().baseline = Some(3.0);
    assert_eq!(progress(real, &assessment, &id).unwrap().from, 3.0);
}

#[test]
fn a_target_worse_than_the_start_is_queried_where_there_is_a_direction() {
    let real = real();
    for (id, start, goal, queried) in [
        ("m01", 5.0, 3.0, true),
        ("m01", 3.0, 5.0, false),
        ("m14", 20.0, 40.0, true),
        ("m02", 5.0, 3.0, false),
    ] {
        let assessment = with_metrics(real, &[(id, aimed(None, Some(start), Some(goal)))]);
        assert_eq!(target_query(real, &assessment, &MetricId::from(id)).is_some(), queried, "{id}");
    }
}

#[test]
fn low_satisfaction_is_asked_about_only_where_a_level_is_attained() {
    let real = real();
    let found = |rating: Rating, id: &str, value: f64| -> Vec<(String, Vec<(String, u8)>)> {
        let mut assessment = all(real, rating);
        assessment.metrics.insert(MetricId::from(id), measured(value));
        let score = scored(real, &assessment);
        watermelons(real, &assessment, &score)
            .into_iter()
            .map(|w| (w.metric.0, w.threads.into_iter().map(|(thread, level)| (thread.0, level)).collect()))
            .collect()
    };
    assert_eq!(found(Largely, "m03", 49.9), [("m03".into(), vec![("PRIO".into(), 2)])]);
    assert_eq!(found(Fully, "m05", 10.0), [("m05".into(), vec![("GOAL".into(), 5)])]);
    assert_eq!(found(Largely, "m03", 50.0), [], "half are satisfied");
    assert_eq!(found(Partly, "m03", 10.0), [], "nothing is green outside");
    assert_eq!(found(Largely, "m14", 10.0), [], "overdue reviews are not about satisfaction");
    let about: Vec<_> = real.metrics.iter().filter(|m| m.about.is_some()).map(|m| m.id.as_str()).collect();
    assert_eq!(about, ["m03", "m05", "m12"]);
}
