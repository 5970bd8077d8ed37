// What a preview says, for checks that are not JavaScript. Usage: expected.mjs PREVIEW; prints for every integration a list of
// outcome, lines, the saved answer that led there, and whether the system was asked.
import fs from "node:fs";
import { expected } from "./words.mjs";

const preview = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const shown = ({ outcome, result, provoked_by: by }) => ({
  outcome,
  lines: expected(result),
  sample: by?.kind === "sample" ? by.id : null,
  asked: result.calls.length > 0,
});
console.log(JSON.stringify(Object.fromEntries(preview.map((one) => [one.integration, one.outcomes.map(shown)]))));
