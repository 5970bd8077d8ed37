// Runs a state machine and asks it as a bot. Usage: drive.mjs FOLDER CASES [ADDRESS KEY]; prints a line for each case: name, ok or
// FAIL, detail. Without an address, calls go to a system that answers as in the preview.
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import readline from "node:readline";
import { spawn } from "node:child_process";
import { isDeepStrictEqual } from "node:util";
import { replay } from "../replay.mjs";

const [folder, file, address, key] = process.argv.slice(2);
const cases = JSON.parse(fs.readFileSync(file, "utf8"));
const system = await replay();
const closed = http.createServer();
await new Promise((resolve) => closed.listen(0, "127.0.0.1", resolve));
const nobody = `http://127.0.0.1:${closed.address().port}`;
closed.close();
for (const integration of new Set(cases.map((one) => one.integration))) {
  const python = path.join(process.env.CACHE, "moto", "bin", "python");
  const script = new URL("machine.py", import.meta.url).pathname;
  const parts = [`${integration}.asl.json`, "connections.template.json"].map((name) => path.join(folder, name));
  const machine = spawn(python, [script, ...parts], { stdio: ["pipe", "pipe", "inherit"] });
  // It may end early; every case left then says so.
  machine.stdin.on("error", () => {});
  const lines = readline.createInterface({ input: machine.stdout })[Symbol.asyncIterator]();
  for (const one of cases.filter((known) => known.integration === integration)) {
    const isDown = one.exchanges.some(({ failure }) => failure?.startsWith("No connection"));
    const target = address ?? (isDown ? nobody : system.address);
    system.play(isDown || address ? [] : one.exchanges);
    machine.stdin.write(`${JSON.stringify({ input: one.input, address: target, key: key ?? "proof-key" })}\n`);
    const { value } = await lines.next();
    const reply = value === undefined ? { outcome: "the interpreter ended" } : JSON.parse(value);
    const problems = address ? [] : system.problems();
    for (const part of ["outcome", "messages", "remember", "handoff"]) {
      const empty = { remember: {}, handoff: null }[part];
      const [is, should] = [reply[part] ?? empty, one.reply[part] ?? empty];
      if (!isDeepStrictEqual(is, should)) problems.push(`${part} ${JSON.stringify(is)} in place of ${JSON.stringify(should)}`);
    }
    console.log([one.name, problems.length ? "FAIL" : "ok", problems.join("; ")].join("\t"));
  }
  machine.stdin.end();
}
system.close();
