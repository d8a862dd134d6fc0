//! Tables: how wide their columns are, and their rows as strips.

use pomscope_core::report::Table;
use pomscope_core::report::document::BOX;
use pomscope_core::report::drawing::Ink;

use crate::layout::{Align, CellText, Press, RowLook};
use crate::letters::{self, Missing};
use crate::lines;
use crate::look::{self, Style};
use crate::pages::HeadStrip;
use crate::strip::{After, Head, Item, Kind, Node, Role, Shape, Strip};

/// Above and below a row's lines.
const PADDING: f32 = 4.5;
/// What a page keeps free for a row's heading, caption and head: a row that is higher than the rest is torn.
pub const RESERVE: f32 = 150.0;

/// What a column wants: the width of its widest word, and of its widest line.
#[derive(Clone, Copy, Debug)]
struct Wish {
    least: f32,
    most: f32,
    number: bool,
}

/// Puts the table down. Tables of the same columns among `siblings`, this one too, share their widths, so that the eye finds each column again.
pub fn put(press: &mut Press<'_>, parent: Node, table: &Table, siblings: &[&Table]) {
    let titles: Vec<String> = table.columns.iter().map(|column| press.shown(&column.title)).collect();
    let rows: Vec<Vec<String>> = table
        .rows
        .iter()
        .map(|row| row.cells.iter().take(titles.len()).map(|cell| press.shown(cell)).collect())
        .collect();
    let columns =
        placed(&widths(&wishes(press, table, siblings), press.width, press.frame.gap), press.frame.gap);
    if columns.is_empty() {
        return;
    }
    let node = press.tree.add(parent, Role::Table);
    caption(press, node, &table.caption);
    let head = put_head(press, node, table, &titles, &columns);
    let body = press.tree.add(node, Role::TableBody);
    let count = rows.len();
    for (at, row) in rows.iter().enumerate() {
        let line = press.tree.add(body, Role::Row);
        let mut cells = Vec::new();
        for (column, (x, width)) in columns.iter().enumerate() {
            let owner = press.tree.add(line, if column == 0 { Role::RowHead } else { Role::Cell });
            let align = align(table, column);
            let lines = cell_lines(press, row.get(column).map_or("", String::as_str), *width);
            cells.push(CellText { owner, x: *x, width: *width, align, lines });
        }
        let look = RowLook {
            before: 0.0,
            // An empty row is there to be written in.
            padding: if row.iter().all(String::is_empty) { press.frame.writing } else { PADDING },
            rule: Some((Ink::Line, 0.6)),
            head: Some(head),
            most: press.height - RESERVE,
        };
        press.put_row(&cells, &look);
        if at + 2 == count {
            press.stay();
        }
    }
}

/// Below the first line break a cell speaks more quietly: there stand notes.
fn cell_lines(press: &Press<'_>, text: &str, width: f32) -> Vec<(lines::Line, Style)> {
    if text == BOX {
        return press.lines(text, look::TICK, width).into_iter().map(|line| (line, look::TICK)).collect();
    }
    let cell = press.frame.cell;
    let (first, more) = text.split_at(text.find('\n').map_or(text.len(), |at| at + 1));
    let quiet = press.lines(more, look::CELL_MORE, width).into_iter().map(|line| (line, look::CELL_MORE));
    press.lines(first, cell, width).into_iter().map(|line| (line, cell)).chain(quiet).collect()
}

/// Whether a column holds nothing but boxes to tick.
fn is_boxes(table: &Table, column: usize) -> bool {
    let mut cells = table.rows.iter().filter_map(|row| row.cells.get(column)).filter(|cell| !cell.is_empty());
    cells.next().is_some_and(|first| first == BOX) && cells.all(|cell| cell == BOX)
}

fn align(table: &Table, column: usize) -> Align {
    if is_boxes(table, column) {
        return Align::Middle;
    }
    match table.columns.get(column).is_some_and(|column| column.number) {
        true => Align::End,
        false => Align::Start,
    }
}

