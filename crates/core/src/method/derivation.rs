//! How each number came about: its formula, the formula filled in, the result; it re-reads the score and computes none of its own.

use crate::method::bands::{Band, above};
use crate::method::group::LevelStatus;
use crate::method::score::{LevelScore, Score, ThreadScore};
use crate::method::sheet::Sheet;
use crate::pack::{Group, Item, Pack};
use crate::text::{Message, Texts};

/// One number with its arithmetic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What the number is.
    pub what: Message,
    /// The formula in symbols, e.g. `a = (2·p + o) / 3`.
    pub formula: String,
    /// The formula with its numbers, e.g. `(2·1 + 0.667) / 3`.
    pub filled: String,
    /// The result as shown.
    pub result: String,
}

/// The arithmetic behind a group, a thread or the block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Derivation {
    /// Its lines, inputs before what is made of them.
    pub lines: Vec<Line>,
}

const PLACES: usize = 3;

fn sub(level: u8) -> String {
    const DIGITS: [char; 10] = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'];
    level.to_string().bytes().filter_map(|b| DIGITS.get(usize::from(b.saturating_sub(b'0')))).collect()
}

/// A number with up to three places and no trailing zeros.
fn short(texts: &Texts, value: f64) -> String {
    let text = texts.number(value, PLACES);
    let sign = texts.decimal_sign();
    if text.contains(sign) { text.trim_end_matches('0').trim_end_matches(sign).to_owned() } else { text }
}

/// The arithmetic of a group's achievement (METHOD section 3).
#[must_use]
pub fn derive_group(
    pack: &Pack,
    sheet: &Sheet,
    group: &Group,
    level: &LevelScore,
    texts: &Texts,
) -> Derivation {
    let cell = &level.cell;
    let mut lines = Vec::new();
    let mut facet = |symbol: &str, key: &'static str, items: &[Item], mean: Option<f64>| {
        let Some(mean) = mean else { return };
        let values: Vec<String> = items
            .iter()
            .filter_map(|item| sheet.get(item.slot).and_then(crate::answers::Rating::value))
            .map(|value| short(texts, value))
            .collect();
        let filled = if values.len() > 1 {
            format!("({}) / {}", values.join(" + "), values.len())
        } else {
            values.concat()
        };
        lines.push(Line {
            what: Message::new(key),
            formula: format!("{symbol} = Σ / n"),
            filled,
            result: short(texts, mean),
        });
    };
    facet("p", "derive.practice", &group.practices, cell.facets.practice);
    facet("o", "derive.outcome", &group.outcomes, cell.facets.outcome);
    let (wp, wo) = (pack.weights.practice, pack.weights.outcome);
    let symbol = format!("a{}", sub(cell.level));
    let (what, formula, filled, result) = match (cell.status, cell.facets.practice, cell.facets.outcome) {
        (LevelStatus::Dropped, ..) => (
            Message::new("derive.dropped"),
            format!("{symbol} → 1"),
            String::new(),
            texts.get("derive.leftOut").to_owned(),
        ),
        (LevelStatus::Unvalued, ..) => (
            Message::new("derive.unvalued"),
            format!("{symbol} = a(0)"),
            String::new(),
            short(texts, cell.achievement),
        ),
        (LevelStatus::Valued, Some(p), Some(o)) => (
            Message::new("derive.achievement"),
            format!(
                "{symbol} = ({}·p + {}·o) / {}",
                short(texts, wp),
                short(texts, wo),
                short(texts, wp + wo)
            ),
            format!(
                "({}·{} + {}·{}) / {}",
                short(texts, wp),
                short(texts, p),
                short(texts, wo),
                short(texts, o),
                short(texts, wp + wo)
            ),
            short(texts, cell.achievement),
        ),
        (LevelStatus::Valued, p, _) => {
            let only = if p.is_some() { "p" } else { "o" };
            (
                Message::new("derive.achievement"),
                format!("{symbol} = {only}"),
                short(texts, cell.achievement),
                short(texts, cell.achievement),
            )
        }
    };
    lines.push(Line { what, formula, filled, result });
    if let Some(band) = level.band {
        lines.push(Line {
            what: Message::new("derive.band"),
            formula: "N ≤ 0.15 < P ≤ 0.50 < L ≤ 0.85 < F".to_owned(),
            filled: format!("{symbol} = {}", short(texts, cell.achievement)),
            result: band.letter().to_owned(),
        });
    }
    Derivation { lines }
}

