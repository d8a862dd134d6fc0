//! Several people's answers, each scored by the one function and then combined (METHOD section 9); how it is written to files lives in `wire`, how it is told on the screens that show it.
//!
//! [`Shown`] is all that may leave this folder towards a reader: what would give away the answers of a few people is not in it.

mod agreed;
mod anonymity;
mod discussion;
mod merge;
mod response;
mod reveal;
mod session;
mod shown;
mod sight;
mod spread;
mod sums;
mod tally;
mod trust;
mod witness;

pub use agreed::{Agreed, AgreedLens, AgreedProfile, agreed_lens, agreed_profile, as_assessment};
pub use anonymity::{Foretold, Rule, Threshold, foretell, propose};
pub use discussion::{Contrast, Quadrant, Reason, Topic, WatermelonShare};
pub use merge::{Conflict, Merged, NotMerged, merge};
pub use response::{Part, Response, ResponseId, Twice, distinct};
pub use reveal::{NotRevealed, Reveal};
pub use session::{Form, HeadCounts, RawResponse, Session, Signed};
pub use shown::{ItemOf, PartOf, Shown, ShownItem, Whose};
pub use spread::Spread;
pub use tally::{ByCounts, Consensus, Reading, Tally, Weight};
pub use trust::{GroupTrust, trust};
