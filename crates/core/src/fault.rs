//! What can be wrong with a pack, its wording, its prompts and a bundle: a code, a place and a sentence for each; where it is found is decided where each is read.

use std::fmt;

/// A fault of a pack, of its wording, of its prompts or of a bundle: where it is, what is wrong, how to mend it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fault {
    /// Which kind of fault it is.
    pub code: Code,
    /// Place in the file, such as `groups[3].practices[0].id`.
    pub place: String,
    /// The same, step by step: keys, and positions in lists. A key may hold dots.
    pub path: Vec<String>,
    /// One sentence: what is wrong and, where there is more to say than [`Code::mend`] does, what to do.
    pub what: String,
}

impl Fault {
    /// A fault at a place of fixed keys and positions in lists, such as `groups[3].practices[0].id`.
    #[must_use]
    pub fn at(code: Code, place: &str, what: String) -> Self {
        let path = place.split(['.', '[', ']']).filter(|step| !step.is_empty()).map(str::to_owned).collect();
        Self { code, place: place.to_owned(), path, what }
    }

    /// A fault at a place whose keys may hold anything.
    #[must_use]
    pub fn under(code: Code, path: &[&str], what: String) -> Self {
        let path: Vec<String> = path.iter().map(|step| (*step).to_owned()).collect();
        Self { code, place: path.join("."), path, what }
    }

    /// The fault of a part, as that of the whole: with the part's place before its own.
    #[must_use]
    pub fn inside(self, part: &[&str]) -> Self {
        let path: Vec<String> = part.iter().map(|step| (*step).to_owned()).chain(self.path).collect();
        let place =
            if self.place.is_empty() { part.join(".") } else { format!("{}.{}", part.join("."), self.place) };
        Self { place, path, ..self }
    }

    /// What is wrong, and what to do about it.
    #[must_use]
    pub fn parts(&self) -> (&str, &str) {
        self.what.rsplit_once("; ").unwrap_or((&self.what, self.code.mend()))
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.what)
    }
}

macro_rules! codes {
    ($($(#[$default:meta])? $name:ident $code:literal $about:literal $mend:literal;)*) => {
        /// A kind of fault or of warning, by a code that stays: J for JSON, P for packs, L for lenses, T for their texts, K for prompts, B for bundles, S for style.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code {
            $(#[doc = $about] $(#[$default])? $name,)*
        }

        impl Code {
            /// All of them, in order.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The code, such as `P012`.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// What it is about, without the end of a sentence.
            #[must_use]
            pub fn about(self) -> &'static str {
                match self { $(Self::$name => $about,)* }
            }

            /// What to do about it, without the end of a sentence.
            #[must_use]
            pub fn mend(self) -> &'static str {
                match self { $(Self::$name => $mend,)* }
            }
        }
    };
}

