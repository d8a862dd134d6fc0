//! The figures of the report as drawings: places and inks from the percentages that `figures`, `headline` and `findings` give; no number is computed from answers here.

use crate::report::answered::LevelReady;
use crate::report::drawing::{Anchor, Drawing, Ink, Mark, Stroke, Weight};
use crate::report::figures::{Dumbbell, Stair, Staircase};
use crate::report::headline::Gauge;
use crate::report::lens_page::FacetBar;
use crate::report::parity::Parity;

/// How wide a drawing is: it fits a phone's screen at its own size, and paper at one and a half of it.
pub(super) const WIDTH: f64 = 340.0;
/// The size of a name.
pub(super) const NAME: f64 = 11.0;
/// The size of what stands at a mark.
pub(super) const NOTE: f64 = 9.5;
/// How far the scale keeps from the edges, so that what stands at its ends is whole.
pub(super) const INSET: f64 = 8.0;

/// A line of text.
pub(super) fn words(at: (f64, f64), size: f64, anchor: Anchor, ink: Ink, text: &str) -> Mark {
    Mark::Text { at, size, anchor, weight: Weight::Regular, ink, text: text.to_owned() }
}

/// A heavier line of text.
pub(super) fn strong(at: (f64, f64), size: f64, anchor: Anchor, text: &str) -> Mark {
    Mark::Text { at, size, anchor, weight: Weight::Bold, ink: Ink::Text, text: text.to_owned() }
}

/// A whole line.
pub(super) fn line(from: (f64, f64), to: (f64, f64), width: f64, ink: Ink) -> Mark {
    Mark::Line { from, to, width, ink, stroke: Stroke::Whole }
}

/// Where a percentage lies on the scale.
pub(super) fn along(percent: f64) -> f64 {
    INSET + percent.clamp(0.0, 100.0) / 100.0 * (WIDTH - 2.0 * INSET)
}

/// A number that counts drawn things, as a length.
#[expect(clippy::cast_precision_loss, reason = "a figure holds a handful of things")]
pub(super) fn nth(at: usize) -> f64 {
    at as f64
}

/// The axis of the levels at a height, with the numbers under it.
pub(super) fn scale(marks: &mut Vec<Mark>, y: f64, ticks: &[String]) {
    marks.push(line((INSET, y), (WIDTH - INSET, y), 1.0, Ink::Edge));
    let steps = nth(ticks.len().saturating_sub(1)).max(1.0);
    for (at, tick) in ticks.iter().enumerate() {
        let x = along(nth(at) / steps * 100.0);
        marks.push(line((x, y - 3.0), (x, y + 3.0), 1.0, Ink::Edge));
        marks.push(words((x, y + 15.0), NOTE, Anchor::Middle, Ink::Muted, tick));
    }
}

/// The score on its scale with its band.
pub(super) fn band(gauge: &Gauge, score: &str) -> Drawing {
    let mut marks = Vec::new();
    let y = 34.0;
    scale(&mut marks, y, &gauge.ticks);
    let (low, high, at) = (along(gauge.low), along(gauge.high), along(gauge.at));
    if high > low {
        marks.push(Mark::Rect { x: low, y: y - 5.0, width: high - low, height: 10.0, fill: Ink::Step3 });
    }
    marks.push(line((at, y - 11.0), (at, y + 11.0), 3.0, Ink::Text));
    let x = at.clamp(INSET + 6.0, WIDTH - INSET - 6.0);
    marks.push(strong((x, y - 16.0), NAME, Anchor::Middle, score));
    Drawing { width: WIDTH, height: y + 20.0, marks }
}

/// The levels as steps, filled as far as the score goes: the cover's picture. It is as wide as a page can be in proportion to its height.
pub(super) fn ascent(gauge: &Gauge) -> Drawing {
    const FOOT: f64 = 104.0;
    const LOWEST: f64 = 14.0;
    const HIGHEST: f64 = 88.0;
    let mut marks = Vec::new();
    let count = nth(gauge.ticks.len().max(1));
    let width = WIDTH / count;
    let rise = (HIGHEST - LOWEST) / (count - 1.0).max(1.0);
    // The first level is where the scale begins: whoever stands on it has climbed one step.
    let climbed = 1.0 + gauge.at.clamp(0.0, 100.0) / 100.0 * (count - 1.0);
    let mut before = FOOT;
    for (at, level) in gauge.ticks.iter().enumerate() {
        let (x, height) = (nth(at) * width, LOWEST + rise * nth(at));
        let y = FOOT - height;
        marks.push(Mark::Rect { x, y, width, height, fill: Ink::Step1 });
        let filled = width * (climbed - nth(at)).clamp(0.0, 1.0);
        if filled > 0.0 {
            marks.push(Mark::Rect { x, y, width: filled, height, fill: Ink::Step5 });
        }
        if at > 0 {
            marks.push(line((x, before), (x, y), 1.5, Ink::Text));
        }
        marks.push(line((x, y), (x + width, y), 1.5, Ink::Text));
        marks.push(strong((x + width / 2.0, y - 5.0), NOTE, Anchor::Middle, level));
        before = y;
    }
    Drawing { width: WIDTH, height: FOOT, marks }
}

