//! The design system in code: what more than one screen is made of.

#[cfg(any(feature = "desk", feature = "room"))]
pub mod answering;
pub mod art;
#[cfg(not(feature = "room"))]
pub mod dialog;
#[cfg(any(feature = "desk", feature = "room"))]
pub mod document;
pub mod element;
pub mod fields;
#[cfg(feature = "desk")]
pub mod figures;
#[cfg(not(feature = "room"))]
pub mod frame;
#[cfg(feature = "desk")]
pub mod gauge;
#[cfg(feature = "desk")]
pub mod kept;
pub mod languages;
#[cfg(any(feature = "desk", feature = "room"))]
pub mod length;
#[cfg(feature = "desk")]
pub mod metric;
#[cfg(feature = "desk")]
pub mod owner;
#[cfg(feature = "desk")]
pub mod pdf;
#[cfg(any(feature = "desk", feature = "room"))]
pub mod table;
