//! Numbers of 64 bits as decimal text, exact both ways and small in the bundle; how a language shows a number is decided in `text`.
//!
//! The standard library's reading and printing of fractions cost 38 KB of program, for numbers that here have three places at most (docs/decisions/002-own-json.md).

use std::str::Bytes;

/// A number as it is written: 0.d₁d₂d₃… × 10^point, without zeros at either end of its digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decimal {
    negative: bool,
    digits: Vec<u8>,
    point: i64,
}

/// More digits than these can only say that a number lies above a half, never how far.
const MOST_DIGITS: usize = 770;

/// Reads a number such as `-12.50` or `3e-7`: the nearest that 64 bits can hold, ties to even; none where the text is no number or beyond their range.
#[must_use]
pub fn read(text: &str) -> Option<f64> {
    Decimal::read(text)?.to_f64()
}

/// Writes a number so that reading gives the same one again, as short as that allows (`7`, `0.1`, `1e21`); none where it is not finite.
#[must_use]
pub fn write(value: f64) -> Option<String> {
    if !value.is_finite() {
        return None;
    }
    let negative = value < 0.0;
    let value = value.abs();
    let thousandths = (value * 1000.0).round();
    // Up to fifteen digits name one number each, so the short form is the only one to look at.
    if thousandths < 1.0e15 && (thousandths / 1000.0).to_bits() == value.to_bits() {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let digits = (thousandths as u64).to_string().bytes().map(|byte| byte - b'0').collect();
        return Some(Decimal::trimmed(negative, digits, -3).to_text());
    }
    let (digits, point) = leading_digits(value);
    let rounded = |places: usize| {
        let (digits, point) = round_to(&digits, places, point);
        let exponent = point - i64::try_from(digits.len()).unwrap_or(0);
        Decimal::trimmed(negative, digits, exponent)
    };
    let fits =
        |decimal: &Decimal| decimal.to_f64().is_some_and(|read| read.abs().to_bits() == value.to_bits());
    let shortest = [15, 16].into_iter().map(rounded).find(fits).unwrap_or_else(|| rounded(17));
    Some(shortest.to_text())
}

