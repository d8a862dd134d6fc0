//! What adding and subtracting shown counts gives away: of which people the answers can be told from sums over other people.

/// Some people who cannot be told apart within a cell: those of one part who came with one reveal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cell {
    /// How many of them are members.
    pub(super) members: u32,
    /// How many of them gave a rating with a value.
    pub(super) valued: u32,
}

/// The most cells that are looked at: all their combinations are tried.
pub(super) const MOST_CELLS: usize = 12;

/// Counts are added modulo this prime: the determinants of so few rows of noughts and ones lie far below it, so nothing is a multiple of it by chance.
const PRIME: u64 = 2_147_483_647;

/// Whether sums of what is shown (each a set of cells) give the counts of people for whom `secret` holds. Cells without members say nothing.
///
/// True too where there are too many cells to be sure.
pub(super) fn gives_away(shown: &[u32], cells: &[Cell], secret: impl Fn(Cell) -> bool) -> bool {
    if cells.len() > MOST_CELLS {
        return true;
    }
    let peopled = cells
        .iter()
        .enumerate()
        .filter(|(_, cell)| cell.members > 0)
        .fold(0u32, |set, (at, _)| set | 1 << at);
    let mut basis: Vec<Vec<u64>> = Vec::new();
    for set in shown {
        let (row, lead) = reduced(&basis, set & peopled, cells.len());
        if let Some(lead) = lead {
            let scale = inverse(row.get(lead).copied().unwrap_or(1));
            basis.push(row.into_iter().map(|value| value * scale % PRIME).collect());
        }
    }
    (1..1u32 << cells.len()).filter(|set| set & peopled == *set).any(|set| {
        let sum = cells.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1).fold(
            Cell::default(),
            |sum, (_, cell)| Cell { members: sum.members + cell.members, valued: sum.valued + cell.valued },
        );
        secret(sum) && reduced(&basis, set, cells.len()).1.is_none()
    })
}

/// A set of cells less what the basis can make of it, and the first cell that is left over.
fn reduced(basis: &[Vec<u64>], set: u32, cells: usize) -> (Vec<u64>, Option<usize>) {
    let mut row: Vec<u64> = (0..cells).map(|at| u64::from(set >> at & 1)).collect();
    for known in basis {
        let Some(lead) = known.iter().position(|value| *value != 0) else { continue };
        let factor = row.get(lead).copied().unwrap_or_default();
        for (value, known) in row.iter_mut().zip(known) {
            *value = (*value + (PRIME - factor) * known) % PRIME;
        }
    }
    let lead = row.iter().position(|value| *value != 0);
    (row, lead)
}

/// The inverse modulo the prime, by raising to the power of it less two.
fn inverse(value: u64) -> u64 {
    let (mut power, mut base, mut left) = (1, value % PRIME, PRIME - 2);
    while left > 0 {
        if left & 1 == 1 {
            power = power * base % PRIME;
        }
        base = base * base % PRIME;
        left >>= 1;
    }
    power
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(members: &[u32]) -> Vec<Cell> {
        members.iter().map(|members| Cell { members: *members, valued: *members }).collect()
    }

    #[test]
    fn differences_and_sums_of_what_is_shown_are_found() {
        let few = |cell: Cell| (1..5).contains(&cell.members);
        for (shown, members, expect) in [
            // IT and all: the business is the difference.
            (vec![0b001, 0b011], vec![6, 3], true),
            (vec![0b011], vec![6, 3], false),
            // Two hidden parts of four are eight together.
            (vec![0b001, 0b111], vec![6, 4, 4], false),
            // Nobody of the third part is there: the second alone is the difference.
            (vec![0b001, 0b111], vec![6, 4, 0], true),
            // One cell from three sums: 2·x = (x+y) + (x+z) − (y+z).
            (vec![0b011, 0b101, 0b110], vec![4, 9, 9], true),
            (vec![0b011, 0b101], vec![4, 9, 9], false),
        ] {
            assert_eq!(gives_away(&shown, &cells(&members), few), expect, "{shown:?} {members:?}");
        }
    }
}
