//! What each screen shows, as plain data made from the state; the shell only draws it. The result and the report live in `report`.

mod answering;
mod books;
mod code;
mod lens;
mod levels;
mod metrics;
mod packs;
mod plan;
mod share;
mod versions;

pub use answering::{Answering, Eagerness};
pub(crate) use answering::{answering, meant};
pub use books::{BookCell, BookLine, BookRow, BookScreen, IntakeView, book_columns, book_screen};
pub use code::{CodeCopy, CodeField, CodeScreen, Named, OwnCode, code_screen, own_code};
pub use lens::{
    FacetScreen, FacetStop, LensCard, LensItem, LensList, LensResult, LensScreen, LensSide, Question,
    Reflection, lens_screen,
};
pub use levels::{Own, Rung, Seen, rungs};
pub use metrics::{MetricEntry, MetricThread, MetricsScreen, metrics_screen};
pub use packs::{OtherPack, Shelf, other_packs, pack_line, shelf_packs};
pub use plan::{PlanScreen, Typed, due_field, plan_screen, title_field};
pub use share::{ContactLine, ShareScreen, Tick, Ways, share_screen};
pub use versions::{VersionLook, version_looks};

use crate::answers::{Answer, Assessment, MetricStatus, Rating, asked_count};
use crate::content::{Content, ItemWording, MetricWording};
use crate::method::{Score, SecondLook, Sheet, score, second_looks};
use crate::metrics::{query, ratio};
use crate::next::last_rating;
use crate::pack::{Asked, Group, ItemId, Kind, Metric, MetricId, Pack, ThreadId, Unit};
use crate::plan::{DEFAULT_IMPORTANCE, Target, target as plan_target};
use crate::state::{Intent, SaveStatus, State, Step, group_order, not_saved_key, quick_target};
use crate::table::arrange;
use crate::text::Message;

/// How far a group is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Every item.
    Done,
    /// Some items.
    Part,
    /// None.
    Todo,
}

impl Progress {
    fn of(answered: usize, all: usize) -> Self {
        match answered {
            0 => Self::Todo,
            n if n >= all => Self::Done,
            _ => Self::Part,
        }
    }

    /// The value of `data-state`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Part => "part",
            Self::Todo => "todo",
        }
    }
}

/// One stop of the trail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// Position in the order of the screens.
    pub at: usize,
    /// How far it is answered.
    pub progress: Progress,
    /// Whether it is the screen that shows.
    pub here: bool,
    /// Its name as a screen reader reads it.
    pub label: String,
    /// Items answered.
    pub answered: usize,
    /// Items asked.
    pub asked: usize,
    /// Its heading.
    pub title: String,
    /// Where it stands, such as "Prioritization, 2 of 4".
    pub position: String,
}

/// Stops that belong together: the symptoms, or one thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leg {
    /// The name over it.
    pub name: String,
    /// Its stops.
    pub stops: Vec<Stop>,
}

/// The stops of the full assessment, leg by leg.
#[must_use]
pub fn trail(state: &State) -> Vec<Leg> {
    let pack = &state.content.pack;
    let texts = state.texts();
    let here = if let Step::Group(at) = state.step { Some(at) } else { None };
    let mut legs: Vec<Leg> = Vec::new();
    for (at, group_at) in group_order(pack).into_iter().enumerate() {
        let Some(group) = pack.groups.get(group_at) else { continue };
        let place = place_in_leg(pack, group);
        let name = leg_name(state, group);
        let (answered, asked) = answered_of(pack, state.assessment(), group);
        let progress = Progress::of(answered, asked);
        let position = position_text(state, group);
        let label = texts.fill(
            match progress {
                Progress::Done => "trail.done",
                Progress::Part => "trail.part",
                Progress::Todo => "trail.todo",
            },
            &[("position", position.clone())],
        );
        let title = state.content.wording.group(&group.id).title;
        let stop = Stop { at, progress, here: here == Some(at), label, answered, asked, title, position };
        match legs.last_mut() {
            Some(leg) if place.0 > 1 => leg.stops.push(stop),
            _ => legs.push(Leg { name, stops: vec![stop] }),
        }
    }
    legs
}

fn leg_name(state: &State, group: &Group) -> String {
    if group.level.descriptive {
        state.texts().get("group.symptoms").to_owned()
    } else {
        state.content.wording.thread_name(&group.thread).to_owned()
    }
}

