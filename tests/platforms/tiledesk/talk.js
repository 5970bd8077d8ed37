// Talks to the chatbots of all situations in Tiledesk's engine. Usage: talk.js REDIS_PORT, in the folder of the exports. Writes
// situation, ok or FAIL, and what was said to `said`, and nasty/answer.json.
//
// The engine has bots in memory instead of its database, and a stand-in for Tiledesk's server catches what it says.
const fs = require("fs");
const http = require("http");

const HERE = process.env.HERE;
const PROJECT = "proof";
const read = (path) => JSON.parse(fs.readFileSync(path, "utf8"));
const listen = (app) => new Promise((done) => { const server = app.listen(0, "127.0.0.1", () => done(server.address().port)); });

async function main(redisPort) {
  const said = {};
  const heard = {};
  const express = require("express");
  const server = express();
  server.use(express.json());
  server.post("/:project/requests/:request/messages", (request, response) => {
    const commands = request.body.attributes?.commands ?? [];
    const messages = commands.filter((command) => command.type === "message").map((command) => command.message);
    (said[request.params.request] ??= []).push(messages);
    heard[request.params.request]?.();
    response.json({ success: true });
  });
  server.all("*", (_, response) => response.json({}));
  process.env.API_ENDPOINT = `http://127.0.0.1:${await listen(server)}`;
  const bots = express();
  const botsPort = await listen(bots);
  process.env.TYBOT_ENDPOINT = process.env.TILEBOT_ENDPOINT = `http://127.0.0.1:${botsPort}`;
  process.env.LOG_LEVEL = "error";
  const engine = require("@tiledesk/tiledesk-tybot-connector");
  bots.use("/", engine.router);
  const situations = read(`${HERE}/situations.json`);
  const names = [...situations.map((one) => one.name), "nasty"];
  const endpoints = { API_ENDPOINT: process.env.API_ENDPOINT, TILEBOT_ENDPOINT: process.env.TILEBOT_ENDPOINT };
  const loaded = { bots: Object.fromEntries(names.map((name) => [name, bot(read(`${name}/chatbot.json`))])) };
  await new Promise((done) => engine.startApp({ bots: loaded, ...endpoints, REDIS_HOST: "127.0.0.1", REDIS_PORT: redisPort }, done));
  const store = require("redis").createClient({ url: `redis://127.0.0.1:${redisPort}` });
  await store.connect();
  const talk = async (name, phrase, attributes, answers) => {
    const request = `support-group-${PROJECT}-${name}`;
    const key = `tilebot:requests:${request}:parameters`;
    for (const [attribute, value] of Object.entries(attributes)) await store.hSet(key, attribute, JSON.stringify(value));
    const all = new Promise((done) => { heard[request] = () => said[request].length >= answers && done(); });
    const late = new Promise((done) => setTimeout(done, 10_000).unref());
    const payload = {
      _id: "m", senderFullname: "Customer", sender: "customer", type: "text", text: phrase, id_project: PROJECT,
      recipient: request, request: { request_id: request, id_project: PROJECT },
    };
    await post(`${process.env.TILEBOT_ENDPOINT}/ext/${name}`, { payload, token: "JWT none" });
    await Promise.race([all, late]);
    return { messages: (said[request] ?? []).flat().map(shown), attributes: await store.hGetAll(key) };
  };
  for (const { name, outcome } of situations) {
    const attributes = { user_email: `${name}@example.com`, crm_token: name === "refused" ? "wrong" : "proof-key" };
    const found = (await talk(name, "Is my subscription still active?", attributes, 2)).messages;
    const wanted = ["One moment, I am looking that up.", ...expected(read(`${name}/preview.json`), outcome)];
    report(name, found, wanted);
  }
  const project = read(`${HERE}/../data/nasty.hookwright.json`);
  const words = project.context[0].example;
  const nasty = await talk("nasty", project.integrations[0].trigger.phrases[0].en.split("\n")[0], { user_words: words, user_count: 7, nasty_key: "proof-key" }, 2);
  fs.writeFileSync("nasty/answer.json", nasty.attributes.nasty_echo_answer ?? "null");
  report("nasty: words", nasty.messages, [words, ...expected(read("nasty/preview.json"), "success")]);
  process.exit(0);
}

function bot(chatbot) {
  const found = { ...chatbot, questions_intent: {}, intents_nlp: {}, intents: {}, intents_by_intent_id: {} };
  for (const intent of chatbot.intents) {
    // What is empty here is filled in by whoever loads it.
    found.intents[intent.intent_display_name] = found.intents_by_intent_id[intent.intent_id] = intent;
    for (const phrase of intent.question.split("\n")) if (phrase) found.questions_intent[phrase] = intent.intent_display_name;
  }
  found.attributes = {};
  return found;
}

function shown(message) {
  const buttons = (message.attributes?.attachment?.buttons ?? []).map((button) => `[${button.value}]`);
  return [message.text, ...(buttons.length ? [buttons.join(" ")] : [])].join("\n");
}

function expected(preview, outcome) {
  const lines = [];
  for (const message of preview[0].outcomes.find((one) => one.outcome === outcome).result.messages) {
    if (message.kind === "text") lines.push(message.text);
    else lines[lines.length - 1] += `\n${message.choices.map((choice) => `[${choice.label}]`).join(" ")}`;
  }
  return lines;
}

function report(name, found, wanted) {
  const word = JSON.stringify(found) === JSON.stringify(wanted) ? "ok" : "FAIL";
  fs.appendFileSync("said", [name, word, `said ${JSON.stringify(found)}, expected ${JSON.stringify(wanted)}`].join("\t") + "\n");
}

function post(address, body) {
  return new Promise((done, fail) => {
    const request = http.request(address, { method: "POST", headers: { "content-type": "application/json" } }, (response) => {
      response.resume();
      response.on("end", done);
    });
    request.on("error", fail);
    request.end(JSON.stringify(body));
  });
}

main(process.argv[2]);