fn caption(press: &mut Press<'_>, table: Node, text: &str) {
    let text = press.shown(text);
    if text.is_empty() {
        return;
    }
    let owner = press.tree.add(table, Role::Caption);
    let from = press.strips.len();
    let lines = press.lines(&text, look::CAPTION, press.width);
    press.put_lines(owner, &lines, look::CAPTION, 0.0, 14.0);
    for strip in press.strips.iter_mut().skip(from) {
        strip.kind = Kind::Caption;
        strip.after = After::Stays;
    }
}

fn put_head(
    press: &mut Press<'_>,
    node: Node,
    table: &Table,
    titles: &[String],
    columns: &[(f32, f32)],
) -> Head {
    let styles = |at: usize| if is_boxes(table, at) { look::TICK_HEAD } else { look::COLUMN };
    let group = press.tree.add(node, Role::TableHead);
    let row = press.tree.add(group, Role::Row);
    let mut cells = Vec::new();
    for (at, ((x, width), title)) in columns.iter().zip(titles).enumerate() {
        let owner = press.tree.add(row, Role::ColumnHead);
        let style = styles(at);
        let lines = press.lines(title, style, *width).into_iter().map(|line| (line, style)).collect();
        cells.push(CellText { owner, x: *x, width: *width, align: align(table, at), lines });
    }
    let tallest = cells.iter().map(CellText::height).fold(0.0, f32::max);
    let mut items: Vec<Item> =
        cells.iter().flat_map(|cell| cell.items(2.0 + tallest - cell.height())).collect();
    let height = tallest + 6.5;
    items.push(press.rule(height - 0.8, Ink::Edge, 0.8));
    let again = items.iter().filter(|item| item.shape != Shape::Nothing).cloned();
    let again = again.map(|item| Item { owner: None, ..item }).collect();
    // A head that would fill half a page is shown once.
    let shown = if height < press.height / 2.0 { height } else { 0.0 };
    let again = if shown > 0.0 { again } else { Vec::new() };
    press.heads.push(HeadStrip { height: shown, items: again });
    let mut strip = Strip::new(Kind::TableHead, 4.0, height, items);
    strip.after = After::Stays;
    press.strips.push(strip);
    Head(press.heads.len() - 1)
}

/// What the columns of all tables with these columns want together.
fn wishes(press: &Press<'_>, table: &Table, siblings: &[&Table]) -> Vec<Wish> {
    let measured = |text: &str, style: Style| {
        let shown = letters::shown(press.faces, text, &mut Missing::default());
        lines::widths(press.faces, &shown, style.weight, style.size)
    };
    let mut wishes = Vec::new();
    for (at, column) in table.columns.iter().enumerate() {
        if is_boxes(table, at) {
            let head = measured(&column.title, look::TICK_HEAD).1;
            let width = head.max(measured(BOX, look::TICK).1);
            wishes.push(Wish { least: width, most: width, number: true });
            continue;
        }
        let (mut least, mut most) = measured(&column.title, look::COLUMN);
        let alike = siblings.iter().filter(|sibling| sibling.columns == table.columns);
        for cell in alike.flat_map(|sibling| &sibling.rows).filter_map(|row| row.cells.get(at)) {
            let (word, line) = measured(cell, press.frame.cell);
            least = least.max(word);
            most = most.max(line);
        }
        wishes.push(Wish { least, most, number: column.number });
    }
    wishes
}

