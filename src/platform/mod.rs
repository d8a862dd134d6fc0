//! The browser as the shell may use it: one port that the loader hands in, every call of it fallible; no other file speaks to the browser.

mod port;

pub use port::Port;