/// Position of a group among those of its leg, from 1, and their number.
fn place_in_leg(pack: &Pack, group: &Group) -> (usize, usize) {
    let same: Vec<&Group> = pack
        .groups
        .iter()
        .filter(|other| {
            other.level.descriptive == group.level.descriptive
                && (group.level.descriptive || other.thread == group.thread)
        })
        .collect();
    let at = same.iter().position(|other| other.id == group.id).unwrap_or_default();
    (at + 1, same.len())
}

fn position_text(state: &State, group: &Group) -> String {
    let (at, of) = place_in_leg(&state.content.pack, group);
    let values = [("name", leg_name(state, group)), ("at", at.to_string()), ("of", of.to_string())];
    state.texts().fill("group.position", &values)
}

fn answered_of(pack: &Pack, assessment: Option<&Assessment>, group: &Group) -> (usize, usize) {
    let mut answered = 0;
    let mut asked = 0;
    for item in group.own() {
        asked += 1;
        let given =
            pack.asked.get(item.slot).zip(assessment).is_some_and(|(item, a)| a.rating(item).is_some());
        answered += usize::from(given);
    }
    (answered, asked)
}

/// One rating as it is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The rating.
    pub rating: Rating,
    /// Its label.
    pub label: String,
    /// What it means; may be empty.
    pub hint: String,
    /// The key that chooses it, as shown.
    pub key: &'static str,
    /// Whether it is the answer.
    pub chosen: bool,
}

/// A card: one statement with its scale.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// The item.
    pub id: ItemId,
    /// "Practice" or "Outcome".
    pub kind: String,
    /// The statement and its help.
    pub texts: ItemWording,
    /// The four ratings of the scale.
    pub scale: Vec<Choice>,
    /// Beyond, don't know, does not apply, as far as the item offers them.
    pub besides: Vec<Choice>,
    /// What was answered and written.
    pub answer: Answer,
    /// Whether it has an answer that counts.
    pub answered: bool,
    /// Whether a reason is asked for.
    pub asks_reason: bool,
    /// The label of the answer that another tab gave, and of this tab's.
    pub conflict: Option<(String, String)>,
    /// What was answered last time; none before the item is answered.
    pub last: Option<String>,
}

/// A metric as it stands in a group.
#[derive(Clone, Debug, PartialEq)]
pub struct MetricCard {
    /// The metric.
    pub id: MetricId,
    /// What is counted and how.
    pub texts: MetricWording,
    /// "number" or "per cent".
    pub unit: String,
    /// The choices with whether each is chosen.
    pub choices: Vec<(MetricStatus, String, bool)>,
    /// Whether value, date and source are asked for.
    pub measured: bool,
    /// The value as typed or stored.
    pub value: String,
    /// What is wrong with it.
    pub value_error: Option<Message>,
    /// The date as typed or stored.
    pub as_of: String,
    /// What is wrong with it.
    pub as_of_error: Option<Message>,
    /// The source.
    pub source: String,
    /// A question about the value, or what it means for K.
    pub remark: Option<Message>,
    /// Where it was asked already, in which case it is only shown: the screen's position and its name.
    pub asked_at: Option<(usize, String)>,
}

/// A group's screen.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupScreen {
    /// Its leg's name.
    pub leg: String,
    /// "2 of 4".
    pub place: String,
    /// The heading.
    pub title: String,
    /// What is asked of each statement.
    pub stem: String,
    /// How to answer.
    pub answering: Answering,
    /// The cards.
    pub cards: Vec<Card>,
    /// Statements that count here and were asked elsewhere: the text, the screen, its name.
    pub same_as: Vec<(String, usize, String)>,
    /// The metrics.
    pub metrics: Vec<MetricCard>,
    /// Metrics that stand here with a state.
    pub metrics_given: usize,
    /// "2 of 3 answered".
    pub progress: String,
    /// Where "next" leads.
    pub next: String,
}

