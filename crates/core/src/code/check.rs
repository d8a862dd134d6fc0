//! The two check symbols: a remainder over the field of 32 elements, by which every single wrong character and every swap of two shows; the proof is in docs/decisions/010-answer-code.md.

/// How many symbols of a code check the others.
pub(super) const CHECKS: usize = 2;

/// A polynomial of degree 1 over the field of 32 elements: the remainder so far.
///
/// It is taken modulo x² + x + 3, which is primitive: x has order 1023. Of a code it is [`Remainder::ONE`].
#[derive(Clone, Copy, PartialEq, Eq)]
struct Remainder {
    high: u8,
    low: u8,
}

impl Remainder {
    /// Where it begins, as if a 1 stood before every code, so that zeros there count; and where it ends, so that nothing can be put after a code.
    const ONE: Self = Self { high: 0, low: 1 };

    /// Times x, plus a symbol.
    fn with(self, symbol: u8) -> Self {
        Self { high: self.high ^ self.low, low: triple(self.high) ^ symbol }
    }
}

/// Three times an element: elements are polynomials over {0, 1} modulo y⁵ + y² + 1, and 3 is y + 1.
fn triple(element: u8) -> u8 {
    let doubled = element << 1;
    let doubled = if doubled & 32 == 0 { doubled } else { doubled ^ 0b10_0101 };
    doubled ^ element
}

/// The two symbols to be put after these.
pub(super) fn checks(symbols: &[u8]) -> [u8; CHECKS] {
    let rest = symbols.iter().chain(&[0; CHECKS]).fold(Remainder::ONE, |rest, symbol| rest.with(*symbol));
    [rest.high, rest.low ^ Remainder::ONE.low]
}

/// Whether these symbols, the last two among them, are a code.
pub(super) fn holds(symbols: &[u8]) -> bool {
    symbols.iter().fold(Remainder::ONE, |rest, symbol| rest.with(*symbol)) == Remainder::ONE
}

#[cfg(test)]
mod tests {
    use super::*;

    /// x to the powers 0, 1, 2 …, as remainders.
    fn powers(count: usize) -> Vec<(u8, u8)> {
        let mut power = Remainder { high: 0, low: 1 };
        (0..count)
            .map(|_| {
                let this = (power.high, power.low);
                power = power.with(0);
                this
            })
            .collect()
    }

    #[test]
    fn x_has_order_1023_so_that_every_swap_of_symbols_nearer_than_that_shows() {
        let powers = powers(1024);
        assert_eq!(powers[1023], powers[0]);
        assert!(powers[1..1023].iter().all(|power| *power != powers[0]));
    }

    #[test]
    fn no_power_below_33_is_a_number_so_that_any_two_wrong_symbols_nearer_than_that_show() {
        let powers = powers(34);
        assert!(powers[1..33].iter().all(|(high, _)| *high != 0));
        assert_eq!(powers[33].0, 0);
    }

    #[test]
    fn tripling_never_makes_nothing_of_something() {
        let mut seen: Vec<u8> = (0..32).map(triple).collect();
        seen.sort_unstable();
        assert_eq!(seen, (0..32).collect::<Vec<u8>>());
    }

    #[test]
    fn a_row_of_zeros_is_no_code_and_a_code_with_one_more_symbol_is_none() {
        assert!((1..100).all(|length| !holds(&vec![0; length])));
        let mut code = vec![5, 17, 31, 0, 2];
        code.extend(checks(&code));
        assert!(holds(&code));
        for more in 0..32 {
            code.push(more);
            assert!(!holds(&code));
            code.pop();
        }
    }
}
