//! A device with a store of sessions in memory, and the tabs on it that run the room: each effect is performed as `web/room.js` does, one transaction each. It can refuse, run ahead of a tab, and be cut off between any two effects.
#![allow(dead_code)]

#[path = "../site/mod.rs"]
pub mod site;

use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use pomscope_core::answers::{Answer, Assessment, Rating, Side};
use pomscope_core::content::Content;
use pomscope_core::group::{Part, RawResponse};
use pomscope_core::kit::{Kit, Prompts};
use pomscope_core::pack::Pack;
use pomscope_core::room::view::kiosk_group;
use pomscope_core::room::{
    Action, Consent, Dialog, DraftFate, Effect, Event, Field, Purpose, Record, Stage, State, Step, Visit,
    Written, start, update,
};
use pomscope_core::state::{FocusPlace, Picked, StoreStatus};
use pomscope_core::text::Texts;
use pomscope_core::time::Moment;
use pomscope_core::wire::{self, session_v1};
use serde_json::{Value, json};

use crate::sample;
use site::site;

/// The PIN of every session here.
pub const PIN: &str = "2468";
/// 2026-11-22, 10:00.
pub const MORNING: f64 = 1_795_341_600_000.0;

/// The real questionnaire with every sentence that the room is given.
fn made() -> Kit {
    let mut all = serde_json::Map::new();
    for catalogue in [
        include_str!("../../../../content/interface/en.json"),
        include_str!("../../../../content/room/en.json"),
        include_str!("../../../../content/session/en.json"),
        include_str!("../../../../content/kit/en.json"),
    ] {
        let Value::Object(catalogue) = serde_json::from_str(catalogue).unwrap() else { panic!() };
        all.extend(catalogue);
    }
    let texts = Texts::from_json(&sample::own(&Value::Object(all))).unwrap();
    let content = Content::of_own(sample::real().clone(), sample::real_wording(), &texts, sample::lenses());
    Kit { content, texts, prompts: Prompts::default(), beside: Default::default() }
}

pub fn kit() -> Rc<Kit> {
    thread_local! {
        static KIT: Rc<Kit> = Rc::new(made());
    }
    KIT.with(Rc::clone)
}

/// What one browser holds.
#[derive(Clone, Default)]
pub struct Store {
    pub sessions: BTreeMap<String, String>,
    pub responses: BTreeMap<(String, String), String>,
    pub drafts: BTreeMap<String, String>,
    pub locked: Option<String>,
    /// Assessments.
    pub shelf: BTreeMap<String, String>,
    /// What every write is answered with; none while the store works.
    pub refuses: Option<StoreStatus>,
    /// Whether the store is not there at the start.
    pub absent: bool,
    /// What the browser has not that a kiosk would use, as the page's part names it.
    pub lacks: Vec<&'static str>,
    /// Whether the next response is taken in, and yet said not to be: the answer came too late.
    pub answers_late: bool,
    /// The clock.
    pub now: f64,
    /// Random digits that come next, before those that follow from `seed`.
    pub random: VecDeque<String>,
    seed: u64,
}

impl Store {
    /// The responses of a session, by id.
    pub fn responses_of(&self, session: &str) -> BTreeMap<String, String> {
        let of = self.responses.iter().filter(|((of, _), _)| of == session);
        of.map(|((_, id), text)| (id.clone(), text.clone())).collect()
    }

    fn saved(&self) -> String {
        if self.absent {
            return json!({"status": "denied", "sessions": [], "drafts": [], "locked": self.locked})
                .to_string();
        }
        let sessions: Vec<Value> = self
            .sessions
            .iter()
            .map(|(id, text)| json!({"id": id, "text": text, "responses": self.responses_of(id).len()}))
            .collect();
        let drafts: Vec<Value> =
            self.drafts.iter().map(|(id, text)| json!({"id": id, "text": text})).collect();
        json!({"status": "ok", "sessions": sessions, "drafts": drafts, "locked": self.locked, "lacks": self.lacks}).to_string()
    }

    fn digits(&mut self) -> String {
        if let Some(digits) = self.random.pop_front() {
            return digits;
        }
        let mut digits = String::new();
        while digits.len() < 32 {
            self.seed =
                self.seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            digits += &format!("{:08x}", self.seed >> 32);
        }
        digits
    }

    fn status(&self) -> StoreStatus {
        self.refuses.unwrap_or(StoreStatus::Ok)
    }

