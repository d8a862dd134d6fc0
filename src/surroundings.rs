//! What the element says of where a program runs, read from its JSON; what follows from it core decides.

use pomscope_core::answers::Side;
use pomscope_core::json::Value;
use pomscope_core::state::{Form, Framed, Intent, Paper, Surroundings};

use crate::platform::Port;

/// What the element says of where it runs.
pub fn surroundings(config: &Value, port: &Port) -> Surroundings {
    let text = |key: &str| config.get(key).and_then(Value::as_str);
    Surroundings {
        form: match text("form") {
            Some("site") => Form::Site,
            Some("file") => Form::File,
            _ => Form::Embed,
        },
        framed: text("framed").and_then(Framed::parse).unwrap_or_default(),
        host: text("host").unwrap_or_default().to_owned(),
        build: text("build").unwrap_or_default().to_owned(),
        today: port.today(),
        side: text("side").and_then(Side::parse),
        start: text("start").and_then(Intent::parse),
        paper: text("paper").and_then(Paper::parse).unwrap_or_default(),
        languages: languages(config),
        link: text("link").map(str::to_owned),
        page: config.get("page").cloned().unwrap_or_default(),
    }
}

/// Pairs of a tag and the language's own name.
fn languages(config: &Value) -> Vec<(String, String)> {
    let text = |pair: &Value, at: usize| Some(pair.as_array()?.get(at)?.as_str()?.to_owned());
    let list = config.get("languages").and_then(Value::as_array).into_iter().flatten();
    list.filter_map(|pair| Some((text(pair, 0)?, text(pair, 1)?))).collect()
}
