//! Handing over on purpose: what is ticked and typed so far, who asked, and what went; which JSON that is decides `share`.

use crate::json::to_string_pretty;
use crate::owner::Owner;
use crate::share::{Contact, ContactField, Faults, Part, Share, ShareChoice};
use crate::state::take::{self, TakeAction};
use crate::state::update::{Turn, cut};
use crate::state::{Effect, State, Step, Urgency};
use crate::text::Message;
use crate::wire::share_v1;

/// A way to hand something over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// To the page around: as an event, or as the answer to what the page asked for.
    Page,
    /// As a file on the visitor's device.
    Download,
    /// To the clipboard.
    Copy,
    /// As the draft of a mail.
    Mail,
}

/// One thing that happens while something is handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShareAction {
    /// The page asks for the file.
    Asked,
    /// Tick a part, or no longer.
    Switch(Part),
    /// Type into a field of the contact.
    Type(ContactField, String),
    /// Hand it over.
    Hand(Way),
    /// Hand nothing to the page that asked.
    Refuse,
}

/// What is being handed over; in memory only.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sharing {
    /// The id of the assessment that all of this is about.
    pub of: Option<String>,
    /// The parts that are ticked.
    pub choice: ShareChoice,
    /// Who the visitor is.
    pub contact: Contact,
    /// When what goes was last changed (RFC 3339); empty while nothing was.
    pub at: String,
    /// What stood in the way of the last try, as far as it still does.
    pub faults: Faults,
    /// How it was handed over since it was last changed.
    pub done: Option<Way>,
    /// The screen that the visitor was taken from, while the page waits for its answer.
    pub asked: Option<Step>,
}

impl State {
    /// The owner of the page around, as the page told.
    #[must_use]
    pub fn owner(&self) -> Owner {
        Owner::read(&self.surroundings.page)
    }

    /// Lets `work` see what would be handed over now; none while no assessment is open.
    pub(crate) fn with_share<T>(&self, work: impl FnOnce(&Share<'_>) -> T) -> Option<T> {
        let sharing = &self.desk.sharing;
        let share = Share {
            content: &self.content,
            assessment: self.assessment()?,
            choice: &sharing.choice,
            contact: &sharing.contact,
            consent: &self.owner().consent(self.texts()),
            at: &sharing.at,
            // Ten digits tell builds apart; all of them are for those who compare.
            build: self.surroundings.build.get(..10).unwrap_or(&self.surroundings.build),
        };
        Some(work(&share))
    }
}

/// Lets an action change the state.
pub(super) fn act(turn: &mut Turn<'_>, action: ShareAction) {
    match action {
        ShareAction::Asked => asked(turn),
        ShareAction::Switch(part) => change(turn, |sharing| sharing.choice.switch(part)),
        ShareAction::Type(field, text) => change(turn, |sharing| sharing.contact.set(field, cut(text))),
        ShareAction::Hand(way) => hand(turn, way),
        ShareAction::Refuse => {
            let back = turn.state.desk.sharing.asked.unwrap_or(Step::Result);
            // Leaving the screen is the answer.
            turn.go(back, false);
        }
    }
}

/// After a screen was shown: who leaves this one hands nothing to a page that waits, and what was typed goes with its assessment.
pub(super) fn shown(turn: &mut Turn<'_>) {
    let state = &mut *turn.state;
    let sharing = &mut state.desk.sharing;
    if state.step != Step::Share && sharing.asked.take().is_some() {
        turn.effects.push(Effect::Exported(None));
    }
    if sharing.of != state.current {
        *sharing = Sharing { of: state.current.clone(), asked: sharing.asked, ..Sharing::default() };
    }
}

fn asked(turn: &mut Turn<'_>) {
    let state = &mut *turn.state;
    if state.assessment().is_none() {
        turn.effects.push(Effect::Exported(None));
        if turn.state.step == Step::Share {
            turn.go(Step::Start, true);
        }
        return;
    }
    if state.dialog.is_some() {
        turn.close_dialog();
    }
    let state = &mut *turn.state;
    let from = if state.step == Step::Share { Step::Result } else { state.step };
    // What was ticked before was ticked for another purpose.
    state.desk.sharing = Sharing { of: state.current.clone(), asked: Some(from), ..Sharing::default() };
    turn.go(Step::Share, false);
}

fn change(turn: &mut Turn<'_>, change: impl FnOnce(&mut Sharing)) {
    let current = turn.state.current.clone();
    let sharing = &mut turn.state.desk.sharing;
    change(sharing);
    sharing.of = current;
    sharing.at = turn.now.to_rfc3339();
    sharing.done = None;
    if !sharing.faults.is_empty() {
        turn.state.desk.sharing.faults = turn.state.with_share(|share| share.faults()).unwrap_or_default();
    }
}

fn hand(turn: &mut Turn<'_>, way: Way) {
    let Some((faults, made)) = turn.state.with_share(|share| (share.faults(), share_v1::write(share))) else {
        return;
    };
    turn.state.desk.sharing.faults = faults.clone();
    turn.state.desk.sharing.done = None;
    let Some(made) = made.filter(|_| faults.is_empty()) else {
        point_out(turn, &faults);
        return;
    };
    match way {
        Way::Page => turn.effects.push(match turn.state.desk.sharing.asked.take() {
            Some(_) => Effect::Exported(Some(made.to_string())),
            None => Effect::Emit { name: "share", detail: made.to_string() },
        }),
        Way::Download => {
            // Its name says nothing that was not ticked.
            let name = format!("pomscope-share-{}.json", turn.state.surroundings.today);
            let text = to_string_pretty(&made);
            turn.effects.push(Effect::Download { name, media_type: "application/json", text });
        }
        Way::Copy => take::act(turn, TakeAction::Copy(to_string_pretty(&made))),
        // The reader's browser follows the link.
        Way::Mail => {}
    }
    turn.state.desk.sharing.done = Some(way);
    // What came of copying is announced when it is known.
    if way != Way::Copy {
        turn.announce(done(way));
    }
}

/// The sentence that says what went.
pub(crate) fn done(way: Way) -> Message {
    Message::new(match way {
        Way::Page => "share.done.page",
        Way::Download => "share.done.download",
        Way::Copy => "take.copied",
        Way::Mail => "share.done.mail",
    })
}

/// Leads to the first field that something is wrong with, and says what.
fn point_out(turn: &mut Turn<'_>, faults: &Faults) {
    let first =
        [(&faults.parts, "share-scores"), (&faults.contact, "share-name"), (&faults.mail, "share-mail")];
    if let Some((message, id)) = first.into_iter().find_map(|(fault, id)| Some((fault.clone()?, id))) {
        turn.effects.push(Effect::Announce(message, Urgency::Assertive));
        turn.focus(id.to_owned());
    }
}
