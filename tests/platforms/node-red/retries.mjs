// Calls that are tried again. Usage: retries.mjs PROJECT CASES NAME; writes NAME.json and NAME.cases: errors and silence before the
// answers of the case `orders/success`, and an error that does not end.
import fs from "node:fs";

const [project, cases, name] = process.argv.slice(2);
const design = JSON.parse(fs.readFileSync(project, "utf8"));
for (const call of design.integrations[0].calls) {
  call.policy = { ...call.policy, retries: { count: 2, backoff_ms: 20, on: ["server_error", "timeout"] } };
}
fs.writeFileSync(`${name}.json`, JSON.stringify(design));
const known = JSON.parse(fs.readFileSync(cases, "utf8"));
const named = (wanted) => structuredClone(known.find((one) => one.name === wanted));
const broken = ({ request }) => ({ request, response: { status: 503, headers: [], body: "{}" } });
const silent = ({ request }) => ({ request });
const saved = named("orders/success");
const [first, second] = saved.exchanges;
saved.exchanges = [broken(first), silent(first), first, broken(second), second];
const lost = named("orders/server_error");
lost.exchanges = [broken(first), broken(first), broken(first)];
fs.writeFileSync(`${name}.cases`, JSON.stringify([saved, lost]));
