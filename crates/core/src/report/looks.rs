//! What the profile says beside the score: loose levels, ritual and luck, contradictions, second looks left open, and the residue of the descriptive level.

use crate::method::{Band, ParadoxKind, contradictions, paradoxes, second_looks};
use crate::pack::ThreadId;
use crate::report::context::Context;
use crate::report::{Column, Heading, Row, Table};

/// Something worth a second look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// What it is.
    pub title: String,
    /// What was found.
    pub text: String,
    /// What leads to the answers in question.
    pub action: String,
    /// The screen on which they are asked.
    pub screen: usize,
    /// Whether the answers contradict each other.
    pub grave: bool,
}

/// What is worth a second look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Looks {
    /// Heading, and that nothing here changes an answer.
    pub heading: Heading,
    /// The looks; may be empty.
    pub rows: Vec<Look>,
}

pub(super) fn looks(context: &Context<'_>) -> Looks {
    let pack = &context.content.pack;
    let mut rows = Vec::new();
    for loose in &context.loose {
        let Some(weak) = context.group(&loose.thread, loose.weak) else { continue };
        let band = |level: u8| context.score.thread(&loose.thread)?.level(level)?.band;
        let key = if band(loose.weak) == Some(Band::P) {
            "report.look.loose.partly"
        } else {
            "report.look.loose.not"
        };
        let values = [
            ("place", context.place(&loose.thread, loose.level)),
            ("word", band(loose.level).map(|band| context.band_word(band)).unwrap_or_default()),
            ("weak", loose.weak.to_string()),
        ];
        rows.push(Look {
            title: context.get("report.look.loose"),
            text: context.fill(key, values),
            action: context.fill("report.look.level", [("level", loose.weak.to_string())]),
            screen: context.screen(&weak.id),
            grave: false,
        });
    }
    for paradox in paradoxes(pack, &context.score) {
        let Some(group) = pack.group(&paradox.group) else { continue };
        let (title, text) = match paradox.kind {
            ParadoxKind::Ritual => ("report.look.ritual", "report.look.ritual.text"),
            ParadoxKind::Luck => ("report.look.luck", "report.look.luck.text"),
        };
        rows.push(Look {
            title: context.get(title),
            text: context.fill(text, [("place", context.place_of(group))]),
            action: context.get("report.look.again"),
            screen: context.screen(&group.id),
            grave: false,
        });
    }
    for found in contradictions(pack, &context.score) {
        let Some(group) = descriptive_group(context, &found.thread) else { continue };
        let high = pack.base().saturating_add(2);
        let values = [
            ("thread", context.thread_name(&found.thread)),
            ("high", high.to_string()),
            ("low", group.level.number.to_string()),
            ("residue", context.texts().percent(found.residue)),
        ];
        rows.push(Look {
            title: context.get("report.look.contradiction"),
            text: context.fill("report.look.contradiction.text", values),
            action: context.get("report.look.signs"),
            screen: context.screen(&group.id),
            grave: true,
        });
    }
    for open in second_looks(pack, &context.sheet, &context.score) {
        let Some(asked) = pack.asked.get(open.slot) else { continue };
        let Some(group) = pack.groups.get(asked.group) else { continue };
        let kept = context.assessment.kept_as_said.contains_key(&open.item);
        let values = [
            ("text", context.content.wording.item(&open.item).text),
            ("rating", context.rating(asked, context.sheet.get(open.slot))),
            ("inPlace", open.in_place.to_string()),
            ("beyond", context.get("rating.beyond")),
            ("score", context.texts().score(open.score)),
            ("attained", open.attained.to_string()),
        ];
        rows.push(Look {
            title: context.get(if kept { "report.look.kept" } else { "report.look.open" }),
            text: context.fill("report.look.open.text", values),
            action: context.get(if kept { "report.look.again" } else { "report.look.answer" }),
            screen: context.screen(&group.id),
            grave: false,
        });
    }
    let intro = if rows.is_empty() { "report.looks.none" } else { "report.looks.intro" };
    Looks { heading: Heading { title: context.get("report.looks"), intro: context.get(intro) }, rows }
}

fn descriptive_group<'a>(context: &Context<'a>, thread: &ThreadId) -> Option<&'a crate::pack::Group> {
    context.content.pack.groups.iter().find(|group| group.thread == *thread && group.level.descriptive)
}

/// What is left of the descriptive level, per thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Residue {
    /// Heading, and that it never counts.
    pub heading: Heading,
    /// A row a thread; empty where the pack has no descriptive level.
    pub table: Table,
}

pub(super) fn residue(context: &Context<'_>) -> Residue {
    let level = context.content.pack.levels.iter().find(|level| level.descriptive).map(|level| level.number);
    let rows = context
        .score
        .threads
        .iter()
        .filter(|_| level.is_some())
        .map(|thread| {
            let value = thread
                .residue
                .map_or_else(|| context.get("report.residue.none"), |share| context.texts().percent(share));
            Row { cells: vec![context.thread_name(&thread.thread), value], opens: None }
        })
        .collect();
    let level = level.unwrap_or_default();
    let values =
        |key: &str| context.fill(key, [("level", context.level(level)), ("number", level.to_string())]);
    Residue {
        heading: Heading { title: values("report.residue"), intro: values("report.residue.intro") },
        table: Table {
            caption: values("report.residue.table"),
            columns: vec![
                context.column("report.column.thread", false),
                Column { title: context.get("report.column.residue"), number: true },
            ],
            rows,
            opens_at: None,
        },
    }
}
