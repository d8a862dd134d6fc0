//! What the reader does at the lenses: which of them shows, and every answer to one; what a lens asks and how it is scored is in `lens`.

use crate::answers::{Answer, Assessment, LensAnswers, Rating, Side};
use crate::lens::{By, Lens, NotApplicable, Thought};
use crate::pack::ItemId;
use crate::state::answering::rating_of;
use crate::state::update::{Turn, cut};
use crate::state::{Action, Effect, FocusPlace, Keep, State, Step};
use crate::text::Message;

/// One thing that the reader does at a lens, beside what is done at any card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LensAction {
    /// Show a place among the lenses.
    Go(LensPlace),
    /// Say from which side this lens is answered.
    SetSide(Side),
    /// Say who does what an item states.
    SetBy(ItemId, By),
    /// Answer a question to think about; none takes it back.
    SetThought(ItemId, Option<Thought>),
    /// Write to the questions to think about.
    SetReflectionNote(String),
}

/// What shows of the lenses. It stands in the address, after the step's own; positions count from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LensPlace {
    /// All lenses.
    #[default]
    List,
    /// A facet of a lens.
    Facet(usize, usize),
    /// A lens's result.
    Result(usize),
}

impl LensPlace {
    /// The place at the end of an address, such as `duties/2`; the list for whatever is no place of these lenses.
    #[must_use]
    pub fn parse(tail: &str, lenses: &[Lens]) -> Self {
        let mut parts = tail.trim_matches('/').split('/');
        let name = parts.next().unwrap_or_default();
        let Some(at) = lenses.iter().position(|lens| lens.id() == name) else { return Self::List };
        let facets = lenses.get(at).map_or(0, |lens| lens.pack.groups.len());
        match parts.next() {
            Some("result") => Self::Result(at),
            facet => {
                let number = facet.and_then(|facet| facet.parse::<usize>().ok()).unwrap_or(1);
                Self::Facet(at, number.clamp(1, facets.max(1)) - 1)
            }
        }
    }

    /// The end of its address.
    #[must_use]
    pub fn tail(self, lenses: &[Lens]) -> String {
        let id = |at: usize| lenses.get(at).map_or("", Lens::id);
        match self {
            Self::List => String::new(),
            Self::Facet(at, facet) => format!("{}/{}", id(at), facet + 1),
            Self::Result(at) => format!("{}/result", id(at)),
        }
    }

    /// The lens that shows.
    #[must_use]
    pub fn lens(self) -> Option<usize> {
        match self {
            Self::List => None,
            Self::Facet(at, _) | Self::Result(at) => Some(at),
        }
    }

    /// The place after this one; none after a result.
    #[must_use]
    pub fn next(self, lenses: &[Lens]) -> Option<Self> {
        match self {
            Self::List | Self::Result(_) => None,
            Self::Facet(at, facet) => {
                let last = lenses.get(at).is_none_or(|lens| facet + 1 >= lens.pack.groups.len());
                Some(if last { Self::Result(at) } else { Self::Facet(at, facet + 1) })
            }
        }
    }

    /// The place before this one; none before the list.
    #[must_use]
    pub fn back(self, lenses: &[Lens]) -> Option<Self> {
        match self {
            Self::List => None,
            Self::Facet(at, facet) => {
                Some(facet.checked_sub(1).map_or(Self::List, |facet| Self::Facet(at, facet)))
            }
            Self::Result(at) => {
                let last = lenses.get(at).map_or(0, |lens| lens.pack.groups.len().saturating_sub(1));
                Some(Self::Facet(at, last))
            }
        }
    }
}

impl State {
    /// What shows of the lenses, while they are what shows.
    #[must_use]
    pub fn lens_place(&self) -> LensPlace {
        LensPlace::parse(&self.code, &self.content.lenses)
    }
}

/// Lets an action at the lenses change the state.
pub(super) fn act(turn: &mut Turn<'_>, action: LensAction) {
    match action {
        LensAction::Go(place) => go(turn, place),
        LensAction::SetSide(side) => {
            change(turn, |answers, _| answers.set_side(side));
            turn.effects.push(Effect::Focus(FocusPlace::Heading));
        }
        LensAction::SetBy(item, by) => {
            if asked(turn, &item)
                .is_some_and(|(lens, at)| lens.facet(at).is_some_and(|(_, facet)| facet.asks_by))
            {
                answer(turn, &item, |answer| By::put(Some(by), answer));
            }
        }
        LensAction::SetThought(question, thought) => {
            let known = lens_of(turn).is_some_and(|lens| lens.traits.reflection.contains(&question));
            if known {
                change(turn, |answers, _| answers.set_thought(&question, thought));
            }
        }
        LensAction::SetReflectionNote(text) => {
            change(turn, |answers, _| answers.set_reflection_note(&cut(text)));
        }
    }
}