/// Widths that fill the room: as wished where that fits; else narrow columns first, the rest by their wishes.
fn widths(wishes: &[Wish], room: f32, gap: f32) -> Vec<f32> {
    let count = wishes.len();
    let room = room - gap * wide(count.saturating_sub(1));
    // A word that alone would take most of the page may be broken.
    let most_word = room * 0.45;
    let least: Vec<f32> = wishes.iter().map(|wish| wish.least.min(most_word)).collect();
    let sum: f32 = wishes.iter().map(|wish| wish.most).sum();
    if sum <= room {
        let grows = |wish: &&Wish| !wish.number;
        let base: f32 = wishes.iter().filter(grows).map(|wish| wish.most).sum();
        let spare = room - sum;
        let grown = |wish: &Wish| match (base > 0.0, wish.number) {
            (true, true) => wish.most,
            (true, false) => wish.most + spare * wish.most / base,
            (false, _) => wish.most + spare / wide(count),
        };
        return wishes.iter().map(grown).collect();
    }
    let floor: f32 = least.iter().sum();
    if floor > room {
        return least.iter().map(|width| room * width / floor).collect();
    }
    let mut fixed: Vec<Option<f32>> = vec![None; count];
    loop {
        let taken: f32 = fixed.iter().flatten().sum();
        let open = fixed.iter().filter(|width| width.is_none()).count();
        let share = (room - taken) / wide(open.max(1));
        let others: f32 =
            fixed.iter().zip(&least).filter(|(width, _)| width.is_none()).map(|(_, least)| least).sum();
        let mut changed = false;
        for ((width, wish), least) in fixed.iter_mut().zip(wishes).zip(&least) {
            // Only where the others keep their widest words.
            if width.is_none() && wish.most <= share && wish.most - least <= room - taken - others {
                *width = Some(wish.most);
                changed = true;
                break;
            }
        }
        if !changed {
            break;
        }
    }
    let taken: f32 = fixed.iter().flatten().sum();
    let open = || fixed.iter().zip(wishes.iter().zip(&least)).filter(|(width, _)| width.is_none());
    let floor: f32 = open().map(|(_, (_, least))| least).sum();
    let want: f32 = open().map(|(_, (wish, least))| wish.most.min(room) - least).sum();
    let spare = (room - taken - floor).max(0.0);
    let grown = |(width, (wish, least)): (&Option<f32>, (&Wish, &f32))| {
        width.unwrap_or_else(|| least + spare * (wish.most.min(room) - least) / want.max(1.0))
    };
    fixed.iter().zip(wishes.iter().zip(&least)).map(grown).collect()
}

/// Each column's start edge and width.
fn placed(widths: &[f32], gap: f32) -> Vec<(f32, f32)> {
    let mut x = 0.0;
    widths
        .iter()
        .map(|width| {
            let at = x;
            x += width + gap;
            (at, width.max(1.0))
        })
        .collect()
}

fn wide(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GAP: f32 = 16.0;

    fn wish(least: f32, most: f32, number: bool) -> Wish {
        Wish { least, most, number }
    }

    #[test]
    fn columns_fill_the_room_and_keep_their_words_whole() {
        let cases = [
            vec![wish(40.0, 60.0, false), wish(20.0, 30.0, true)],
            vec![wish(40.0, 60.0, false), wish(50.0, 4000.0, false), wish(40.0, 90.0, false)],
            vec![wish(100.0, 600.0, false), wish(50.0, 500.0, false), wish(40.0, 450.0, true)],
            vec![wish(20.0, 30.0, true), wish(20.0, 30.0, true)],
            vec![wish(400.0, 400.0, false), wish(20.0, 900.0, false)],
        ];
        for wishes in cases {
            let widths = widths(&wishes, 480.0, GAP);
            let sum: f32 = widths.iter().sum();
            assert!((sum - (480.0 - GAP * wide(wishes.len() - 1))).abs() < 0.5, "{wishes:?} {widths:?}");
            for (width, wish) in widths.iter().zip(&wishes) {
                assert!(*width + 0.01 >= wish.least.min(200.0), "{wishes:?} {widths:?}");
            }
        }
    }

    #[test]
    fn a_number_column_stays_narrow_where_there_is_room() {
        let widths = widths(&[wish(40.0, 60.0, false), wish(20.0, 30.0, true)], 480.0, GAP);
        assert!((widths[1] - 30.0).abs() < 0.01);
    }
}
