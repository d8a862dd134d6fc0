//! The session that is open: its record with the responses, how it is written, and the reveal as it was.

use std::rc::Rc;

use crate::group::{NotRevealed, RawResponse, Response, ResponseId, Reveal};
use crate::pack::Pack;
use crate::room::Record;
use crate::state::{Picked, Writing};
use crate::table::Table;
use crate::versions::move_keys;
use crate::wire::room_v1::RoomRecord;
use crate::wire::session_v1;

/// The session that is open.
#[derive(Clone, Debug)]
pub struct Open {
    /// Its record, with the responses.
    pub record: RoomRecord,
    /// The record's text as the store last held it; none while it holds none.
    pub stored: Option<String>,
    /// The text that is being written.
    pub(super) sent: String,
    /// Responses that go with the next write, and with the one that is under way.
    pub(super) with: Vec<Record>,
    /// How many of them are under way.
    pub(super) sent_with: usize,
    /// Whether another tab was found to have written: then there may be responses that this one does not know.
    pub(super) behind: bool,
    /// Whether it is being written.
    pub writing: Writing,
    /// Responses that are being added, with what becomes of them then.
    pub(super) adding: Option<Adding>,
    /// Files that came while others were being added: dropped together, each is told of by itself.
    pub(super) waiting: Vec<Picked>,
    /// The reveal, made anew from who came with it; none before.
    pub reveal: Option<Rc<Reveal>>,
    /// Why the reveals of the record could not be made anew.
    pub broken: Option<NotRevealed>,
    /// What its responses come to. Thousands take a while, which no screen should wait for each time that it is drawn.
    pub stock: Stock,
}

/// What the responses of a session come to, before anything of them is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stock {
    /// How many can be scored.
    pub scored: usize,
    /// How many cannot.
    pub refused: usize,
    /// How many say exactly what another one of their part says.
    pub alike: usize,
}

impl Stock {
    fn of(scored: &[Response], refused: usize) -> Self {
        let entries = scored.iter().map(|response| ((response.part, response.sheet()), ())).collect();
        let different = Table::from_entries(entries).len();
        Self { scored: scored.len(), refused, alike: scored.len().saturating_sub(different) }
    }
}

/// Responses on their way into the store.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Adding {
    /// The responses.
    pub responses: Vec<(ResponseId, RawResponse)>,
    /// Where they come from.
    pub from: From,
    /// How many came twice at once, saying the same.
    pub same: usize,
    /// How many came twice at once under one number, saying different things.
    pub other: usize,
    /// What could not be taken in, a sentence each.
    pub left_out: Vec<crate::text::Message>,
}

/// Where responses come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum From {
    /// Files.
    Files,
    /// An answer code.
    Code,
    /// A paper form.
    Paper,
}

impl Open {
    /// A session as the store held it.
    #[must_use]
    pub fn new(pack: &Pack, mut record: RoomRecord, stored: Option<String>) -> Self {
        // Responses are read through the moves and stay as they came; what was agreed is the session's own.
        let version = record.session.pack_version.clone();
        move_keys(pack, &version, &mut record.session.agreed);
        let mut open = Self {
            record,
            stored,
            sent: String::new(),
            with: Vec::new(),
            sent_with: 0,
            behind: false,
            writing: Writing::Still,
            adding: None,
            waiting: Vec::new(),
            reveal: None,
            broken: None,
            stock: Stock::default(),
        };
        open.replay(pack);
        open
    }

    /// Makes the reveal anew from who came with it, and takes stock.
    pub(super) fn replay(&mut self, pack: &Pack) {
        let scored = self.take_stock(pack);
        match Reveal::replay(pack, &scored, &self.record.session.reveals, self.record.session.rule) {
            Ok(reveal) => (self.reveal, self.broken) = (reveal.map(Rc::new), None),
            Err(error) => (self.reveal, self.broken) = (None, Some(error)),
        }
    }

    /// Counts the responses after some of them changed; gives those that can be scored.
    pub(super) fn take_stock(&mut self, pack: &Pack) -> Vec<Response> {
        let (scored, refused) = self.record.session.scored(pack);
        self.stock = Stock::of(&scored, refused.len());
        scored
    }

    /// Whether the answers were revealed, or were and cannot be shown again.
    #[must_use]
    pub fn revealed(&self) -> bool {
        !self.record.session.reveals.is_empty()
    }
}

/// A response as the store holds it.
pub(super) fn stored(id: &ResponseId, response: &RawResponse) -> Record {
    Record { id: id.as_str().to_owned(), text: session_v1::response_value(id, response).to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::Rating;
    use crate::group::Part;
    use crate::json::parse;

    #[test]
    fn stock_is_of_what_can_be_scored_and_of_what_says_the_same() {
        let pack = include_str!("../../../../content/packs/relationship-management-methodology/pack.json");
        let pack = Pack::from_json(&parse(pack).unwrap()).unwrap();
        let response = |part, rating| {
            let ratings = pack.asked.iter().map(|item| (item.id.clone(), rating));
            RawResponse {
                part,
                ratings: Table::from_entries(ratings.collect()),
                by: Table::new(),
                extra: crate::json::Map::new(),
            }
        };
        let mut record = RoomRecord::default();
        let people = [
            ("one1", Part::It, Rating::Fully),
            ("two2", Part::It, Rating::Fully),
            ("three3", Part::Business, Rating::Fully),
            ("four4", Part::It, Rating::Partly),
            ("five5", Part::It, Rating::NotApplicable),
        ];
        for (id, part, rating) in people {
            record.session.responses.insert(ResponseId::parse(id).unwrap(), response(part, rating));
        }
        let mut open = Open::new(&pack, record, None);
        assert_eq!(open.stock, Stock { scored: 4, refused: 1, alike: 1 });
        open.record.session.responses.remove(&ResponseId::parse("one1").unwrap());
        open.take_stock(&pack);
        assert_eq!(open.stock, Stock { scored: 3, refused: 1, alike: 0 });
    }
}
