//! Invents files of rows; what has to hold of it is in `crates/core/tests/hostile/rows.rs`.
#![no_main]

#[path = "../../crates/core/tests/hostile/mod.rs"]
mod hostile;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| hostile::take(hostile::rows::takes, bytes));
