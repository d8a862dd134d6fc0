//! At the desk, the questionnaires on this device: which are kept, which is in use, one that came as a file; how one is read is in `bundle`, where it is kept the element's business.

use std::rc::Rc;

use crate::bundle::{BUNDLE_FORMAT, Bundle};
use crate::content::Wording;
use crate::json::{Value, object, parse};
use crate::pack::Pack;
use crate::state::update::{Turn, fits_as_id};
use crate::state::{Dialog, Effect, FocusPlace, Form, Picked, StoreStatus, Tone, Unreadable, importing};
use crate::text::Message;
use crate::visible::{turns, visible};
use crate::wire;

/// The largest bundle that is taken, in bytes.
pub const MOST_BYTES: usize = 2 * 1024 * 1024;
/// How many faults are told; the command tells all.
const FAULTS: usize = 3;
/// How deep a bundle may be nested; a sound one needs half of it.
const DEEPEST: usize = 16;

/// A questionnaire that can be used on this device.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeptPack {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Its name.
    pub name: String,
    /// Whether it came as a file; else it comes with Pomscope.
    pub own: bool,
    /// Whether it is the one in use.
    pub used: bool,
}

/// What the desk knows of questionnaires.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Packs {
    /// Those on this device, the one that comes with Pomscope first; empty until they were listed, and where the page chose.
    pub kept: Vec<KeptPack>,
    /// The assessment of which it was said that it answers a newer version.
    pub(super) told_newer: Option<String>,
}

impl Packs {
    /// The questionnaire of this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&KeptPack> {
        self.kept.iter().find(|pack| pack.id == id)
    }
}

/// A questionnaire that came as a file, and what can be told of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// The file's text.
    pub text: String,
    /// The pack's id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Its name in the language at hand, or the bundle's first.
    pub name: String,
    /// What it is about.
    pub subject: String,
    /// Whose model it is after.
    pub credit: String,
    /// How many statements it asks.
    pub statements: usize,
    /// How many levels it has.
    pub levels: usize,
    /// Its threads, by name.
    pub threads: Vec<String>,
    /// The languages that it comes in.
    pub languages: Vec<String>,
}

/// What the element is asked to do about questionnaires.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PacksWish {
    /// Tell which are on this device; answered by [`PacksAction::Listed`].
    List,
    /// Keep one; answered by [`PacksAction::Kept`].
    Keep {
        /// Its id.
        id: String,
        /// The bundle.
        text: String,
    },
    /// Begin anew with another one, once all is saved.
    Use {
        /// Its id; empty for the one that comes with Pomscope.
        id: String,
        /// Where to go on, as this tab's place.
        place: String,
    },
    /// Keep one no longer; answered by [`PacksAction::Listed`].
    Remove(String),
}

/// One thing that happens about questionnaires.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PacksAction {
    /// Which are on this device, as JSON.
    Listed(String),
    /// Take the one that the open dialog tells of.
    Take,
    /// Whether it was kept: its id, and what the two stores answered.
    Kept(String, StoreStatus, StoreStatus),
    /// Use another one.
    Use(String),
    /// Use another one and open an assessment that answers it.
    Open(String, String),
    /// Keep one no longer.
    Remove(String),
}

/// Lets an action change the state.
pub(super) fn act(turn: &mut Turn<'_>, action: PacksAction) {
    match action {
        PacksAction::Listed(json) => turn.state.desk.packs.kept = listed(&json),
        PacksAction::Take => take(turn),
        PacksAction::Kept(id, local, durable) => {
            if local == StoreStatus::Ok || durable == StoreStatus::Ok {
                let message = Message::new("packs.inUse").with("name", name_of(turn, &id));
                begin_with(turn, id, None, Some(message));
            } else {
                let details = vec![Message::new(crate::state::not_saved_key(local))];
                turn.notice(Tone::Bad, Message::new("packs.notKept"), details);
            }
        }
        PacksAction::Use(id) => {
            let message = Message::new("packs.inUse").with("name", name_of(turn, &id));
            begin_with(turn, id, None, Some(message));
        }
        PacksAction::Open(pack, id) => begin_with(turn, pack, Some(id), None),
        PacksAction::Remove(id) => {
            let name = name_of(turn, &id);
            turn.effects.push(Effect::Packs(PacksWish::Remove(id)));
            turn.notice(Tone::Good, Message::new("packs.removed").with("name", name), Vec::new());
            turn.effects.push(Effect::Focus(FocusPlace::Heading));
        }
    }
}