fn go(turn: &mut Turn<'_>, place: LensPlace) {
    let tail = place.tail(&turn.state.content.lenses);
    turn.go_to(Step::Lenses, tail, false);
}

/// Takes what is done at a card, and the ways back and on, while a lens shows; false for what is not the lenses' business.
pub(super) fn takes(turn: &mut Turn<'_>, action: &Action) -> bool {
    let (place, content) = (turn.state.lens_place(), turn.state.content.clone());
    match action {
        Action::Next | Action::Back => {
            let to = if *action == Action::Next {
                place.next(&content.lenses)
            } else {
                place.back(&content.lenses)
            };
            if let Some(to) = to {
                go(turn, to);
            }
            to.is_some()
        }
        Action::Rate(item, rating) => {
            rate(turn, item, *rating);
            true
        }
        Action::Key(item, key) => {
            let rating = rating_of(key).filter(|_| turn.state.keys);
            if let Some(rating) = rating.filter(|rating| rate(turn, item, *rating)) {
                turn.focus(format!("{item}-{}", rating.as_str()));
            }
            true
        }
        Action::Clear(item) => {
            answer(turn, item, |answer| {
                answer.rating = None;
                answer.set_aside = None;
                By::put(None, answer);
            });
            turn.announce(Message::new("announce.cleared"));
            turn.focus(format!("{item}-not"));
            true
        }
        Action::SetNote(item, text) => annotate(turn, item, |answer| &mut answer.note, text),
        Action::SetEvidence(item, text) => annotate(turn, item, |answer| &mut answer.evidence, text),
        Action::SetReason(item, text) => annotate(turn, item, |answer| &mut answer.reason, text),
        Action::Settle(item, keep) => {
            answer(turn, item, |answer| {
                let Some(other) = answer.other.take() else { return };
                if *keep == Keep::Other {
                    *answer = *other;
                }
            });
            turn.focus(format!("{item}-card"));
            true
        }
        _ => false,
    }
}

/// The lens that shows.
fn lens_of<'a>(turn: &'a Turn<'_>) -> Option<&'a Lens> {
    turn.state.content.lenses.get(turn.state.lens_place().lens()?)
}

/// The lens that shows, if it asks this item, and the position of the item's facet.
fn asked<'a>(turn: &'a Turn<'_>, item: &ItemId) -> Option<(&'a Lens, usize)> {
    let lens = lens_of(turn)?;
    Some((lens, lens.pack.asked_item(item.as_str())?.group))
}

/// Rates an item; whether it offers that.
fn rate(turn: &mut Turn<'_>, item: &ItemId, rating: Rating) -> bool {
    let offered = asked(turn, item)
        .and_then(|(lens, _)| lens.pack.asked_item(item.as_str()))
        .is_some_and(|asked| rating.allowed(asked));
    if offered {
        answer(turn, item, |answer| {
            answer.rating = Some(rating);
            answer.set_aside = None;
        });
    }
    offered
}

fn annotate(turn: &mut Turn<'_>, item: &ItemId, field: fn(&mut Answer) -> &mut String, text: &str) -> bool {
    answer(turn, item, |answer| *field(answer) = cut(text.to_owned()));
    true
}

/// Changes the answer to an item of the lens that shows, and notes the moment where that changed anything; an answer that says nothing any more is taken off.
fn answer(turn: &mut Turn<'_>, item: &ItemId, edit: impl FnOnce(&mut Answer)) {
    if asked(turn, item).is_none() {
        return;
    }
    change(turn, |answers, now| {
        let answer = answers.answers.get_or_default(item.clone());
        let before = answer.clone();
        edit(answer);
        if *answer != before {
            now.clone_into(&mut answer.at);
        }
        if answer.is_empty() {
            answers.answers.remove(item);
        }
    });
}

/// Changes the answers to the lens that shows. The side is written down with the first, since each is given from it, and the assessment may name another one later.
fn change(turn: &mut Turn<'_>, edit: impl FnOnce(&mut LensAnswers, &str)) {
    let Some(lens) = lens_of(turn) else { return };
    let (id, version, two_sided) = (lens.id().to_owned(), lens.pack.version.clone(), lens.is_two_sided());
    let side = turn.state.assessment().and_then(|assessment| lens.side(assessment)).filter(|_| two_sided);
    turn.change(|assessment: &mut Assessment, now| {
        let answers = assessment.lenses.get_or_default(id.clone());
        if answers.version.is_empty() {
            answers.version = version;
        }
        if let Some(side) = side {
            answers.set_side(side);
        }
        edit(answers, now);
        if answers.answers.is_empty() && answers.extra.is_empty() {
            assessment.lenses.remove(&id);
        }
    });
}

/// Whether "does not apply" asks for a reason in the facet at a position.
#[must_use]
pub fn asks_reason(lens: &Lens, facet: usize) -> bool {
    lens.facet(facet).is_some_and(|(_, facet)| facet.not_applicable == NotApplicable::WithReason)
}
