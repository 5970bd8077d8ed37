//! From the design to a flow: looks up names, reads texts, and chooses environment, language and channel.

use super::{
    Chip, Flow, InputStep, Origin, Piece, Question, Reference, Shape, WaitingStep, reply::ButtonStep,
    reply::ChoiceStep, reply::HandoffStep, reply::MessageStep, reply::RememberStep, reply::ReplyStep,
};
use crate::convert::export::{ExportError, Order};
use crate::engine::SECRET_PREFIX;
use crate::model::{
    Channel, Environment, Input, Integration, Localized, Message, Part, Place, Privacy, Project, Reply,
    Source, Stage, Text, ValueType,
};
use crate::template::shape::{AmountShape, DateShape, ListShape, NumberShape, PluralShape};
use crate::template::{self, Format, Language};

/// What a flow is read with.
pub struct Reader<'a> {
    pub(super) project: &'a Project,
    pub(super) integration: &'a Integration,
    pub(super) environment: Option<&'a Environment>,
    pub(super) one_environment: bool,
    language: String,
    channel: Channel,
}

impl<'a> Reader<'a> {
    /// A reader for an order.
    ///
    /// # Errors
    /// When the project has no such environment.
    pub fn new(order: &Order<'a>, integration: &'a Integration) -> Result<Self, ExportError> {
        Ok(Self {
            project: order.project,
            integration,
            environment: order.chosen_environment()?,
            one_environment: order.environment.is_some(),
            language: order.language().to_owned(),
            channel: order.channel(),
        })
    }

    pub(super) fn flow(&self) -> Result<Flow, ExportError> {
        let integration = self.integration;
        let trigger = &integration.trigger;
        let phrases = trigger.phrases.iter().filter_map(|phrase| self.find(phrase));
        let outcomes = integration.outcome_ids().into_iter();
        let about = |part: &Part, field: &str| Place::new(&integration.id, part.clone(), field);
        let mut replies = std::collections::BTreeMap::new();
        for (outcome, reply) in &integration.replies {
            let part = Part::Reply(outcome.clone());
            replies.insert(outcome.clone(), self.reply(reply, &about(&part, "messages"))?);
        }
        let fallback_part = Part::Reply("fallback".to_owned());
        let waiting = integration.waiting.as_ref().filter(|waiting| !waiting.text.is_blank());
        let waiting = waiting.map(|waiting| {
            let text = self.words(&waiting.text, &about(&Part::Waiting, "text"))?;
            Ok::<_, ExportError>(WaitingStep { after_ms: waiting.after_ms, text })
        });
        Ok(Flow {
            id: integration.id.clone(),
            name: non_empty(&integration.name, &integration.id),
            intent: non_empty(&trigger.intent, &integration.id),
            phrases: phrases.map(|(_, text)| text.0.clone()).collect(),
            usage_hint: trigger.usage_hint.clone(),
            risk: trigger.risk,
            environment: self.environment_id().to_owned(),
            language: self.language.clone(),
            channel: self.channel,
            time_zone: self.project.time_zone.clone().unwrap_or_else(|| "UTC".to_owned()),
            inputs: integration.inputs.iter().map(|input| self.input(input)).collect::<Result<_, _>>()?,
            confirmation: self.confirmation(&about(&Part::Confirmation, "ask"))?,
            waiting: waiting.transpose()?,
            calls: self.calls()?,
            outcomes: outcomes.map(|id| (id.clone(), integration.outcome_name(&id).to_owned())).collect(),
            replies,
            fallback: self.reply(&integration.fallback, &about(&fallback_part, "messages"))?,
        })
    }

    pub(super) fn environment_id(&self) -> &str {
        self.environment.map_or("", |environment| &environment.id)
    }

    pub(super) fn is_demo(&self) -> bool {
        self.environment.is_some_and(|environment| environment.stage == Stage::Demo)
    }

    fn input(&self, input: &Input) -> Result<InputStep, ExportError> {
        let about = |field| Place::new(&self.integration.id, Part::Input(input.name.clone()), field);
        let expression = match &input.source {
            Source::Expression { text } => self.plain(text, &about("source"))?,
            _ => Vec::new(),
        };
        let variable = match &input.source {
            Source::Context { name } => self.project.variable(name),
            _ => None,
        };
        let example = input.example.clone().or_else(|| variable.and_then(|known| known.example.clone()));
        Ok(InputStep {
            name: input.name.clone(),
            label: non_empty(&input.label, &input.name),
            value_type: input.value_type,
            required: input.required,
            source: input.source.clone(),
            expression,
            ask: self.words(&input.ask, &about("ask"))?,
            allowed: input.allowed.clone(),
            pattern: input.pattern.clone(),
            example,
            privacy: variable.map_or(Privacy::None, |known| known.privacy),
        })
    }