/// Today and wanted, a row a thread.
pub(super) fn dumbbell(wanted: &Dumbbell) -> Drawing {
    const ROW: f64 = 40.0;
    let mut marks = Vec::new();
    for (at, row) in wanted.rows.iter().enumerate() {
        let y = ROW * nth(at) + 28.0;
        marks.push(words((0.0, y - 14.0), NAME, Anchor::Start, Ink::Text, &row.name));
        marks.push(strong((WIDTH, y - 14.0), NAME, Anchor::End, &row.text));
        marks.push(line((INSET, y), (WIDTH - INSET, y), 1.0, Ink::Line));
        let (now, aim) = (along(row.now), along(row.aim));
        marks.push(line((now, y), (aim, y), 3.0, Ink::Step4));
        marks.push(Mark::Dot { at: (aim, y), r: 6.0, fill: Ink::Paper, edge: Ink::Text });
        marks.push(Mark::Dot { at: (now, y), r: 6.0, fill: Ink::Step5, edge: Ink::Paper });
    }
    let y = ROW * nth(wanted.rows.len()) + 8.0;
    scale(&mut marks, y, &wanted.ticks);
    Drawing { width: WIDTH, height: y + 20.0, marks }
}

/// Threads by levels: a step a level, each higher than the one before, filled as far as practice carries.
pub(super) fn staircase(stairs: &Staircase) -> Drawing {
    const NAMES: f64 = 96.0;
    const GAP: f64 = 6.0;
    const RISE: f64 = 7.0;
    let mut marks = Vec::new();
    let count = nth(stairs.levels.len().max(1));
    let width = (WIDTH - NAMES - GAP * (count - 1.0)) / count;
    let left = |at: usize| NAMES + nth(at) * (width + GAP);
    for (at, (number, name)) in stairs.levels.iter().enumerate() {
        marks.push(strong((left(at), NAME), NAME, Anchor::Start, number));
        marks.push(words((left(at) + 9.0, NAME), 6.6, Anchor::Start, Ink::Muted, name));
    }
    let row = 34.0 + RISE * (count - 1.0) + 14.0;
    for (down, thread) in stairs.rows.iter().enumerate() {
        let foot = 18.0 + row * (nth(down) + 1.0);
        marks.push(words((0.0, foot - 14.0), NAME, Anchor::Start, Ink::Text, &thread.name));
        marks.push(strong((0.0, foot), NAME, Anchor::Start, &thread.score));
        for (at, cell) in thread.cells.iter().enumerate() {
            let height = 16.0 + RISE * nth(at);
            step(&mut marks, left(at), foot, width, height, cell);
        }
    }
    Drawing { width: WIDTH, height: 22.0 + row * nth(stairs.rows.len()), marks }
}

fn step(marks: &mut Vec<Mark>, x: f64, foot: f64, width: f64, height: f64, cell: &Stair) {
    let y = foot - height;
    let part = |percent: f64| width * percent.clamp(0.0, 100.0) / 100.0;
    let (solid, there) = (part(cell.carried.unwrap_or_default()), part(cell.in_place.unwrap_or_default()));
    if cell.valued {
        marks.push(Mark::Rect { x, y, width, height, fill: Ink::Step1 });
        let loose = there - solid;
        if loose > 0.5 {
            marks.push(Mark::Rect { x: x + solid, y, width: loose, height, fill: Ink::Step2 });
            let mut stripe = x + solid + 2.0;
            while stripe < x + there {
                marks.push(line((stripe, y), (stripe, foot), 1.0, Ink::Step4));
                stripe += 4.0;
            }
        }
        if solid > 0.0 {
            marks.push(Mark::Rect { x, y, width: solid, height, fill: Ink::Step5 });
        }
    }
    let stroke = if cell.valued { Stroke::Whole } else { Stroke::Dashed };
    marks.push(Mark::Line { from: (x, y), to: (x + width, y), width: 2.0, ink: Ink::Text, stroke });
    marks.push(strong((x, y - 5.0), NAME, Anchor::Start, &cell.letter));
}

