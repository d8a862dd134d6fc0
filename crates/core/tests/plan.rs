//! The improvement plan (METHOD section 7) and what is read from metrics (section 8), by example and over random answers.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod sample;

use pomscope_core::answers::{Assessment, MetricAnswer, MetricStatus, Rating};
use pomscope_core::method::{Band, LevelStatus, Score};
use pomscope_core::metrics::{check_value, parse_value, query, ratio, readiness};
use pomscope_core::pack::{Kind, MetricId, Pack, ThreadId, Unit};
use pomscope_core::plan::{Plan, plan, priority, target};
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
        assert_eq!(query(real, &assessment, &MetricId::from(id)).is_some(), queried, "{id} {value}");
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
        assert_eq!(parse_value(unit, typed).map_err(|_| ()), expect, "{typed:?}");
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
