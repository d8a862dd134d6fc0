//! What each screen of the room shows, as plain data made from the state; the shell only draws it. The group's report lives in `report::session_page`.

use crate::answers::Rating;
use crate::code::{CodeError, Kind, Qr, qr};
use crate::content::ItemWording;
use crate::group::{
    Conflict, Foretold, Form, Part, Rule, Session, Shown, Threshold, Whose, agreed_lens, agreed_profile,
    foretell,
};
use crate::kit::Kit;
use crate::kit::prompts::of_group;
use crate::lens::By;
use crate::method::ScoreError;
use crate::pack::{Asked, Group, ItemId, Scale};
use crate::report::lens_page::by_key;
use crate::report::session_page::{TopicPage, answer_key, next_steps, side_texts, topic_page};
use crate::room::kiosk::side_of;
use crate::room::{
    Keep, Kiosk, Lack, Listed, Merging, SetupFault, Stage, State, Stock, boxes, middle, not_revealed, shared,
};
use crate::state::{SaveStatus, StoreStatus, not_saved_key};
use crate::text::Message;
use crate::view::{Answering, Choice, answering, choices, kind_key, meant};

/// A session as a line on the first screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HomeLine {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// "12 responses, revealed".
    pub about: String,
}

/// The sessions on this device, the latest first.
#[must_use]
pub fn home(state: &State) -> Vec<HomeLine> {
    let texts = state.texts();
    let mut lines: Vec<(&str, HomeLine)> = Vec::new();
    for (id, Listed { record, responses, .. }) in &state.sessions {
        let key = if record.session.reveals.is_empty() { "room.home.open" } else { "room.home.revealed" };
        let values = [("n", responses.to_string()), ("date", texts.date(&record.begun))];
        let about = texts.fill(key, &values);
        let kit = state.kit.asking(&record.session.pack_id);
        let about = if kit.is_lens() {
            let lens = ("lens", kit.content.wording.name.clone());
            texts.fill("room.home.lens", &[lens, ("about", about)])
        } else {
            about
        };
        lines.push((&record.begun, HomeLine { id: id.clone(), title: state.title_of(record), about }));
    }
    crate::table::arrange(&mut lines, |one, other| {
        other.0.cmp(one.0).then_with(|| one.1.id.cmp(&other.1.id))
    });
    lines.into_iter().map(|(_, line)| line).collect()
}

/// What is known of the last write: `data-state`, the sentence, whether to offer another try.
#[must_use]
pub fn save_line(state: &State) -> (&'static str, Message, bool) {
    match state.save {
        SaveStatus::Idle => ("idle", Message::new("save.idle"), false),
        SaveStatus::Saving => ("saving", Message::new("save.saving"), false),
        SaveStatus::NotSaved(refused) => ("failed", Message::new(not_saved_key(refused)), true),
        _ => ("saved", Message::new("save.saved"), false),
    }
}

fn seen(state: &State, foretold: Foretold) -> String {
    let texts = state.texts();
    let key = match foretold {
        Foretold::Nothing => "room.seen.nothing",
        Foretold::CombinedOnly => "room.seen.combined",
        Foretold::CombinedAndSides => "room.seen.sides",
        Foretold::CombinedAnd(part) => {
            let part = part_name(state, part);
            return texts.fill("room.seen.one", &[("part", part)]);
        }
    };
    texts.get(key).to_owned()
}

/// A part's name in a heading or a list.
#[must_use]
pub fn part_name(state: &State, part: Part) -> String {
    let key = match part {
        Part::It => "session.part.it",
        Part::Business => "session.part.business",
        Part::Neither => "session.part.neither",
    };
    state.texts().get(key).to_owned()
}

/// What the set-up says of itself.
#[derive(Clone, Debug, PartialEq)]
pub struct SetupScreen {
    /// The thresholds to choose from, each with its label and whether it is chosen; none is an open workshop.
    pub thresholds: Vec<(Option<u32>, String, bool)>,
    /// Why this threshold is proposed.
    pub proposal: String,
    /// Whether the room has to agree.
    pub asks_consent: bool,
    /// What the room has to agree to.
    pub consent: String,
    /// What will be seen of so many people; none while nobody is expected.
    pub seen: Option<String>,
    /// The plan of the room, a sentence each.
    pub plan: Vec<String>,
    /// How many statements each form of the block has, and how many minutes it takes: full, short.
    pub forms: [String; 2],
    /// The form of the block that is chosen; none where a lens is.
    pub form: Option<Form>,
    /// The lenses that can be asked in its place.
    pub lenses: Vec<LensPick>,
    /// What is wrong; empty until it was to be kept.
    pub faults: Vec<SetupFault>,
    /// Whether the threshold is fixed, since something was revealed under it.
    pub fixed: bool,
    /// Whether the form is fixed, since somebody has answered it.
    pub form_fixed: bool,
    /// Why no session can be kept on this device; none where it can.
    pub no_store: Option<Message>,
}