/// Practice (dot) beside outcome (ring) on one line a level.
pub(super) fn parity(parity: &Parity) -> Drawing {
    const ROW: f64 = 22.0;
    const NAMES: f64 = 114.0;
    const RIGHT: f64 = 92.0;
    let mut marks = Vec::new();
    let span = WIDTH - NAMES - RIGHT - 2.0 * INSET;
    let along = |percent: f64| NAMES + INSET + percent.clamp(0.0, 100.0) / 100.0 * span;
    for (at, row) in parity.rows.iter().enumerate() {
        let y = ROW * nth(at) + 14.0;
        marks.push(words((0.0, y + 3.5), NOTE, Anchor::Start, Ink::Text, &row.place));
        marks.push(line((along(0.0), y), (along(100.0), y), 1.0, Ink::Line));
        if let (Some(practice), Some(outcome)) = (row.practice, row.outcome) {
            let ink = if row.remark.is_some() { Ink::Careful } else { Ink::Step4 };
            marks.push(line((along(practice), y), (along(outcome), y), 3.0, ink));
        }
        if let Some(outcome) = row.outcome {
            marks.push(Mark::Dot { at: (along(outcome), y), r: 5.5, fill: Ink::Paper, edge: Ink::Text });
        }
        if let Some(practice) = row.practice {
            marks.push(Mark::Dot { at: (along(practice), y), r: 3.5, fill: Ink::Step5, edge: Ink::Step5 });
        }
        if let Some(remark) = &row.remark {
            marks.push(words((WIDTH, y + 3.5), NOTE, Anchor::End, Ink::Careful, remark));
        }
    }
    let y = ROW * nth(parity.rows.len()) + 4.0;
    for (percent, anchor) in [(0.0, Anchor::Start), (100.0, Anchor::End)] {
        let text = if percent == 0.0 { &parity.ends.0 } else { &parity.ends.1 };
        marks.push(words((along(percent), y + 10.0), NOTE, anchor, Ink::Muted, text));
    }
    Drawing { width: WIDTH, height: y + 14.0, marks }
}

/// A mark a metric, filled where it has a value; levels that readiness does not look at are quieter.
pub(super) fn readiness(levels: &[LevelReady]) -> Drawing {
    const ROW: f64 = 22.0;
    const NAMES: f64 = 118.0;
    const TILE: f64 = 12.0;
    let mut marks = Vec::new();
    for (at, level) in levels.iter().enumerate() {
        let y = ROW * nth(at) + 14.0;
        let ink = if level.counts { Ink::Text } else { Ink::Muted };
        marks.push(words((0.0, y + 3.5), NOTE, Anchor::Start, ink, &level.name));
        marks.push(words((WIDTH, y + 3.5), NOTE, Anchor::End, ink, &level.text));
        for metric in 0..level.of {
            let x = NAMES + f64::from(metric) * (TILE + 4.0);
            let (fill, rest) = if level.counts { (Ink::Step5, Ink::Step1) } else { (Ink::Step3, Ink::Step1) };
            let fill = if metric < level.measured { fill } else { rest };
            marks.push(Mark::Rect { x, y: y - TILE / 2.0, width: TILE, height: TILE, fill });
            let foot = y + TILE / 2.0;
            marks.push(line((x, foot), (x + TILE, foot), 1.0, Ink::Edge));
        }
    }
    Drawing { width: WIDTH, height: ROW * nth(levels.len()) + 6.0, marks }
}

/// A bar a facet from 0 to 1, a line from its lowest to its highest possible index, its number and its letter.
pub(super) fn facets(bars: &[FacetBar], (least, most): &(String, String)) -> Drawing {
    const ROW: f64 = 36.0;
    const BAR: f64 = 10.0;
    let mut marks = Vec::new();
    let (left, right) = (along(0.0), along(100.0));
    for (at, bar) in bars.iter().enumerate() {
        let y = ROW * nth(at) + 12.0;
        marks.push(words((left, y), NAME, Anchor::Start, Ink::Text, &bar.name));
        let ink = if bar.index.is_some() { Ink::Text } else { Ink::Muted };
        let text =
            if bar.letter.is_empty() { bar.text.clone() } else { format!("{} {}", bar.text, bar.letter) };
        marks.push(words((right, y), NAME, Anchor::End, ink, &text));
        let top = y + 6.0;
        marks.push(Mark::Rect { x: left, y: top, width: right - left, height: BAR, fill: Ink::Step1 });
        if let Some(index) = bar.index.filter(|index| *index > 0.0) {
            marks.push(Mark::Rect {
                x: left,
                y: top,
                width: along(index) - left,
                height: BAR,
                fill: Ink::Step4,
            });
        }
        marks.push(line((left, top + BAR), (right, top + BAR), 1.0, Ink::Edge));
        if let Some((low, high)) = bar.bounds.filter(|(low, high)| high > low) {
            let (low, high, middle) = (along(low), along(high), top + BAR / 2.0);
            marks.push(line((low, middle), (high, middle), 2.0, Ink::Text));
            for end in [low, high] {
                marks.push(line((end, middle - 4.0), (end, middle + 4.0), 2.0, Ink::Text));
            }
        }
    }
    let y = ROW * nth(bars.len()) + 10.0;
    marks.push(words((left, y), NOTE, Anchor::Start, Ink::Muted, least));
    marks.push(words((right, y), NOTE, Anchor::End, Ink::Muted, most));
    Drawing { width: WIDTH, height: y + 6.0, marks }
}
