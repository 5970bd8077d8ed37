// Runs a flow in Node-RED and asks it as a bot. Usage: drive.mjs FLOW CASES [ADDRESS KEY]; prints a line for each case: name, ok or
// FAIL, detail. Without an address, calls go to a system that answers as in the preview.
import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { createRequire } from "node:module";
import { isDeepStrictEqual } from "node:util";
import { replay } from "../replay.mjs";

const [flow, cases, address, key] = process.argv.slice(2);
const require = createRequire(path.join(process.env.CACHE, "node_modules", "node-red", "package.json"));
const nodes = fs.readFileSync(flow, "utf8");
const variables = (prefix) => [...new Set(nodes.match(new RegExp(`${prefix}_[A-Z0-9_]+`, "g")) ?? [])];
for (const name of variables("HOOKWRIGHT_SECRET")) process.env[name] = key ?? "proof-key";

const RED = require("node-red");
const userDir = fs.mkdtempSync(path.join(os.tmpdir(), "hookwright-node-red-"));
fs.copyFileSync(flow, path.join(userDir, "flow.json"));
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
const started = new Promise((resolve) => RED.events.once("flows:started", resolve));
await RED.start();
await started;

const system = await replay();
const closed = http.createServer();
await new Promise((resolve) => closed.listen(0, "127.0.0.1", resolve));
const nobody = `http://127.0.0.1:${closed.address().port}`;
closed.close();
for (const one of JSON.parse(fs.readFileSync(cases, "utf8"))) {
  const isDown = one.exchanges.some(({ failure }) => failure?.startsWith("No connection"));
  const target = address ?? (isDown ? nobody : `${system.address}/base`);
  for (const name of variables("HOOKWRIGHT_BASE_URL")) process.env[name] = target;
  system.play(isDown || address ? [] : one.exchanges);
  const reply = await ask(one);
  const problems = address ? [] : system.problems();
  for (const part of ["outcome", "messages", "remember", "handoff"]) {
    const [is, should] = [reply[part] ?? empty(part), one.reply[part] ?? empty(part)];
    if (!isDeepStrictEqual(is, should)) problems.push(`${part} ${JSON.stringify(is)} in place of ${JSON.stringify(should)}`);
  }
  console.log([one.name, problems.length ? "FAIL" : "ok", problems.join("; ")].join("\t"));
}
system.close();
await RED.stop();
server.close();
fs.rmSync(userDir, { recursive: true });
process.exit(0);

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
