//! Where the program runs in tests: on the site, in a window of its own, with A4 in the printer.

use pomscope_core::json::Value;
use pomscope_core::state::{Form, Framed, Paper, Surroundings};

/// The surroundings on a day, as `YYYY-MM-DD`; a test names what else is different.
pub fn site(today: &str) -> Surroundings {
    Surroundings {
        form: Form::Site,
        framed: Framed::No,
        host: String::new(),
        build: "test".into(),
        today: today.to_owned(),
        side: None,
        start: None,
        paper: Paper::A4,
        languages: Vec::new(),
        link: None,
        page: Value::Null,
    }
}
