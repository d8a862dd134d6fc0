//! A whole number without an upper end, as answer codes need it: multiplied up from small parts and divided down again.

/// A number from 0 upwards.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Number {
    /// Its digits to the base 2³², the lowest first, without zeros at the end.
    digits: Vec<u32>,
}

/// The lower 32 bits.
#[expect(clippy::cast_possible_truncation)]
fn low(wide: u128) -> u32 {
    wide as u32
}

impl Number {
    /// 1.
    pub(super) fn one() -> Self {
        Self { digits: vec![1] }
    }

    /// Multiplies by `factor` and adds `more`.
    pub(super) fn times_plus(&mut self, factor: u64, more: u64) {
        let mut carry = u128::from(more);
        for digit in &mut self.digits {
            let sum = u128::from(*digit) * u128::from(factor) + carry;
            *digit = low(sum);
            carry = sum >> 32;
        }
        while carry > 0 {
            self.digits.push(low(carry));
            carry >>= 32;
        }
        self.trim();
    }

    /// Divides by `divisor` and returns the remainder; a divisor of 0 or 1 leaves the number as it is, and nothing over.
    pub(super) fn divide(&mut self, divisor: u64) -> u64 {
        if divisor <= 1 {
            return 0;
        }
        let divisor = u128::from(divisor);
        let mut rest = 0;
        for digit in self.digits.iter_mut().rev() {
            let dividend = (rest << 32) | u128::from(*digit);
            *digit = low(dividend / divisor);
            rest = dividend % divisor;
        }
        self.trim();
        u64::try_from(rest).unwrap_or_default()
    }

    /// Whether it is 0.
    pub(super) fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    /// How many bits any number below this one needs.
    pub(super) fn bits_below(&self) -> usize {
        let mut last = self.clone();
        let mut borrow = true;
        for digit in &mut last.digits {
            if borrow {
                (*digit, borrow) = digit.overflowing_sub(1);
            }
        }
        last.trim();
        last.digits.last().map_or(0, |top| last.digits.len() * 32 - top.leading_zeros() as usize)
    }

    fn trim(&mut self) {
        while self.digits.last() == Some(&0) {
            self.digits.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_multiplied_up_is_divided_down_again() {
        let parts: Vec<(u64, u64)> =
            (1..200u64).map(|n| (n * n * 7_919_777_777 % (n * 97_777_777_777), n * 97_777_777_777)).collect();
        let mut number = Number::default();
        for (value, radix) in &parts {
            number.times_plus(*radix, *value);
        }
        for (value, radix) in parts.iter().rev() {
            assert_eq!(number.divide(*radix), *value);
        }
        assert!(number.is_zero());
    }

    #[test]
    fn bits_are_those_of_the_largest_number_below() {
        for (number, bits) in [(1, 0), (2, 1), (3, 2), (4, 2), (5, 3), (1 << 32, 32), ((1 << 32) + 1, 33)] {
            let mut one = Number::one();
            one.times_plus(number, 0);
            assert_eq!(one.bits_below(), bits, "{number}");
        }
        assert_eq!(Number::default().bits_below(), 0);
    }

    #[test]
    fn dividing_by_nothing_or_one_changes_nothing() {
        let mut number = Number::one();
        number.times_plus(u64::MAX, u64::MAX);
        let before = number.clone();
        assert_eq!((number.divide(0), number.divide(1)), (0, 0));
        assert_eq!(number, before);
    }
}
