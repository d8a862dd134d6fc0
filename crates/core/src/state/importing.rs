//! A file whose assessment is on this device already, and is another: which of the two stays. Reading and taking in is `update`'s.

use crate::answers::Assessment;
use crate::state::update::Turn;
use crate::state::{Dialog, FocusPlace, ImportChoice, Tone};
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
    turn.state.dialog = Some(Dialog::Import(Box::new(assessment)));
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
            let mut incoming = *incoming;
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
