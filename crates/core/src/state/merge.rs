//! Joining what two tabs did to one assessment since they last agreed: the newer of each answer, both where they truly conflict.

use crate::answers::{Answer, Assessment, Choice, LensAnswers, MetricAnswer, PlanEntry, Rating, StepStatus};
use crate::json::{Map, Value};
use crate::pack::ItemId;
use crate::table::Table;
use crate::wire::answer_value;

/// What one value becomes: the side that changed it, or `newest` of the two where both did.
fn pick<T: Clone + PartialEq>(base: &T, mine: &T, theirs: &T, newest_is_mine: bool) -> T {
    if mine == theirs || theirs == base {
        mine.clone()
    } else if mine == base || !newest_is_mine {
        theirs.clone()
    } else {
        mine.clone()
    }
}

fn pick_map<K: Ord + Clone, V: Clone + PartialEq>(
    base: &Table<K, V>,
    mine: &Table<K, V>,
    theirs: &Table<K, V>,
    newest_is_mine: bool,
) -> Table<K, V> {
    let keys: Table<&K, ()> = mine.keys().chain(theirs.keys()).map(|key| (key, ())).collect();
    keys.into_iter()
        .filter_map(|(key, ())| {
            let value = pick(
                &base.get(key).cloned(),
                &mine.get(key).cloned(),
                &theirs.get(key).cloned(),
                newest_is_mine,
            );
            value.map(|value| (key.clone(), value))
        })
        .collect()
}

/// Joins the plan step by step and, where both tabs changed the same step, field by field: the field that one side changed, or
/// the newer side's where both did. What one side removed and the other changed stays.
fn join_plan(base: &Assessment, mine: &Assessment, theirs: &Assessment) -> Table<String, PlanEntry> {
    let ids: Table<&String, ()> = mine.plan.keys().chain(theirs.plan.keys()).map(|id| (id, ())).collect();
    ids.into_iter()
        .filter_map(|(id, ())| {
            let (ground, my, their) = (base.plan.get(id), mine.plan.get(id), theirs.plan.get(id));
            let entry = match (my, their) {
                (Some(my), Some(their)) => {
                    Some(join_entry(ground.unwrap_or(&PlanEntry::default()), my, their))
                }
                (Some(only), None) | (None, Some(only)) => (ground != Some(only)).then(|| only.clone()),
                (None, None) => None,
            };
            entry.map(|entry| (id.clone(), entry))
        })
        .collect()
}

/// Both tabs come to the same: where the moment is the same, what is greater as text wins.
fn join_entry(base: &PlanEntry, my: &PlanEntry, their: &PlanEntry) -> PlanEntry {
    let text = |of: fn(&PlanEntry) -> &String| {
        let newest = (&my.at, of(my)) >= (&their.at, of(their));
        pick(of(base), of(my), of(their), newest)
    };
    let word = |of: fn(&PlanEntry) -> &'static str| {
        let newest = (&my.at, of(my)) >= (&their.at, of(their));
        pick(&of(base), &of(my), &of(their), newest)
    };
    let extra_is_mine = (&my.at, object_text(&my.extra)) >= (&their.at, object_text(&their.extra));
    PlanEntry {
        title: text(|entry| &entry.title),
        choice: Choice::parse(word(|entry| entry.choice.map_or("", Choice::as_str))),
        owner: text(|entry| &entry.owner),
        due: text(|entry| &entry.due),
        status: StepStatus::parse(word(|entry| entry.status.as_str())).unwrap_or_default(),
        note: text(|entry| &entry.note),
        at: my.at.clone().max(their.at.clone()),
        extra: pick(&base.extra, &my.extra, &their.extra, extra_is_mine),
    }
}

/// Joins rows one by one: of a row that both tabs changed, the field that one side changed, or the newer side's where both did.
/// What one side removed and the other changed stays.
fn join_rows(base: &Map, mine: &Map, theirs: &Map) -> Map {
    let mut joined = Map::new();
    for side in [mine, theirs] {
        for id in side.keys() {
            let (ground, my, their) = (base.get(id), mine.get(id), theirs.get(id));
            let row = match (my, their) {
                (Some(my), Some(their)) => Some(join_row(ground.unwrap_or(&Value::Null), my, their)),
                _ => my.or(their).filter(|only| ground != Some(only)).cloned(),
            };
            if let Some(row) = row {
                joined.insert(id.clone(), row);
            }
        }
    }
    joined
}

