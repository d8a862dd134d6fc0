//! A bundle: a pack and its wordings in one file, for handing over; what they mean is read in `pack` and `content`.

use crate::content::Wording;
use crate::json::{Value, object};
use crate::lens::Lens;
use crate::pack::{Code, Fault, Pack, PackKind};

/// The `format` of a bundle.
pub const BUNDLE_FORMAT: &str = "pomscope-bundle";

/// A pack with its wordings, all of them sound.
#[derive(Clone, Debug, PartialEq)]
pub struct Bundle {
    /// What is asked and scored.
    pub pack: Pack,
    /// How it is put, at least in one language, each language once, in the order of their tags.
    pub wordings: Vec<Wording>,
}

impl Bundle {
    /// Reads a bundle: `{"format": "pomscope-bundle", "formatVersion": 1, "pack": {…}, "wordings": {"en": {…}}}`.
    ///
    /// # Errors
    /// Every fault of the bundle, of its pack and of its wordings; these are not looked at before the pack is sound.
    pub fn from_json(value: &Value) -> Result<Self, Vec<Fault>> {
        if value.get("format").and_then(Value::as_str) != Some(BUNDLE_FORMAT) {
            return Err(vec![Fault::at(
                Code::NotBundle,
                "format",
                format!("this is no bundle: \"format\" must be \"{BUNDLE_FORMAT}\""),
            )]);
        }
        match value.get("formatVersion").and_then(Value::as_u64) {
            Some(1) => {}
            Some(newer) if newer > 1 => {
                let what =
                    format!("format {newer} is newer than this program knows (1); use a newer Pomscope");
                return Err(vec![Fault::at(Code::BundleFormat, "formatVersion", what)]);
            }
            _ => return Err(vec![Fault::at(Code::BundleFormat, "formatVersion", "must be 1".into())]),
        }
        let nothing = Value::Null;
        let structure = value.get("pack").unwrap_or(&nothing);
        let pack = Pack::from_json(structure)
            .map_err(|faults| faults.into_iter().map(|fault| fault.inside(&["pack"])).collect::<Vec<_>>())?;
        let mut faults = Vec::new();
        let mut wordings = Vec::new();
        for (lang, value) in value.get("wordings").and_then(Value::as_object).into_iter().flatten() {
            let place = ["wordings", lang.as_str()];
            match wording_of(structure, &pack, value) {
                Ok(wording) if wording.lang == *lang => wordings.push(wording),
                Ok(wording) => faults.push(Fault::under(
                    Code::OtherLanguage,
                    &["wordings", lang, "lang"],
                    format!("its \"lang\" is {}; put it under that key, or mend \"lang\"", wording.lang),
                )),
                Err(told) => faults.extend(told.into_iter().map(|fault| fault.inside(&place))),
            }
        }
        if wordings.is_empty() && faults.is_empty() {
            faults.push(Fault::at(
                Code::NoWording,
                "wordings",
                "there is no wording; put at least one under its language".into(),
            ));
        }
        if faults.is_empty() { Ok(Self { pack, wordings }) } else { Err(faults) }
    }

    /// The wording in a language; where there is none, in the same language of another region, in English, or the first.
    #[must_use]
    pub fn wording(&self, lang: &str) -> Option<&Wording> {
        let base = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
        let found = |fits: &dyn Fn(&str) -> bool| self.wordings.iter().find(|wording| fits(&wording.lang));
        found(&|other| other.eq_ignore_ascii_case(lang))
            .or_else(|| found(&|other| base(other) == base(lang)))
            .or_else(|| found(&|other| base(other) == "en"))
            .or_else(|| self.wordings.first())
    }
}

/// Reads a wording of a sound pack, block or lens, whose JSON is `structure`.
///
/// # Errors
/// Every fault of the wording.
pub fn wording_of(structure: &Value, pack: &Pack, wording: &Value) -> Result<Wording, Vec<Fault>> {
    match pack.kind {
        PackKind::Block => Wording::from_json(wording, pack),
        PackKind::Lens => Lens::from_json(structure, wording).map(|lens| lens.wording),
    }
}

/// The bundle of a pack's and its wordings' JSON, each as it is in its own file.
#[must_use]
pub fn bundle(pack: Value, wordings: Vec<(String, Value)>) -> Value {
    object(vec![
        ("format", BUNDLE_FORMAT.into()),
        ("formatVersion", Value::from(1_u8)),
        ("pack", pack),
        ("wordings", Value::Object(wordings.into_iter().collect())),
    ])
}
