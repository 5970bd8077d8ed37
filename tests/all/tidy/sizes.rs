//! The rule of the sizes: a file is read in one go, a function fits a screen.

use super::{
    Offence,
    source::{Source, body, closing},
};

const FILE_LINES: usize = 400;
const FUNCTION_LINES: usize = 60;
/// A drawn form is a long list of fields, and splitting it makes it no clearer.
const UI_FUNCTION_LINES: usize = 80;

/// The file if it is too long, and every function that is; the functions of tests may be tables of any length.
pub(super) fn offences(source: &Source) -> Vec<Offence> {
    let mut offences = Vec::new();
    let lines = source.text.lines().count();
    if lines > FILE_LINES {
        let advice = format!("{lines} lines, at most {FILE_LINES}; this file is two");
        offences.push(source.offence(FILE_LINES + 1, advice));
    }
    let most = if source.room() == "ui" { UI_FUNCTION_LINES } else { FUNCTION_LINES };
    for (place, token) in source.tokens.iter().enumerate() {
        // `fn(` is a type, not a function.
        let is_type = source.stands(place + 1, &["("]);
        if token.text != "fn" || token.test || is_type {
            continue;
        }
        let Some(open) = body(&source.tokens, place) else { continue };
        let end = source.tokens[closing(&source.tokens, open)].line;
        let lines = end - token.line + 1;
        if lines > most {
            let name = &source.tokens[place + 1].text;
            let advice =
                format!("`{name}` has {lines} lines, at most {most}; give its parts names of their own");
            offences.push(source.offence(token.line, advice));
        }
    }
    offences
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<(usize, String)> {
        offences(&Source::new(path, text)).into_iter().map(|offence| (offence.line, offence.advice)).collect()
    }

    /// A function that is `lines` long from `fn` to its closing brace.
    fn function(lines: usize) -> String {
        format!("fn long(f: fn(u8) -> [u8; 3]) {{\n{}}}\n", "    \"}\";\n".repeat(lines - 2))
    }

    #[test]
    fn a_function_past_its_budget_is_named() {
        assert_eq!(found("src/model/mod.rs", &function(60)), []);
        let too_long = found("src/model/mod.rs", &format!("\n{}", function(61)));
        assert_eq!(too_long.len(), 1);
        assert!(too_long[0].0 == 2 && too_long[0].1.contains("`long` has 61 lines"), "{too_long:?}");
        assert_eq!(found("src/ui/form.rs", &function(80)), []);
        assert_eq!(found("src/ui/form.rs", &function(81)).len(), 1);
    }

    #[test]
    fn functions_without_a_body_and_those_of_tests_have_no_size() {
        let declared = format!("trait T {{ fn f(&self) -> u8; }}\nmod m {{ {} }}", "\n".repeat(70));
        assert_eq!(found("src/model/mod.rs", &declared), []);
        let tested = format!("#[cfg(test)]\nmod tests {{\n{}}}\n", function(100));
        assert_eq!(found("src/model/mod.rs", &tested), []);
    }

    #[test]
    fn a_file_past_its_budget_is_named() {
        assert_eq!(found("src/model/mod.rs", &"\n".repeat(400)), []);
        assert_eq!(found("src/model/mod.rs", &"\n".repeat(401))[0].0, 401);
    }
}
