//! One file a screen; each draws what `core::view` or `core::report` says and sends what the reader does.

pub mod explain;
pub mod finding;
pub mod group;
pub mod metrics;
pub mod plan;
pub mod quick;
pub mod report;
pub mod result;
pub mod review;
pub mod scope;
pub mod shelf;
pub mod start;
