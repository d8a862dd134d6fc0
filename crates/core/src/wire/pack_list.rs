//! A pack with its wording as one flat JSON list, as `pomscope pack` prints it.

use crate::answers::Side;
use crate::content::Wording;
use crate::json::{Value, object};
use crate::pack::{Better, ItemId, Pack, PackKind, ThreadId, Unit};

/// Items, metrics, threads, levels and quick-check descriptions with their texts; `text` and `help` are null for a sameAs item.
#[must_use]
pub fn pack_list(pack: &Pack, wording: &Wording) -> Value {
    let mut items = Vec::new();
    for group in &pack.groups {
        for item in group.items() {
            let texts = item.same_as.is_none().then(|| wording.item(&item.id));
            if pack.kind == PackKind::Lens {
                items.push(lens_item(pack, wording, &group.thread, &item.id));
                continue;
            }
            items.push(object(vec![
                ("id", item.id.as_str().into()),
                ("thread", group.thread.as_str().into()),
                ("level", group.level.number.into()),
                ("kind", item.kind.as_str().into()),
                ("text", texts.as_ref().map(|texts| texts.text.as_str()).into()),
                ("help", texts.as_ref().map(|texts| texts.help.as_str()).into()),
                ("surpassable", item.surpassable.into()),
                ("sameAs", item.same_as.as_ref().map(ItemId::as_str).into()),
            ]));
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
            object(vec![
                ("id", metric.id.as_str().into()),
                ("unit", unit.into()),
                ("better", better.into()),
                ("text", wording.metric(&metric.id).text.into()),
            ])
        })
        .collect();
    let threads: Vec<Value> = pack
        .threads
        .iter()
        .map(|id| object(vec![("id", id.as_str().into()), ("name", wording.thread_name(id).into())]))
        .collect();
    let levels: Vec<Value> = pack
        .levels
        .iter()
        .map(|level| {
            let name = wording.level_name(level.number);
            object(vec![("level", level.number.into()), ("name", name.into())])
        })
        .collect();
    let mut placement = Vec::new();
    for thread in &pack.threads {
        for level in &pack.levels {
            let text = wording.placement(thread, level.number);
            placement.push(object(vec![
                ("thread", thread.as_str().into()),
                ("level", level.number.into()),
                ("text", text.into()),
            ]));
        }
    }
    if pack.kind == PackKind::Lens {
        return object(vec![
            ("kind", "lens".into()),
            ("id", pack.id.as_str().into()),
            ("version", pack.version.as_str().into()),
            ("lang", wording.lang.as_str().into()),
            ("scale", pack.scale.as_str().into()),
            ("items", items.into()),
            ("facets", threads.into()),
        ]);
    }
    object(vec![
        ("id", pack.id.as_str().into()),
        ("version", pack.version.as_str().into()),
        ("lang", wording.lang.as_str().into()),
        ("items", items.into()),
        ("metrics", metrics.into()),
        ("threads", threads.into()),
        ("levels", levels.into()),
        ("placement", placement.into()),
    ])
}

/// An item of a lens: with `text` and `help`, or with both for each side.
fn lens_item(pack: &Pack, wording: &Wording, facet: &ThreadId, id: &ItemId) -> Value {
    let mut fields = vec![("id", id.as_str().into()), ("facet", facet.as_str().into())];
    if pack.asked_item(id.as_str()).is_some_and(|item| item.per_side) {
        for side in [Side::It, Side::Business] {
            let texts = wording.item_for(id, Some(side));
            let texts = object(vec![("text", texts.text.into()), ("help", texts.help.into())]);
            fields.push((side.as_str(), texts));
        }
    } else {
        let texts = wording.item(id);
        fields.extend([("text", texts.text.into()), ("help", texts.help.into())]);
    }
    fields.push(("next", wording.item(id).step.into()));
    object(fields)
}
