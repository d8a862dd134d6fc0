//! Where the program reaches what only the desk holds; built without the feature `desk`, all of it is left out and never asked for.

#[cfg(feature = "desk")]
mod dialogs;
#[cfg(feature = "desk")]
mod effects;
#[cfg(feature = "desk")]
mod held;
#[cfg(not(feature = "desk"))]
mod left_out;
#[cfg(feature = "desk")]
mod resume;

#[cfg(feature = "desk")]
pub use dialogs::{dialog, dialog_title};
#[cfg(feature = "desk")]
pub use effects::perform;
#[cfg(feature = "desk")]
pub use held::{asked, content, part, screen};
#[cfg(not(feature = "desk"))]
pub use left_out::{asked, content, dialog, dialog_title, part, perform, resume, screen};
#[cfg(feature = "desk")]
pub use resume::resume;
