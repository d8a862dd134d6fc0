//! A hook for panics that does nothing, in place of one that writes to the console: the programs for the browser abort at once (`xtask/src/wasm.rs`), and what a reader sees then is the panel's (docs/decisions/012-an-end-of-our-own.md).

use std::panic::PanicHookInfo;

/// Does nothing.
pub fn hook(_: &PanicHookInfo<'_>) {}

/// Sets nothing.
pub fn set_once() {}
