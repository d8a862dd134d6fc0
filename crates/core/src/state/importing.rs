//! Files that are handed in, at the desk: an assessment is read, taken in and opened, and where another one of its id is on this device, which of the two stays. What is no assessment of this questionnaire is `packs`'.

use std::rc::Rc;

use crate::answers::Assessment;
use crate::state::stored::same_content;
use crate::state::update::{Turn, fits_as_id};
use crate::state::{Dialog, FocusPlace, ImportChoice, Picked, Tone, packs};
use crate::text::Message;
use crate::wire::{self, Read};

/// Asks which is to stay; says what stands out in the file.
pub(super) fn clash(turn: &mut Turn<'_>, read: Read) {
    let Read { assessment, mut problems } = read;
    // Of another version it is told once it is open what became of it.
    if assessment.pack_version == turn.pack().version {
        problems.extend(wire::meet(turn.pack(), &assessment));
    }
    problems.extend(wire::meet_lenses(&turn.state.content.lenses, &assessment));
    turn.state.dialog = Some(Dialog::Import(Rc::new(assessment)));
    turn.state.opener = Some(FocusPlace::Heading);
    if !problems.is_empty() {
        turn.notice(Tone::Careful, Message::new("import.problems").count("n", problems.len()), problems);
    }
}

/// Does as was chosen.
pub(super) fn resolve(turn: &mut Turn<'_>, choice: ImportChoice) {
    let Some(Dialog::Import(incoming)) = turn.state.dialog.take() else { return };
    turn.state.opener = None;
    let problems = turn.state.notice.take().map(|notice| notice.details).unwrap_or_default();
    match choice {
        ImportChoice::Replace => {
            let mut incoming = Rc::unwrap_or_clone(incoming);
            if let Some(entry) = turn.state.shelf.get(&incoming.id) {
                incoming.rev = incoming.rev.max(entry.assessment.rev) + 1;
            }
            incoming.updated_at = turn.now.to_rfc3339();
            turn.take_in(incoming, problems);
        }
        ImportChoice::KeepBoth => {
            let copy = copy_of(turn, &incoming);
            turn.take_in(copy, problems);
        }
    }
}

/// The same assessment under an id and a name of its own.
pub(super) fn copy_of(turn: &Turn<'_>, assessment: &Assessment) -> Assessment {
    let mut copy = assessment.clone();
    copy.id = turn.fresh_id();
    copy.title = turn.state.texts().fill("assessment.copy", &[("title", turn.state.title_of(assessment))]);
    copy.updated_at = turn.now.to_rfc3339();
    copy.rev += 1;
    copy
}

impl Turn<'_> {
    /// Takes in a file that was picked, dropped or handed in, and opens what it holds.
    pub(super) fn import(&mut self, file: Picked) {
        let Some(text) = file.text else {
            let message = wire::ReadError::TooLarge.message();
            self.notice(Tone::Bad, Message::new("import.failed").with("name", file.name), vec![message]);
            return;
        };
        let read = wire::read(&text);
        let foreign = match &read {
            Ok(read) => read.assessment.pack_id != self.pack().id,
            Err(wire::ReadError::NotAssessment) => {
                text.contains("pomscope-bundle") || text.contains("pomscope-pack")
            }
            Err(_) => false,
        };
        if foreign {
            packs::unpack(self, Picked { name: file.name, text: Some(text) });
            return;
        }
        let read = match read {
            Ok(read) => read,
            Err(error) => {
                self.notice(
                    Tone::Bad,
                    Message::new("import.failed").with("name", file.name),
                    vec![error.message()],
                );
                return;
            }
        };
        let mut assessment = read.assessment;
        let mut problems = read.problems;
        // Of another version the desk tells what became of it.
        if assessment.pack_version == self.pack().version {
            problems.extend(wire::meet(self.pack(), &assessment));
        }
        problems.extend(wire::meet_lenses(&self.state.content.lenses, &assessment));
        if !fits_as_id(&assessment.id) {
            assessment.id = self.fresh_id();
        }
        let here = self.state.shelf.get(&assessment.id).map(|entry| Rc::clone(&entry.assessment));
        match here {
            Some(here) if same_content(&here, &assessment) => {
                let title = self.state.title_of(&here);
                let id = assessment.id;
                if !self.takes_to_compare(&id) {
                    self.open(id);
                }
                self.notice(Tone::Good, Message::new("import.same").with("title", title), problems);
            }
            // Which of the two is to stay, the desk asks.
            Some(_) => packs::unpack(self, Picked { name: file.name, text: Some(text) }),
            None if self.state.unreadable.iter().any(|other| other.id == assessment.id) => {
                assessment.id = self.fresh_id();
                self.take_in(assessment, problems);
            }
            None => self.take_in(assessment, problems),
        }
    }

    /// Puts an imported assessment on the shelf, saves it and opens it.
    pub(super) fn take_in(&mut self, assessment: Assessment, mut problems: Vec<Message>) {
        let id = assessment.id.clone();
        let title = self.state.title_of(&assessment);
        self.put(assessment);
        self.save(&id);
        if !self.takes_to_compare(&id) {
            self.open(id);
            // What its being opened had the desk say.
            if let Some(said) = self.state.notice.take() {
                problems.push(said.message);
                problems.extend(said.details);
            }
        }
        if problems.is_empty() {
            self.notice(Tone::Good, Message::new("import.done").with("title", title), Vec::new());
        } else {
            let message =
                Message::new("import.doneWithProblems").with("title", title).count("n", problems.len());
            self.notice(Tone::Careful, message, problems);
        }
    }
}