/// The arithmetic of a thread's scores (METHOD sections 4 and 5).
#[must_use]
pub fn derive_thread(pack: &Pack, thread: &ThreadScore, texts: &Texts) -> Derivation {
    let base = pack.base();
    let counted: Vec<_> =
        thread.levels.iter().filter(|level| level.cell.status != LevelStatus::Dropped).collect();
    let chain = |pick: fn(&crate::method::Cell) -> f64| {
        let mut terms = vec![base.to_string()];
        let mut factors: Vec<String> = Vec::new();
        for level in &counted {
            factors.push(short(texts, pick(&level.cell)));
            terms.push(factors.join("·"));
        }
        terms.join(" + ")
    };
    let symbols = {
        let mut terms = vec![base.to_string()];
        let mut factors: Vec<String> = Vec::new();
        for level in &counted {
            factors.push(format!("a{}", sub(level.cell.level)));
            terms.push(factors.join("·"));
        }
        terms.join(" + ")
    };
    let line = |key: &'static str, formula: String, filled: String, result: String| Line {
        what: Message::new(key),
        formula,
        filled,
        result,
    };
    let mut lines = vec![
        line(
            "derive.score",
            format!("S = {symbols}"),
            chain(|cell| cell.achievement),
            short(texts, thread.score),
        ),
        line("derive.low", "S(0)".into(), chain(|cell| cell.low), short(texts, thread.low)),
        line("derive.high", "S(1)".into(), chain(|cell| cell.high), short(texts, thread.high)),
        line(
            "derive.ungated",
            format!("U = {base} + Σ a"),
            std::iter::once(base.to_string())
                .chain(counted.iter().map(|level| short(texts, level.cell.achievement)))
                .collect::<Vec<_>>()
                .join(" + "),
            short(texts, thread.ungated),
        ),
    ];
    // No comma where a comma is the decimal sign.
    let between = texts.get("number.between");
    let bound = texts.number(0.5, 2);
    let mut least = f64::INFINITY;
    let mut parts = Vec::new();
    for level in &counted {
        let a = level.cell.achievement;
        if least.is_finite() {
            parts.push(format!("max(0{between}{} − {})", short(texts, a), short(texts, least)));
        }
        least = least.min(a);
    }
    lines.push(line(
        "derive.unsupported",
        format!("X = Σ max(0{between}a − min a)"),
        parts.join(" + "),
        short(texts, thread.unsupported),
    ));
    for level in &counted {
        let a = level.cell.achievement;
        let symbol = format!("a{}", sub(level.cell.level));
        let p = level.cell.facets.practice.map_or_else(|| "–".to_owned(), |p| short(texts, p));
        let reached = level.cell.level <= thread.attained;
        let full = level.band == Some(Band::F);
        let result = match (reached, full) {
            (true, true) => "derive.attained.full",
            (true, false) => "derive.attained.last",
            (false, _) => "derive.attained.no",
        };
        let sign = if above(a, 0.50) { ">" } else { "≤" };
        lines.push(Line {
            what: Message::new("derive.attained").with("level", level.cell.level.to_string()),
            formula: format!("{symbol} > {bound}{between}p > {bound}"),
            filled: format!("{symbol} = {} {sign} {bound}{between}p = {p}", short(texts, a)),
            result: texts.get(result).to_owned(),
        });
    }
    lines.push(line(
        "derive.coverage",
        "c = n / N".into(),
        format!("{} / {}", thread.valued, thread.applicable),
        texts.percent(thread.coverage),
    ));
    Derivation { lines }
}

/// The arithmetic of the block's scores (METHOD section 4).
#[must_use]
pub fn derive_block(score: &Score, texts: &Texts) -> Derivation {
    let overall = &score.overall;
    let mean = |key: &'static str, symbol: &str, pick: fn(&ThreadScore) -> f64, result: f64| {
        let values: Vec<String> = score.threads.iter().map(|thread| short(texts, pick(thread))).collect();
        Line {
            what: Message::new(key),
            formula: format!("{symbol} = Σ / {}", values.len()),
            filled: format!("({}) / {}", values.join(" + "), values.len()),
            result: short(texts, result),
        }
    };
    let attained: Vec<String> = score.threads.iter().map(|thread| thread.attained.to_string()).collect();
    let (valued, applicable) =
        score.threads.iter().fold((0, 0), |(v, a), thread| (v + thread.valued, a + thread.applicable));
    Derivation {
        lines: vec![
            mean("derive.score", "S", |t| t.score, overall.score),
            mean("derive.low", "S(0)", |t| t.low, overall.low),
            mean("derive.high", "S(1)", |t| t.high, overall.high),
            mean("derive.ungated", "U", |t| t.ungated, overall.ungated),
            mean("derive.unsupported", "X", |t| t.unsupported, overall.unsupported),
            mean("derive.ceiling", "C", |t| f64::from(t.ceiling), overall.ceiling),
            Line {
                what: Message::new("derive.attained.block"),
                formula: "A = min A".into(),
                filled: format!("min({})", attained.join(texts.get("number.between"))),
                result: overall.attained.to_string(),
            },
            Line {
                what: Message::new("derive.coverage"),
                formula: "c = n / N".into(),
                filled: format!("{valued} / {applicable}"),
                result: texts.percent(overall.coverage),
            },
        ],
    }
}
