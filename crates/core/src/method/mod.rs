//! The one scoring function and what is read from its profile (METHOD sections 3 to 6 and 11); nothing is rounded or worded here.

mod bands;
mod derivation;
mod group;
mod profile;
mod score;
mod sheet;

pub use bands::{Band, above, at_least, at_most, below};
pub use derivation::{Derivation, Line, derive_block, derive_group, derive_thread};
pub use group::{Cell, Facets, LevelStatus};
pub use profile::{
    Contradiction, Loose, Paradox, ParadoxKind, SecondLook, contradictions, loose_levels, paradoxes,
    second_looks,
};
pub use score::{
    Circumstances, Confidence, LevelScore, Overall, Reason, Score, ScoreError, ThreadScore, score,
    score_sheet,
};
pub use sheet::Sheet;