/// A lens to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LensPick {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How many statements, how many minutes, and what it looks at.
    pub about: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// "35 statements, about 8 minutes each".
fn length(state: &State, kit: &Kit, form: crate::kit::plan::Form) -> String {
    let pack = &kit.content.pack;
    let values = [("n", form.statements(pack).to_string()), ("minutes", form.minutes(pack).to_string())];
    state.texts().fill("room.setup.form.about", &values)
}

/// What the set-up shows.
#[must_use]
pub fn setup_screen(state: &State) -> SetupScreen {
    let (setup, texts, wanted) = (&state.setup, state.texts(), state.wanted());
    let pack = &wanted.content.pack;
    let heads = setup.heads();
    let rule = setup.rule();
    let chosen = match rule {
        Rule::Anonymous(threshold) => Some(threshold.get()),
        Rule::Open => None,
    };
    let mut ks = vec![Threshold::LEAST.get(), 4, Threshold::USUAL.get(), 7, 10];
    if let Some(k) = chosen.filter(|k| !ks.contains(k)) {
        ks.push(k);
        crate::table::arrange(&mut ks, u32::cmp);
    }
    let label = |k: Option<u32>| match k {
        Some(k) => texts.fill("room.setup.k", &[("k", k.to_string())]),
        None => texts.get("room.setup.k.open").to_owned(),
    };
    let thresholds = ks.into_iter().map(Some).chain([None]).map(|k| (k, label(k), k == chosen)).collect();
    let proposed = setup.proposed();
    let proposal =
        if proposed < Threshold::USUAL { "room.setup.proposal.small" } else { "room.setup.proposal" };
    let consent = match rule {
        Rule::Anonymous(threshold) => texts.fill("room.setup.consent", &[("k", threshold.get().to_string())]),
        Rule::Open => texts.get("room.setup.consent.open").to_owned(),
    };
    let people = heads.it + heads.business;
    let mut plan = Vec::new();
    if let Some(room) = setup.plan(&state.surroundings.today) {
        let values = [
            ("n", u32::from(room.devices).to_string()),
            ("people", people.to_string()),
            ("minutes", room.collecting(pack).to_string()),
            ("waves", room.waves().to_string()),
        ];
        let key = if room.devices == 0 { "room.plan.paper" } else { "room.plan" };
        plan.push(texts.fill(key, &values));
        if room.devices == 0 {
            plan.push(texts.fill("room.plan.typing", &[("minutes", room.typing(pack).to_string())]));
        }
        if let Some(needed) = room.devices_needed(pack) {
            plan.push(texts.fill("room.plan.devices", &[("n", needed.to_string())]));
        }
    }
    let forms = [crate::kit::plan::Form::Full, crate::kit::plan::Form::Short]
        .map(|form| length(state, &state.kit, form));
    let pick = |lens: &crate::lens::Lens| {
        let kit = state.kit.find(lens.id())?;
        let length = length(state, kit, crate::kit::plan::Form::Full);
        Some(LensPick {
            id: lens.id().to_owned(),
            name: lens.wording.name.clone(),
            about: format!("{length}. {}", lens.wording.subject),
            chosen: wanted.content.pack.id == lens.id(),
        })
    };
    let lenses = state.kit.content.lenses.iter().filter_map(pick).collect();
    let open = state.open.as_deref().filter(|_| setup.of.is_some());
    SetupScreen {
        thresholds,
        proposal: texts.fill(proposal, &[("k", proposed.get().to_string())]),
        asks_consent: setup.needs_consent() && setup.of.is_none() || setup.needs_consent() && changed(state),
        consent,
        seen: (people > 0).then(|| seen(state, foretell(heads.it, heads.business, rule))),
        plan,
        forms,
        form: (!wanted.is_lens()).then_some(setup.form),
        lenses,
        faults: if setup.tried { setup.faults() } else { Vec::new() },
        fixed: open.is_some_and(|open| open.revealed()),
        form_fixed: open.is_some_and(|open| !open.record.session.responses.is_empty()),
        no_store: (state.store != StoreStatus::Ok).then(|| Message::new("room.setup.error.store")),
    }
}

/// Whether the set-up lays down another rule than the open session has.
fn changed(state: &State) -> bool {
    let rule = state.setup.rule();
    state.open.as_deref().is_none_or(|open| open.record.session.rule != rule)
}