/// The screen at this position; none beyond the last.
#[must_use]
pub fn group_screen(state: &State, at: usize) -> Option<GroupScreen> {
    let pack = &state.content.pack;
    let texts = state.texts();
    let order = group_order(pack);
    let group = pack.groups.get(*order.get(at)?)?;
    let empty = Assessment::default();
    let assessment = state.assessment().unwrap_or(&empty);
    let (place, of) = place_in_leg(pack, group);
    let cards: Vec<Card> = group
        .own()
        .filter_map(|item| pack.asked.get(item.slot))
        .map(|item| card(state, assessment, item))
        .collect();
    let same_as = group
        .items()
        .filter(|item| item.same_as.is_some())
        .filter_map(|item| {
            let origin = pack.asked.get(item.slot)?;
            let screen = order.iter().position(|other| *other == origin.group)?;
            let position = position_text(state, pack.groups.get(origin.group)?);
            Some((state.content.wording.item(&origin.id).text, screen, position))
        })
        .collect();
    let metrics: Vec<MetricCard> = group
        .metrics
        .iter()
        .filter_map(|id| pack.metric(id))
        .map(|metric| metric_card(state, assessment, metric, at))
        .collect();
    let metrics_given = metrics
        .iter()
        .filter(|metric| assessment.metrics.get(&metric.id).is_some_and(|a| a.status.is_some()))
        .count();
    let (answered, asked) = answered_of(pack, Some(assessment), group);
    let next = match order.get(at + 1).and_then(|next| pack.groups.get(*next)) {
        Some(next) => texts.fill("group.next", &[("position", position_text(state, next))]),
        None => texts.get("group.toReview").to_owned(),
    };
    Some(GroupScreen {
        leg: leg_name(state, group),
        place: texts.fill("group.place", &[("at", place.to_string()), ("of", of.to_string())]),
        title: state.content.wording.group(&group.id).title,
        stem: texts
            .get(if group.level.descriptive { "group.stem.symptoms" } else { "group.stem" })
            .to_owned(),
        answering: answering::of_group(state, assessment, group, &cards),
        cards,
        same_as,
        metrics,
        metrics_given,
        progress: texts
            .fill("group.progress", &[("answered", answered.to_string()), ("n", asked.to_string())]),
        next,
    })
}

/// The label of a rating for an item: the scale of its level, and the four that stand apart everywhere.
#[must_use]
pub fn rating_label(state: &State, item: &Asked, rating: Rating) -> String {
    state.texts().get(&rating_key(&state.content.pack, item, rating)).to_owned()
}

/// The catalogue key of a rating's label.
#[must_use]
pub fn rating_key(pack: &Pack, item: &Asked, rating: Rating) -> String {
    let scale = if item.descriptive { "describes" } else { pack.scale.as_str() };
    match rating {
        Rating::Beyond | Rating::Unknown | Rating::NotApplicable => format!("rating.{}", rating.as_str()),
        _ => format!("rating.{scale}.{}", rating.as_str()),
    }
}

/// The ratings that an item offers, those of the scale and those beside it, and which of them is given.
pub(crate) fn choices(content: &Content, item: &Asked, given: Option<Rating>) -> (Vec<Choice>, Vec<Choice>) {
    let texts = &content.texts;
    let choice = |rating: Rating, key: &'static str| {
        let label_key = rating_key(&content.pack, item, rating);
        let hint_key = format!("{label_key}.hint");
        let hint = texts.get(&hint_key);
        Choice {
            rating,
            label: texts.get(&label_key).to_owned(),
            hint: if hint == hint_key { String::new() } else { hint.to_owned() },
            key,
            chosen: given == Some(rating),
        }
    };
    let scale = vec![
        choice(Rating::Not, "1"),
        choice(Rating::Partly, "2"),
        choice(Rating::Largely, "3"),
        choice(Rating::Fully, "4"),
    ];
    let besides = [(Rating::Beyond, "B"), (Rating::Unknown, "D"), (Rating::NotApplicable, "N")]
        .into_iter()
        .filter(|(rating, _)| rating.allowed(item))
        .map(|(rating, key)| choice(rating, key))
        .collect();
    (scale, besides)
}

/// What a statement is, in one word.
pub(crate) fn kind_key(item: &Asked) -> &'static str {
    match (item.descriptive, item.kind) {
        (true, _) => "kind.symptom",
        (false, Kind::Practice) => "kind.practice",
        (false, Kind::Outcome) => "kind.outcome",
    }
}

