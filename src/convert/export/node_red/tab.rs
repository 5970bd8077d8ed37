//! A tab of the editor: nodes with ids, names, wires and places, so that a person can read it from left to right.

use serde_json::{Value, json};

use super::super::flow::Flow;

/// A tab in the making. Nodes are named by keys, which become ids.
pub(super) struct Tab {
    seed: String,
    head: Value,
    nodes: Vec<(String, Value)>,
    x: usize,
    y: usize,
    /// Where the next node of a column stands, and the highest place in use.
    lowest: usize,
    column_from: usize,
}

const STEP_X: usize = 260;
const STEP_Y: usize = 60;

impl Tab {
    /// An empty tab.
    pub fn new(seed: &str, flow: &Flow, path: &str) -> Self {
        let mut info = format!("{}\n\nIntent: {}\n", flow.usage_hint, flow.intent);
        for phrase in &flow.phrases {
            info.push_str(&format!("- {phrase}\n"));
        }
        info.push_str(&format!(
            "\nPOST {path} with `{{\"context\": {{…}}, \"message\": \"…\", \"user_id\": \"…\"}}`. The answer has `outcome`, `messages`, \
             and where designed `remember` and `handoff`.\n"
        ));
        let label = plain(&flow.name);
        let mut tab = Self {
            seed: seed.to_owned(),
            head: Value::Null,
            nodes: vec![],
            x: 0,
            y: 0,
            lowest: 0,
            column_from: 0,
        };
        tab.head = json!({"id": tab.id(""), "type": "tab", "label": label, "disabled": false, "info": info, "env": []});
        tab
    }

    /// Goes to the left end of a new row.
    pub fn row(&mut self, number: usize) {
        self.x = 140;
        self.y = if number == 0 { 80 } else { self.lowest + 2 * STEP_Y };
    }

    /// Goes to the left end under everything.
    pub fn below(&mut self) {
        self.x = 400;
        self.y = self.lowest + STEP_Y;
    }

    /// Begins a column at the present place.
    pub fn column(&mut self) {
        self.column_from = self.y;
    }

    /// Ends a column: what follows stands to the right of its first node.
    pub fn column_end(&mut self) {
        self.y = self.column_from;
        self.x += STEP_X;
    }

    /// A change node in a column.
    pub fn stacked(&mut self, key: &str, name: &str, rules: Vec<Value>, to: &[&str]) {
        let x = self.x;
        self.change(key, name, rules, to);
        self.x = x;
        self.y += STEP_Y;
    }

    /// Any node; `wires` are keys for each output.
    pub fn node(&mut self, key: &str, kind: &str, name: &str, more: Value, wires: &[&[&str]]) {
        let wires: Vec<Vec<String>> =
            wires.iter().map(|output| output.iter().map(|key| self.id(key)).collect()).collect();
        let mut node = json!({
            "id": self.id(key), "type": kind, "z": self.id(""), "name": plain(name), "x": self.x, "y": self.y, "wires": wires,
        });
        if let (Value::Object(node), Value::Object(more)) = (&mut node, more) {
            node.extend(more);
        }
        self.lowest = self.lowest.max(self.y);
        self.x += STEP_X;
        self.nodes.push((key.to_owned(), node));
    }

    /// A node that sets properties.
    pub fn change(&mut self, key: &str, name: &str, rules: Vec<Value>, to: &[&str]) {
        self.node(key, "change", name, json!({"rules": rules}), &[to]);
    }

    /// A node that chooses by a property of the message.
    pub fn switch(&mut self, key: &str, name: &str, property: &str, rules: &[(&str, &str)], to: &[&str]) {
        self.decide(key, name, (property, "msg"), rules, to);
    }

    /// A node that chooses by what an expression yields.
    pub fn choose(&mut self, key: &str, name: &str, code: &str, rules: &[(&str, &str)], to: &[&str]) {
        self.decide(key, name, (code, "jsonata"), rules, to);
    }

    fn decide(&mut self, key: &str, name: &str, property: (&str, &str), rules: &[(&str, &str)], to: &[&str]) {
        let rule = |(kind, value): &(&str, &str)| match *kind {
            "eq" => json!({"t": "eq", "v": value, "vt": "str"}),
            kind => json!({"t": kind}),
        };
        let more = json!({
            "property": property.0, "propertyType": property.1, "rules": rules.iter().map(rule).collect::<Vec<_>>(),
            "checkall": "false", "repair": false, "outputs": rules.len(),
        });
        let wires: Vec<[&str; 1]> = to.iter().map(|key| [*key]).collect();
        let wires: Vec<&[&str]> = wires.iter().map(|output| &output[..]).collect();
        self.node(key, "switch", name, more, &wires);
    }

    /// A node that takes over when one of the others reports an error.
    pub fn catch(&mut self, key: &str, name: &str, scope: &[&str], to: &str) {
        let scope: Vec<String> = scope.iter().map(|key| self.id(key)).collect();
        self.node(key, "catch", name, json!({"scope": scope, "uncaught": false}), &[&[to]]);
    }

    /// A node that waits as long as the message says.
    pub fn pause(&mut self, key: &str, name: &str, to: &str) {
        let more = json!({
            "pauseType": "delayv", "timeout": "1", "timeoutUnits": "seconds", "rate": "1", "nbRateUnits": "1",
            "rateUnits": "second", "randomFirst": "1", "randomLast": "5", "randomUnits": "seconds", "drop": false,
            "allowrate": false, "outputs": 1,
        });
        self.node(key, "delay", name, more, &[&[to]]);
    }

    /// The keys of all nodes of these kinds.
    pub fn keys_of(&self, kinds: &[&str]) -> Vec<String> {
        let is_one = |node: &Value| node["type"].as_str().is_some_and(|kind| kinds.contains(&kind));
        self.nodes.iter().filter(|(_, node)| is_one(node)).map(|(key, _)| key.clone()).collect()
    }

    /// The tab and its nodes.
    pub fn finish(self) -> Vec<Value> {
        std::iter::once(self.head).chain(self.nodes.into_iter().map(|(_, node)| node)).collect()
    }

    /// The same id for the same key in every export (FNV-1a, 64 bits).
    fn id(&self, key: &str) -> String {
        let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
        for byte in self.seed.bytes().chain([0]).chain(key.bytes()) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
        format!("{hash:016x}")
    }
}

/// A name that Node-RED takes as it is: one that is `${…}` or `$(…)` alone would be replaced by a variable.
fn plain(name: &str) -> String {
    let line = name.replace(['\n', '\r'], " ");
    if line.starts_with('$') { format!(" {line}") } else { line }
}
