//! Everything in Pomscope that can be right or wrong; no browser, no clock, no randomness, no input or output lives here.

#![warn(missing_docs)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

pub mod answers;
pub mod book;
pub mod bundle;
pub mod code;
pub mod compare;
pub mod content;
pub mod decimal;
mod digest;
pub mod fault;
pub mod file_name;
pub mod group;
pub mod intake;
pub mod json;
pub mod kit;
pub mod lens;
pub mod method;
pub mod metrics;
pub mod next;
pub mod outbox;
pub mod own_words;
pub mod owner;
pub mod pack;
pub mod plan;
pub mod report;
pub mod room;
pub mod share;
pub mod state;
pub mod style;
pub mod table;
pub mod text;
pub mod time;
pub mod versions;
pub mod view;
pub mod visible;
pub mod wire;
