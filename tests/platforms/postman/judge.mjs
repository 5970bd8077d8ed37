// What newman saw. Usage: judge.mjs RUN STATUS [BODY]; prints what is wrong.
import fs from "node:fs";

const [run, expected, body] = process.argv.slice(2);
const [execution] = JSON.parse(fs.readFileSync(run, "utf8")).run.executions;
const response = execution.response;
const failure = execution.requestError?.code ?? "";
const status = response ? String(response.code) : failure === "ECONNREFUSED" ? "unreachable" : "timeout";
const passed = (execution.assertions ?? []).length > 0 && execution.assertions.every((assertion) => !assertion.error);
if (body && response) fs.writeFileSync(body, Buffer.from(response.stream?.data ?? []));
if (status !== expected || passed !== (expected === "200")) {
  console.log(`${status} ${failure}, test ${passed ? "passed" : "failed"}`);
  process.exitCode = 1;
}
