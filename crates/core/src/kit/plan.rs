//! How long a workshop takes: whole minutes from people, devices and statements; what may be seen is the group's to say, and the words for it are the agenda's.

use std::fmt;

use crate::group::{Foretold, Rule, foretell};
use crate::kit::order;
use crate::pack::Pack;

/// Seconds to read and rate one statement: an estimate, to be replaced by what sessions measure (`timings`, METHOD section 12).
pub const STATEMENT_SECONDS: u32 = 12;
/// Seconds for each person to take the device and read the instructions: an estimate.
pub const HANDOVER_SECONDS: u32 = 60;
/// Seconds to type in one statement of a paper form: an estimate.
pub const TYPING_SECONDS: u32 = 3;
/// Seconds to take the next paper form from the pile: an estimate.
pub const NEXT_FORM_SECONDS: u32 = 20;
/// Minutes after which those who wait grow restless: above, the agenda says how many devices would help.
pub const LONG_COLLECTING: u32 = 30;
/// How many statements are discussed (METHOD section 9).
pub const DISCUSSED: u32 = 5;
/// Minutes for each of them.
pub const DISCUSSION_MINUTES: u32 = 8;
/// The most people whom a plan takes.
pub const MOST_PEOPLE: u16 = 999;

/// How much is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// Everything.
    #[default]
    Full,
    /// The practices of the scored levels.
    Short,
}

impl Form {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Full, Self::Short];

    /// Its name on the command line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Short => "short",
        }
    }

    /// The form of this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.as_str() == name)
    }

    /// How many statements it has.
    #[must_use]
    pub fn statements(self, pack: &Pack) -> u32 {
        let count: usize = pack.groups.iter().map(|group| order::asked(group, self).count()).sum();
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    /// Minutes that one person takes, rounded up, at least 1: an estimate.
    #[must_use]
    pub fn minutes(self, pack: &Pack) -> u32 {
        whole_minutes(
            self.statements(pack).saturating_mul(STATEMENT_SECONDS).saturating_add(HANDOVER_SECONDS),
        )
    }
}

fn whole_minutes(seconds: u32) -> u32 {
    seconds.div_ceil(60).max(1)
}

/// Whether the sides were counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Split {
    /// They were.
    Known,
    /// Half and half is assumed.
    Assumed,
}

/// How many people come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heads {
    /// Who answers for IT.
    pub it: u32,
    /// Who answers for the business.
    pub business: u32,
    /// Who looks on and is not counted.
    pub observing: u32,
    /// Whether the sides were counted.
    pub split: Split,
}

/// Why head counts do not go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadsError {
    /// Nobody was counted.
    Missing,
    /// One side was counted, and neither the other nor all.
    OneSide,
    /// The sides are more than all people.
    TooFew,
}

impl fmt::Display for HeadsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Missing => "Say how many people come: --people 12, or --it 6 --business 6.",
            Self::OneSide => "Say how many come from the other side too: --it 6 --business 6.",
            Self::TooFew => "--people counts everyone; it cannot be less than --it and --business together.",
        })
    }
}

impl Heads {
    /// Head counts from what was said: all people, or the sides, or both. With all people alone half and half is assumed, the odd one for IT.
    ///
    /// # Errors
    /// [`HeadsError`] where nobody, or one side alone, was counted, or the sides are more than all.
    pub fn new(people: Option<u16>, it: Option<u16>, business: Option<u16>) -> Result<Self, HeadsError> {
        let [people, it, business] = [people, it, business].map(|count| count.map(u32::from));
        let of =
            |it: u32, business: u32, observing: u32| Self { it, business, observing, split: Split::Known };
        match (people, it, business) {
            (None, Some(it), Some(business)) if it + business > 0 => Ok(of(it, business, 0)),
            (None, None, None) | (None, Some(_), Some(_)) | (Some(0), _, _) => Err(HeadsError::Missing),
            (None, _, _) => Err(HeadsError::OneSide),
            (Some(people), None, None) => {
                let business = people / 2;
                Ok(Self { split: Split::Assumed, ..of(people - business, business, 0) })
            }
            (Some(people), it, business) => {
                let it_given = it.or_else(|| people.checked_sub(business.unwrap_or(0)));
                let it = it_given.ok_or(HeadsError::TooFew)?;
                let rest = people.checked_sub(it).ok_or(HeadsError::TooFew)?;
                let business = business.unwrap_or(rest);
                let observing = rest.checked_sub(business).ok_or(HeadsError::TooFew)?;
                if it + business == 0 { Err(HeadsError::Missing) } else { Ok(of(it, business, observing)) }
            }
        }
    }

    /// How many answer.
    #[must_use]
    pub fn answering(self) -> u32 {
        self.it + self.business
    }
}

/// A time of day, to the minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockTime(u16);

impl ClockTime {
    const DAY: u32 = 24 * 60;