    fn confirmation(&self, about: &Place) -> Result<Option<Question>, ExportError> {
        let Some(confirmation) = &self.integration.confirmation else { return Ok(None) };
        Ok(Some(Question {
            ask: self.words(&confirmation.ask, about)?,
            yes: self.words(&confirmation.yes, about)?,
            no: self.words(&confirmation.no, about)?,
            declined: self.words(&confirmation.declined, about)?,
        }))
    }

    fn reply(&self, reply: &Reply, about: &Place) -> Result<ReplyStep, ExportError> {
        let mut step = ReplyStep::default();
        for message in reply.messages_for(self.channel) {
            step.messages.extend(self.message(message, about)?);
        }
        for update in &reply.remember {
            let value = self.plain(&update.value, about)?;
            step.remember.push(RememberStep { name: update.name.clone(), value });
        }
        if let Some(handoff) = &reply.handoff {
            step.handoff = Some(HandoffStep {
                queue: handoff.queue.clone(),
                context: handoff.context.iter().map(|name| self.reference(name)).collect(),
                note: self.words(&handoff.note, about)?,
            });
        }
        Ok(step)
    }

    fn message(&self, message: &Message, about: &Place) -> Result<Option<MessageStep>, ExportError> {
        Ok(match message {
            Message::Text { text } => {
                Some(self.words(text, about)?).filter(|text| !text.is_empty()).map(MessageStep::Text)
            }
            Message::QuickReplies { choices } => {
                let choice = |choice: &crate::model::Choice| {
                    let label = self.words(&choice.label, about)?;
                    Ok::<_, ExportError>(ChoiceStep { label, send: choice.send.clone() })
                };
                let choices: Vec<_> = choices.iter().map(choice).collect::<Result<_, _>>()?;
                (!choices.is_empty()).then_some(MessageStep::QuickReplies(choices))
            }
            Message::Card { title, subtitle, image_url, buttons } => {
                let button = |button: &crate::model::Button| {
                    let (label, url) = (self.words(&button.label, about)?, self.shown(&button.url, about)?);
                    Ok::<_, ExportError>(ButtonStep { label, url })
                };
                Some(MessageStep::Card {
                    title: self.words(title, about)?,
                    subtitle: self.words(subtitle, about)?,
                    image_url: self.shown(image_url, about)?,
                    buttons: buttons.iter().map(button).collect::<Result<_, _>>()?,
                })
            }
            Message::List { items, item, at_most, more, empty } => Some(MessageStep::List {
                items: self.reference(items),
                item: self.words(item, about)?,
                at_most: *at_most,
                more: self.words(more, about)?,
                empty: self.words(empty, about)?,
            }),
        })
    }

    /// Where the value of a name comes from: inputs and outputs before facts of the conversation. A name that nobody knows is a
    /// fact that the platform may know.
    pub fn reference(&self, name: &str) -> Reference {
        if let Some(secret) = name.strip_prefix(SECRET_PREFIX) {
            return Reference::whole(Origin::Secret(secret.to_owned()));
        }
        let beginnings = std::iter::once(name.len()).chain(name.rmatch_indices('.').map(|(dot, _)| dot));
        for end in beginnings {
            let (first, rest) = (&name[..end], name[end..].trim_start_matches('.'));
            let origin = match first {
                "item" => Some(Origin::Item),
                "more_count" => Some(Origin::MoreCount),
                _ => None,
            };
            let known = self.integration.output(first).map(|_| Origin::Output(first.to_owned()));
            let known =
                known.or_else(|| self.integration.input(first).map(|_| Origin::Input(first.to_owned())));
            let known = known.or(origin);
            let known =
                known.or_else(|| self.project.variable(first).map(|_| Origin::Context(first.to_owned())));
            if let Some(origin) = known {
                let path = rest.split('.').filter(|step| !step.is_empty()).map(str::to_owned).collect();
                return Reference { origin, path };
            }
        }
        Reference::whole(Origin::Context(name.to_owned()))
    }

    /// The kind of a value, where it is known.
    pub(super) fn kind(&self, reference: &Reference) -> Option<ValueType> {
        if !reference.path.is_empty() {
            return None;
        }
        match &reference.origin {
            Origin::Input(name) => self.integration.input(name).map(|input| input.value_type),
            Origin::Output(name) => self.integration.output(name).map(|output| output.value_type),
            Origin::Context(name) => self.project.variable(name).map(|variable| variable.value_type),
            Origin::MoreCount => Some(ValueType::Integer),
            Origin::Secret(_) => Some(ValueType::Text),
            Origin::Item => None,
        }
    }

