//! A drawing as plain geometry: marks with their places and inks, in the order in which they are painted; how an ink looks is each renderer's business, and what a drawing shows is decided in the figures.

/// A drawing; lengths are in points of its own width and height, y runs down.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawing {
    /// How wide it is.
    pub width: f64,
    /// How high it is.
    pub height: f64,
    /// What is painted, the first thing first.
    pub marks: Vec<Mark>,
}

/// One thing that is painted.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// A rectangle.
    Rect {
        /// Its left edge.
        x: f64,
        /// Its upper edge.
        y: f64,
        /// How wide it is.
        width: f64,
        /// How high it is.
        height: f64,
        /// What it is filled with.
        fill: Ink,
    },
    /// A line.
    Line {
        /// Where it begins.
        from: (f64, f64),
        /// Where it ends.
        to: (f64, f64),
        /// How thick it is.
        width: f64,
        /// Its ink.
        ink: Ink,
        /// Whether it is whole.
        stroke: Stroke,
    },
    /// A dot.
    Dot {
        /// Its middle.
        at: (f64, f64),
        /// Its radius.
        r: f64,
        /// What it is filled with.
        fill: Ink,
        /// Its outline, two thick.
        edge: Ink,
    },
    /// A line of text.
    Text {
        /// Its baseline, at the end that `anchor` names.
        at: (f64, f64),
        /// Its size.
        size: f64,
        /// Where it stands from there.
        anchor: Anchor,
        /// How heavy it is.
        weight: Weight,
        /// Its ink.
        ink: Ink,
        /// The text.
        text: String,
    },
}

/// Whether a line is whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stroke {
    /// It is.
    #[default]
    Whole,
    /// It is in dashes.
    Dashed,
}

/// Where a text stands from its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Anchor {
    /// It begins there.
    #[default]
    Start,
    /// Its middle is there.
    Middle,
    /// It ends there.
    End,
}

/// How heavy a text is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weight {
    /// As usual.
    #[default]
    Regular,
    /// Heavier.
    Bold,
}

/// What something is painted with. The five steps are one ramp that keeps its order in greyscale; letters repeat them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ink {
    /// The text's.
    #[default]
    Text,
    /// A quieter text's.
    Muted,
    /// The edge of something drawn, three to one against the paper.
    Edge,
    /// A line that only separates.
    Line,
    /// The paper's own.
    Paper,
    /// The first step of the ramp, the palest.
    Step1,
    /// The second.
    Step2,
    /// The third.
    Step3,
    /// The fourth.
    Step4,
    /// The fifth and strongest: the accent.
    Step5,
    /// What should be looked at with care.
    Careful,
}

impl Ink {
    /// All inks.
    pub const ALL: [Self; 11] = [
        Self::Text,
        Self::Muted,
        Self::Edge,
        Self::Line,
        Self::Paper,
        Self::Step1,
        Self::Step2,
        Self::Step3,
        Self::Step4,
        Self::Step5,
        Self::Careful,
    ];

    /// Its name in files and in style sheets.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Muted => "muted",
            Self::Edge => "edge",
            Self::Line => "line",
            Self::Paper => "paper",
            Self::Step1 => "step1",
            Self::Step2 => "step2",
            Self::Step3 => "step3",
            Self::Step4 => "step4",
            Self::Step5 => "step5",
            Self::Careful => "careful",
        }
    }

    /// The ink of this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ink| ink.as_str() == name)
    }
}
