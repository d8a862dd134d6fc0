//! What the lenses' screens show while they are chosen and answered: the list, a facet's cards, the questions to think about; a lens's result is the report's (`report::lens_page`).

use crate::answers::{Answer, Assessment, Rating, Side};
use crate::lens::{By, Lens, Thought, lens_score};
use crate::pack::{Asked, ItemId, Scale};
use crate::report::lens_page::{LensPage, by_key, lens_page, lens_rating_key, thought_key};
use crate::state::{LensPlace, State, asks_reason};
use crate::view::answering::{Answering, answering};
use crate::view::{Card, Choice, Progress};

/// A lens as it is offered.
#[derive(Clone, Debug, PartialEq)]
pub struct LensCard {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it asks.
    pub subject: String,
    /// "about 4 minutes, 19 statements".
    pub length: String,
    /// "6 of 19 answered"; none while nothing is.
    pub progress: Option<String>,
    /// "62 % (L, largely)"; none while there is no index.
    pub index: Option<String>,
    /// The index as the length of a bar, in per cent; none while there is none.
    pub reach: Option<f64>,
    /// Where it begins, or goes on.
    pub open: LensPlace,
    /// The key of the words on the way there.
    pub action: &'static str,
    /// Its result; none while nothing was answered.
    pub result: Option<LensPlace>,
}

/// The list of lenses.
#[derive(Clone, Debug, PartialEq)]
pub struct LensList {
    /// The lenses, in the order in which they are offered.
    pub lenses: Vec<LensCard>,
    /// The id of the first that is not answered whole: the one to go on with. None once all are.
    pub next: Option<String>,
}

/// A facet among those of its lens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetStop {
    /// Where it leads.
    pub place: LensPlace,
    /// How far it is answered.
    pub progress: Progress,
    /// Whether it is the one that shows.
    pub here: bool,
    /// Its name, and how far it is answered, as a screen reader reads it.
    pub label: String,
    /// Its name.
    pub name: String,
}

/// An item's card with what a lens adds to it.
#[derive(Clone, Debug, PartialEq)]
pub struct LensItem {
    /// The card.
    pub card: Card,
    /// A remark; may be empty.
    pub note: String,
    /// Who does it: each with its label and whether it is chosen; empty where that is not asked.
    pub by: Vec<(By, String, bool)>,
}

/// A question to think about.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// Its id.
    pub id: ItemId,
    /// The question.
    pub text: String,
    /// The answers with their labels and whether each is chosen.
    pub answers: Vec<(Thought, String, bool)>,
}

/// The questions to think about.
#[derive(Clone, Debug, PartialEq)]
pub struct Reflection {
    /// What they are for.
    pub about: String,
    /// The questions.
    pub questions: Vec<Question>,
    /// What was written to them.
    pub note: String,
    /// How many are answered, such as "2 of 5".
    pub given: String,
}

/// From which side a lens is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LensSide {
    /// The side.
    pub side: Side,
    /// "You answer as IT."
    pub says: String,
    /// The other side.
    pub other: Side,
    /// The words on the button that answers from the other.
    pub change: String,
}

/// A facet's screen.
#[derive(Clone, Debug, PartialEq)]
pub struct FacetScreen {
    /// The lens's name.
    pub lens: String,
    /// "2 of 3".
    pub place: String,
    /// The facet's name.
    pub title: String,
    /// What it is about.
    pub about: String,
    /// What is asked of each statement.
    pub stem: String,
    /// How to answer.
    pub answering: Answering,
    /// Whether it must first be said from which side the lens is answered; then nothing else shows.
    pub asks_side: bool,
    /// From which side it is answered, in a lens that asks the sides in words of their own.
    pub side: Option<LensSide>,
    /// The facets.
    pub stops: Vec<FacetStop>,
    /// The cards.
    pub items: Vec<LensItem>,
    /// The questions to think about; with the last facet.
    pub reflection: Option<Reflection>,
    /// "2 of 3 answered".
    pub progress: String,
    /// Where "next" leads.
    pub next: String,
}

/// A lens's result, and where it goes on.
#[derive(Clone, Debug, PartialEq)]
pub struct LensResult {
    /// The result.
    pub page: LensPage,
    /// "62 % (L, largely)", or that there is no index.
    pub headline: String,
    /// Where the lens's answers are.
    pub answers: LensPlace,
    /// The next lens that is not answered whole: its name and where it goes on.
    pub next: Option<(String, LensPlace)>,
}

/// What shows of the lenses.
#[derive(Clone, Debug, PartialEq)]
pub enum LensScreen {
    /// The list.
    List(LensList),
    /// A facet.
    Facet(Box<FacetScreen>),
    /// A result.
    Result(Box<LensResult>),
}