impl Decimal {
    /// Reads digits with an optional sign, point and exponent; two texts of the same value give the same decimal.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let (negative, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let mut digits = Vec::new();
        let mut exponent = 0i64;
        let (mut any, mut behind) = (false, false);
        let mut bytes = text.bytes();
        while let Some(byte) = bytes.next() {
            match byte {
                b'0'..=b'9' => {
                    any = true;
                    digits.push(byte - b'0');
                    exponent -= i64::from(behind);
                }
                b'.' if !behind => behind = true,
                b'e' | b'E' if any => {
                    exponent = exponent.saturating_add(read_exponent(&mut bytes)?);
                }
                _ => return None,
            }
        }
        any.then(|| Self::trimmed(negative, digits, exponent))
    }

    /// The whole number of `digits` × 10^exponent.
    fn trimmed(negative: bool, mut digits: Vec<u8>, exponent: i64) -> Self {
        let point = exponent.saturating_add(i64::try_from(digits.len()).unwrap_or(i64::MAX));
        while digits.last() == Some(&0) {
            digits.pop();
        }
        let zeros = digits.iter().take_while(|digit| **digit == 0).count();
        digits.drain(..zeros);
        if digits.is_empty() {
            return Self { negative: false, digits, point: 0 };
        }
        Self { negative, digits, point: point.saturating_sub(i64::try_from(zeros).unwrap_or(i64::MAX)) }
    }

    /// The nearest number of 64 bits; none beyond their range.
    #[must_use]
    pub fn to_f64(&self) -> Option<f64> {
        let size = if self.point > 310 {
            return None;
        } else if self.digits.is_empty() || self.point < -330 {
            0.0
        } else {
            self.simply().or_else(|| self.exactly())?
        };
        Some(if self.negative { -size } else { size })
    }

    /// By one division or multiplication of two numbers that are exact, where there are such: then it rounds once, and rightly.
    fn simply(&self) -> Option<f64> {
        let exponent = self.point - i64::try_from(self.digits.len()).ok()?;
        if self.digits.len() > 15 || exponent.abs() > 22 {
            return None;
        }
        let digits = self.digits.iter().fold(0.0, |sum, digit| sum * 10.0 + f64::from(*digit));
        let power = (0..exponent.abs()).fold(1.0, |power, _| power * 10.0);
        Some(if exponent < 0 { digits / power } else { digits * power })
    }

    /// By a long division of whole numbers, to 56 bits and a remainder.
    fn exactly(&self) -> Option<f64> {
        let mut over = Big(Vec::new());
        for digit in self.digits.iter().take(MOST_DIGITS) {
            over.times(10, u32::from(*digit));
        }
        let mut taken = i64::try_from(self.digits.len().min(MOST_DIGITS)).ok()?;
        if self.digits.len() > MOST_DIGITS {
            over.times(10, 1);
            taken += 1;
        }
        let mut under = Big(vec![1]);
        let exponent = self.point - taken;
        let mut left = exponent.unsigned_abs();
        while left > 0 {
            let step = left.min(9);
            let power = (0..step).fold(1, |power, _| power * 10);
            if exponent < 0 {
                under.times(power, 0)
            } else {
                over.times(power, 0)
            }
            left -= step;
        }
        // Shifted until the quotient is between a half and two; its bits are then worth 2^scale, 2^(scale - 1), ….
        let scale = over.bits() - under.bits();
        if scale < 0 {
            over.shift(-scale)
        } else {
            under.shift(scale)
        }
        let mut quotient = 0u64;
        for _ in 0..56 {
            quotient <<= 1;
            if over.at_least(&under) {
                over.minus(&under);
                quotient |= 1;
            }
            over.times(2, 0);
        }
        let last = scale - 55;
        // 53 bits are kept, fewer at the small end, where the last bit is worth 2^-1074.
        let dropped = (11 - i64::from(quotient.leading_zeros())).max(-1074 - last);
        if dropped > 60 {
            return Some(0.0);
        }
        let half = 1u64 << (dropped - 1);
        let rest = quotient & (half | (half - 1));
        let mut kept = quotient >> dropped;
        if rest > half || rest == half && (!over.0.is_empty() || kept & 1 == 1) {
            kept += 1;
        }
        // The leading bit of `kept`, where there is one, adds the missing 1 to the exponent.
        let exponent = u64::try_from(last + dropped + 1074).ok().filter(|exponent| *exponent < 2046)?;
        Some(f64::from_bits((exponent << 52) + kept)).filter(|value| value.is_finite())
    }

    fn to_text(&self) -> String {
        let mut text = String::new();
        if self.negative {
            text.push('-');
        }
        let (point, exponent) = match self.point {
            _ if self.digits.is_empty() => (1, None),
            point @ -5..=21 => (point, None),
            point => (1, Some(point - 1)),
        };
        if point <= 0 {
            text.push_str("0.");
            for _ in point..0 {
                text.push('0');
            }
        }
        let mut written = 0;
        for digit in &self.digits {
            if written == point && point > 0 {
                text.push('.');
            }
            text.push(char::from(b'0' + digit));
            written += 1;
        }
        for _ in written..point {
            text.push('0');
        }
        if let Some(exponent) = exponent {
            text.push('e');
            text.push_str(&exponent.to_string());
        }
        text
    }
}

/// Reads what follows the `e`, to the end.
fn read_exponent(bytes: &mut Bytes<'_>) -> Option<i64> {
    let (mut sum, mut negative, mut any) = (0i64, false, false);
    for (at, byte) in bytes.enumerate() {
        match byte {
            b'-' | b'+' if at == 0 => negative = byte == b'-',
            b'0'..=b'9' => {
                any = true;
                sum = sum.saturating_mul(10).saturating_add(i64::from(byte - b'0'));
            }
            _ => return None,
        }
    }
    any.then_some(if negative { -sum } else { sum })
}

/// The first twenty digits of a number above zero, not rounded, and where its point stands.
fn leading_digits(value: f64) -> (Vec<u8>, i64) {
    let bits = value.to_bits();
    let (exponent, fraction) = (bits >> 52, bits & ((1 << 52) - 1));
    let leading = u64::from(exponent > 0) << 52;
    let whole = fraction | leading;
    let mut over = Big(Vec::new());
    for part in [whole >> 32, whole & 0xffff_ffff] {
        over.shift(32);
        over.times(1, u32::try_from(part).unwrap_or(0));
    }
    let mut under = Big(vec![1]);
    let scale = i64::try_from(exponent.max(1)).unwrap_or(0) - 1075;
    if scale < 0 {
        under.shift(-scale)
    } else {
        over.shift(scale)
    }
    let mut point = 0;
    while over.at_least(&under) {
        under.times(10, 0);
        point += 1;
    }
    let mut digits = Vec::new();
    while digits.len() < 20 {
        over.times(10, 0);
        let mut digit = 0;
        while over.at_least(&under) {
            over.minus(&under);
            digit += 1;
        }
        if digit == 0 && digits.is_empty() {
            point -= 1;
        } else {
            digits.push(digit);
        }
    }
    (digits, point)
}

