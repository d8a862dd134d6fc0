//! What of an assessment goes with the ticked parts, as an assessment of its own that holds nothing else; how it is written is in `wire`.

use crate::answers::{Answer, Assessment, MetricAnswer, PlanEntry};
use crate::pack::Pack;
use crate::plan::is_own;
use crate::share::{Part, ShareChoice};
use crate::table::Table;

/// The assessment with only what belongs to the ticked parts, and of that only what this pack asks. Left out whatever is ticked: the id, the times of single answers and how long they took, the assessment before this one, answers to lenses, the other side of an unsettled answer, and whatever was not understood.
#[must_use]
pub fn part_of(pack: &Pack, whole: &Assessment, choice: &ShareChoice) -> Assessment {
    let mut part = Assessment {
        pack_id: whole.pack_id.clone(),
        pack_version: whole.pack_version.clone(),
        created_at: whole.created_at.clone(),
        updated_at: whole.updated_at.clone(),
        ..Assessment::default()
    };
    let (answers, notes) = (choice.has(Part::Answers), choice.has(Part::Notes));
    for item in &pack.asked {
        let Some(given) = whole.answers.get(&item.id) else { continue };
        let mut answer = Answer::default();
        if answers {
            answer.rating = given.rating;
        }
        if notes {
            answer.note.clone_from(&given.note);
            answer.evidence.clone_from(&given.evidence);
            answer.reason.clone_from(&given.reason);
        }
        if !answer.is_empty() {
            part.answers.insert(item.id.clone(), answer);
        }
    }
    for metric in &pack.metrics {
        let Some(given) = whole.metrics.get(&metric.id) else { continue };
        let mut answer = MetricAnswer::default();
        if answers {
            answer = MetricAnswer { source: String::new(), extra: crate::json::Map::new(), ..given.clone() };
        }
        if notes {
            answer.source.clone_from(&given.source);
        }
        if answer != MetricAnswer::default() {
            part.metrics.insert(metric.id.clone(), answer);
        }
    }
    for (id, given) in &whole.plan {
        let own = is_own(id);
        if !own && pack.asked_item(id).is_none() {
            continue;
        }
        let mut entry = PlanEntry::default();
        // A step of one's own is its words: what was decided about it means nothing without them.
        if answers && (notes || !own) {
            entry.choice = given.choice;
            entry.due.clone_from(&given.due);
            entry.status = given.status;
        }
        if notes {
            entry.title.clone_from(&given.title);
            entry.owner.clone_from(&given.owner);
            entry.note.clone_from(&given.note);
        }
        if entry != PlanEntry::default() {
            part.plan.insert(id.clone(), entry);
        }
    }
    if answers {
        part.side = whole.side;
        part.key_relationships = whole.k();
        part.placement = known(pack, &whole.placement);
        part.probes = known(pack, &whole.probes);
        part.targets = known(pack, &whole.targets);
        part.importance = known(pack, &whole.importance);
        for item in pack.asked.iter().filter(|item| whole.kept_as_said.contains_key(&item.id)) {
            part.kept_as_said.insert(item.id.clone(), ());
        }
    }
    if notes {
        part.title.clone_from(&whole.title);
        part.scope.clone_from(&whole.scope);
    }
    part
}

/// The entries of the pack's threads.
fn known<T: Copy>(pack: &Pack, given: &Table<crate::pack::ThreadId, T>) -> Table<crate::pack::ThreadId, T> {
    pack.threads
        .iter()
        .filter_map(|thread| given.get(thread.as_str()).map(|value| (thread.clone(), *value)))
        .collect()
}