    /// Performs an effect that the store answers; none for one that is not the store's.
    pub fn perform(&mut self, effect: &Effect) -> Option<Action> {
        let status = self.status();
        let fine = status == StoreStatus::Ok;
        Some(match effect.clone() {
            Effect::Open { session } => {
                let record = |(id, text)| Record { id, text };
                let responses = self.responses_of(&session).into_iter().map(record).collect();
                let text = self.sessions.get(&session).cloned();
                if fine {
                    Action::Opened { session, status, text, responses }
                } else {
                    Action::Opened { session, status, text: None, responses: Vec::new() }
                }
            }
            Effect::Write { session, text, expected, responses } => {
                let held = self.sessions.get(&session).cloned();
                let written = if !fine {
                    Written::Done(status)
                } else if held != expected {
                    Written::Changed(held)
                } else {
                    self.sessions.insert(session.clone(), text);
                    for Record { id, text } in responses {
                        self.responses.insert((session.clone(), id), text);
                    }
                    Written::Done(status)
                };
                Action::Written(session, written)
            }
            Effect::Add { session, responses, draft } => {
                let known = self.sessions.contains_key(&session);
                let mut there = Vec::new();
                for Record { id, text } in responses.into_iter().filter(|_| fine && known) {
                    let key = (session.clone(), id.clone());
                    match self.responses.get(&key) {
                        Some(text) => there.push(Record { id, text: text.clone() }),
                        None => {
                            self.responses.insert(key, text);
                        }
                    }
                }
                if fine && known && there.is_empty() && draft == DraftFate::Clear {
                    self.drafts.remove(&session);
                }
                let status = if known { status } else { StoreStatus::Failed };
                if std::mem::take(&mut self.answers_late) {
                    Action::Added { session, status: StoreStatus::Failed, there: Vec::new() }
                } else {
                    Action::Added { session, status, there }
                }
            }
            Effect::Remove { session } => {
                if fine {
                    self.sessions.remove(&session);
                    self.drafts.remove(&session);
                    self.responses.retain(|(of, _), _| *of != session);
                    if self.locked.as_ref() == Some(&session) {
                        self.locked = None;
                    }
                }
                Action::Removed(session, status)
            }
            Effect::KeepDraft { session, text } => {
                match text {
                    None if fine => {
                        self.drafts.remove(&session);
                    }
                    Some(text) if fine && self.sessions.contains_key(&session) => {
                        self.drafts.insert(session, text);
                    }
                    _ => {}
                }
                Action::DraftKept(status)
            }
            Effect::SaveAssessment { id, text } => {
                if fine {
                    self.shelf.insert(id, text);
                }
                Action::AssessmentSaved(status)
            }
            Effect::Lock(session) => {
                self.locked = session;
                return None;
            }
            _ => return None,
        })
    }
}

/// A device.
#[derive(Clone, Default)]
pub struct Device(pub Rc<RefCell<Store>>);

impl Device {
    pub fn new() -> Self {
        Self::seeded(1)
    }

    /// Another device: its random digits are others.
    pub fn seeded(seed: u64) -> Self {
        Self(Rc::new(RefCell::new(Store { now: MORNING, seed, ..Store::default() })))
    }

    pub fn pass(&self, secs: f64) {
        self.0.borrow_mut().now += secs * 1000.0;
    }

    pub fn refuse(&self, status: Option<StoreStatus>) {
        self.0.borrow_mut().refuses = status;
    }

    pub fn random(&self, digits: &str) {
        self.0.borrow_mut().random.push_back(format!("{digits:0<32}"));
    }

    /// The only session's id.
    pub fn session(&self) -> String {
        self.0.borrow().sessions.keys().next().unwrap().clone()
    }

    /// The responses of the only session, by id.
    pub fn responses(&self) -> BTreeMap<String, String> {
        self.0.borrow().responses_of(&self.session())
    }

    /// A tab that opens the room.
    pub fn tab(&self) -> Tab {
        Tab::begin(self.clone(), None, "")
    }
}

/// A tab: the program that runs in it, and what it was asked to do so far.
pub struct Tab {
    pub device: Device,
    pub state: State,
    pub place: Option<String>,
    /// Effects that were not performed yet.
    pub due: VecDeque<Effect>,
    /// Answers that were not heard yet.
    pub answers: VecDeque<Action>,
    /// Everything that was performed since it was last taken.
    pub done: Vec<Effect>,
    /// Where a fresh program begins once all is heard.
    renewing: Option<String>,
    /// Where it went, having left the room.
    pub left: Option<Option<String>>,
    pub renewed: usize,
}

