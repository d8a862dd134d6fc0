//! The kiosk: one person after another answers on this device, and nothing stays of anybody but the response that was handed in.

use std::rc::Rc;

use crate::answers::{Assessment, Rating, Side};
use crate::code::{Code, Kind, RESPONSES, encode};
use crate::group::{Form, Part, RawResponse};
use crate::json::{Map, Value};
use crate::kit::{order, plan};
use crate::lens::By;
use crate::pack::{Group, ItemId, Pack};
use crate::room::collect::response_id;
use crate::room::open::stored;
use crate::room::update::{Turn, place_of_kiosk};
use crate::room::{DraftFate, Effect, Record, Screen, Spoken, State, Visit};
use crate::state::{FocusPlace, SaveStatus, StoreStatus, Tone, Urgency, group_order, not_saved_key};
use crate::table::Table;
use crate::text::Message;
use crate::time::Moment;
use crate::wire::room_v1::{self, Copies, RoomRecord, Unfinished};

/// For how many seconds the countdown is seen before a kiosk forgets.
pub const WARNING_SECS: u32 = 20;

/// What a participant sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// What this is, and a way to begin.
    Attract,
    /// Somebody's answers were left unfinished.
    Unfinished,
    /// From which side one answers.
    Side,
    /// The screen at this position of [`Kiosk::screens`].
    Group(usize),
    /// What is open, and handing in.
    Check,
    /// The answers are being stored.
    Sending,
    /// They could not be; they are still here.
    NotStored(StoreStatus),
    /// They are in.
    Done,
}

/// A response that was handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finished {
    /// The code of the copy; none where people take none.
    pub code: Option<Code>,
}

/// The kiosk of one session.
#[derive(Clone, Debug, PartialEq)]
pub struct Kiosk {
    /// The session's record, without responses.
    pub record: RoomRecord,
    /// What is shown.
    pub stage: Stage,
    /// The side; none while it was not chosen.
    pub part: Option<Part>,
    /// The ratings.
    pub ratings: Table<ItemId, Rating>,
    /// Who does it, where that is asked.
    pub by: Table<ItemId, By>,
    /// What was found unfinished when the program began.
    pub(super) found: Option<Unfinished>,
    /// The random number under which the response is stored.
    pub(super) number: Option<u32>,
    /// Seconds without touch or key, from the warning on; 0 before, and once somebody is there again.
    pub idle: u32,
    /// Whether it asks if somebody is still there; it goes on asking until somebody says so, since what moves or touches the screen need not be them.
    pub asks: bool,
    /// Whether the screen is covered, since the whole screen was left or the window lost focus.
    pub covered: bool,
    /// Whether an attempt to store the response ended without a word on whether it is in.
    doubtful: bool,
    /// Whether a language was chosen before one began: then it goes again, too, once nobody is there.
    spoken: bool,
    /// Whether this program is at its end: whoever was here is forgotten, and nobody begins in it.
    over: bool,
}

impl Kiosk {
    /// Positions in [`Pack::groups`] of the groups that are asked, in order.
    #[must_use]
    pub fn screens(&self, pack: &Pack) -> Vec<usize> {
        let form = plan_form(self.record.session.form);
        let mut screens = group_order(pack);
        screens.retain(|at| {
            pack.groups.get(*at).is_some_and(|group| order::asked(group, form).next().is_some())
        });
        screens
    }

    /// The slots asked on the screen at this position.
    #[must_use]
    pub fn asked(&self, pack: &Pack, at: usize) -> Vec<usize> {
        let group = self.screens(pack).get(at).and_then(|group| pack.groups.get(*group));
        group.map(|group| slots(group, self.record.session.form)).unwrap_or_default()
    }

    /// How many statements are answered, and how many are asked.
    #[must_use]
    pub fn progress(&self, pack: &Pack) -> (usize, usize) {
        let (mut answered, mut all) = (0, 0);
        for at in 0..self.screens(pack).len() {
            let (done, asked) = self.progress_of(pack, at);
            answered += done;
            all += asked;
        }
        (answered, all)
    }

    /// The same of one screen.
    #[must_use]
    pub fn progress_of(&self, pack: &Pack, at: usize) -> (usize, usize) {
        let slots = self.asked(pack, at);
        let given =
            |slot: &&usize| pack.asked.get(**slot).is_some_and(|item| self.ratings.contains_key(&item.id));
        (slots.iter().filter(given).count(), slots.len())
    }

