//! The contract of an answer as a table of fields: kind, whether it must be there, what it may be.

use egui::{Align, Id, Layout, Ui, vec2};
use serde_json::{Map, Value, json};

use crate::engine::plain;
use crate::ui::steps::fields::{CheckedField, link};
use crate::ui::theme::{TextRole, Tone, icons, space};
use crate::ui::widgets::{
    Button, Checkbox, Choice, Field, IconButton, Select, row, section_label, text_line,
};

/// Records inside of records beyond this depth are left to the written form.
const DEEPEST: usize = 4;

/// The kinds in the words of the screen and in those of JSON Schema.
const KINDS: [(&str, &str); 7] = [
    ("Text", "string"),
    ("Whole number", "integer"),
    ("Number", "number"),
    ("Yes or no", "boolean"),
    ("Record", "object"),
    ("List", "array"),
    ("Empty", "null"),
];

/// Draws the table; what the table cannot say stays as it is in the contract.
pub fn show(ui: &mut Ui, schema: &mut Value, id: Id) {
    let columns = Columns::of(ui);
    row(ui, |ui| {
        let heads = [
            ("Field", columns.field),
            ("Kind", columns.kind),
            ("Must be there", columns.must),
            ("May be (with commas)", columns.may),
        ];
        for (words, width) in heads {
            cell(ui, width, |ui| section_label(ui, words));
        }
    });
    record(ui, columns, schema, id, 0);
}

#[derive(Clone, Copy)]
struct Columns {
    field: f32,
    kind: f32,
    must: f32,
    may: f32,
}

impl Columns {
    fn of(ui: &Ui) -> Self {
        let (kind, must) = (132.0, 96.0);
        let rest = ui.available_width() - kind - must - space::TARGET - 4.0 * space::S;
        Self { field: (rest * 0.5).floor(), kind, must, may: (rest * 0.5).floor() }
    }
}

fn cell<R>(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui) -> R) -> R {
    let layout = Layout::left_to_right(Align::Center);
    let shown = ui.allocate_ui_with_layout(vec2(width, space::CONTROL), layout, |ui| {
        ui.set_width(width);
        content(ui)
    });
    shown.inner
}

/// The fields of a record, each with those inside of it.
fn record(ui: &mut Ui, columns: Columns, schema: &mut Value, id: Id, depth: usize) {
    let names: Vec<String> = schema
        .get("properties")
        .and_then(Value::as_object)
        .map(|fields| fields.keys().cloned().collect())
        .unwrap_or_default();
    let mut change = None;
    for (index, name) in names.iter().enumerate() {
        let id = id.with(index);
        let mut must = is_required(schema, name);
        let was = must;
        let Some(rules) = schema.get_mut("properties").and_then(|fields| fields.get_mut(name)) else {
            continue;
        };
        if let Some(wanted) = field(ui, columns, (name, names.as_slice()), rules, &mut must, (id, depth)) {
            change = Some((name.clone(), wanted));
        }
        if depth < DEEPEST {
            if rules.get("properties").is_some() {
                record(ui, columns, rules, id, depth + 1);
            } else if let Some(items) =
                rules.get_mut("items").filter(|items| items.get("properties").is_some())
            {
                record(ui, columns, items, id.with("items"), depth + 1);
            }
        }
        if was != must {
            require(schema, name, must);
        }
    }
    match change {
        Some((name, Wanted::Gone)) => remove(schema, &name),
        Some((name, Wanted::Called(to))) => rename(schema, &name, &to),
        None => {}
    }
    if depth == 0 && link(ui, Button::link("Add a field").icon(icons::ICON_ADD).small()).clicked() {
        add(schema);
    }
}

enum Wanted {
    Gone,
    Called(String),
}

fn field(
    ui: &mut Ui,
    columns: Columns,
    (name, taken): (&str, &[String]),
    rules: &mut Value,
    must: &mut bool,
    (id, depth): (Id, usize),
) -> Option<Wanted> {
    let mut wanted = None;
    row(ui, |ui| {
        cell(ui, columns.field, |ui| {
            let indent = depth as f32 * space::L;
            ui.add_space(indent);
            let label = format!("Name of the field {name}");
            let field = CheckedField::new(id.with("name"), &label, name).width(columns.field - indent);
            let to = field.on_leaving().show(ui, |typed| {
                let is_taken = taken.iter().any(|known| known == typed);
                is_taken.then(|| "Another field has this name already.".to_owned())
            });
            wanted = to.map(Wanted::Called);
        });
        cell(ui, columns.kind, |ui| kind(ui, columns.kind, name, rules));
        cell(ui, columns.must, |ui| ui.add(Checkbox::bare(must, &format!("{name} must be there"))));
        cell(ui, columns.may, |ui| allowed(ui, columns.may, name, rules, id));
        let label = format!("Forget the field {name}");
        if ui.add(IconButton::new(icons::ICON_CLOSE, &label).small()).clicked() {
            wanted = Some(Wanted::Gone);
        }
    });
    wanted
}

/// One kind can be chosen; several are shown and left alone.
fn kind(ui: &mut Ui, width: f32, name: &str, rules: &mut Value) {
    let choices = KINDS.map(|(words, _)| Choice::new(words));
    let now = rules.get("type").and_then(Value::as_str).map(str::to_owned);
    let chosen = KINDS.iter().position(|(_, kind)| now.as_deref() == Some(*kind));
    let label = format!("Kind of {name}");
    let several = several_kinds(rules);
    let select = Select::new(&label, &choices, chosen).small().width(width).placeholder(&several);
    if let Some((_, kind)) = select.show(ui).index.and_then(|index| KINDS.get(index)) {
        let Some(rules) = rules.as_object_mut() else { return };
        rules.insert("type".to_owned(), json!(kind));
        // What held for another kind would refuse every value of this one.
        for rule in ["format", "enum", "const", "properties", "required", "items", "examples"] {
            rules.shift_remove(rule);
        }
    }
}