    /// The time that `HH:MM` names, from 00:00 to 23:59.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (hours, minutes) = text.split_once(':')?;
        let two = |part: &str| -> Option<u16> {
            (part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit())).then(|| part.parse().ok())?
        };
        let (hours, minutes) = (two(hours)?, two(minutes)?);
        (hours < 24 && minutes < 60).then_some(Self(hours * 60 + minutes))
    }

    /// So many minutes later, as `HH:MM`; past midnight the day begins anew.
    #[must_use]
    pub fn after(self, minutes: u32) -> String {
        let at = (u32::from(self.0) + minutes % Self::DAY) % Self::DAY;
        format!("{:02}:{:02}", at / 60, at % 60)
    }
}

/// A step of the workshop, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Why we are here, and what is promised.
    Welcome,
    /// Everyone answers alone.
    Collect,
    /// The answers are put together.
    Break,
    /// Everyone sees the result.
    Reveal,
    /// Why we differ.
    Discuss,
    /// One rating for all.
    Agree,
    /// Who does what by when.
    Next,
    /// What is kept and what is deleted.
    Close,
}

impl Step {
    /// All, in order.
    pub const ALL: [Self; 8] = [
        Self::Welcome,
        Self::Collect,
        Self::Break,
        Self::Reveal,
        Self::Discuss,
        Self::Agree,
        Self::Next,
        Self::Close,
    ];

    /// Its name in keys.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Welcome => "welcome",
            Self::Collect => "collect",
            Self::Break => "break",
            Self::Reveal => "reveal",
            Self::Discuss => "discuss",
            Self::Agree => "agree",
            Self::Next => "next",
            Self::Close => "close",
        }
    }
}

/// A step with its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// The step.
    pub step: Step,
    /// Minutes from the beginning of the workshop to its own.
    pub begins: u32,
    /// How many minutes it takes.
    pub minutes: u32,
}

/// A workshop as it is planned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Who comes.
    pub heads: Heads,
    /// How many devices there are; with none everyone writes on paper.
    pub devices: u16,
    /// How much is asked.
    pub form: Form,
    /// What protects those who answer.
    pub rule: Rule,
    /// When it begins; without, times count from 0:00.
    pub start: Option<ClockTime>,
    /// The day, `YYYY-MM-DD`; empty where it is not known.
    pub date: String,
}

impl Plan {
    /// What the room will see under a rule, if everyone answers everything.
    #[must_use]
    pub fn foretold(&self, rule: Rule) -> Foretold {
        foretell(self.heads.it, self.heads.business, rule)
    }

    /// How many times the devices go round; 1 on paper.
    #[must_use]
    pub fn waves(&self) -> u32 {
        match u32::from(self.devices) {
            0 => 1,
            devices => self.heads.answering().div_ceil(devices).max(1),
        }
    }

    /// Minutes until everyone has answered.
    #[must_use]
    pub fn collecting(&self, pack: &Pack) -> u32 {
        self.waves().saturating_mul(self.form.minutes(pack))
    }

    /// Minutes to type all paper forms in; 0 without paper.
    #[must_use]
    pub fn typing(&self, pack: &Pack) -> u32 {
        if self.devices > 0 {
            return 0;
        }
        let one = self.form.statements(pack).saturating_mul(TYPING_SECONDS).saturating_add(NEXT_FORM_SECONDS);
        whole_minutes(one.saturating_mul(self.heads.answering()))
    }

    /// How many devices keep collecting within [`LONG_COLLECTING`] minutes; none where it is within already, or where no number of devices would do.
    #[must_use]
    pub fn devices_needed(&self, pack: &Pack) -> Option<u32> {
        if self.collecting(pack) <= LONG_COLLECTING {
            return None;
        }
        let waves = LONG_COLLECTING / self.form.minutes(pack);
        (waves > 0).then(|| self.heads.answering().div_ceil(waves))
    }

    /// The steps with their times.
    #[must_use]
    pub fn slots(&self, pack: &Pack) -> Vec<Slot> {
        let mut begins = 0_u32;
        Step::ALL
            .into_iter()
            .map(|step| {
                let minutes = match step {
                    Step::Welcome => 10,
                    Step::Collect => self.collecting(pack),
                    Step::Break => self.typing(pack).max(15),
                    Step::Reveal => 10,
                    Step::Discuss => DISCUSSED * DISCUSSION_MINUTES,
                    Step::Agree => 20,
                    Step::Next => 15,
                    Step::Close => 5,
                };
                let slot = Slot { step, begins, minutes };
                begins = begins.saturating_add(minutes);
                slot
            })
            .collect()
    }

    /// A time so many minutes from the beginning: "10:25", or "1:25" where no beginning is known.
    #[must_use]
    pub fn time(&self, minutes: u32) -> String {
        match self.start {
            Some(start) => start.after(minutes),
            None => format!("{}:{:02}", minutes / 60, minutes % 60),
        }
    }
}