/// How one side stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SideCount {
    /// Which.
    pub part: Part,
    /// Its name.
    pub name: String,
    /// "4 of 6".
    pub count: String,
    /// How much of it, in hundredths; none where nobody was expected.
    pub share: Option<u32>,
}

/// The open session.
#[derive(Clone, Debug, PartialEq)]
pub struct Overview {
    /// Its name.
    pub title: String,
    /// The sides.
    pub sides: Vec<SideCount>,
    /// What would be seen of those who are in.
    pub seen: String,
    /// The threshold, in a sentence.
    pub rule: String,
    /// What should be known before the reveal, a sentence each.
    pub remarks: Vec<Message>,
    /// How many responses are in.
    pub responses: usize,
    /// Whether all who are expected have answered.
    pub complete: bool,
    /// Whether it was revealed.
    pub revealed: bool,
    /// How many came after the reveal; none while nothing was revealed.
    pub late: Option<usize>,
    /// Whether something is on its way into the store.
    pub busy: bool,
    /// What is asked, in a sentence.
    pub form: String,
    /// How this device would collect, in a few words.
    pub collecting: Message,
    /// What to do about what its browser cannot, a sentence each.
    pub collecting_without: Vec<Message>,
}

/// What the open session shows before anything of its answers is: counts alone.
#[must_use]
pub fn overview(state: &State) -> Option<Overview> {
    let open = state.open.as_deref()?;
    let (session, texts) = (&open.record.session, state.texts());
    let heads = session.heads.unwrap_or_default();
    let count = |part: Part| session.responses.values().filter(|response| response.part == part).count();
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let mut sides = Vec::new();
    for (part, expected) in [(Part::It, heads.it), (Part::Business, heads.business), (Part::Neither, 0)] {
        let here = count(part);
        if here == 0 && expected == 0 && part == Part::Neither {
            continue;
        }
        let values = [("count", here.to_string()), ("of", expected.to_string())];
        let key = if expected > 0 { "room.count.of" } else { "room.count" };
        let share = (expected > 0).then(|| (number(here).saturating_mul(100) / expected).min(100));
        sides.push(SideCount { part, name: part_name(state, part), count: texts.fill(key, &values), share });
    }
    let Stock { scored, refused, alike } = open.stock;
    let mut remarks = Vec::new();
    if refused > 0 {
        remarks.push(Message::new("room.remark.refused").count("n", refused));
    }
    if alike > 0 {
        remarks.push(Message::new("room.remark.alike").count("n", alike));
    }
    if let Some(error) = &open.broken {
        remarks.push(not_revealed(error));
    }
    let late = open.revealed().then(|| {
        let known: usize = session.reveals.iter().map(Vec::len).sum();
        scored.saturating_sub(known)
    });
    let rule = match session.rule {
        Rule::Anonymous(threshold) => texts.fill("room.rule", &[("k", threshold.get().to_string())]),
        Rule::Open => texts.get("room.rule.open").to_owned(),
    };
    let form = asked_in(state, session);
    Some(Overview {
        title: state.title_of(&open.record),
        sides,
        seen: seen(state, foretell(number(count(Part::It)), number(count(Part::Business)), session.rule)),
        rule,
        remarks,
        responses: session.responses.len(),
        complete: heads.it + heads.business > 0
            && count(Part::It) >= heads.it as usize
            && count(Part::Business) >= heads.business as usize,
        revealed: open.revealed(),
        late,
        busy: open.adding.is_some(),
        form,
        collecting: Message::new(match state.lacks.contains(&Lack::WholeScreen) {
            false => "room.collect.hint",
            true => "room.collect.hint.window",
        }),
        collecting_without: state.lacks.iter().map(|lack| Message::new(without(*lack))).collect(),
    })
}

fn without(lack: Lack) -> &'static str {
    match lack {
        Lack::WholeScreen => "room.collect.noWholeScreen",
        Lack::WakeLock => "room.collect.noWakeLock",
    }
}

/// What a session asks, in a sentence.
fn asked_in(state: &State, session: &Session) -> String {
    let (texts, kit) = (state.texts(), state.kit.asking(&session.pack_id));
    match session.form {
        _ if kit.is_lens() => texts.fill("room.form.lens", &[("lens", kit.content.wording.name.clone())]),
        Form::Full => texts.get("room.form.full").to_owned(),
        Form::Short => texts.get("room.form.short").to_owned(),
    }
}

