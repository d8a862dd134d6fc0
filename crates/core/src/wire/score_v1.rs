//! The score as JSON (METHOD section 12), full precision; what the numbers mean is decided in `method`.

use serde_json::{Map, Value, json};

use crate::method::{LevelScore, LevelStatus, Reason, Score};
use crate::pack::Pack;
use crate::text::{Message, Texts};

/// The score of an assessment as `pomscope score` prints it and the report JSON carries it.
#[must_use]
pub fn score_json(pack: &Pack, score: &Score, texts: &Texts) -> Value {
    let threads: Map<String, Value> = score
        .threads
        .iter()
        .map(|thread| {
            let levels: Map<String, Value> =
                thread.levels.iter().map(|level| (level.cell.level.to_string(), level_json(level))).collect();
            let value = json!({
                "score": thread.score, "low": thread.low, "high": thread.high, "ungated": thread.ungated,
                "unsupported": thread.unsupported, "attained": thread.attained, "ceiling": thread.ceiling,
                "coverage": thread.coverage, "provisional": thread.provisional, "residue": thread.residue,
                "levels": levels,
            });
            (thread.thread.0.clone(), value)
        })
        .collect();
    let o = &score.overall;
    // What is taken off is no reason (METHOD section 5): it shows in the confidence, not in the list.
    let against = o.reasons.iter().filter(|reason| **reason != Reason::Metrics);
    let reasons: Vec<String> = against.map(|reason| texts.say(&Message::new(reason.key()))).collect();
    let held: Vec<&str> = o.held_back_by.iter().map(crate::pack::ThreadId::as_str).collect();
    json!({
        "method": 1,
        "pack": { "id": pack.id, "version": pack.version },
        "threads": threads,
        "overall": {
            "score": o.score, "low": o.low, "high": o.high, "ungated": o.ungated, "unsupported": o.unsupported,
            "attained": o.attained, "ceiling": o.ceiling, "coverage": o.coverage, "provisional": o.provisional,
            "confidence": o.confidence.as_str(), "confidenceReasons": reasons, "heldBackBy": held,
        },
    })
}

fn level_json(level: &LevelScore) -> Value {
    let cell = &level.cell;
    let status = cell.status.as_str();
    if cell.status != LevelStatus::Valued {
        return json!({ "status": status, "achievement": null, "practice": null, "outcome": null, "band": null });
    }
    json!({
        "status": status,
        "achievement": cell.achievement,
        "practice": cell.facets.practice,
        "outcome": cell.facets.outcome,
        "band": level.band.map(crate::method::Band::letter),
    })
}
