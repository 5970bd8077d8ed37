// What a bot has to get, from our own previews. Usage: cases.mjs PROJECT PREVIEW [PATTERN]; prints a list of cases: what the bot
// hands over, which requests have to arrive and what they are answered, and the reply. A pattern chooses cases by their names.
import fs from "node:fs";

const [project, preview] = process.argv.slice(2, 4).map((file) => JSON.parse(fs.readFileSync(file, "utf8")));
const wanted = new RegExp(process.argv[4] ?? "");
const facts = {};
for (const variable of project.context) {
  if (variable.example === undefined) continue;
  const names = variable.name.split(".");
  const last = names.pop();
  names.reduce((record, name) => (record[name] ??= {}), facts)[last] = variable.example;
}
const cases = [];
for (const { integration, outcomes } of preview) {
  const design = project.integrations.find((known) => known.id === integration);
  const phrase = design.trigger.phrases[0]?.[project.languages[0]];
  for (const { outcome, provoked_by: cause, result } of outcomes) {
    // An example is shown without a run, so there is nothing to run.
    if (!result || !["sample", "fault", "missing_input", "wrong_input"].includes(cause.kind)) continue;
    const context = structuredClone(facts);
    if (cause.input && !replace(context, design, cause)) continue;
    const calls = result.calls ?? [];
    cases.push({
      name: `${integration}/${outcome}`,
      integration,
      input: { context, message: phrase, user_id: "customer-1", confirmed: true },
      exchanges: calls.map(({ request, response, failure }) => ({ request, response, failure })),
      reply: { outcome: result.outcome, messages: result.messages, remember: result.remember ?? {}, handoff: result.handoff ?? null },
    });
  }
}

// Takes the value of an input away, or puts one there that suits no form.
function replace(context, design, { kind, input }) {
  const { source, type } = design.inputs.find((known) => known.name === input);
  if (source.from !== "context") return false;
  const names = source.name.split(".");
  const last = names.pop();
  const record = names.reduce((record, name) => (record[name] ??= {}), context);
  if (kind === "missing_input") delete record[last];
  else record[last] = "?";
  return kind === "missing_input" || type !== "object";
}

console.log(JSON.stringify(cases.filter(({ name }) => wanted.test(name)), null, 1));
