//! The plan as it was made: the steps with what was decided about each, and what they would bring through the one scoring function; how steps are found is in `plan`.

use crate::answers::{Choice, PlanEntry, Rating, StepStatus};
use crate::method::Score;
use crate::pack::ItemId;
use crate::plan::{is_own, project, target};
use crate::report::context::Context;
use crate::report::figures::{Dumbbell, DumbbellRow};
use crate::report::next::{self, Clarify, NextStep};
use crate::report::{Heading, Row, Table};
use crate::time::is_before;

/// What was decided about a step, and how it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decision {
    /// Whether it is part of the plan; none while nothing was decided.
    pub choice: Option<Choice>,
    /// Who sees to it; may be empty.
    pub owner: String,
    /// The day by which, `YYYY-MM-DD`; may be empty.
    pub due: String,
    /// The day in words; may be empty.
    pub due_text: String,
    /// That the day is past and the step not done; none otherwise.
    pub overdue: Option<String>,
    /// How far it has come.
    pub status: StepStatus,
    /// That in a word.
    pub status_word: String,
    /// What was written to it; may be empty.
    pub note: String,
}

/// Reads what was decided about a step.
pub(super) fn decision(context: &Context<'_>, entry: &PlanEntry, today: &str) -> Decision {
    let late = entry.status != StepStatus::Done
        && entry.choice == Some(Choice::Taken)
        && is_before(&entry.due, today);
    let due_text = if entry.due.is_empty() { String::new() } else { context.texts().date(&entry.due) };
    Decision {
        choice: entry.choice,
        owner: entry.owner.clone(),
        due: entry.due.clone(),
        overdue: late.then(|| context.fill("plan.overdue", [("date", due_text.clone())])),
        due_text,
        status: entry.status,
        status_word: context.get(status_key(entry.status)),
        note: entry.note.clone(),
    }
}

/// The catalogue key of a step's state.
#[must_use]
pub fn status_key(status: StepStatus) -> &'static str {
    match status {
        StepStatus::Open => "plan.status.open",
        StepStatus::Started => "plan.status.started",
        StepStatus::Done => "plan.status.done",
    }
}

/// Where a step comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The method offers it.
    Offered(Box<NextStep>),
    /// It is one's own.
    Own,
    /// It was decided upon earlier, and the answers no longer call for it; why.
    Past(String),
}

/// A step as it stands in the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanItem {
    /// Its key in the assessment: the practice's id, or one of its own.
    pub id: String,
    /// What to do.
    pub title: String,
    /// Where it comes from.
    pub origin: Origin,
    /// What was decided about it.
    pub decision: Decision,
}

impl PlanItem {
    /// Whether the method offers it.
    #[must_use]
    pub fn is_offered(&self) -> bool {
        matches!(self.origin, Origin::Offered(_))
    }

    /// Whether it is part of the plan.
    #[must_use]
    pub fn is_taken(&self) -> bool {
        self.decision.choice == Some(Choice::Taken)
    }
}

/// What the taken steps would bring, beside today.
#[derive(Clone, Debug, PartialEq)]
pub struct WhatIf {
    /// How many steps it rests on: those taken that the method offers; one's own add nothing to the score.
    pub steps: usize,
    /// The block's score today.
    pub now: String,
    /// The block's score with the steps.
    pub then: String,
    /// "of 5".
    pub of: String,
    /// "+0.7 levels"; none without a step.
    pub gain: Option<String>,
    /// The attained level today and with the steps.
    pub attained: String,
    /// Which threads reach which level; none where no thread reaches a further one.
    pub reached: Option<String>,
    /// How many levels the threads reach beyond today's, together.
    pub levels_gained: u32,
    /// How far the threads are then from what is wanted.
    pub distance: String,
    /// Today and with the steps per thread, with its table.
    pub figure: Dumbbell,
}

/// The plan.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanPage {
    /// Heading, and how many steps are taken.
    pub heading: Heading,
    /// The steps of the method in their order, then one's own; those left out are not among them.
    pub items: Vec<PlanItem>,
    /// What was decided upon earlier and is no longer called for.
    pub past: Vec<PlanItem>,
    /// What was left out.
    pub left: Vec<PlanItem>,
    /// How many steps are taken.
    pub taken: usize,
    /// What they would bring.
    pub what_if: WhatIf,
    /// What is to be cleared up first; none where all is known.
    pub clarify: Option<Clarify>,
    /// The taken steps: step, owner, by when, status, note.
    pub table: Table,
}

