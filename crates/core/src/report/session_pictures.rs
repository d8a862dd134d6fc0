//! The figures of a group's result as drawings, from texts, counts and places on the scale that `session_page` hands over; no number is computed from answers here.

use crate::report::drawing::{Anchor, Drawing, Ink, Mark, Stroke};
use crate::report::pictures::{INSET, NAME, NOTE, WIDTH, along, line, nth, scale, strong, words};

/// The views of the sides in one row.
pub(super) struct Pair {
    /// Whose they are: a thread's name, or the whole.
    pub name: String,
    /// The same in numbers, at the end of the row.
    pub text: String,
    /// Where IT stands on the scale, 0 to 100; none where that is not shown.
    pub it: Option<f64>,
    /// Where the business stands.
    pub business: Option<f64>,
    /// Where all together stand.
    pub all: Option<f64>,
}

/// How a part of a strip is filled, so that grey paper tells them apart.
#[derive(Clone, Copy)]
pub(super) enum Fill {
    /// With an ink of the ramp.
    Ink(Ink),
    /// With upright lines: no value.
    Upright,
    /// With lying lines: left out.
    Lying,
    /// With nothing: nothing said, or not shown.
    Empty,
}

/// A part of a strip.
pub(super) struct Piece {
    /// The letter over it.
    pub letter: String,
    /// How many it stands for.
    pub count: u32,
    /// How it is filled.
    pub fill: Fill,
}

/// A strip: its parts are as wide as they are many.
pub(super) struct Strip {
    /// What stands before it.
    pub name: String,
    /// Its parts.
    pub pieces: Vec<Piece>,
}

/// An item that is green outside and red inside.
pub(super) struct Melon {
    /// Its number in the table.
    pub number: String,
    /// Its place in the pack.
    pub place: String,
    /// What IT sees, in words.
    pub outside: String,
    /// What the business sees, in words.
    pub inside: String,
    /// The ink of the rind.
    pub rind: Ink,
    /// The ink of the core.
    pub core: Ink,
}

/// IT (dot) and business (ring) on one line a row, all together as an upright line.
pub(super) fn pairs(rows: &[Pair], ticks: &[String]) -> Drawing {
    const ROW: f64 = 40.0;
    let mut marks = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let y = ROW * nth(at) + 28.0;
        marks.push(words((0.0, y - 14.0), NAME, Anchor::Start, Ink::Text, &row.name));
        marks.push(words((WIDTH, y - 14.0), NOTE, Anchor::End, Ink::Text, &row.text));
        marks.push(line((INSET, y), (WIDTH - INSET, y), 1.0, Ink::Line));
        if let (Some(it), Some(business)) = (row.it, row.business) {
            marks.push(line((along(it), y), (along(business), y), 3.0, Ink::Step4));
        }
        if let Some(all) = row.all {
            let x = along(all);
            marks.push(line((x, y - 9.0), (x, y + 9.0), 2.0, Ink::Text));
        }
        if let Some(business) = row.business {
            marks.push(Mark::Dot { at: (along(business), y), r: 6.0, fill: Ink::Paper, edge: Ink::Text });
        }
        if let Some(it) = row.it {
            // Smaller than the ring, so that both are seen where they stand on one place.
            marks.push(Mark::Dot { at: (along(it), y), r: 3.5, fill: Ink::Step5, edge: Ink::Step5 });
        }
    }
    let y = ROW * nth(rows.len()) + 8.0;
    scale(&mut marks, y, ticks);
    Drawing { width: WIDTH, height: y + 20.0, marks }
}

/// Strips under one another, each as long as the others.
pub(super) fn strips(rows: &[Strip]) -> Drawing {
    const ROW: f64 = 34.0;
    const NAMES: f64 = 92.0;
    /// About as wide as a letter of a name is.
    const WIDE: f64 = 5.3;
    // Other languages have longer words for all together.
    let longest = rows.iter().map(|row| row.name.chars().count()).max().unwrap_or_default();
    let names = (nth(longest) * WIDE + INSET).clamp(NAMES, WIDTH / 2.0);
    let mut marks = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let top = ROW * nth(at) + 13.0;
        marks.push(words((0.0, top + 11.0), NOTE, Anchor::Start, Ink::Text, &row.name));
        let total: u32 = row.pieces.iter().map(|piece| piece.count).sum();
        let unit = (WIDTH - names - 1.0) / f64::from(total.max(1));
        let mut x = names;
        for piece in row.pieces.iter().filter(|piece| piece.count > 0) {
            let width = unit * f64::from(piece.count);
            part(&mut marks, x, top, width, piece);
            x += width;
        }
    }
    Drawing { width: WIDTH, height: ROW * nth(rows.len()) + 2.0, marks }
}

fn part(marks: &mut Vec<Mark>, x: f64, top: f64, width: f64, piece: &Piece) {
    const HIGH: f64 = 15.0;
    const LETTER: f64 = 8.0;
    /// About as wide as a letter of that size is.
    const WIDE: f64 = 5.5;
    let foot = top + HIGH;
    let fill = match piece.fill {
        Fill::Ink(ink) => ink,
        _ => Ink::Paper,
    };
    marks.push(Mark::Rect { x, y: top, width, height: HIGH, fill });
    match piece.fill {
        Fill::Upright => {
            let mut at = x + 3.0;
            while at < x + width {
                marks.push(line((at, top), (at, foot), 1.0, Ink::Edge));
                at += 4.0;
            }
        }
        Fill::Lying => {
            for down in [3.75, 7.5, 11.25] {
                marks.push(line((x, top + down), (x + width, top + down), 1.0, Ink::Edge));
            }
        }
        Fill::Ink(_) | Fill::Empty => {}
    }
    let stroke = if matches!(piece.fill, Fill::Empty) { Stroke::Dashed } else { Stroke::Whole };
    let mut edge = |from, to| marks.push(Mark::Line { from, to, width: 1.0, ink: Ink::Edge, stroke });
    edge((x, top), (x + width, top));
    edge((x, foot), (x + width, foot));
    edge((x, top), (x, foot));
    edge((x + width, top), (x + width, foot));
    let whole = format!("{} {}", piece.letter, piece.count);
    // Where a part is too narrow for its label, the table says it.
    let label =
        [whole, piece.letter.clone()].into_iter().find(|label| nth(label.chars().count()) * WIDE <= width);
    if let Some(label) = label {
        marks.push(words((x + width / 2.0, top - 3.5), LETTER, Anchor::Middle, Ink::Text, &label));
    }
}

/// Watermelons: the rind as IT sees it, the core as the business does.
pub(super) fn melons(rows: &[Melon]) -> Drawing {
    const ROW: f64 = 54.0;
    const RIND: f64 = 23.0;
    const CORE: f64 = 14.0;
    const TEXT: f64 = 62.0;
    let mut marks = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let y = ROW * nth(at) + 27.0;
        let x = INSET + RIND;
        marks.push(Mark::Dot { at: (x, y), r: RIND, fill: row.rind, edge: Ink::Text });
        marks.push(Mark::Dot { at: (x, y), r: CORE, fill: row.core, edge: Ink::Text });
        marks.push(strong((x, y + 4.0), NAME, Anchor::Middle, &row.number));
        marks.push(strong((TEXT, y - 10.0), NAME, Anchor::Start, &row.place));
        marks.push(words((TEXT, y + 4.0), NOTE, Anchor::Start, Ink::Text, &row.outside));
        marks.push(words((TEXT, y + 17.0), NOTE, Anchor::Start, Ink::Text, &row.inside));
    }
    Drawing { width: WIDTH, height: ROW * nth(rows.len()), marks }
}
