//! The design system in code: what more than one screen is made of.

pub mod dialog;
#[cfg(feature = "desk")]
pub mod document;
pub mod element;
pub mod fields;
#[cfg(feature = "desk")]
pub mod figures;
pub mod frame;
pub mod gauge;
pub mod metric;
#[cfg(feature = "desk")]
pub mod owner;
#[cfg(feature = "desk")]
pub mod pdf;
