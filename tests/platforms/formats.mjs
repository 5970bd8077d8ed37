// A project that shows values in every format. Usage: formats.mjs LANGUAGE; the language is its first. Five answers, seven texts: one
// integration for each pair, so that one text which cannot be said hides no other.
const [language] = process.argv.slice(2);
const languages = [...new Set([language, "en"])];
const words = (text) => Object.fromEntries(languages.map((tag) => [tag, text]));
const kinds = {
  day: "date", moment: "datetime", seconds: "integer", clockless: "datetime", amount: "number", count: "integer", names: "list",
  flag: "boolean", words: "text", share: "number", digits: "text", none: "text",
};
const texts = [
  '{{ day | date("long") }} / {{ day | date("full") }} / {{ day | date("short") }} / {{ day | date("weekday") }}',
  '{{ moment | date("long") }} {{ moment | time("short") }} {{ moment | datetime("full") }} {{ moment | datetime("short") }} ' +
    '{{ clockless | datetime("weekday") }} {{ clockless | datetime("long") }}',
  '{{ seconds | datetime("short") }}',
  '{{ amount | number }} {{ amount | number(2) }} {{ amount | number(0) }} {{ count | number(1) }} {{ digits | number(2) }} ' +
    '{{ amount | money("EUR") }} {{ amount | money("JPY") }} {{ share | percent }} {{ share | percent("fraction") }}',
  '{{ count | plural("0: nothing", "one: # thing ##", "few: # few", "many: # many", "other: # things") }}',
  '{{ names | list }} {{ names | list("or") }}',
  '{{ flag | yesno("yes, it\'s", "no") }} {{ words | upper }} {{ words | lower }} {{ words | capitalize }} {{ words | trim }} ' +
    '{{ words | truncate(7) }} {{ none | default("nothing") | upper }} {{ none | default(5) }} {{ amount }} {{ flag }} {{ count }} {{ words }}',
];
const answers = [
  { day: "2026-03-01", moment: "2026-03-29T00:59:59Z", seconds: 1774746000, clockless: "2026-12-31T00:05:00", amount: 1234567.895, count: 1,
    names: ["A"], flag: true, words: '  übel straße "x" ', share: 12.5, digits: "0012.345" },
  { day: "2024-02-29", moment: "2026-10-25 03:30:00.123+02:00", seconds: 1774746000123, clockless: "2026-01-05T12:00", amount: -0.125, count: 3,
    names: ["A", "B & C"], flag: false, words: "ok", share: 0.07, digits: "-999.995" },
  { day: "2026-11-22", moment: "2026-07-01T23:59:00-05:00", seconds: 0, clockless: "2026-06-07 23:59:59", amount: 12345, count: 25,
    names: ["A", "B", 'C "D"'], flag: true, words: "eine ziemlich lange 日本語 Sache", share: -3, digits: "1e2" },
  { day: "2026-05-17T22:30:00Z", moment: "2027-01-01T00:00:00+0100", seconds: 1700000000, clockless: "2026-06-07T00:00", amount: 100000000, count: 111,
    names: ["1", "2", "3", "4", "5"], flag: false, words: "x", share: 0.5, digits: "7" },
  // Days and numbers that are none.
  { day: "2026-02-30", moment: "soon", seconds: 1, clockless: "2026-06-07", amount: 1, count: 2, names: [], flag: true, words: "y", share: 1, digits: "z" },
];
const integrations = answers.flatMap((answer, row) =>
  texts.map((text, column) => ({
    id: `answer_${row}_text_${column}`,
    name: `Answer ${row}, text ${column}`,
    trigger: { intent: "show", phrases: [words("Show it")] },
    calls: [{
      id: "get", connection: "api", path: `/${row}`,
      outputs: Object.entries(kinds).map(([name, kind]) => {
        const type = row === 4 && kind.startsWith("date") ? "text" : kind;
        return { name, path: `$.${name}`, type };
      }),
    }],
    replies: { success: { messages: [{ kind: "text", text: words(text) }] } },
    fallback: { messages: [{ kind: "text", text: words("I cannot say it") }] },
    samples: [{ id: "one", name: "One", call: "get", status: 200, body: { json: answer } }],
  })),
);
const project = {
  format: "hookwright/1", name: "Formats", languages, time_zone: "Europe/Berlin",
  environments: [{ id: "here", name: "Here", stage: "test" }], context: [], secrets: [{ name: "key" }],
  connections: [{ id: "api", name: "API", base_urls: { here: "https://api.example.com" }, authentication: { kind: "bearer", secret: "key" } }],
  integrations,
};
console.log(JSON.stringify(project, null, 1));
