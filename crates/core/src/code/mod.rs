//! The answer code: an assessment's answers as a few characters that can be typed, scanned or put into a link; which screen shows it is decided in `state`.

mod alphabet;
mod check;
mod layout;
mod number;
mod qr;

use crate::answers::Assessment;
use crate::pack::{Pack, ThreadId};
use crate::text::Message;

pub use qr::{Qr, qr};

use layout::{HEAD, Head, Mode, ReadHead};

/// How many responses a session tells apart: 20 bits.
pub const RESPONSES: u32 = 1 << 20;

/// What a link carries after its base address, before the code.
pub const LINK: &str = "#pomscope=";

/// What a code stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// One assessment.
    #[default]
    Single,
    /// One response in a session, with its random number below [`RESPONSES`], so that it counts once however often it comes.
    InSession(u32),
}

/// A code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    plain: String,
}

impl Code {
    /// Its characters without hyphens, as they stand in links.
    #[must_use]
    pub fn plain(&self) -> &str {
        &self.plain
    }

    /// Its characters in groups of four, as people read them.
    #[must_use]
    pub fn grouped(&self) -> String {
        alphabet::grouped(&self.plain)
    }

    /// How many characters it has, hyphens left out.
    #[must_use]
    pub fn characters(&self) -> usize {
        self.plain.len()
    }

    /// The link that carries it, to a page at this address; what stood after `#` there goes.
    #[must_use]
    pub fn link(&self, address: &str) -> String {
        let base = address.split('#').next().unwrap_or_default();
        format!("{base}{LINK}{}", self.plain)
    }
}

/// What an assessment held that its code does not, though a code could hold its like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// A quick check's level that the pack does not have.
    Placement(ThreadId),
    /// A target that is no half step of the pack's levels.
    Target(ThreadId),
}

/// An assessment as a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Encoded {
    /// The code.
    pub code: Code,
    /// Bits of what it says: side, answers, placement, targets, and in a session the response's number.
    pub bits: usize,
    /// What had to be left out.
    pub left_out: Vec<LeftOut>,
}

/// What a code held.
#[derive(Clone, Debug, PartialEq)]
pub struct Decoded {
    /// What it stands for.
    pub kind: Kind,
    /// The answers, placement, targets and side, with the pack's id and version; all else is empty, the id too.
    pub assessment: Assessment,
}

/// Why a text is no code of a known pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodeError {
    /// Nothing stands there.
    Empty,
    /// A character that no code has.
    NoSuchCharacter {
        /// The character.
        character: char,
        /// Which one of the code it is, from 1, hyphens and spaces left out.
        place: usize,
    },
    /// Characters are missing.
    TooShort {
        /// How many there are.
        given: usize,
        /// How many there should be; none where too few are there to tell.
        wanted: Option<usize>,
    },
    /// There are characters too many.
    TooLong {
        /// How many there are.
        given: usize,
        /// How many there should be.
        wanted: usize,
    },
    /// The check symbols do not fit the others.
    Wrong,
    /// Made by a later Pomscope.
    Newer,
    /// Made with a questionnaire, or a version of one, that is not known here.
    OtherPack,
}

impl CodeError {
    /// The sentence for the reader: what is wrong and what to do.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Empty => Message::new("answerCode.error.empty"),
            Self::NoSuchCharacter { character, place } => {
                let shown = crate::visible::visible(&character.to_string());
                Message::new("answerCode.error.character").with("character", shown).count("place", *place)
            }
            Self::TooShort { given, wanted: None } => {
                Message::new("answerCode.error.start").count("n", *given)
            }
            Self::TooShort { given, wanted: Some(wanted) } => {
                Message::new("answerCode.error.short").count("n", *given).count("wanted", *wanted)
            }
            Self::TooLong { given, wanted } => {
                Message::new("answerCode.error.long").count("n", *given).count("wanted", *wanted)
            }
            Self::Wrong => Message::new("answerCode.error.wrong"),
            Self::Newer => Message::new("answerCode.error.newer"),
            Self::OtherPack => Message::new("answerCode.error.pack"),
        }
    }
}

/// The shortest code of an assessment of this pack: its ratings, placement, targets and side, and nothing else of it. A rating
/// that an item does not offer counts as unanswered (METHOD section 2).
#[must_use]
pub fn encode(pack: &Pack, assessment: &Assessment, kind: Kind) -> Encoded {
    let mut left_out = Vec::new();
    let (mut placement, mut targets) = (false, false);
    for thread in &pack.threads {
        if let Some(level) = assessment.placement.get(thread) {
            if layout::placed(pack, *level) {
                placement = true;
            } else {
                left_out.push(LeftOut::Placement(thread.clone()));
            }
        }
        if let Some(target) = assessment.targets.get(thread) {
            if layout::half(pack, *target).is_some() {
                targets = true;
            } else {
                left_out.push(LeftOut::Target(thread.clone()));
            }
        }
    }
    let session = kind != Kind::Single;
    let key = layout::key(pack);
    let mut best: Option<(Vec<u8>, usize)> = None;
    for mode in Mode::ALL {
        let head = Head { session, placement, targets, mode, key };
        let Some((after, bits)) = layout::write(pack, head, kind, assessment) else { continue };
        if best.as_ref().is_none_or(|(best, fewest)| (HEAD + after.len(), bits) < (best.len(), *fewest)) {
            best = Some((head.symbols().into_iter().chain(after).collect(), bits));
        }
    }
    // There is always one: the mode `Any` can say everything.
    let (mut symbols, bits) = best.unwrap_or_default();
    symbols.extend(check::checks(&symbols));
    Encoded { code: Code { plain: alphabet::plain(&symbols) }, bits, left_out }
}