/// What is said before the reveal, a sentence each.
#[must_use]
pub fn before_reveal(state: &State) -> Vec<String> {
    let (Some(open), Some(overview)) = (state.open.as_deref(), overview(state)) else { return Vec::new() };
    let texts = state.texts();
    let heads = open.record.session.heads.unwrap_or_default();
    let mut said = vec![format!("{} {}", texts.get("room.seen.now"), overview.seen)];
    for (part, expected) in [(Part::It, heads.it), (Part::Business, heads.business)] {
        let here = open.record.session.responses.values().filter(|response| response.part == part).count();
        let missing = (expected as usize).saturating_sub(here);
        if missing > 0 {
            let values = [("n", missing.to_string()), ("part", part_name(state, part))];
            said.push(texts.fill("room.reveal.missing", &values));
        }
    }
    said.push(texts.get("room.reveal.frozen").to_owned());
    said
}

/// A statement with the ratings that it offers.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// The item.
    pub id: ItemId,
    /// "Practice", "Outcome" or "Symptom"; in a lens what it is to whoever answers.
    pub kind: String,
    /// The statement and its help.
    pub texts: ItemWording,
    /// The ratings of the scale.
    pub scale: Vec<Choice>,
    /// The others.
    pub besides: Vec<Choice>,
    /// Who does it, with its label and whether it is said; empty where that is not asked.
    pub by: Vec<(By, String, bool)>,
    /// Whether anything is given.
    pub answered: bool,
}

/// A statement as it is put to whoever answers from this side; to both where there is none.
fn statement(kit: &Kit, item: &Asked, given: Option<Rating>, part: Option<Part>) -> Statement {
    let content = &kit.content;
    let texts = &content.texts;
    let (mut scale, mut besides) = choices(content, item, given);
    let side = part.and_then(side_of);
    let mut kind = kind_key(item);
    if kit.is_lens() {
        kind = match item.traits.receiver {
            Some(receiver) if side == Some(receiver) => "lens.kind.receive",
            Some(_) if side.is_some() => "lens.kind.give",
            None if content.pack.scale == Scale::Build => "lens.kind.part",
            _ => "lens.kind.statement",
        };
        for choice in scale.iter_mut().chain(&mut besides) {
            // The hints speak of key relationships, which is not what a lens asks about.
            choice.hint.clear();
            choice.label = texts.get(&answer_key(&content.pack, item, choice.rating)).to_owned();
        }
    }
    let words = if item.per_side && side.is_none() {
        ItemWording { text: side_texts(content, item).join("\n"), ..ItemWording::default() }
    } else {
        content.wording.item_for(&item.id, side)
    };
    Statement {
        id: item.id.clone(),
        kind: texts.get(kind).to_owned(),
        texts: words,
        scale,
        besides,
        by: Vec::new(),
        answered: given.is_some(),
    }
}

impl Statement {
    /// The same with who does it, where the item asks for that.
    fn asking(mut self, kit: &Kit, item: &Asked, said: Option<By>) -> Self {
        if item.traits.asks_by {
            let offered = |by| (by, kit.content.texts.get(by_key(by)).to_owned(), said == Some(by));
            self.by = By::ALL.map(offered).to_vec();
            self.answered |= said.is_some();
        }
        self
    }
}

/// A screen of statements at the kiosk.
#[derive(Clone, Debug, PartialEq)]
pub struct KioskGroup {
    /// The thread's name, or the one for the signs of the lowest level.
    pub leg: String,
    /// "3 of 15".
    pub place: String,
    /// The heading.
    pub title: String,
    /// What is asked of each statement.
    pub stem: String,
    /// How to answer.
    pub answering: Answering,
    /// The statements.
    pub statements: Vec<Statement>,
    /// How many screens are behind, and how many there are.
    pub at: (usize, usize),
    /// "2 of 3 answered".
    pub progress: String,
}

