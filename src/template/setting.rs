//! For whom and when a text is rendered.

use jiff::civil::Date;
use jiff::tz::{TimeZone, TimeZoneDatabase};

use super::Language;

/// The customer's language, time zone and day. English, UTC and no day unless told otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// The language of names, numbers and plurals.
    pub language: Language,
    /// The zone in which a point in time is shown.
    pub time_zone: TimeZone,
    /// The day on which the customer reads the text, for the format `relative`.
    pub today: Option<Date>,
}

impl Default for Setting {
    fn default() -> Self {
        Self { language: Language::default(), time_zone: TimeZone::UTC, today: None }
    }
}

/// The time zone with an IANA name such as `Europe/Berlin`, from the data that is built in.
pub fn time_zone(name: &str) -> Option<TimeZone> {
    TimeZoneDatabase::bundled().get(name).ok()
}