fn listed(json: &str) -> Vec<KeptPack> {
    let list = parse(json).unwrap_or_default();
    let pack = |entry: &Value| {
        let text = |key: &str| entry.get(key).and_then(Value::as_str).map(visible);
        let flag = |key: &str| entry.get(key).and_then(Value::as_bool).unwrap_or_default();
        Some(KeptPack {
            id: text("id")?,
            version: text("version").unwrap_or_default(),
            name: text("name")?,
            own: flag("own"),
            used: flag("used"),
        })
    };
    list.as_array().into_iter().flatten().filter_map(pack).collect()
}

/// The name of a questionnaire on this device; its id where it has none.
fn name_of(turn: &Turn<'_>, id: &str) -> String {
    let offered = match &turn.state.dialog {
        Some(Dialog::Pack(offer)) if offer.id == id => Some(offer.name.clone()),
        _ => None,
    };
    offered
        .or_else(|| turn.state.desk.packs.get(id).map(|pack| pack.name.clone()))
        .unwrap_or_else(|| id.to_owned())
}

/// Has the element begin anew with another questionnaire: at its start, or at an assessment that answers it.
fn begin_with(turn: &mut Turn<'_>, id: String, open: Option<String>, message: Option<Message>) {
    turn.state.dialog = None;
    turn.state.opener = None;
    let own = turn.state.desk.packs.get(&id).is_none_or(|pack| pack.own);
    let mut place = vec![
        ("desk", true.into()),
        ("to", "#/".into()),
        ("idle", true.into()),
        ("random", turn.random.as_str().into()),
    ];
    if let Some(open) = open {
        place.push(("open", open.into()));
    }
    if let Some(message) = message {
        place.push(("tone", "good".into()));
        place.push(("notice", turn.state.texts().say(&message).into()));
    }
    let place = object(place).to_string();
    turn.effects.push(Effect::Address { path: "#/".into(), replace: false });
    turn.effects.push(Effect::Packs(PacksWish::Use { id: if own { id } else { String::new() }, place }));
}

/// Takes the questionnaire that the open dialog tells of.
fn take(turn: &mut Turn<'_>) {
    let Some(Dialog::Pack(offer)) = &turn.state.dialog else { return };
    let (id, text, name) = (offer.id.clone(), offer.text.clone(), offer.name.clone());
    if turn.state.desk.packs.get(&id).is_some_and(|pack| !pack.own) {
        turn.close_dialog();
        refuse(turn, &name, vec![Message::new("packs.builtIn").with("id", id)]);
        return;
    }
    turn.effects.push(Effect::Packs(PacksWish::Keep { id, text }));
}

fn refuse(turn: &mut Turn<'_>, name: &str, details: Vec<Message>) {
    turn.notice(Tone::Bad, Message::new("import.failed").with("name", visible(name)), details);
}

/// Looks at a file that is no assessment of this questionnaire: one of another, a bundle, or something else of Pomscope's.
pub(super) fn unpack(turn: &mut Turn<'_>, file: Picked) {
    let Picked { name, text: Some(text) } = file else { return };
    let bare = text.trim_start_matches('\u{feff}');
    if let Ok(read) = wire::read(&text) {
        if read.assessment.pack_id == turn.pack().id {
            importing::clash(turn, read);
        } else {
            take_foreign(turn, read.assessment);
        }
        return;
    }
    let value = parse(bare).unwrap_or_default();
    match value.get("format").and_then(Value::as_str) {
        Some(BUNDLE_FORMAT) => match offer(turn, bare, &value) {
            Ok(offer) => {
                turn.state.dialog = Some(Dialog::Pack(Rc::new(offer)));
                turn.state.opener = Some(FocusPlace::Heading);
            }
            Err(details) => refuse(turn, &name, details),
        },
        Some("pomscope-pack" | "pomscope-wording") => {
            refuse(turn, &name, vec![Message::new("packs.alone")]);
        }
        _ => refuse(turn, &name, vec![wire::ReadError::NotAssessment.message()]),
    }
}

