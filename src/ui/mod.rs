//! The design system in code: what more than one screen is made of.

pub mod art;
#[cfg(not(feature = "room"))]
pub mod dialog;
#[cfg(any(feature = "desk", feature = "room"))]
pub mod document;
pub mod element;
pub mod fields;
#[cfg(any(feature = "desk", feature = "room"))]
pub mod figures;
#[cfg(not(feature = "room"))]
pub mod frame;
pub mod gauge;
#[cfg(not(feature = "room"))]
pub mod metric;
#[cfg(feature = "desk")]
pub mod owner;
#[cfg(feature = "desk")]
pub mod pdf;
