//! The draft of a mail about what is handed over: a `mailto:` address with a short text. No file can be attached by an address, and the text says so.

use crate::method::score;
use crate::share::preview::{field_key, part_key};
use crate::share::{Part, Share};
use crate::text::Texts;

/// The longest address, in bytes: mail programs cut what is much longer.
const MOST_LINK: usize = 1_500;

/// The address of a draft to `to`, or to nobody yet; none while something stands in the way of handing over. At most 1,500 bytes and what a mail address takes.
#[must_use]
pub fn mail_link(share: &Share<'_>, to: Option<&str>) -> Option<String> {
    if !share.faults().is_empty() {
        return None;
    }
    let texts = &share.content.texts;
    let mut link = format!("mailto:{}?subject=", encoded(to.unwrap_or_default()));
    link.push_str(&encoded(
        &texts.fill("share.mail.subject", &[("subject", share.content.wording.name.clone())]),
    ));
    link.push_str("&body=");
    for line in body(share, texts) {
        let line = format!("{}%0D%0A", encoded(&line));
        // What does not fit is in the file.
        if link.len() + line.len() <= MOST_LINK {
            link.push_str(&line);
        }
    }
    Some(link)
}

/// The text, a line each, the most needed first.
fn body(share: &Share<'_>, texts: &Texts) -> Vec<String> {
    let parts: Vec<String> = share.choice.parts().map(|part| texts.get(part_key(part)).to_owned()).collect();
    let mut lines = vec![texts.fill("share.mail.attach", &[("parts", texts.list(&parts))]), String::new()];
    if share.choice.has(Part::Scores)
        && let Ok(score) = score(&share.content.pack, share.assessment)
    {
        let overall = &score.overall;
        lines.push(texts.fill(
            "share.mail.score",
            &[
                ("score", texts.score(overall.score)),
                ("of", share.content.pack.top().to_string()),
                ("level", overall.attained.to_string()),
            ],
        ));
        for thread in &score.threads {
            let name = share.content.wording.thread_name(&thread.thread);
            lines.push(texts.pair(name, &texts.score(thread.score)));
        }
        lines.push(String::new());
    }
    if share.choice.has(Part::Contact) {
        for (field, text) in share.contact.filled() {
            lines.push(texts.pair(texts.get(field_key(field)), text));
        }
        lines.push(String::new());
    }
    let version = share.consent.version.clone();
    let key = if version.is_empty() { "share.mail.agreed" } else { "share.mail.agreed.version" };
    lines.push(texts.fill(key, &[("version", version), ("at", share.at.to_owned())]));
    lines
}

/// The text with all that is not a letter or a digit of ASCII, or one of `-._~@`, as its bytes behind a `%`.
fn encoded(text: &str) -> String {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let mut link = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'@') {
            link.push(char::from(byte));
        } else {
            link.push('%');
            for half in [byte >> 4, byte & 15] {
                link.extend(DIGITS.get(usize::from(half)).copied().map(char::from));
            }
        }
    }
    link
}
