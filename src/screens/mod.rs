//! One file a screen; each draws what `core::view` or `core::report` says and sends what the reader does.

#[cfg(feature = "desk")]
pub mod code;
#[cfg(feature = "desk")]
pub mod compare;
#[cfg(feature = "desk")]
pub mod explain;
pub mod finding;
pub mod group;
#[cfg(feature = "desk")]
pub mod metrics;
#[cfg(feature = "desk")]
pub mod plan;
pub mod quick;
#[cfg(feature = "desk")]
pub mod report;
#[cfg(feature = "desk")]
pub mod result;
#[cfg(feature = "desk")]
pub mod review;
pub mod scope;
#[cfg(feature = "desk")]
pub mod share;
#[cfg(feature = "desk")]
pub mod shelf;
pub mod start;