    /// The first screen with something open.
    fn first_open(&self, pack: &Pack) -> Option<usize> {
        (0..self.screens(pack).len()).find(|at| {
            let (answered, asked) = self.progress_of(pack, *at);
            answered < asked
        })
    }

    /// Seconds until it forgets; none while the countdown is not seen.
    #[must_use]
    pub fn left(&self) -> Option<u32> {
        (self.idle > 0).then(|| self.record.device.idle_secs.saturating_sub(self.idle))
    }

    /// What has been entered as a response of its own, and the code of its copy.
    #[must_use]
    pub fn finished(&self, pack: &Pack) -> Finished {
        let offered = self.record.device.copies == Copies::Offered;
        let code = self.number.filter(|_| offered).map(|number| {
            let mut copy = Assessment::new(String::new(), pack, String::new());
            copy.side = self.part.and_then(side_of);
            for (item, rating) in &self.ratings {
                copy.answers.get_or_default(item.clone()).rating = Some(*rating);
            }
            encode(pack, &copy, Kind::InSession(number)).code
        });
        Finished { code }
    }

    /// What is handed in, as the store holds it; none while there is no side or no number.
    fn response(&self) -> Option<Record> {
        let id = response_id(self.number?)?;
        let response = RawResponse {
            part: self.part?,
            ratings: self.ratings.clone(),
            by: self.by.clone(),
            extra: Map::new(),
        };
        Some(stored(&id, &response))
    }

    pub(super) fn screen(&self) -> String {
        let name = match &self.stage {
            Stage::Attract | Stage::Unfinished => "attract",
            Stage::Side => "side",
            Stage::Group(at) => return format!("kiosk/group/{at}"),
            Stage::Check | Stage::Sending | Stage::NotStored(_) => "check",
            Stage::Done => "done",
        };
        format!("kiosk/{name}")
    }

    /// Whether somebody's answers are on this device and not yet in the session.
    fn visited(&self) -> bool {
        !matches!(self.stage, Stage::Attract)
    }
}

/// The side that a part is; none for whoever is neither.
pub(super) fn side_of(part: Part) -> Option<Side> {
    match part {
        Part::It => Some(Side::It),
        Part::Business => Some(Side::Business),
        Part::Neither => None,
    }
}

/// The kit's form that a session's form is.
pub(super) fn plan_form(form: Form) -> plan::Form {
    match form {
        Form::Full => plan::Form::Full,
        Form::Short => plan::Form::Short,
    }
}

fn slots(group: &Group, form: Form) -> Vec<usize> {
    order::asked(group, plan_form(form)).map(|item| item.slot).collect()
}

/// The unfinished responses on this device that may still be gone on with, by session; the others are forgotten, whatever this start shows.
pub(super) fn drafts(
    state: &State,
    effects: &mut Vec<Effect>,
    saved: &Value,
    now: Moment,
) -> Vec<(String, Unfinished)> {
    let mut kept = Vec::new();
    for draft in saved.get("drafts").and_then(Value::as_array).into_iter().flatten() {
        let text = |key: &str| draft.get(key).and_then(Value::as_str);
        let (Some(session), Some(text)) = (text("id"), text("text")) else { continue };
        // What belongs to a record that is not understood stays with it.
        let Some(listed) = state.sessions.get(session) else { continue };
        let longest = f64::from(listed.record.device.idle_secs) * 1000.0;
        let found = room_v1::read_unfinished(text).filter(|found| {
            // A clock that was put back must not keep somebody's answers for longer.
            let left = found.until - now.0;
            left > 0.0 && left <= longest && !(found.ratings.is_empty() && found.by.is_empty())
        });
        match found {
            Some(found) => kept.push((session.to_owned(), found)),
            None => effects.push(Effect::KeepDraft { session: session.to_owned(), text: None }),
        }
    }
    kept
}

