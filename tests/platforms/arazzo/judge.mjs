// Whether a run ended as designed. Usage: judge.mjs FOLDER EXIT_CODE STATUS OUTCOME; prints what is wrong.
import assert from "node:assert";
import fs from "node:fs";

const [folder, code, status, outcome] = process.argv.slice(2);
const read = (name) => JSON.parse(fs.readFileSync(`${folder}/${name}`, "utf8"));
const known = Number.isInteger(Number(status));
const isUnderstood = status === "200" && outcome !== "invalid_response";
try {
  const workflow = read("check_subscription.arazzo.json").workflows[0];
  const actions = [...(workflow.steps[0].onSuccess ?? []), ...(workflow.steps[0].onFailure ?? [])].map((action) => action.name);
  if (known && outcome !== "invalid_response") assert(actions.some((name) => name.includes(outcome)), `no end for ${outcome}`);
  const run = Object.values(read("run.json").files)[0].executedWorkflows[0];
  const step = run.executedSteps.at(-1);
  const said = JSON.stringify(step.checks);
  assert.equal(code === "0", isUnderstood, `exit code ${code}: ${said}`);
  if (known) assert.equal(String(step.response?.statusCode), status, said);
  else assert(!step.response?.statusCode && step.checks.some((check) => !check.passed), said);
  if (status === "timeout") assert(/time/i.test(said), said);
} catch (problem) {
  console.log(problem.message);
  process.exitCode = 1;
}