fn several_kinds(rules: &Value) -> String {
    let kinds = rules.get("type").and_then(Value::as_array);
    let words = kinds.into_iter().flatten().filter_map(Value::as_str).map(|kind| {
        KINDS.iter().find(|(_, known)| *known == kind).map_or(kind, |(words, _)| words).to_lowercase()
    });
    let words = words.collect::<Vec<_>>().join(" or ");
    if words.is_empty() { "anything".to_owned() } else { words }
}

/// The allowed values of a text or number; for the rest the format, or nothing.
fn allowed(ui: &mut Ui, width: f32, name: &str, rules: &mut Value, id: Id) {
    let kind = rules.get("type").and_then(Value::as_str).unwrap_or_default().to_owned();
    if !matches!(kind.as_str(), "string" | "integer" | "number") {
        text_line(ui, TextRole::Small, Tone::Third, "");
        return;
    }
    let options = rules.get("enum").and_then(Value::as_array);
    let now = options.map(|options| options.iter().map(plain).collect::<Vec<_>>().join(", "));
    let now = now.unwrap_or_default();
    let format = rules.get("format").and_then(Value::as_str).map(|format| format!("any {format}"));
    let examples = rules.get("examples").and_then(Value::as_array);
    let examples = examples.map(|list| list.iter().map(plain).collect::<Vec<_>>().join(", "));
    let hint =
        format.or(examples.map(|list| format!("such as {list}"))).unwrap_or_else(|| "anything".to_owned());
    let mut typed = ui.data(|data| data.get_temp::<String>(id.with("typed"))).unwrap_or_else(|| now.clone());
    let label = format!("Allowed values of {name}");
    let field = Field::new(&label, &mut typed).placeholder(&hint).width(width).id(id.with("allowed"));
    let response = ui.add(field);
    if response.changed()
        && let Some(rules) = rules.as_object_mut()
    {
        let values: Vec<Value> = typed
            .split(',')
            .map(str::trim)
            .filter(|word| !word.is_empty())
            .map(|word| value_of(word, &kind))
            .collect();
        if values.is_empty() {
            rules.shift_remove("enum");
        } else {
            rules.insert("enum".to_owned(), Value::Array(values));
        }
    }
    // A comma at the end is where the next value begins, and no value of its own.
    let has_focus = response.has_focus();
    ui.data_mut(|data| {
        if has_focus {
            data.insert_temp(id.with("typed"), typed);
        } else {
            data.remove::<String>(id.with("typed"));
        }
    });
}

fn value_of(word: &str, kind: &str) -> Value {
    match kind {
        "string" => Value::from(word),
        _ => word.parse().map_or_else(|_| Value::from(word), Value::Number),
    }
}

fn is_required(schema: &Value, name: &str) -> bool {
    let required = schema.get("required").and_then(Value::as_array);
    required.is_some_and(|names| names.iter().any(|known| known == name))
}

fn require(schema: &mut Value, name: &str, must: bool) {
    let Some(rules) = schema.as_object_mut() else { return };
    let mut names: Vec<Value> = rules.get("required").and_then(Value::as_array).cloned().unwrap_or_default();
    names.retain(|known| known != name);
    if must {
        names.push(Value::from(name));
    }
    if names.is_empty() {
        rules.shift_remove("required");
    } else {
        rules.insert("required".to_owned(), Value::Array(names));
    }
}

fn remove(schema: &mut Value, name: &str) {
    require(schema, name, false);
    if let Some(fields) = schema.get_mut("properties").and_then(Value::as_object_mut) {
        fields.shift_remove(name);
    }
}

/// The order of the fields stays.
fn rename(schema: &mut Value, from: &str, to: &str) {
    if is_required(schema, from) {
        require(schema, from, false);
        require(schema, to, true);
    }
    if let Some(fields) = schema.get_mut("properties").and_then(Value::as_object_mut) {
        let renamed = std::mem::take(fields).into_iter();
        *fields =
            renamed.map(|(name, rules)| (if name == from { to.to_owned() } else { name }, rules)).collect();
    }
}

fn add(schema: &mut Value) {
    let Some(rules) = schema.as_object_mut() else { return };
    let fields = rules.entry("properties").or_insert_with(|| Value::Object(Map::new()));
    let Some(fields) = fields.as_object_mut() else { return };
    let mut number = 1;
    let mut name = "field".to_owned();
    while fields.contains_key(&name) {
        number += 1;
        name = format!("field_{number}");
    }
    fields.insert(name, json!({"type": "string"}));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_changed_and_nothing_else() {
        let mut schema = json!({
            "type": "object", "required": ["status"], "additionalProperties": false,
            "properties": {"status": {"type": "string"}, "plan": {"type": "string"}}
        });
        require(&mut schema, "plan", true);
        rename(&mut schema, "status", "state");
        assert_eq!(schema["required"], json!(["plan", "state"]));
        assert_eq!(schema["properties"].as_object().unwrap().keys().collect::<Vec<_>>(), ["state", "plan"]);
        remove(&mut schema, "plan");
        add(&mut schema);
        assert_eq!(schema["properties"], json!({"state": {"type": "string"}, "field": {"type": "string"}}));
        assert_eq!(
            (&schema["required"], &schema["additionalProperties"]),
            (&json!(["state"]), &json!(false))
        );
    }
}
