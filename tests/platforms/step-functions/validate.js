// State machines by their published schema and paths, and the grammar of every expression. Usage: validate.js MACHINE…
const fs = require("node:fs");
const validate = require("asl-validator");
const jsonata = require("jsonata");

const problems = [];
for (const file of process.argv.slice(2)) {
  const machine = JSON.parse(fs.readFileSync(file, "utf8"));
  const { isValid, errorsText } = validate(machine, { checkPaths: true, checkArn: true });
  if (!isValid) problems.push(`${file}: ${errorsText()}`);
  walk(machine, file);
}
if (process.argv.length < 3) problems.push("no machine was exported");
for (const problem of problems) console.log(problem);
process.exitCode = problems.length ? 1 : 0;

function walk(value, place) {
  if (typeof value === "string" && value.startsWith("{%")) {
    try {
      jsonata(value.slice(2, -2));
    } catch (error) {
      problems.push(`${place}: ${error.message}`);
    }
  } else if (value && typeof value === "object") {
    for (const name in value) walk(value[name], `${place}.${name}`);
  }
}