fn card(state: &State, assessment: &Assessment, item: &Asked) -> Card {
    let texts = state.texts();
    let given = assessment.rating(item);
    let (scale, besides) = choices(&state.content, item, given);
    let answer = assessment.answers.get(&item.id).cloned().unwrap_or_default();
    let label = |answer: &Answer| match answer.rating {
        Some(rating) => rating_label(state, item, rating),
        None => texts.get("rating.none").to_owned(),
    };
    let conflict = answer.other.as_ref().map(|other| (label(other), label(&answer)));
    Card {
        id: item.id.clone(),
        kind: texts.get(kind_key(item)).to_owned(),
        texts: state.content.wording.item(&item.id),
        scale,
        besides,
        answered: given.is_some(),
        asks_reason: given == Some(Rating::NotApplicable),
        conflict,
        last: last_text(state, assessment, item),
        answer,
    }
}

/// "Last time: Largely", and what it is now where that differs.
fn last_text(state: &State, assessment: &Assessment, item: &Asked) -> Option<String> {
    let last = last_rating(assessment, item)?;
    let now = assessment.rating(item)?;
    let key = if last == now { "card.last" } else { "card.last.changed" };
    let values = [("last", rating_label(state, item, last)), ("now", rating_label(state, item, now))];
    Some(state.texts().fill(key, &values))
}

fn metric_card(state: &State, assessment: &Assessment, metric: &Metric, at: usize) -> MetricCard {
    let pack = &state.content.pack;
    let texts = state.texts();
    let order = group_order(pack);
    let first = order
        .iter()
        .position(|group| pack.groups.get(*group).is_some_and(|group| group.metrics.contains(&metric.id)))
        .unwrap_or(at);
    let asked_at = (first < at)
        .then(|| {
            order
                .get(first)
                .and_then(|group| pack.groups.get(*group))
                .map(|group| (first, position_text(state, group)))
        })
        .flatten();
    let answer = assessment.metrics.get(&metric.id).cloned().unwrap_or_default();
    let choices = MetricStatus::ALL
        .into_iter()
        .map(|status| {
            (status, texts.get(metric_status_key(status)).to_owned(), answer.status == Some(status))
        })
        .collect();
    let stored = answer.value.map(|value| plain_number(state, metric.unit, value)).unwrap_or_default();
    let draft = |suffix: &str| state.drafts.get(&format!("{}-{suffix}", metric.id));
    let typed = |draft: Option<&crate::state::Draft>, stored: &str| match draft {
        Some(draft) => (draft.text.clone(), draft.error.clone()),
        None => (stored.to_owned(), None),
    };
    let (value, value_error) = typed(draft("value"), &stored);
    let (as_of, as_of_error) = typed(draft("asof"), &answer.as_of);
    let remark = query(pack, assessment, &metric.id, texts).or_else(|| {
        ratio(pack, assessment, &metric.id).map(|_| {
            let k = assessment.k().unwrap_or_default();
            Message::new("metric.ofK").with("value", stored.clone()).with("k", k.to_string())
        })
    });
    MetricCard {
        id: metric.id.clone(),
        texts: state.content.wording.metric(&metric.id),
        unit: texts
            .get(if metric.unit == Unit::Percent { "metric.percent" } else { "metric.count" })
            .to_owned(),
        choices,
        measured: answer.status == Some(MetricStatus::Measured),
        value,
        value_error,
        as_of,
        as_of_error,
        source: answer.source,
        remark,
        asked_at,
    }
}

fn plain_number(state: &State, unit: Unit, value: f64) -> String {
    let digits = usize::from(unit == Unit::Percent && value.fract() != 0.0);
    state.texts().typed(value, digits)
}

/// The catalogue key of a metric's state.
#[must_use]
pub fn metric_status_key(status: MetricStatus) -> &'static str {
    match status {
        MetricStatus::Measured => "metric.measured",
        MetricStatus::NotMeasured => "metric.notMeasured",
        MetricStatus::Unknown => "metric.unknown",
        MetricStatus::NotApplicable => "metric.na",
    }
}

/// A thread's screen of the quick check.
#[derive(Clone, Debug, PartialEq)]
pub struct QuickScreen {
    /// The thread.
    pub thread: ThreadId,
    /// Its name.
    pub name: String,
    /// "2 of 3".
    pub place: String,
    /// The question.
    pub question: String,
    /// Level, its name, its description, whether picked.
    pub levels: Vec<(u8, String, String, bool)>,
    /// The probe, once a level above the lowest is picked: question, why, and the answer so far.
    pub probe: Option<(String, String, Option<bool>)>,
    /// The level one lower, offered when the probe could not be shown.
    pub lower: Option<u8>,
    /// Level, its name, whether it is the target.
    pub targets: Vec<(u8, String, bool)>,
    /// Whether the target was not chosen but assumed.
    pub assumed: bool,
    /// Where "next" leads.
    pub next: String,
}