codes! {
    #[default] NotJson "J001" "the file is no JSON" "write what is expected at that place, or take a copy that was saved whole";
    KeyTwice "J002" "an object has the same key twice" "remove or rename one: only the later would count";
    TooDeep "J003" "lists and objects stand more than 127 deep in each other" "take the content out of the outer ones";

    NotPack "P001" "the file is no pack" "write \"format\": \"pomscope-pack\", and the whole in braces";
    PackFormat "P002" "the pack's format is of another version" "write \"formatVersion\": 1, or use a newer Pomscope";
    NotObject "P003" "an object is expected" "write it in braces";
    NotList "P004" "a list is expected" "write it in brackets";
    NoText "P005" "a text is missing that names something" "write it under that key";
    BadId "P006" "an id or a version holds what it may not" "use up to 80 letters, digits, dots, hyphens and underscores";
    NotFlag "P007" "true or false is expected" "write true or false without quotes";
    BadScale "P008" "the scale is unknown" "take extent, build, describes or met";
    BadWeight "P009" "a weight is no number that fits" "take a number above 0 and at most 100";
    LevelNumber "P010" "the levels are not numbered from 1 upwards" "number them 1, 2, 3 in their order";
    NotLowest "P011" "a level other than the lowest is descriptive" "remove the mark, or the levels below";
    SameId "P012" "two things have the same id" "give each an id of its own";
    LevelCount "P013" "the pack does not have two to six levels" "join levels, or split them";
    NoThread "P014" "the pack has no thread" "name at least one under \"threads\"";
    BadThread "P015" "a thread's id is no text that fits" "write its id, up to 80 letters, digits, dots, hyphens and underscores, in quotes";
    OtherThread "P016" "a group names a thread that the pack does not list" "mend the name, or list the thread under \"threads\"";
    OtherLevel "P017" "a group names a level that the pack does not list" "write the number of one of the levels";
    SamePlace "P018" "a thread has two groups at one level" "join the two";
    NoGroup "P019" "a thread or a scored level has no group" "write a group for it";
    BadUnit "P020" "a metric's unit is unknown" "take count or percent";
    BadBetter "P021" "a metric's direction is unknown" "take up, down or none";
    BadLimit "P022" "a metric's limit fits nothing" "name keyRelationships or a metric of the pack, or write a whole number";
    BadAbout "P023" "what a metric is about does not fit" "take satisfaction with unit percent and better up, or leave it out";
    OtherMetric "P024" "a metric is named that the pack does not list" "mend the name, or list it under \"metrics\"";
    BadSame "P025" "sameAs names no item that is asked at a level of the same sort" "name an item that has no sameAs itself";
    NothingAsked "P026" "a group has no item that is asked" "give it a practice or an outcome of its own";
    TooMany "P027" "the pack is too large" "make several packs of it: 400 groups and 2,000 items are the most";
    BadMove "P028" "what an older version's items became does not fit" "name under \"moves\" what is asked now, or null where nothing is";
    BadVersion "P029" "an older version is named that is not older, or not in its order" "list each older version once, the oldest first";
    BadOrder "P030" "the order of an older version does not fit" "take it from that version as it was: levels, threads and items";

    BadKind "L001" "the kind of a pack is unknown" "write block or lens, or leave it out for a block";
    NotOfLens "L002" "something stands in a lens that no lens has" "remove it, or make the pack a block";
    FacetCount "L003" "a lens does not have one to 40 facets" "add a facet, or make several lenses of it";
    BadFacet "L004" "what a facet says of itself is unknown" "take it or business for the receiver, notOurRole for na";
    NotPerSide "L005" "what one side receives is not worded for each side" "give every item of the facet \"perSide\": true";
    BadTrust "L006" "the trust index names what the lens does not hold" "name facets under \"wants\" and an item under \"met\"";
    BadReflection "L007" "the reflection does not list ids of its own" "use each once, and none of an item's";

    NotWording "T001" "the file is no wording" "write \"format\": \"pomscope-wording\", and the whole in braces";
    WordingFormat "T002" "the wording's format is of another version" "write \"formatVersion\": 1, or use a newer Pomscope";
    OtherPack "T003" "the texts are those of another pack" "write the id of the pack under \"pack\"";
    OtherVersion "T004" "the texts are those of another version of the pack" "write the pack's version under \"version\", once the texts fit it";
    MissingText "T005" "a text is missing" "write one";
    TextOfNothing "T006" "there is a text for something that the pack does not hold" "remove the text, or mend the id";
    LongText "T007" "a text is longer than 4,000 characters" "shorten it";
    BadLanguage "T008" "a language is no tag" "write one such as en, de or pt-BR";
    OwnWords "T009" "a sentence of the program is put otherwise that cannot be, or lacks a place" "take one of those listed, and keep what stands in braces";

    NotPrompts "K001" "the file holds no prompts" "write \"format\": \"pomscope-prompts\" and \"formatVersion\": 1";
    PromptsOfOther "K002" "the prompts are those of another pack or version" "write the pack's id and version under \"pack\" and \"version\"";
    PromptsOfNothing "K003" "there are prompts for a group that the pack does not hold" "remove them, or mend the id";
    NoPrompts "K004" "a group has no prompts" "write some";
    BadPrompts "K005" "a group's prompts are not one theme, two or three questions, and one to three pieces of evidence" "write as many as that";

    NotBundle "B001" "the file is no bundle" "write \"format\": \"pomscope-bundle\"";
    BundleFormat "B002" "the bundle's format is of another version" "write \"formatVersion\": 1, or use a newer Pomscope";
    OtherLanguage "B003" "a wording stands under another language than its own" "put it under its own language, or mend \"lang\"";
    NoWording "B004" "there is no wording" "put at least one under its language";

    UnknownKey "S001" "a key means nothing to Pomscope" "mend its spelling, or remove it";
    TwoClaims "S002" "a statement seems to make two claims" "split it in two, or keep the main one and put the rest into its help";
    Negated "S003" "a statement is negated" "say what is there, not what is missing";
    LongStatement "S004" "a statement is longer than 30 words or 200 characters" "keep the claim, and put what explains it into its help";
    Agreement "S005" "a statement asks for agreement or opinion" "say what is done: the answers are how far it is in place";
    Absolute "S006" "a statement uses an absolute word" "leave it out: the answers say how far it holds";
    AlmostAlike "S007" "two statements are almost alike" "say what parts them, or use sameAs";
    NoPractice "S008" "a scored level has no practice in any thread" "add a practice: outcomes alone say nothing about what to do";
    FarWeights "S009" "the weights are far from 2 for practices and 1 for outcomes" "keep to between 1 to 1 and 4 to 1, or say in the notes why not";
    OneLanguage "S010" "a text stands in one language and not in another" "write it there too, or remove it";
    UnseenCharacter "S011" "a text holds characters that are not seen or turn the direction of writing" "remove them";
    LookAlike "S012" "a word mixes letters of alphabets that look alike" "type the word anew in one alphabet";
    SameHelp "S013" "a help text repeats its statement" "say what would be seen if the statement were true";
    LevelMissing "S014" "a thread has no group at a scored level" "add one, or mean it: the thread is then scored without that level";
    Unworded "S015" "no wording was found" "put one beside the pack, such as en.json";
    Unwritten "S016" "texts are still to be written" "write every text that begins with TODO";
    OthersHints "S017" "the hints beside the answers speak of relationships" "put them in words of your own under \"interface\"";
}

impl Code {
    /// Whether it stands out and does no harm.
    #[must_use]
    pub fn is_warning(self) -> bool {
        self.as_str().starts_with('S')
    }
}