/// The kiosk's screen of statements that is shown; none where it shows another.
#[must_use]
pub fn kiosk_group(state: &State, kiosk: &Kiosk) -> Option<KioskGroup> {
    let Stage::Group(at) = kiosk.stage else { return None };
    let (pack, texts) = (state.pack(), state.texts());
    let screens = kiosk.screens(pack);
    let group = pack.groups.get(*screens.get(at)?)?;
    let asked = kiosk.asked(pack, at);
    let kit = state.asked();
    let items = asked.into_iter().filter_map(|slot| pack.asked.get(slot));
    let put = |item: &Asked| {
        let given = kiosk.ratings.get(&item.id).copied();
        statement(kit, item, given, kiosk.part).asking(kit, item, kiosk.by.get(&item.id).copied())
    };
    let statements: Vec<Statement> = items.map(put).collect();
    let words = if kit.is_lens() { Vec::new() } else { meant(&kit.content, group) };
    let offered = statements.iter().flat_map(|each| &each.besides).filter(|_| !group.level.descriptive);
    let (answered, all) = kiosk.progress_of(pack, at);
    let place = [("at", (at + 1).to_string()), ("of", screens.len().to_string())];
    let progress = [("answered", answered.to_string()), ("n", all.to_string())];
    let stem = match pack.scale {
        _ if group.level.descriptive => "group.stem.symptoms",
        _ if !kit.is_lens() => "group.stem",
        Scale::Extent => "lens.stem.extent",
        Scale::Build => "lens.stem.build",
        Scale::Describes => "lens.stem.describes",
        Scale::Met => "lens.stem.met",
    };
    Some(KioskGroup {
        leg: leg(state, group),
        place: texts.fill("group.place", &place),
        title: kit.content.wording.group(&group.id).title,
        stem: texts.get(stem).to_owned(),
        answering: answering(texts, words, offered),
        statements,
        at: (at, screens.len()),
        progress: texts.fill("group.progress", &progress),
    })
}

/// The thread of a group; of a facet, whose name is the screen's own, the lens.
fn leg(state: &State, group: &Group) -> String {
    let kit = state.asked();
    if group.level.descriptive {
        state.texts().get("group.symptoms").to_owned()
    } else if kit.is_lens() {
        kit.content.wording.name.clone()
    } else {
        kit.content.wording.thread_name(&group.thread).to_owned()
    }
}

/// What the kiosk says of itself before anybody begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attract {
    /// How many statements, and about how many minutes.
    pub length: String,
    /// What protects who answers.
    pub promise: String,
    /// The session's name.
    pub session: String,
    /// What a lens looks at; none where the block is asked.
    pub lens: Option<String>,
}

/// What the kiosk says of itself.
#[must_use]
pub fn attract(state: &State, kiosk: &Kiosk) -> Attract {
    let (pack, texts) = (state.pack(), state.texts());
    let form = super::kiosk::plan_form(kiosk.record.session.form);
    let values = [("n", form.statements(pack).to_string()), ("minutes", form.minutes(pack).to_string())];
    let promise = match kiosk.record.session.rule {
        Rule::Anonymous(threshold) => texts.fill("kiosk.promise", &[("k", threshold.get().to_string())]),
        Rule::Open => texts.get("kiosk.promise.open").to_owned(),
    };
    Attract {
        length: texts.fill("kiosk.length", &values),
        promise,
        session: kiosk.record.session.title.clone(),
        lens: lens_of(state),
    }
}

/// What the lens that is asked looks at; none where the block is.
fn lens_of(state: &State) -> Option<String> {
    let kit = state.asked();
    kit.is_lens().then(|| kit.content.wording.subject.clone())
}

/// What is said of the copy that one may take: that of a lens holds no more than ratings and side, and opens nowhere but in a workshop.
#[must_use]
pub fn copy_key(state: &State) -> &'static str {
    if state.asked().is_lens() { "kiosk.copy.what.lens" } else { "kiosk.copy.what" }
}

/// What is open before handing in: a sentence; none where nothing is.
#[must_use]
pub fn kiosk_open(state: &State, kiosk: &Kiosk) -> Option<String> {
    let (answered, all) = kiosk.progress(state.pack());
    let open = all.saturating_sub(answered);
    (open > 0).then(|| state.texts().fill("kiosk.check.open", &[("n", open.to_string())]))
}

/// The copy of a response that was handed in: its code in groups, and its QR code.
#[must_use]
pub fn kiosk_copy(state: &State, kiosk: &Kiosk) -> Option<(String, Option<Qr>)> {
    let code = kiosk.finished(state.pack()).code?;
    Some((code.grouped(), qr(code.plain())))
}

/// What a typed or scanned code holds, as the facilitator may know it: that it is one, never what was answered.
#[derive(Clone, Debug, PartialEq)]
pub enum CodeLine {
    /// Nothing is typed.
    Nothing,
    /// It is no code of this questionnaire.
    Wrong(CodeError),
    /// It is one.
    Read {
        /// How many statements it answers.
        answered: String,
        /// Its side; none where it says none.
        part: Option<Part>,
        /// Whether a response with its number is in already.
        known: bool,
        /// Whether it comes from outside a session, so that the same answers again could not be noticed by a number.
        single: bool,
    },
}

