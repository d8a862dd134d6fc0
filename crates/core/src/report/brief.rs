//! The adviser's brief: for each finding where the sides may differ, where evidence is thin and which question to ask next; findings come from the method, answers stay as they are.

use crate::answers::{Rating, Side};
use crate::method::{Band, Circumstances, ParadoxKind, contradictions, paradoxes, score_sheet, second_looks};
use crate::pack::{Group, ItemId, ThreadId};
use crate::report::context::{Context, counted, next_level};
use crate::report::{Heading, Row, Table};
use crate::table::arrange;

/// The keys of a kind of finding: its title, and its prompts on sides, on evidence and on what to ask.
type Keys = [&'static str; 4];

const CONTRADICTION: Keys = [
    "brief.contradiction.title",
    "brief.contradiction.sides",
    "brief.contradiction.evidence",
    "brief.contradiction.ask",
];
const HELD_BACK: Keys =
    ["brief.heldBack.title", "brief.heldBack.sides", "brief.heldBack.evidence", "brief.heldBack.ask"];
const LOOSE: Keys = ["brief.loose.title", "brief.loose.sides", "brief.loose.evidence", "brief.loose.ask"];
const RITUAL: Keys =
    ["brief.ritual.title", "brief.ritual.sides", "brief.ritual.evidence", "brief.ritual.ask"];
const LUCK: Keys = ["brief.luck.title", "brief.luck.sides", "brief.luck.evidence", "brief.luck.ask"];
const SECOND_LOOK: Keys =
    ["brief.secondLook.title", "brief.secondLook.sides", "brief.secondLook.evidence", "brief.secondLook.ask"];

/// How many open answers and how many statements for the other side are listed.
const LISTED: usize = 5;

/// Something to talk about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub title: String,
    /// What was found.
    pub text: String,
    /// Where the sides may differ.
    pub sides: String,
    /// Where the evidence is thin, and what would show it.
    pub evidence: String,
    /// The question to ask next.
    pub ask: String,
}

/// The brief.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brief {
    /// Heading and what it is for.
    pub heading: Heading,
    /// The words over a finding's three prompts: sides, evidence, the next question.
    pub words: [String; 3],
    /// The findings, the gravest first.
    pub findings: Vec<Finding>,
    /// Which statements to put to the other side.
    pub sides: Heading,
    /// These statements.
    pub side_table: Table,
    /// How much of what is said to be in place names something that shows it.
    pub evidence: Heading,
    /// The same group by group.
    pub evidence_table: Table,
    /// Which open answers would say most.
    pub open: Heading,
    /// These answers, the one that moves the score most first.
    pub open_table: Table,
}

pub(super) fn brief(context: &Context<'_>) -> Brief {
    let open = open_rows(context);
    let open_key = if open.is_empty() { "brief.open.none" } else { "brief.open.intro" };
    let sides = side_rows(context);
    let evidence = evidence_rows(context);
    let (shown, claimed) = claims(context, |_| true);
    let evidence_intro = if claimed == 0 {
        context.get("brief.evidence.none")
    } else {
        let values = [("shown", shown.to_string()), ("n", claimed.to_string())];
        context.fill("brief.evidence.intro", values)
    };
    Brief {
        heading: heading(context, "brief.title", context.get("brief.intro")),
        words: ["brief.word.sides", "brief.word.evidence", "brief.word.ask"].map(|key| context.get(key)),
        findings: findings(context),
        sides: heading(context, "brief.sides.title", context.get(side_key(context))),
        side_table: table(
            context,
            "brief.sides.table",
            &[
                ("report.column.statement", false),
                ("report.column.place", false),
                ("report.column.answer", false),
            ],
            sides,
        ),
        evidence: heading(context, "brief.evidence.title", evidence_intro),
        evidence_table: table(
            context,
            "brief.evidence.table",
            &[
                ("report.column.place", false),
                ("brief.column.claimed", true),
                ("brief.column.shown", true),
                ("brief.column.probe", false),
            ],
            evidence,
        ),
        open: heading(context, "brief.open.title", context.get(open_key)),
        open_table: table(
            context,
            "brief.open.table",
            &[
                ("report.column.statement", false),
                ("report.column.place", false),
                ("report.column.answer", false),
                ("brief.column.moves", true),
            ],
            open,
        ),
    }
}

fn heading(context: &Context<'_>, key: &str, intro: String) -> Heading {
    Heading { title: context.get(key), intro }
}

fn table(context: &Context<'_>, caption: &str, columns: &[(&str, bool)], rows: Vec<Vec<String>>) -> Table {
    Table {
        caption: context.get(caption),
        columns: columns.iter().map(|(key, number)| context.column(key, *number)).collect(),
        rows: rows.into_iter().map(|cells| Row { cells, opens: None }).collect(),
        opens_at: None,
    }
}

