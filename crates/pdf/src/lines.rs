//! Text broken into lines: greedily, where Unicode allows a break, and between two letters only where a word is wider than the line.

use pomscope_core::report::drawing::Weight;
use unicode_linebreak::{BreakOpportunity, linebreaks};

use crate::face::Faces;

const SOFT_HYPHEN: char = '\u{AD}';

/// A piece of a line in one weight.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// The text; a space at its end that was broken at is kept, for those who read the text out.
    pub text: String,
    /// How heavy it is.
    pub weight: Weight,
    /// How wide it is with the spaces at its end.
    pub width: f32,
}

/// A line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// Its pieces from its start.
    pub runs: Vec<Run>,
    /// How wide it is without the spaces at its end.
    pub width: f32,
}

struct Cell {
    character: char,
    weight: Weight,
    advance: f32,
    /// Whether the line may, or must, end after it.
    end: End,
}

#[derive(Clone, Copy, PartialEq)]
enum End {
    No,
    May,
    Must,
}

fn cells(faces: &Faces, pieces: &[(&str, Weight)], size: f32) -> Vec<Cell> {
    let text: String = pieces.iter().map(|(text, _)| *text).collect();
    let mut ends = linebreaks(&text).peekable();
    let mut at = 0;
    let mut cells = Vec::with_capacity(text.len());
    for (piece, weight) in pieces {
        for character in piece.chars() {
            at += character.len_utf8();
            while ends.peek().is_some_and(|(place, _)| *place < at) {
                ends.next();
            }
            let end = match (character, ends.peek()) {
                ('\n', _) => End::Must,
                (_, Some((place, BreakOpportunity::Mandatory | BreakOpportunity::Allowed)))
                    if *place == at =>
                {
                    End::May
                }
                _ => End::No,
            };
            let sort = faces.sort(character, *weight).filter(|_| character != SOFT_HYPHEN);
            let advance = sort.map(|sort| sort.advance * size).unwrap_or_default();
            cells.push(Cell { character, weight: *weight, advance, end });
        }
    }
    cells
}

/// Breaks the pieces, which follow each other, into lines; `room` says how wide the line of this number may be.
pub fn broken(faces: &Faces, pieces: &[(&str, Weight)], size: f32, room: impl Fn(usize) -> f32) -> Vec<Line> {
    let cells = cells(faces, pieces, size);
    let hyphen = |weight| faces.sort(SOFT_HYPHEN, weight).map(|sort| sort.advance * size).unwrap_or_default();
    let mut lines = Vec::new();
    let mut start = 0;
    while start < cells.len() {
        // A hair more, so that a text fits the width that was measured of it.
        let most = room(lines.len()) + 0.01;
        let (mut width, mut may, mut end, mut at) = (0.0, None, cells.len(), start);
        for cell in cells.get(start..).unwrap_or_default() {
            let space = cell.character == ' ' || cell.end == End::Must;
            if !space && width + cell.advance > most && at > start {
                end = may.unwrap_or(at);
                break;
            }
            width += cell.advance;
            at += 1;
            let fits = cell.character != SOFT_HYPHEN || width + hyphen(cell.weight) <= most;
            match cell.end {
                End::Must => {
                    end = at;
                    break;
                }
                End::May if fits => may = Some(at),
                End::May | End::No => {}
            }
        }
        lines.push(line(faces, cells.get(start..end).unwrap_or_default(), size));
        start = end;
    }
    lines
}

fn line(faces: &Faces, cells: &[Cell], size: f32) -> Line {
    let mut line = Line::default();
    for (at, cell) in cells.iter().enumerate() {
        let last = at + 1 == cells.len();
        if cell.character == '\n' || (cell.character == SOFT_HYPHEN && !last) {
            // Who hears the text gets a space where who sees it gets a new line.
            if let Some(run) =
                line.runs.last_mut().filter(|run| cell.character == '\n' && !run.text.ends_with(' '))
            {
                run.text.push(' ');
            }
            continue;
        }
        let advance = match cell.character {
            SOFT_HYPHEN => faces.width("\u{AD}", cell.weight) * size,
            _ => cell.advance,
        };
        match line.runs.last_mut() {
            Some(run) if run.weight == cell.weight => {
                run.text.push(cell.character);
                run.width += advance;
            }
            _ => {
                line.runs.push(Run { text: cell.character.to_string(), weight: cell.weight, width: advance })
            }
        }
    }
    line.width = line.runs.iter().map(|run| run.width).sum();
    let spaces = cells.iter().rev().skip_while(|cell| cell.character == '\n');
    line.width -= spaces.take_while(|cell| cell.character == ' ').map(|cell| cell.advance).sum::<f32>();
    line
}

/// The width of the widest part that cannot be broken, and of the widest line if nothing is.
pub fn widths(faces: &Faces, text: &str, weight: Weight, size: f32) -> (f32, f32) {
    let (mut least, mut most, mut part, mut whole, mut spaces) = (0.0_f32, 0.0_f32, 0.0, 0.0, 0.0);
    for cell in cells(faces, &[(text, weight)], size) {
        if cell.character == ' ' {
            spaces += cell.advance;
        } else if cell.end != End::Must {
            part += spaces + cell.advance;
            whole += spaces + cell.advance;
            spaces = 0.0;
        }
        least = least.max(part);
        most = most.max(whole);
        if cell.end != End::No {
            whole += spaces;
            part = 0.0;
            spaces = 0.0;
        }
        if cell.end == End::Must {
            whole = 0.0;
        }
    }
    (least, most)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str, room: f32) -> Vec<String> {
        let faces = Faces::read().unwrap();
        let lines = broken(&faces, &[(text, Weight::Regular)], 10.0, |_| room);
        assert!(lines.iter().all(|line| line.width <= room + 0.02 || line.runs[0].text.trim().len() <= 1));
        lines.iter().map(|line| line.runs.iter().map(|run| run.text.as_str()).collect()).collect()
    }

    #[test]
    fn lines_end_where_words_do() {
        assert_eq!(set("One two three", 40.0), ["One two ", "three"]);
        assert_eq!(set("One\n\ntwo", 40.0), ["One ", "", "two"]);
        assert_eq!(set("", 40.0), Vec::<String>::new());
    }

    #[test]
    fn a_word_wider_than_the_line_is_broken_between_letters() {
        let lines = set("abcdefghijklmnop", 30.0);
        assert!(lines.len() > 2);
        assert_eq!(lines.concat(), "abcdefghijklmnop");
        assert_eq!(set("abc", 0.0), ["a", "b", "c"]);
    }

    #[test]
    fn a_soft_hyphen_shows_only_where_the_line_ends() {
        assert_eq!(set("rela\u{AD}tion", 400.0), ["relation"]);
        assert_eq!(set("rela\u{AD}tion", 30.0), ["rela\u{AD}", "tion"]);
    }

    #[test]
    fn a_text_fits_the_width_measured_of_it() {
        let faces = Faces::read().unwrap();
        for text in ["One two three", "Averages are kind", "a  b", "one\ntwo three", "[U+1F600][U+1F600]"] {
            let (least, most) = widths(&faces, text, Weight::Bold, 9.0);
            let lines = broken(&faces, &[(text, Weight::Bold)], 9.0, |_| most);
            assert_eq!(lines.len(), text.split('\n').count(), "{text}");
            let narrow = broken(&faces, &[(text, Weight::Bold)], 9.0, |_| least);
            assert!(narrow.iter().all(|line| line.width <= least + 0.02), "{text}");
        }
    }
}
