// A project that puts hostile values into every place of a request. Usage: encodings.mjs; one integration for each value and place.
const words = (text) => ({ en: text });
const values = [
  "plain", "a b/c?d#é%2e", "...", ".", "..", " x", "x ", "a+b&c=d;e,f", "'!*()~-_.", "\"\\\n\t\r", "<a b='c'>&amp;]]>", "日本語 😀", "\u0001",
  "{{x}} ${y} %} {%", "the msg is", "a\u2028b", "\ufffe", "`id` $(id) %41", "x".repeat(300), "null", "true", "007", "1e400", "[1,2]",
];
const text = "{{ words }}";
const places = {
  path: { path: "/a/{{ words }}/b" },
  query: { path: "/", query: [{ name: "it's a&b", value: `x=${text}` }, { name: "fixed", value: "1" }] },
  header: { path: "/", headers: [{ name: "X-Words", value: text }] },
  cookie: { path: "/", cookies: [{ name: "words", value: text }] },
  form: { path: "/", method: "POST", body: { kind: "form", fields: [{ name: "it's a&b", value: text }, { name: "c", value: `=${text}` }] } },
  json: { path: "/", method: "POST", body: { kind: "json", value: { "a\"b": text, mixed: `"${text}"`, list: [text, 1.5, null], deep: { x: [[text]] } } } },
  json_text: { path: "/", method: "POST", body: { kind: "json", value: text } },
  xml: { path: "/", method: "POST", body: { kind: "text", content_type: "application/xml", text: `<a b="${text}">${text}</a>` } },
  text: { path: "/", method: "POST", body: { kind: "text", content_type: "text/plain", text: `It is ${text}` } },
};
const integrations = values.flatMap((value, row) =>
  Object.entries(places).map(([place, call]) => ({
    id: `${place}_${row}`,
    name: `Value ${row} in ${place}`,
    trigger: { intent: "send", phrases: [words("Send it")], risk: "read" },
    inputs: [{ name: "words", type: "text", source: { from: "constant", value } }],
    calls: [{ id: "send", connection: "api", ...call }],
    replies: { success: { messages: [{ kind: "text", text: words(`Sent ${text}`) }] } },
    fallback: { messages: [{ kind: "text", text: words("Not sent") }] },
    samples: [{ id: "one", name: "One", call: "send", status: 200, body: { json: {} } }],
  })),
);
const project = {
  format: "hookwright/1", name: "Encodings", languages: ["en"],
  environments: [{ id: "here", name: "Here", stage: "test" }], context: [], secrets: [{ name: "key" }],
  connections: [{ id: "api", name: "API", base_urls: { here: "https://api.example.com" }, authentication: { kind: "api_key", secret: "key", place: "header", name: "X-Key" } }],
  integrations,
};
console.log(JSON.stringify(project, null, 1));