/// What the code that is being entered holds.
#[must_use]
pub fn code_line(state: &State) -> CodeLine {
    let pack = state.pack();
    match state.code.read(pack) {
        None => CodeLine::Nothing,
        Some(Err(error)) => CodeLine::Wrong(error),
        Some(Ok(decoded)) => {
            let assessment = &decoded.assessment;
            let answered = pack.asked.iter().filter(|item| assessment.rating(item).is_some()).count();
            let part = Some(Part::of(assessment.side)).filter(|part| *part != Part::Neither);
            let id = match decoded.kind {
                Kind::InSession(number) => super::response_id(number),
                Kind::Single => None,
            };
            let here = |id| {
                state.open.as_deref().is_some_and(|open| open.record.session.responses.contains_key(&id))
            };
            let values = [("answered", answered.to_string()), ("n", pack.asked.len().to_string())];
            CodeLine::Read {
                answered: state.texts().fill("group.progress", &values),
                part,
                known: id.is_some_and(here),
                single: decoded.kind == Kind::Single,
            }
        }
    }
}

/// A line of the paper form.
#[derive(Clone, Debug, PartialEq)]
pub struct PaperLine {
    /// Its mark on the form: `B3`.
    pub mark: String,
    /// The statement.
    pub statement: Statement,
}

/// The lines of the paper form as they are typed in, and how many are.
#[must_use]
pub fn paper_lines(state: &State) -> (Vec<PaperLine>, String) {
    let pack = state.pack();
    let mut lines = Vec::new();
    for (mark, id) in boxes(state) {
        let Some(item) = pack.asked_item(id.as_str()) else { continue };
        let given = state.paper.ratings.get(&id).copied();
        let kit = state.asked();
        let statement = statement(kit, item, given, state.paper.part);
        let statement = statement.asking(kit, item, state.paper.by.get(&id).copied());
        lines.push(PaperLine { mark, statement });
    }
    let rated = |line: &&PaperLine| state.paper.ratings.contains_key(&line.statement.id);
    let answered = lines.iter().filter(rated).count();
    let values = [("answered", answered.to_string()), ("n", lines.len().to_string())];
    let progress = state.texts().fill("group.progress", &values);
    (lines, progress)
}

/// A topic on the wall.
#[derive(Clone, Debug, PartialEq)]
pub struct DiscussScreen {
    /// "2 of 5", or beyond the agenda "7 of 12, more to talk about".
    pub place: String,
    /// The topic.
    pub topic: TopicPage,
    /// What to ask.
    pub questions: Vec<String>,
    /// The statement with its agreed rating.
    pub statement: Statement,
    /// Who sees it otherwise.
    pub dissent: String,
    /// Whether there is one before.
    pub before: bool,
    /// Whether there is one after.
    pub after: bool,
}

fn shown(state: &State) -> Option<&Shown> {
    state.open.as_deref()?.reveal.as_deref()?.shown()
}

/// The topic at this position.
#[must_use]
pub fn discuss_screen(state: &State, at: usize) -> Option<DiscussScreen> {
    let (texts, pack) = (state.texts(), state.pack());
    let open = state.open.as_deref()?;
    let shown = shown(state)?;
    let kit = state.asked();
    let topic = topic_page(&kit.content, texts, shown, at)?;
    let id = &shown.topics().get(at)?.item;
    let item = pack.asked_item(id.as_str())?;
    let agreed = open.record.session.agreed.get(id.as_str());
    let (count, agenda) = (shown.topics().len(), shown.agenda().len());
    let (key, of) = if at < agenda { ("room.topic", agenda) } else { ("room.topic.more", count) };
    let values = [("at", (at + 1).to_string()), ("of", of.to_string())];
    let group = pack.groups.get(item.group)?;
    Some(DiscussScreen {
        place: texts.fill(key, &values),
        topic,
        questions: of_group(kit, group).questions,
        statement: statement(kit, item, agreed.map(|agreed| agreed.rating), None),
        dissent: agreed.map(|agreed| agreed.dissent.clone()).unwrap_or_default(),
        before: at > 0,
        after: at + 1 < count,
    })
}

/// A statement with what was agreed on it.
#[derive(Clone, Debug, PartialEq)]
pub struct AgreedLine {
    /// The statement with its agreed rating.
    pub statement: Statement,
    /// The middle of the votes; none where none is shown.
    pub middle: Option<String>,
    /// Who sees it otherwise.
    pub dissent: String,
}

/// A thread, or the signs of the lowest level, with its statements.
#[derive(Clone, Debug, PartialEq)]
pub struct AgreedPart {
    /// Its name.
    pub name: String,
    /// "3 of 9 agreed".
    pub progress: String,
    /// The statements.
    pub lines: Vec<AgreedLine>,
}

