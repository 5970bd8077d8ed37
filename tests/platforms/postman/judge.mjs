// Runs collections in newman. Usage: judge.mjs JOBS RESULTS; lines of name (the folder of the collection), status, outcome, e-mail and
// key, or of name and `answers`, for every saved answer that leads to an outcome of one call. Writes name, ok or FAIL, and what is wrong.
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { createRequire } from "node:module";

const newman = createRequire(path.join(process.env.NODE_PATH, "x.js"))("newman");
const results = [];
for (const line of fs.readFileSync(process.argv[2], "utf8").split("\n").filter(Boolean)) {
  const [name, status, outcome, email, key] = line.split("\t");
  const problems = status === "answers" ? await answers(name) : await situation(name, status, outcome, email, key);
  results.push([name, problems.length ? "FAIL" : "ok", problems.join("; ").replaceAll(/[\t\n]/g, " ")].join("\t") + "\n");
}
fs.writeFileSync(process.argv[3], results.join(""));
process.exit(0);

function collection(name) {
  const file = fs.readdirSync(name).find((known) => known.endsWith(".postman_collection.json"));
  return JSON.parse(fs.readFileSync(path.join(name, file), "utf8"));
}

function run(collection, values) {
  const envVar = Object.entries(values).map(([key, value]) => ({ key, value }));
  const options = { collection, envVar, timeoutRequest: Number(process.env.PATIENCE_MS), reporters: [] };
  return new Promise((resolve, reject) => newman.run(options, (error, summary) => (error ? reject(error) : resolve(summary.run.executions))));
}

async function situation(name, status, outcome, email, key) {
  const [execution] = await run(collection(name), { ...(email && { email }), HOOKWRIGHT_SECRET_CRM_TOKEN: key, HOOKWRIGHT_SECRET_NASTY_KEY: key });
  const failure = execution.requestError?.code ?? "";
  const came = execution.response ? String(execution.response.code) : failure === "ECONNREFUSED" ? "unreachable" : "timeout";
  if (name === "nasty") fs.writeFileSync("nasty.out", execution.response.stream);
  const problems = came === status ? [] : [`${came} ${failure} in place of ${status}`];
  // Without an answer there is nothing to test.
  if (execution.response) problems.push(...judged(execution, status.startsWith("2"), outcome));
  return problems;
}

function judged(execution, isSuccess, outcome) {
  const [ofStatus, ofAnswer] = execution.assertions ?? [];
  const problems = [];
  if (!ofStatus || !ofStatus.error !== isSuccess) problems.push(`the test of the status ${ofStatus?.error ? "failed" : "passed"}`);
  const name = `The answer means: ${outcome}`;
  if (ofAnswer?.assertion !== name) problems.push(`“${ofAnswer?.assertion}” in place of “${name}”`);
  const isUnderstood = isSuccess && outcome !== "invalid_response";
  if (ofAnswer && !ofAnswer.error !== isUnderstood) problems.push(`${name}: ${ofAnswer.error ? "failed" : "passed"}`);
  return problems;
}

async function answers(name) {
  const project = JSON.parse(fs.readFileSync(`${name}.json`, "utf8"));
  const preview = JSON.parse(fs.readFileSync(`${name}.preview`, "utf8"));
  const whole = collection(name);
  const problems = [];
  let count = 0;
  for (const integration of project.integrations) {
    const shown = preview.find((one) => one.integration === integration.id).outcomes;
    const folder = whole.item.find((one) => one.name === integration.name);
    for (const { outcome, provoked_by: cause, result } of shown) {
      const sample = cause?.kind === "sample" && integration.samples.find((one) => one.id === cause.id);
      if (!sample || result.calls.length !== 1) continue;
      const body = sample.body?.json !== undefined ? JSON.stringify(sample.body.json) : sample.body?.text ?? "";
      const server = http.createServer((_, response) => response.writeHead(sample.status, { "content-type": "application/json" }).end(body));
      await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
      const item = structuredClone(folder.item.slice(0, 1));
      // The system of the design is elsewhere; what is asked is no part of this proof.
      for (const { request } of item) request.url = `http://127.0.0.1:${server.address().port}/`;
      const [execution] = await run({ ...whole, item: [{ ...folder, item }] }, {});
      server.closeAllConnections();
      server.close();
      count += 1;
      const found = execution.assertions?.[1]?.assertion ?? String(execution.requestError ?? "no test");
      if (found !== `The answer means: ${outcome}`) problems.push(`${integration.id}: “${found}” in place of ${outcome}`);
    }
  }
  return count ? problems : ["no saved answer was judged"];
}
