//! The first state, from what the shell tells and the stores hold, and the effects that follow at once.

use std::rc::Rc;

use crate::answers::Assessment;
use crate::content::Content;
use crate::state::handover;
use crate::state::shelf::Sorted;
use crate::state::step::code_in;
use crate::state::{
    Desk, DeskPart, Effect, Entry, Intent, Loaded, SaveStatus, State, Step, StoreStatus, Surroundings, Take,
    place,
};
use crate::table::Table;
use crate::time::Moment;

/// Makes the first state. `desk_part` is there where the program holds the desk, which alone reads what the stores held: without it, no records may come. `place` is this tab's place as the last state wrote it, `address` what stands after `#` where the program owns the address.
#[must_use]
pub fn start(
    content: Rc<Content>,
    surroundings: Surroundings,
    loaded: Loaded,
    place: Option<&str>,
    address: &str,
    now: Moment,
    desk_part: Option<DeskPart>,
) -> (State, Vec<Effect>) {
    let pack = &content.pack;
    let remembered = place.map(|text| place::read(text, pack)).unwrap_or_default();
    let sorted = desk_part.map(|desk| (desk.0.sort)(pack, loaded.records));
    let Sorted { mut shelf, unreadable, aside, notice } = sorted.unwrap_or_default();
    let known = |id: &String| shelf.contains_key(id) || unreadable.iter().any(|raw| raw.id == *id);
    if let Some(id) = remembered.current.as_ref().filter(|id| remembered.fresh && !known(id)) {
        // Begun, and left empty so far: a reload goes on with it all the same.
        let mut begun = Assessment::new(id.clone(), pack, now.to_rfc3339());
        begun.side = surroundings.side;
        shelf.insert(id.clone(), Entry { assessment: Rc::new(begun), ..Entry::default() });
    }
    let current = remembered.current.filter(|id| shelf.contains_key(id));
    let addressed = if address.is_empty() { None } else { Step::parse(address, pack) };
    let step = addressed.or(remembered.step).unwrap_or_default();
    let step = if step.needs_assessment() && current.is_none() { Step::Start } else { step };
    let code = if address.is_empty() { remembered.code } else { code_in(address).to_owned() };
    let stores = (loaded.local, loaded.durable);
    let save = match stores {
        (StoreStatus::Ok, _) | (_, StoreStatus::Ok) => SaveStatus::Idle,
        (refused, _) => SaveStatus::NotSaved(refused),
    };
    let intent = surroundings.start.unwrap_or(remembered.intent);
    let desk = Desk { take: Take { paper: surroundings.paper, ..Take::default() }, ..Desk::default() }.into();
    let mut state = State {
        surroundings: Rc::new(surroundings),
        shelf,
        unreadable,
        current,
        step,
        code,
        places: remembered.places,
        intent: if place.is_some() { remembered.intent } else { intent },
        dialog: None,
        opener: None,
        notice,
        save,
        keys: remembered.keys.unwrap_or(true),
        drafts: Table::new(),
        desk,
        desk_part,
        leaving: None,
        parcel: Vec::new(),
        elsewhere: Table::new(),
        since: now,
        content,
    };
    if state.is_for_desk(step) && desk_part.is_none() {
        state.step = Step::Start;
        state.leaving = Some((step, true));
    }
    let mut effects: Vec<Effect> = aside.into_iter().map(|(id, text)| Effect::Save { id, text }).collect();
    if addressed.is_some_and(|addressed| addressed != state.step) {
        effects.push(Effect::Address { path: state.path(), replace: true });
    }
    if state.step == Step::Report {
        effects.push(Effect::DressReport);
    }
    match (desk_part, place) {
        (Some(desk), Some(place)) => effects.extend((desk.0.arrive)(&mut state, stores, place, now)),
        _ => effects.extend(handover::leave(&mut state)),
    }
    (state, effects)
}

/// The intent of this name in the element's `start` attribute.
impl Intent {
    /// `quick` or `full`; none for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "quick" => Some(Self::Quick),
            "full" => Some(Self::Full),
            _ => None,
        }
    }
}
