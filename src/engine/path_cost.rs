//! How much work a path makes, so that a hostile one is refused instead of carried out.

use serde_json::Value;

use super::large::Size;

/// The most steps that a path may take through one answer: a fraction of a second, and at most a few hundred megabytes.
const MOST_STEPS: u64 = 20_000_000;

/// What makes a path cost more than one walk through the answer.
///
/// `$..a..b` walks once more through everything below each match, `$[*, *]` doubles what it finds, and a `$` in a filter
/// begins anew for each candidate. Ordinary paths have none of it and are never weighed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PathCost {
    /// How many `..` stand in it.
    descents: u32,
    /// How many searches through the whole answer stand in its filters.
    restarts: u32,
    /// How often one value can be found, at most.
    copies: u64,
}

impl PathCost {
    /// Reads the cost off a path that is known to be well-formed.
    pub fn of(path: &str) -> Self {
        let mut cost = Self { descents: 0, restarts: 0, copies: 1 };
        // For each open bracket the number of selectors in it; none for the parentheses of a filter or function.
        let mut open: Vec<Option<u64>> = Vec::new();
        let mut rest = path;
        while let Some(first) = rest.chars().next() {
            let mut length = first.len_utf8();
            match first {
                '\'' | '"' => length = quoted(rest, first),
                '.' if rest.starts_with("..") => {
                    cost.descents += 1;
                    length = 2;
                }
                '$' if rest.len() < path.len() && !is_singular(&rest[1..]) => cost.restarts += 1,
                '[' => open.push(Some(1)),
                '(' => open.push(None),
                ',' => {
                    if let Some(Some(selectors)) = open.last_mut() {
                        *selectors += 1;
                    }
                }
                ']' | ')' => {
                    if let Some(Some(selectors)) = open.pop() {
                        cost.copies = cost.copies.saturating_mul(selectors);
                    }
                }
                _ => {}
            }
            rest = &rest[length..];
        }
        cost
    }

    /// Whether the path may be followed through this answer.
    pub fn is_affordable(self, answer: &Value) -> bool {
        if self.is_plain() {
            return true;
        }
        let (values, depth) = size(answer);
        self.is_affordable_in(Size { values, depth })
    }

    /// Whether it costs one walk through the answer at most.
    fn is_plain(self) -> bool {
        self.descents <= 1 && self.restarts == 0 && self.copies == 1
    }

    /// The same for an answer of which only the size is known.
    pub fn is_affordable_in(self, size: Size) -> bool {
        let Size { values: nodes, depth } = size;
        if self.is_plain() {
            return true;
        }
        let walks = depth.saturating_pow(self.descents.saturating_sub(1));
        let restarts = nodes.saturating_pow(self.restarts);
        nodes.saturating_mul(walks).saturating_mul(restarts).saturating_mul(self.copies) <= MOST_STEPS
    }
}

/// The length of a quoted name with its quotes.
pub(super) fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    let end = text.char_indices().skip(1).find(|(_, character)| {
        let ends = *character == quote && !escaped;
        escaped = *character == '\\' && !escaped;
        ends
    });
    end.map_or(text.len(), |(index, _)| index + 1)
}

/// Whether what follows a `$` leads to one value at most: names and indexes alone.
pub(super) fn is_singular(mut rest: &str) -> bool {
    loop {
        rest = rest.trim_start();
        if let Some(inside) = rest.strip_prefix('[') {
            let inside = inside.trim_start();
            let length = match inside.chars().next() {
                Some(quote @ ('\'' | '"')) => quoted(inside, quote),
                _ => inside.len() - inside.trim_start_matches(|c: char| c == '-' || c.is_ascii_digit()).len(),
            };
            let Some(after) = inside[length..].trim_start().strip_prefix(']').filter(|_| length > 0) else {
                return false;
            };
            rest = after;
        } else if let Some(name) = rest.strip_prefix('.') {
            let name = name.trim_start();
            let after = name.trim_start_matches(|c: char| c == '_' || c.is_alphanumeric() || !c.is_ascii());
            if after.len() == name.len() {
                return false;
            }
            rest = after;
        } else {
            return true;
        }
    }
}

/// How many values an answer holds, and how deep they are nested.
fn size(value: &Value) -> (u64, u64) {
    let join = |(nodes, depth): (u64, u64), inner: &Value| {
        let (more, deeper) = size(inner);
        (nodes + more, depth.max(deeper + 1))
    };
    match value {
        Value::Array(items) => items.iter().fold((1, 1), join),
        Value::Object(fields) => fields.values().fold((1, 1), join),
        _ => (1, 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn costs() {
        let check = |path: &str, descents, restarts, copies| {
            assert_eq!(PathCost::of(path), PathCost { descents, restarts, copies }, "{path}");
        };
        check("$.a[0]['b..c,d']", 0, 0, 1);
        check("$..a[?@..b]", 2, 0, 1);
        check("$[0, 1]['a','b','c']", 0, 0, 6);
        check("$[?match(@.a, 'x,y')]", 0, 0, 1);
        check("$.a[?@.total > $.limit && @.b == $['x'][-1].y]", 0, 0, 1);
        check("$.a[?@.total > $.limits[*] || $..x]", 1, 2, 1);
        check("$['it\\'s..', \"$,\"]", 0, 0, 2);
    }

    #[test]
    fn hostile_paths_are_too_dear() {
        let deep = (0..100).fold(Value::Null, |inner, _| Value::Array(vec![inner]));
        let wide = Value::Array((0..50_000).map(Value::from).collect());
        let check = |path: &str, answer: &Value, expect| {
            assert_eq!(PathCost::of(path).is_affordable(answer), expect, "{path}");
        };
        check("$..*", &wide, true);
        check("$..a..b", &wide, true);
        check("$..*..*..*..*..*", &deep, false);
        check(&format!("${}", "[*,*]".repeat(60)), &deep, false);
        check("$[?$[?@ == 1]]", &wide, false);
        check("$[?@ == $[0]]", &wide, true);
        check("$[0,1]", &wide, true);
    }
}
