// Whether every $kind of exported dialogs, and every property of it, is in the schemas of the runtime's packages: the runtime
// itself skips what it does not know. Usage: kinds.js FOLDER.
const fs = require("fs");
const path = require("path");

const schemas = {};
for (const name of ["botbuilder-dialogs-adaptive", "botbuilder-dialogs-declarative", "botbuilder-dialogs-adaptive-testing"]) {
  const folder = path.join(process.env.NODE_PATH, name, "schemas");
  for (const file of fs.readdirSync(folder, { recursive: true })) {
    if (!file.endsWith(".schema")) continue;
    const text = fs.readFileSync(path.join(folder, file), "utf8").replace(/^\uFEFF/, "");
    schemas[path.basename(file, ".schema")] = JSON.parse(text);
  }
}

const problems = [];
const known = (kind) => {
  const schema = schemas[kind];
  const roles = [].concat(schema.$role ?? []).map((role) => /^(?:implements|extends)\((.*)\)$/.exec(role)?.[1]);
  const inherited = roles.filter((role) => schemas[role]).map(known);
  return Object.assign({}, ...inherited, schema.properties);
};

function check(value, place) {
  if (Array.isArray(value)) return value.forEach((item, index) => check(item, `${place}[${index}]`));
  if (!value || typeof value !== "object") return;
  if (value.$kind && !schemas[value.$kind]) problems.push(`${place}: no kind ${value.$kind}`);
  else if (value.$kind) {
    const properties = known(value.$kind);
    for (const [name, one] of Object.entries(value)) {
      // Every action has an id, also where its schema does not say so.
      if (name.startsWith("$") || name === "id") continue;
      const options = [properties[name], ...(properties[name]?.oneOf ?? [])].flatMap((part) => part?.enum ?? []);
      const isOpen = properties[name]?.oneOf?.some((part) => part.type === "string" && !part.enum && !part.pattern);
      if (!properties[name]) problems.push(`${place}: ${value.$kind} has no ${name}`);
      else if (options.length && !isOpen && typeof one === "string" && !one.startsWith("=") && !options.includes(one)) {
        problems.push(`${place}.${name}: ${one} is none of ${options}`);
      }
    }
    for (const name of schemas[value.$kind].required ?? []) if (!(name in value)) problems.push(`${place}: no ${name}`);
  }
  for (const name of Object.keys(value)) check(value[name], `${place}.${name}`);
}

const files = fs.readdirSync(process.argv[2]).filter((name) => name.endsWith(".dialog"));
for (const file of files) check(JSON.parse(fs.readFileSync(path.join(process.argv[2], file), "utf8")), file);
if (!files.length) problems.push("no dialog was exported");
console.log(problems.join("\n"));
process.exitCode = problems.length ? 1 : 0;
