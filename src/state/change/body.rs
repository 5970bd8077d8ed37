//! Changes of what a call sends: parameters, the kind of the body, and the build of a JSON body.

use serde_json::{Map, Value};

use super::{Change, ParameterList, free_name};
use crate::model::{Body, Call, Parameter, Text};
use crate::state::{Notice, State};

/// What kind of body a call sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyKind {
    /// None.
    Nothing,
    /// A JSON document.
    Details,
    /// The fields of a form.
    Form,
    /// Plain text or XML.
    Text,
}

impl BodyKind {
    /// In the order of the screen.
    pub const ALL: [Self; 4] = [Self::Nothing, Self::Details, Self::Form, Self::Text];

    /// The kind of a body.
    pub fn of(body: &Body) -> Self {
        match body {
            Body::None => Self::Nothing,
            Body::Json { .. } => Self::Details,
            Body::Form { .. } => Self::Form,
            Body::Text { .. } => Self::Text,
        }
    }

    /// The words on the screen, and the name IT uses.
    pub fn titles(self) -> (&'static str, &'static str) {
        match self {
            Self::Nothing => ("Nothing", ""),
            Self::Details => ("Details", "JSON"),
            Self::Form => ("A form", "urlencoded"),
            Self::Text => ("A text", "XML, plain"),
        }
    }
}

/// A change of the build of a JSON document at one place of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyEdit {
    /// Add an empty text to the record or list there.
    Add,
    /// Take the field or item out.
    Remove,
    /// Make it another kind, keeping what fits.
    Retype(JsonKind),
}

/// The kinds of JSON values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonKind {
    /// A text with chips.
    Text,
    /// A number that is always the same.
    Number,
    /// Yes or no, always the same.
    YesNo,
    /// A record with fields.
    Record,
    /// A list.
    List,
    /// `null`.
    Empty,
}

impl JsonKind {
    /// In the order of a menu.
    pub const ALL: [Self; 6] = [Self::Text, Self::Number, Self::YesNo, Self::Record, Self::List, Self::Empty];

    /// The kind of a value.
    pub fn of(value: &Value) -> Self {
        match value {
            Value::String(_) => Self::Text,
            Value::Number(_) => Self::Number,
            Value::Bool(_) => Self::YesNo,
            Value::Object(_) => Self::Record,
            Value::Array(_) => Self::List,
            Value::Null => Self::Empty,
        }
    }

    /// The word on the screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::YesNo => "yes or no",
            Self::Record => "record",
            Self::List => "list",
            Self::Empty => "empty",
        }
    }

    /// `value` as this kind; what does not fit is begun anew.
    fn from(self, value: Value) -> Value {
        match (self, value) {
            (Self::Text, Value::Number(number)) => Value::String(number.to_string()),
            (Self::Text, _) => Value::from(""),
            (Self::Number, Value::String(text)) => text.trim().parse().map_or(Value::from(0), Value::Number),
            (Self::Number, _) => Value::from(0),
            (Self::YesNo, _) => Value::Bool(true),
            (Self::Record, Value::Array(items)) => Value::Object(
                items.into_iter().enumerate().map(|(n, v)| (format!("field_{}", n + 1), v)).collect(),
            ),
            (Self::Record, value) => {
                let mut fields = Map::new();
                fields.insert("field".to_owned(), text_of(value));
                Value::Object(fields)
            }
            (Self::List, Value::Object(fields)) => Value::Array(fields.into_iter().map(|(_, v)| v).collect()),
            (Self::List, value) => Value::Array(vec![text_of(value)]),
            (Self::Empty, _) => Value::Null,
        }
    }
}

fn text_of(value: Value) -> Value {
    if value.is_null() { Value::from("") } else { value }
}

