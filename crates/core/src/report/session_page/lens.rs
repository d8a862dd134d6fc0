//! What a group's report tells of a lens and of nothing else: what a lens shows beside its index, each pair with rind and core, what was agreed and what to do next; all of it made of what is shown anyway.

use crate::answers::{Rating, Side};
use crate::content::Content;
use crate::group::{Agreed, ByCounts, GroupTrust, Quadrant, ShownItem, Whose, agreed_lens, trust};
use crate::lens::By;
use crate::pack::{Asked, ItemId, Pack, Scale};
use crate::report::document::{Block, List, ListItem, ListKind, Section, Start, Voice};
use crate::report::lens_page::by_key;
use crate::report::session_page::{Page, figure, ink_of, paragraph, section, table};
use crate::report::session_pictures::{Melon, melons};
use crate::report::{Column, Fact, Row};
use crate::table::Table;
use crate::view::rating_key;

/// The catalogue key of an answer as its item puts it.
#[must_use]
pub fn answer_key(pack: &Pack, asked: &Asked, rating: Rating) -> String {
    if asked.traits.not_our_role && rating == Rating::NotApplicable {
        return "lens.notOurRole".into();
    }
    rating_key(pack, asked, rating)
}

/// An item that is put to each side in its own words: "IT: …", "The business: …".
#[must_use]
pub fn side_texts(content: &Content, asked: &Asked) -> [String; 2] {
    [(Side::It, "side.it"), (Side::Business, "side.business")].map(|(side, key)| {
        let text = content.wording.item_for(&asked.id, Some(side)).text;
        format!("{}: {text}", content.texts.get(key))
    })
}

/// How many of the weakest are told with what to do next.
const STEPS: usize = 3;

/// What to do about what was agreed to be weakest, weakest first; among equals in the order of the pack. Only a lens tells it of its items so.
#[must_use]
pub fn next_steps(content: &Content, agreed: &Table<ItemId, Agreed>) -> Vec<String> {
    let profile = agreed_lens(&content.pack, agreed);
    let mut weak: Vec<(usize, f64)> = (0..content.pack.asked.len())
        .filter_map(|slot| Some((slot, profile.sheet.get(slot)?.value()?)))
        .filter(|(_, value)| *value < 1.0)
        .collect();
    crate::table::arrange(&mut weak, |one, other| one.1.total_cmp(&other.1).then(one.0.cmp(&other.0)));
    let steps = weak.into_iter().filter_map(|(slot, _)| content.pack.asked.get(slot));
    let steps = steps.map(|asked| content.wording.item(&asked.id).step).filter(|step| !step.is_empty());
    steps.take(STEPS).collect()
}

