//! How long a step of the build took, for a person to read; no check depends on it.

use std::time::Instant;

pub struct Clock(Instant);

impl Clock {
    #[expect(
        clippy::disallowed_methods,
        reason = "the build tool runs on a real machine and tells how long it took"
    )]
    pub fn start() -> Self {
        Self(Instant::now())
    }

    /// As "4.2 s" or "3 min 12 s".
    pub fn read(&self) -> String {
        let seconds = self.0.elapsed().as_secs_f64();
        if seconds < 100.0 {
            format!("{seconds:.1} s")
        } else {
            let whole = self.0.elapsed().as_secs();
            format!("{} min {} s", whole / 60, whole % 60)
        }
    }
}