/// Begins the kiosk of a session of this device, as every start of the program does while the device collects; `found` is what somebody left unfinished.
pub(super) fn begin(state: &mut State, effects: &mut Vec<Effect>, session: &str, found: Option<Unfinished>) {
    let Some(listed) = state.sessions.get(session) else { return };
    let record = listed.record.clone();
    let stage = if found.is_some() { Stage::Unfinished } else { Stage::Attract };
    if stage == Stage::Unfinished {
        effects.push(watch(&record));
    }
    effects.push(Effect::Show(Screen::Whole));
    state.kiosk = Some(Box::new(Kiosk {
        record,
        stage,
        part: None,
        ratings: Table::new(),
        by: Table::new(),
        found,
        number: None,
        idle: 0,
        asks: false,
        covered: false,
        doubtful: false,
        spoken: false,
        over: false,
    }));
    effects.push(Effect::Focus(FocusPlace::Heading));
}

fn watch(record: &RoomRecord) -> Effect {
    Effect::Watch { warn_after_secs: record.device.idle_secs.saturating_sub(WARNING_SECS).max(1) }
}

impl Turn<'_> {
    pub(super) fn visit(&mut self, visit: Visit) {
        let Some(kiosk) = self.state.kiosk.as_deref_mut() else { return };
        let asked = std::mem::take(&mut kiosk.asks);
        if kiosk.over
            || kiosk.covered && visit != Visit::Uncover
            || !kiosk.covered && asked && visit != Visit::StillHere
        {
            kiosk.asks = asked;
            return;
        }
        kiosk.idle = 0;
        let kit = Rc::clone(&self.state.kit);
        let Some(kiosk) = self.state.kiosk.as_deref_mut() else { return };
        let pack = &kit.asking(&kiosk.record.session.pack_id).content.pack;
        let screens = kiosk.screens(pack).len();
        match (visit, kiosk.stage.clone()) {
            (Visit::Begin, Stage::Attract) => {
                kiosk.stage = Stage::Side;
                let watch = watch(&kiosk.record);
                // A tap is what browsers want before they give the whole screen.
                self.effects.push(Effect::Show(Screen::Whole));
                self.effects.push(watch);
                self.kiosk_shown();
            }
            (Visit::GoOn, Stage::Unfinished) => {
                if let Some(found) = kiosk.found.take() {
                    kiosk.part = found.part.filter(|part| *part != Part::Neither);
                    kiosk.ratings = found.ratings;
                    kiosk.by = found.by;
                    kiosk.stage = if kiosk.part.is_none() {
                        Stage::Side
                    } else if found.screen < screens {
                        Stage::Group(found.screen)
                    } else {
                        Stage::Check
                    };
                }
                self.effects.push(Effect::Show(Screen::Whole));
                self.kiosk_shown();
            }
            (Visit::StartOver, stage) if !matches!(stage, Stage::Sending) => self.wipe(),
            (Visit::Finish, Stage::Done) => self.wipe(),
            (Visit::Side(part), Stage::Side) if part != Part::Neither => {
                kiosk.part = Some(part);
                self.keep_draft();
            }
            (Visit::Next, Stage::Side) if kiosk.part.is_some() => self.stage(Stage::Group(0)),
            (Visit::Next, Stage::Group(at)) if at + 1 < screens => self.stage(Stage::Group(at + 1)),
            (Visit::Next, Stage::Group(_)) => self.stage(Stage::Check),
            (Visit::Next, Stage::Side) => {
                self.effects.push(Effect::Announce(Message::new("kiosk.side.missing"), Urgency::Assertive));
                self.effects.push(Effect::Focus(FocusPlace::Id("side-it".into())));
            }
            (Visit::Back, Stage::Group(0)) => self.stage(Stage::Side),
            (Visit::Back, Stage::Group(at)) => self.stage(Stage::Group(at - 1)),
            (Visit::Back, Stage::Check | Stage::NotStored(_)) => {
                self.stage(Stage::Group(screens.saturating_sub(1)));
            }
            (Visit::ToOpen, Stage::Check) => {
                if let Some(at) = kiosk.first_open(pack) {
                    self.stage(Stage::Group(at));
                }
            }
            (Visit::Submit, Stage::Check | Stage::NotStored(_)) => self.submit(),
            (Visit::StillHere, _) if asked => self.effects.push(Effect::Focus(FocusPlace::Heading)),
            (Visit::Uncover, _) => {
                // Whoever uncovers it need not be who answered.
                kiosk.asks = asked;
                kiosk.covered = false;
                self.effects.push(Effect::Show(Screen::Whole));
                self.effects.push(Effect::Focus(FocusPlace::Heading));
            }
            _ => {}
        }
    }

    fn stage(&mut self, stage: Stage) {
        let Some(kiosk) = self.state.kiosk.as_deref_mut() else { return };
        kiosk.stage = stage;
        self.keep_draft();
        self.kiosk_shown();
    }

    fn kiosk_shown(&mut self) {
        self.effects.push(Effect::Focus(FocusPlace::Heading));
    }

    /// Whether statements can be rated here and now.
    pub(super) fn takes_ratings(&self) -> bool {
        self.state
            .kiosk
            .as_deref()
            .is_none_or(|kiosk| !kiosk.covered && !kiosk.asks && matches!(kiosk.stage, Stage::Group(_)))
    }

    pub(super) fn rate_at_kiosk(&mut self, item: &ItemId, rating: Option<Rating>) {
        let Some(kiosk) = self.state.kiosk.as_deref_mut() else { return };
        kiosk.idle = 0;
        match rating {
            Some(rating) => kiosk.ratings.insert(item.clone(), rating),
            None => kiosk.ratings.remove(item),
        };
        self.keep_draft();
    }

    pub(super) fn name_at_kiosk(&mut self, item: &ItemId, by: Option<By>) {
        let Some(kiosk) = self.state.kiosk.as_deref_mut() else { return };
        kiosk.idle = 0;
        match by {
            Some(by) => kiosk.by.insert(item.clone(), by),
            None => kiosk.by.remove(item),
        };
        self.keep_draft();
    }

    /// Keeps what was entered so far for as long as the kiosk waits.
    fn keep_draft(&mut self) {
        let Some(kiosk) = self.state.kiosk.as_deref() else { return };
        if kiosk.ratings.is_empty() && kiosk.by.is_empty() {
            return;
        }
        let screen = match kiosk.stage {
            Stage::Group(at) => at,
            Stage::Side => 0,
            _ => kiosk.screens(self.state.pack()).len(),
        };
        let draft = Unfinished {
            part: kiosk.part,
            ratings: kiosk.ratings.clone(),
            by: kiosk.by.clone(),
            screen,
            until: self.now.0 + f64::from(kiosk.record.device.idle_secs) * 1000.0,
        };
        let session = kiosk.record.session.id.clone();
        let text = Some(room_v1::write_unfinished(&draft));
        self.effects.push(Effect::KeepDraft { session, text });
    }

    /// Hands the answers in under a random number; one that is taken is told by `added_at_kiosk`.
    fn submit(&mut self) {
        let number =
            u32::from_str_radix(self.random.get(..8).unwrap_or_default(), 16).unwrap_or_default() % RESPONSES;
        let Some(kiosk) = self.state.kiosk.as_deref_mut() else { return };
        // A store that did not answer in time may have taken them all the same: then they are there under that number.
        kiosk.number = kiosk.number.filter(|_| kiosk.doubtful).or(Some(number));
        let Some(record) = kiosk.response() else { return };
        kiosk.stage = Stage::Sending;
        let session = kiosk.record.session.id.clone();
        self.effects.push(Effect::Add { session, responses: vec![record], draft: DraftFate::Clear });
    }

    pub(super) fn added_at_kiosk(&mut self, status: StoreStatus, there: &[Record]) {
        let Some(kiosk) = self.state.kiosk.as_deref_mut() else { return };
        if kiosk.stage != Stage::Sending {
            return;
        }
        let doubtful = std::mem::take(&mut kiosk.doubtful);
        let taken = !there.is_empty();
        let ours = doubtful && kiosk.response().is_some_and(|own| there.contains(&own));
        if status != StoreStatus::Ok {
            kiosk.doubtful = true;
            kiosk.stage = Stage::NotStored(status);
            self.effects.push(Effect::Announce(Message::new("kiosk.notStored"), Urgency::Assertive));
            self.kiosk_shown();
        } else if taken && !ours {
            // Somebody else has that number, be their answers the same or not.
            self.submit();
        } else {
            kiosk.stage = Stage::Done;
            if taken {
                let session = kiosk.record.session.id.clone();
                self.effects.push(Effect::KeepDraft { session, text: None });
            }
            self.kiosk_shown();
        }
    }

    pub(super) fn tick(&mut self, secs: u32) {
        let Some(kiosk) = self.state.kiosk.as_deref_mut() else { return };
        // Being stored, it is nobody's to wait for; what could not be stored waits for the facilitator; with nobody there, there
        // is nothing to forget.
        let spoke = kiosk.spoken && kiosk.stage == Stage::Attract;
        if !(kiosk.visited() || spoke) || matches!(kiosk.stage, Stage::Sending | Stage::NotStored(_)) {
            return;
        }
        let before = kiosk.idle;
        kiosk.idle = secs;
        let Some(left) = kiosk.left() else { return };
        if spoke {
            // There is nothing to lose that would be worth a question.
            if left == 0 {
                self.wipe();
            }
            return;
        }
        if !std::mem::replace(&mut kiosk.asks, true) {
            self.effects.push(Effect::Focus(FocusPlace::Id("still-here".into())));
        }
        if left == 0 {
            self.wipe();
        } else if before == 0 || left.is_multiple_of(10) || left == 5 {
            let message = Message::new("kiosk.idle.left").count("n", left as usize);
            self.effects.push(Effect::Announce(message, Urgency::Assertive));
        }
    }

    /// Asks for the texts in a language. A participant's own goes with the participant.
    pub(super) fn speak(&mut self, lang: String) {
        let spoken = match self.state.kiosk.as_deref_mut() {
            None => Spoken::Here,
            Some(kiosk) if kiosk.over || kiosk.covered || kiosk.asks => return,
            Some(kiosk) => {
                kiosk.spoken = true;
                self.effects.push(watch(&kiosk.record));
                Spoken::ThisVisit
            }
        };
        self.effects.push(Effect::Speak { lang, spoken });
    }

    pub(super) fn cover(&mut self) {
        let Some(kiosk) = self.state.kiosk.as_deref_mut() else { return };
        // There is nothing of anybody's to cover.
        if kiosk.visited() && !kiosk.covered {
            kiosk.covered = true;
            self.effects.push(Effect::Focus(FocusPlace::Heading));
        }
    }

    /// Forgets whoever was here: the unfinished response goes, and with it this program's memory.
    fn wipe(&mut self) {
        let Some(kiosk) = self.state.kiosk.as_deref_mut() else { return };
        let session = kiosk.record.session.id.clone();
        // Until the program has ended, a late tap must not bring anything back.
        kiosk.over = true;
        kiosk.stage = Stage::Attract;
        (kiosk.covered, kiosk.asks) = (false, false);
        (kiosk.part, kiosk.found, kiosk.number) = (None, None, None);
        kiosk.ratings.clear();
        kiosk.by.clear();
        self.effects.push(Effect::Watch { warn_after_secs: 0 });
        self.effects.push(Effect::KeepDraft { session: session.clone(), text: None });
        self.effects.push(Effect::Renew { place: place_of_kiosk(self.state, &session) });
    }

    /// Has this device collect answers: a fresh program, which holds nobody's.
    pub(super) fn collect(&mut self) {
        let Some(open) = self.state.open.as_deref() else { return };
        let session = open.record.session.id.clone();
        if open.stored.is_none() {
            // A fresh program would not find it.
            let refused = match self.state.save {
                SaveStatus::NotSaved(refused) => not_saved_key(refused),
                _ => "save.saving",
            };
            return self.notice(Tone::Careful, Message::new(refused), Vec::new());
        }
        self.write_the_rest();
        // In the moment of the tap, since the fresh program is not given the whole screen without one.
        self.effects.push(Effect::Show(Screen::Whole));
        self.effects.push(Effect::Lock(Some(session.clone())));
        self.effects.push(Effect::Renew { place: place_of_kiosk(self.state, &session) });
    }

    /// Ends the kiosk, and opens its session: in a fresh program as well, since somebody's answers may stand in this one.
    pub(super) fn end_kiosk(&mut self) {
        let Some(kiosk) = self.state.kiosk.take() else { return };
        let session = kiosk.record.session.id.clone();
        self.effects.push(Effect::Watch { warn_after_secs: 0 });
        self.effects.push(Effect::Lock(None));
        self.effects.push(Effect::Show(Screen::Usual));
        self.effects.push(Effect::Renew { place: crate::room::update::place_unlocked(self.state, &session) });
    }
}