/// The first question of the quick check, as the start asks it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstQuestion {
    /// The name of its thread.
    pub name: String,
    /// The question.
    pub question: String,
    /// Level, its name, what it looks like.
    pub levels: Vec<(u8, String, String)>,
}

/// What the start asks of who has nothing to go on with; none where the page begins with the full assessment.
#[must_use]
pub fn first_question(state: &State) -> Option<FirstQuestion> {
    let wording = &state.content.wording;
    let thread = state.content.pack.threads.first()?;
    let asks = state.surroundings.start != Some(Intent::Full) && entered(state).is_empty();
    let words = wording.thread(thread);
    let level = |number: u8| {
        (number, wording.level_name(number).to_owned(), wording.placement(thread, number).to_owned())
    };
    asks.then(|| FirstQuestion {
        name: words.name,
        question: words.question,
        levels: state.content.pack.levels.iter().map(|known| level(known.number)).collect(),
    })
}

/// The quick check's screen at this position; none beyond the last thread.
#[must_use]
pub fn quick_screen(state: &State, at: usize) -> Option<QuickScreen> {
    let pack = &state.content.pack;
    let (texts, wording) = (state.texts(), &state.content.wording);
    let thread = pack.threads.get(at)?;
    let assessment = state.assessment()?;
    let words = wording.thread(thread);
    let placed = assessment.placement.get(thread).copied();
    let target = quick_target(pack, assessment, thread);
    let lowest = pack.levels.first().map_or(1, |level| level.number);
    let shown = assessment.probes.get(thread).copied();
    let next = match pack.threads.get(at + 1) {
        Some(next) => texts.fill("quick.next", &[("thread", wording.thread_name(next).to_owned())]),
        None => texts.get("quick.toFinding").to_owned(),
    };
    Some(QuickScreen {
        thread: thread.clone(),
        name: words.name,
        place: texts
            .fill("group.place", &[("at", (at + 1).to_string()), ("of", pack.threads.len().to_string())]),
        question: words.question,
        levels: pack
            .levels
            .iter()
            .map(|level| {
                let number = level.number;
                let text = wording.placement(thread, number).to_owned();
                (number, wording.level_name(number).to_owned(), text, placed == Some(number))
            })
            .collect(),
        probe: placed.filter(|level| *level > lowest).map(|_| (words.probe, words.probe_hint, shown)),
        lower: placed.filter(|level| *level > lowest && shown == Some(false)).map(|level| level - 1),
        targets: pack
            .levels
            .iter()
            .map(|level| {
                let chosen = !target.assumed && (target.level - f64::from(level.number)).abs() < f64::EPSILON;
                (level.number, wording.level_name(level.number).to_owned(), chosen)
            })
            .collect(),
        assumed: target.assumed,
        next,
    })
}

/// A thread in the quick check's finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// Its name.
    pub name: String,
    /// The level picked.
    pub level: u8,
    /// Where it is wanted.
    pub target: Target,
    /// "2 → 4".
    pub text: String,
    /// Position of the level on the scale, 0 to 100.
    pub now: f64,
    /// Position of the target on the scale, 0 to 100.
    pub aim: f64,
}

/// What the quick check found.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The heading.
    pub title: Message,
    /// What it rests on.
    pub lead: Message,
    /// The threads placed.
    pub threads: Vec<Placed>,
    /// Their levels and targets in one sentence.
    pub alternative: String,
    /// What to do first; none where every thread is at the top.
    pub step: Option<String>,
    /// What will be noticed.
    pub notice: Option<String>,
    /// The threads not placed yet: position and name.
    pub missing: Vec<(usize, String)>,
}