/// What was agreed.
#[derive(Clone, Debug, PartialEq)]
pub struct AgreedScreen {
    /// The group's official result, in a sentence; none while nothing was agreed.
    pub score: Option<String>,
    /// What it is worth: provisional, dissent; a sentence each.
    pub remarks: Vec<String>,
    /// The statements, part by part.
    pub parts: Vec<AgreedPart>,
    /// How many statements have a shared view and no agreed rating yet.
    pub shared: usize,
    /// Who stands for it: IT, the business.
    pub signed: [String; 2],
    /// How it goes on from a lens, from which no plan follows: what to do about what was agreed to be weakest. None where an assessment goes on.
    pub next: Option<Vec<String>>,
}

/// What was agreed so far.
#[must_use]
pub fn agreed_screen(state: &State) -> Option<AgreedScreen> {
    let (texts, pack) = (state.texts(), state.pack());
    let open = state.open.as_deref()?;
    let shown = shown(state)?;
    let session = &open.record.session;
    let line = |slot: usize| {
        let item = pack.asked.get(slot)?;
        let agreed = session.agreed.get(item.id.as_str());
        let votes = shown.items().get(slot).and_then(middle);
        Some(AgreedLine {
            statement: statement(state.asked(), item, agreed.map(|agreed| agreed.rating), None),
            middle: votes.map(|rating| texts.get(&answer_key(pack, item, rating)).to_owned()),
            dissent: agreed.map(|agreed| agreed.dissent.clone()).unwrap_or_default(),
        })
    };
    let mut parts = Vec::new();
    for part in crate::kit::order::parts(pack) {
        let Some(first) = part.groups.first() else { continue };
        let slots = part.groups.iter().flat_map(|group| group.own().map(|item| item.slot));
        let lines: Vec<AgreedLine> = slots.filter_map(line).collect();
        let agreed = lines.iter().filter(|line| line.statement.answered).count();
        let values = [("agreed", agreed.to_string()), ("n", lines.len().to_string())];
        let progress = texts.fill("room.agreed.progress", &values);
        let name = if state.asked().is_lens() {
            state.asked().content.wording.thread_name(&first.thread).to_owned()
        } else {
            leg(state, first)
        };
        parts.push(AgreedPart { name, progress, lines });
    }
    let mut remarks = Vec::new();
    let signed = [session.signed.it.clone(), session.signed.business.clone()];
    let shared = shared(shown, &session.agreed).len();
    if state.asked().is_lens() {
        let profile = agreed_lens(pack, &session.agreed);
        if let Some(share) = profile.share_of_dissent() {
            let values = [("n", profile.dissent.to_string()), ("share", texts.percent(share))];
            remarks.push(texts.fill("room.agreed.dissent", &values));
        }
        let score = profile.score.index.zip(profile.score.band).map(|(index, band)| {
            let values = [("index", texts.percent(index)), ("band", band.letter().to_owned())];
            texts.fill("room.agreed.score.lens", &values)
        });
        let next = Some(next_steps(&state.asked().content, &session.agreed));
        return Some(AgreedScreen { score, remarks, parts, shared, signed, next });
    }
    let score = match agreed_profile(pack, &session.agreed) {
        Ok(profile) if profile.agreed > 0 => {
            let all = &profile.score.overall;
            if all.provisional {
                remarks.push(texts.get("room.agreed.provisional").to_owned());
            }
            if let Some(share) = profile.share_of_dissent() {
                let values = [("n", profile.dissent.to_string()), ("share", texts.percent(share))];
                remarks.push(texts.fill("room.agreed.dissent", &values));
            }
            let values = [
                ("score", texts.score(all.score)),
                ("top", pack.top().to_string()),
                ("level", all.attained.to_string()),
            ];
            Some(texts.fill("room.agreed.score", &values))
        }
        Ok(_) => None,
        Err(ScoreError::ThreadDoesNotApply { .. }) => {
            remarks.push(texts.get("session.profile.unscored").to_owned());
            None
        }
        Err(_) => None,
    };
    Some(AgreedScreen { score, remarks, parts, shared, signed, next: None })
}

/// What two files said differently, as it is asked about.
#[derive(Clone, Debug, PartialEq)]
pub struct ConflictLine {
    /// What it is about.
    pub about: String,
    /// This device's value.
    pub here: String,
    /// The file's value.
    pub file: String,
    /// What may be kept; empty where it is only told.
    pub offers: Vec<Keep>,
    /// What was decided.
    pub kept: Option<Keep>,
    /// What holds where it is only told.
    pub told: String,
}