impl State {
    pub(super) fn change_request(&mut self, change: &Change) -> &'static str {
        match change {
            Change::AddParameter { call, list } => {
                if let Some(parameters) = self.parameters(call, *list) {
                    parameters.push(Parameter::default());
                }
                "New parameter"
            }
            Change::DeleteParameter { call, list, index } => {
                if let Some(parameters) = self.parameters(call, *list).filter(|all| *index < all.len()) {
                    parameters.remove(*index);
                }
                "Deletion of a parameter"
            }
            Change::ChooseBody { call, kind } => {
                if let Some(call) = self.call_mut(call).filter(|call| BodyKind::of(&call.body) != *kind) {
                    let before = std::mem::take(&mut call.body);
                    call.body = converted(before.clone(), *kind);
                    let lost = lost_words(before, &call.body);
                    self.notice = lost.map(Notice::undoable).or(self.notice.take());
                }
                "What is sent along"
            }
            Change::EditBody { call, at, edit } => {
                if let Some(Body::Json { value, .. }) = self.call_mut(call).map(|call| &mut call.body) {
                    edit_at(value, at, *edit);
                }
                "What is sent along"
            }
            _ => "",
        }
    }

    fn parameters(&mut self, call: &str, list: ParameterList) -> Option<&mut Vec<Parameter>> {
        if list == ParameterList::Connection {
            // A page without a call names the connection itself.
            let connection =
                self.call_mut(call).map_or_else(|| call.to_owned(), |call| call.connection.clone());
            return Some(&mut self.connection_mut(&connection)?.headers);
        }
        let Call { query, headers, cookies, body, .. } = self.call_mut(call)?;
        match (list, body) {
            (ParameterList::Query, _) => Some(query),
            (ParameterList::Headers, _) => Some(headers),
            (ParameterList::Cookies, _) => Some(cookies),
            (ParameterList::Form, Body::Form { fields }) => Some(fields),
            (ParameterList::Form | ParameterList::Connection, _) => None,
        }
    }
}

/// A body of another kind with the fields that both kinds can hold.
fn converted(body: Body, kind: BodyKind) -> Body {
    match (kind, body) {
        (BodyKind::Nothing, _) => Body::None,
        (BodyKind::Details, Body::Form { fields }) => {
            let fields = fields.into_iter().map(|field| (field.name, Value::String(field.value.0)));
            Body::Json { value: Value::Object(fields.collect()), schema: None }
        }
        (BodyKind::Details, _) => Body::Json { value: Value::Object(Map::new()), schema: None },
        (BodyKind::Form, Body::Json { value: Value::Object(fields), .. }) => {
            let texts = fields.into_iter().filter_map(|(name, value)| {
                let text = value.as_str().map(str::to_owned)?;
                Some(Parameter { name, value: Text(text), optional: false })
            });
            Body::Form { fields: texts.collect() }
        }
        (BodyKind::Form, _) => Body::Form { fields: Vec::new() },
        (BodyKind::Text, _) => Body::Text { content_type: "text/plain".to_owned(), text: Text::default() },
    }
}

/// What to say when the body `after` does not hold all that was in `before`.
fn lost_words(before: Body, after: &Body) -> Option<&'static str> {
    let words = match BodyKind::of(&before) {
        BodyKind::Nothing => return None,
        BodyKind::Details => "The details are taken out",
        BodyKind::Form => "The fields of the form are taken out",
        BodyKind::Text => "The text is taken out",
    };
    let back = converted(after.clone(), BodyKind::of(&before));
    (back != before).then_some(words)
}

