//! The program as it runs on somebody's device, with the real questionnaire: content, surroundings, states; what is held of them is in the neighbours.

#[path = "../site/mod.rs"]
mod site;

use std::rc::Rc;
use std::sync::LazyLock;

use pomscope_core::answers::Assessment;
use pomscope_core::content::Content;
use pomscope_core::json;
use pomscope_core::state::{
    Action, Effect, Event, Loaded, Record, Source, State, StoreStatus, Surroundings, desk_part, start, update,
};
use pomscope_core::text::Texts;
use pomscope_core::time::Moment;
use pomscope_core::wire;

use super::sample;
use site::site;

/// The day of the reports.
pub const TODAY: &str = "2026-11-22";
pub const NOW: Moment = Moment(1_795_341_600_000.0);
/// The id of the assessment that is on the device already.
pub const HERE: &str = "here00000001";

static TEXTS: LazyLock<Texts> = LazyLock::new(|| {
    let interface = json::parse(include_str!("../../../../content/interface/en.json")).unwrap();
    Texts::from_json(&interface).unwrap()
});

pub fn texts() -> &'static Texts {
    &TEXTS
}

/// The real questionnaire with its lenses.
pub fn content() -> Rc<Content> {
    thread_local! {
        static CONTENT: Rc<Content> = Rc::new(Content {
            pack: sample::real().clone(),
            wording: sample::real_wording(),
            texts: texts().clone(),
            lenses: sample::lenses(),
            statements: sample::real().asked.len(),
        });
    }
    CONTENT.with(Rc::clone)
}

pub fn surroundings() -> Surroundings {
    Surroundings { host: "example.org".into(), ..site(TODAY) }
}

/// Half of the questionnaire answered, with a note.
pub fn answered() -> Assessment {
    let pack = sample::real();
    let mut assessment = sample::empty(pack);
    assessment.id = HERE.into();
    assessment.rev = 3;
    for item in pack.asked.iter().step_by(2) {
        sample::rate(&mut assessment, item.id.as_str(), pomscope_core::answers::Rating::Largely);
    }
    assessment.answers.iter_mut().for_each(|(_, answer)| answer.note = "a note".into());
    assessment
}

/// What the stores hold: these texts by their ids.
pub fn stored(records: &[(&str, &str)]) -> Loaded {
    let record = |(id, text): &(&str, &str)| Record {
        id: (*id).to_owned(),
        source: Source::Durable,
        text: (*text).to_owned(),
    };
    Loaded { local: StoreStatus::Ok, durable: StoreStatus::Ok, records: records.iter().map(record).collect() }
}

/// The desk (or the questions alone) begun on what the stores hold.
pub fn begun(loaded: Loaded, place: Option<&str>, address: &str, at_desk: Part) -> (State, Vec<Effect>) {
    let part = (at_desk == Part::Desk).then(desk_part);
    // What the stores hold only the desk is given.
    let loaded = if part.is_some() { loaded } else { Loaded { records: Vec::new(), ..loaded } };
    start(content(), surroundings(), loaded, place, address, NOW, part)
}

/// Which program runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Questions,
    Desk,
}

/// The desk with one assessment on the device, open.
pub fn at_desk() -> State {
    let (mut state, _) = begun(stored(&[(HERE, &wire::write(&answered()))]), None, "", Part::Desk);
    act(&mut state, Action::Open(HERE.into()));
    state
}

pub fn act(state: &mut State, action: Action) -> Vec<Effect> {
    update(state, Event { action, now: NOW, random: "0123456789abcdef0123456789abcdef".into() })
}

/// Everything on the device, as it would be written.
pub fn shelf(state: &State) -> Vec<(String, String)> {
    state.shelf.iter().map(|(id, entry)| (id.clone(), wire::write(&entry.assessment))).collect()
}

/// A sentence that is there, in words.
pub fn said(message: &pomscope_core::text::Message) {
    let said = texts().say(message);
    assert!(!said.trim().is_empty() && said != message.key, "{message:?} has no words");
}
