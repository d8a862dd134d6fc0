//! The score as JSON (METHOD section 12), full precision; what the numbers mean is decided in `method`.

use crate::answers::Assessment;
use crate::json::{Map, Value, object};
use crate::lens::{FacetScore, Lenses, lens_score};
use crate::method::{LevelScore, LevelStatus, Reason, Score};
use crate::pack::Pack;
use crate::text::{Message, Texts};

/// The score of an assessment as `pomscope score` prints it and the report JSON carries it.
#[must_use]
pub fn score_json(pack: &Pack, score: &Score, texts: &Texts) -> Value {
    let threads: Map = score
        .threads
        .iter()
        .map(|thread| {
            let levels: Map =
                thread.levels.iter().map(|level| (level.cell.level.to_string(), level_json(level))).collect();
            let value = object(vec![
                ("score", thread.score.into()),
                ("low", thread.low.into()),
                ("high", thread.high.into()),
                ("ungated", thread.ungated.into()),
                ("unsupported", thread.unsupported.into()),
                ("attained", thread.attained.into()),
                ("ceiling", thread.ceiling.into()),
                ("coverage", thread.coverage.into()),
                ("provisional", thread.provisional.into()),
                ("residue", thread.residue.into()),
                ("levels", levels.into()),
            ]);
            (thread.thread.0.clone(), value)
        })
        .collect();
    let o = &score.overall;
    // What is taken off is no reason (METHOD section 5): it shows in the confidence, not in the list.
    let against = o.reasons.iter().filter(|reason| **reason != Reason::Metrics);
    let reasons: Vec<String> = against.map(|reason| texts.say(&Message::new(reason.key()))).collect();
    let held: Vec<&str> = o.held_back_by.iter().map(crate::pack::ThreadId::as_str).collect();
    let overall = object(vec![
        ("score", o.score.into()),
        ("low", o.low.into()),
        ("high", o.high.into()),
        ("ungated", o.ungated.into()),
        ("unsupported", o.unsupported.into()),
        ("attained", o.attained.into()),
        ("ceiling", o.ceiling.into()),
        ("coverage", o.coverage.into()),
        ("provisional", o.provisional.into()),
        ("confidence", o.confidence.as_str().into()),
        ("confidenceReasons", reasons.into()),
        ("heldBackBy", held.into()),
    ]);
    let answered = object(vec![("id", pack.id.as_str().into()), ("version", pack.version.as_str().into())]);
    object(vec![
        ("method", 1u8.into()),
        ("pack", answered),
        ("threads", threads.into()),
        ("overall", overall),
    ])
}

/// The same with `lenses`: what the lenses give of which something was answered; left out where none was.
#[must_use]
pub fn with_lenses(mut score: Value, lenses: &Lenses, assessment: &Assessment) -> Value {
    let lenses = lenses_json(lenses, assessment);
    if let (Value::Object(object), false) = (&mut score, lenses.is_empty()) {
        object.insert("lenses".into(), Value::Object(lenses));
    }
    score
}

fn lenses_json(lenses: &Lenses, assessment: &Assessment) -> Map {
    let answered = lenses.iter().filter(|lens| lens.answered(assessment) > 0);
    answered
        .map(|lens| {
            let score = lens_score(&lens.pack, &lens.sheet(assessment));
            let facets: Map =
                score.facets.iter().map(|facet| (facet.id.0.clone(), facet_json(facet))).collect();
            let value = object(vec![
                ("index", score.index.into()),
                ("low", score.low.into()),
                ("high", score.high.into()),
                ("coverage", score.coverage.into()),
                ("facets", facets.into()),
            ]);
            (lens.id().to_owned(), value)
        })
        .collect()
}

fn facet_json(facet: &FacetScore) -> Value {
    object(vec![
        ("index", facet.index.into()),
        ("band", facet.band.map(crate::method::Band::letter).into()),
        ("low", facet.low.into()),
        ("high", facet.high.into()),
        ("coverage", facet.coverage.into()),
    ])
}

fn level_json(level: &LevelScore) -> Value {
    let cell = &level.cell;
    let status = cell.status.as_str();
    if cell.status != LevelStatus::Valued {
        let unvalued = ["achievement", "practice", "outcome", "band"].map(|key| (key, Value::Null));
        let mut entries = vec![("status", status.into())];
        entries.extend(unvalued);
        return object(entries);
    }
    object(vec![
        ("status", status.into()),
        ("achievement", cell.achievement.into()),
        ("practice", cell.facets.practice.into()),
        ("outcome", cell.facets.outcome.into()),
        ("band", level.band.map(crate::method::Band::letter).into()),
    ])
}
