//! Medians and quartiles of scores (METHOD section 9), from numbers in order; which people's they are is decided elsewhere.

/// The middle of some people's scores.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// The median.
    pub median: f64,
    /// The lower and the upper quartile (type 7), their difference is the interquartile range; none under five people.
    pub quartiles: Option<(f64, f64)>,
}

/// The fewest people of whom quartiles are told.
const FOR_QUARTILES: usize = 5;

/// Scores in ascending order.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Ordered(Vec<f64>);

impl Ordered {
    /// Puts finite numbers in order.
    pub(super) fn of(mut values: Vec<f64>) -> Self {
        heap_sort(&mut values);
        Self(values)
    }

    /// The spread; none of nobody.
    pub(super) fn spread(&self) -> Option<Spread> {
        spread(self.0.len(), &|at| self.0.get(at).copied())
    }

    /// The spread with some numbers in the place of others that are in it, without putting all in order again.
    pub(super) fn spread_with(&self, gone: &[f64], come: &[f64]) -> Option<Spread> {
        let adjusted = |count: usize, passes: &dyn Fn(f64) -> bool| {
            let of = |list: &[f64]| list.iter().filter(|value| passes(**value)).count();
            (count + of(come)).saturating_sub(of(gone))
        };
        let at = |wanted: usize| {
            let near = wanted.saturating_sub(come.len())..=wanted + gone.len();
            let near = near.filter_map(|at| self.0.get(at)).chain(come).copied();
            let fits = |value: &f64| {
                let less = self.0.partition_point(|other| other < value);
                let up_to = self.0.partition_point(|other| other <= value);
                adjusted(less, &|other| other < *value) <= wanted
                    && wanted < adjusted(up_to, &|other| other <= *value)
            };
            near.into_iter().find(fits)
        };
        spread((self.0.len() + come.len()).saturating_sub(gone.len()), &at)
    }
}

fn spread(n: usize, at: &dyn Fn(usize) -> Option<f64>) -> Option<Spread> {
    let last = n.checked_sub(1)?;
    // Type 7: the place is a share of the way from the first to the last, and between two numbers it is cut in proportion.
    let quarter = |quarters: usize| {
        let (place, rest) = (last * quarters / 4, last * quarters % 4);
        let low = at(place)?;
        #[expect(clippy::cast_precision_loss, reason = "0 to 3")]
        let share = rest as f64 / 4.0;
        Some(if rest == 0 { low } else { low + share * (at(place + 1)? - low) })
    };
    let quartiles = if n >= FOR_QUARTILES { quarter(1).zip(quarter(3)) } else { None };
    Some(Spread { median: quarter(2)?, quartiles })
}

/// Quick for ten thousand numbers, and for this type alone (docs/decisions/003-small-tables.md).
fn heap_sort(values: &mut [f64]) {
    for root in (0..values.len() / 2).rev() {
        sink(values, root);
    }
    for end in (1..values.len()).rev() {
        values.swap(0, end);
        if let Some(rest) = values.get_mut(..end) {
            sink(rest, 0);
        }
    }
}

/// Lets a number sink until none below it is larger.
fn sink(values: &mut [f64], mut root: usize) {
    loop {
        let mut child = 2 * root + 1;
        if values.get(child + 1) > values.get(child) {
            child += 1;
        }
        match (values.get(root), values.get(child)) {
            (Some(above), Some(below)) if above < below => values.swap(root, child),
            _ => return,
        }
        root = child;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(values: &[f64]) -> Spread {
        Ordered::of(values.to_vec()).spread().unwrap()
    }

    #[test]
    fn medians_and_quartiles_are_those_of_type_7() {
        assert_eq!(Ordered::of(Vec::new()).spread(), None);
        assert_eq!(of(&[3.0]), Spread { median: 3.0, quartiles: None });
        assert_eq!(of(&[4.0, 1.0, 3.0, 2.0]), Spread { median: 2.5, quartiles: None });
        assert_eq!(of(&[5.0, 1.0, 4.0, 2.0, 3.0]), Spread { median: 3.0, quartiles: Some((2.0, 4.0)) });
        assert_eq!(of(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]).quartiles, Some((2.25, 4.75)));
        assert_eq!(of(&[1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0]).quartiles, Some((3.5, 40.0)));
    }

    proptest! {
        #[test]
        fn numbers_are_put_in_order(values in prop::collection::vec(0u8..20, 0..60)) {
            let mut expect: Vec<f64> = values.iter().map(|value| f64::from(*value)).collect();
            let got = Ordered::of(expect.clone());
            expect.sort_by(f64::total_cmp);
            prop_assert_eq!(got.0, expect);
        }

        #[test]
        fn replacing_numbers_gives_the_spread_of_what_is_then_there(
            values in prop::collection::vec(0u8..8, 1..20), changes in prop::collection::vec((0usize..20, 0u8..8), 0..3)
        ) {
            let mut values: Vec<f64> = values.into_iter().map(f64::from).collect();
            let before = Ordered::of(values.clone());
            let (mut gone, mut come) = (Vec::new(), Vec::new());
            let mut taken = Vec::new();
            for (at, value) in changes {
                let at = at % values.len();
                if !taken.contains(&at) {
                    taken.push(at);
                    gone.push(values[at]);
                    come.push(f64::from(value));
                    values[at] = f64::from(value);
                }
            }
            prop_assert_eq!(before.spread_with(&gone, &come), Ordered::of(values).spread());
        }
    }
}
