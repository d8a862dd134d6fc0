//! The app, built three times from this crate: the questions, with the feature `desk` the desk, with the feature `room` the room. What the loader calls is in `handle` and in `room`.

#[cfg(all(feature = "desk", feature = "room"))]
compile_error!("desk and room are two programs: build one at a time");

mod app;
#[cfg(not(feature = "room"))]
mod desk;
#[cfg(not(feature = "room"))]
mod effects;
#[cfg(not(feature = "room"))]
mod handle;
mod platform;
#[cfg(feature = "room")]
mod room;
#[cfg(not(feature = "room"))]
mod screens;
mod store;
mod surroundings;
mod ui;
