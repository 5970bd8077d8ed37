// Whether every text of a chatbot is Liquid, and every way leads to a block. Usage: texts.js CHATBOT. The engine itself says
// nothing about a text that it cannot read, and sends it as it is.
const assert = require("assert");
const fs = require("fs");
const { Liquid } = require("liquidjs");

const engine = new Liquid({ strictFilters: true });
const chatbot = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const ids = new Set(chatbot.intents.map((intent) => `#${intent.intent_id}`));
const names = new Set(chatbot.intents.map((intent) => intent.intent_display_name));
assert.equal(ids.size, chatbot.intents.length, "an id is there twice");
assert.equal(names.size, chatbot.intents.length, "a name is there twice");
let texts = 0;
function walk(value, key) {
  if (typeof value === "string") {
    if (["trueIntent", "falseIntent", "intentName", "action"].includes(key)) assert(ids.has(value), `no block ${value}`);
    else engine.parse(value), (texts += 1);
  } else if (value && typeof value === "object") {
    for (const [name, part] of Object.entries(value)) walk(part, name);
  }
}
for (const intent of chatbot.intents) walk(intent.actions);
assert(texts > 10);
