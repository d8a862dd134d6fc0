//! An answer code, as it is typed, scanned or stands in a link: what is read encodes to itself, and what is refused says why.

use pomscope_core::answers::{Answer, Assessment, Rating, Side};
use pomscope_core::code::{CodeError, Kind, decode, encode};
use pomscope_core::method::score;
use pomscope_core::pack::Pack;
use pomscope_core::versions::read_code;

use super::{ground, sample};

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The text as a code, the text as the answers that a code is made of, and what stands behind `=` as the middle of a code that fits its checks.
pub fn takes(text: &str) {
    let content = ground::content();
    let lenses = content.lenses.iter().map(|lens| &lens.pack);
    let packs: Vec<&Pack> = std::iter::once(sample::real()).chain(lenses).collect();
    typed(&packs, text);
    for pack in &packs {
        let (assessment, kind) = answers(pack, text);
        let code = encode(pack, &assessment, kind).code;
        let decoded = decode(&packs, code.plain()).unwrap();
        assert_eq!((&decoded.assessment, decoded.kind), (&assessment, kind), "{}", code.plain());
        typed(&packs, code.plain());
    }
    // A thousand pairs of checks are tried for one that fits: for texts that ask for it.
    if let Some(fitting) = text.strip_prefix('=').and_then(|middle| fitted(sample::real(), middle)) {
        typed(&packs, &fitting);
    }
}

fn typed(packs: &[&Pack], text: &str) {
    match decode(packs, text) {
        Err(error) => ground::said(&error.message()),
        Ok(decoded) => {
            let pack = packs.iter().find(|pack| pack.id == decoded.assessment.pack_id).unwrap();
            let again = encode(pack, &decoded.assessment, decoded.kind);
            assert!(again.left_out.is_empty(), "{text}");
            for text in [
                again.code.plain().to_owned(),
                again.code.grouped().to_lowercase(),
                again.code.link("https://example.org/a?b#c"),
            ] {
                assert_eq!(decode(packs, &text).as_ref(), Ok(&decoded), "{text}");
            }
            let same = encode(pack, &decoded.assessment, decoded.kind).code;
            assert_eq!(same, again.code, "a code encodes to itself");
            bounded(pack, &decoded.assessment);
        }
    }
    match read_code(sample::real(), text) {
        Err(error) => ground::said(&error.message()),
        Ok(read) => {
            let again = read_code(sample::real(), read.code.plain()).unwrap();
            assert_eq!(again, read, "{text}");
        }
    }
}

fn bounded(pack: &Pack, assessment: &Assessment) {
    let Ok(score) = score(pack, assessment) else { return };
    assert!(score.overall.low <= score.overall.score && score.overall.score <= score.overall.high);
}

/// Answers that follow from a text, item by item.
fn answers(pack: &Pack, text: &str) -> (Assessment, Kind) {
    let mut assessment = Assessment::new(String::new(), pack, String::new());
    let mut bytes = text.bytes().cycle().take(512);
    let mut next = |most: u8| bytes.next().unwrap_or_default() % most;
    for item in &pack.asked {
        let rating = Rating::ALL.get(usize::from(next(9))).copied();
        if let Some(rating) = rating.filter(|rating| rating.allowed(item)) {
            let answer = Answer { rating: Some(rating), ..Answer::default() };
            assessment.answers.insert(item.id.clone(), answer);
        }
    }
    assessment.side = Side::ALL.get(usize::from(next(4))).copied();
    for thread in &pack.threads {
        let (placed, wanted) = (next(9), next(16));
        if (1..=pack.top()).contains(&placed) {
            assessment.placement.insert(thread.clone(), placed);
        }
        let target = f64::from(wanted) / 2.0;
        if (1.0..=f64::from(pack.top())).contains(&target) {
            assessment.targets.insert(thread.clone(), target);
        }
    }
    let number = u32::from(next(255)) << 12 | u32::from(next(255));
    (assessment, if next(2) == 0 { Kind::Single } else { Kind::InSession(number) })
}

/// A code of the pack's with whatever between its head and checks that fit: no inventor of texts finds these by chance.
fn fitted(pack: &Pack, text: &str) -> Option<String> {
    let (assessment, kind) = answers(pack, text);
    let code = encode(pack, &assessment, kind).code;
    let head = code.plain().get(..4)?;
    let symbol = |byte: u8| char::from(ALPHABET[usize::from(byte & 31)]);
    let mut middle: String = text.bytes().cycle().take(1_400).map(symbol).collect();
    let wanted = match decode(&[pack], &format!("{head}{middle}")).unwrap_err() {
        CodeError::TooShort { wanted: Some(wanted), .. } | CodeError::TooLong { wanted, .. } => wanted,
        _ => return None,
    };
    middle.truncate(wanted.checked_sub(6)?);
    let pairs = ALPHABET.iter().flat_map(|one| ALPHABET.iter().map(move |other| [*one, *other]));
    let fits = pairs.map(|[one, other]| format!("{head}{middle}{}{}", char::from(one), char::from(other)));
    // What fits its checks is read, or refused for what it says; that looks the same as checks that do not fit.
    fits.into_iter().find(|code| decode(&[pack], code).is_ok())
}
