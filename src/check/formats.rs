//! Formats that do not fit the kind of the value they are put on.

use super::catalogue::replies::{BROKEN_TEXT, FORMAT_DOES_NOT_FIT};
use super::known::Reach;
use super::names::lower_first;
use super::report::Report;
use super::subject::Subject;
use super::texts::{FoundText, Role};
use crate::model::{Output, Part, ValueType};
use crate::template::{Chip, Format, format_from_source, parse};

/// Finds formats that cannot show the value of their chip, on chips and on outputs.
pub(super) fn check(subject: &Subject<'_>, report: &mut Report) {
    for text in &subject.texts {
        for chip in text.chips() {
            check_chip(subject, text, chip, report);
        }
    }
    for output in subject.integration.outputs().filter(|output| !output.format.trim().is_empty()) {
        check_output(subject, output, report);
    }
}

fn check_chip(subject: &Subject<'_>, text: &FoundText<'_>, chip: &Chip, report: &mut Report) {
    if matches!(text.role, Role::Line(_)) && chip.name().starts_with("item.") {
        return;
    }
    let origin = subject.known().find(chip.name(), Reach::of(text.role));
    let Some(kind) = origin.and_then(super::known::Origin::kind) else { return };
    // Only the first format sees the value itself; those after it see words.
    let first = chip.formats().iter().find(|format| !matches!(format, Format::Default(_)));
    match first {
        Some(format) if !fits(format, kind) => {
            let detail = misfit(chip.name(), kind, format);
            report.add(&FORMAT_DOES_NOT_FIT, text.place.clone(), &detail, REMEDY);
        }
        None if text.role.needs_words() && has_no_words(kind) && !has_own_format(subject, chip) => {
            let detail = format!("`{}` is of the kind “{}”, which has no words", chip.name(), word(kind));
            let remedy =
                "Choose a format for it, say it as a list, or take a field of it as an output of its own.";
            report.add(&FORMAT_DOES_NOT_FIT, text.place.clone(), &detail, remedy);
        }
        _ => {}
    }
}

const REMEDY: &str = "Choose another format, or correct the kind of the value.";

fn check_output(subject: &Subject<'_>, output: &Output, report: &mut Report) {
    let place = subject.place(Part::Output(output.name.clone()), "format");
    match parse(&format!("{{{{ x | {} }}}}", output.format)) {
        Err(error) => {
            let detail = format!("the format of `{}`: {}", output.name, lower_first(&error.to_string()));
            report.add(&BROKEN_TEXT, place, &detail, &error.hint());
        }
        Ok(text) => {
            let formats = text.chips().flat_map(Chip::formats);
            let first = formats.into_iter().find(|format| !matches!(format, Format::Default(_)));
            if let Some(format) = first.filter(|format| !fits(format, output.value_type)) {
                let detail = misfit(&output.name, output.value_type, format);
                report.add(&FORMAT_DOES_NOT_FIT, place, &detail, REMEDY);
            }
        }
    }
}

fn has_own_format(subject: &Subject<'_>, chip: &Chip) -> bool {
    let output = subject.integration.output(chip.name());
    output.is_some_and(|output| format_from_source(&output.format).is_ok())
}

fn has_no_words(kind: ValueType) -> bool {
    matches!(kind, ValueType::List | ValueType::Object)
}

fn misfit(name: &str, kind: ValueType, format: &Format) -> String {
    format!("`{name}` is of the kind “{}”, and `{}` is made for another", word(kind), format.name())
}

fn word(kind: ValueType) -> String {
    kind.title().to_lowercase()
}

fn fits(format: &Format, kind: ValueType) -> bool {
    use ValueType::{Boolean, Date, DateTime, Integer, List, Number, Object, Time};
    match format {
        Format::Default(_) => true,
        Format::Date(_) | Format::DateTime(_) | Format::Relative => matches!(kind, Date | DateTime),
        Format::Time => matches!(kind, Time | DateTime),
        Format::Number { .. } | Format::Money { .. } | Format::Percent(_) | Format::Plural(_) => {
            matches!(kind, Integer | Number)
        }
        Format::List(_) => kind == List,
        Format::YesNo { .. } => kind == Boolean,
        Format::Upper | Format::Lower | Format::Capitalize | Format::Trim | Format::Truncate { .. } => {
            !matches!(kind, List | Object)
        }
    }
}
