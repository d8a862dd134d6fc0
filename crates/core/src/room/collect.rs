//! How answers come in besides the kiosk: by answer code, by file, from a paper form; the same response twice is noticed by its number.

use crate::answers::{Answer, Rating};
use crate::code::{CodeError, Kind, RESPONSES};
use crate::digest::digest;
use crate::group::{Part, RawResponse, ResponseId};
use crate::json::Map;
use crate::kit::{lettered, order, rating_letter};
use crate::lens::By;
use crate::pack::{ItemId, Pack, Scale};
use crate::room::kiosk::plan_form;
use crate::room::merging::file_of_session;
use crate::room::open::{Adding, From, stored};
use crate::room::update::Turn;
use crate::room::{Camera, DraftFate, Effect, Record, Scanned, State, Step};
use crate::state::{FocusPlace, Picked, StoreStatus, Tone, Urgency};
use crate::table::Table;
use crate::text::Message;
use crate::time::Moment;
use crate::versions::{ReadCode, Standing, met, read_code, standing};
use crate::wire::{self, ReadError, session_v1};

/// The longest code that is looked at, in characters: a link with a code fits.
const LONGEST_CODE: usize = 500;

/// The id under which the response with this random number is stored; none for a number beyond [`RESPONSES`].
#[must_use]
pub fn response_id(number: u32) -> Option<ResponseId> {
    (number < RESPONSES).then(|| ResponseId::parse(&format!("{number:05x}")))?
}

/// The answer code that is being entered.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CodeEntry {
    /// As typed or scanned.
    pub typed: String,
    /// The side that the facilitator says; it counts where the code says none.
    pub side: Option<Part>,
    /// Why it was not taken; none before, and once it is typed anew.
    pub fault: Option<Message>,
    /// Whether the camera looks for one.
    pub camera: bool,
    /// Why the camera does not.
    pub dark: Option<Scanned>,
}

impl CodeEntry {
    /// What the typed code holds; none while nothing is typed.
    #[must_use]
    pub fn read(&self, pack: &Pack) -> Option<Result<ReadCode, CodeError>> {
        let typed = self.typed.rsplit('=').next().unwrap_or_default().trim();
        (!typed.is_empty()).then(|| read_code(pack, typed))
    }

    /// The side of the response: the code's own, else as said.
    #[must_use]
    pub fn part(&self, decoded: &ReadCode) -> Option<Part> {
        match Part::of(decoded.assessment.side) {
            Part::Neither => self.side,
            part => Some(part),
        }
    }
}

/// The paper form that is being typed in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PaperEntry {
    /// The side that is ticked on it.
    pub part: Option<Part>,
    /// The boxes that are ticked.
    pub ratings: Table<ItemId, Rating>,
    /// Who does it, as ticked.
    pub by: Table<ItemId, By>,
    /// How many forms were taken since the screen was opened.
    pub taken: u32,
    /// Whether it was to be taken without a side.
    pub tried: bool,
    /// The last box that was ticked by a key.
    pub(super) keyed: Option<Keyed>,
}

/// A box that was ticked by a key, whose focus is on its way to the next.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Keyed {
    /// The statement that comes after; none behind the last.
    next: Option<ItemId>,
    /// When.
    at: Moment,
}

/// For so many milliseconds after a key, focus may still be on its way: what is pressed meanwhile is meant for the next statement.
const ON_ITS_WAY_MILLIS: f64 = 150.0;

/// The statements of the open session's form in the order of the paper form, each with its mark on it (`B3`).
#[must_use]
pub fn boxes(state: &State) -> Vec<(String, ItemId)> {
    let pack = state.pack();
    let Some(open) = state.open.as_deref() else { return Vec::new() };
    let form = plan_form(open.record.session.form);
    let mut boxes = Vec::new();
    for (letter, part) in lettered(pack, form) {
        let items = part.groups.iter().flat_map(|group| order::asked(group, form));
        for (at, item) in items.enumerate() {
            if let Some(asked) = pack.asked.get(item.slot) {
                boxes.push((format!("{letter}{}", at + 1), asked.id.clone()));
            }
        }
    }
    boxes
}

/// The box that a key stands for: by its place from 1 to 4, by its letter on the form, or 0 for the one whose letters no single key has.
fn box_of(state: &State, item: &ItemId, key: &str) -> Option<Rating> {
    let asked = state.pack().asked_item(item.as_str())?;
    let scale = if asked.descriptive { Scale::Describes } else { state.pack().scale };
    let place = |rating: Rating| match rating {
        Rating::Not => "1",
        Rating::Partly => "2",
        Rating::Largely => "3",
        Rating::Fully => "4",
        Rating::NotApplicable => "0",
        Rating::Beyond | Rating::Unknown => "",
    };
    let fits = |rating: &Rating| {
        place(*rating) == key || rating_letter(state.asked(), scale, *rating).eq_ignore_ascii_case(key)
    };
    Rating::ALL.into_iter().filter(|rating| rating.allowed(asked)).find(fits)
}