impl Tab {
    pub fn begin(device: Device, place: Option<&str>, address: &str) -> Self {
        let surroundings = site("2026-11-22");
        let (saved, now) = (device.0.borrow().saved(), device.0.borrow().now);
        let (state, effects) = start(kit(), surroundings, &saved, place, address, Moment(now));
        let mut tab = Self {
            device,
            state,
            place: place.map(str::to_owned),
            due: effects.into(),
            answers: VecDeque::new(),
            done: Vec::new(),
            renewing: None,
            left: None,
            renewed: 0,
        };
        tab.settle();
        tab
    }

    /// Lets something happen; what follows is due.
    pub fn hear(&mut self, action: Action) {
        let random = self.device.0.borrow_mut().digits();
        let now = Moment(self.device.0.borrow().now);
        let effects = update(&mut self.state, Event { action, now, random });
        self.due.extend(effects);
    }

    /// Performs the effect that is due, or hears the answer that waits, or begins the fresh program; false when there is nothing of it.
    pub fn step(&mut self) -> bool {
        if let Some(effect) = self.due.pop_front() {
            match &effect {
                Effect::KeepPlace(place) => self.place = Some(place.clone()),
                Effect::Renew { place } => self.renewing = Some(place.clone()),
                Effect::Leave { place } => self.left = Some(place.clone()),
                _ => self.answers.extend(self.device.0.borrow_mut().perform(&effect)),
            }
            self.done.push(effect);
        } else if let Some(answer) = self.answers.pop_front() {
            self.hear(answer);
        } else if let Some(place) = self.renewing.take() {
            let done = std::mem::take(&mut self.done);
            let renewed = self.renewed + 1;
            // A fresh program knows nothing but the store and its place, which no store keeps unlocked.
            *self = Self::begin(self.device.clone(), Some(&place), "");
            self.done.splice(0..0, done);
            self.renewed = renewed;
        } else {
            return false;
        }
        true
    }

    pub fn settle(&mut self) {
        while self.step() {}
    }

    /// Lets something happen and everything follow; gives the effects.
    pub fn act(&mut self, action: Action) -> Vec<Effect> {
        self.done.clear();
        self.hear(action);
        self.settle();
        std::mem::take(&mut self.done)
    }

    pub fn visit(&mut self, visit: Visit) -> Vec<Effect> {
        self.act(Action::Visit(visit))
    }

    /// The same tab after its browser was killed: what was performed stays.
    pub fn killed(&self) -> Self {
        Self::begin(self.device.clone(), self.place.as_deref(), "")
    }

    /// Sets a session up, which is then open.
    pub fn set_up(&mut self, fields: &[Field]) {
        self.act(Action::SetUp);
        for field in fields {
            self.act(Action::Set(field.clone()));
        }
        self.act(Action::Set(Field::Pin(PIN.into())));
        self.act(Action::KeepSetUp);
        assert_eq!(self.state.step, Step::Overview, "{:?}", self.state.setup.faults());
    }

    pub fn pin(&mut self, purpose: Purpose, typed: &str) -> Vec<Effect> {
        self.act(Action::OpenDialog(Dialog::Pin(purpose), FocusPlace::Heading));
        self.act(Action::TypePin(typed.into()));
        self.act(Action::EnterPin)
    }

    /// Opens the only session.
    pub fn open_session(&mut self) {
        let session = self.device.session();
        self.pin(Purpose::Open(session, Step::Overview), PIN);
        assert!(self.state.open.is_some());
    }

    pub fn end_kiosk(&mut self) {
        self.pin(Purpose::EndKiosk, PIN);
        assert!(self.state.kiosk.is_none() && self.state.open.is_some());
    }

    pub fn reveal(&mut self) -> Vec<Effect> {
        self.act(Action::OpenDialog(Dialog::Reveal, FocusPlace::Heading));
        self.act(Action::Confirm)
    }

    pub fn stage(&self) -> &Stage {
        &self.state.kiosk.as_ref().unwrap().stage
    }