fn findings(context: &Context<'_>) -> Vec<Finding> {
    let pack = &context.content.pack;
    let mut findings = Vec::new();
    for found in contradictions(pack, &context.score) {
        let lowest = pack.groups.iter().find(|group| group.thread == found.thread && group.level.descriptive);
        let Some(group) = lowest else { continue };
        let text = context.fill(
            "report.look.contradiction.text",
            [
                ("thread", context.thread_name(&found.thread)),
                ("high", pack.base().saturating_add(2).to_string()),
                ("low", group.level.number.to_string()),
                ("residue", context.texts().percent(found.residue)),
            ],
        );
        findings.push(finding(context, CONTRADICTION, group, text, &[]));
    }
    for (group, next) in held_back(context) {
        let text =
            context.fill("brief.heldBack.text", [("next", next.to_string()), ("lack", lack(context, group))]);
        findings.push(finding(context, HELD_BACK, group, text, &[("item", weakest_item(context, group))]));
    }
    for loose in &context.loose {
        let Some(group) = context.group(&loose.thread, loose.weak) else { continue };
        let values = [("level", loose.level.to_string()), ("weak", loose.weak.to_string())];
        let text = context.fill(
            "brief.loose.text",
            [
                ("thread", context.thread_name(&loose.thread)),
                ("level", loose.level.to_string()),
                ("weak", loose.weak.to_string()),
            ],
        );
        findings.push(finding(context, LOOSE, group, text, &values));
    }
    for paradox in paradoxes(pack, &context.score) {
        let Some(group) = pack.group(&paradox.group) else { continue };
        let (kind, key) = match paradox.kind {
            ParadoxKind::Ritual => (RITUAL, "report.look.ritual.text"),
            ParadoxKind::Luck => (LUCK, "report.look.luck.text"),
        };
        let text = context.fill(key, [("place", context.place_of(group))]);
        findings.push(finding(context, kind, group, text, &[]));
    }
    for open in second_looks(pack, &context.sheet, &context.score) {
        let Some(group) = pack.asked.get(open.slot).and_then(|asked| pack.groups.get(asked.group)) else {
            continue;
        };
        let item = context.content.wording.item(&open.item).text;
        let text = context
            .fill("brief.secondLook.text", [("text", item.clone()), ("level", open.in_place.to_string())]);
        findings.push(finding(context, SECOND_LOOK, group, text, &[("item", item)]));
    }
    findings
}

/// A finding of a kind in a group, its three prompts filled with the group's place, title and probe.
fn finding(
    context: &Context<'_>,
    [title, sides, evidence, ask]: Keys,
    group: &Group,
    text: String,
    more: &[(&str, String)],
) -> Finding {
    let wording = &context.content.wording;
    let (shown, claimed) = claims(context, |slot| {
        context
            .content
            .pack
            .asked
            .get(slot)
            .and_then(|asked| context.content.pack.groups.get(asked.group))
            .is_some_and(|other| other.id == group.id)
    });
    let mut values = vec![
        ("place", context.place_of(group)),
        ("title", wording.group(&group.id).title),
        ("thread", context.thread_name(&group.thread)),
        ("probe", wording.thread(&group.thread).probe),
        ("shown", shown.to_string()),
        ("n", claimed.to_string()),
    ];
    values.extend(more.iter().cloned());
    let say = |key: &str| context.texts().fill(key, &values);
    let thin = if claimed == 0 { "brief.thin.none" } else { "brief.thin" };
    Finding {
        title: say(title),
        text,
        sides: say(sides),
        evidence: format!("{} {}", say(thin), say(evidence)),
        ask: say(ask),
    }
}

/// The groups that keep a thread from its next level, each with that level; the weakest thread first.
fn held_back<'a>(context: &Context<'a>) -> Vec<(&'a Group, u8)> {
    let mut threads: Vec<_> =
        context.score.overall.held_back_by.iter().filter_map(|id| context.score.thread(id)).collect();
    arrange(&mut threads, |a, b| a.score.total_cmp(&b.score));
    threads
        .into_iter()
        .filter_map(|thread| {
            let next = next_level(thread)?.cell.level;
            let stuck =
                counted(thread).find(|level| level.cell.level <= next && level.band != Some(Band::F))?;
            Some((context.group(&thread.thread, stuck.cell.level)?, next))
        })
        .collect()
}

fn lack(context: &Context<'_>, group: &Group) -> String {
    context.content.wording.group(&group.id).lack
}

/// The statement of a group that is rated lowest; one that nobody could rate comes before all.
fn weakest_item(context: &Context<'_>, group: &Group) -> String {
    let mut items: Vec<(f64, &ItemId)> = group
        .own()
        .filter(|item| context.sheet.get(item.slot) != Some(Rating::NotApplicable))
        .map(|item| (context.sheet.get(item.slot).and_then(Rating::value).unwrap_or(-1.0), &item.id))
        .collect();
    arrange(&mut items, |a, b| a.0.total_cmp(&b.0));
    items.first().map(|(_, id)| context.content.wording.item(id).text).unwrap_or_default()
}

