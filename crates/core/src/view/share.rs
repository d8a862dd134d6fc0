//! What the screen shows on which something is handed over: the ticks, the contact, what is agreed to, the preview and the ways.

use crate::owner::{Consent, Owner};
use crate::share::{ContactField, Faults, Part, Preview, Share, field_key, mail_link, preview};
use crate::state::{Form, State, Way, done};
use crate::text::Message;

/// A part to tick.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tick {
    /// Which.
    pub part: Part,
    /// The key of its name.
    pub label: &'static str,
    /// The key of what belongs to it.
    pub hint: &'static str,
    /// Whether it is ticked.
    pub ticked: bool,
}

/// A field of the contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactLine {
    /// Which.
    pub field: ContactField,
    /// The key of its label.
    pub label: &'static str,
    /// What was typed.
    pub text: String,
    /// What is wrong with it.
    pub fault: Option<Message>,
}

/// Where it goes.
#[derive(Clone, Debug, PartialEq)]
pub enum Ways {
    /// The page around asked for it: it gets it, or does not.
    Answer {
        /// The words on the button that gives it.
        give: Message,
    },
    /// The visitor chooses.
    Choice {
        /// The words on the button that gives it to the page; none where there is no page to give it to.
        give: Option<Message>,
        /// The address of the mail's draft; none while something stands in the way.
        mail: Option<String>,
    },
}

/// The screen.
#[derive(Clone, Debug, PartialEq)]
pub struct ShareScreen {
    /// What this is about.
    pub lead: Message,
    /// The parts.
    pub ticks: Vec<Tick>,
    /// The contact's fields; none while it is not ticked.
    pub contact: Vec<ContactLine>,
    /// What stood in the way of the last try.
    pub faults: Faults,
    /// What is agreed to.
    pub consent: Consent,
    /// The owner of the page around.
    pub owner: Owner,
    /// What would be handed over; none while nothing is ticked.
    pub preview: Option<Preview>,
    /// Where it can go.
    pub ways: Ways,
    /// What the page does with it, where it can go there.
    pub page: Option<Message>,
    /// How it went out since it was last changed.
    pub done: Option<Message>,
}

/// What the screen shows; none while no assessment is open.
#[must_use]
pub fn share_screen(state: &State) -> Option<ShareScreen> {
    state.with_share(|share| screen(state, share))
}

fn screen(state: &State, share: &Share<'_>) -> ShareScreen {
    let (sharing, owner) = (&state.desk.sharing, state.owner());
    let whom = |plain: &'static str, named: &'static str| match owner.name.as_str() {
        "" => Message::new(plain).with("host", state.surroundings.host.clone()),
        name => Message::new(named).with("owner", name),
    };
    // The site and the file have a page around them only in so far as somebody gave it a name.
    let page = state.surroundings.form == Form::Embed || !owner.name.is_empty();
    let give = || whom("share.give.page", "share.give.owner");
    let ways = if sharing.asked.is_some() {
        Ways::Answer { give: give() }
    } else {
        Ways::Choice { give: page.then(give), mail: mail_link(share, owner.contact.as_deref()) }
    };
    let tick = |part: Part| {
        let (label, hint) = match part {
            Part::Scores => ("share.part.scores", "share.part.scores.hint"),
            Part::Answers => ("share.part.answers", "share.part.answers.hint"),
            Part::Notes => ("share.part.notes", "share.part.notes.hint"),
            Part::Contact => ("share.part.contact", "share.part.contact.hint"),
        };
        Tick { part, label, hint, ticked: sharing.choice.has(part) }
    };
    let line = |field: ContactField| ContactLine {
        field,
        label: field_key(field),
        text: sharing.contact.get(field).to_owned(),
        fault: match field {
            ContactField::Name => sharing.faults.contact.clone(),
            ContactField::Mail => sharing.faults.mail.clone(),
            ContactField::Organization => None,
        },
    };
    let copied = state.desk.take.copied.map(|copied| Message::new(copied.key()));
    ShareScreen {
        lead: if sharing.asked.is_some() {
            whom("share.lead.asked", "share.lead.asked.owner")
        } else {
            Message::new("share.lead")
        },
        ticks: Part::ALL.into_iter().map(tick).collect(),
        contact: if sharing.choice.has(Part::Contact) {
            ContactField::ALL.into_iter().map(line).collect()
        } else {
            Vec::new()
        },
        faults: sharing.faults.clone(),
        consent: share.consent.clone(),
        preview: preview(share, &state.surroundings.today),
        ways,
        page: page.then(|| whom("share.page", "share.page.owner")),
        done: match sharing.done {
            Some(Way::Copy) => copied,
            Some(way) => Some(done(way)),
            None => None,
        },
        owner,
    }
}
