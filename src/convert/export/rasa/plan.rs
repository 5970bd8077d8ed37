//! A flow as the JSON that the action reads.

use serde_json::{Map, Value, json};

use crate::convert::export::flow::{
    BodyStep, CallStep, Chip, Field, Flow, InputStep, JsonNode, MessageStep, Origin, Piece, ReplyStep, Shape,
};
use crate::convert::export::judging::{self, reference};
use crate::convert::export::variables::Variables;
use crate::model::{Authentication, KeyPlace, Redirects, Secret, Source};
use crate::template::shape::{AmountShape, DatePiece, DateShape, NumberShape};
use crate::template::{PercentOf, PluralCase};

/// The name of the environment variable that holds a secret.
pub(super) fn variable_of(secret: &str) -> String {
    Secret::variable_of(secret)
}

/// The whole flow.
pub(super) fn of(flow: &Flow, action: &str, variables: &Variables) -> Value {
    let replies: Map<String, Value> = flow
        .replies
        .iter()
        .map(|(outcome, reply)| (outcome.clone(), self::reply(reply, variables)))
        .collect();
    let question = flow.confirmation.as_ref().map(|question| {
        json!({
            "ask": text(&question.ask), "yes": text(&question.yes), "no": text(&question.no),
            "declined": text(&question.declined),
        })
    });
    json!({
        "action": action,
        "outcome_slot": format!("{action}_outcome"),
        "message_slot": format!("{action}_message"),
        "language": flow.language,
        "time_zone": flow.time_zone,
        "facts": facts(flow, variables),
        "inputs": flow.inputs.iter().map(input).collect::<Vec<_>>(),
        "question": question,
        "waiting": flow.waiting.as_ref().map(|waiting| text(&waiting.text)),
        "calls": flow.calls.iter().map(call).collect::<Vec<_>>(),
        "replies": replies,
        "fallback": reply(&flow.fallback, variables),
    })
}

/// Facts of the conversation, by their slot.
pub(super) fn facts(flow: &Flow, variables: &Variables) -> Map<String, Value> {
    let of_inputs = flow.inputs.iter().filter_map(|input| match &input.source {
        Source::Context { name } => Some(name.clone()),
        _ => None,
    });
    let remembered = flow.replies.values().chain([&flow.fallback]).flat_map(|reply| &reply.remember);
    let names =
        flow.context_names().into_iter().chain(of_inputs).chain(remembered.map(|update| update.name.clone()));
    names.map(|name| (name.clone(), variables.name(&Origin::Context(name)).into())).collect()
}

fn input(input: &InputStep) -> Value {
    let source = match &input.source {
        Source::Context { name } => json!({"fact": name}),
        Source::Constant { value } => json!({"constant": value}),
        Source::MessageText => json!("message"),
        Source::UserId => json!("user"),
        Source::Locale => json!("language"),
        Source::Now => json!("now"),
        Source::Expression { .. } => json!({"text": text(&input.expression)}),
    };
    json!({
        "name": input.name,
        "kind": input.value_type,
        "required": input.required,
        "source": source,
        "ask": text(&input.ask),
        "allowed": input.allowed,
        "pattern": input.pattern,
    })
}

fn call(call: &CallStep) -> Value {
    let redirects = match call.policy.redirects {
        Redirects::None => "none",
        Redirects::SameOrigin => "same_origin",
        Redirects::Any => "any",
    };
    let mut plan = json!({
        "id": call.id,
        "method": call.method.name(),
        "base_url": call.base_url,
        "path": text(&call.path),
        "query": fields(&call.query),
        "headers": fields(&call.headers),
        "cookies": fields(&call.cookies),
        "content_type": call.content_type,
        "body": body(&call.body),
        "proof": proof(&call.authentication),
        "time_limit_ms": call.policy.time_limit_ms,
        "largest_bytes": call.policy.largest_response_bytes,
        "redirects": redirects,
        "repetitions": call.repetitions,
        "repeat_on": call.policy.retries.on,
        "backoff_ms": call.policy.retries.backoff_ms,
        "idempotency_header": call.policy.idempotency_header,
        "body_schema": call.body_schema,
    });
    if let (Value::Object(plan), Value::Object(meaning)) = (&mut plan, judging::of(call)) {
        plan.extend(meaning);
    }
    plan
}