/// The quick check's finding: the weakest thread, its distance to the target, one first step. None before anything was placed.
#[must_use]
pub fn finding(state: &State) -> Option<Finding> {
    let pack = &state.content.pack;
    let (texts, wording) = (state.texts(), &state.content.wording);
    let assessment = state.assessment()?;
    let span = f64::from(pack.top().saturating_sub(1).max(1));
    let mut missing = Vec::new();
    let mut placed = Vec::new();
    for (at, thread) in pack.threads.iter().enumerate() {
        let name = wording.thread_name(thread).to_owned();
        let Some(level) = assessment.placement.get(thread).copied() else {
            missing.push((at, name));
            continue;
        };
        let target = quick_target(pack, assessment, thread);
        let aim = target_text(state, target.level);
        let entry = Placed {
            text: format!("{level} → {aim}"),
            name,
            level,
            target,
            now: (f64::from(level) - 1.0) / span * 100.0,
            aim: (target.level - 1.0) / span * 100.0,
        };
        placed.push((thread.clone(), entry));
    }
    // The lowest level; of several the one farthest from its target, then the pack's order.
    let (weakest, weak) = placed.iter().min_by(|(_, a), (_, b)| {
        let distance = |p: &Placed| p.target.level - f64::from(p.level);
        a.level.cmp(&b.level).then(distance(b).total_cmp(&distance(a)))
    })?;
    let others_higher =
        placed.iter().filter(|(thread, _)| thread != weakest).all(|(_, other)| other.level > weak.level);
    let top = weak.level >= pack.top();
    let reached = f64::from(weak.level) >= weak.target.level;
    let title = match (top, others_higher || placed.len() == 1) {
        (true, _) => Message::new("finding.title.top"),
        (false, true) => Message::new("finding.title").with("thread", weak.name.clone()),
        (false, false) => Message::new("finding.title.tie").with("thread", weak.name.clone()),
    };
    let key = match (top, reached) {
        (true, _) => "finding.lead.top",
        (false, true) => "finding.lead.reached",
        (false, false) => "finding.lead",
    };
    let lead = Message::new(key)
        .with("level", weak.level.to_string())
        .with("name", wording.level_name(weak.level))
        .with("target", target_text(state, weak.target.level));
    let goal = pack
        .scored_levels()
        .find(|level| level.number > weak.level)
        .and_then(|level| pack.group_at(weakest, level.number));
    let step = goal
        .and_then(|group| group.practices.iter().find(|item| item.same_as.is_none()))
        .map(|item| wording.item(&item.id).step);
    let notice = goal
        .and_then(|group| group.outcomes.first())
        .and_then(|item| pack.asked.get(item.slot))
        .map(|item| wording.item(&item.id).text);
    let parts: Vec<String> = placed
        .iter()
        .map(|(_, p)| {
            let values = [
                ("thread", p.name.clone()),
                ("level", p.level.to_string()),
                ("target", target_text(state, p.target.level)),
            ];
            texts.fill("finding.alt.thread", &values)
        })
        .collect();
    let alternative = texts.fill("finding.alt", &[("threads", parts.join(" "))]);
    let threads = placed.iter().map(|(_, entry)| entry.clone()).collect();
    Some(Finding { title, lead, threads, alternative, step, notice, missing })
}

/// A target as text: half steps with one place, whole levels without.
#[must_use]
pub fn target_text(state: &State, level: f64) -> String {
    state.texts().number(level, usize::from(level.fract() != 0.0))
}

/// A second look as the review asks it.
#[derive(Clone, Debug, PartialEq)]
pub struct Look {
    /// The item.
    pub item: ItemId,
    /// The statement.
    pub text: String,
    /// What was answered.
    pub answer: String,
    /// "Level 4 is in place, and this is not."
    pub why: Message,
    /// What `beyond` would give.
    pub then: Message,
    /// Whether it was answered "it is as I said".
    pub kept: bool,
    /// The screen on which it stands.
    pub screen: usize,
}

/// A thread's target and importance in the review.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    /// The thread.
    pub thread: ThreadId,
    /// Its name.
    pub name: String,
    /// Target, its text, whether chosen.
    pub targets: Vec<(f64, String, bool)>,
    /// The assumed target, where none was chosen.
    pub assumed: Option<String>,
    /// Importance, its label, whether chosen.
    pub importance: Vec<(u8, String, bool)>,
}