/// The conflicts of the files that are being merged.
#[must_use]
pub fn conflicts(state: &State, merging: &Merging) -> Vec<ConflictLine> {
    let texts = state.texts();
    let Some(open) = state.open.as_deref() else { return Vec::new() };
    let (here, file) = (&open.record.session, &merging.file);
    let wording = &state.asked().content.wording;
    let of_rule = |rule: Rule| match rule {
        Rule::Anonymous(threshold) => texts.fill("room.setup.k", &[("k", threshold.get().to_string())]),
        Rule::Open => texts.get("room.setup.k.open").to_owned(),
    };
    let lines = merging.merged.conflicts.iter().zip(&merging.kept).map(|(conflict, kept)| {
        let both = |of: &dyn Fn(&crate::group::Session) -> String| (of(here), of(file));
        let mut offers = vec![Keep::Here, Keep::File];
        let mut told = String::new();
        let mut about = texts.get(conflict_key(conflict)).to_owned();
        let (here, file) = match conflict {
            Conflict::Title => both(&|session| session.title.clone()),
            Conflict::PackVersion => both(&|session| session.pack_version.clone()),
            Conflict::Rule => {
                offers.clear();
                told = texts.get("room.merge.rule.told").to_owned();
                both(&|session| of_rule(session.rule))
            }
            Conflict::Form => both(&|session| asked_in(state, session)),
            Conflict::HeadCounts => both(&|session| {
                let heads = session.heads.unwrap_or_default();
                texts.fill(
                    "room.merge.heads",
                    &[("it", heads.it.to_string()), ("business", heads.business.to_string())],
                )
            }),
            Conflict::Reveals => both(&|session| {
                let people: usize = session.reveals.iter().map(Vec::len).sum();
                texts.fill("room.merge.reveals", &[("n", people.to_string())])
            }),
            Conflict::Response(id) => {
                about = texts.fill("room.merge.response", &[("id", id.to_string())]);
                offers = merging.offers(here, id);
                // What single people answered is nobody's to see, not even here.
                both(&|session| {
                    let part = session.responses.get(id).map(|response| response.part);
                    let count = session.responses.get(id).map_or(0, |response| response.ratings.len());
                    let part = part.map(|part| part_name(state, part)).unwrap_or_default();
                    texts.fill("room.merge.answers", &[("part", part), ("n", count.to_string())])
                })
            }
            Conflict::Agreed(id) => {
                about = texts.fill("room.merge.agreed", &[("text", wording.item(id).text)]);
                both(&|session| {
                    let agreed = session.agreed.get(id.as_str());
                    let item = state.pack().asked_item(id.as_str());
                    let rating = agreed.zip(item).map(|(agreed, item)| {
                        texts.get(&answer_key(state.pack(), item, agreed.rating)).to_owned()
                    });
                    let dissent = agreed.map(|agreed| agreed.dissent.clone()).unwrap_or_default();
                    let rating = rating.unwrap_or_default();
                    if dissent.is_empty() { rating } else { format!("{rating}. {dissent}") }
                })
            }
            Conflict::Signed => {
                both(&|session| texts.list(&[session.signed.it.clone(), session.signed.business.clone()]))
            }
            Conflict::Other(key) => both(&|session| {
                session.extra.get(key).map(ToString::to_string).unwrap_or_default().chars().take(80).collect()
            }),
        };
        ConflictLine { about, here, file, offers, kept: *kept, told }
    });
    lines.collect()
}

fn conflict_key(conflict: &Conflict) -> &'static str {
    match conflict {
        Conflict::Title => "room.merge.title",
        Conflict::PackVersion => "room.merge.packVersion",
        Conflict::Rule => "room.merge.rule",
        Conflict::Form => "room.merge.form",
        Conflict::HeadCounts => "room.merge.headCounts",
        Conflict::Reveals => "room.merge.reveal",
        Conflict::Signed => "room.merge.signed",
        Conflict::Response(_) | Conflict::Agreed(_) | Conflict::Other(_) => "room.merge.other",
    }
}

/// What the PIN is asked for, as the dialog's heading.
#[must_use]
pub fn pin_title(purpose: &super::Purpose) -> &'static str {
    match purpose {
        super::Purpose::Open(..) => "room.pin.open",
        super::Purpose::EndKiosk => "room.pin.endKiosk",
        super::Purpose::Export(_) => "room.pin.export",
        super::Purpose::Delete(_) => "room.pin.delete",
    }
}

/// Whether what stands in the set-up's fields has been found wanting: the sentence for a field; none where it is right.
#[must_use]
pub fn fault_at(screen: &SetupScreen, faults: &[SetupFault]) -> Option<Message> {
    screen.faults.iter().find(|fault| faults.contains(fault)).map(|fault| fault.message())
}

/// Whose names stand under what was agreed, in order.
pub const SIGNERS: [Whose; 2] = [Whose::It, Whose::Business];
