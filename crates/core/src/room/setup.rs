//! Setting a session up: what the facilitator has typed so far, what is wrong with it, and the session that comes of it.

use crate::group::{Form, HeadCounts, Rule, Session, Threshold, propose};
use crate::kit::plan::{Heads, MOST_PEOPLE, Plan, Split};
use crate::pack::Pack;
use crate::room::kiosk::plan_form;
use crate::room::pin::{guard, is_pin};
use crate::room::update::Turn;
use crate::room::{Consent, Effect, Field, Listed, Open, Step};
use crate::state::{FocusPlace, StoreStatus, Urgency};
use crate::text::Message;
use crate::wire::room_v1::{Copies, Device, RoomRecord, USUAL_IDLE_SECS};

/// The waits that are offered, in seconds.
pub const IDLE_CHOICES: [u32; 4] = [60, 120, 300, 600];
/// The longest title, in characters.
const LONGEST_TITLE: usize = 80;

/// A set-up as it is being changed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Setup {
    /// The session whose settings are changed; none while a new one is set up.
    pub of: Option<String>,
    /// The title.
    pub title: String,
    /// How many of IT, as typed.
    pub it: String,
    /// How many of the business, as typed.
    pub business: String,
    /// The threshold that was chosen; none while the proposed one holds.
    pub threshold: Option<Option<u32>>,
    /// Whether everyone agreed to what is not the usual.
    pub consent: Consent,
    /// The pack that is asked, by its id; none for the block.
    pub asks: Option<String>,
    /// How much of the block is asked.
    pub form: Form,
    /// How many devices, as typed.
    pub devices: String,
    /// Seconds until a kiosk forgets.
    pub idle_secs: u32,
    /// Whether people may take a copy.
    pub copies: Copies,
    /// The PIN, as typed; empty keeps the one that is there.
    pub pin: String,
    /// Whether it was to be kept as it is: from then on what is missing is said.
    pub tried: bool,
}

/// What is wrong with a set-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetupFault {
    /// The count of IT.
    It,
    /// The count of the business.
    Business,
    /// Nobody is expected.
    Nobody,
    /// The room's consent is missing.
    Consent,
    /// The number of devices.
    Devices,
    /// The PIN.
    Pin,
}

impl SetupFault {
    /// The sentence for the reader.
    #[must_use]
    pub fn message(self) -> Message {
        match self {
            Self::It | Self::Business => Message::new("room.setup.error.count"),
            Self::Nobody => Message::new("room.setup.error.nobody"),
            Self::Consent => Message::new("room.setup.error.consent"),
            Self::Devices => Message::new("room.setup.error.devices"),
            Self::Pin => Message::new("room.setup.error.pin"),
        }
    }

    /// The id of the field.
    #[must_use]
    pub fn field(self) -> &'static str {
        match self {
            Self::It | Self::Nobody => "setup-it",
            Self::Business => "setup-business",
            Self::Consent => "setup-consent",
            Self::Devices => "setup-devices",
            Self::Pin => "setup-pin",
        }
    }
}

fn count(typed: &str) -> Option<u32> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Some(0);
    }
    typed.parse::<u32>().ok().filter(|count| *count <= u32::from(MOST_PEOPLE))
}

impl Setup {
    /// A new session's.
    #[must_use]
    pub fn new() -> Self {
        Self { idle_secs: USUAL_IDLE_SECS, devices: "1".into(), ..Self::default() }
    }

    /// The settings of a session.
    #[must_use]
    pub fn of(record: &RoomRecord) -> Self {
        let heads = record.session.heads.unwrap_or_default();
        let rule = match record.session.rule {
            Rule::Anonymous(threshold) => Some(threshold.get()),
            Rule::Open => None,
        };
        Self {
            of: Some(record.session.id.clone()),
            title: record.session.title.clone(),
            it: heads.it.to_string(),
            business: heads.business.to_string(),
            threshold: Some(rule),
            // It was given when the session was set up so.
            consent: Consent::Given,
            asks: Some(record.session.pack_id.clone()),
            form: record.session.form,
            devices: record.device.devices.to_string(),
            idle_secs: record.device.idle_secs,
            copies: record.device.copies,
            ..Self::default()
        }
    }

    /// The head counts, as far as they are typed.
    #[must_use]
    pub fn heads(&self) -> HeadCounts {
        HeadCounts {
            it: count(&self.it).unwrap_or_default(),
            business: count(&self.business).unwrap_or_default(),
        }
    }

    /// The threshold that is proposed to so many people.
    #[must_use]
    pub fn proposed(&self) -> Threshold {
        let HeadCounts { it, business } = self.heads();
        propose(it.saturating_add(business))
    }

    /// What protects the people in the room: as chosen, else as proposed.
    #[must_use]
    pub fn rule(&self) -> Rule {
        match self.threshold {
            Some(None) => Rule::Open,
            Some(Some(k)) => Threshold::new(k).map_or_else(Rule::default, Rule::Anonymous),
            None => Rule::Anonymous(self.proposed()),
        }
    }

    /// Whether the room has to agree: to less than the usual threshold, and to none (METHOD section 9).
    #[must_use]
    pub fn needs_consent(&self) -> bool {
        match self.rule() {
            Rule::Anonymous(threshold) => threshold < Threshold::USUAL,
            Rule::Open => true,
        }
    }

