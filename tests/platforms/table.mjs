// The table of target × situation, what was lost, left out and failed, and the times. Usage: table.mjs RESULTS SECONDS; lines of
// target, situation, word and detail, divided by tabs; lines of target, step, start, end, and time of
// work in program and system, as `times` of bash writes it (0m1.234s).
import fs from "node:fs";

const lines = (file) => fs.readFileSync(file, "utf8").split("\n").filter(Boolean);
const rows = lines(process.argv[2]).map((line) => line.split("\t"));
const unique = (place) => [...new Set(rows.map((row) => row[place]))];
const [targets, situations] = [unique(0), unique(1)];

/** The worst word of a situation, which may have been judged in several ways. */
const word = (target, situation) => {
  const words = rows.filter((row) => row[0] === target && row[1] === situation).map((row) => row[2]);
  return ["FAIL", "skipped", "lost", "ok"].find((known) => words.includes(known)) ?? "-";
};
const widest = Math.max(...situations.map((name) => name.length), 9);
const wide = (target) => Math.max(target.length, 7);
const line = (first, cells) => console.log([first.padEnd(widest), ...cells].join("  ").trimEnd());
line("situation", targets);
for (const situation of situations) line(situation, targets.map((target) => word(target, situation).padEnd(wide(target))));

const told = { lost: "Lost, and the report of the export says so", skipped: "Left out", FAIL: "Failed" };
for (const [known, title] of Object.entries(told)) {
  const some = rows.filter((row) => row[2] === known);
  if (some.length) console.log(`\n${title}:`);
  for (const [target, situation, , detail] of some) console.log(`  ${target} ${situation}: ${detail}`);
}

const seconds = lines(process.argv[3]).map((line) => line.split(" "));
console.log("\ntarget            install s  of work    run s  of work    ok  lost  left out  failed");
let sums = [0, 0, 0, 0];
for (const target of targets) {
  const [install, run] = ["install", "run"].map((step) => {
    const row = seconds.find((row) => row[0] === target && row[1] === step);
    if (!row) return null;
    const work = row.slice(4).map((time) => time.replace("s", "").split("m").reduce((minutes, rest) => Number(minutes) * 60 + Number(rest)));
    return [row[3] - row[2], work[0] + work[1]];
  });
  const times = [...(install ?? [null, null]), ...(run ?? [null, null])];
  sums = sums.map((sum, place) => sum + (times[place] ?? 0));
  const counts = ["ok", "lost", "skipped", "FAIL"].map((known) => rows.filter((row) => row[0] === target && row[2] === known).length);
  print(target, times.map((time) => time?.toFixed(1) ?? "there"), counts);
}
print("together", sums.map((sum) => sum.toFixed(1)), ["ok", "lost", "skipped", "FAIL"].map((known) => rows.filter((row) => row[2] === known).length));

function print(name, times, [ok, lost, left, failed]) {
  const cells = [times[0].padStart(9), times[1].padStart(7), times[2].padStart(7), times[3].padStart(7), String(ok).padStart(4)];
  console.log([name.padEnd(16), ...cells, String(lost).padStart(4), String(left).padStart(8), String(failed).padStart(6)].join("  "));
}
const bad = rows.some((row) => row[2] === "FAIL");
process.exitCode = bad || !rows.length ? 1 : 0;
