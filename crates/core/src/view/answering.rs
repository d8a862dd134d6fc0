//! How statements are answered, told to whoever does it for the first time; what an answer counts for is the method's.

use crate::answers::Assessment;
use crate::content::Content;
use crate::pack::{Group, ItemId};
use crate::state::State;
use crate::text::Texts;
use crate::view::{Card, Choice};

/// How to answer the statements of a screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answering {
    /// Whether it is read without being asked for.
    pub shown: Eagerness,
    /// What else is to be known: a word, and what it means here.
    pub words: Vec<(String, String)>,
}

/// Whether a help is read without being asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Eagerness {
    /// It stands open: nobody has answered anything of the kind yet.
    Open,
    /// It is folded.
    Folded,
}

/// What the answers beside the scale mean, of those that are offered, and before them what the others know already.
pub(crate) fn answering<'a>(
    texts: &Texts,
    mut words: Vec<(String, String)>,
    offered: impl Iterator<Item = &'a Choice>,
) -> Answering {
    for choice in offered {
        if words.iter().all(|(word, _)| *word != choice.label) {
            let meaning = texts.get(&format!("help.{}", choice.rating.as_str())).to_owned();
            words.push((choice.label.clone(), meaning));
        }
    }
    Answering { shown: Eagerness::Folded, words }
}

/// What every question of a block means, in the words of its pack; of scored statements also what they are.
pub(crate) fn meant(content: &Content, group: &Group) -> Vec<(String, String)> {
    let text = |key: &str| content.texts.get(key).to_owned();
    let mut words = vec![(text("scope.key"), text("scope.key.hint"))];
    if !group.level.descriptive {
        let kinds = format!("{} · {}", text("kind.practice"), text("kind.outcome"));
        words.push((kinds, text("help.kind")));
    }
    words
}

/// How to answer a group. It stands open where no statement of another group is answered yet, signs and scored statements apart,
/// and not in an assessment that follows on another. Nothing that is answered on the screen folds it: it would move what is
/// under the reader's hand.
pub(super) fn of_group(state: &State, assessment: &Assessment, group: &Group, cards: &[Card]) -> Answering {
    let pack = &state.content.pack;
    let signs = group.level.descriptive;
    let here = |id: &ItemId| cards.iter().any(|card| card.id == *id);
    let elsewhere = pack
        .asked
        .iter()
        .any(|item| item.descriptive == signs && !here(&item.id) && assessment.rating(item).is_some());
    let offered = cards.iter().flat_map(|card| &card.besides).filter(|_| !signs);
    let mut answering = answering(state.texts(), meant(&state.content, group), offered);
    if !elsewhere && assessment.previous.is_none() {
        answering.shown = Eagerness::Open;
    }
    answering
}