    /// Goes through the kiosk as one person does, up to the check.
    pub fn answer(&mut self, part: Part, rates: impl Fn(usize) -> Option<Rating>) {
        self.visit(Visit::Begin);
        self.visit(Visit::Side(part));
        self.visit(Visit::Next);
        while let Some(group) = kiosk_group(&self.state, self.state.kiosk.as_ref().unwrap()) {
            for statement in group.statements {
                let item = statement.id;
                if let Some(rating) = rates(self.state.pack().slot(item.as_str()).unwrap()) {
                    self.act(Action::Rate(item, rating));
                }
            }
            self.visit(Visit::Next);
        }
        assert_eq!(*self.stage(), Stage::Check);
    }

    /// One person after another, each with a kiosk that knows nobody before; gives the codes of their copies.
    pub fn collect(&mut self, people: &[(Part, usize)]) -> Vec<String> {
        let mut codes = Vec::new();
        for (part, number) in people {
            self.answer(*part, |slot| mixed(*part, *number, slot));
            self.visit(Visit::Submit);
            assert_eq!(*self.stage(), Stage::Done);
            let code = self.state.kiosk.as_ref().unwrap().finished(self.state.pack()).code;
            codes.extend(code.map(|code| code.grouped()));
            self.visit(Visit::Finish);
        }
        codes
    }

    /// The sentence that stands on the screen.
    pub fn told(&self) -> Option<&str> {
        self.state.notice.as_ref().map(|notice| notice.message.key)
    }

    /// The sentences beneath it.
    pub fn details(&self) -> Vec<&str> {
        let notice = self.state.notice.as_ref();
        notice.into_iter().flat_map(|notice| &notice.details).map(|detail| detail.key).collect()
    }

    pub fn pick(&mut self, files: &[&str]) -> Vec<Effect> {
        let file = |(at, text): (usize, &&str)| Picked {
            name: format!("{at}.json"),
            text: Some((*text).to_owned()),
        };
        self.act(Action::Picked(files.iter().enumerate().map(file).collect()))
    }
}

/// So many of IT and of the business.
pub fn heads(it: usize, business: usize) -> [Field; 2] {
    [Field::It(it.to_string()), Field::Business(business.to_string())]
}

pub fn consent() -> Field {
    Field::Consent(Consent::Given)
}

/// So many people of each side.
pub fn people(it: usize, business: usize) -> Vec<(Part, usize)> {
    let side = |part, count| (0..count).map(move |number| (part, number));
    side(Part::It, it).chain(side(Part::Business, business)).collect()
}

/// Answers that differ from one to the next, and more between the sides.
pub fn mixed(part: Part, number: usize, slot: usize) -> Option<Rating> {
    const RATINGS: [Option<Rating>; 7] = [
        Some(Rating::Fully),
        Some(Rating::Largely),
        Some(Rating::Fully),
        Some(Rating::Unknown),
        Some(Rating::Largely),
        None,
        Some(Rating::Fully),
    ];
    let pack: &Pack = sample::real();
    let rating = if part == Part::Business && slot.is_multiple_of(3) {
        Some(Rating::Not)
    } else {
        RATINGS[(number * 3 + slot * 5 + number * slot) % 7]
    };
    rating.filter(|rating| rating.allowed(&pack.asked[slot]))
}

/// An assessment's file with these answers.
pub fn file(id: &str, side: Option<Side>, rates: impl Fn(usize) -> Option<Rating>) -> String {
    let pack = sample::real();
    let mut assessment = Assessment::new(id.into(), pack, "2026-11-22T10:00:00.000Z".into());
    assessment.side = side;
    for (slot, item) in pack.asked.iter().enumerate() {
        let answer = Answer { rating: rates(slot), note: "A note of my own.".into(), ..Answer::default() };
        assessment.answers.insert(item.id.clone(), answer);
    }
    wire::write(&assessment)
}

/// A response as the store holds it.
pub fn response(text: &str) -> RawResponse {
    session_v1::read_response(text).unwrap().1
}

/// The file that was handed out.
pub fn downloaded(effects: &[Effect]) -> Option<(String, String)> {
    effects.iter().find_map(|effect| match effect {
        Effect::Download { name, text, .. } => Some((name.clone(), text.clone())),
        _ => None,
    })
}

/// The sentences that were spoken.
pub fn spoken(effects: &[Effect]) -> Vec<&str> {
    effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Announce(message, _) => Some(message.key),
            _ => None,
        })
        .collect()
}
