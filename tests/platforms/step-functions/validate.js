// The state machine by its published schema and paths, and the grammar of every expression. Usage: validate.js MACHINE.
const fs = require("node:fs");
const validate = require("asl-validator");
const jsonata = require("jsonata");

const machine = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const { isValid, errorsText } = validate(machine, { checkPaths: true, checkArn: true });
const problems = isValid ? [] : [errorsText()];
(function walk(value, place) {
  if (typeof value === "string" && value.startsWith("{%")) {
    try {
      jsonata(value.slice(2, -2));
    } catch (error) {
      problems.push(`${place}: ${error.message}`);
    }
  } else if (value && typeof value === "object") {
    for (const name in value) walk(value[name], `${place}.${name}`);
  }
})(machine, "machine");
for (const problem of problems) console.log(problem);
process.exitCode = problems.length ? 1 : 0;
