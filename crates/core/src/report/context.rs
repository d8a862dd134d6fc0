//! What every part of the report draws on: content, answers, score and plan, and the few phrases that several parts share.

use crate::answers::{Assessment, Rating};
use crate::content::Content;
use crate::method::{
    Band, LevelScore, LevelStatus, Loose, Score, ScoreError, Sheet, ThreadScore, loose_levels, score,
};
use crate::pack::{Asked, Group, GroupId, ThreadId};
use crate::plan::{Plan, plan};
use crate::report::{Column, Piece};
use crate::state::group_order;
use crate::text::Texts;
use crate::view::rating_key;

/// The first of the private characters that stand for names while a sentence is put together.
const FIRST_MARK: u32 = 0xE000;

pub(crate) struct Context<'a> {
    pub content: &'a Content,
    pub assessment: &'a Assessment,
    pub sheet: Sheet,
    pub score: Score,
    pub plan: Plan,
    pub loose: Vec<Loose>,
    /// Screens by group, in the order of the questionnaire.
    order: Vec<GroupId>,
}

impl<'a> Context<'a> {
    pub fn of(content: &'a Content, assessment: &'a Assessment) -> Result<Self, ScoreError> {
        let pack = &content.pack;
        let score = score(pack, assessment)?;
        let sheet = Sheet::of(pack, assessment);
        let plan = plan(pack, assessment, &sheet, &score);
        let loose = loose_levels(&score);
        let order = group_order(pack)
            .into_iter()
            .filter_map(|at| pack.groups.get(at))
            .map(|group| group.id.clone())
            .collect();
        Ok(Self { content, assessment, sheet, score, plan, loose, order })
    }

    pub fn texts(&self) -> &'a Texts {
        &self.content.texts
    }

    pub fn get(&self, key: &str) -> String {
        self.texts().get(key).to_owned()
    }

    pub fn fill<const N: usize>(&self, key: &str, values: [(&str, String); N]) -> String {
        self.texts().fill(key, &values)
    }

    pub fn thread_name(&self, thread: &ThreadId) -> String {
        self.content.wording.thread_name(thread).to_owned()
    }

    /// "Goals, level 3".
    pub fn place(&self, thread: &ThreadId, level: u8) -> String {
        self.fill("report.place", [("thread", self.thread_name(thread)), ("level", level.to_string())])
    }

    /// "Goals, level 3" of a group.
    pub fn place_of(&self, group: &Group) -> String {
        self.place(&group.thread, group.level.number)
    }

    /// "3 Intermediate".
    pub fn level(&self, level: u8) -> String {
        let name = self.content.wording.level_name(level).to_owned();
        self.fill("report.level", [("level", level.to_string()), ("name", name)])
    }

    /// The screen on which a group is asked.
    pub fn screen(&self, group: &GroupId) -> usize {
        self.order.iter().position(|other| other == group).unwrap_or_default()
    }

    pub fn group(&self, thread: &ThreadId, level: u8) -> Option<&'a Group> {
        self.content.pack.groups.iter().find(|group| group.thread == *thread && group.level.number == level)
    }

    /// The label of an item's rating; a label of its own where it is unanswered.
    pub fn rating(&self, item: &Asked, rating: Option<Rating>) -> String {
        match rating {
            Some(rating) => self.get(&rating_key(&self.content.pack, item, rating)),
            None => self.get("rating.none"),
        }
    }

    /// "F, fully", or why there is no band.
    pub fn band(&self, level: &LevelScore) -> String {
        match (level.cell.status, level.band) {
            (LevelStatus::Dropped, _) => self.get("report.level.dropped"),
            (_, Some(band)) => self
                .fill("report.band", [("letter", band.letter().to_owned()), ("word", self.band_word(band))]),
            _ => self.get("report.level.unvalued"),
        }
    }

    pub fn band_word(&self, band: Band) -> String {
        self.get(match band {
            Band::N => "report.band.n",
            Band::P => "report.band.p",
            Band::L => "report.band.l",
            Band::F => "report.band.f",
        })
    }

    pub fn is_loose(&self, thread: &ThreadId, level: u8) -> bool {
        self.loose.iter().any(|loose| loose.thread == *thread && loose.level == level)
    }

    /// A level on the scale as a percentage of its length, from the base to the top.
    pub fn position(&self, level: f64) -> f64 {
        let (base, top) = (f64::from(self.content.pack.base()), f64::from(self.content.pack.top()));
        if top > base { ((level - base) / (top - base) * 100.0).clamp(0.0, 100.0) } else { 0.0 }
    }

    /// The levels under the scale.
    pub fn ticks(&self) -> Vec<String> {
        (self.content.pack.base()..=self.content.pack.top()).map(|level| level.to_string()).collect()
    }

    /// A level as chosen: whole ones without a decimal.
    pub fn wanted(&self, level: f64) -> String {
        self.texts().number(level, usize::from(level.fract() != 0.0))
    }

    pub fn percent(&self, fraction: Option<f64>) -> String {
        fraction.map_or_else(|| self.get("report.noValue"), |fraction| self.texts().percent(fraction))
    }

    pub fn column(&self, key: &str, number: bool) -> Column {
        Column { title: self.get(key), number }
    }

    /// The sentence under `key` with the threads' names as pieces at its place `{threads}`.
    pub fn linked(&self, key: &str, level: u8, threads: &[&ThreadId]) -> Vec<Piece> {
        let marks: Vec<String> =
            (FIRST_MARK..).map_while(char::from_u32).take(threads.len()).map(String::from).collect();
        let sentence = self.fill(key, [("level", level.to_string()), ("threads", self.texts().list(&marks))]);
        let mut pieces = Vec::new();
        let mut text = String::new();
        for c in sentence.chars() {
            let at = u32::from(c).checked_sub(FIRST_MARK).and_then(|at| usize::try_from(at).ok());
            match at.and_then(|at| threads.get(at)) {
                Some(thread) => {
                    if !text.is_empty() {
                        pieces.push(Piece::Text(std::mem::take(&mut text)));
                    }
                    pieces.push(Piece::Thread((*thread).clone(), self.thread_name(thread)));
                }
                None => text.push(c),
            }
        }
        if !text.is_empty() {
            pieces.push(Piece::Text(text));
        }
        pieces
    }
}

/// The levels of a thread that count.
pub(super) fn counted(thread: &ThreadScore) -> impl Iterator<Item = &LevelScore> {
    thread.levels.iter().filter(|level| level.cell.status != LevelStatus::Dropped)
}

/// The lowest level above the attained that counts: the one that is held back.
pub(super) fn next_level(thread: &ThreadScore) -> Option<&LevelScore> {
    counted(thread).find(|level| level.cell.level > thread.attained)
}