/// What shows of the lenses for the open assessment; none while none is open.
#[must_use]
pub fn lens_screen(state: &State) -> Option<LensScreen> {
    let assessment = state.assessment()?;
    let lenses = &state.content.lenses;
    Some(match state.lens_place() {
        LensPlace::List => {
            let next = lenses.iter().find(|lens| !answered_whole(assessment, lens));
            let next = next.map(|lens| lens.id().to_owned());
            let lenses = lenses.iter().enumerate().map(|(at, lens)| offered(state, assessment, at, lens));
            LensScreen::List(LensList { lenses: lenses.collect(), next })
        }
        LensPlace::Facet(at, facet) => {
            LensScreen::Facet(Box::new(facet_screen(state, assessment, (at, lenses.get(at)?), facet)?))
        }
        LensPlace::Result(at) => {
            let page = lens_page(&state.content, assessment, lenses.get(at)?);
            LensScreen::Result(Box::new(LensResult {
                headline: page.headline(state.texts()),
                page,
                answers: LensPlace::Facet(at, 0),
                next: next_lens(state, assessment, at),
            }))
        }
    })
}

fn offered(state: &State, assessment: &Assessment, at: usize, lens: &Lens) -> LensCard {
    let texts = state.texts();
    let (answered, all) = (lens.answered(assessment), lens.pack.asked.len());
    let count = [("answered", answered.to_string()), ("n", all.to_string())];
    let minutes = lens.minutes().to_string();
    let index = lens_score(&lens.pack, &lens.sheet(assessment)).index;
    LensCard {
        id: lens.id().to_owned(),
        name: lens.wording.name.clone(),
        subject: lens.wording.subject.clone(),
        length: texts.fill("lens.length", &[("minutes", minutes), ("n", all.to_string())]),
        progress: (answered > 0).then(|| texts.fill("group.progress", &count)),
        index: index.map(|_| lens_page(&state.content, assessment, lens).headline(texts)),
        reach: index.map(|index| index * 100.0),
        open: first_open(assessment, at, lens),
        action: match answered {
            0 => "lens.begin",
            n if n < all => "lens.goOn",
            _ => "lens.lookAgain",
        },
        result: (answered > 0).then_some(LensPlace::Result(at)),
    }
}

/// The first facet with something open; the first of all where there is none.
fn first_open(assessment: &Assessment, at: usize, lens: &Lens) -> LensPlace {
    let sheet = lens.sheet(assessment);
    let open = lens.pack.asked.iter().enumerate().find(|(slot, _)| sheet.get(*slot).is_none());
    LensPlace::Facet(at, open.map_or(0, |(_, item)| item.group))
}

fn answered_whole(assessment: &Assessment, lens: &Lens) -> bool {
    lens.answered(assessment) >= lens.pack.asked.len()
}

fn next_lens(state: &State, assessment: &Assessment, at: usize) -> Option<(String, LensPlace)> {
    let lenses = &state.content.lenses;
    let after = (at + 1..lenses.len()).chain(0..at);
    let open = |at: &usize| lenses.get(*at).is_some_and(|lens| !answered_whole(assessment, lens));
    let next = after.into_iter().find(open)?;
    let lens = lenses.get(next)?;
    Some((lens.wording.name.clone(), first_open(assessment, next, lens)))
}

fn facet_screen(
    state: &State,
    assessment: &Assessment,
    (at, lens): (usize, &Lens),
    facet: usize,
) -> Option<FacetScreen> {
    let texts = state.texts();
    let (group, traits) = lens.facet(facet)?;
    let words = lens.wording.thread(&group.thread);
    let side = lens.side(assessment);
    let sheet = lens.sheet(assessment);
    let items: Vec<LensItem> = group
        .practices
        .iter()
        .filter_map(|item| {
            let asked = lens.pack.asked.get(item.slot)?;
            let given = lens.answers(assessment).and_then(|answers| answers.answers.get(&item.id));
            let by = given.and_then(By::of);
            let offered = By::ALL.into_iter().filter(|_| traits.asks_by);
            Some(LensItem {
                card: card(state, lens, asked, (side, facet), (sheet.get(item.slot), given)),
                note: note(state, lens, &item.id),
                by: offered
                    .map(|each| (each, texts.get(by_key(each)).to_owned(), by == Some(each)))
                    .collect(),
            })
        })
        .collect();
    let answered = items.iter().filter(|item| item.card.answered).count();
    let count = items.len();
    let last = facet + 1 >= lens.pack.groups.len();
    let next = if last {
        texts.get("lens.toResult").to_owned()
    } else {
        texts.fill("group.next", &[("position", facet_name(lens, facet + 1))])
    };
    let place = [("at", (facet + 1).to_string()), ("of", lens.pack.groups.len().to_string())];
    let stem = match lens.pack.scale {
        Scale::Extent => "lens.stem.extent",
        Scale::Build => "lens.stem.build",
        Scale::Describes => "lens.stem.describes",
        Scale::Met => "lens.stem.met",
    };
    Some(FacetScreen {
        lens: lens.wording.name.clone(),
        place: texts.fill("group.place", &place),
        title: words.name,
        about: words.about,
        stem: texts.get(stem).to_owned(),
        answering: answering(texts, Vec::new(), items.iter().flat_map(|item| &item.card.besides)),
        asks_side: lens.is_two_sided() && side.is_none(),
        side: side.filter(|_| lens.is_two_sided()).map(|side| lens_side(state, side)),
        stops: (0..lens.pack.groups.len())
            .map(|each| stop(state, assessment, (at, lens), each, facet))
            .collect(),
        items,
        reflection: if last { reflection(state, assessment, lens) } else { None },
        progress: texts
            .fill("group.progress", &[("answered", answered.to_string()), ("n", count.to_string())]),
        next,
    })
}