impl Page<'_> {
    /// What was agreed on a lens: an index and a band for each facet and the whole, and what to do next.
    pub(super) fn lens_profile(&self, title: Block, agreed: &Table<ItemId, Agreed>) -> Vec<Block> {
        let profile = agreed_lens(&self.content.pack, agreed);
        let score = &profile.score;
        let none = || self.texts().get("report.noValue").to_owned();
        let row = |name: String, index: Option<f64>, bounds: Option<(f64, f64)>| {
            let range = bounds.map(|(low, high)| {
                self.fill("session.range", [("low", self.score(low)), ("high", self.score(high))])
            });
            let band = index.map(|index| crate::method::Band::of(index).letter().to_owned());
            let index = index.map(|index| self.score(index));
            let cells =
                vec![name, index.unwrap_or_else(none), range.unwrap_or_else(none), band.unwrap_or_else(none)];
            Row { cells, opens: None }
        };
        let facets = score.facets.iter().zip(self.shown.threads()).map(|(facet, thread)| {
            let name = self.content.wording.thread_name(thread).to_owned();
            row(name, facet.index, facet.low.zip(facet.high))
        });
        let mut rows: Vec<Row> = facets.collect();
        rows.push(row(self.get("session.whole"), score.index, score.low.zip(score.high)));
        let columns = vec![
            self.column("session.column.thread", false),
            self.column("session.column.score", true),
            self.column("session.column.range", true),
            self.column("session.column.band", true),
        ];
        let share = profile.share_of_dissent().map(|share| self.texts().percent(share));
        let values = [
            ("n", profile.agreed.to_string()),
            ("dissent", profile.dissent.to_string()),
            ("share", share.unwrap_or_else(none)),
        ];
        let mut blocks = vec![title, paragraph(Voice::Plain, self.fill("session.profile.dissent", values))];
        blocks.push(table(self.get("session.profile.table"), columns, rows));
        let steps = next_steps(self.content, agreed);
        if !steps.is_empty() {
            blocks.push(Block::Heading(self.get("session.next")));
            blocks.push(paragraph(Voice::Small, self.get("session.next.intro")));
            let items = steps.into_iter().map(|text| ListItem { text, ..ListItem::default() }).collect();
            blocks.push(Block::List(List { kind: ListKind::Bullets, items }));
        }
        blocks
    }

    /// What a lens shows beside its index, made of what is shown anyway: trust, who does what, what is not in operation yet.
    pub(super) fn beside(&self) -> Option<Section> {
        let blocks = if let Some(trust) = trust(&self.content.pack, self.shown) {
            self.trust(trust)
        } else if self.content.pack.asked.iter().any(|asked| asked.traits.asks_by) {
            self.who()
        } else if self.content.pack.scale == Scale::Build && self.is_lens() {
            self.not_operating()
        } else {
            return None;
        };
        let key = match self.content.pack.scale {
            _ if self.content.pack.kept.is_some() => "session.trust",
            Scale::Build => "session.building",
            _ => "session.who",
        };
        Some(section("reading", self.get(key), Start::Here, blocks))
    }

    fn trust(&self, trust: GroupTrust) -> Vec<Block> {
        let value =
            |value: Option<f64>| value.map_or_else(|| self.hidden(), |value| self.texts().percent(value));
        let fact = |key: &str, value: String| Fact { term: self.get(key), value };
        let counts = [("n", trust.shown.to_string()), ("of", trust.of.to_string())];
        let mut blocks = vec![
            Block::Facts(vec![
                fact("session.trust.wants", value(trust.wants)),
                fact("session.trust.kept", value(trust.kept)),
                fact("session.trust.index", value(trust.index())),
            ]),
            paragraph(Voice::Small, self.fill("session.trust.of", counts)),
            paragraph(Voice::Small, self.get("session.trust.intro")),
        ];
        if trust.wants.is_none() {
            blocks.push(paragraph(Voice::Notice, self.get("session.trust.sides")));
        }
        blocks
    }

    /// Who does what, as each side and all name it, where that may be shown; first what the sides name differently.
    fn who(&self) -> Vec<Block> {
        let pack = &self.content.pack;
        let named = |by: By| self.texts().get(by_key(by)).to_owned();
        let most = |counts: &ByCounts| match counts.most() {
            Some(by) => {
                let values = [
                    ("by", named(by)),
                    ("count", counts.count(Some(by)).to_string()),
                    ("of", counts.said().to_string()),
                ];
                self.fill("session.who.most", values)
            }
            None if counts.said() == 0 => self.get("session.who.none"),
            None => self.get("session.who.apart"),
        };
        let (mut rows, mut apart) = (Vec::new(), Vec::new());
        for item in self.shown.items() {
            let Some(asked) = pack.asked.get(item.slot()).filter(|asked| asked.traits.asks_by) else {
                continue;
            };
            let mut cells = vec![self.placed(asked)];
            cells.extend(self.columns().map(|whose| match self.shown.people(whose) {
                0 => self.get("session.nobody"),
                _ => item.by(whose).map_or_else(|| self.hidden(), most),
            }));
            let all = item.by(Whose::Combined);
            for by in By::ALL.into_iter().map(Some).chain([None]) {
                cells.push(all.map_or_else(|| self.hidden(), |counts| counts.count(by).to_string()));
            }
            rows.push(Row { cells, opens: None });
            let side = |whose| item.by(whose).and_then(ByCounts::most);
            if let (Some(it), Some(business)) = (side(Whose::It), side(Whose::Business))
                && it != business
            {
                let values = [("it", named(it)), ("business", named(business))];
                let lines = vec![self.fill("session.who.differ.line", values)];
                apart.push(ListItem { text: self.statement(asked), lines, ..ListItem::default() });
            }
        }
        let mut blocks = vec![paragraph(Voice::Small, self.get("session.who.intro"))];
        if self.both() {
            blocks.push(Block::Heading(self.get("session.who.differ")));
            if apart.is_empty() {
                blocks.push(paragraph(Voice::Plain, self.get("session.who.differ.none")));
            } else {
                blocks.push(Block::List(List { kind: ListKind::Bullets, items: apart }));
            }
        }
        let mut columns = vec![self.column("session.column.statement", false)];
        columns.extend(self.columns().map(|whose| Column { title: self.name(whose), number: false }));
        columns.extend(By::ALL.map(|by| Column { title: named(by), number: true }));
        columns.push(Column { title: self.texts().get("lens.by.open").to_owned(), number: true });
        blocks.push(table(self.get("session.who.table"), columns, rows));
        blocks
    }

    /// What is drafted or agreed on the whole, and not in operation.
    fn not_operating(&self) -> Vec<Block> {
        let half = |item: &ShownItem| {
            let mean = item.of(Whose::Combined)?.mean?;
            let asked = self.content.pack.asked.get(item.slot())?;
            // Nearer to drafted or agreed than to either end.
            (mean > 1.0 / 6.0 && mean < 5.0 / 6.0).then(|| ListItem {
                text: self.statement(asked),
                end: self.texts().percent(mean),
                ..ListItem::default()
            })
        };
        let items: Vec<ListItem> = self.shown.items().iter().filter_map(half).collect();
        let intro = paragraph(Voice::Small, self.get("session.building.intro"));
        if items.is_empty() {
            return vec![intro, paragraph(Voice::Plain, self.get("session.building.none"))];
        }
        vec![intro, Block::List(List { kind: ListKind::Bullets, items })]
    }

    /// Green outside, red inside; of a lens that puts every item to both sides the whole of it.
    pub(super) fn melons(&self) -> Section {
        let pairs = self.content.pack.asked.iter().all(|asked| asked.per_side);
        if pairs { self.quadrants() } else { self.watermelons() }
    }

    /// Every pair with its rind and its core, and in which quadrant it stands.
    fn quadrants(&self) -> Section {
        let pack = &self.content.pack;
        let title = self.get("session.quadrants");
        let (mut drawn, mut rows, mut spoken) = (Vec::new(), Vec::new(), Vec::new());
        for item in self.shown.items() {
            let Some(asked) = pack.asked.get(item.slot()) else { continue };
            let number = (item.slot() + 1).to_string();
            let (it, business) = (item.of(Whose::It), item.of(Whose::Business));
            let (outside, inside) = (self.mean(it), self.mean(business));
            let stands = self.quadrant(item);
            if it.is_some() && business.is_some() {
                let text = self.fill("session.pair", [("it", outside.clone()), ("business", inside.clone())]);
                let name = self.fill("session.quadrants.pair", [("number", number.clone())]);
                spoken.push(
                    self.fill("session.spoken", [("name", name), ("text", format!("{text}. {stands}"))]),
                );
                drawn.push(Melon {
                    number: number.clone(),
                    place: stands.clone(),
                    outside: self.fill("session.melons.outside", [("value", outside.clone())]),
                    inside: self.fill("session.melons.inside", [("value", inside.clone())]),
                    rind: ink_of(it),
                    core: ink_of(business),
                });
            }
            let statement = side_texts(self.content, asked).join("\n");
            rows.push(Row { cells: vec![number, statement, outside, inside, stands], opens: None });
        }
        let columns = vec![
            self.column("session.column.number", true),
            self.column("session.column.statement", false),
            Column { title: self.name(Whose::It), number: true },
            Column { title: self.name(Whose::Business), number: true },
            self.column("session.column.quadrant", false),
        ];
        let mut blocks = Vec::new();
        if drawn.is_empty() {
            blocks.push(paragraph(Voice::Plain, self.get("session.melons.sides")));
        } else {
            let counted: Vec<String> = Quadrant::ALL
                .into_iter()
                .map(|each| {
                    let count =
                        self.shown.items().iter().filter(|item| item.quadrant() == Some(each)).count();
                    let name = self.get(&format!("session.quadrant.{}", each.as_str()));
                    self.fill("session.quadrants.count", [("name", name), ("count", count.to_string())])
                })
                .collect();
            let counts = ("counts", self.texts().list(&counted));
            blocks.push(paragraph(Voice::Plain, self.fill("session.quadrants.counts", [counts])));
            let caption = self.get("session.quadrants.caption");
            blocks.push(figure("watermelons", spoken.join(" "), caption, melons(&drawn)));
        }
        blocks.push(table(self.get("session.quadrants.table"), columns, rows));
        section("watermelons", title, Start::Here, blocks)
    }

    fn quadrant(&self, item: &ShownItem) -> String {
        match item.quadrant() {
            Some(quadrant) => self.get(&format!("session.quadrant.{}", quadrant.as_str())),
            None if item.of(Whose::It).is_none() || item.of(Whose::Business).is_none() => self.hidden(),
            None => self.get("session.quadrant.between"),
        }
    }
}
