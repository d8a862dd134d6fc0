//! A map that keeps its entries sorted in one `Vec`, and the one sort that core uses: small in the bundle, quick for the few dozen entries of an assessment.
//!
//! The standard library's maps and sorts, instantiated for each type of entry, were a quarter of the program's code (docs/decisions/003-small-tables.md).

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::ops::Index;

/// Entries in the order of their keys, each key once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table<K, V>(Vec<(K, V)>);

impl<K, V> Default for Table<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: Ord, V> Table<K, V> {
    /// An empty table.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// A table of entries in any order, quick for thousands of them too; of two under one key, the later.
    #[must_use]
    pub fn from_entries(entries: Vec<(K, V)>) -> Self {
        Self(in_order(entries))
    }

    fn find<Q: Ord + ?Sized>(&self, key: &Q) -> Result<usize, usize>
    where
        K: Borrow<Q>,
    {
        self.0.binary_search_by(|(other, _)| other.borrow().cmp(key))
    }

    /// The value under a key.
    #[must_use]
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        let at = self.find(key).ok()?;
        self.0.get(at).map(|(_, value)| value)
    }

    /// The value under a key, to be changed.
    pub fn get_mut<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        let at = self.find(key).ok()?;
        self.0.get_mut(at).map(|(_, value)| value)
    }

    /// Whether there is a value under a key.
    #[must_use]
    pub fn contains_key<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.find(key).is_ok()
    }

    /// Puts a value under a key; returns the one that was there.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        match self.find(&key) {
            Ok(at) => self.0.get_mut(at).map(|entry| std::mem::replace(&mut entry.1, value)),
            Err(at) => {
                self.0.insert(at, (key, value));
                None
            }
        }
    }

    /// Takes the value under a key out.
    pub fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        let at = self.find(key).ok()?;
        Some(self.0.remove(at).1)
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Removes all entries.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// The entries in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&K, &V)> + ExactSizeIterator {
        self.0.iter().map(|(key, value)| (key, value))
    }

    /// The entries in order, their values to be changed.
    pub fn iter_mut(&mut self) -> impl DoubleEndedIterator<Item = (&K, &mut V)> {
        self.0.iter_mut().map(|(key, value)| (&*key, value))
    }

    /// The keys in order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &K> + ExactSizeIterator {
        self.0.iter().map(|(key, _)| key)
    }

    /// The values in the order of their keys.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> + ExactSizeIterator {
        self.0.iter().map(|(_, value)| value)
    }
}

impl<K: Ord, V: Default> Table<K, V> {
    /// The value under a key, made by default where there is none.
    pub fn get_or_default(&mut self, key: K) -> &mut V {
        let at = match self.find(&key) {
            Ok(at) => at,
            Err(at) => {
                self.0.insert(at, (key, V::default()));
                at
            }
        };
        // `at` is a place that was found or just filled.
        #[expect(clippy::indexing_slicing)]
        &mut self.0[at].1
    }
}

impl<K: Ord + Borrow<str>, V> Index<&str> for Table<K, V> {
    type Output = V;

    /// The value under a key that is known to be there; for tests.
    #[expect(clippy::expect_used, reason = "indexing promises that the key is there; shipped code uses get")]
    fn index(&self, key: &str) -> &V {
        self.get(key).expect("no entry under this key")
    }
}

impl<K: Ord, V> Extend<(K, V)> for Table<K, V> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, entries: I) {
        for (key, value) in entries {
            self.insert(key, value);
        }
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for Table<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut table = Self::new();
        table.extend(entries);
        table
    }
}

impl<K, V> IntoIterator for Table<K, V> {
    type Item = (K, V);
    type IntoIter = std::vec::IntoIter<(K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a, K, V> IntoIterator for &'a Table<K, V> {
    type Item = (&'a K, &'a V);
    type IntoIter = std::iter::Map<std::slice::Iter<'a, (K, V)>, fn(&'a (K, V)) -> (&'a K, &'a V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter().map(|(key, value)| (key, value))
    }
}

/// Entries in the order of their keys by merging halves, each key once with its last value.
fn in_order<K: Ord, V>(mut entries: Vec<(K, V)>) -> Vec<(K, V)> {
    if entries.windows(2).all(|pair| matches!(pair, [one, next] if one.0 < next.0)) {
        return entries;
    }
    let mut right = in_order(entries.split_off(entries.len() / 2));
    let mut left = in_order(entries);
    let mut backwards = Vec::with_capacity(left.len() + right.len());
    while let (Some(one), Some(other)) = (left.last(), right.last()) {
        let larger = match one.0.cmp(&other.0) {
            Ordering::Less => right.pop(),
            Ordering::Greater => left.pop(),
            Ordering::Equal => {
                left.pop();
                continue;
            }
        };
        backwards.extend(larger);
    }
    while let Some(rest) = left.pop().or_else(|| right.pop()) {
        backwards.push(rest);
    }
    backwards.reverse();
    backwards
}

/// Sorts by `order`, equal ones in the order in which they stand: binary insertion, for the short lists of an assessment.
pub fn arrange<T>(list: &mut [T], order: impl Fn(&T, &T) -> Ordering) {
    for end in 1..list.len() {
        let Some((next, before)) = list.get(..=end).and_then(|part| part.split_last()) else { return };
        let at = before.partition_point(|other| order(other, next) != Ordering::Greater);
        if let Some(part) = list.get_mut(at..=end) {
            part.rotate_right(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn a_table_holds_what_a_map_holds(entries: Vec<(u8, u16)>, removed: Vec<u8>) {
            let mut table: Table<u8, u16> = entries.iter().copied().collect();
            let mut map: BTreeMap<u8, u16> = entries.iter().copied().collect();
            for key in &removed {
                prop_assert_eq!(table.remove(key), map.remove(key));
            }
            let mut merged = Table::from_entries(entries.clone());
            for key in &removed {
                merged.remove(key);
            }
            prop_assert_eq!(&merged, &table);
            *table.get_or_default(7) += 1;
            *map.entry(7).or_default() += 1;
            prop_assert_eq!(table.iter().collect::<Vec<_>>(), map.iter().collect::<Vec<_>>());
        }

        #[test]
        fn arranging_is_a_stable_sort(mut list: Vec<(u8, u8)>) {
            let mut sorted = list.clone();
            sorted.sort_by_key(|entry| entry.0);
            arrange(&mut list, |a, b| a.0.cmp(&b.0));
            prop_assert_eq!(list, sorted);
        }
    }
}
