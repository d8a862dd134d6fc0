//! The report's cover: whose view of what, when, by which pack and method.

use crate::answers::Side;
use crate::report::Fact;
use crate::report::context::Context;

/// The cover.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cover {
    /// The program's name.
    pub mark: String,
    /// What was assessed.
    pub subject: String,
    /// The assessment's name.
    pub title: String,
    /// "IT's view · 22 November 2026".
    pub about: String,
    /// Which relationships are meant, and how many there are, as far as given.
    pub facts: Vec<Fact>,
    /// The pack, its version, the method, that nothing was sent.
    pub made: String,
    /// Whose model it is after.
    pub credit: String,
    /// "Indicative, Pomscope method 1."
    pub indicative: String,
}

pub(super) fn cover(context: &Context<'_>, today: &str) -> Cover {
    let (texts, assessment) = (context.texts(), context.assessment);
    let wording = &context.content.wording;
    let title = if assessment.title.trim().is_empty() {
        context.fill("assessment.untitled", [("date", texts.date(&assessment.created_at))])
    } else {
        assessment.title.clone()
    };
    let side = texts.get(match assessment.side {
        Some(Side::It) => "side.it.view",
        Some(Side::Business) => "side.business.view",
        Some(Side::Both) => "side.both.view",
        None => "side.none.view",
    });
    let mut facts = Vec::new();
    if !assessment.scope.trim().is_empty() {
        facts.push(Fact { term: context.get("report.cover.scope"), value: assessment.scope.clone() });
    }
    if let Some(k) = assessment.k() {
        facts.push(Fact { term: context.get("report.cover.k"), value: k.to_string() });
    }
    let pack = &context.content.pack;
    Cover {
        mark: context.get("report.mark"),
        subject: wording.name.clone(),
        about: context.fill("report.cover.about", [("side", side.to_owned()), ("date", texts.date(today))]),
        facts,
        made: context
            .fill("report.cover.made", [("pack", wording.name.clone()), ("version", pack.version.clone())]),
        credit: wording.credit.clone(),
        indicative: context.get("report.indicative"),
        title,
    }
}
