//! The owner of the page around the questions, as the page gave it: read from whatever stood there, with a word on all that is not used; where it is shown is the screens' and the report's business.

use crate::json::{Map, Value};
use crate::text::{Message, Texts};
use crate::visible::visible;

/// The longest name, label or version, in characters; longer ones are cut.
const MOST_NAME: usize = 120;
/// The longest mail address, in characters; a longer one is none.
const MOST_MAIL: usize = 254;
/// The longest address, in characters; a longer one is not used.
const MOST_ADDRESS: usize = 2_000;
/// The longest consent text, in characters; a longer one is not used, since it must be shown word for word.
const MOST_CONSENT: usize = 10_000;
/// The longest logo, in bytes of its `data:` address; a longer one is not used.
pub const MOST_LOGO: usize = 100_000;

/// What the owner asks a visitor to agree to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Consent {
    /// The text, word for word.
    pub text: String,
    /// Its version; empty where the page gave none.
    pub version: String,
}

/// Where the owner would like a visitor to go after the result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallToAction {
    /// An `http:`, `https:` or `mailto:` address.
    pub href: String,
    /// The words of the link; empty where the page gave none.
    pub label: String,
}

/// Who owns the page around the questions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Owner {
    /// The name; empty where the page gave none.
    pub name: String,
    /// A picture as a `data:` address: Pomscope makes no request for one (docs/decisions/011-owner.md).
    pub logo: Option<String>,
    /// A mail address.
    pub contact: Option<String>,
    /// The `http:` or `https:` address of the privacy notice.
    pub privacy: Option<String>,
    /// What a visitor agrees to by handing something over.
    pub consent: Option<Consent>,
    /// Where to go after the result.
    pub cta: Option<CallToAction>,
    /// A sentence for each value that is not used, or not as it came: for whoever made the page.
    pub problems: Vec<Message>,
}

impl Owner {
    /// Reads what the page gave; null is a page that gave nothing.
    #[must_use]
    pub fn read(page: &Value) -> Self {
        let mut reader = Reader { problems: Vec::new() };
        let page = match page {
            Value::Object(page) => page.clone(),
            Value::Null => Map::new(),
            _ => {
                reader.leave("page");
                Map::new()
            }
        };
        reader.unknown("", &page, &["name", "logo", "contact", "privacy", "consent", "cta"]);
        let mut owner = Self {
            name: reader.line(&page, "name", "name"),
            logo: reader.take(&page, "logo", "logo", logo),
            contact: reader.take(&page, "contact", "contact", |text| mail(text).map(str::to_owned)),
            privacy: reader.take(&page, "privacy", "privacy", |text| address(text, &["http", "https"])),
            consent: reader.consent(&page),
            cta: reader.call(&page),
            problems: Vec::new(),
        };
        owner.problems = reader.problems;
        owner
    }

    /// Whether the page gave nothing that is shown.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.name.is_empty()
            && self.logo.is_none()
            && self.contact.is_none()
            && self.privacy.is_none()
            && self.cta.is_none()
    }

    /// The consent that a visitor gives: the owner's, else a sentence of ours with its own version.
    #[must_use]
    pub fn consent(&self, texts: &Texts) -> Consent {
        self.consent.clone().unwrap_or_else(|| Consent {
            text: texts.get("share.consent.default").to_owned(),
            version: DEFAULT_CONSENT.to_owned(),
        })
    }

    /// The words of the link to where the owner would like a visitor to go.
    #[must_use]
    pub fn call_label(&self, texts: &Texts) -> String {
        match &self.cta {
            Some(cta) if !cta.label.is_empty() => cta.label.clone(),
            _ if self.name.is_empty() => texts.get("owner.cta").to_owned(),
            _ => texts.fill("owner.cta.named", &[("owner", self.name.clone())]),
        }
    }

    /// "Offered by …" with the contact, as the report's cover says it; none where the page gave neither.
    #[must_use]
    pub fn line(&self, texts: &Texts) -> Option<String> {
        let contact = self.contact.clone().unwrap_or_default();
        match (self.name.is_empty(), contact.is_empty()) {
            (true, true) => None,
            (false, true) => Some(texts.fill("owner.line", &[("owner", self.name.clone())])),
            (true, false) => Some(texts.fill("owner.line", &[("owner", contact)])),
            (false, false) => {
                Some(texts.fill("owner.line.contact", &[("owner", self.name.clone()), ("contact", contact)]))
            }
        }
    }
}

/// The version of our own consent sentence; a changed sentence gets another one.
pub const DEFAULT_CONSENT: &str = "pomscope-1";

/// Reads values and notes which are not used.
struct Reader {
    problems: Vec<Message>,
}

impl Reader {
    fn leave(&mut self, place: &str) {
        self.problems.push(Message::new("owner.problem.unused").with("place", place));
    }

