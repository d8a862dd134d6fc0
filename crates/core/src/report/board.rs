//! The board's page: the level, what it rests on, and three decisions asked for; what moved since last time comes from the comparison.

use crate::answers::StepStatus;
use crate::metrics;
use crate::plan::target;
use crate::report::Fact;
use crate::report::brief::all_claims;
use crate::report::context::Context;
use crate::report::headline::covered;
use crate::report::plan_page::{Origin, PlanItem, PlanPage};

/// How many decisions a board is asked for.
const DECISIONS: usize = 3;

/// A decision asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// What is to be decided.
    pub title: String,
    /// What comes of it, and who answers for it by when.
    pub lines: Vec<String>,
}

/// The board's page, beside the headline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Board {
    /// The heading of what the numbers rest on.
    pub evidence: String,
    /// The same as terms and values.
    pub facts: Vec<Fact>,
    /// The decisions' heading.
    pub decisions: String,
    /// The decisions: three, as long as there is that much to decide.
    pub rows: Vec<Decision>,
}

pub(super) fn board(context: &Context<'_>, plan: &PlanPage) -> Board {
    Board {
        evidence: context.get("board.evidence"),
        facts: facts(context),
        decisions: context.get("board.decisions"),
        rows: decisions(context, plan),
    }
}

fn facts(context: &Context<'_>) -> Vec<Fact> {
    let (shown, claimed) = all_claims(context);
    let of = |n: usize, of: usize| context.fill("report.nOf", [("n", n.to_string()), ("of", of.to_string())]);
    let pack = &context.content.pack;
    let measured = pack
        .metrics
        .iter()
        .filter(|metric| metrics::measured(pack, context.assessment, &metric.id).is_some())
        .count();
    vec![
        Fact { term: context.get("report.fact.coverage"), value: covered(context) },
        Fact { term: context.get("board.fact.shown"), value: of(shown, claimed) },
        Fact { term: context.get("board.fact.measured"), value: of(measured, pack.metrics.len()) },
    ]
}

/// The taken steps first, then those that are offered, then what would have to be known or said before.
fn decisions(context: &Context<'_>, plan: &PlanPage) -> Vec<Decision> {
    let open = |item: &&PlanItem| item.decision.status != StepStatus::Done;
    let taken = plan.items.iter().filter(|item| item.is_taken()).filter(open);
    let offered = plan.items.iter().filter(|item| !item.is_taken());
    let mut rows: Vec<Decision> = taken.chain(offered).map(|item| of_step(context, item)).collect();
    for open in &context.plan.to_clarify {
        let text = context.content.wording.item(&open.item).text;
        rows.push(decision(context.fill("board.clarify", [("text", text)]), Vec::new()));
    }
    for thread in &context.score.threads {
        let wanted = target(&context.content.pack, context.assessment, thread);
        if wanted.assumed {
            let values =
                [("thread", context.thread_name(&thread.thread)), ("level", context.wanted(wanted.level))];
            rows.push(decision(context.fill("board.target", values), Vec::new()));
        }
    }
    rows.push(decision(context.get("board.again"), Vec::new()));
    rows.truncate(DECISIONS);
    rows
}

fn decision(title: String, lines: Vec<String>) -> Decision {
    Decision { title, lines }
}

fn of_step(context: &Context<'_>, item: &PlanItem) -> Decision {
    let owner = Some(item.decision.owner.trim()).filter(|owner| !owner.is_empty());
    let due = Some(item.decision.due_text.as_str()).filter(|due| !due.is_empty());
    let who = match (owner, due) {
        (Some(owner), Some(due)) => {
            context.fill("board.owner.due", [("owner", owner.to_owned()), ("date", due.to_owned())])
        }
        (Some(owner), None) => context.fill("board.owner", [("owner", owner.to_owned())]),
        (None, Some(due)) => context.fill("board.due", [("date", due.to_owned())]),
        (None, None) => context.get("board.owner.none"),
    };
    let mut lines = Vec::new();
    if let Origin::Offered(step) = &item.origin {
        let values = [("place", step.place.clone()), ("lift", step.lift.clone())];
        let gain = context.fill("board.gain", values);
        lines.push(step.notice.iter().fold(gain, |line, notice| format!("{line} {notice}")));
    }
    lines.push(who);
    lines.extend(item.decision.overdue.clone());
    decision(item.title.clone(), lines)
}
