//! The design system in code: what more than one screen is made of.

pub mod dialog;
pub mod element;
pub mod fields;
pub mod figures;
pub mod frame;
pub mod gauge;
pub mod metric;
