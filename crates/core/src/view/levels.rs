//! What the screen shows that tells how each level looks from both sides, so that who places themselves knows what they say; nothing is placed here.

use crate::answers::Side;
use crate::content::SideWording;
use crate::state::State;
use crate::text::Message;

/// A level from one side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The side.
    pub side: Side,
    /// The key of "From IT's side" or "From the business's side".
    pub heading: &'static str,
    /// How it looks from there.
    pub looks: String,
    /// The key of what stands before `up`: to move up, or at the top to stay.
    pub to_do: &'static str,
    /// What that side does.
    pub up: String,
    /// Whether it is the side of the respondent.
    pub own: Own,
}

/// Whether a side is that of who answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Own {
    /// It is.
    Yes,
    /// It is the other one, or nothing was said.
    No,
}

/// One level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rung {
    /// Its number.
    pub number: u8,
    /// "2 Basic".
    pub name: String,
    /// One sentence on what it looks like.
    pub text: String,
    /// What the respondent said of it: placed there, or wanted.
    pub marks: Vec<Message>,
    /// Both sides, the respondent's own first; empty where the pack does not tell.
    pub sides: Vec<Seen>,
    /// Each thread's name and what it looks like at this level.
    pub threads: Vec<(String, String)>,
}

/// The levels, lowest first.
#[must_use]
pub fn rungs(state: &State) -> Vec<Rung> {
    let (pack, wording) = (&state.content.pack, &state.content.wording);
    pack.levels
        .iter()
        .map(|level| {
            let words = wording.level(level.number);
            let threads = pack.threads.iter().map(|thread| {
                let text = wording.placement(thread, level.number).to_owned();
                (wording.thread_name(thread).to_owned(), text)
            });
            Rung {
                number: level.number,
                name: state.texts().fill(
                    "levels.name",
                    &[("level", level.number.to_string()), ("name", words.name.clone())],
                ),
                text: words.text,
                marks: marks(state, level.number),
                sides: sides(state, level.number, words.it, words.business),
                threads: threads.filter(|(_, text)| !text.is_empty()).collect(),
            }
        })
        .collect()
}

fn marks(state: &State, level: u8) -> Vec<Message> {
    let Some(assessment) = state.assessment() else { return Vec::new() };
    let (pack, wording) = (&state.content.pack, &state.content.wording);
    let names = |holds: &dyn Fn(&crate::pack::ThreadId) -> bool| -> Vec<String> {
        let held = pack.threads.iter().filter(|thread| holds(thread));
        held.map(|thread| wording.thread_name(thread).to_owned()).collect()
    };
    let placed = names(&|thread| assessment.placement.get(thread) == Some(&level));
    let wanted = names(&|thread| assessment.targets.get(thread) == Some(&f64::from(level)));
    [("levels.placed", placed), ("levels.wanted", wanted)]
        .into_iter()
        .filter(|(_, names)| !names.is_empty())
        .map(|(key, names)| Message::new(key).with("threads", state.texts().list(&names)))
        .collect()
}

fn sides(state: &State, level: u8, it: SideWording, business: SideWording) -> Vec<Seen> {
    let own = state.assessment().and_then(|assessment| assessment.side);
    let to_do = if level == state.content.pack.top() { "levels.stay" } else { "levels.up" };
    let seen = |side: Side, heading: &'static str, words: SideWording| Seen {
        side,
        heading,
        looks: words.looks,
        to_do,
        up: words.up,
        own: if own == Some(side) { Own::Yes } else { Own::No },
    };
    let mut both = vec![seen(Side::It, "levels.it", it), seen(Side::Business, "levels.business", business)];
    both.retain(|seen| !seen.looks.is_empty());
    both.sort_by_key(|seen| seen.own == Own::No);
    both
}