/// The review before the result.
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    /// How many statements are open, of how many.
    pub open: Message,
    /// Whether nothing is open.
    pub complete: bool,
    /// The legs with their stops.
    pub legs: Vec<Leg>,
    /// The second looks.
    pub looks: Vec<Look>,
    /// Targets and importance.
    pub wanted: Vec<Wanted>,
    /// Why there can be no result yet: a thread of nothing but "does not apply".
    pub refused: Option<Message>,
    /// What the result will be called.
    pub provisional: bool,
}

/// The review of the open assessment.
#[must_use]
pub fn review(state: &State) -> Option<Review> {
    let pack = &state.content.pack;
    let assessment = state.assessment()?;
    let legs = trail(state);
    let (answered, asked) = legs
        .iter()
        .flat_map(|leg| &leg.stops)
        .fold((0, 0), |(a, b), stop| (a + stop.answered, b + stop.asked));
    let open = asked - answered;
    let sheet = Sheet::of(pack, assessment);
    let scored = score(pack, assessment);
    let (looks, refused, provisional) = match &scored {
        Ok(scored) => (looks(state, assessment, &sheet, scored), None, scored.overall.provisional),
        Err(error) => (Vec::new(), Some(score_error(state, error)), true),
    };
    let wanted = pack
        .threads
        .iter()
        .map(|thread| {
            let target = assessment.targets.get(thread).copied();
            let steps = u32::from(pack.top().saturating_sub(1)) * 2;
            let targets = (0..=steps)
                .map(|half| 1.0 + f64::from(half) / 2.0)
                .map(|level| {
                    (
                        level,
                        target_text(state, level),
                        target.is_some_and(|t| (t - level).abs() < f64::EPSILON),
                    )
                })
                .collect();
            let assumed = match (&scored, target) {
                (Ok(scored), None) => {
                    scored.thread(thread).map(|t| target_text(state, plan_target(pack, assessment, t).level))
                }
                _ => None,
            };
            let chosen = assessment.importance.get(thread).copied().unwrap_or(DEFAULT_IMPORTANCE);
            let importance = (1..=5u8)
                .map(|n| (n, state.texts().get(&format!("importance.{n}")).to_owned(), n == chosen))
                .collect();
            Wanted {
                thread: thread.clone(),
                name: state.content.wording.thread_name(thread).to_owned(),
                targets,
                assumed,
                importance,
            }
        })
        .collect();
    let message = if open == 0 {
        Message::new("review.complete")
    } else {
        Message::new("review.open").count("n", open)
    };
    Some(Review {
        open: message.count("all", asked),
        complete: open == 0,
        legs,
        looks,
        wanted,
        refused,
        provisional,
    })
}

/// Why there is no score, for the reader.
#[must_use]
pub fn score_error(state: &State, error: &crate::method::ScoreError) -> Message {
    match error {
        crate::method::ScoreError::ThreadDoesNotApply(thread) => {
            Message::new("score.threadNa").with("thread", state.content.wording.thread_name(thread))
        }
        crate::method::ScoreError::OtherPack { given } => {
            Message::new("read.unknownPack").with("pack", given.clone())
        }
    }
}

fn looks(state: &State, assessment: &Assessment, sheet: &Sheet, scored: &Score) -> Vec<Look> {
    let pack = &state.content.pack;
    let order = group_order(pack);
    second_looks(pack, sheet, scored)
        .into_iter()
        .filter_map(|SecondLook { item, slot, in_place, score, attained }| {
            let asked = pack.asked.get(slot)?;
            let then = Message::new("look.then")
                .with("score", state.texts().score(score))
                .with("level", attained.to_string())
                .with("now", state.texts().score(scored.overall.score))
                .with("nowLevel", scored.overall.attained.to_string());
            Some(Look {
                text: state.content.wording.item(&item).text,
                answer: sheet.get(slot).map(|rating| rating_label(state, asked, rating)).unwrap_or_default(),
                why: Message::new("look.why")
                    .with("level", in_place.to_string())
                    .with("name", state.content.wording.level_name(in_place)),
                then,
                kept: assessment.kept_as_said.contains_key(&item),
                screen: order.iter().position(|group| *group == asked.group)?,
                item,
            })
        })
        .collect()
}

/// An assessment on the shelf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shelved {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// Where it goes on: the name of the screen.
    pub place: String,
    /// "17 of 35 answered".
    pub progress: String,
    /// Whether nothing that is asked is open, so that the next one can follow.
    pub finished: bool,
}