/// Whether a rating says that something is there to be shown.
fn is_claim(rating: Option<Rating>) -> bool {
    matches!(rating, Some(Rating::Largely | Rating::Fully | Rating::Beyond))
}

/// How many of the answers that claim something name what shows it: (shown, claimed), over the scored levels' slots that are wanted.
fn claims(context: &Context<'_>, wanted: impl Fn(usize) -> bool) -> (usize, usize) {
    let mut shown = 0;
    let mut claimed = 0;
    for (slot, asked) in context.content.pack.asked.iter().enumerate() {
        if asked.descriptive || !wanted(slot) || !is_claim(context.sheet.get(slot)) {
            continue;
        }
        claimed += 1;
        let answer = context.assessment.answers.get(&asked.id);
        shown += usize::from(answer.is_some_and(|answer| !answer.evidence.trim().is_empty()));
    }
    (shown, claimed)
}

/// How much of what is said to be in place names what shows it, over the whole block: (shown, claimed).
pub(super) fn all_claims(context: &Context<'_>) -> (usize, usize) {
    claims(context, |_| true)
}

fn evidence_rows(context: &Context<'_>) -> Vec<Vec<String>> {
    let pack = &context.content.pack;
    let mut rows = Vec::new();
    for thread in &context.score.threads {
        for group in pack.thread_groups(&thread.thread).filter(|group| !group.level.descriptive) {
            let of = |slot: usize| {
                pack.asked
                    .get(slot)
                    .and_then(|asked| pack.groups.get(asked.group))
                    .is_some_and(|other| other.id == group.id)
            };
            let (shown, claimed) = claims(context, of);
            if claimed > shown {
                rows.push(vec![
                    context.place_of(group),
                    claimed.to_string(),
                    shown.to_string(),
                    probe(context, &group.thread),
                ]);
            }
        }
    }
    rows
}

fn probe(context: &Context<'_>, thread: &ThreadId) -> String {
    context.content.wording.thread(thread).probe
}

fn side_key(context: &Context<'_>) -> &'static str {
    match context.assessment.side {
        Some(Side::It) => "brief.sides.it",
        Some(Side::Business) => "brief.sides.business",
        Some(Side::Both) | None => "brief.sides.both",
    }
}

/// What the side that did not answer would know best: for IT's answers the outcomes that are said to be there, for the business's the practices.
fn side_rows(context: &Context<'_>) -> Vec<Vec<String>> {
    let pack = &context.content.pack;
    let mut found = Vec::new();
    for (at, group) in pack.groups.iter().enumerate().filter(|(_, group)| !group.level.descriptive) {
        let items = match context.assessment.side {
            Some(Side::Business) => &group.practices,
            Some(Side::It | Side::Both) | None => &group.outcomes,
        };
        for item in items.iter().filter(|item| item.same_as.is_none()) {
            let rating = context.sheet.get(item.slot);
            if is_claim(rating) {
                let value = rating.and_then(Rating::value).unwrap_or_default();
                found.push((value, group.level.number, at, group, item));
            }
        }
    }
    arrange(&mut found, |a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)).then(a.2.cmp(&b.2)));
    found
        .into_iter()
        .take(LISTED)
        .filter_map(|(_, _, _, group, item)| {
            let asked = pack.asked.get(item.slot)?;
            Some(vec![
                context.content.wording.item(&asked.id).text,
                context.place_of(group),
                context.rating(asked, context.sheet.get(item.slot)),
            ])
        })
        .collect()
}

/// How far the block's score would part between the answers "not" and "fully" to one open statement, all else left open as it is.
fn moves(context: &Context<'_>, slot: usize) -> f64 {
    let with = |rating: Rating| {
        let mut sheet = context.sheet.clone();
        sheet.set(slot, Some(rating));
        score_sheet(&context.content.pack, &sheet, &Circumstances::default())
            .map_or(0.0, |score| score.overall.score)
    };
    (with(Rating::Fully) - with(Rating::Not)).max(0.0)
}

fn open_rows(context: &Context<'_>) -> Vec<Vec<String>> {
    let pack = &context.content.pack;
    let mut open: Vec<(f64, usize)> = (0..pack.asked.len())
        .filter(|slot| pack.asked.get(*slot).is_some_and(|asked| !asked.descriptive))
        .filter(|slot| matches!(context.sheet.get(*slot), None | Some(Rating::Unknown)))
        .map(|slot| (moves(context, slot), slot))
        .collect();
    arrange(&mut open, |a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    open.into_iter()
        .take(LISTED)
        .filter_map(|(moves, slot)| {
            let asked = pack.asked.get(slot)?;
            let group = pack.groups.get(asked.group)?;
            Some(vec![
                context.content.wording.item(&asked.id).text,
                context.place_of(group),
                context.rating(asked, context.sheet.get(slot)),
                context.texts().number(moves, 2),
            ])
        })
        .collect()
}
