// Talks to exported bots. Usage: speak.mjs JOBS; lines of name, mode, key, file. The bot is in the folder of that name, beside its
// project and preview. The mode is an outcome, `samples` for every saved answer that leads to an outcome, or `echo`, which writes what
// the system was sent to the file. Prints name, ok or FAIL, and what differs from the preview.
import assert from "node:assert";
import fs from "node:fs";
import http from "node:http";
import { createRequire } from "node:module";
import path from "node:path";
import { expected, outcomes } from "../words.mjs";

const require = createRequire(path.join(process.env.NODE_PATH, "x.js"));
const { ResourceExplorer } = require("botbuilder-dialogs-declarative");
const { AdaptiveBotComponent, LanguageGeneratorExtensions, ResourceExtensions } = require("botbuilder-dialogs-adaptive");
const { DialogManager, DialogTurnStateConstants } = require("botbuilder-dialogs");
const { TestAdapter, MemoryStorage, UserState, ConversationState, useBotState, RegisterClassMiddleware } = require("botbuilder-core");
const { ServiceCollection } = require("botbuilder-dialogs-adaptive-runtime-core");

for (const line of fs.readFileSync(process.argv[2], "utf8").split("\n").filter(Boolean)) {
  const [name, mode, key, out] = line.split("\t");
  const project = JSON.parse(fs.readFileSync(`${name}.json`, "utf8"));
  const preview = JSON.parse(fs.readFileSync(`${name}.preview`, "utf8"));
  let problem;
  try {
    await judge({ folder: name, project, preview, key, language: project.languages[0] }, mode, out);
  } catch (error) {
    problem = String(error.message ?? error).slice(0, 600).replaceAll(/[\t\n]/g, " ");
  }
  if (!out || problem) console.log([name, problem === undefined ? "ok" : "FAIL", problem ?? ""].join("\t"));
}
process.exit(0);

async function judge(bot, mode, out) {
  for (const integration of bot.project.integrations) {
    const shown = outcomes(bot.preview, integration.id);
    if (mode === "echo") {
      const base = Object.values(bot.project.connections[0].base_urls)[0];
      const heard = [];
      await withServer(
        async (request, body, response) => {
          const { "content-length": _, host, connection, ...headers } = request.headers;
          const answer = await fetch(base + request.url, { method: request.method, headers, body });
          heard.push(await answer.text());
          response.writeHead(answer.status, { "content-type": "application/json" }).end(heard[0]);
        },
        (address) => talk(bot, integration, pointedTo(bot, address)),
      );
      fs.writeFileSync(out, heard[0] ?? "nothing was sent");
    } else if (mode !== "samples") {
      const reply = shown.find((one) => one.outcome === mode).result;
      const lines = await talk(bot, integration, bot.folder);
      assert.deepStrictEqual(lines, [...waiting(bot, integration), ...expected(reply)]);
    } else {
      let judged = 0;
      for (const one of shown) {
        const sample = one.provoked_by?.kind === "sample" && integration.samples.find((known) => known.id === one.provoked_by.id);
        // Without a call the inputs were to blame; `asks` looks at those.
        if (!sample || !one.result.calls.length) continue;
        judged += 1;
        const lines = await withAnswer(sample, (address) => talk(bot, integration, pointedTo(bot, address)));
        assert.deepStrictEqual(lines, [...waiting(bot, integration), ...expected(one.result)], `${integration.id}: ${one.outcome}`);
      }
      assert.ok(judged > 0, "no saved answer led to an outcome");
      await asks(bot, integration);
    }
  }
}

function waiting(bot, integration) {
  const text = integration.waiting?.text[bot.language];
  return text ? [text.replaceAll("\\{{", "{{").trim()] : [];
}

/** A missing input is asked for. */
async function asks(bot, integration) {
  const input = integration.inputs?.find((one) => one.source.from === "context" && one.ask?.[bot.language] && one.required !== false);
  if (!input || integration.replies.missing_input) return;
  const lines = await talk(bot, integration, bot.folder, [input.source.name]);
  assert.deepStrictEqual(lines, [input.ask[bot.language].replaceAll("\\{{", "{{")]);
}