    fn find<'t>(&'t self, text: &'t Localized) -> Option<(&'t str, &'t Text)> {
        text.find(&self.language, &self.project.languages)
    }

    /// A text of a reply in the language of the export, with the formats of its outputs. Words that stand in for a missing
    /// translation keep the formats of their own language.
    pub(super) fn words(&self, text: &Localized, about: &Place) -> Result<Vec<Piece>, ExportError> {
        let Some((tag, text)) = self.find(text) else { return Ok(Vec::new()) };
        let base = |tag: &'_ str| tag.split(['-', '_']).next().map(str::to_ascii_lowercase);
        let language = if base(tag) == base(&self.language) { self.language.as_str() } else { tag };
        self.pieces(text, &Language::new(language), Formats::OfOutputs, about)
    }

    /// A text that is the same in every language, in a message.
    fn shown(&self, text: &Text, about: &Place) -> Result<Vec<Piece>, ExportError> {
        self.pieces(text, &Language::new(&self.language), Formats::OfOutputs, about)
    }

    /// A text of a request, or a value: chips have the formats that stand in them, and no others.
    pub(super) fn plain(&self, text: &Text, about: &Place) -> Result<Vec<Piece>, ExportError> {
        self.pieces(text, &Language::new(&self.language), Formats::Own, about)
    }

    fn pieces(
        &self,
        text: &Text,
        language: &Language,
        formats: Formats,
        about: &Place,
    ) -> Result<Vec<Piece>, ExportError> {
        let parsed = template::parse(text.as_str())
            .map_err(|error| ExportError::unfinished("broken_text", &error.to_string(), about))?;
        let piece = |part: &template::Part| match part {
            template::Part::Literal { text, .. } => Piece::Literal(text.clone()),
            template::Part::Chip { chip, .. } => Piece::Chip(self.chip(chip, language, formats)),
        };
        Ok(parsed.parts().iter().map(piece).collect())
    }

    fn chip(&self, chip: &template::Chip, language: &Language, formats: Formats) -> Chip {
        let reference = self.reference(chip.name());
        let mut shown = chip.formats().to_vec();
        let mut unformatted = None;
        if formats == Formats::OfOutputs
            && let Some(output) = self.integration.output(chip.name())
        {
            if shown.is_empty() {
                shown = formats_of(&output.format);
            }
            unformatted = output.default.clone().filter(|_| !shown.is_empty());
        }
        let formats = shown.iter().map(|format| shape(format, language)).collect();
        let designed = chip.clone();
        Chip { value_type: self.kind(&reference), reference, formats, unformatted, designed }
    }
}

/// Which formats a chip has.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Formats {
    Own,
    OfOutputs,
}

/// The formats of an output, written as they stand after a name in a chip.
fn formats_of(written: &str) -> Vec<Format> {
    if written.trim().is_empty() {
        return Vec::new();
    }
    let parsed = template::parse(&format!("{{{{ x | {written} }}}}"));
    parsed.ok().and_then(|text| text.sole_chip().map(|chip| chip.formats().to_vec())).unwrap_or_default()
}

fn shape(format: &Format, language: &Language) -> Shape {
    let made = match format {
        Format::Default(argument) => Some(Shape::Default(argument.to_value())),
        Format::Date(style) => DateShape::date(*style, language).map(Shape::Date),
        Format::Time => DateShape::time(language).map(Shape::Time),
        Format::DateTime(style) => DateShape::datetime(*style, language).map(Shape::DateTime),
        Format::Relative => Some(Shape::Relative),
        Format::Number { decimals } => {
            NumberShape::of(language).map(|shape| Shape::Number { decimals: *decimals, shape })
        }
        Format::Money { currency } => AmountShape::money(*currency, language)
            .map(|shape| Shape::Money { currency: currency.map(char::from).iter().collect(), shape }),
        Format::Percent(of) => AmountShape::percent(language).map(|shape| Shape::Percent { of: *of, shape }),
        Format::List(joiner) => ListShape::of(*joiner, language).map(Shape::List),
        Format::Plural(cases) => {
            let (rule, number) = (PluralShape::of(language), NumberShape::of(language));
            rule.zip(number).map(|(rule, number)| Shape::Plural { cases: cases.clone(), rule, number })
        }
        Format::Upper => Some(Shape::Upper),
        Format::Lower => Some(Shape::Lower),
        Format::Capitalize => Some(Shape::Capitalize),
        Format::Trim => Some(Shape::Trim),
        Format::YesNo { yes, no } => Some(Shape::YesNo { yes: yes.clone(), no: no.clone() }),
        Format::Truncate { characters } => Some(Shape::Truncate { characters: *characters }),
    };
    made.unwrap_or_else(|| Shape::NoData(format.name()))
}

/// The text, or what stands in for it when it is empty.
pub(super) fn non_empty(text: &str, instead: &str) -> String {
    if text.trim().is_empty() { instead.to_owned() } else { text.to_owned() }
}
