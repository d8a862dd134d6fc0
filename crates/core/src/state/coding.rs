//! Entering an answer code, and what becomes of the copy that it holds: kept, compared or put away; nothing of it is stored before. How codes are read is in `code`.

use crate::answers::Assessment;
use crate::code::{Kind, encode};
use crate::state::update::{Turn, cut};
use crate::state::{Comparing, Effect, FocusPlace, State, Step, Tone, Urgency};
use crate::text::Message;
use crate::versions::{ReadCode, read_code};

/// One thing that the reader does with a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodeAction {
    /// Type it.
    Type(String),
    /// Show what the typed one holds.
    Show,
    /// Keep the copy as an assessment of its own.
    Keep,
    /// Compare the copy with the open assessment, and keep it for that unless it is here already.
    Compare,
    /// Put the copy away.
    Discard,
}

/// The code that is being entered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coding {
    /// As typed; none while nothing was.
    pub typed: Option<String>,
    /// Whether it was asked to be shown as it is.
    pub tried: bool,
}

/// Lets an action change the state.
pub(super) fn act(turn: &mut Turn<'_>, action: CodeAction) {
    match action {
        CodeAction::Type(text) => {
            turn.state.desk.coding = Coding { typed: Some(cut(text)), tried: false };
        }
        CodeAction::Show => show(turn),
        CodeAction::Keep => {
            if let Some(copy) = copy(turn.state) {
                let (id, title) = keep(turn, copy);
                turn.open(id);
                turn.notice(Tone::Good, Message::new("answerCode.kept").with("title", title), Vec::new());
            }
        }
        CodeAction::Compare => compare(turn),
        CodeAction::Discard => {
            turn.go(Step::Start, true);
            turn.notice(Tone::Good, Message::new("answerCode.discarded"), Vec::new());
        }
    }
}

/// What the address's code holds; none where it is no code of this questionnaire.
fn copy(state: &State) -> Option<Assessment> {
    let read = read_code(&state.content.pack, &state.code).ok()?;
    (state.step == Step::Code).then_some(read.assessment)
}

/// The assessment on this device that says what the copy says, as far as a code can say it: its id.
#[must_use]
pub fn same_answers(state: &State, copy: &Assessment) -> Option<String> {
    let pack = &state.content.pack;
    let code = |assessment: &Assessment| encode(pack, assessment, Kind::Single).code;
    let wanted = code(copy);
    let here = state.shelf.iter().find(|(_, entry)| code(&entry.assessment) == wanted);
    here.map(|(id, _)| id.clone())
}

fn show(turn: &mut Turn<'_>) {
    let state = &mut turn.state;
    let typed = state.desk.coding.typed.clone().unwrap_or_else(|| state.code.clone());
    state.desk.coding.tried = true;
    match read_code(&state.content.pack, &typed) {
        Ok(ReadCode { code, .. }) => {
            state.desk.coding = Coding::default();
            turn.go_to(Step::Code, code.plain().to_owned(), false);
        }
        Err(error) => {
            turn.effects.push(Effect::Announce(error.message(), Urgency::Assertive));
            turn.effects.push(Effect::Focus(FocusPlace::Id("code".into())));
        }
    }
}

/// Puts the copy on the shelf and saves it: its id and its name.
fn keep(turn: &mut Turn<'_>, mut copy: Assessment) -> (String, String) {
    let texts = turn.state.texts();
    let date = texts.date(&turn.state.surroundings.today);
    let title = texts.fill("answerCode.kept.title", &[("date", date)]);
    let id = turn.fresh_id();
    copy.id.clone_from(&id);
    copy.title.clone_from(&title);
    copy.created_at = turn.now.to_rfc3339();
    copy.updated_at.clone_from(&copy.created_at);
    copy.rev = 1;
    turn.put(copy);
    turn.save(&id);
    (id, title)
}

fn compare(turn: &mut Turn<'_>) {
    let (Some(copy), Some(open)) = (copy(turn.state), turn.state.current.clone()) else { return };
    let (id, kept) = match same_answers(turn.state, &copy) {
        Some(id) if id == open => return,
        Some(id) => (id, None),
        None => {
            let (id, title) = keep(turn, copy);
            (id, Some(title))
        }
    };
    turn.state.desk.comparing = Comparing { picked: Some((open, vec![id])), brought: Vec::new() };
    turn.go(Step::Compare, false);
    if let Some(title) = kept {
        turn.notice(Tone::Good, Message::new("answerCode.kept").with("title", title), Vec::new());
    }
}