/// The assessments on this device, the one changed last first; those in which nothing was entered are left out.
fn entered(state: &State) -> Vec<&Assessment> {
    let mut list: Vec<&Assessment> = state
        .shelf
        .values()
        .map(|entry| &*entry.assessment)
        .filter(|assessment| assessment.rev > 0)
        .collect();
    arrange(&mut list, |a, b| b.updated_at.cmp(&a.updated_at));
    list
}

/// The names of the assessments on this device, in the order of the shelf.
#[must_use]
pub fn titles(state: &State) -> Vec<String> {
    entered(state).into_iter().map(|assessment| state.title_of(assessment)).collect()
}

/// The shelf: the assessments on this device, the one changed last first.
#[must_use]
pub fn shelved(state: &State) -> Vec<Shelved> {
    let pack = &state.content.pack;
    let texts = state.texts();
    entered(state)
        .into_iter()
        .map(|assessment| {
            let progress = answered_text(state, assessment);
            let resumed = crate::state::resume_step(pack, assessment);
            let finished = resumed == Step::Result;
            let place = match resumed {
                Step::Group(at) => group_order(pack)
                    .get(at)
                    .and_then(|group| pack.groups.get(*group))
                    .map(|group| position_text(state, group))
                    .unwrap_or_default(),
                Step::Result => texts.get("progress.atResult").to_owned(),
                _ => texts.get("progress.atStart").to_owned(),
            };
            Shelved {
                id: assessment.id.clone(),
                title: state.title_of(assessment),
                place,
                progress,
                finished,
            }
        })
        .collect()
}

/// What the shelf tells of an assessment besides: side, date and progress, and its score once anything was answered.
#[must_use]
pub fn shelf_line(state: &State, shelved: &Shelved) -> (String, Option<String>) {
    let pack = &state.content.pack;
    let texts = state.texts();
    let Some(entry) = state.shelf.get(&shelved.id) else { return Default::default() };
    let assessment = &*crate::versions::met(pack, &entry.assessment);
    let values = [
        ("side", side_text(state, assessment)),
        ("date", texts.date(&assessment.updated_at)),
        ("progress", answered_text(state, assessment)),
    ];
    let scored = (assessment.answered(pack) > 0).then(|| score(pack, assessment).ok()).flatten();
    (texts.fill("shelf.about", &values), scored.map(|scored| texts.score(scored.overall.score)))
}

/// How much of an assessment is answered, or placed in the quick check alone: "17 of 35 answered".
#[must_use]
pub fn answered_text(state: &State, assessment: &Assessment) -> String {
    let pack = &state.content.pack;
    let answered = pack.asked.iter().filter(|item| assessment.rating(item).is_some()).count();
    let (key, n, of) = if answered == 0 && !assessment.placement.is_empty() {
        ("progress.placed", assessment.placement.len(), pack.threads.len())
    } else {
        ("progress.answered", answered, pack.asked.len())
    };
    state.texts().fill(key, &[("n", n.to_string()), ("of", of.to_string())])
}

/// Whose view an assessment is.
#[must_use]
pub fn side_text(state: &State, assessment: &Assessment) -> String {
    let key = match assessment.side {
        Some(crate::answers::Side::It) => "side.it.view",
        Some(crate::answers::Side::Business) => "side.business.view",
        Some(crate::answers::Side::Both) => "side.both.view",
        None => "side.none.view",
    };
    state.texts().get(key).to_owned()
}

/// The save status: the value of `data-state`, the sentence, and whether a way out is offered.
#[must_use]
pub fn save_status(state: &State) -> (&'static str, Message, bool) {
    match state.save {
        SaveStatus::Idle => ("saved", Message::new("save.idle"), false),
        SaveStatus::Saving => ("saving", Message::new("save.saving"), false),
        SaveStatus::Saved => ("saved", Message::new("save.saved"), false),
        SaveStatus::SavedLocalOnly => ("saved", Message::new("save.localOnly"), false),
        SaveStatus::SavedDurableOnly => ("saved", Message::new("save.durableOnly"), false),
        SaveStatus::NotSaved(refused) => ("failed", Message::new(not_saved_key(refused)), true),
    }
}

/// How many statements there are in all, the descriptive level's included, and how many of them are scored.
#[must_use]
pub fn counts(pack: &Pack) -> (usize, usize) {
    (pack.asked.len(), asked_count(pack))
}
