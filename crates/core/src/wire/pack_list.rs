//! A pack with its wording as one flat JSON list, as `pomscope pack` prints it.

use serde_json::{Value, json};

use crate::content::Wording;
use crate::pack::{Better, Pack, Unit};

/// Items, metrics, threads, levels and quick-check descriptions with their texts; `text` and `help` are null for a sameAs item.
#[must_use]
pub fn pack_list(pack: &Pack, wording: &Wording) -> Value {
    let mut items = Vec::new();
    for group in &pack.groups {
        for item in group.items() {
            let texts = item.same_as.is_none().then(|| wording.item(&item.id));
            items.push(json!({
                "id": item.id.as_str(), "thread": group.thread.as_str(), "level": group.level.number,
                "kind": item.kind.as_str(),
                "text": texts.as_ref().map(|texts| &texts.text), "help": texts.as_ref().map(|texts| &texts.help),
                "surpassable": item.surpassable, "sameAs": item.same_as.as_ref().map(crate::pack::ItemId::as_str),
            }));
        }
    }
    let metrics: Vec<Value> = pack
        .metrics
        .iter()
        .map(|metric| {
            let unit = match metric.unit {
                Unit::Count => "count",
                Unit::Percent => "percent",
            };
            let better = match metric.better {
                Better::Up => "up",
                Better::Down => "down",
                Better::None => "none",
            };
            json!({ "id": metric.id.as_str(), "unit": unit, "better": better, "text": wording.metric(&metric.id).text })
        })
        .collect();
    let threads: Vec<Value> =
        pack.threads.iter().map(|id| json!({ "id": id.as_str(), "name": wording.thread_name(id) })).collect();
    let levels: Vec<Value> = pack
        .levels
        .iter()
        .map(|level| json!({ "level": level.number, "name": wording.level_name(level.number) }))
        .collect();
    let mut placement = Vec::new();
    for thread in &pack.threads {
        for level in &pack.levels {
            let text = wording.placement(thread, level.number);
            placement.push(json!({ "thread": thread.as_str(), "level": level.number, "text": text }));
        }
    }
    json!({
        "id": pack.id, "version": pack.version, "lang": wording.lang,
        "items": items, "metrics": metrics, "threads": threads, "levels": levels, "placement": placement,
    })
}
