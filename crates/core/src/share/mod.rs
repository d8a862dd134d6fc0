//! What a visitor hands over on purpose: which parts, with which contact, and what still stands in the way; the JSON is written in `wire`, the dialog's turns are in `state`.

mod mail;
mod part_of;
mod preview;

pub use mail::mail_link;
pub use part_of::part_of;
pub use preview::{Preview, field_key, preview};

use crate::answers::Assessment;
use crate::content::Content;
use crate::method::{ScoreError, score};
use crate::owner::{self, Consent};
use crate::table::Table;
use crate::text::Message;

/// A part of an assessment that can be handed over apart from the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The score, the level, how far they can be relied on, for all, each thread and each level.
    Scores,
    /// All that was chosen, counted or dated: ratings, second looks, quick check, side, K, targets, importance, metrics, what was decided about the plan.
    Answers,
    /// All that was written in words of one's own: notes, evidence, reasons, name and scope, sources, owners and steps of the plan.
    Notes,
    /// Who the visitor is, as typed for this alone.
    Contact,
}

impl Part {
    /// All parts, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Scores, Self::Answers, Self::Notes, Self::Contact];

    /// Its name in the JSON and in ids.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Scores => "scores",
            Self::Answers => "answers",
            Self::Notes => "notes",
            Self::Contact => "contact",
        }
    }
}

/// The parts that are ticked; none at first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShareChoice(Table<Part, ()>);

impl ShareChoice {
    /// These parts.
    #[must_use]
    pub fn of(parts: &[Part]) -> Self {
        Self(parts.iter().map(|part| (*part, ())).collect())
    }

    /// Whether a part is ticked.
    #[must_use]
    pub fn has(&self, part: Part) -> bool {
        self.0.contains_key(&part)
    }

    /// Whether nothing is ticked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The ticked parts in the order in which they are offered.
    pub fn parts(&self) -> impl Iterator<Item = Part> {
        self.0.keys().copied()
    }

    /// Ticks a part, or no longer.
    pub fn switch(&mut self, part: Part) {
        if self.0.remove(&part).is_none() {
            self.0.insert(part, ());
        }
    }
}

/// What a visitor types about himself or herself; kept in memory only, and no longer than the assessment is open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    /// The name as typed.
    pub name: String,
    /// The organization as typed.
    pub organization: String,
    /// The mail address as typed.
    pub mail: String,
}

/// A field of the contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContactField {
    /// The name.
    Name,
    /// The organization.
    Organization,
    /// The mail address.
    Mail,
}

impl ContactField {
    /// All fields, in the order in which they stand.
    pub const ALL: [Self; 3] = [Self::Name, Self::Organization, Self::Mail];

    /// Its name in the JSON, in ids and, for the reader's browser, in `autocomplete` where that has the same.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Organization => "organization",
            Self::Mail => "mail",
        }
    }
}

impl Contact {
    /// What stands in a field, as typed.
    #[must_use]
    pub fn get(&self, field: ContactField) -> &str {
        match field {
            ContactField::Name => &self.name,
            ContactField::Organization => &self.organization,
            ContactField::Mail => &self.mail,
        }
    }

    /// Puts a text into a field.
    pub fn set(&mut self, field: ContactField, text: String) {
        match field {
            ContactField::Name => self.name = text,
            ContactField::Organization => self.organization = text,
            ContactField::Mail => self.mail = text,
        }
    }

    /// The fields that are filled in, without spaces around.
    pub fn filled(&self) -> impl Iterator<Item = (ContactField, &str)> {
        ContactField::ALL
            .into_iter()
            .map(|field| (field, self.get(field).trim()))
            .filter(|(_, text)| !text.is_empty())
    }
}

/// What would be handed over now.
#[derive(Clone, Copy, Debug)]
pub struct Share<'a> {
    /// What is asked.
    pub content: &'a Content,
    /// The assessment.
    pub assessment: &'a Assessment,
    /// The parts that are ticked.
    pub choice: &'a ShareChoice,
    /// Who the visitor is.
    pub contact: &'a Contact,
    /// What the visitor agrees to.
    pub consent: &'a Consent,
    /// When what goes was last changed: the moment of the consent (RFC 3339).
    pub at: &'a str,
    /// The build's hash.
    pub build: &'a str,
}

/// What stands in the way of handing over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults {
    /// What is wrong with the ticks: there is none, or there is no score yet.
    pub parts: Option<Message>,
    /// What is wrong with the contact as a whole: nothing is filled in.
    pub contact: Option<Message>,
    /// What is wrong with the mail address.
    pub mail: Option<Message>,
}

impl Faults {
    /// Whether nothing stands in the way.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Share<'_> {
    /// What stands in the way of handing this over.
    #[must_use]
    pub fn faults(&self) -> Faults {
        let mut faults = Faults::default();
        if self.choice.is_empty() {
            faults.parts = Some(Message::new("share.error.nothing"));
        } else if self.choice.has(Part::Scores)
            && let Err(error) = score(&self.content.pack, self.assessment)
        {
            faults.parts = Some(unscored(self.content, &error));
        }
        if self.choice.has(Part::Contact) {
            if self.contact.filled().next().is_none() {
                faults.contact = Some(Message::new("share.error.contact"));
            }
            let mail = self.contact.mail.trim();
            if !mail.is_empty() && owner::mail(mail).is_none() {
                faults.mail = Some(Message::new("share.error.mail"));
            }
        }
        faults
    }
}

/// Why there is no score to hand over.
fn unscored(content: &Content, error: &ScoreError) -> Message {
    match error {
        ScoreError::ThreadDoesNotApply(thread) => {
            Message::new("score.threadNa").with("thread", content.wording.thread_name(thread))
        }
        ScoreError::OtherPack { given } => Message::new("read.unknownPack").with("pack", given.clone()),
    }
}