pub(super) fn plan_page(context: &Context<'_>, today: &str) -> PlanPage {
    let next = next::next(context, today);
    let mut items: Vec<PlanItem> = Vec::new();
    for step in next.steps {
        items.push(PlanItem {
            id: step.item.0.clone(),
            title: step.title.clone(),
            decision: step.decision.clone(),
            origin: Origin::Offered(Box::new(step)),
        });
    }
    let mut past = Vec::new();
    for (id, entry) in context.assessment.plan.iter() {
        if items.iter().any(|item| item.id == *id) {
            continue;
        }
        let own = is_own(id);
        // One's own step is part of the plan unless it was left out: nobody offers it otherwise.
        let choice = entry.choice.or(own.then_some(Choice::Taken));
        let entry = &PlanEntry { choice, ..entry.clone() };
        let item = PlanItem {
            id: id.clone(),
            title: title(context, id, entry),
            origin: if own { Origin::Own } else { Origin::Past(no_longer(context, id)) },
            decision: decision(context, entry, today),
        };
        match (own, entry.choice) {
            (true, _) => items.push(item),
            // Not part of the plan and not offered: what was written stays in the file until it is offered again.
            (false, None) => {}
            (false, Some(_)) => past.push(item),
        }
    }
    let is_left = |item: &PlanItem| item.decision.choice == Some(Choice::Left);
    let left: Vec<PlanItem> = items.iter().chain(&past).filter(|item| is_left(item)).cloned().collect();
    items.retain(|item| !is_left(item));
    past.retain(|item| !is_left(item));
    let taken: Vec<&PlanItem> = items.iter().chain(&past).filter(|item| item.is_taken()).collect();
    let n = taken.len();
    let intro = match (n, items.is_empty()) {
        (0, true) if next.clarify.is_some() => context.get("report.next.open"),
        (0, true) => context.get("plan.intro.empty"),
        (0, false) => context.get("plan.intro.none"),
        _ => context.fill("plan.intro", [("n", n.to_string())]),
    };
    PlanPage {
        heading: Heading { title: context.get("plan.title"), intro },
        what_if: what_if(context),
        table: table(context, &taken),
        taken: n,
        clarify: next.clarify,
        items,
        past,
        left,
    }
}

/// One's own words, or what the questionnaire calls the step; the bare id of a practice that it does not have.
fn title(context: &Context<'_>, id: &str, entry: &PlanEntry) -> String {
    if !entry.title.is_empty() || is_own(id) {
        return entry.title.clone();
    }
    match context.content.pack.asked_item(id) {
        Some(asked) if !asked.descriptive => context.content.wording.item(&asked.id).step,
        _ => id.to_owned(),
    }
}

/// Why the answers no longer call for a step.
fn no_longer(context: &Context<'_>, id: &str) -> String {
    let Some(asked) = context.content.pack.asked_item(id) else { return context.get("plan.past.unknown") };
    let rating = context.assessment.rating(asked);
    let key = match rating {
        None | Some(Rating::Unknown) => "plan.past.clarify",
        Some(Rating::Not | Rating::Partly | Rating::Largely) => "plan.past.elsewhere",
        Some(Rating::Fully | Rating::Beyond | Rating::NotApplicable) => "plan.past.rated",
    };
    context.fill(key, [("rating", context.rating(asked, rating))])
}

fn table(context: &Context<'_>, taken: &[&PlanItem]) -> Table {
    let rows = taken.iter().map(|item| {
        let made = &item.decision;
        let mut due = made.due_text.clone();
        if made.overdue.is_some() {
            due = format!("{due}\n{}", context.get("plan.overdue.short"));
        }
        let cells =
            vec![item.title.clone(), made.owner.clone(), due, made.status_word.clone(), made.note.clone()];
        Row { cells, opens: None }
    });
    Table {
        caption: context.get("plan.table"),
        columns: ["plan.column.step", "plan.owner", "plan.due", "plan.status", "plan.note"]
            .map(|key| context.column(key, false))
            .to_vec(),
        rows: rows.collect(),
        opens_at: None,
    }
}