fn edit_at(document: &mut Value, at: &[usize], edit: BodyEdit) {
    match edit {
        BodyEdit::Add => match child_mut(document, at) {
            Some(Value::Object(fields)) => {
                let name = free_name("field", |name| fields.contains_key(name));
                fields.insert(name, Value::from(""));
            }
            Some(Value::Array(items)) => items.push(Value::from("")),
            _ => {}
        },
        BodyEdit::Remove => {
            let Some((last, above)) = at.split_last() else { return };
            match child_mut(document, above) {
                Some(Value::Object(fields)) => {
                    // `remove` would put the last field in the gap.
                    if let Some(name) = fields.keys().nth(*last).cloned() {
                        fields.shift_remove(&name);
                    }
                }
                Some(Value::Array(items)) if *last < items.len() => {
                    items.remove(*last);
                }
                _ => {}
            }
        }
        BodyEdit::Retype(kind) => {
            if let Some(value) = child_mut(document, at).filter(|value| JsonKind::of(value) != kind) {
                *value = kind.from(value.take());
            }
        }
    }
}

/// The part of a document at these positions of children, from the top.
pub fn child_mut<'a>(document: &'a mut Value, at: &[usize]) -> Option<&'a mut Value> {
    at.iter().try_fold(document, |value, index| match value {
        Value::Object(fields) => fields.values_mut().nth(*index),
        Value::Array(items) => items.get_mut(*index),
        _ => None,
    })
}

/// Gives the field at that position another name; its position stays. A name that another field has is refused, so that
/// no field is lost.
pub fn rename_key(fields: &mut Map<String, Value>, position: usize, to: &str) {
    if fields.contains_key(to) {
        return;
    }
    *fields = std::mem::take(fields)
        .into_iter()
        .enumerate()
        .map(|(index, (name, value))| if index == position { (to.to_owned(), value) } else { (name, value) })
        .collect();
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn names(value: &Value) -> Vec<&str> {
        value.as_object().unwrap().keys().map(String::as_str).collect()
    }

    #[test]
    fn a_renamed_field_keeps_its_place_and_no_field_is_lost() {
        let mut body = json!({"a": 1, "b": 2, "c": 3});
        rename_key(body.as_object_mut().unwrap(), 1, "z");
        assert_eq!(names(&body), ["a", "z", "c"]);
        rename_key(body.as_object_mut().unwrap(), 1, "c");
        assert_eq!(names(&body), ["a", "z", "c"]);
    }

    #[test]
    fn edits_find_their_place() {
        let mut body = json!({"a": "x", "b": {"c": ["y"]}});
        edit_at(&mut body, &[1, 0], BodyEdit::Add);
        assert_eq!(body, json!({"a": "x", "b": {"c": ["y", ""]}}));
        edit_at(&mut body, &[1, 0, 0], BodyEdit::Remove);
        edit_at(&mut body, &[1], BodyEdit::Add);
        assert_eq!(body, json!({"a": "x", "b": {"c": [""], "field": ""}}));
        edit_at(&mut body, &[0], BodyEdit::Remove);
        edit_at(&mut body, &[], BodyEdit::Add);
        assert_eq!(names(&body), ["b", "field"]);
        edit_at(&mut body, &[1], BodyEdit::Retype(JsonKind::Number));
        assert_eq!(body["field"], json!(0));
        edit_at(&mut body, &[9, 9], BodyEdit::Remove);
    }

    #[test]
    fn what_another_kind_cannot_hold_is_said() {
        let details = Body::Json { value: json!({"a": "{{ b }}"}), schema: None };
        let check = |before: &Body, kind, expect| {
            let after = converted(before.clone(), kind);
            assert_eq!(lost_words(before.clone(), &after), expect);
        };
        check(&details, BodyKind::Form, None);
        check(&details, BodyKind::Text, Some("The details are taken out"));
        check(&converted(Body::None, BodyKind::Details), BodyKind::Text, None);
        check(&Body::None, BodyKind::Text, None);
    }

    #[test]
    fn a_form_becomes_details_and_back() {
        let field = Parameter { name: "a".to_owned(), value: Text::from("{{ b }}"), optional: false };
        let form = Body::Form { fields: vec![field] };
        let details = converted(form.clone(), BodyKind::Details);
        assert_eq!(details, Body::Json { value: json!({"a": "{{ b }}"}), schema: None });
        assert_eq!(converted(details, BodyKind::Form), form);
    }
}
