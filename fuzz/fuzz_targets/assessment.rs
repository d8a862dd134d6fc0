//! Invents files of assessments; what has to hold of it is in `crates/core/tests/hostile/assessment.rs`.
#![no_main]

#[path = "../../crates/core/tests/hostile/mod.rs"]
mod hostile;

libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, most: usize, seed: u32| {
    let plain = libfuzzer_sys::fuzzer_mutate;
    hostile::mutate::in_place(data, size, most, seed, plain)
});

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| hostile::take(hostile::assessment::takes, bytes));