fn join_row(base: &Value, my: &Value, their: &Value) -> Value {
    // By what they hold, not by whose they are, as with answers.
    let at = |row: &Value| row.get("at").and_then(Value::as_str).map(str::to_owned);
    let rank = |row: &Value, value: Option<&Value>| (at(row), value.map(Value::to_string));
    let newer = |base, mine, theirs| pick(&base, &mine, &theirs, rank(my, mine) >= rank(their, theirs));
    let (Value::Object(mine), Value::Object(theirs)) = (my, their) else {
        return newer(Some(base), Some(my), Some(their)).unwrap_or(my).clone();
    };
    let mut joined = Map::new();
    for side in [mine, theirs] {
        for key in side.keys() {
            if let Some(value) = newer(base.get(key), my.get(key), their.get(key)) {
                joined.insert(key.clone(), value.clone());
            }
        }
    }
    // The later moment, whatever became of it: a row that lost its rank by being joined would be joined again, for ever.
    if let Some(at) = at(my).max(at(their)) {
        joined.insert("at".into(), at.into());
    }
    Value::Object(joined)
}

fn object_text(object: &Map) -> String {
    Value::Object(object.clone()).to_string()
}

/// What makes an answer the newer of two; where the moment is the same, anything that is the same in both tabs.
fn rank(answer: &Answer) -> (&str, Option<Rating>, &str, &str, &str) {
    (&answer.at, answer.rating, &answer.note, &answer.evidence, &answer.reason)
}

/// Joins `mine` and `theirs`, which both grew from `base`. Returns the joined assessment and the items that both changed differently: there the newer answer stands and the older is kept beside it.
#[must_use]
pub fn merge(base: &Assessment, mine: &Assessment, theirs: &Assessment) -> (Assessment, Vec<ItemId>) {
    // In the same moment the higher revision: it was joined already, and the other tab takes it over.
    let newest = (&mine.updated_at, mine.rev) >= (&theirs.updated_at, theirs.rev);
    let mut joined = mine.clone();
    let mut conflicts = Vec::new();
    joined.rev = mine.rev.max(theirs.rev);
    joined.updated_at = if newest { mine.updated_at.clone() } else { theirs.updated_at.clone() };
    // What only a file of one's own, or a newer program, changes: kept each by each, the tabs would answer each other for ever.
    joined.created_at = pick(&base.created_at, &mine.created_at, &theirs.created_at, newest);
    joined.pack_version = pick(&base.pack_version, &mine.pack_version, &theirs.pack_version, newest);
    joined.title = pick(&base.title, &mine.title, &theirs.title, newest);
    joined.side = pick(&base.side, &mine.side, &theirs.side, newest);
    joined.scope = pick(&base.scope, &mine.scope, &theirs.scope, newest);
    joined.key_relationships =
        pick(&base.key_relationships, &mine.key_relationships, &theirs.key_relationships, newest);
    joined.placement = pick_map(&base.placement, &mine.placement, &theirs.placement, newest);
    joined.probes = pick_map(&base.probes, &mine.probes, &theirs.probes, newest);
    joined.targets = pick_map(&base.targets, &mine.targets, &theirs.targets, newest);
    joined.importance = pick_map(&base.importance, &mine.importance, &theirs.importance, newest);
    joined.metrics = pick_map(&base.metrics, &mine.metrics, &theirs.metrics, newest);
    joined.lenses = pick_map(&base.lenses, &mine.lenses, &theirs.lenses, newest);
    joined.timings = pick_map(&base.timings, &mine.timings, &theirs.timings, newest);
    joined.plan = join_plan(base, mine, theirs);
    joined.relationships = join_rows(&base.relationships, &mine.relationships, &theirs.relationships);
    joined.commitments = join_rows(&base.commitments, &mine.commitments, &theirs.commitments);
    joined.previous = pick(&base.previous, &mine.previous, &theirs.previous, newest);
    joined.kept_as_said = pick(&base.kept_as_said, &mine.kept_as_said, &theirs.kept_as_said, newest);
    joined.context_extra = pick(&base.context_extra, &mine.context_extra, &theirs.context_extra, newest);
    joined.extra = pick(&base.extra, &mine.extra, &theirs.extra, newest);
    joined.answers = join_answers(&base.answers, &mine.answers, &theirs.answers, &mut conflicts);
    (joined, conflicts)
}

