//! The facilitator's screens and their addresses; what a participant sees at a kiosk has none of its own.

/// A screen of the facilitator's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Step {
    /// The sessions on this device.
    #[default]
    Home,
    /// A new session, or the settings of the open one.
    Setup,
    /// The open session: who has answered, how more answers come in, what to do next.
    Overview,
    /// An answer code, typed or scanned.
    Code,
    /// A paper form, typed in.
    Paper,
    /// What the group said.
    Result,
    /// The topic at this position, for the wall.
    Discuss(usize),
    /// What was agreed.
    Agreed,
}

impl Step {
    /// Whether the screen shows an open session.
    #[must_use]
    pub fn needs_session(self) -> bool {
        !matches!(self, Self::Home | Self::Setup)
    }

    /// Whether the screen shows a result, which is only there after the reveal.
    #[must_use]
    pub fn needs_reveal(self) -> bool {
        matches!(self, Self::Result | Self::Discuss(_) | Self::Agreed)
    }

    /// The address after the page's own.
    #[must_use]
    pub fn path(self) -> String {
        let end = match self {
            Self::Home => "",
            Self::Setup => "/setup",
            Self::Overview => "/session",
            Self::Code => "/code",
            Self::Paper => "/paper",
            Self::Result => "/result",
            Self::Discuss(at) => return format!("{ROOM}/discuss/{}", at.saturating_add(1)),
            Self::Agreed => "/agreed",
        };
        format!("{ROOM}{end}")
    }

    /// The screen at an address; none for one that is not the room's.
    #[must_use]
    pub fn parse(path: &str) -> Option<Self> {
        let rest = path.strip_prefix(ROOM)?;
        let mut parts = rest.trim_matches('/').split('/');
        let (name, number) = (parts.next().unwrap_or_default(), parts.next());
        Some(match name {
            "setup" => Self::Setup,
            "session" => Self::Overview,
            "code" => Self::Code,
            "paper" => Self::Paper,
            "result" => Self::Result,
            "discuss" => {
                let at = number.and_then(|number| number.parse::<usize>().ok());
                Self::Discuss(at.unwrap_or(1).saturating_sub(1))
            }
            "agreed" => Self::Agreed,
            _ => Self::Home,
        })
    }
}

/// What every address of the room begins with.
pub const ROOM: &str = "#/workshop";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lead_back_to_their_screens() {
        use Step::{Agreed, Code, Discuss, Home, Overview, Paper, Result, Setup};
        for step in [Home, Setup, Overview, Code, Paper, Result, Discuss(0), Discuss(4), Agreed] {
            assert_eq!(Step::parse(&step.path()), Some(step));
        }
        assert_eq!(Step::parse("#/workshop/nothing"), Some(Home));
        assert_eq!(Step::parse("#/workshop/discuss/none"), Some(Discuss(0)));
        assert_eq!(Step::parse("#/result"), None);
    }
}
