//! What a group was shown stays as it was: a reveal is frozen, and a later one adds latecomers only where what both show together gives nobody away (METHOD section 9).

use crate::group::anonymity::Rule;
use crate::group::response::{Part, Response, ResponseId};
use crate::group::shown::{Shown, ShownItem, Whose};
use crate::group::sums::{Cell, MOST_CELLS, gives_away};
use crate::pack::{Pack, PackKind};
use crate::table::Table;

/// Why there is no new reveal. What was shown stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotRevealed {
    /// Nobody was added.
    NobodyNew,
    /// A response that was shown is no longer there.
    Gone(ResponseId),
    /// A response that was shown says something else now.
    Changed(ResponseId),
    /// The difference to what was shown before would be the answers of fewer than k people: wait for more.
    GivesAway,
    /// There were as many reveals as can be held against each other.
    TooMany,
}

/// What was shown, each time, and of whom.
#[derive(Clone, Debug, PartialEq)]
pub struct Reveal {
    rule: Rule,
    /// Who came with each reveal, in the order of their ids.
    cohorts: Vec<Vec<Response>>,
    /// What each showed.
    shown: Vec<Shown>,
}

impl Reveal {
    /// The first reveal.
    #[must_use]
    pub fn first(pack: &Pack, responses: &[Response], rule: Rule) -> Self {
        let shown = Shown::of(pack, responses, rule);
        Self { rule, cohorts: vec![in_order(responses.iter())], shown: vec![shown] }
    }

    /// The reveals of a working file made anew from who came with each; none where there was no reveal.
    ///
    /// # Errors
    /// [`NotRevealed::Gone`] where a response of a reveal is no longer there, and whatever speaks against one of them.
    pub fn replay(
        pack: &Pack,
        responses: &[Response],
        cohorts: &[Vec<ResponseId>],
        rule: Rule,
    ) -> Result<Option<Self>, NotRevealed> {
        let all: Table<&ResponseId, &Response> =
            Table::from_entries(responses.iter().map(|response| (&response.id, response)).collect());
        let (mut reveal, mut present) = (None::<Self>, Vec::new());
        for cohort in cohorts {
            for id in cohort {
                let response = all.get(&id).ok_or_else(|| NotRevealed::Gone(id.clone()))?;
                present.push(Response::clone(response));
            }
            reveal = Some(match reveal {
                None => Self::first(pack, &present, rule),
                Some(earlier) => earlier.again(pack, &present)?,
            });
        }
        Ok(reveal)
    }

    /// What is shown: as it was at the last reveal, whatever came in since.
    #[must_use]
    pub fn shown(&self) -> Option<&Shown> {
        self.shown.last()
    }

    /// Who came with each reveal, in the order of the ids.
    pub fn cohorts(&self) -> impl Iterator<Item = Vec<&ResponseId>> {
        self.cohorts.iter().map(|cohort| cohort.iter().map(|response| &response.id).collect())
    }

    /// A new reveal of all responses, latecomers among them.
    ///
    /// An item whose difference to an earlier reveal would give somebody away is not shown in the new one.
    ///
    /// # Errors
    /// [`NotRevealed`] where the whole would, or where somebody is gone or says something else.
    pub fn again(&self, pack: &Pack, responses: &[Response]) -> Result<Self, NotRevealed> {
        if (self.cohorts.len() + 1) * Part::ALL.len() > MOST_CELLS {
            return Err(NotRevealed::TooMany);
        }
        let now: Table<&ResponseId, &Response> =
            Table::from_entries(responses.iter().map(|response| (&response.id, response)).collect());
        let before: Table<&ResponseId, ()> =
            Table::from_entries(self.cohorts.iter().flatten().map(|response| (&response.id, ())).collect());
        for earlier in self.cohorts.iter().flatten() {
            match now.get(&&earlier.id) {
                None => return Err(NotRevealed::Gone(earlier.id.clone())),
                Some(response) if *response != earlier => {
                    return Err(NotRevealed::Changed(earlier.id.clone()));
                }
                Some(_) => {}
            }
        }
        let new = in_order(now.values().copied().filter(|response| !before.contains_key(&&response.id)));
        if new.is_empty() {
            return Err(NotRevealed::NobodyNew);
        }
        let mut next = self.clone();
        next.cohorts.push(new);
        let mut shown = Shown::of(pack, responses, self.rule);
        if let Rule::Anonymous(threshold) = self.rule {
            let k = threshold.get();
            let of = |whose| shown.result(whose).is_some();
            let sets = next.sets(|shown, whose| shown.result(whose).is_some(), of);
            if gives_away(&sets, &next.cells(|_| true), |cell| cell.members < k) {
                return Err(NotRevealed::GivesAway);
            }
            shown = shown.keep_back(pack, |item| next.item_gives_away(item, k));
            if pack.kind == PackKind::Lens {
                let now = shown.clone();
                shown = shown
                    .keep_back_by(|item| next.by_gives_away(item, k))
                    .keep_back_scores(|at| next.score_gives_away(&now, at, k));
            }
        }
        next.shown.push(shown);
        Ok(next)
    }