/// What `merge` leaves to the desk, where alone it is entered: lenses and metrics.
pub(super) fn join_at_desk(sides: [&Assessment; 3], joined: &mut Assessment, conflicts: &mut Vec<ItemId>) {
    join_lenses(sides, joined, conflicts);
    join_metrics(sides, joined);
}

/// Joins field by field what two tabs said of the same metric, where `merge` alone takes the newer tab's of each metric.
fn join_metrics([base, mine, theirs]: [&Assessment; 3], joined: &mut Assessment) {
    let newest = (&mine.updated_at, mine.rev) >= (&theirs.updated_at, theirs.rev);
    for (id, metric) in joined.metrics.iter_mut() {
        let (Some(my), Some(their)) = (mine.metrics.get(id), theirs.metrics.get(id)) else { continue };
        let ground = base.metrics.get(id).cloned().unwrap_or_default();
        *metric = MetricAnswer {
            status: pick(&ground.status, &my.status, &their.status, newest),
            value: pick(&ground.value, &my.value, &their.value, newest),
            as_of: pick(&ground.as_of, &my.as_of, &their.as_of, newest),
            source: pick(&ground.source, &my.source, &their.source, newest),
            baseline: pick(&ground.baseline, &my.baseline, &their.baseline, newest),
            target: pick(&ground.target, &my.target, &their.target, newest),
            target_date: pick(&ground.target_date, &my.target_date, &their.target_date, newest),
            extra: pick(&ground.extra, &my.extra, &their.extra, newest),
        };
    }
}

/// Joins what two tabs answered to lenses, lens by lens and item by item, where `merge` alone takes the newer tab's of each lens:
/// only at the desk are they answered.
fn join_lenses([base, mine, theirs]: [&Assessment; 3], joined: &mut Assessment, conflicts: &mut Vec<ItemId>) {
    let newest = (&mine.updated_at, mine.rev) >= (&theirs.updated_at, theirs.rev);
    let ids: Table<&String, ()> = mine.lenses.keys().chain(theirs.lenses.keys()).map(|id| (id, ())).collect();
    joined.lenses = Table::new();
    for (id, ()) in ids {
        let of = |assessment: &'_ Assessment| assessment.lenses.get(id).cloned().unwrap_or_default();
        let (ground, my, their) = (of(base), of(mine), of(theirs));
        let mut lens = LensAnswers {
            version: pick(&ground.version, &my.version, &their.version, newest),
            answers: join_answers(&ground.answers, &my.answers, &their.answers, conflicts),
            extra: join_object(&ground.extra, &my.extra, &their.extra, newest),
        };
        // Who does it stands beside the rating, and a tab that said the one keeps the other's word on the other.
        for (item, answer) in lens.answers.iter_mut() {
            if let (Some(my), Some(their)) = (my.answers.get(item), their.answers.get(item)) {
                let ground = ground.answers.get(item).map(|answer| answer.extra.clone()).unwrap_or_default();
                let is_mine = (&my.at, object_text(&my.extra)) >= (&their.at, object_text(&their.extra));
                answer.extra = pick(&ground, &my.extra, &their.extra, is_mine);
            }
        }
        let in_both = mine.lenses.contains_key(id) && theirs.lenses.contains_key(id);
        if in_both || !(lens.answers.is_empty() && lens.extra.is_empty()) {
            joined.lenses.insert(id.clone(), lens);
        }
    }
}

