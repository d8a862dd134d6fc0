//! What a person entered for a lens, beyond ratings: who does it, from which side they look, what they thought over; kept in `LensAnswers::extra` and in each answer's, read and written here alone.

use crate::answers::{Answer, Assessment, LensAnswers, Side};
use crate::json::{Map, Value};
use crate::lens::Lens;
use crate::method::Sheet;
use crate::pack::ItemId;

/// Who does what an item states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// IT.
    It,
    /// The business.
    Business,
    /// Both.
    Both,
    /// Nobody clearly.
    Nobody,
}

impl By {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::It, Self::Business, Self::Both, Self::Nobody];

    /// The word in files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::It => "it",
            Self::Business => "business",
            Self::Both => "both",
            Self::Nobody => "nobody",
        }
    }

    /// What this word in files stands for.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|by| by.as_str() == text)
    }

    /// Who does it, as an answer says; none where it does not say, or says what is not known.
    #[must_use]
    pub fn of(answer: &Answer) -> Option<Self> {
        answer.extra.get("by").and_then(Value::as_str).and_then(Self::parse)
    }

    /// Puts it into an answer, or takes it out.
    pub fn put(by: Option<Self>, answer: &mut Answer) {
        match by {
            Some(by) => {
                answer.extra.insert("by".into(), by.as_str().into());
            }
            None => {
                answer.extra.remove("by");
            }
        }
    }
}

/// The answer to a question to think about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thought {
    /// Yes.
    Yes,
    /// No.
    No,
    /// Don't know.
    Unknown,
}

impl Thought {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Yes, Self::No, Self::Unknown];

    /// The word in files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Unknown => "unknown",
        }
    }

    /// What this word in files stands for.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|thought| thought.as_str() == text)
    }
}

impl LensAnswers {
    /// From which side its items were answered; none while not said.
    #[must_use]
    pub fn side(&self) -> Option<Side> {
        let side = self.extra.get("side").and_then(Value::as_str).and_then(Side::parse);
        side.filter(|side| *side != Side::Both)
    }

    /// Says from which side its items are answered.
    pub fn set_side(&mut self, side: Side) {
        self.extra.insert("side".into(), side.as_str().into());
    }

    /// The answer to a question to think about.
    #[must_use]
    pub fn thought(&self, question: &ItemId) -> Option<Thought> {
        self.extra.get("reflection")?.get(question.as_str())?.as_str().and_then(Thought::parse)
    }

    /// What was written to the questions to think about.
    #[must_use]
    pub fn reflection_note(&self) -> &str {
        let note = self.extra.get("reflection").and_then(|reflection| reflection.get("note"));
        note.and_then(Value::as_str).unwrap_or_default()
    }

    /// Answers a question to think about, or takes the answer back.
    pub fn set_thought(&mut self, question: &ItemId, thought: Option<Thought>) {
        self.reflect(question.as_str(), thought.map_or("", Thought::as_str));
    }

    /// Writes to the questions to think about.
    pub fn set_reflection_note(&mut self, note: &str) {
        self.reflect("note", note);
    }

    fn reflect(&mut self, key: &str, text: &str) {
        // What is there and no object was not understood, and stays.
        let place = match self.extra.remove("reflection") {
            None => Some(Map::new()),
            Some(Value::Object(there)) => Some(there),
            Some(other) => {
                self.extra.insert("reflection".into(), other);
                None
            }
        };
        let Some(mut reflection) = place else { return };
        if text.is_empty() {
            reflection.remove(key);
        } else {
            reflection.insert(key.to_owned(), text.into());
        }
        if !reflection.is_empty() {
            self.extra.insert("reflection".into(), Value::Object(reflection));
        }
    }
}

impl Lens {
    /// What was entered for this lens; nothing where nothing was.
    #[must_use]
    pub fn answers<'a>(&self, assessment: &'a Assessment) -> Option<&'a LensAnswers> {
        assessment.lenses.get(self.id())
    }

    /// The ratings that count.
    #[must_use]
    pub fn sheet(&self, assessment: &Assessment) -> Sheet {
        let answers = self.answers(assessment);
        let rating = |id: &ItemId| answers.and_then(|lens| lens.answers.get(id))?.rating;
        Sheet::from_ratings(&self.pack, self.pack.asked.iter().map(|item| rating(&item.id)))
    }

    /// How many items were answered in any way.
    #[must_use]
    pub fn answered(&self, assessment: &Assessment) -> usize {
        let sheet = self.sheet(assessment);
        (0..self.pack.asked.len()).filter(|slot| sheet.get(*slot).is_some()).count()
    }

    /// From which side somebody answers: as they said in the lens, else as they said in the assessment. None where it is neither
    /// IT nor the business.
    #[must_use]
    pub fn side(&self, assessment: &Assessment) -> Option<Side> {
        let own = self.answers(assessment).and_then(LensAnswers::side);
        own.or(assessment.side).filter(|side| *side != Side::Both)
    }
}