fn proof(authentication: &Authentication) -> Value {
    match authentication {
        Authentication::Bearer { secret } => json!({"kind": "bearer", "secret": variable_of(secret)}),
        Authentication::Basic { user, secret } => {
            json!({"kind": "basic", "user": user, "secret": variable_of(secret)})
        }
        Authentication::ApiKey { secret, place, name } => {
            let place = match place {
                KeyPlace::Header => "header",
                KeyPlace::Query => "query",
                KeyPlace::Cookie => "cookie",
            };
            json!({"kind": "key", "place": place, "name": name, "secret": variable_of(secret)})
        }
        Authentication::None
        | Authentication::OAuth2ClientCredentials { .. }
        | Authentication::MutualTls { .. }
        | Authentication::Signature { .. } => Value::Null,
    }
}

fn fields(fields: &[Field]) -> Vec<Value> {
    let field =
        |field: &Field| json!({"name": field.name, "value": text(&field.value), "optional": field.optional});
    fields.iter().map(field).collect()
}

fn body(body: &BodyStep) -> Value {
    match body {
        BodyStep::None => Value::Null,
        BodyStep::Json(node) => json!({"json": self::node(node)}),
        BodyStep::Form(fields) => json!({"form": self::fields(fields)}),
        BodyStep::Text { text, is_xml: true } => json!({"xml": self::text(text)}),
        BodyStep::Text { text, is_xml: false } => json!({"text": self::text(text)}),
    }
}

fn node(node: &JsonNode) -> Value {
    match node {
        JsonNode::Object(fields) => {
            json!({"record": fields.iter().map(|(name, node)| json!([name, self::node(node)])).collect::<Vec<_>>()})
        }
        JsonNode::Array(items) => json!({"list": items.iter().map(self::node).collect::<Vec<_>>()}),
        JsonNode::Chip(chip) => json!({"chip": self::chip(chip)}),
        JsonNode::Text(text) => json!({"text": self::text(text)}),
        JsonNode::Literal(value) => json!({"literal": value}),
    }
}

pub(super) fn text(text: &[Piece]) -> Vec<Value> {
    let piece = |piece: &Piece| match piece {
        Piece::Literal(text) => Value::from(text.clone()),
        Piece::Chip(chip) => self::chip(chip),
    };
    text.iter().map(piece).collect()
}

fn chip(chip: &Chip) -> Value {
    let mut value = reference(&chip.reference);
    value["formats"] = chip.formats.iter().map(shape).collect();
    if let Some(instead) = &chip.unformatted {
        value["unformatted"] = instead.clone();
    }
    value
}

/// Whether the action writes the format as designed.
pub(super) fn is_known(shape: &Shape) -> bool {
    !matches!(shape, Shape::Relative | Shape::NoData(_))
}

fn shape(shape: &Shape) -> Value {
    match shape {
        Shape::Default(value) => json!({"format": "default", "value": value}),
        Shape::Date(date) | Shape::Time(date) | Shape::DateTime(date) => {
            json!({"format": "date", "shape": self::date(date)})
        }
        Shape::Number { decimals, shape } => {
            let around = ["", "", &shape.minus_before, &shape.minus_after];
            json!({"format": "number", "times": 1, "decimals": decimals, "shape": number(shape), "around": around})
        }
        Shape::Money { shape, .. } => amount(shape, 1),
        Shape::Percent { of, shape } => amount(shape, if *of == PercentOf::One { 100 } else { 1 }),
        Shape::List(shape) => {
            json!({"format": "list", "pair": shape.pair, "first": shape.first, "middle": shape.middle, "last": shape.last})
        }
        Shape::Plural { cases, rule, number } => {
            let said: Vec<Value> = cases.cases().map(|(case, text)| json!([word(case), text])).collect();
            let words = |cases: &[PluralCase]| cases.iter().map(|case| word(*case)).collect::<Vec<_>>();
            json!({
                "format": "plural", "cases": said, "small": words(&rule.small), "large": words(&rule.large),
                "fraction": word(rule.fraction), "shape": self::number(number),
                "around": ["", "", &number.minus_before, &number.minus_after],
            })
        }
        Shape::YesNo { yes, no } => json!({"format": "yesno", "yes": yes, "no": no}),
        Shape::Truncate { characters } => json!({"format": "truncate", "characters": characters}),
        other => json!({"format": other.name()}),
    }
}