/// Joins objects key by key, and so on into the objects in them.
fn join_object(base: &Map, mine: &Map, theirs: &Map, newest_is_mine: bool) -> Map {
    let keys: Table<&String, ()> = mine.keys().chain(theirs.keys()).map(|key| (key, ())).collect();
    let mut joined = Map::new();
    for (key, ()) in keys {
        let (ground, my, their) = (base.get(key), mine.get(key), theirs.get(key));
        let value = match (my, their) {
            (Some(Value::Object(my)), Some(Value::Object(their))) => {
                let empty = Map::new();
                let ground = ground.and_then(Value::as_object).unwrap_or(&empty);
                Some(Value::Object(join_object(ground, my, their, newest_is_mine)))
            }
            _ => pick(&ground, &my, &their, newest_is_mine).cloned(),
        };
        if let Some(value) = value {
            joined.insert(key.clone(), value);
        }
    }
    joined
}

/// Joins answers item by item. An item that both changed differently goes to `conflicts`, with the older answer beside the newer.
fn join_answers(
    base: &Table<ItemId, Answer>,
    mine: &Table<ItemId, Answer>,
    theirs: &Table<ItemId, Answer>,
    conflicts: &mut Vec<ItemId>,
) -> Table<ItemId, Answer> {
    let ids: Table<&ItemId, ()> = mine.keys().chain(theirs.keys()).map(|id| (id, ())).collect();
    let empty = Answer::default();
    let mut joined = Table::new();
    for (id, ()) in ids {
        let of = |answers: &'_ Table<ItemId, Answer>| answers.get(id).cloned().unwrap_or_default();
        let (ground, my, their) = (of(base), of(mine), of(theirs));
        let answer = if my == their || their == ground {
            my
        } else if my == ground {
            their
        } else {
            // By what they hold, not by whose they are: both tabs must come to the same, or they would answer each other for ever.
            let written = |answer: &'_ Answer| answer_value(answer).to_string();
            let mine_is_newer = (rank(&my), written(&my)) >= (rank(&their), written(&their));
            let (mut newer, mut older) = if mine_is_newer { (my, their) } else { (their, my) };
            if newer.says_the_same(&older) || older.says_the_same(&ground) {
                // What stands beside stays, unless one tab alone settled it; so does what is not understood.
                newer.other = pick(&ground.other, &newer.other, &older.other, newer.other.is_some());
                newer.extra = pick(&ground.extra, &newer.extra, &older.extra, !newer.extra.is_empty());
                newer
            } else if newer.says_the_same(&ground) {
                older.other = pick(&ground.other, &older.other, &newer.other, older.other.is_some());
                older.extra = pick(&ground.extra, &older.extra, &newer.extra, !older.extra.is_empty());
                older
            } else {
                conflicts.push(id.clone());
                older.other = None;
                newer.other = Some(Box::new(older));
                newer
            }
        };
        if answer != empty {
            joined.insert(id.clone(), answer);
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(answers: &[(&str, Rating, &str)]) -> Assessment {
        let mut assessment = Assessment::default();
        for (id, rating, at) in answers {
            let answer = Answer { rating: Some(*rating), at: (*at).to_owned(), ..Answer::default() };
            assessment.answers.insert(ItemId::from(*id), answer);
            assessment.updated_at = (*at).to_owned();
        }
        assessment
    }

    #[test]
    fn answers_to_different_items_are_both_kept() {
        let base = with(&[]);
        let (joined, conflicts) =
            merge(&base, &with(&[("A", Rating::Fully, "1")]), &with(&[("B", Rating::Partly, "2")]));
        assert_eq!(joined.answers.len(), 2);
        assert!(conflicts.is_empty());
    }

    #[test]
    fn two_answers_to_one_item_keep_the_newer_and_the_older_beside_it() {
        let base = with(&[("A", Rating::Not, "0")]);
        for swap in [false, true] {
            let (mut mine, mut theirs) =
                (with(&[("A", Rating::Fully, "1")]), with(&[("A", Rating::Partly, "2")]));
            if swap {
                std::mem::swap(&mut mine, &mut theirs);
            }
            let (joined, conflicts) = merge(&base, &mine, &theirs);
            let answer = &joined.answers["A"];
            assert_eq!(answer.rating, Some(Rating::Partly));
            assert_eq!(answer.other.as_ref().unwrap().rating, Some(Rating::Fully));
            assert_eq!(conflicts, [ItemId::from("A")]);
        }
    }

    #[test]
    fn what_is_not_understood_of_an_answer_stays_where_the_other_tab_says_no_more_than_before() {
        let later = |answer: &mut Answer| answer.extra.insert("mood".into(), "good".into());
        let noted = |note: &str| Answer { note: note.into(), at: "0".into(), ..Answer::default() };
        let with = |answer: Option<Answer>| {
            let mut assessment = Assessment::default();
            answer.map(|answer| assessment.answers.insert(ItemId::from("A"), answer));
            assessment
        };
        let (mut emptied, mut renoted) = (noted(""), noted("later"));
        later(&mut emptied);
        later(&mut renoted);
        // The ground, what one tab made of it, what the other did, and whether the answer's note stands in the end.
        for (ground, one, other, note) in [
            (Some(noted("here")), None, Some(emptied), ""),
            (
                Some(noted("here")),
                Some(Answer { at: "1".into(), ..noted("here") }),
                Some(renoted.clone()),
                "later",
            ),
            (None, Some(Answer { at: "1".into(), ..noted("later") }), Some(renoted), "later"),
        ] {
            for swap in [false, true] {
                let (mut mine, mut theirs) = (with(one.clone()), with(other.clone()));
                if swap {
                    std::mem::swap(&mut mine, &mut theirs);
                }
                let (joined, conflicts) = merge(&with(ground.clone()), &mine, &theirs);
                assert_eq!(joined.answers["A"].extra.get("mood"), Some(&"good".into()));
                assert_eq!(joined.answers["A"].note, note);
                assert!(conflicts.is_empty());
            }
        }
    }

    #[test]
    fn an_answer_taken_back_in_one_tab_is_taken_back_in_both() {
        let base = with(&[("A", Rating::Not, "0"), ("B", Rating::Not, "0")]);
        let mine = with(&[("B", Rating::Fully, "1")]);
        let (joined, conflicts) = merge(&base, &mine, &base);
        assert!(!joined.answers.contains_key("A"));
        assert_eq!(joined.answers["B"].rating, Some(Rating::Fully));
        assert!(conflicts.is_empty());
    }

    /// As the desk joins.
    fn whole(base: &Assessment, mine: &Assessment, theirs: &Assessment) -> (Assessment, Vec<ItemId>) {
        let (mut joined, mut conflicts) = merge(base, mine, theirs);
        join_at_desk([base, mine, theirs], &mut joined, &mut conflicts);
        (joined, conflicts)
    }

    /// Two tabs tell each other what they hold until neither has anything to add, as the shell does; gives how often.
    fn talk(base: &Assessment, one: &Assessment, other: &Assessment) -> (Assessment, usize) {
        let mut tabs = [(base.clone(), one.clone()), (base.clone(), other.clone())];
        for turn in 0..20 {
            let told = tabs[turn % 2].1.clone();
            let (synced, mine) = &tabs[(turn + 1) % 2];
            let (mut joined, _) = whole(synced, mine, &told);
            let rest = |a: &Assessment| Assessment { rev: 0, updated_at: String::new(), ..a.clone() };
            let adds = rest(&joined) != rest(&told);
            if adds {
                joined.rev += 1;
            }
            tabs[(turn + 1) % 2] = (told, joined);
            if !adds {
                let [(_, one), (_, other)] = tabs;
                assert_eq!(rest(&one), rest(&other));
                return (one, turn);
            }
        }
        panic!("the tabs answer each other for ever");
    }

    #[test]
    fn a_conflict_settled_in_one_tab_is_settled_in_both() {
        let base = with(&[("A", Rating::Not, "0")]);
        let (joined, _) =
            merge(&base, &with(&[("A", Rating::Fully, "2")]), &with(&[("A", Rating::Partly, "1")]));
        let mut settled = joined.clone();
        let answer = settled.answers.get_mut("A").unwrap();
        answer.other = None;
        answer.at = "3".into();
        for (one, other) in [(&settled, &joined), (&joined, &settled)] {
            let (after, _) = talk(&joined, one, other);
            assert_eq!((after.answers["A"].rating, &after.answers["A"].other), (Some(Rating::Fully), &None));
        }
    }

    #[test]
    fn two_tabs_come_to_rest_whatever_they_did_at_once() {
        let choices = [Rating::Not, Rating::Partly, Rating::Fully];
        let base = with(&[("A", Rating::Not, "1")]);
        for my in choices {
            for their in choices {
                for (my_at, their_at) in [("1", "2"), ("2", "2"), ("3", "2")] {
                    for (my_title, their_title) in [("", ""), ("mine", "theirs"), ("mine", "")] {
                        let (mut mine, mut theirs) =
                            (with(&[("A", my, my_at)]), with(&[("A", their, their_at)]));
                        my_title.clone_into(&mut mine.title);
                        their_title.clone_into(&mut theirs.title);
                        let (_, turns) = talk(&base, &mine, &theirs);
                        assert!(turns <= 3, "{turns} turns");
                    }
                }
            }
        }
    }

    /// A file that took the place of what was here, or a program of a later version, in one of the tabs.
    #[test]
    fn two_tabs_come_to_rest_over_what_neither_asks() {
        let of = |created: &str, version: &str, at: &str| Assessment {
            created_at: created.into(),
            pack_version: version.into(),
            updated_at: at.into(),
            ..Assessment::default()
        };
        let base = of("1", "1.0.0", "1");
        let (mine, theirs) = (of("0", "1.0.0", "2"), of("1", "1.1.0", "3"));
        for (one, other) in [(&mine, &theirs), (&theirs, &mine)] {
            let (after, turns) = talk(&base, one, other);
            assert_eq!((after.created_at.as_str(), after.pack_version.as_str()), ("0", "1.1.0"));
            assert!(turns <= 3, "{turns} turns");
        }
    }

    #[test]
    fn answers_of_two_tabs_to_lenses_are_both_kept_and_a_conflict_is_asked_about() {
        let given = |rating: Rating, by: &str, at: &str| {
            let mut answer = Answer { rating: Some(rating), at: at.into(), ..Answer::default() };
            if !by.is_empty() {
                answer.extra.insert("by".into(), by.into());
            }
            answer
        };
        let lens = |entries: &[(&str, Answer)], note: &str, question: &str| {
            let mut answers = LensAnswers { version: "1.0.0".into(), ..LensAnswers::default() };
            for (id, answer) in entries {
                answers.answers.insert(ItemId::from(*id), answer.clone());
            }
            let texts = [("note", note), ("q", question)].into_iter().filter(|(_, text)| !text.is_empty());
            let texts: Vec<_> = texts.map(|(key, text)| (key, Value::from(text))).collect();
            if !texts.is_empty() {
                answers.extra.insert("reflection".into(), crate::json::object(texts));
            }
            let mut assessment = with(&[]);
            assessment.lenses.insert("duties".into(), answers);
            assessment.updated_at = "1".into();
            assessment
        };
        let base = lens(&[("A", given(Rating::Not, "", "0"))], "", "");
        let mine =
            lens(&[("A", given(Rating::Fully, "", "3")), ("B", given(Rating::Not, "", "3"))], "mine", "");
        let theirs =
            lens(&[("A", given(Rating::Not, "it", "2")), ("C", given(Rating::Not, "", "2"))], "", "yes");
        for (one, other) in [(&mine, &theirs), (&theirs, &mine)] {
            let (after, turns) = talk(&base, one, other);
            let duties = &after.lenses["duties"];
            assert_eq!(duties.answers.len(), 3);
            let a = &duties.answers["A"];
            assert_eq!(
                (a.rating, a.extra.get("by").and_then(Value::as_str)),
                (Some(Rating::Fully), Some("it"))
            );
            assert_eq!(duties.extra.get("reflection").unwrap().to_string(), r#"{"note":"mine","q":"yes"}"#);
            assert!(turns <= 3, "{turns} turns");
        }
        let theirs = lens(&[("A", given(Rating::Partly, "", "2"))], "", "");
        let (joined, conflicts) = whole(&base, &mine, &theirs);
        assert_eq!(conflicts, [ItemId::from("A")]);
        assert_eq!(joined.lenses["duties"].answers["A"].other.as_ref().unwrap().rating, Some(Rating::Partly));
        let none = Assessment { lenses: Table::new(), ..base.clone() };
        assert!(whole(&base, &none, &base).0.lenses.is_empty(), "what was taken back in one tab is in both");
    }

    #[test]
    fn of_a_metric_that_two_tabs_fill_in_at_once_each_field_is_kept() {
        let metric = |value: Option<f64>, source: &str, at: &str| {
            let mut assessment = with(&[]);
            let answer = MetricAnswer { value, source: source.into(), ..MetricAnswer::default() };
            assessment.metrics.insert("m01".into(), answer);
            assessment.updated_at = at.into();
            assessment
        };
        for base in [with(&[]), metric(Some(1.0), "", "0")] {
            let (mine, theirs) = (
                metric(Some(3.0), "", "1"),
                metric(base.metrics.get("m01").and_then(|m| m.value), "The register", "2"),
            );
            for (one, other) in [(&mine, &theirs), (&theirs, &mine)] {
                let (after, turns) = talk(&base, one, other);
                let m01 = &after.metrics["m01"];
                assert_eq!((m01.value, m01.source.as_str()), (Some(3.0), "The register"));
                assert!(turns <= 3, "{turns} turns");
            }
        }
    }

    fn step(owner: &str, note: &str, at: &str) -> PlanEntry {
        PlanEntry {
            choice: Some(Choice::Taken),
            owner: owner.into(),
            note: note.into(),
            at: at.into(),
            ..PlanEntry::default()
        }
    }

    fn planned(entries: &[(&str, PlanEntry)]) -> Assessment {
        let mut assessment = Assessment::default();
        for (id, entry) in entries {
            assessment.updated_at = assessment.updated_at.max(entry.at.clone());
            assessment.plan.insert((*id).to_owned(), entry.clone());
        }
        assessment
    }

    #[test]
    fn steps_that_two_tabs_edited_are_both_kept_and_of_the_same_step_the_newer_field() {
        let base = planned(&[("A", step("", "", "1")), ("B", step("", "", "1"))]);
        let mine = planned(&[("A", step("Ada", "", "3")), ("B", step("", "", "1"))]);
        let theirs = planned(&[("A", step("Ben", "by May", "2")), ("B", step("Cas", "", "4"))]);
        for (one, other) in [(&mine, &theirs), (&theirs, &mine)] {
            let (after, turns) = talk(&base, one, other);
            let (a, b) = (&after.plan["A"], &after.plan["B"]);
            assert_eq!((a.owner.as_str(), a.note.as_str(), b.owner.as_str()), ("Ada", "by May", "Cas"));
            assert!(turns <= 3, "{turns} turns");
        }
    }

    #[test]
    fn a_step_removed_in_one_tab_goes_unless_the_other_wrote_to_it() {
        let base = planned(&[("own-1", step("", "", "1")), ("own-2", step("", "", "1"))]);
        let mine = planned(&[]);
        let theirs = planned(&[("own-1", step("", "", "1")), ("own-2", step("Ada", "", "2"))]);
        for (one, other) in [(&mine, &theirs), (&theirs, &mine)] {
            let (after, _) = talk(&base, one, other);
            assert_eq!(after.plan.keys().collect::<Vec<_>>(), ["own-2"]);
        }
    }

    #[test]
    fn two_tabs_that_edit_one_step_at_once_come_to_rest() {
        let words = ["", "a", "b"];
        let base = planned(&[("A", step("a", "a", "1"))]);
        for my in words.iter().flat_map(|owner| words.map(|note| (*owner, note))) {
            for their in words.iter().flat_map(|owner| words.map(|note| (*owner, note))) {
                for (my_at, their_at) in [("2", "2"), ("3", "2"), ("2", "3")] {
                    let mine = planned(&[("A", step(my.0, my.1, my_at))]);
                    let theirs = planned(&[("A", step(their.0, their.1, their_at))]);
                    let (_, turns) = talk(&base, &mine, &theirs);
                    assert!(turns <= 3, "{turns} turns");
                }
            }
        }
    }
}
