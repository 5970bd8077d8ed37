//! Sources that are cut off or damaged: an error or a part, never a panic.

use hookwright::convert::import::{curl as curl_import, postman};

use super::curl::commands;
use super::postman::collections;

/// How many damaged sources a run tries; more when the variable says so.
fn rounds(usual: usize) -> usize {
    #[expect(clippy::disallowed_methods, reason = "the length of this test is set from outside")]
    let set = std::env::var("HOOKWRIGHT_FUZZ_ROUNDS").ok();
    set.and_then(|number| number.parse().ok()).unwrap_or(usual)
}

/// A generator that gives the same numbers each time (SplitMix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) >> 1).unwrap() % limit.max(1)
    }
}

const SIGNS: [char; 24] = [
    '\'',
    '"',
    '\\',
    '$',
    '{',
    '}',
    '^',
    '%',
    '`',
    '\n',
    '&',
    '=',
    '@',
    '<',
    '>',
    ';',
    '#',
    '[',
    ']',
    '\u{10FFFE}',
    '\u{10FFFF}',
    '\u{FDD0}',
    'é',
    '\0',
];

fn damaged(text: &str, chance: &mut Chance) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for _ in 0..=chance.below(4) {
        let position = chance.below(characters.len());
        match chance.below(4) {
            0 => characters.truncate(position),
            1 if position < characters.len() => drop(characters.remove(position)),
            2 if position < characters.len() => characters[position] = SIGNS[chance.below(SIGNS.len())],
            _ => characters.insert(position, SIGNS[chance.below(SIGNS.len())]),
        }
    }
    characters.into_iter().collect()
}

#[test]
fn damaged_commands_do_no_harm() {
    let cases = commands().unwrap_or_default();
    let own = [
        "curl ^\"https://h/?a=^%20b^\" ^\n -d ^\"{^\\^\"a^\\^\":1}^\"",
        "curl.exe `\n -d @'\n{}\n'@ \"$env:A\" https://h",
        "T=$(curl -u a:b -d grant_type=client_credentials https://h/t | jq .a)\ncurl https://h -H \"Authorization: Bearer $T\"",
        "const a = {\"b\": [1, `x${c}y`, 'd' + e]};\nawait fetch('https://h/' + a, {method: 'POST', headers: new Headers([['f', 'g']]), \
         body: JSON.stringify(a)}).then(r => r.json())",
        "$s = New-Object Microsoft.PowerShell.Commands.WebRequestSession\n$s.Cookies.Add((New-Object System.Net.Cookie(\"a\", \"b\")))\n\
         $b = @{ c = @('d', 1); e = $f } | ConvertTo-Json\nInvoke-WebRequest -Uri \"https://h/$($g)\" `\n -WebSession $s -Headers @{\n\"h\"=\"i`\"$([char]233)\"\n} \
         -Body ([System.Text.Encoding]::UTF8.GetBytes($b)) @j",
    ];
    let texts = cases.iter().map(|case| case["command"].as_str().unwrap()).chain(own);
    let texts: Vec<&str> = texts.filter(|text| text.len() < 4_000).collect();
    let mut chance = Chance(1);
    for _ in 0..rounds(1_500) {
        drop(curl_import::import(&damaged(texts[chance.below(texts.len())], &mut chance)));
    }
    for text in texts.iter().filter(|text| text.len() < 400) {
        for (end, _) in text.char_indices() {
            drop(curl_import::import(&text[..end]));
        }
    }
}

#[test]
fn damaged_collections_do_no_harm() {
    let mut chance = Chance(2);
    let texts: Vec<_> =
        collections().into_iter().map(|(_, text)| text).filter(|text| text.len() < 80_000).collect();
    for _ in 0..rounds(60).min(20_000) {
        let Some(text) = texts.get(chance.below(texts.len())) else { return };
        drop(postman::import(&damaged(text, &mut chance), &[], None));
    }
}

#[test]
fn long_and_deep_sources_come_to_an_end() {
    let deep = format!("curl https://h -H 'Content-Type: application/json' -d '{}'", "[".repeat(100_000));
    assert!(curl_import::import(&deep).is_ok());
    let long = format!("curl https://h/{}", "{a,b}".repeat(100_000));
    assert!(curl_import::import(&long).is_ok());
    let nested = format!("{}1{}", "{\"item\":[".repeat(100), "]}".repeat(100));
    assert!(postman::import(&nested, &[], None).is_err());
}
