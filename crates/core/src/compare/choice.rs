//! What the open assessment can be compared with, and what of it is chosen: the shelf's assessments, and the one that it carries along.

use crate::answers::Assessment;
use crate::compare::{Compared, Origin};
use crate::pack::Pack;
use crate::state::State;
use crate::table::arrange;
use crate::text::Message;
use crate::view::{answered_text, side_text};

/// An assessment that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// Whose view, when, how much of it is answered; or that it is carried along.
    pub about: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// All that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choices {
    /// The name of the open assessment, which is always among the compared.
    pub open: String,
    /// The others, the youngest first.
    pub list: Vec<Choice>,
    /// How many are compared, the open one included.
    pub count: Message,
    /// What keeps a comparison from being made; none where one can be.
    pub wanting: Option<Message>,
}

/// Whether any statement that the pack asks is answered.
fn answered(pack: &Pack, assessment: &Assessment) -> bool {
    pack.asked.iter().any(|item| assessment.rating(item).is_some())
}

/// All assessments with answers that the open one can be compared with, the youngest first.
fn others(state: &State) -> Vec<Compared<'_>> {
    let Some(open) = state.assessment() else { return Vec::new() };
    let pack = &state.content.pack;
    let mut list: Vec<Compared<'_>> = state
        .shelf
        .values()
        .map(|entry| &*entry.assessment)
        .filter(|other| other.id != open.id && other.pack_id == pack.id && answered(pack, other))
        .map(|other| Compared::whole(other).met(pack))
        .collect();
    let carried = Compared::carried(open).map(|before| before.met(pack));
    list.extend(carried.filter(|before| {
        !state.shelf.get(&before.assessment.id).is_some_and(|entry| answered(pack, &entry.assessment))
    }));
    arrange(&mut list, |a, b| b.date().cmp(a.date()));
    list
}

/// The ids that are chosen to be compared with the open assessment: as the reader chose, else the one before it, else the youngest.
#[must_use]
pub fn chosen(state: &State) -> Vec<String> {
    let Some(open) = &state.current else { return Vec::new() };
    let ids: Vec<String> = others(state).iter().map(|other| other.assessment.id.clone()).collect();
    let comparing = &state.desk.comparing;
    let picked = match comparing.picked.as_ref().filter(|(of, _)| of == open) {
        Some((_, picked)) => picked.clone(),
        None => {
            let previous = state.assessment().and_then(|open| open.previous.as_ref());
            let before = ids.iter().find(|id| previous.is_some_and(|previous| previous.id == **id));
            before.or(ids.first()).into_iter().cloned().collect()
        }
    };
    let brought = |id: &String| comparing.brought.iter().any(|(of, other)| of == open && other == id);
    ids.into_iter().filter(|id| picked.contains(id) || brought(id)).collect()
}

/// What is compared: the open assessment and the chosen ones.
#[must_use]
pub fn compared(state: &State) -> Vec<Compared<'_>> {
    let chosen = chosen(state);
    let mut list: Vec<Compared<'_>> =
        others(state).into_iter().filter(|other| chosen.contains(&other.assessment.id)).collect();
    list.extend(state.assessment().map(Compared::whole));
    list
}

/// What can be chosen, for the screen; none while no assessment is open.
#[must_use]
pub fn choices(state: &State) -> Option<Choices> {
    let open = state.assessment()?;
    let chosen = chosen(state);
    let texts = state.texts();
    let list: Vec<Choice> = others(state)
        .into_iter()
        .map(|other| {
            let assessment = &*other.assessment;
            let side = side_text(state, assessment);
            let date = texts.date(other.date());
            let about = match other.origin {
                Origin::Whole => texts.fill(
                    "compare.about",
                    &[("side", side), ("date", date), ("progress", answered_text(state, assessment))],
                ),
                Origin::Carried => texts.fill("compare.about.carried", &[("side", side), ("date", date)]),
            };
            Choice {
                title: state.title_of(assessment),
                chosen: chosen.contains(&assessment.id),
                id: assessment.id.clone(),
                about,
            }
        })
        .collect();
    let wanting = if !answered(&state.content.pack, open) {
        Some(Message::new("compare.wanting.open"))
    } else if list.is_empty() {
        Some(Message::new("compare.wanting.others"))
    } else if chosen.is_empty() {
        Some(Message::new("compare.wanting.chosen"))
    } else {
        None
    };
    let count = Message::new("compare.count").count("n", chosen.len() + 1);
    Some(Choices { open: state.title_of(open), list, count, wanting })
}