/// Whether the store holds the same response. In an answer code it does not stand who does what.
fn is_same(record: &Record, id: &ResponseId, mut response: RawResponse, from: From) -> bool {
    let Some((there, known)) = session_v1::read_response(&record.text) else { return false };
    if from == From::Code {
        response.by.clone_from(&known.by);
    }
    there == *id && known == response
}

/// The ratings of an answer code or a file that the pack's items offer, as a response.
fn response(pack: &Pack, part: Part, answers: &Table<ItemId, Answer>) -> RawResponse {
    let rated = pack.asked.iter().filter_map(|item| {
        let rating = answers.get(item.id.as_str())?.rating.filter(|rating| rating.allowed(item))?;
        Some((item.id.clone(), rating))
    });
    let named = pack.asked.iter().filter(|item| item.traits.asks_by).filter_map(|item| {
        let answer = answers.get(item.id.as_str())?;
        Some((item.id.clone(), By::of(answer)?))
    });
    let by = Table::from_entries(named.collect());
    RawResponse { part, ratings: Table::from_entries(rated.collect()), by, extra: Map::new() }
}

impl Turn<'_> {
    pub(super) fn type_code(&mut self, typed: String) {
        self.state.code.typed = typed.chars().take(LONGEST_CODE).collect();
        self.state.code.fault = None;
    }

    pub(super) fn switch_camera(&mut self) {
        let code = &mut self.state.code;
        code.camera = !code.camera;
        code.dark = None;
        let camera = if code.camera { Camera::Begin } else { Camera::End };
        self.effects.push(Effect::Scan(camera));
    }

    pub(super) fn scanned(&mut self, scanned: Scanned) {
        if !self.state.code.camera {
            return;
        }
        match scanned {
            Scanned::Text(text) => {
                self.type_code(text);
                let good = matches!(self.state.code.read(self.state.pack()), Some(Ok(_)));
                if good {
                    // One code, one decision: the camera rests until it is asked for again.
                    self.state.code.camera = false;
                    self.effects.push(Effect::Scan(Camera::End));
                    self.effects.push(Effect::Focus(FocusPlace::Id("take-code".into())));
                    self.announce(Message::new("room.code.read"));
                } else {
                    self.state.code.fault = Some(Message::new("room.code.notOurs"));
                    self.announce(Message::new("room.code.notOurs"));
                }
            }
            dark => {
                self.state.code.camera = false;
                self.state.code.dark = Some(dark);
                self.effects.push(Effect::Focus(FocusPlace::Id("code".into())));
                self.announce(Message::new("room.code.dark"));
            }
        }
    }

    /// Takes the response that the code holds: under its number, which is the same however often it comes.
    pub(super) fn take_code(&mut self) {
        let pack = self.state.pack();
        let read = match self.state.code.read(pack) {
            None => Err(CodeError::Empty.message()),
            Some(Err(error)) => Err(error.message()),
            Some(Ok(decoded)) => match self.state.code.part(&decoded) {
                _ if response(pack, Part::Neither, &decoded.assessment.answers).ratings.is_empty() => {
                    Err(Message::new("room.code.empty"))
                }
                None => Err(Message::new("room.code.side")),
                Some(part) => Ok((decoded, part)),
            },
        };
        let (decoded, part) = match read {
            Ok(read) => read,
            Err(message) => {
                let field = if message.key == "room.code.side" { "code-side-it" } else { "code" };
                self.effects.push(Effect::Announce(message.clone(), Urgency::Assertive));
                self.state.code.fault = Some(message);
                self.effects.push(Effect::Focus(FocusPlace::Id(field.into())));
                return;
            }
        };
        let taken = response(pack, part, &decoded.assessment.answers);
        let id = match decoded.kind {
            Kind::InSession(number) => response_id(number),
            // A code from outside the session has no number. The same answers again may be another person's, so they count;
            // the overview says that two are alike.
            Kind::Single => self.fresh_response(),
        };
        let Some(id) = id else { return };
        self.add(vec![(id, taken)], From::Code, Vec::new());
    }

    /// Says of the session that was just opened that it was held with another version of the questionnaire.
    pub(super) fn tell_version(&mut self) {
        let Some(open) = self.state.open.as_deref() else { return };
        let (given, known) = (open.record.session.pack_version.clone(), self.state.pack().version.clone());
        let key = match standing(self.state.pack(), &given) {
            Standing::Older if !given.is_empty() => "room.version.older",
            Standing::Newer => "room.version.newer",
            _ => return,
        };
        self.notice(Tone::Careful, Message::new(key).with("given", given).with("known", known), Vec::new());
    }

    /// A random id that no response here has.
    fn fresh_response(&self) -> Option<ResponseId> {
        let here = self.state.open.as_deref().map(|open| &open.record.session.responses)?;
        let digits: Vec<u32> = self.random.chars().filter_map(|digit| digit.to_digit(16)).collect();
        let numbers = digits.windows(5).map(|five| five.iter().fold(0, |sum, digit| sum * 16 + digit));
        numbers.filter_map(response_id).find(|id| !here.contains_key(id))
    }

    pub(super) fn picked(&mut self, files: Vec<Picked>) {
        if self.state.kiosk.is_some() || files.is_empty() {
            return;
        }
        let is_bundle =
            |file: &Picked| file.text.as_deref().is_some_and(|text| text.contains("\"pomscope-bundle\""));
        if let [file] = files.as_slice()
            && is_bundle(file)
        {
            let message = Message::new("room.file.bundle").with("name", file.name.clone());
            self.notice(Tone::Careful, message, Vec::new());
            return;
        }
        // A session's file is opened or merged by itself; assessments may be many.
        if let [file] = files.as_slice()
            && let Some(session) = file.text.as_deref().and_then(file_of_session)
        {
            self.take_session(&file.name.clone(), session);
            return;
        }
        if let Some(open) = self.state.open.as_deref_mut().filter(|open| open.adding.is_some()) {
            open.waiting.extend(files);
            return;
        }
        if self.state.open.is_none() || self.state.dialog.is_some() {
            let message = Message::new("room.file.openFirst");
            self.notice(Tone::Careful, message, Vec::new());
            return;
        }
        let (mut responses, mut left_out) = (Vec::new(), Vec::new());
        for file in files {
            match self.response_in(&file) {
                Ok(one) => responses.push(one),
                Err(why) => left_out.push(
                    Message::new("room.file.leftOut")
                        .with("name", file.name)
                        .with("why", self.state.texts().say(&why)),
                ),
            }
        }
        self.add(responses, From::Files, left_out);
    }

    fn response_in(&self, file: &Picked) -> Result<(ResponseId, RawResponse), Message> {
        let text = file.text.as_deref().ok_or_else(|| ReadError::TooLarge.message())?;
        if file_of_session(text).is_some() {
            return Err(Message::new("room.file.alone"));
        }
        let read = wire::read(text).map_err(|error| error.message())?.assessment;
        let (kit, pack) = (self.state.asked(), self.state.pack());
        let brought = met(pack, &read);
        // Answers to a lens stand in an assessment of whatever block.
        let lens = if kit.is_lens() { kit.content.lenses.find(&pack.id) } else { None };
        let (side, answers) = match lens {
            None if read.pack_id != pack.id => {
                return Err(Message::new("read.unknownPack").with("pack", read.pack_id));
            }
            None => (read.side, &brought.answers),
            Some(lens) => match lens.answers(&read) {
                None => {
                    let lens = lens.wording.name.clone();
                    return Err(Message::new("room.file.noLens").with("lens", lens));
                }
                Some(answers) => (lens.side(&read), &answers.answers),
            },
        };
        let part = Part::of(side);
        if part == Part::Neither {
            return Err(Message::new("room.file.noSide"));
        }
        let session =
            self.state.open.as_deref().map(|open| open.record.session.id.as_str()).unwrap_or_default();
        let taken = response(pack, part, answers);
        if taken.ratings.is_empty() {
            return Err(Message::new("room.file.empty"));
        }
        // The same file has the same number in one session, and another in every other: it does not lead back to its file.
        let number =
            digest(format!("{session} {}", if read.id.is_empty() { text } else { &read.id }).bytes());
        let id = ResponseId::parse(&format!("f{number:016x}"))
            .ok_or_else(|| ReadError::NotAssessment.message())?;
        Ok((id, taken))
    }

    pub(super) fn take_paper(&mut self) {
        self.state.paper.tried = true;
        let Some(part) = self.state.paper.part else {
            self.effects.push(Effect::Announce(Message::new("room.paper.side"), Urgency::Assertive));
            self.effects.push(Effect::Focus(FocusPlace::Id("paper-side-it".into())));
            return;
        };
        if self.state.paper.ratings.is_empty() {
            self.effects.push(Effect::Announce(Message::new("room.paper.empty"), Urgency::Assertive));
            return;
        }
        let PaperEntry { ratings, by, .. } = self.state.paper.clone();
        let taken = RawResponse { part, ratings, by, extra: Map::new() };
        if let Some(id) = self.fresh_response() {
            self.add(vec![(id, taken)], From::Paper, Vec::new());
        }
    }

    pub(super) fn rate_on_paper(&mut self, item: &ItemId, rating: Option<Rating>) {
        match rating {
            Some(rating) => self.state.paper.ratings.insert(item.clone(), rating),
            None => self.state.paper.ratings.remove(item),
        };
    }

    /// Ticks a box by its key, and moves on to the next statement, as a typist's eye does.
    pub(super) fn key_on_paper(&mut self, focus: &ItemId, key: &str) {
        let before = self.state.paper.keyed.take();
        let before = before.filter(|keyed| (0.0..ON_ITS_WAY_MILLIS).contains(&(self.now.0 - keyed.at.0)));
        let item = match before {
            Some(Keyed { next: Some(next), .. }) => next,
            // Behind the last there is nothing more to tick.
            Some(Keyed { next: None, .. }) => return,
            None => focus.clone(),
        };
        let Some(rating) = box_of(self.state, &item, key) else { return };
        self.rate_on_paper(&item, Some(rating));
        let boxes = boxes(self.state);
        let at = boxes.iter().position(|(_, id)| *id == item).map_or(0, |at| at + 1);
        let next = boxes.get(at).map(|(_, id)| id.clone());
        let id = next.as_ref().map_or_else(|| "take-paper".to_owned(), |next| format!("{next}-not"));
        self.effects.push(Effect::Focus(FocusPlace::Id(id)));
        self.state.paper.keyed = Some(Keyed { next, at: self.now });
    }

    fn add(&mut self, responses: Vec<(ResponseId, RawResponse)>, from: From, left_out: Vec<Message>) {
        let Some(open) = self.state.open.as_deref_mut() else { return };
        if open.adding.is_some() {
            return;
        }
        let session = open.record.session.id.clone();
        let mut once: Vec<(ResponseId, RawResponse)> = Vec::with_capacity(responses.len());
        let (mut same, mut other) = (0, 0);
        for (id, response) in responses {
            match once.iter().find(|(known, _)| *known == id) {
                None => once.push((id, response)),
                Some((_, known)) if *known == response => same += 1,
                Some(_) => other += 1,
            }
        }
        let records: Vec<Record> = once.iter().map(|(id, response)| stored(id, response)).collect();
        open.adding = Some(Adding { responses: once, from, same, other, left_out });
        if records.is_empty() {
            self.added(&session, StoreStatus::Ok, &[]);
            return;
        }
        self.effects.push(Effect::Add { session, responses: records, draft: DraftFate::Keep });
    }

    /// What came of adding: new ones are in, the same again is said, and what differs under one number is not taken.
    pub(super) fn added(&mut self, session: &str, status: StoreStatus, there: &[Record]) {
        if self.state.kiosk.is_some() {
            self.added_at_kiosk(status, there);
            return;
        }
        let Some(open) = self.state.open.as_deref_mut().filter(|open| open.record.session.id == session)
        else {
            return;
        };
        let Some(Adding { responses, from, mut same, mut other, left_out }) = open.adding.take() else {
            return;
        };
        if status != StoreStatus::Ok {
            self.notice(
                Tone::Bad,
                Message::new("room.notAdded"),
                vec![Message::new(crate::state::not_saved_key(status))],
            );
            return;
        }
        let mut new = 0;
        for (id, response) in responses {
            match there.iter().find(|record| record.id == id.as_str()) {
                None => {
                    open.record.session.responses.insert(id, response);
                    new += 1;
                }
                Some(record) if is_same(record, &id, response, from) => same += 1,
                Some(_) => other += 1,
            }
        }
        if new > 0 {
            open.take_stock(&self.state.kit.asking(&open.record.session.pack_id).content.pack);
        }
        let mut details = Vec::new();
        if same > 0 {
            details.push(Message::new("room.added.same").count("n", same));
        }
        if other > 0 {
            details.push(Message::new("room.added.other").count("n", other));
        }
        details.extend(left_out);
        let tone = if details.is_empty() { Tone::Good } else { Tone::Careful };
        let message = if new == 0 {
            Message::new("room.added.none")
        } else {
            Message::new("room.added").count("n", new)
        };
        if new > 0 {
            match from {
                From::Code => self.state.code = CodeEntry::default(),
                From::Paper => {
                    let taken = self.state.paper.taken + 1;
                    self.state.paper = PaperEntry { taken, ..PaperEntry::default() };
                }
                From::Files => {}
            }
        }
        match from {
            From::Code => self.effects.push(Effect::Focus(FocusPlace::Id("code".into()))),
            From::Paper => self.effects.push(Effect::Focus(FocusPlace::Id("paper-side-it".into()))),
            From::Files => self.go(Step::Overview, true),
        }
        self.notice(tone, message, details);
        let waiting = self.state.open.as_deref_mut().map(|open| std::mem::take(&mut open.waiting));
        self.picked(waiting.unwrap_or_default());
    }
}