fn facet_name(lens: &Lens, facet: usize) -> String {
    let group = lens.pack.groups.get(facet);
    group.map(|group| lens.wording.thread_name(&group.thread).to_owned()).unwrap_or_default()
}

fn stop(
    state: &State,
    assessment: &Assessment,
    (at, lens): (usize, &Lens),
    facet: usize,
    here: usize,
) -> FacetStop {
    let sheet = lens.sheet(assessment);
    let of_facet = || lens.pack.asked.iter().enumerate().filter(|(_, item)| item.group == facet);
    let answered = of_facet().filter(|(slot, _)| sheet.get(*slot).is_some()).count();
    let progress = Progress::of(answered, of_facet().count());
    let key = match progress {
        Progress::Done => "trail.done",
        Progress::Part => "trail.part",
        Progress::Todo => "trail.todo",
    };
    let name = facet_name(lens, facet);
    FacetStop {
        place: LensPlace::Facet(at, facet),
        progress,
        here: facet == here,
        label: state.texts().fill(key, &[("position", name.clone())]),
        name,
    }
}

fn lens_side(state: &State, side: Side) -> LensSide {
    let texts = state.texts();
    let other = if side == Side::It { Side::Business } else { Side::It };
    let (says, change) = if side == Side::It {
        ("lens.side.it", "lens.side.toBusiness")
    } else {
        ("lens.side.business", "lens.side.toIt")
    };
    LensSide { side, says: texts.get(says).to_owned(), other, change: texts.get(change).to_owned() }
}

/// The remark on an item: where else it stands, and what its wording says.
fn note(state: &State, lens: &Lens, id: &ItemId) -> String {
    let block = lens.traits.also_in.get(id);
    let also = block.map(|block| state.texts().fill("lens.alsoIn", &[("block", block.clone())]));
    let said = lens.wording.item_note(id);
    // What the wording says goes before, since it may say more of the same.
    if said.is_empty() { also.unwrap_or_default() } else { said.to_owned() }
}

fn card(
    state: &State,
    lens: &Lens,
    item: &Asked,
    (side, facet): (Option<Side>, usize),
    (given, answer): (Option<Rating>, Option<&Answer>),
) -> Card {
    let texts = state.texts();
    let choice = |rating: Rating, key: &'static str| Choice {
        rating,
        label: texts.get(&lens_rating_key(lens, item, rating)).to_owned(),
        hint: String::new(),
        key,
        chosen: given == Some(rating),
    };
    let label = |rating: Option<Rating>| match rating {
        Some(rating) => texts.get(&lens_rating_key(lens, item, rating)).to_owned(),
        None => texts.get("rating.none").to_owned(),
    };
    let answer = answer.cloned().unwrap_or_default();
    let conflict = answer.other.as_ref().map(|other| (label(other.rating), label(answer.rating)));
    let kind = match lens.facet_of(item).receiver {
        Some(receiver) if side == Some(receiver) => "lens.kind.receive",
        Some(_) => "lens.kind.give",
        None if lens.pack.scale == Scale::Build => "lens.kind.part",
        None => "lens.kind.statement",
    };
    Card {
        id: item.id.clone(),
        kind: texts.get(kind).to_owned(),
        texts: lens.wording.item_for(&item.id, side),
        scale: vec![
            choice(Rating::Not, "1"),
            choice(Rating::Partly, "2"),
            choice(Rating::Largely, "3"),
            choice(Rating::Fully, "4"),
        ],
        besides: vec![choice(Rating::Unknown, "D"), choice(Rating::NotApplicable, "N")],
        answered: given.is_some(),
        asks_reason: given == Some(Rating::NotApplicable) && asks_reason(lens, facet),
        conflict,
        last: None,
        answer,
    }
}

fn reflection(state: &State, assessment: &Assessment, lens: &Lens) -> Option<Reflection> {
    if lens.traits.reflection.is_empty() {
        return None;
    }
    let texts = state.texts();
    let answers = lens.answers(assessment);
    let questions: Vec<Question> = lens
        .traits
        .reflection
        .iter()
        .map(|id| {
            let given = answers.and_then(|answers| answers.thought(id));
            let label = |thought: Thought| texts.get(thought_key(thought)).to_owned();
            Question {
                id: id.clone(),
                text: lens.wording.reflection(id).to_owned(),
                answers: Thought::ALL
                    .into_iter()
                    .map(|each| (each, label(each), given == Some(each)))
                    .collect(),
            }
        })
        .collect();
    let given =
        questions.iter().filter(|question| question.answers.iter().any(|(_, _, chosen)| *chosen)).count();
    let count = [("n", given.to_string()), ("of", questions.len().to_string())];
    Some(Reflection {
        about: lens.wording.reflection_about().to_owned(),
        note: answers.map(|answers| answers.reflection_note().to_owned()).unwrap_or_default(),
        given: texts.fill("report.nOf", &count),
        questions,
    })
}
