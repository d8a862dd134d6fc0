//! The reveal, the discussion, and what the group agrees on: beside the votes and never in their place (METHOD section 9).

use std::rc::Rc;

use crate::answers::Rating;
use crate::group::{
    Agreed, NotRevealed, Reading, ResponseId, Reveal, Shown, ShownItem, Whose, as_assessment,
};
use crate::json::Map;
use crate::pack::ItemId;
use crate::room::update::{Turn, cut};
use crate::room::{Effect, Step, Whither};
use crate::state::{FocusPlace, StoreStatus, Tone};
use crate::text::Message;
use crate::wire;

/// The sentence for why there is no new reveal.
#[must_use]
pub fn not_revealed(error: &NotRevealed) -> Message {
    Message::new(match error {
        NotRevealed::NobodyNew => "room.reveal.nobodyNew",
        NotRevealed::Gone(_) => "room.reveal.gone",
        NotRevealed::Changed(_) => "room.reveal.changed",
        NotRevealed::GivesAway => "room.reveal.givesAway",
        NotRevealed::TooMany => "room.reveal.tooMany",
    })
}

/// The rating in the middle of those with a value that were shown of all: of an even number the lower one. None where none is shown.
#[must_use]
pub fn middle(item: &ShownItem) -> Option<Rating> {
    let all = item.of(Whose::Combined)?;
    let counts = [Rating::Not, Rating::Partly, Rating::Largely, Rating::Fully].map(|rating| {
        let beyond = if rating == Rating::Fully { all.tally.count(Some(Rating::Beyond)) } else { 0 };
        (rating, all.tally.count(Some(rating)) + beyond)
    });
    let valued: u32 = counts.iter().map(|(_, count)| count).sum();
    let mut passed = 0;
    counts.into_iter().find_map(|(rating, count)| {
        passed += count;
        (valued > 0 && passed * 2 >= valued).then_some(rating)
    })
}

/// The statements with a shared view that have no agreed rating yet, each with the middle rating of all.
#[must_use]
pub fn shared(shown: &Shown, agreed: &crate::table::Table<ItemId, Agreed>) -> Vec<(ItemId, Rating)> {
    let is_shared = |item: &&ShownItem| {
        let consensus = item.of(Whose::Combined).and_then(|all| all.consensus);
        consensus.is_some_and(|consensus| consensus.reading == Reading::Shared) && item.contrast().is_none()
    };
    let open = shown.items().iter().filter(|item| !agreed.contains_key(item.item().as_str()));
    open.filter(is_shared).filter_map(|item| Some((item.item().clone(), middle(item)?))).collect()
}

