// Whether what /echo was sent is what the nasty project designs. Usage: nasty.mjs ANSWER.
import assert from "node:assert";
import fs from "node:fs";

const answer = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const project = JSON.parse(fs.readFileSync(new URL("../data/nasty.hookwright.json", import.meta.url), "utf8"));
const words = project.context.find((variable) => variable.name === "user.words").example;
assert.deepStrictEqual(answer, {
  path: ["it's", words, "end"],
  query: [["a b&c", `x-y/${words}`], ["count", "7"]],
  fixed: "it's \"quoted\" \\ & $(id) `id` %41",
  body: {
    "it's \"quoted\"": words,
    count: 7,
    mixed: `a " \\ / & {{ \${x} 日本 😀 ${words}`,
    list: [1.5, null, true, words],
  },
});