    fn item_gives_away(&self, item: &ShownItem, k: u32) -> bool {
        let earlier = |shown: &Shown, whose| {
            shown.items().get(item.slot()).is_some_and(|item| item.of(whose).is_some())
        };
        let sets = self.sets(earlier, |whose| item.of(whose).is_some());
        let cells = self.cells(|response| response.sheet().get(item.slot()).is_some());
        let valued = self.cells(|response| {
            response.sheet().get(item.slot()).is_some_and(|rating| rating.value().is_some())
        });
        let cells: Vec<Cell> = cells
            .into_iter()
            .zip(valued)
            .map(|(cell, valued)| Cell { members: cell.members, valued: valued.members })
            .collect();
        gives_away(&sets, &cells, |cell| cell.members < k || cell.valued < 3)
    }

    /// The same of who does it, whose members are those who said.
    fn by_gives_away(&self, item: &ShownItem, k: u32) -> bool {
        let earlier = |shown: &Shown, whose| {
            shown.items().get(item.slot()).is_some_and(|item| item.by(whose).is_some())
        };
        let sets = self.sets(earlier, |whose| item.by(whose).is_some());
        let cells = self.cells(|response| response.by(item.slot()).is_some());
        gives_away(&sets, &cells, |cell| cell.members < k)
    }

    /// The same of a lens's index, of which not everybody has one.
    fn score_gives_away(&self, now: &Shown, at: usize, k: u32) -> bool {
        let seen = |shown: &Shown, whose| shown.spread(whose, at).is_some();
        let sets = self.sets(seen, |whose| seen(now, whose));
        let cells = self.cells(|response| response.score(at).is_some());
        gives_away(&sets, &cells, |cell| cell.members < k)
    }

    /// The cells, cohort by cohort, part by part: how many of each `counts` holds for.
    fn cells(&self, counts: impl Fn(&Response) -> bool) -> Vec<Cell> {
        let mut cells = vec![Cell::default(); self.cohorts.len() * Part::ALL.len()];
        for (cohort, people) in self.cohorts.iter().enumerate() {
            for response in people.iter().filter(|response| counts(response)) {
                if let Some(cell) = cells.get_mut(cohort * Part::ALL.len() + response.part.index()) {
                    cell.members += 1;
                    cell.valued += 1;
                }
            }
        }
        cells
    }

    /// The sets of cells whose sums were shown or would be: `earlier` tells for what was, `now` for what would be.
    fn sets(&self, earlier: impl Fn(&Shown, Whose) -> bool, now: impl Fn(Whose) -> bool) -> Vec<u32> {
        let mut sets = Vec::new();
        for at in 0..self.cohorts.len() {
            for whose in Whose::ALL {
                let seen = self.shown.get(at).map_or_else(|| now(whose), |shown| earlier(shown, whose));
                if !seen {
                    continue;
                }
                let parts = Part::ALL
                    .into_iter()
                    .filter(|part| whose == Whose::Combined || Whose::from(*part) == whose)
                    .fold(0u32, |set, part| set | 1 << part.index());
                sets.push((0..=at).fold(0u32, |set, cohort| set | parts << (cohort * Part::ALL.len())));
            }
        }
        sets
    }
}

fn in_order<'a>(responses: impl Iterator<Item = &'a Response>) -> Vec<Response> {
    let keyed = responses.map(|response| (response.id.clone(), response.clone())).collect();
    Table::from_entries(keyed).into_iter().map(|(_, response)| response).collect()
}
