// Runs flows in Node-RED, one after the other, and asks them as a bot. Usage: drive.mjs JOBS; lines of name (the folder of the
// flow), file of cases, address and key. Prints a line for each case: name, case, ok or FAIL, detail. Without an address, calls go
// to a system that answers as in the preview.
import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { createRequire } from "node:module";
import { isDeepStrictEqual } from "node:util";
import { replay } from "../replay.mjs";

const require = createRequire(path.join(process.env.CACHE, "node_modules", "node-red", "package.json"));
const RED = require("node-red");
const userDir = fs.mkdtempSync(path.join(os.tmpdir(), "hookwright-node-red-"));
const app = require("express")();
const server = http.createServer(app);
const off = { enabled: false, updateNotification: false, ui: false };
RED.init(server, {
  userDir, flowFile: "flow.json", httpAdminRoot: false, httpNodeRoot: "/", disableEditor: true, telemetry: off, diagnostics: off,
  runtimeState: off, credentialSecret: "proof", functionExternalModules: false, editorTheme: { tours: false },
  externalModules: { autoInstall: false, palette: { allowInstall: false }, modules: { allowInstall: false } },
  logging: { console: { level: process.env.VERBOSE ? "info" : "off" } },
});
app.use("/", RED.httpNode);
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
await started(() => RED.start());

const system = await replay();
const closed = http.createServer();
await new Promise((resolve) => closed.listen(0, "127.0.0.1", resolve));
const nobody = `http://127.0.0.1:${closed.address().port}`;
closed.close();
for (const line of fs.readFileSync(process.argv[2], "utf8").split("\n").filter(Boolean)) {
  const [name, cases, address, key] = line.split("\t");
  await play(name, cases, address, key || "proof-key");
}
system.close();
await RED.stop();
server.close();
fs.rmSync(userDir, { recursive: true });
process.exit(0);

function started(start) {
  const done = new Promise((resolve) => RED.events.once("flows:started", resolve));
  return Promise.all([start(), done]);
}

async function play(name, cases, address, key) {
  const file = fs.readdirSync(name).find((known) => known.endsWith(".flow.json"));
  const text = fs.readFileSync(path.join(name, file), "utf8");
  const variables = (prefix) => [...new Set(text.match(new RegExp(`${prefix}_[A-Z0-9_]+`, "g")) ?? [])];
  for (const variable of variables("HOOKWRIGHT_SECRET")) process.env[variable] = key;
  await started(() => RED.runtime.flows.setFlows({ flows: { flows: JSON.parse(text) }, deploymentType: "full" }));
  for (const one of JSON.parse(fs.readFileSync(cases, "utf8"))) {
    const isDown = one.exchanges.some(({ failure }) => failure?.startsWith("No connection"));
    const target = address || (isDown ? nobody : `${system.address}/base`);
    for (const variable of variables("HOOKWRIGHT_BASE_URL")) process.env[variable] = target;
    system.play(isDown || address ? [] : one.exchanges);
    const reply = await ask(one);
    const problems = address ? [] : system.problems();
    for (const part of ["outcome", "messages", "remember", "handoff"]) {
      const [is, should] = [reply[part] ?? empty(part), one.reply[part] ?? empty(part)];
      if (!isDeepStrictEqual(is, should)) problems.push(`${part} ${JSON.stringify(is)} in place of ${JSON.stringify(should)}`);
    }
    console.log([name, one.name, problems.length ? "FAIL" : "ok", problems.join("; ")].join("\t"));
  }
}

function empty(part) {
  return { remember: {}, handoff: null }[part];
}

async function ask({ integration, input }) {
  const response = await fetch(`http://127.0.0.1:${server.address().port}/hookwright/${integration}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(input),
    signal: AbortSignal.timeout(20_000),
  });
  return response.json().catch((error) => ({ outcome: String(error) }));
}
