//! Puts values into a text, each written for the place where it stands.

use std::borrow::Cow;
use std::ops::Range;

use serde_json::Value;

use super::apply::{apply, text_of};
use super::place::{check_literal, encode_literal};
use super::{
    Chip, Format, OUTPUT_MAX_BYTES, Part, Place, RenderError, Scope, Setting, Template, Unfit, encode,
};

/// A rendered text and what in it came from chips.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rendered {
    /// The text, encoded for its place; at most [`OUTPUT_MAX_BYTES`] long.
    pub text: String,
    /// The chips in order; a chip with an empty value has an empty range.
    pub chips: Vec<RenderedChip>,
}

/// What became of one chip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenderedChip {
    /// The bytes of the rendered text that came from the chip.
    pub range: Range<usize>,
    /// The name in the chip.
    pub name: String,
}

/// Renders a text.
///
/// Values are written as they are, numbers digit by digit, unless a format says otherwise; then each is encoded for
/// `place`. What stands around the chips is taken as [`encode_literal`] writes it.
///
/// # Errors
///
/// [`RenderError`], with the name of the chip, when a value is missing, is not text, does not suit its format, cannot stand
/// in `place`, or when it becomes too long.
pub fn render(
    template: &Template,
    scope: &dyn Scope,
    place: Place,
    setting: &Setting,
) -> Result<Rendered, RenderError> {
    let mut rendered = Rendered::default();
    let mut work = Work { left_bytes: WORK_MAX_BYTES };
    for part in template.parts() {
        match part {
            Part::Literal { text, .. } => {
                check_literal(text, place)
                    .map_err(|source| RenderError::LiteralCannotBeCarried { source })?;
                rendered.push(&encode_literal(text, place))?;
            }
            Part::Chip { chip, .. } => {
                let value = show(chip, scope, setting, &mut work)?.ok_or_else(|| missing(chip))?;
                let text =
                    text_of(&value).ok_or_else(|| RenderError::NotText { name: chip.name().to_owned() })?;
                work.charge(text.len())?;
                let encoded = encode(&text, place)
                    .map_err(|source| RenderError::CannotCarry { name: chip.name().to_owned(), source })?;
                let start = rendered.text.len();
                rendered.push(&encoded)?;
                let range = start..rendered.text.len();
                rendered.chips.push(RenderedChip { range, name: chip.name().to_owned() });
            }
        }
    }
    Ok(rendered)
}

/// Renders a leaf of a JSON body.
///
/// A text that is exactly one chip keeps the type and the very digits of its value as long as no format makes it text; so a
/// null stays null, and lists and objects pass. Everything else becomes a JSON string.
///
/// # Errors
///
/// As [`render`].
pub fn render_value(template: &Template, scope: &dyn Scope, setting: &Setting) -> Result<Value, RenderError> {
    if let Some(chip) = template.sole_chip().filter(|chip| !chip.makes_text()) {
        let mut work = Work { left_bytes: WORK_MAX_BYTES };
        let value = show(chip, scope, setting, &mut work)?.map(Cow::into_owned);
        let null = scope.value(chip.name()).filter(|value| value.is_null());
        return value.or_else(|| null.cloned()).ok_or_else(|| missing(chip));
    }
    render(template, scope, Place::Message, setting).map(|rendered| Value::String(rendered.text))
}

/// The value of a chip after its formats; `None` when it is missing or null.
fn show<'a>(
    chip: &Chip,
    scope: &'a dyn Scope,
    setting: &Setting,
    work: &mut Work,
) -> Result<Option<Cow<'a, Value>>, RenderError> {
    let mut current = scope.value(chip.name()).filter(|value| !value.is_null()).map(Cow::Borrowed);
    for format in chip.formats() {
        current = match (format, current) {
            (Format::Default(argument), None) => Some(Cow::Owned(argument.to_value())),
            (Format::Default(argument), Some(value)) if *value == "" => Some(Cow::Owned(argument.to_value())),
            (Format::Default(_), value) => value,
            (_, None) => None,
            (format, Some(value)) => {
                work.charge(value.as_str().map_or(0, str::len))?;
                let text =
                    apply(format, &value, setting).map_err(|reason| cannot_format(chip, format, reason))?;
                work.charge(text.as_deref().map_or(0, str::len))?;
                text.map(|text| Cow::Owned(Value::String(text)))
            }
        };
    }
    Ok(current)
}

impl Rendered {
    fn push(&mut self, text: &str) -> Result<(), RenderError> {
        if self.text.len() + text.len() > OUTPUT_MAX_BYTES {
            return Err(RenderError::TooLong);
        }
        self.text.push_str(text);
        Ok(())
    }
}

/// What may still be done for one text: without it a thousand chips could each work through a long value and show nothing.
struct Work {
    left_bytes: usize,
}

const WORK_MAX_BYTES: usize = 16 * OUTPUT_MAX_BYTES;

impl Work {
    /// Takes note of a value that is about to be worked through.
    fn charge(&mut self, bytes: usize) -> Result<(), RenderError> {
        if bytes > OUTPUT_MAX_BYTES {
            return Err(RenderError::TooLong);
        }
        self.left_bytes = self.left_bytes.checked_sub(bytes).ok_or(RenderError::TooLong)?;
        Ok(())
    }
}

fn missing(chip: &Chip) -> RenderError {
    RenderError::Missing { name: chip.name().to_owned() }
}

fn cannot_format(chip: &Chip, format: &Format, reason: Unfit) -> RenderError {
    let name = chip.name().to_owned();
    match reason {
        Unfit::TooLong => RenderError::TooLong,
        Unfit::NotText => RenderError::NotText { name },
        reason => RenderError::CannotFormat { name, format: format.name(), reason },
    }
}