/// Whether the codes of two packs cannot be told from one another.
#[must_use]
pub(crate) fn same_key(one: &Pack, other: &Pack) -> bool {
    layout::key(one) == layout::key(other)
}

/// What a typed code, or a link with one, holds. Hyphens, spaces and case do not count; O is read as 0, I and L as 1.
///
/// # Errors
/// [`CodeError`]: every single wrong character and every swap of two neighbours is one.
pub fn decode(packs: &[&Pack], typed: &str) -> Result<Decoded, CodeError> {
    let symbols = alphabet::read(typed)?;
    let given = symbols.len();
    let head = Head::read(&symbols).ok_or(CodeError::TooShort { given, wanted: None })?;
    let sound = check::holds(&symbols);
    let head = match head {
        ReadHead::Newer if sound => return Err(CodeError::Newer),
        ReadHead::Newer => return Err(CodeError::Wrong),
        ReadHead::Known(head) => head,
    };
    let Some(pack) = packs.iter().find(|pack| layout::key(pack) == head.key) else {
        return Err(if sound { CodeError::OtherPack } else { CodeError::Wrong });
    };
    let after = symbols.get(HEAD..).unwrap_or_default();
    let Some(wanted) = layout::expected(pack, head, after).map(|length| length + check::CHECKS) else {
        return Err(if sound { CodeError::Wrong } else { CodeError::TooShort { given, wanted: None } });
    };
    if given < wanted {
        return Err(CodeError::TooShort { given, wanted: Some(wanted) });
    }
    if given > wanted {
        return Err(CodeError::TooLong { given, wanted });
    }
    if !sound {
        return Err(CodeError::Wrong);
    }
    let mut assessment = Assessment::new(String::new(), pack, String::new());
    let after = symbols.get(HEAD..wanted - check::CHECKS).unwrap_or_default();
    let kind = layout::read(pack, head, after, &mut assessment).ok_or(CodeError::Wrong)?;
    Ok(Decoded { kind, assessment })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::parse;

    /// With head and checks made to fit, what lies between may be anything: it is refused, or a code of exactly what it says.
    #[test]
    fn what_passes_the_checks_is_read_or_refused_and_never_half_read() {
        let pack =
            Pack::from_json(&parse(include_str!("../../tests/code/pack-1.0.0.json")).unwrap()).unwrap();
        let mut chance = 7_u64;
        let mut symbol = || {
            chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (chance >> 40) as u8 & 31
        };
        let (mut read, mut refused, mut none) = (0, 0, 0);
        for _ in 0..400 {
            for flags in 0..32_u8 {
                let (session, placement, targets) = (flags & 16 > 0, flags & 8 > 0, flags & 4 > 0);
                let mode = Mode::ALL[usize::from(flags & 3)];
                let head = Head { session, placement, targets, mode, key: layout::key(&pack) };
                let mut symbols = head.symbols();
                let after: Vec<u8> = (0..40).map(|_| symbol()).collect();
                let Some(length) = layout::expected(&pack, head, &after) else {
                    none += 1;
                    continue;
                };
                symbols.extend(after.into_iter().take(length - HEAD));
                symbols.extend(check::checks(&symbols));
                match decode(&[&pack], &alphabet::plain(&symbols)) {
                    Err(error) => {
                        assert_eq!(error, CodeError::Wrong);
                        refused += 1;
                    }
                    Ok(decoded) => {
                        let again = encode(&pack, &decoded.assessment, decoded.kind).code;
                        assert_eq!(decode(&[&pack], again.plain()).as_ref(), Ok(&decoded));
                        assert!(again.characters() <= symbols.len());
                        read += 1;
                    }
                }
            }
        }
        assert!(read > 1_000 && refused > 1_000 && none == 0, "{read} {refused} {none}");
    }

    #[test]
    fn a_head_of_a_later_format_is_told_from_a_wrong_character() {
        let mut symbols = vec![16, 0, 0, 0, 9, 9, 9];
        symbols.extend(check::checks(&symbols));
        let text = alphabet::plain(&symbols);
        assert_eq!(decode(&[], &text), Err(CodeError::Newer));
        assert_eq!(decode(&[], &format!("{text}0")), Err(CodeError::Wrong));
    }
}