fn amount(shape: &AmountShape, times: u32) -> Value {
    let around = [&shape.before, &shape.after, &shape.negative_before, &shape.negative_after];
    json!({"format": "number", "times": times, "decimals": shape.decimals, "shape": number(&shape.number), "around": around})
}

fn number(shape: &NumberShape) -> Value {
    json!({
        "digits": shape.digits.iter().collect::<String>(), "decimal": shape.decimal, "group": shape.group,
        "last": shape.last_group, "others": shape.other_groups, "from": shape.grouped_from,
    })
}

fn date(shape: &DateShape) -> Value {
    let piece = |piece: &DatePiece| match piece {
        DatePiece::Literal(text) => json!({"text": text}),
        other => json!(format!("{other:?}")),
    };
    json!({
        "pieces": shape.pieces.iter().map(piece).collect::<Vec<_>>(),
        "months": shape.months,
        "weekdays": shape.weekdays,
        "halves": shape.halves,
        "digits": shape.digits.iter().collect::<String>(),
    })
}

fn word(case: PluralCase) -> String {
    match case {
        PluralCase::Exactly(number) => number.to_string(),
        PluralCase::Zero => "zero".to_owned(),
        PluralCase::One => "one".to_owned(),
        PluralCase::Two => "two".to_owned(),
        PluralCase::Few => "few".to_owned(),
        PluralCase::Many => "many".to_owned(),
        PluralCase::Other => "other".to_owned(),
    }
}

fn reply(reply: &ReplyStep, variables: &Variables) -> Value {
    let messages: Vec<Value> = reply.messages.iter().map(message).collect();
    let remember: Vec<Value> = reply
        .remember
        .iter()
        .map(|update| {
            let slot = variables.name(&Origin::Context(update.name.clone()));
            json!({"slot": slot, "value": text(&update.value)})
        })
        .collect();
    let handoff = reply.handoff.as_ref().map(|handoff| {
        let context: Vec<Value> =
            handoff.context.iter().map(|one| json!([one.name(), reference(one)])).collect();
        json!({"queue": handoff.queue, "context": context, "note": text(&handoff.note)})
    });
    let needs: Vec<Value> = reply.needs().into_iter().map(reference).collect();
    json!({"needs": needs, "messages": messages, "remember": remember, "handoff": handoff})
}

fn message(message: &MessageStep) -> Value {
    match message {
        MessageStep::Text(text) => json!({"text": self::text(text)}),
        MessageStep::QuickReplies(choices) => {
            let choices =
                choices.iter().map(|choice| json!({"label": text(&choice.label), "send": choice.send}));
            json!({"choices": choices.collect::<Vec<_>>()})
        }
        MessageStep::Card { title, subtitle, image_url, buttons } => {
            let buttons =
                buttons.iter().map(|button| json!({"label": text(&button.label), "url": text(&button.url)}));
            json!({
                "title": text(title), "subtitle": text(subtitle), "image": text(image_url),
                "buttons": buttons.collect::<Vec<_>>(),
            })
        }
        MessageStep::List { items, item, at_most, more, empty } => json!({
            "items": reference(items), "item": text(item), "at_most": at_most, "more": text(more), "empty": text(empty),
        }),
    }
}