    fn unknown(&mut self, place: &str, object: &Map, known: &[&str]) {
        for key in object.keys().filter(|key| !known.contains(&key.as_str())) {
            let key = brief(key, 40);
            self.problems.push(Message::new("owner.problem.unknown").with("place", format!("{place}{key}")));
        }
    }

    /// What `understand` makes of the text under a key; an empty text, null and nothing are the same.
    fn take<T>(
        &mut self,
        object: &Map,
        key: &str,
        place: &str,
        understand: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let value = object.get(key).filter(|value| !value.is_null())?;
        let text = value.as_str().map(str::trim);
        if text == Some("") {
            return None;
        }
        let taken = text.and_then(understand);
        if taken.is_none() {
            self.leave(place);
        }
        taken
    }

    /// Notes that what the others mean nothing without is not there.
    fn needed(&mut self, object: &Map, key: &str, place: &str) {
        let empty =
            |value: &Value| value.is_null() || value.as_str().is_some_and(|text| text.trim().is_empty());
        if object.get(key).is_none_or(empty) {
            self.leave(place);
        }
    }

    /// A text of one line, cut where it is too long; what turns the direction of writing is shown by its number.
    fn line(&mut self, object: &Map, key: &str, place: &str) -> String {
        let line = self.take(object, key, place, |text| {
            Some(visible(&text.split_whitespace().collect::<Vec<_>>().join(" ")))
        });
        let line = line.unwrap_or_default();
        if line.chars().nth(MOST_NAME).is_some() {
            self.problems.push(Message::new("owner.problem.cut").with("place", place));
        }
        brief(&line, MOST_NAME)
    }

    fn consent(&mut self, page: &Map) -> Option<Consent> {
        let value = page.get("consent").filter(|value| !value.is_null())?;
        let Value::Object(object) = value else {
            self.leave("consent");
            return None;
        };
        self.unknown("consent.", object, &["text", "version"]);
        let text = self.take(object, "text", "consent.text", |text| {
            text.chars().nth(MOST_CONSENT).is_none().then(|| text.to_owned())
        });
        let version = match object.get("version") {
            // Who writes 3 for "3" means it.
            Some(Value::Number(number)) => brief(number.as_str(), MOST_NAME),
            _ => self.line(object, "version", "consent.version"),
        };
        self.needed(object, "text", "consent.text");
        text.map(|text| Consent { text, version })
    }

    fn call(&mut self, page: &Map) -> Option<CallToAction> {
        let value = page.get("cta").filter(|value| !value.is_null())?;
        let Value::Object(object) = value else {
            self.leave("cta");
            return None;
        };
        self.unknown("cta.", object, &["href", "label"]);
        let href = self.take(object, "href", "cta.href", |text| address(text, &["http", "https", "mailto"]));
        self.needed(object, "href", "cta.href");
        let label = self.line(object, "label", "cta.label");
        href.map(|href| CallToAction { href, label })
    }
}

fn brief(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

/// The address if it is of one of these schemes and has nothing in it that an address cannot have.
fn address(text: &str, schemes: &[&str]) -> Option<String> {
    let (scheme, rest) = text.split_once(':')?;
    let known = schemes.iter().any(|known| scheme.eq_ignore_ascii_case(known));
    let rest = if scheme.eq_ignore_ascii_case("mailto") { rest } else { rest.strip_prefix("//")? };
    let named = rest.chars().next().is_some_and(|c| !matches!(c, '/' | '?' | '#' | ':' | '@'));
    (known && named && plain(text, MOST_ADDRESS)).then(|| text.to_owned())
}

/// Whether a text is not too long and has no space and nothing unseen in it.
fn plain(text: &str, most: usize) -> bool {
    text.chars().nth(most).is_none() && !text.chars().any(|c| c.is_whitespace() || c.is_control()) && {
        // A direction that turns would show another address than the one that is followed.
        visible(text) == text
    }
}

/// The text if it has the shape of a mail address; whether somebody reads it, nobody can tell from it.
#[must_use]
pub fn mail(text: &str) -> Option<&str> {
    let text = text.trim();
    let (local, host) = text.rsplit_once('@')?;
    let barred =
        |c: char| matches!(c, '@' | '<' | '>' | '(' | ')' | '[' | ']' | '\\' | ',' | ';' | ':' | '"');
    let sound = |part: &str| !part.is_empty() && !part.contains(barred);
    let dots = |part: &str| !part.starts_with('.') && !part.ends_with('.') && !part.contains("..");
    (sound(local) && sound(host) && dots(local) && dots(host) && plain(text, MOST_MAIL)).then_some(text)
}

/// The address if it is that of a picture which stands in it whole.
fn logo(text: &str) -> Option<String> {
    let kind = text.strip_prefix("data:image/")?;
    let known = ["png", "jpeg", "webp", "svg+xml"].iter().any(|name| {
        kind.strip_prefix(name).is_some_and(|rest| rest.starts_with([';', ',']) && rest.contains(','))
    });
    (known && text.len() <= MOST_LOGO).then(|| text.to_owned())
}
