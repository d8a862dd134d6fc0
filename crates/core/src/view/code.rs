//! What the screens of the answer code show: the code of the open assessment, the field to enter one, and the copy that a code holds.

use crate::code::{Code, CodeError, Kind, LeftOut, Qr, encode, qr};
use crate::method::ScoreError;
use crate::report::{Report, report};
use crate::state::{State, same_answers};
use crate::text::Message;
use crate::versions::{ReadCode, looks, read_code};
use crate::view::{answered_text, side_text, target_text};

/// The code of the open assessment.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnCode {
    /// The code.
    pub code: Code,
    /// How long it is, and what for.
    pub size: Message,
    /// What of the assessment should be in it and cannot be, a sentence each.
    pub left_out: Vec<Message>,
    /// The link that carries it, where there is a page that opens one.
    pub link: Option<String>,
    /// The link, or without one the code, as a QR code; none where it is too long for any.
    pub qr: Option<Qr>,
}

/// The code of the open assessment; none while none is open.
#[must_use]
pub fn own_code(state: &State) -> Option<OwnCode> {
    let content = &state.content;
    let encoded = encode(&content.pack, state.assessment()?, Kind::Single);
    let left_out = encoded.left_out.iter().map(|left| {
        let (key, thread) = match left {
            LeftOut::Placement(thread) => ("answerCode.leftOut.placement", thread),
            LeftOut::Target(thread) => ("answerCode.leftOut.target", thread),
        };
        Message::new(key).with("thread", content.wording.thread_name(thread))
    });
    let link = state.surroundings.link.as_ref().map(|base| encoded.code.link(base));
    let drawn = qr(link.as_deref().unwrap_or(encoded.code.plain()));
    let size =
        Message::new("answerCode.size").count("n", encoded.code.characters()).count("bits", encoded.bits);
    Some(OwnCode { left_out: left_out.collect(), link, qr: drawn, size, code: encoded.code })
}

/// The field to enter a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeField {
    /// What stands in it.
    pub text: String,
    /// What is wrong with it; none while it may still become a code.
    pub error: Option<Message>,
    /// How far it has come.
    pub state: Message,
}

/// The screen of the answer code.
#[derive(Clone, Debug, PartialEq)]
pub enum CodeScreen {
    /// It asks for a code.
    Asks(CodeField),
    /// It shows the copy that one holds.
    Shows(Box<CodeCopy>),
}

/// An assessment on the shelf: its id and its name.
pub type Named = (String, String);

/// What a code holds, and what can become of it.
#[derive(Clone, Debug, PartialEq)]
pub struct CodeCopy {
    /// The code, in groups.
    pub code: String,
    /// The questionnaire with its version.
    pub pack: String,
    /// That it was made with an older version of it, and what that means; none where it was not.
    pub older: Option<Message>,
    /// Whose view it is.
    pub side: String,
    /// How much is answered.
    pub answered: String,
    /// Whether it is a response in a session.
    pub in_session: bool,
    /// The report on it: the numbers of the one score; none where nothing is answered.
    pub report: Option<Result<Report, ScoreError>>,
    /// By thread: its name, the quick check's level, the target; a dash where there is none.
    pub threads: Vec<[String; 3]>,
    /// An assessment here that says the same.
    pub same: Option<Named>,
    /// The name of the open assessment, where the copy can be compared with it.
    pub compare: Option<String>,
}

/// What the screen shows: the copy that the address's code holds, else the field with what was typed or what the address has.
#[must_use]
pub fn code_screen(state: &State) -> CodeScreen {
    if !state.code.is_empty()
        && let Ok(read) = read_code(&state.content.pack, &state.code)
    {
        return CodeScreen::Shows(Box::new(shown(state, &read)));
    }
    let typed = state.desk.coding.typed.as_ref();
    let text = typed.unwrap_or(&state.code).clone();
    let tried = state.desk.coding.tried || typed.is_none() && !text.is_empty();
    let read = read_code(&state.content.pack, &text);
    let unfinished = |error: &CodeError| matches!(error, CodeError::Empty | CodeError::TooShort { .. });
    let so_far = match &read {
        Ok(decoded) => {
            Message::new("answerCode.ready").with("answered", answered_text(state, &decoded.assessment))
        }
        Err(CodeError::TooShort { given, wanted: Some(wanted) }) => {
            Message::new("answerCode.soFar").count("n", *given).count("wanted", *wanted)
        }
        Err(_) => Message::new("answerCode.hint"),
    };
    let error = read.err().filter(|error| tried || !unfinished(error));
    let error = error.map(|error| told(state, &error));
    CodeScreen::Asks(CodeField { text, error, state: so_far })
}

/// What is wrong with a code; of one of another questionnaire also which ones are read here.
fn told(state: &State, error: &CodeError) -> Message {
    let pack = &state.content.pack;
    if *error != CodeError::OtherPack {
        return error.message();
    }
    let older = pack.history.orders.iter().map(|order| order.version.clone());
    let versions: Vec<String> = older.chain([pack.version.clone()]).collect();
    Message::new("answerCode.error.versions")
        .with("name", state.content.wording.name.clone())
        .with("versions", state.texts().list(&versions))
}

fn shown(state: &State, read: &ReadCode) -> CodeCopy {
    let (content, texts, copy, kind) = (&state.content, state.texts(), &read.assessment, read.kind);
    let dash = || texts.get("answerCode.none").to_owned();
    let threads = content.pack.threads.iter().map(|thread| {
        let placed = copy.placement.get(thread).map(|level| {
            let name = content.wording.level_name(*level).to_owned();
            texts.fill("answerCode.level", &[("level", level.to_string()), ("name", name)])
        });
        let target = copy.targets.get(thread).map(|level| target_text(state, *level));
        let name = content.wording.thread_name(thread).to_owned();
        [name, placed.unwrap_or_else(dash), target.unwrap_or_else(dash)]
    });
    let anything = copy.answered(&content.pack) > 0;
    let same = same_answers(state, copy);
    let is_open = same.is_some() && same == state.current;
    let open = state.assessment().filter(|open| open.answered(&content.pack) > 0 && anything && !is_open);
    CodeCopy {
        code: read.code.grouped(),
        older: read.older.as_ref().map(|version| {
            Message::new("answerCode.older")
                .with("version", version.clone())
                .count("n", looks(&content.pack, copy).len())
        }),
        pack: texts.fill(
            "answerCode.pack",
            &[("name", content.wording.name.clone()), ("version", content.pack.version.clone())],
        ),
        side: side_text(state, copy),
        answered: answered_text(state, copy),
        in_session: kind != Kind::Single,
        report: anything.then(|| report(content, copy, &state.surroundings.today)),
        threads: threads.collect(),
        same: same.and_then(|id| {
            let title = state.title_of(&state.shelf.get(&id)?.assessment);
            Some((id, title))
        }),
        compare: open.map(|open| state.title_of(open)),
    }
}
