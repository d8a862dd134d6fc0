//! Version 1 of a group's published result, as JSON and as rows for CSV and JSON Lines: made of [`Shown`] alone, so nothing that is kept back can be in it.

use crate::answers::Rating;
use crate::decimal;
use crate::group::{
    ByCounts, GroupTrust, ItemOf, PartOf, Quadrant, Reading, Shown, Spread, Tally, Topic, Weight, Whose,
    trust,
};
use crate::json::{Map, Value, object};
use crate::lens::By;
use crate::pack::{Group, Pack, PackKind};
use crate::report::csv::{guarded, line};
use crate::wire::session_v1::rule_value;

/// The name in `format`.
pub const COMBINED_FORMAT: &str = "pomscope-combined";
/// The version that is written.
pub const COMBINED_VERSION: u64 = 1;

/// The published result; what is not shown is null. A lens's says so, has no levels, and holds what lenses have besides.
#[must_use]
pub fn write(pack: &Pack, shown: &Shown) -> Value {
    let lens = pack.kind == PackKind::Lens;
    let people = Whose::ALL.map(|whose| (whose.as_str(), Value::from(shown.people(whose))));
    let results =
        Whose::ALL.map(|whose| (whose.as_str(), shown.result(whose).map(|of| result(shown, of)).into()));
    let gaps: Map =
        shown.gaps().map(|(thread, gap)| (thread.as_str().to_owned(), Value::from(gap))).collect();
    let items = shown.items().iter().map(|item| {
        let asked = pack.asked.get(item.slot());
        let group = asked.and_then(|asked| pack.groups.get(asked.group));
        let mut entries = vec![
            ("item", item.item().as_str().into()),
            ("thread", group.map(|group| group.thread.as_str()).into()),
            ("level", level(pack, group).into()),
            ("kind", asked.filter(|_| !lens).map(|asked| asked.kind.as_str()).into()),
            ("contrast", item.contrast().map(crate::group::Contrast::as_str).into()),
        ];
        if asked.is_some_and(|asked| asked.per_side) {
            entries.push(("quadrant", item.quadrant().map(Quadrant::as_str).into()));
        }
        if asked.is_some_and(|asked| asked.traits.asks_by) {
            let named = Whose::ALL.map(|whose| (whose.as_str(), item.by(whose).map(by).into()));
            entries.push(("by", object(named.to_vec())));
        }
        entries.extend(Whose::ALL.map(|whose| (whose.as_str(), item.of(whose).map(answers).into())));
        object(entries)
    });
    let share = shown.watermelon_share().map(|share| {
        object(vec![
            ("items", share.watermelons.into()),
            ("of", share.of.into()),
            ("share", share.share().into()),
        ])
    });
    let mut of = vec![("id", pack.id.as_str().into()), ("version", pack.version.as_str().into())];
    if lens {
        of.push(("kind", "lens".into()));
    }
    let mut all = vec![
        ("format", COMBINED_FORMAT.into()),
        ("formatVersion", COMBINED_VERSION.into()),
        ("method", 1u8.into()),
        ("pack", object(of)),
        ("threshold", rule_value(shown.rule())),
        ("people", object(people.to_vec())),
        ("results", object(results.to_vec())),
        ("gaps", gaps.into()),
        ("items", Value::Array(items.collect())),
        ("watermelonShare", share.into()),
        ("discussion", Value::Array(shown.topics().iter().map(topic).collect())),
        ("agenda", shown.agenda().iter().map(|topic| topic.item.as_str()).collect::<Vec<_>>().into()),
    ];
    if let Some(trust) = trust(pack, shown) {
        all.push(("trust", trust_value(trust)));
    }
    object(all)
}

/// The level of a group; a lens's facet has none.
fn level(pack: &Pack, group: Option<&Group>) -> Option<u8> {
    group.filter(|_| pack.kind == PackKind::Block).map(|group| group.level.number)
}

fn trust_value(trust: GroupTrust) -> Value {
    object(vec![
        ("wants", trust.wants.into()),
        ("wantsShown", trust.shown.into()),
        ("wantsAsked", trust.of.into()),
        ("kept", trust.kept.into()),
        ("index", trust.index().into()),
    ])
}

