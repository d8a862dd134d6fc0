//! The screens in their order, and their addresses.

use crate::pack::Pack;

/// What the respondent set out to do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Intent {
    /// The quick check first.
    #[default]
    Quick,
    /// The full assessment at once.
    Full,
}

/// A screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Step {
    /// What this is; resume.
    #[default]
    Start,
    /// Which relationships, and from which side.
    Scope,
    /// The quick check of the thread at this position.
    Quick(usize),
    /// How each level looks from both sides.
    Levels,
    /// What the quick check found.
    Finding,
    /// The group at this position of [`group_order`].
    Group(usize),
    /// What is open before the result.
    Review,
    /// The result.
    Result,
    /// The report, and the ways to take it along.
    Report,
    /// The improvement plan.
    Plan,
    /// The metrics.
    Metrics,
    /// The register of relationships.
    Register,
    /// The ledger of commitments.
    Ledger,
    /// This assessment beside others.
    Compare,
    /// The lenses; which of them, and what of it, stands behind it in the address ([`super::State::code`]).
    Lenses,
    /// What is handed over on purpose.
    Share,
    /// The assessments on this device.
    Shelf,
    /// What an answer code holds, beside what is here; without a code ([`super::State::code`]) it asks for one.
    Code,
}

/// The screens by their names in addresses; those of which there are several have numbers and are not among them.
const NAMES: [(&str, Step); 16] = [
    ("", Step::Start),
    ("scope", Step::Scope),
    ("levels", Step::Levels),
    ("finding", Step::Finding),
    ("review", Step::Review),
    ("result", Step::Result),
    ("report", Step::Report),
    ("plan", Step::Plan),
    ("metrics", Step::Metrics),
    ("register", Step::Register),
    ("commitments", Step::Ledger),
    ("compare", Step::Compare),
    ("lenses", Step::Lenses),
    ("share", Step::Share),
    ("assessments", Step::Shelf),
    ("code", Step::Code),
];

impl Step {
    /// Whether the screen shows an assessment. Handing over does without one too: a page may ask for what is not there.
    #[must_use]
    pub fn needs_assessment(self) -> bool {
        !matches!(self, Self::Start | Self::Levels | Self::Share | Self::Shelf | Self::Code)
    }

    /// Whether only the desk holds the screen: the part of the program that comes while the questions are answered.
    #[must_use]
    pub fn at_desk(self) -> bool {
        !matches!(self, Self::Start | Self::Scope | Self::Quick(_))
    }

    /// The address after the page's own: `#/group/7`, counted from 1.
    #[must_use]
    pub fn path(self) -> String {
        match self {
            Self::Quick(at) => format!("#/quick/{}", at + 1),
            Self::Group(at) => format!("#/group/{}", at + 1),
            _ => {
                let name = NAMES.iter().find(|(_, step)| *step == self).map_or("", |(name, _)| name);
                format!("#/{name}")
            }
        }
    }

    /// The screen at an address; none for one that this pack does not have.
    #[must_use]
    pub fn parse(path: &str, pack: &Pack) -> Option<Self> {
        let path = path.trim_start_matches('#').trim_matches('/');
        let mut parts = path.split('/');
        let (name, number) = (parts.next().unwrap_or_default(), parts.next());
        let at = |count: usize| {
            number
                .and_then(|text| text.parse::<usize>().ok())
                .and_then(|n| n.checked_sub(1))
                .filter(|at| *at < count)
        };
        match name {
            "quick" => at(pack.threads.len()).map(Self::Quick),
            // The pack of the questions holds no groups: which there are, the desk says.
            "group" if pack.groups.is_empty() => at(usize::MAX).map(Self::Group),
            "group" => at(pack.groups.len()).map(Self::Group),
            "lens" => Some(Self::Lenses),
            _ => NAMES.iter().find(|(known, _)| *known == name).map(|(_, step)| *step),
        }
    }

    /// The screen after this one on the journey.
    #[must_use]
    pub fn next(self, pack: &Pack, intent: Intent) -> Self {
        let groups = pack.groups.len();
        match (self, intent) {
            (Self::Start, _) => Self::Scope,
            (Self::Scope, Intent::Quick) => Self::Quick(0),
            (Self::Scope, Intent::Full) | (Self::Finding, _) => Self::Group(0),
            (Self::Quick(at), _) if at + 1 < pack.threads.len() => Self::Quick(at + 1),
            (Self::Quick(_), _) => Self::Finding,
            (Self::Group(at), _) if at + 1 < groups => Self::Group(at + 1),
            (Self::Group(_), _) => Self::Review,
            (Self::Review, _) => Self::Result,
            (Self::Result | Self::Metrics | Self::Register | Self::Ledger, _) => Self::Plan,
            (Self::Plan | Self::Report | Self::Compare, _) => Self::Report,
            (Self::Levels | Self::Lenses | Self::Share | Self::Shelf | Self::Code, _) => self,
        }
    }

    /// The screen before this one on the journey.
    #[must_use]
    pub fn back(self, pack: &Pack, intent: Intent) -> Self {
        match (self, intent) {
            (Self::Start | Self::Scope | Self::Levels | Self::Shelf | Self::Code, _) => Self::Start,
            (Self::Quick(0), _) | (Self::Group(0), Intent::Full) => Self::Scope,
            (Self::Quick(at), _) => Self::Quick(at - 1),
            (Self::Finding, _) => Self::Quick(pack.threads.len().saturating_sub(1)),
            (Self::Group(0), Intent::Quick) => Self::Finding,
            (Self::Group(at), _) => Self::Group(at - 1),
            (Self::Review, _) => Self::Group(pack.groups.len().saturating_sub(1)),
            (Self::Result, _) => Self::Review,
            // The books lead back to where one came from; the desk knows.
            (
                Self::Report
                | Self::Plan
                | Self::Metrics
                | Self::Register
                | Self::Ledger
                | Self::Compare
                | Self::Lenses
                | Self::Share,
                _,
            ) => Self::Result,
        }
    }
}

/// The answer code in an address, or which lens; empty where there is none.
pub(super) fn code_in(path: &str) -> &str {
    path.strip_prefix("#/code/").or_else(|| path.strip_prefix("#/lens/")).unwrap_or_default()
}

/// A screen's address with the answer code or the lens that it shows.
pub(super) fn address(step: Step, code: &str) -> String {
    match step {
        Step::Code if !code.is_empty() => format!("#/code/{code}"),
        Step::Lenses if !code.is_empty() => format!("#/lens/{code}"),
        _ => step.path(),
    }
}

/// Positions in [`Pack::groups`] in the order in which they are asked: the descriptive level first, then thread by thread.
#[must_use]
pub fn group_order(pack: &Pack) -> Vec<usize> {
    let position = |descriptive: bool| {
        let mut found = Vec::new();
        for thread in &pack.threads {
            for (at, group) in pack.groups.iter().enumerate() {
                if group.thread == *thread && group.level.descriptive == descriptive {
                    found.push(at);
                }
            }
        }
        found
    };
    let mut order = position(true);
    order.extend(position(false));
    order
}