impl Turn<'_> {
    /// Reveals all answers that are in, the first time or with latecomers.
    pub(super) fn reveal(&mut self) {
        let kit = Rc::clone(&self.state.kit);
        let Some(open) = self.state.open.as_deref_mut() else { return };
        let pack = &kit.asking(&open.record.session.pack_id).content.pack;
        let (scored, _) = open.record.session.scored(pack);
        if scored.is_empty() {
            self.close_dialog();
            self.notice(Tone::Careful, Message::new("room.reveal.nobody"), Vec::new());
            return;
        }
        let revealed = match &open.reveal {
            None if open.revealed() => Err(open.broken.clone().unwrap_or(NotRevealed::TooMany)),
            None => Ok(Reveal::first(pack, &scored, open.record.session.rule)),
            Some(earlier) => earlier.again(pack, &scored),
        };
        match revealed {
            Err(error) => {
                let message = not_revealed(&error);
                self.close_dialog();
                self.notice(Tone::Careful, message, Vec::new());
            }
            Ok(reveal) => {
                let cohorts: Vec<Vec<ResponseId>> =
                    reveal.cohorts().map(|cohort| cohort.into_iter().cloned().collect()).collect();
                open.reveal = Some(Rc::new(reveal));
                self.state.dialog = None;
                self.state.opener = None;
                self.change(|record| record.session.reveals = cohorts);
                self.go(Step::Result, false);
            }
        }
    }

    /// What is shown, as it was at the last reveal.
    pub(super) fn shown(&self) -> Option<&Shown> {
        self.state.open.as_deref()?.reveal.as_deref()?.shown()
    }

    pub(super) fn turn_topic(&mut self, whither: Whither) {
        let Step::Discuss(at) = self.state.step else { return };
        let topics = self.shown().map_or(0, |shown| shown.topics().len());
        match whither {
            Whither::Before if at > 0 => self.go(Step::Discuss(at - 1), true),
            Whither::After if at + 1 < topics => self.go(Step::Discuss(at + 1), true),
            Whither::After => self.go(Step::Agreed, false),
            Whither::Before => {}
        }
    }

    /// Puts an agreed rating, or takes it back; a note of dissent stays with its rating.
    pub(super) fn agree(&mut self, item: &ItemId, rating: Option<Rating>) {
        let Some(asked) = self.state.pack().asked_item(item.as_str()) else { return };
        if rating.is_some_and(|rating| !rating.allowed(asked)) || self.shown().is_none() {
            return;
        }
        self.change(|record| {
            let agreed = &mut record.session.agreed;
            match (rating, agreed.get_mut(item.as_str())) {
                (Some(rating), Some(there)) => there.rating = rating,
                (Some(rating), None) => {
                    let fresh = Agreed { rating, dissent: String::new(), extra: Map::new() };
                    agreed.insert(item.clone(), fresh);
                }
                (None, _) => {
                    agreed.remove(item);
                }
            }
        });
    }

    pub(super) fn dissent(&mut self, item: &ItemId, text: String) {
        self.change(|record| {
            if let Some(agreed) = record.session.agreed.get_mut(item.as_str()) {
                agreed.dissent = cut(text);
            }
        });
    }

    pub(super) fn agree_shared(&mut self) {
        let Some(agreed) = self.state.open.as_deref().map(|open| &open.record.session.agreed) else { return };
        let Some(found) = self.shown().map(|shown| shared(shown, agreed)) else { return };
        let count = found.len();
        self.change(|record| {
            for (item, rating) in found {
                let fresh = Agreed { rating, dissent: String::new(), extra: Map::new() };
                record.session.agreed.insert(item, fresh);
            }
        });
        self.notice(Tone::Good, Message::new("room.agreed.taken").count("n", count), Vec::new());
    }

    pub(super) fn sign(&mut self, whose: Whose, name: String) {
        let today = self.state.surroundings.today.clone();
        self.change(|record| {
            let signed = &mut record.session.signed;
            match whose {
                Whose::It => signed.it = cut(name),
                Whose::Business => signed.business = cut(name),
                Whose::Neither | Whose::Combined => {}
            }
            signed.on =
                if signed.it.is_empty() && signed.business.is_empty() { String::new() } else { today };
        });
    }

    /// Writes what was agreed to the shelf as an assessment of its own; `adopted` goes there.
    pub(super) fn adopt(&mut self) {
        // No plan follows from a lens: what was agreed on it stays with the session and its report.
        if self.state.asked().is_lens() {
            return;
        }
        let Some(open) = self.state.open.as_deref() else { return };
        let id = self.fresh_id();
        let now = self.now.to_rfc3339();
        let mut assessment =
            as_assessment(self.state.pack(), &open.record.session.agreed, id.clone(), now.clone());
        let title = self.state.title_of(&open.record);
        assessment.title = self.state.texts().fill("room.agreed.title", &[("title", title)]);
        assessment.updated_at = now;
        assessment.rev = 1;
        let text = wire::write(&assessment);
        self.state.adopting = Some(id.clone());
        self.effects.push(Effect::SaveAssessment { id, text });
    }

    pub(super) fn adopted(&mut self, status: StoreStatus) {
        let Some(id) = self.state.adopting.take() else { return };
        if status == StoreStatus::Ok {
            let place = crate::room::update::place_of_assessment(&id);
            self.write_the_rest();
            self.effects.push(Effect::Leave { place: Some(place) });
        } else {
            self.notice(Tone::Bad, Message::new(crate::state::not_saved_key(status)), Vec::new());
            self.effects.push(Effect::Focus(FocusPlace::Heading));
        }
    }
}
