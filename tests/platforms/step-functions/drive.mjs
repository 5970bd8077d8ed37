// Runs state machines and asks them as a bot. Usage: drive.mjs JOBS; lines of name (the folder of the machines), file of cases,
// address and key. Prints a line for each case: name, case, ok or FAIL, detail. Without an address, calls go to a system that answers
// as in the preview.
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import readline from "node:readline";
import { spawn } from "node:child_process";
import { isDeepStrictEqual } from "node:util";
import { replay } from "../replay.mjs";

const system = await replay();
const closed = http.createServer();
await new Promise((resolve) => closed.listen(0, "127.0.0.1", resolve));
const nobody = `http://127.0.0.1:${closed.address().port}`;
closed.close();
const python = path.join(process.env.CACHE, "moto", "bin", "python");
const interpreter = spawn(python, [new URL("machine.py", import.meta.url).pathname], { stdio: ["pipe", "pipe", "inherit"] });
// It may end early; every case left then says so.
interpreter.stdin.on("error", () => {});
const answers = readline.createInterface({ input: interpreter.stdout })[Symbol.asyncIterator]();
for (const line of fs.readFileSync(process.argv[2], "utf8").split("\n").filter(Boolean)) {
  const [name, cases, address, key] = line.split("\t");
  for (const one of JSON.parse(fs.readFileSync(cases, "utf8"))) await play(name, one, address, key || "proof-key");
}
interpreter.stdin.end();
system.close();

async function play(name, one, address, key) {
  const isDown = one.exchanges.some(({ failure }) => failure?.startsWith("No connection"));
  system.play(isDown || address ? [] : one.exchanges);
  const job = {
    machine: path.join(name, `${one.integration}.asl.json`),
    template: path.join(name, "connections.template.json"),
    input: one.input,
    address: address || (isDown ? nobody : system.address),
    key,
  };
  interpreter.stdin.write(`${JSON.stringify(job)}\n`);
  const { value } = await answers.next();
  const reply = value === undefined ? { outcome: "the interpreter ended" } : JSON.parse(value);
  const problems = address ? [] : system.problems();
  for (const part of ["outcome", "messages", "remember", "handoff"]) {
    const empty = { remember: {}, handoff: null }[part];
    const [is, should] = [reply[part] ?? empty, one.reply[part] ?? empty];
    if (!isDeepStrictEqual(is, should)) problems.push(`${part} ${JSON.stringify(is)} in place of ${JSON.stringify(should)}`);
  }
  console.log([name, one.name, problems.length ? "FAIL" : "ok", problems.join("; ")].join("\t"));
}
