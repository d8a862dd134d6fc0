//! Prints what scoring and combining cost on this machine, in microseconds, as JSON; tests/bench.mjs does the same in wasm.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
// A bench reads the clock; the crates never do.
#![allow(clippy::disallowed_methods)]

use std::hint::black_box;
use std::time::Instant;

use pomscope_bench::Group;

/// The shortest of several rounds, in microseconds: what the work takes when nothing else is in the way.
fn shortest(rounds: usize, work: impl Fn() -> usize) -> f64 {
    let round = |_| {
        let start = Instant::now();
        black_box(work());
        start.elapsed().as_secs_f64() * 1e6
    };
    (0..rounds).map(round).fold(f64::INFINITY, f64::min)
}

fn main() {
    let group = Group::of(1_000).unwrap();
    println!("{{\"score\": {:.3}", shortest(9, || group.assess(1_000)) / 1_000.0);
    for (people, rounds) in [(1, 99), (100, 49), (10_000, 5)] {
        let mut group = Group::of(people).unwrap();
        assert_eq!(group.score(), people);
        println!(", \"combine{people}\": {:.1}", shortest(rounds, || group.combine()));
        println!(", \"both{people}\": {:.1}", shortest(rounds, || group.score_and_combine()));
    }
    println!("}}");
}