/// The first `places` digits, rounded by the one that follows.
fn round_to(digits: &[u8], places: usize, point: i64) -> (Vec<u8>, i64) {
    let mut kept: Vec<u8> = digits.iter().take(places).copied().collect();
    if digits.get(places).is_none_or(|next| *next < 5) {
        return (kept, point);
    }
    for digit in kept.iter_mut().rev() {
        if *digit < 9 {
            *digit += 1;
            return (kept, point);
        }
        *digit = 0;
    }
    kept.insert(0, 1);
    (kept, point + 1)
}

/// A whole number of any size, its lowest 32 bits first, without empty words above; zero has none.
struct Big(Vec<u32>);

impl Big {
    fn times(&mut self, factor: u32, plus: u32) {
        let mut carry = u64::from(plus);
        for word in &mut self.0 {
            carry += u64::from(*word) * u64::from(factor);
            *word = low(carry);
            carry >>= 32;
        }
        if carry > 0 {
            self.0.push(low(carry));
        }
    }

    /// Times 2^bits.
    fn shift(&mut self, bits: i64) {
        if self.0.is_empty() {
            return;
        }
        for _ in 0..bits / 32 {
            self.0.insert(0, 0);
        }
        self.times(1 << (bits % 32), 0);
    }

    fn bits(&self) -> i64 {
        let last = self.0.last().map_or(0, |word| 32 - i64::from(word.leading_zeros()));
        i64::try_from(self.0.len().saturating_sub(1)).unwrap_or(0) * 32 + last
    }

    fn at_least(&self, other: &Self) -> bool {
        match self.0.len().cmp(&other.0.len()) {
            std::cmp::Ordering::Equal => self.0.iter().rev().cmp(other.0.iter().rev()).is_ge(),
            unequal => unequal.is_gt(),
        }
    }

    /// Less a number that is not larger.
    fn minus(&mut self, other: &Self) {
        let mut borrow = 0i64;
        let mut others = other.0.iter();
        for word in &mut self.0 {
            let rest = i64::from(*word) - others.next().map_or(0, |other| i64::from(*other)) + borrow;
            borrow = rest >> 32;
            // Two's complement: the low half of a negative rest is the word that stays.
            *word = low(rest.cast_unsigned());
        }
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
    }
}