fn what_if(context: &Context<'_>) -> WhatIf {
    let (pack, texts) = (&context.content.pack, context.texts());
    let taken: Vec<ItemId> = context
        .plan
        .steps
        .iter()
        .map(|step| &step.item)
        .filter(|item| {
            let entry = context.assessment.plan.get(item.as_str());
            entry.is_some_and(|entry| entry.choice == Some(Choice::Taken))
        })
        .cloned()
        .collect();
    // What can be scored today can be scored with better ratings too.
    let then = project(pack, context.assessment, &context.sheet, &context.plan, &taken)
        .unwrap_or_else(|_| context.score.clone());
    let (now, after) = (&context.score.overall, &then.overall);
    let gain = (!taken.is_empty()).then(|| next::gain(context, after.score - now.score));
    let key = if after.attained > now.attained { "plan.whatIf.level" } else { "plan.whatIf.levelSame" };
    let values = [("now", now.attained.to_string()), ("then", after.attained.to_string())];
    let mut reached = Vec::new();
    let mut distance = Vec::new();
    let mut levels_gained = 0;
    for (today, later) in context.score.threads.iter().zip(&then.threads) {
        let name = context.thread_name(&today.thread);
        if later.attained > today.attained {
            levels_gained += u32::from(later.attained - today.attained);
            let values = [("thread", name.clone()), ("level", later.attained.to_string())];
            reached.push(context.fill("plan.whatIf.reaches", values));
        }
        let left = target(pack, context.assessment, today).level - later.score;
        if texts.score(left.max(0.0)) != texts.score(0.0) {
            distance
                .push(context.fill("plan.whatIf.short", [("thread", name), ("distance", texts.score(left))]));
        }
    }
    let distance = if distance.is_empty() {
        context.get("plan.whatIf.arrived")
    } else {
        context.fill("plan.whatIf.distance", [("threads", texts.list(&distance))])
    };
    WhatIf {
        steps: taken.len(),
        now: texts.score(now.score),
        then: texts.score(after.score),
        of: context.fill("report.of", [("of", pack.top().to_string())]),
        gain,
        attained: context.fill(key, values),
        reached: (!reached.is_empty()).then(|| {
            let values = [("n", levels_gained.to_string()), ("threads", texts.list(&reached))];
            context.fill("plan.whatIf.reached", values)
        }),
        levels_gained,
        distance,
        figure: figure(context, &then),
    }
}

/// Today and with the steps, thread by thread, and the block in the table's last row.
fn figure(context: &Context<'_>, then: &Score) -> Dumbbell {
    let texts = context.texts();
    let mut rows = Vec::new();
    let mut table = Vec::new();
    let mut spoken = Vec::new();
    let arrow = |now: String, then: String| if now == then { now } else { format!("{now} → {then}") };
    for (today, later) in context.score.threads.iter().zip(&then.threads) {
        let name = context.thread_name(&today.thread);
        let goal = target(&context.content.pack, context.assessment, today);
        let (now, after) = (texts.score(today.score), texts.score(later.score));
        let wanted = context.wanted(goal.level);
        spoken.push(context.fill(
            "plan.whatIf.spoken",
            [("thread", name.clone()), ("now", now.clone()), ("then", after.clone())],
        ));
        table.push(Row {
            cells: vec![
                name.clone(),
                now.clone(),
                after.clone(),
                arrow(today.attained.to_string(), later.attained.to_string()),
                if goal.assumed {
                    context.fill("report.wanted.assumed", [("level", wanted)])
                } else {
                    wanted
                },
                texts.score((goal.level - later.score).max(0.0)),
            ],
            opens: None,
        });
        rows.push(DumbbellRow {
            thread: today.thread.clone(),
            name,
            text: arrow(now, after),
            now: context.position(today.score),
            aim: context.position(later.score),
            assumed: goal.assumed,
        });
    }
    let (today, later) = (&context.score.overall, &then.overall);
    table.push(Row {
        cells: vec![
            context.get("report.column.block"),
            texts.score(today.score),
            texts.score(later.score),
            arrow(today.attained.to_string(), later.attained.to_string()),
            context.get("report.noValue"),
            context.get("report.noValue"),
        ],
        opens: None,
    });
    Dumbbell {
        heading: Heading { title: context.get("plan.whatIf"), intro: context.get("plan.whatIf.intro") },
        action: None,
        alternative: context.fill("plan.whatIf.alternative", [("threads", spoken.join(" "))]),
        rows,
        ticks: context.ticks(),
        key_now: context.get("report.wanted.today"),
        key_aim: context.get("plan.whatIf.then"),
        key: context.get("plan.whatIf.key"),
        table_label: context.get("report.asTable"),
        table: Table {
            caption: context.get("plan.whatIf.table"),
            columns: vec![
                context.column("report.column.thread", false),
                context.column("plan.column.today", true),
                context.column("plan.column.then", true),
                context.column("report.column.level", true),
                context.column("report.column.wanted", true),
                context.column("plan.column.left", true),
            ],
            rows: table,
            opens_at: None,
        },
    }
}
