//! What becomes of the features of a design in every target that speaks JSONata.

use super::{contract, inputs, path};
use crate::convert::export::flow::Flow;
use crate::convert::export::{ExportError, FeatureKind as Kind, Ledger, Order, Verdict};
use crate::model::{Source, ValueType};

/// The account of a flow with everything that expressions keep; the rest is up to the target.
///
/// # Errors
/// As [`Ledger::new`].
pub fn account(order: &Order<'_>, flow: &Flow) -> Result<Ledger, ExportError> {
    let mut ledger = Ledger::new(order, flow)?;
    ledger.kept(&[
        Kind::Input,
        Kind::InputKind,
        Kind::InputQuestion,
        Kind::InputChoices,
        Kind::SeveralCalls,
        Kind::Request,
        Kind::ValueInPath,
        Kind::Query,
        Kind::Headers,
        Kind::Cookies,
        Kind::OptionalParameter,
        Kind::JsonBody,
        Kind::FormBody,
        Kind::TextBody,
        Kind::SuccessStatuses,
        Kind::SuccessRule,
        Kind::Output,
        Kind::OutputKind,
        Kind::RequiredOutput,
        Kind::DefaultValue,
        Kind::OwnOutcome,
        Kind::StandardOutcome,
        Kind::Fallback,
    ]);
    let as_record = Verdict::kept_as("A part of the answer, for the channel to show");
    ledger.set(&[Kind::QuickReplies, Kind::Card, Kind::List, Kind::Remember, Kind::Handoff], &as_record);
    ledger.set(
        &[Kind::OtherLanguages, Kind::OtherChannels],
        &Verdict::lost("One language and one channel in each export"),
    );
    ledger.set(&[Kind::Tests], &Verdict::lost("They run with Hookwright"));
    ledger.set(
        &[Kind::Privacy],
        &Verdict::lost("What the platform shows and stores of a run is a setting of the platform"),
    );
    ledger.set(&[Kind::UsageHint], &Verdict::emulated("A description for people"));
    ledger.set(&[Kind::Risk], &Verdict::lost("The platform has no mark for it"));
    ledger.set(
        &[Kind::Confirmation],
        &Verdict::emulated("Asked by an answer of its own; the bot calls again with confirmed true or false"),
    );
    values(&mut ledger, flow);
    ledger.decide(|feature| (feature.kind == Kind::Format).then(|| format(&feature.name, &flow.language)));
    Ok(ledger)
}

fn values(ledger: &mut Ledger, flow: &Flow) {
    ledger.decide(|feature| {
        let input = flow.input(&feature.name)?;
        match feature.kind {
            Kind::InputPattern if inputs::pattern(input).is_some() => Some(Verdict::kept()),
            Kind::InputPattern => Some(Verdict::lost("The pattern means something else in JSONata")),
            Kind::InputKind | Kind::Input if is_long(input.value_type) => Some(rounded()),
            Kind::Input if matches!(input.source, Source::MessageText | Source::UserId) => {
                Some(Verdict::kept_as("Handed over by the bot beside the context"))
            }
            _ => None,
        }
    });
    ledger.decide(|feature| {
        let output = flow.output(&feature.name)?;
        match feature.kind {
            Kind::SearchPath if path::taken(&mut super::Script::default(), output).is_some() => {
                Some(Verdict::emulated("Steps of JSONata"))
            }
            Kind::SearchPath => {
                Some(Verdict::lost("This kind of search has no counterpart: the value is never found"))
            }
            Kind::OutputKind if is_long(output.value_type) => Some(rounded()),
            _ => None,
        }
    });
    ledger.decide(|feature| {
        let call = flow.calls.iter().find(|call| call.id == feature.name)?;
        let schema = match feature.kind {
            Kind::Contract => call.schema.as_ref()?,
            Kind::BodyContract => call.body_schema.as_ref()?,
            _ => return None,
        };
        let gaps = contract::gaps(schema);
        Some(if gaps.is_empty() {
            Verdict::emulated("A condition of JSONata")
        } else {
            Verdict::emulated(format!(
                "A condition of JSONata, in which these keywords are left out: {}",
                gaps.join(", ")
            ))
        })
    });
}

fn is_long(kind: ValueType) -> bool {
    matches!(kind, ValueType::Integer | ValueType::Number)
}

fn rounded() -> Verdict {
    Verdict::emulated(
        "Numbers have 15 digits here; longer ones are rounded, and zeros at the end are not kept",
    )
}

fn format(name: &str, language: &str) -> Verdict {
    let special = matches!(language.get(..2), Some("tr" | "az" | "lt" | "el" | "nl" | "hy" | "ka"));
    match name {
        "relative" => Verdict::lost("There are no words for it; the day is said as the system wrote it"),
        "date" | "time" | "datetime" => Verdict::emulated(
            "Names and order are written into the expression; clock changes from 2022 to 2037",
        ),
        "number" | "money" | "percent" | "plural" => {
            Verdict::emulated("Separators and words are written into the expression; numbers have 15 digits")
        }
        "truncate" => {
            Verdict::emulated("Counts code points; a sign that is made of several counts as several")
        }
        "upper" | "lower" | "capitalize" if special => {
            Verdict::emulated("By the general rules of Unicode, not by those of the language")
        }
        _ => Verdict::emulated("A function of JSONata"),
    }
}

/// The record that a bot gets, in words.
pub const ANSWER_FORM: &str = "A record with outcome and messages, each of the kind text (text), quick_replies (choices with label and \
     send), card (title, subtitle, image_url, buttons with label and url) or list (lines, more); where designed, remember (facts to \
     store) and handoff (queue, note, context). To be said in this order";