/// Puts an assessment of another questionnaire where it is listed, kept and handed out, and says where it can be opened.
fn take_foreign(turn: &mut Turn<'_>, mut assessment: crate::answers::Assessment) {
    let known = |id: &str| {
        turn.state.shelf.contains_key(id) || turn.state.unreadable.iter().any(|other| other.id == id)
    };
    let pack = assessment.pack_id.clone();
    let title = turn.state.title_of(&assessment);
    let same = turn.state.unreadable.iter().any(|other| {
        other.id == assessment.id && wire::read(&other.text).is_ok_and(|read| read.assessment == assessment)
    });
    if !same {
        if !fits_as_id(&assessment.id) || known(&assessment.id) {
            assessment.id = turn.fresh_id();
        }
        let text = wire::write(&assessment);
        let id = assessment.id.clone();
        turn.effects.push(Effect::Save { id: id.clone(), text: text.clone() });
        let reason = Message::new("read.unknownPack").with("pack", pack.clone());
        turn.state.unreadable.push(Unreadable { id, text, reason, pack: pack.clone() });
    }
    turn.go(crate::state::Step::Shelf, false);
    let message = Message::new("packs.foreign").with("title", visible(&title)).with("pack", visible(&pack));
    turn.notice(Tone::Careful, message, Vec::new());
}

/// What a bundle offers.
fn offer(turn: &Turn<'_>, text: &str, value: &Value) -> Result<Offer, Vec<Message>> {
    if turn.state.surroundings.form == Form::Embed {
        return Err(vec![Message::new("packs.embed")]);
    }
    let bundle = checked(text, value)?;
    let Bundle { pack, wordings } = &bundle;
    let lang = turn.state.content.wording.lang.as_str();
    let wording: &Wording = bundle.wording(lang).ok_or_else(Vec::new)?;
    Ok(Offer {
        text: text.to_owned(),
        id: pack.id.clone(),
        version: pack.version.clone(),
        name: wording.name.clone(),
        subject: wording.subject.clone(),
        credit: wording.credit.clone(),
        statements: pack.asked.len(),
        levels: pack.levels.len(),
        threads: threads(pack, wording),
        languages: wordings.iter().map(|wording| wording.lang.clone()).collect(),
    })
}

fn threads(pack: &Pack, wording: &Wording) -> Vec<String> {
    pack.threads.iter().map(|thread| wording.thread_name(thread).to_owned()).collect()
}

/// Reads a bundle by the reader that tells what is wrong.
fn checked(text: &str, value: &Value) -> Result<Bundle, Vec<Message>> {
    if text.len() > MOST_BYTES {
        return Err(vec![Message::new("packs.tooLarge")]);
    }
    if value.get("pack").and_then(|pack| pack.get("kind")).and_then(Value::as_str) == Some("lens") {
        return Err(vec![Message::new("packs.lens")]);
    }
    let told = |what: String| Message::new("notice.said").with("text", visible(&what));
    let faults = match hidden(value, DEEPEST) {
        Some(place) => {
            vec![told(format!("{place}: characters that are not seen, or nested too deep; take them out"))]
        }
        None => match Bundle::from_json(value) {
            Ok(bundle) => return Ok(bundle),
            Err(faults) => {
                let more = faults.len().saturating_sub(FAULTS);
                let mut told: Vec<Message> =
                    faults.iter().take(FAULTS).map(|fault| told(fault.to_string())).collect();
                if more > 0 {
                    told.push(Message::new("packs.more").count("n", more));
                }
                told
            }
        },
    };
    Err(faults.into_iter().chain([Message::new("packs.check")]).collect())
}

/// Where a text turns the direction of writing, or holds control characters, or where values are nested too deep; none where all is plain.
fn hidden(value: &Value, deep: usize) -> Option<String> {
    let bad =
        |text: &str| text.chars().any(|c| turns(c) || c.is_control() && !matches!(c, '\t' | '\n' | '\r'));
    let inside = |key: &str, value: &Value| {
        let found = hidden(value, deep.checked_sub(1)?)?;
        Some(if found.is_empty() { key.to_owned() } else { format!("{key}.{found}") })
    };
    if deep == 0 {
        return Some(String::new());
    }
    match value {
        Value::String(text) if bad(text) => Some(String::new()),
        Value::Array(list) => list.iter().enumerate().find_map(|(at, value)| inside(&at.to_string(), value)),
        Value::Object(object) => object
            .iter()
            .find_map(|(key, value)| if bad(key) { Some(key.clone()) } else { inside(key, value) }),
        _ => None,
    }
}
