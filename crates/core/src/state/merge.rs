//! Joining what two tabs did to one assessment since they last agreed: the newer of each answer, both where they truly conflict.

use crate::answers::{Answer, Assessment};
use crate::pack::ItemId;
use crate::table::Table;

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
            let value = pick(&base.get(key).cloned(), &mine.get(key).cloned(), &theirs.get(key).cloned(), newest_is_mine);
            value.map(|value| (key.clone(), value))
        })
        .collect()
}

/// Joins `mine` and `theirs`, which both grew from `base`. Returns the joined assessment and the items that both changed differently: there the newer answer stands and the older is kept beside it.
#[must_use]
pub fn merge(base: &Assessment, mine: &Assessment, theirs: &Assessment) -> (Assessment, Vec<ItemId>) {
    let newest = mine.updated_at >= theirs.updated_at;
    let mut joined = mine.clone();
    let mut conflicts = Vec::new();
    joined.rev = mine.rev.max(theirs.rev);
    joined.updated_at = if newest { mine.updated_at.clone() } else { theirs.updated_at.clone() };
    joined.title = pick(&base.title, &mine.title, &theirs.title, newest);
    joined.side = pick(&base.side, &mine.side, &theirs.side, newest);
    joined.scope = pick(&base.scope, &mine.scope, &theirs.scope, newest);
    joined.key_relationships = pick(&base.key_relationships, &mine.key_relationships, &theirs.key_relationships, newest);
    joined.placement = pick_map(&base.placement, &mine.placement, &theirs.placement, newest);
    joined.probes = pick_map(&base.probes, &mine.probes, &theirs.probes, newest);
    joined.targets = pick_map(&base.targets, &mine.targets, &theirs.targets, newest);
    joined.importance = pick_map(&base.importance, &mine.importance, &theirs.importance, newest);
    joined.metrics = pick_map(&base.metrics, &mine.metrics, &theirs.metrics, newest);
    joined.lenses = pick_map(&base.lenses, &mine.lenses, &theirs.lenses, newest);
    joined.timings = pick_map(&base.timings, &mine.timings, &theirs.timings, newest);
    joined.kept_as_said = pick(&base.kept_as_said, &mine.kept_as_said, &theirs.kept_as_said, newest);
    joined.context_extra = pick(&base.context_extra, &mine.context_extra, &theirs.context_extra, newest);
    joined.extra = pick(&base.extra, &mine.extra, &theirs.extra, newest);
    let ids: Table<&ItemId, ()> = mine.answers.keys().chain(theirs.answers.keys()).map(|id| (id, ())).collect();
    let empty = Answer::default();
    joined.answers = Table::new();
    for (id, ()) in ids {
        let of = |assessment: &'_ Assessment| assessment.answers.get(id).cloned().unwrap_or_default();
        let (ground, my, their) = (of(base), of(mine), of(theirs));
        let answer = if my.says_the_same(&their) || their.says_the_same(&ground) {
            my
        } else if my.says_the_same(&ground) {
            their
        } else {
            conflicts.push(id.clone());
            let (mut newer, mut older) = if my.at >= their.at { (my, their) } else { (their, my) };
            older.other = None;
            newer.other = Some(Box::new(older));
            newer
        };
        if answer != empty {
            joined.answers.insert(id.clone(), answer);
        }
    }
    (joined, conflicts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::Rating;

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
            let (mut mine, mut theirs) = (with(&[("A", Rating::Fully, "1")]), with(&[("A", Rating::Partly, "2")]));
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
    fn an_answer_taken_back_in_one_tab_is_taken_back_in_both() {
        let base = with(&[("A", Rating::Not, "0"), ("B", Rating::Not, "0")]);
        let mine = with(&[("B", Rating::Fully, "1")]);
        let (joined, conflicts) = merge(&base, &mine, &base);
        assert!(!joined.answers.contains_key("A"));
        assert_eq!(joined.answers["B"].rating, Some(Rating::Fully));
        assert!(conflicts.is_empty());
    }
}