    /// The plan of the room; none while nobody is expected.
    #[must_use]
    pub fn plan(&self, today: &str) -> Option<Plan> {
        let HeadCounts { it, business } = self.heads();
        (it + business > 0).then(|| Plan {
            heads: Heads { it, business, observing: 0, split: Split::Known },
            devices: self.devices.trim().parse().unwrap_or(1),
            form: plan_form(self.form),
            rule: self.rule(),
            start: None,
            date: today.to_owned(),
        })
    }

    /// What is wrong, first things first.
    #[must_use]
    pub fn faults(&self) -> Vec<SetupFault> {
        let mut faults = Vec::new();
        let (it, business) = (count(&self.it), count(&self.business));
        if it.is_none() {
            faults.push(SetupFault::It);
        }
        if business.is_none() {
            faults.push(SetupFault::Business);
        }
        if it == Some(0) && business == Some(0) {
            faults.push(SetupFault::Nobody);
        }
        if self.needs_consent() && self.consent == Consent::Missing {
            faults.push(SetupFault::Consent);
        }
        if !self.devices.trim().parse::<u16>().is_ok_and(|devices| devices <= MOST_PEOPLE) {
            faults.push(SetupFault::Devices);
        }
        let keeps = self.of.is_some() && self.pin.trim().is_empty();
        if !keeps && !is_pin(self.pin.trim()) {
            faults.push(SetupFault::Pin);
        }
        faults
    }

    fn change(&mut self, field: Field) {
        match field {
            Field::Title(title) => self.title = title.chars().take(LONGEST_TITLE).collect(),
            Field::It(typed) => self.it = typed,
            Field::Business(typed) => self.business = typed,
            Field::Threshold(rule) => {
                self.threshold = Some(rule);
                self.consent = Consent::Missing;
            }
            Field::Consent(consent) => self.consent = consent,
            Field::Form(form) => (self.form, self.asks) = (form, None),
            Field::Lens(lens) => (self.form, self.asks) = (Form::Full, Some(lens)),
            Field::Devices(typed) => self.devices = typed,
            Field::Idle(secs) => self.idle_secs = secs,
            Field::Copies(copies) => self.copies = copies,
            Field::Pin(typed) => self.pin = typed,
        }
    }

    /// Writes what was set up into a record. What a reveal rests on stays as it was once there was one.
    fn write_into(&self, record: &mut RoomRecord, pack: &Pack) {
        let session = &mut record.session;
        self.title.trim().clone_into(&mut session.title);
        session.heads = Some(self.heads());
        if session.reveals.is_empty() {
            session.rule = self.rule();
        }
        if session.responses.is_empty() {
            session.form = self.form;
            session.pack_id.clone_from(&pack.id);
            session.pack_version.clone_from(&pack.version);
        }
        let pin = self.pin.trim();
        let pin = if pin.is_empty() { record.device.pin.clone() } else { guard(&session.id, pin) };
        record.device = Device {
            pin,
            idle_secs: self.idle_secs,
            copies: self.copies,
            devices: self.devices.trim().parse().unwrap_or(1),
        };
    }
}

impl Turn<'_> {
    /// Shows the set-up: of the open session, else of a new one.
    pub(super) fn set_up(&mut self) {
        self.fill_set_up();
        self.go(Step::Setup, false);
    }

    /// Fills the set-up in with what holds: of the session before nothing stays in it.
    pub(super) fn fill_set_up(&mut self) {
        self.state.setup = match self.state.open.as_deref() {
            Some(open) => Setup::of(&open.record),
            None => Setup::new(),
        };
    }

    pub(super) fn set(&mut self, field: Field) {
        self.state.setup.change(field);
    }

    pub(super) fn keep_set_up(&mut self) {
        self.state.setup.tried = true;
        if let Some(fault) = self.state.setup.faults().first() {
            self.say_fault(fault.message(), fault.field());
            return;
        }
        let setup = self.state.setup.clone();
        let pack = self.state.wanted().content.pack.clone();
        if setup.of.is_some() {
            self.change(|record| setup.write_into(record, &pack));
            self.go(Step::Overview, false);
            return;
        }
        // A session that would be lost with the browser is not begun: what people answer must last.
        if self.state.store != StoreStatus::Ok {
            self.say_fault(Message::new("room.setup.error.store"), "setup-keep");
            return;
        }
        let session = Session { id: self.fresh_id(), ..Session::default() };
        let mut record =
            RoomRecord { session, begun: self.state.surroundings.today.clone(), ..RoomRecord::default() };
        setup.write_into(&mut record, &pack);
        self.begin_session(record, Vec::new());
    }

    /// Puts a session on this device, opens it and writes it.
    pub(super) fn begin_session(&mut self, record: RoomRecord, with: Vec<crate::room::Record>) {
        let id = record.session.id.clone();
        let listed =
            Listed { record: record.clone(), text: String::new(), responses: record.session.responses.len() };
        self.state.sessions.insert(id, listed);
        let pack = &self.state.kit.asking(&record.session.pack_id).content.pack;
        let mut open = Open::new(pack, record, None);
        open.with = with;
        self.state.open = Some(Box::new(open));
        self.change(|_| {});
        self.go(Step::Overview, false);
    }

    pub(super) fn say_fault(&mut self, message: Message, field: &'static str) {
        self.effects.push(Effect::Announce(message, Urgency::Assertive));
        self.effects.push(Effect::Focus(FocusPlace::Id(field.into())));
    }
}