/** The bot with another address of its systems. */
function pointedTo({ folder, project }, address) {
  const copy = fs.mkdtempSync(`${folder}-`);
  for (const name of fs.readdirSync(folder)) {
    const text = fs.readFileSync(path.join(folder, name), "utf8");
    const bases = project.connections.flatMap((connection) => Object.values(connection.base_urls));
    fs.writeFileSync(path.join(copy, name), bases.reduce((all, base) => all.replaceAll(base, address), text));
  }
  return copy;
}

function withAnswer(sample, run) {
  const body = sample.body?.json !== undefined ? JSON.stringify(sample.body.json) : sample.body?.text ?? "";
  const answer = (_request, _body, response) =>
    response.writeHead(sample.status, { "content-type": "application/json" }).end(body);
  return withServer(answer, run);
}

async function withServer(answer, run) {
  const server = http.createServer((request, response) => {
    const parts = [];
    request.on("data", (part) => parts.push(part));
    request.on("end", () => answer(request, Buffer.concat(parts), response));
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  try {
    return await run(`http://127.0.0.1:${server.address().port}`);
  } finally {
    server.close();
  }
}

/** One message to the bot; gives what it says. */
async function talk({ project, key, language }, integration, folder, unknown = []) {
  const services = new ServiceCollection({ declarativeTypes: [], memoryScopes: [], pathResolvers: [] });
  new AdaptiveBotComponent().configureServices(services, { get: () => undefined, getSection: () => undefined });
  const explorer = new ResourceExplorer({ declarativeTypes: services.mustMakeInstance("declarativeTypes") });
  explorer.addFolder(path.resolve(folder), true, false);
  const dialog = explorer.loadType(`${integration.id}.dialog`);
  const storage = new MemoryStorage();
  const [user, conversation] = [new UserState(storage), new ConversationState(storage)];
  const adapter = new TestAdapter(TestAdapter.createConversation(`${integration.id}-${Math.random()}`));
  adapter.locale = language;
  useBotState(adapter, user, conversation);
  const secrets = Object.fromEntries(project.secrets.map((secret) => [secret.name, key]));
  adapter.use(new RegisterClassMiddleware({ secrets }, DialogTurnStateConstants.configuration));
  const problems = [];
  adapter.onTurnError = async (_context, error) => problems.push(error);
  const manager = new DialogManager(dialog);
  ResourceExtensions.useResourceExplorer(manager, explorer);
  LanguageGeneratorExtensions.useLanguageGeneration(manager);
  const say = (text) => adapter.processActivity({ type: "message", text, locale: language }, async (context) => {
    await user.load(context);
    await conversation.load(context);
    if (!adapter.isKnown) fill(project, user.get(context), conversation.get(context), unknown);
    adapter.isKnown = true;
    await manager.onTurn(context);
  });
  const heard = () => (adapter.activeQueue ?? adapter.activityBuffer).flatMap(shown);
  await say(integration.trigger.phrases[0][language]);
  let asked = 0;
  const yes = integration.confirmation?.yes[language];
  if (yes && heard().includes(`[${yes}] ${yes}`)) {
    asked = heard().length;
    await say(yes);
  }
  if (problems.length) throw problems[0];
  return heard().slice(asked);
}

/** What the conversation knows: the examples of the project. */
function fill(project, ofUser, ofConversation, unknown) {
  for (const variable of project.context) {
    if (variable.example === undefined || unknown.includes(variable.name)) continue;
    const isOfUser = variable.name.startsWith("user.");
    let state = isOfUser ? ofUser : ofConversation;
    const steps = variable.name.split(".").slice(isOfUser ? 1 : 0);
    for (const step of steps.slice(0, -1)) state = state[step] ??= {};
    state[steps.at(-1)] = variable.example;
  }
}

function shown(activity) {
  if (activity.type === "event" && activity.name === "handoff.initiate") {
    return [["to", activity.value.queue, activity.value.note].filter(Boolean).join(" | ")];
  }
  if (activity.type !== "message") return [];
  const lines = activity.text ? [activity.text] : [];
  for (const { content } of activity.attachments ?? []) {
    lines.push(["card", content.title, content.subtitle, content.images?.[0]?.url].filter(Boolean).join(" | "));
    for (const button of content.buttons ?? []) lines.push(`[${button.title}] ${button.value}`);
  }
  for (const action of activity.suggestedActions?.actions ?? []) lines.push(`[${action.title}] ${action.value}`);
  return lines;
}
