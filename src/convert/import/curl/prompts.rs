//! What stands before a command on a screen it was copied from.

/// The longest prompt.
const PROMPT_CHARACTERS: usize = 80;

/// The text with prompts replaced by spaces, so that places stay the same: `$ curl`, `ana@host:~$ curl`, `PS C:\> curl`,
/// and the `> ` of a line that goes on.
pub(super) fn blanked(text: &str) -> String {
    let mut blanked = String::with_capacity(text.len());
    let mut goes_on = false;
    for line in text.split_inclusive('\n') {
        let prompt = match prompt_before_curl(line) {
            0 if goes_on && line.starts_with("> ") => 2,
            0 if goes_on && line.starts_with(">> ") => 3,
            length => length,
        };
        blanked.extend(line[..prompt].chars().map(|_| ' '));
        blanked.push_str(&line[prompt..]);
        goes_on = line.trim_end().ends_with(['\\', '^', '`']);
    }
    blanked
}

/// How many bytes of the line are a prompt with `curl` behind it.
fn prompt_before_curl(line: &str) -> usize {
    let Some(position) = line.find("curl").filter(|position| *position > 0) else { return 0 };
    let before = &line[..position];
    let prompt = before.trim();
    let behind = line[position + 4..].trim_start_matches(".exe");
    let is_command = before.ends_with(char::is_whitespace) || before.ends_with(['>', '$', '%']);
    if prompt.is_empty()
        || prompt.chars().count() > PROMPT_CHARACTERS
        || prompt.contains(['"', '\'', '|', ';', '=', '&'])
        || !is_command
        || !behind.starts_with(char::is_whitespace)
    {
        return 0;
    }
    let first = prompt.chars().next().unwrap_or(' ');
    let is_shell = prompt.ends_with(['$', '%', '❯', '➜', '»'])
        || prompt.starts_with('➜')
        || (prompt.ends_with('#') && (prompt.contains('@') || prompt.starts_with('[')))
        || (prompt.ends_with('>')
            && (prompt == ">" || prompt.starts_with("PS ") || prompt.get(1..2) == Some(":")));
    if is_shell && !(first == '#' && prompt != "#") { position } else { 0 }
}

#[cfg(test)]
mod tests {
    #[test]
    fn prompts() {
        let check = |text: &str, expect: &str| assert_eq!(super::blanked(text), expect, "{text}");
        check("$ curl x", "  curl x");
        check("ana@host:~/a$ curl x", "              curl x");
        check("root@host:/# curl x", "             curl x");
        check("PS C:\\Users> curl x", "             curl x");
        check("C:\\>curl x", "    curl x");
        check("curl x \\\n> -k\n> y", "curl x \\\n  -k\n> y");
        check("# curl x", "# curl x");
        check("echo a | curl x", "echo a | curl x");
        check("curl x", "curl x");
    }
}
