//! What the headline's numbers say and what they do not, for whoever sees them for the first time; how they are computed is the method's page.

use crate::report::Fact;
use crate::report::context::Context;

/// What the headline says, number by number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// What opens it.
    pub title: String,
    /// A number, or what none of them is, with a sentence or two.
    pub facts: Vec<Fact>,
}

pub(super) fn meaning(context: &Context<'_>) -> Meaning {
    let pack = &context.content.pack;
    let threads: Vec<String> =
        context.score.threads.iter().map(|thread| context.thread_name(&thread.thread)).collect();
    let scale = [
        ("base", pack.base().to_string()),
        ("top", pack.top().to_string()),
        ("threads", context.texts().list(&threads)),
    ];
    let fact = |term: &str, value: String| Fact { term: context.get(term), value };
    Meaning {
        title: context.get("report.meaning"),
        facts: vec![
            fact("report.fact.score", context.fill("report.meaning.score", scale)),
            fact("report.fact.level", context.get("report.method.attained")),
            fact("report.fact.band", context.get("report.meaning.range")),
            fact("report.fact.confidence", context.get("report.meaning.confidence")),
            fact("report.meaning.not", context.get("report.meaning.not.text")),
        ],
    }
}