/// The lower half.
#[expect(clippy::cast_possible_truncation, reason = "the lower half is what is asked for")]
fn low(double: u64) -> u32 {
    double as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_written_as_people_write_them() {
        let check = |value: f64, expect: &str| assert_eq!(write(value).as_deref(), Some(expect), "{value:?}");
        for (value, expect) in [
            (0.0, "0"),
            (-0.0, "0"),
            (7.0, "7"),
            (-7.5, "-7.5"),
            (0.1, "0.1"),
            (61.5, "61.5"),
            (1_000_000.0, "1000000"),
            (0.001, "0.001"),
            (0.000_001_5, "0.0000015"),
            (0.000_000_15, "1.5e-7"),
            (0.1 + 0.2, "0.30000000000000004"),
            (1.0 / 3.0, "0.3333333333333333"),
            (1e20, "100000000000000000000"),
            (1e21, "1e21"),
            (9_007_199_254_740_993.0, "9007199254740992"),
            (f64::MAX, "1.7976931348623157e308"),
            (-f64::MIN_POSITIVE, "-2.2250738585072014e-308"),
        ] {
            check(value, expect);
        }
        assert_eq!((write(f64::NAN), write(f64::INFINITY)), (None, None));
    }

    #[test]
    fn what_is_no_number_or_too_large_is_refused() {
        for text in [
            "", "-", ".", "e5", "1e", "1e+", "1e5e5", "1e1.5", "--1", "1-", "0x1", "inf", "NaN", " 1", "+1",
            "1,5",
        ] {
            assert_eq!(read(text), None, "{text:?}");
        }
        for text in ["1e309", "-1e400", "1e99999999999999999999", "1.797693134862315808e308"] {
            assert_eq!(read(text), None, "{text:?}");
        }
        assert_eq!(read("1.797693134862315807e308"), Some(f64::MAX));
        assert_eq!(read("1e-400"), Some(0.0));
        assert_eq!(read("-0"), Some(0.0));
        assert_eq!(read(&format!("0.{}1e100000", "0".repeat(99_999))), Some(1.0));
    }

    /// The number as the standard library reads it, with no infinities.
    fn expected(text: &str) -> Option<f64> {
        text.parse().ok().filter(|value: &f64| value.is_finite())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn every_number_is_read_as_the_standard_library_reads_it(bits: u64, text in "-?[0-9]{1,25}(\\.[0-9]{1,25})?(e-?[0-9]{1,3})?", small in -400i32..400) {
            let value = f64::from_bits(bits);
            let long: String = text.chars().filter(char::is_ascii_digit).collect();
            let texts = [text, format!("{value:e}"), format!("{value:.30e}"), format!("{value}"), format!("{long}e{small}"), format!("0.{long}e{small}")];
            for text in texts.iter().filter(|text| text.bytes().any(|b| b.is_ascii_digit())) {
                prop_assert_eq!(read(text).map(f64::abs).map(f64::to_bits), expected(text).map(f64::abs).map(f64::to_bits), "{}", text);
            }
        }

        #[test]
        fn halves_between_two_numbers_go_to_the_even_one(bits in 0u64..0x7fef_ffff_ffff_ffff, tiny: bool) {
            let bits = if tiny { bits & 0x000f_ffff_ffff_ffff } else { bits };
            let (one, two) = (f64::from_bits(bits), f64::from_bits(bits + 1));
            // The exact sum of two neighbours, halved by hand: digits times five, one place further.
            let mut sum = exact(one);
            let other = exact(two);
            add(&mut sum, &other);
            let half = times_five(&sum);
            let text = |digits: &[u8]| format!("{}e-1101", digits.iter().map(|d| char::from(b'0' + d)).collect::<String>());
            let middle = text(&half);
            prop_assert_eq!(read(&middle), expected(&middle));
            prop_assert_eq!(read(&middle).map(f64::to_bits), Some(bits + (bits & 1)));
            let above = middle.replace('e', "1e").replace("e-1101", "e-1102");
            prop_assert_eq!(read(&above).map(f64::to_bits), Some(bits + 1));
        }

        #[test]
        fn what_is_written_is_read_back_to_the_bit_and_as_short_as_it_can_be(bits: u64, whole: i32, places in 0i32..6) {
            for value in [f64::from_bits(bits), f64::from(whole) / 10f64.powi(places)] {
                let Some(text) = write(value) else { prop_assert!(!value.is_finite()); continue };
                prop_assert_eq!(text.parse::<f64>().unwrap(), value);
                prop_assert_eq!(read(&text), Some(value));
                let digits = |text: &str| Decimal::read(text).unwrap().digits.len();
                if value.is_normal() {
                    prop_assert_eq!(digits(&text), digits(&format!("{value:e}")), "{} and {:e}", text, value);
                }
            }
        }

        #[test]
        fn decimals_are_equal_where_their_values_are(digits in "[1-9][0-9]{0,30}", zeros in 0usize..20) {
            let zeros = "0".repeat(zeros);
            let plain = Decimal::read(&digits).unwrap();
            prop_assert_eq!(&plain, &Decimal::read(&format!("{digits}.{zeros}")).unwrap());
            prop_assert_eq!(&plain, &Decimal::read(&format!("{zeros}{digits}{zeros}E-{}", zeros.len())).unwrap());
            prop_assert_ne!(&plain, &Decimal::read(&format!("{digits}.{zeros}1")).unwrap());
        }
    }

    /// The digits of a number with 1100 places, all of them exact.
    fn exact(value: f64) -> Vec<u8> {
        let text = format!("{value:.1100}");
        let digits: Vec<u8> = text.bytes().filter(u8::is_ascii_digit).map(|b| b - b'0').collect();
        let mut padded = vec![0; 1420 - digits.len()];
        padded.extend(digits);
        padded
    }

    fn add(sum: &mut [u8], other: &[u8]) {
        let mut carry = 0;
        for (digit, other) in sum.iter_mut().zip(other).rev() {
            let both = *digit + other + carry;
            (*digit, carry) = (both % 10, both / 10);
        }
    }

    fn times_five(digits: &[u8]) -> Vec<u8> {
        let mut carry = 0;
        let mut product: Vec<u8> = digits
            .iter()
            .rev()
            .map(|digit| {
                let five = digit * 5 + carry;
                carry = five / 10;
                five % 10
            })
            .collect();
        product.reverse();
        product
    }
}
