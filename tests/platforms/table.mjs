// The table of target × situation. Usage: table.mjs RESULTS; lines of target, situation, word and detail, divided by tabs.
import fs from "node:fs";

const rows = fs.readFileSync(process.argv[2], "utf8").split("\n").filter(Boolean).map((line) => line.split("\t"));
const unique = (place) => [...new Set(rows.map((row) => row[place]))];
const [targets, situations] = [unique(0), unique(1)];
const widest = Math.max(...situations.map((name) => name.length), 9);
console.log(["situation".padEnd(widest), ...targets.map((name) => name.padEnd(16))].join("  "));
for (const situation of situations) {
  const cell = (target) => rows.find((row) => row[0] === target && row[1] === situation)?.[2] ?? "-";
  console.log([situation.padEnd(widest), ...targets.map((name) => cell(name).padEnd(16))].join("  "));
}
const bad = rows.filter((row) => row[2] === "FAIL");
for (const [target, situation, , detail] of bad) console.log(`FAIL ${target} ${situation}: ${detail}`);
process.exitCode = bad.length || !rows.length ? 1 : 0;