/// Who was named how often, those who did not say last.
fn names(counts: &ByCounts) -> [(&'static str, u32); 5] {
    let [it, business, both, nobody] = By::ALL.map(|by| (by.as_str(), counts.count(Some(by))));
    [it, business, both, nobody, ("notSaid", counts.count(None))]
}

fn by(counts: &ByCounts) -> Value {
    object(names(counts).map(|(name, count)| (name, Value::from(count))).to_vec())
}

fn result(shown: &Shown, of: &PartOf) -> Value {
    let threads: Map = shown
        .threads()
        .iter()
        .zip(&of.threads)
        .map(|(thread, of)| (thread.as_str().to_owned(), of.as_ref().map(spread).into()))
        .collect();
    object(vec![
        ("people", of.people.into()),
        ("threads", threads.into()),
        ("overall", of.block.as_ref().map(spread).into()),
    ])
}

fn spread(of: &Spread) -> Value {
    object(vec![
        ("median", of.median.into()),
        ("lowerQuartile", of.quartiles.map(|(lower, _)| lower).into()),
        ("upperQuartile", of.quartiles.map(|(_, upper)| upper).into()),
    ])
}

/// The counts in the order in which the answers are offered, the unanswered last.
fn counts(tally: &Tally) -> [(&'static str, u32); 8] {
    let [not, partly, largely, fully, beyond, unknown, na] =
        Rating::ALL.map(|rating| (rating.as_str(), tally.count(Some(rating))));
    [not, partly, largely, fully, beyond, unknown, na, ("unanswered", tally.count(None))]
}

fn answers(of: &ItemOf) -> Value {
    let counts = counts(&of.tally).map(|(name, count)| (name, Value::from(count)));
    let consensus = of.consensus.map(|consensus| {
        object(vec![
            ("value", consensus.value.into()),
            ("reading", consensus.reading.as_str().into()),
            ("indicative", (consensus.weight == Weight::Indicative).into()),
        ])
    });
    object(vec![
        ("members", of.tally.members().into()),
        ("valued", of.tally.valued().into()),
        ("counts", object(counts.to_vec())),
        ("mean", of.mean.into()),
        ("consensus", consensus.into()),
    ])
}

fn topic(topic: &Topic) -> Value {
    object(vec![("item", topic.item.as_str().into()), ("reason", topic.reason.as_str().into())])
}

/// The names of the columns of a row.
pub const COLUMNS: [&str; 8] = ["scope", "thread", "level", "item", "of", "measure", "value", "word"];

/// One measure of one thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// `block`, `thread` or `item`.
    pub scope: &'static str,
    /// The thread; empty for the block.
    pub thread: String,
    /// The level; none for block and thread.
    pub level: Option<u8>,
    /// The item; empty for block and thread.
    pub item: String,
    /// Whose it is: `it`, `business`, `neither`, `combined`; `gap` between the sides.
    pub of: &'static str,
    /// What is measured.
    pub measure: &'static str,
    /// The number; none where the measure is a word.
    pub value: Option<f64>,
    /// The word; empty where it is a number.
    pub word: &'static str,
}

/// What is shown, one measure a row; what is not shown has none.
#[must_use]
pub fn rows(pack: &Pack, shown: &Shown) -> Vec<Row> {
    let mut rows = Vec::new();
    let bare = |scope, of, measure, value: Option<f64>, word| Row {
        scope,
        thread: String::new(),
        level: None,
        item: String::new(),
        of,
        measure,
        value,
        word,
    };
    for whose in Whose::ALL {
        let people = f64::from(shown.people(whose));
        rows.push(bare("block", whose.as_str(), "people", Some(people), ""));
        let Some(result) = shown.result(whose) else { continue };
        let block = [("", &result.block)];
        let threads = shown.threads().iter().map(crate::pack::ThreadId::as_str).zip(&result.threads);
        for (thread, spread) in block.into_iter().chain(threads) {
            let Some(spread) = spread else { continue };
            let quartile = |pick: fn((f64, f64)) -> f64| spread.quartiles.map(pick);
            for (measure, value) in [
                ("median", Some(spread.median)),
                ("lowerQuartile", quartile(|both| both.0)),
                ("upperQuartile", quartile(|both| both.1)),
            ] {
                let scope = if thread.is_empty() { "block" } else { "thread" };
                if value.is_some() {
                    let row = bare(scope, whose.as_str(), measure, value, "");
                    rows.push(Row { thread: thread.to_owned(), ..row });
                }
            }
        }
    }
    for (thread, gap) in shown.gaps() {
        if gap.is_some() {
            rows.push(Row { thread: thread.0.clone(), ..bare("thread", "gap", "gap", gap, "") });
        }
    }
    if let Some(share) = shown.watermelon_share() {
        rows.push(bare("block", "gap", "watermelonShare", Some(share.share()), ""));
    }
    if let Some(trust) = trust(pack, shown) {
        for (measure, value) in
            [("trustWants", trust.wants), ("trustKept", trust.kept), ("trustIndex", trust.index())]
        {
            if value.is_some() {
                rows.push(bare("block", "combined", measure, value, ""));
            }
        }
    }
    for item in shown.items() {
        let group = pack.asked.get(item.slot()).and_then(|asked| pack.groups.get(asked.group));
        let at = |row: Row| Row {
            thread: group.map(|group| group.thread.0.clone()).unwrap_or_default(),
            level: level(pack, group),
            item: item.item().0.clone(),
            ..row
        };
        let two = pack.asked.get(item.slot()).is_some_and(|asked| asked.per_side);
        if let Some(quadrant) = item.quadrant().filter(|_| two) {
            rows.push(at(bare("item", "gap", "quadrant", None, quadrant.as_str())));
        }
        if let Some(contrast) = item.contrast() {
            rows.push(at(bare("item", "gap", "contrast", None, contrast.as_str())));
        }
        for whose in Whose::ALL {
            let Some(of) = item.of(whose) else { continue };
            for (measure, count) in counts(&of.tally) {
                rows.push(at(bare("item", whose.as_str(), measure, Some(f64::from(count)), "")));
            }
            if of.mean.is_some() {
                rows.push(at(bare("item", whose.as_str(), "mean", of.mean, "")));
            }
            if let Some(consensus) = of.consensus {
                rows.push(at(bare("item", whose.as_str(), "consensus", Some(consensus.value), "")));
                let word = Reading::as_str(consensus.reading);
                rows.push(at(bare("item", whose.as_str(), "reading", None, word)));
            }
            if let Some(counts) = item.by(whose) {
                for (name, count) in names(counts) {
                    rows.push(at(bare("item", whose.as_str(), "by", Some(f64::from(count)), name)));
                }
            }
        }
    }
    for (place, topic) in shown.topics().iter().enumerate() {
        let Some(item) = shown.items().iter().find(|item| *item.item() == topic.item) else { continue };
        let group = pack.asked.get(item.slot()).and_then(|asked| pack.groups.get(asked.group));
        #[expect(clippy::cast_precision_loss, reason = "at most 2,000 items")]
        let place = (place + 1) as f64;
        rows.push(Row {
            thread: group.map(|group| group.thread.0.clone()).unwrap_or_default(),
            level: level(pack, group),
            item: topic.item.0.clone(),
            ..bare("item", "combined", "topic", Some(place), topic.reason.as_str())
        });
    }
    rows
}

/// The rows as CSV, as the report's sheets are written: see docs/FORMATS.md.
#[must_use]
pub fn csv(pack: &Pack, shown: &Shown) -> String {
    let mut csv = "\u{feff}".to_owned();
    line(&mut csv, COLUMNS.iter().map(|column| (*column).to_owned()));
    for row in rows(pack, shown) {
        let level = row.level.map(|level| level.to_string()).unwrap_or_default();
        let value = row.value.and_then(decimal::write).unwrap_or_default();
        let cells = [
            row.scope.to_owned(),
            guarded(row.thread),
            level,
            guarded(row.item),
            row.of.to_owned(),
            row.measure.to_owned(),
            value,
            row.word.to_owned(),
        ];
        line(&mut csv, cells.into_iter());
    }
    csv
}

/// The rows as JSON Lines: an object a line, with the columns as keys.
#[must_use]
pub fn json_lines(pack: &Pack, shown: &Shown) -> String {
    let mut lines = String::new();
    for row in rows(pack, shown) {
        let value = object(vec![
            ("scope", row.scope.into()),
            ("thread", row.thread.into()),
            ("level", row.level.into()),
            ("item", row.item.into()),
            ("of", row.of.into()),
            ("measure", row.measure.into()),
            ("value", row.value.into()),
            ("word", row.word.into()),
        ]);
        lines.push_str(&value.to_string());
        lines.push('\n');
    }
    lines
}
