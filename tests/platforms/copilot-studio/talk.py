"""Runs exported topics on the declarative engine of Agent Framework. Usage: talk.py JOBS RESULTS; lines of
name, outcome, key.

The engine is a sibling of Copilot Studio's and lacks some of it. What stands in for that is in `Rewrapped`: variables exist from
the beginning; an error of a request is stored instead of raised; the type of an answer is applied to it; questions and handoffs
are said. Formulas and texts stay as they are. IsMatch is switched on in Power Fx, as in Copilot Studio.
"""
import asyncio
import http.server
import json
import re
import sys
import threading

import powerfx.engine
import yaml
from Microsoft.PowerFx import PowerFxConfig, PowerFxConfigExtensions, RecalcEngine
from System import TimeSpan

CONFIG = PowerFxConfig()
PowerFxConfigExtensions.EnableRegExFunctions(CONFIG, TimeSpan.FromSeconds(1), 20)
# Before anything makes an engine; the package's own has no patterns.
powerfx.engine.Engine.__init__ = lambda self: setattr(self, "_engine", RecalcEngine(CONFIG))

from agent_framework.declarative import DefaultHttpRequestHandler, WorkflowFactory
from agent_framework_declarative._workflows._http_handler import HttpRequestResult

TYPE = "x-proof-type"
heard = []


class Door(DefaultHttpRequestHandler):
    """What Copilot Studio does about a request: errors go on, and answers have a type."""

    async def send(self, info):
        schema = json.loads(info.headers.pop(TYPE, "null"))
        result = {"status": None, "there": None, "answer": blank(schema)}
        headers = {}
        try:
            answer = await super().send(info)
        except Exception:
            return HttpRequestResult(200, True, json.dumps(result), headers)
        headers = {"content-type": ["there"]}
        heard.append(answer.body)
        if not answer.is_success_status_code:
            result["status"] = answer.status_code
            return HttpRequestResult(200, True, json.dumps(result), headers)
        try:
            value = typed(json.loads(answer.body), schema)
        except ValueError:
            value = None
        if value is not None:
            result |= {"there": "yes", "answer": value}
        return HttpRequestResult(200, True, json.dumps(result), headers)


def blank(schema):
    """The engine has no blank records: one whose fields are blank."""
    if isinstance(schema, dict) and schema["kind"] == "Record":
        return {name: blank(part) for name, part in schema["properties"].items()}
    return None


def typed(value, schema):
    """A value in its type; nothing when it does not fit."""
    kind = schema["kind"] if isinstance(schema, dict) else schema
    if kind == "Record":
        if not isinstance(value, dict):
            return None
        return {name: typed(value.get(name), part) for name, part in schema["properties"].items()}
    if kind == "Table":
        if not isinstance(value, list):
            return None
        row = {"kind": "Record", "properties": schema["properties"]}
        # A list of texts is a table with the one column Value, also here.
        rows = [typed(item, row if isinstance(item, dict) else row["properties"].get("Value")) for item in value]
        return [filled(item, schema["properties"]) if isinstance(item, dict) else item for item in rows]
    fits = {
        "String": lambda: isinstance(value, str),
        "Number": lambda: isinstance(value, (int, float)) and not isinstance(value, bool),
        "Boolean": lambda: isinstance(value, bool),
        None: lambda: True,
    }
    return value if fits[kind]() else None


def filled(row, columns):
    """The engine takes the type of a column from the first row, where a blank has none: an empty text is as blank in Power Fx."""
    return {name: "" if value is None and columns[name] == "String" else value for name, value in row.items()}


class Rewrapped:
    """A topic as a workflow of the engine."""

    def __init__(self, topic, project, language, phrase, unknown):
        self.number = 0
        text = re.sub(r"\bTopic\.", "Local.", json.dumps(topic["beginDialog"]["actions"]))
        names = sorted(set(re.findall(r"\bLocal\.\w+", text)))
        facts = [self.set(name, "=Blank()") for name in names]
        for variable in project["context"]:
            known = variable.get("example") if variable["name"] not in unknown else None
            name = "Global." + re.sub(r"[^A-Za-z0-9]", "_", variable["name"])
            facts.append(self.set(name, "=Blank()" if known is None else known))
        facts.append(self.set("System.Activity", {"Text": phrase}))
        facts.append(self.set("System.User", {"Id": "proof", "Language": language}))
        actions = facts + self.all(json.loads(text))
        self.workflow = {"kind": "Workflow", "trigger": {"kind": "OnConversationStart", "id": "t", "actions": actions}}

    def id(self):
        self.number += 1
        return f"proof_{self.number}"

    def set(self, variable, value):
        return {"kind": "SetVariable", "id": self.id(), "variable": variable, "value": value}

    def say(self, activity):
        return {"kind": "SendActivity", "id": self.id(), "activity": activity}

    def all(self, actions):
        return [new for action in actions for new in self.one(action)]

    def one(self, action):
        kind = action["kind"]
        if kind == "HttpRequestAction":
            return self.request(action)
        if kind == "Question" and isinstance(action["prompt"], dict):
            return [self.set(action["variable"], action["prompt"]["quickReplies"][0]["text"])]
        if kind == "Question":
            return [self.say(action["prompt"]), {"kind": "EndDialog", "id": self.id()}]
        if kind == "TransferConversationV2":
            return [self.say("to " + action["transferType"]["messageToAgent"])]
        if kind == "SendActivity" and isinstance(action["activity"], dict):
            return self.message(action["activity"])
        if kind == "ConditionGroup":
            for row in action["conditions"]:
                row["condition"] = re.sub(r"IsBlank\((Local\.\w+_Answer)\)", r"IsBlank(\1_There)", row["condition"])
                row["actions"] = self.all(row["actions"])
            action["elseActions"] = self.all(action.get("elseActions", []))
        return [action]

    def request(self, action):
        errors = action.pop("errorHandling")
        for name in ("displayName", "latencyMessageSettings"):
            action.pop(name, None)
        action["headers"][TYPE] = json.dumps(action.pop("responseSchema", None))
        answer, action["response"] = action["response"], "Local.Proof"
        return [
            action,
            self.set(errors["statusCode"], "=Local.Proof.status"),
            self.set(answer, "=Local.Proof.answer"),
            self.set(answer + "_There", "=Local.Proof.there"),
        ]

    def message(self, activity):
        said = [self.say(text) for text in activity.get("text", [])]
        for card in activity.get("attachments", []):
            parts = [f"({formula(card[name])})" for name in ("title", "subtitle", "image") if name in card]
            said.append(self.say('="card | " & ' + ' & " | " & '.join(parts)))
            for button in card.get("buttons", []):
                said.append(self.say(f"=\"[\" & ({formula(button['title'])}) & \"] \" & ({formula(button['url'])})"))
        for reply in activity.get("quickReplies", []):
            said.append(self.say(f"=\"[\" & ({formula(reply['title'])}) & \"] \" & ({formula(reply['text'])})"))
        return said


def formula(text):
    if text.startswith("="):
        return text[1:]
    whole = re.fullmatch(r"\{([\w.]+)\}", text)
    return whole.group(1) if whole else '"' + text.replace('"', '""') + '"'


async def talk(project, folder, integration, key, address=None, unknown=()):
    language = project["languages"][0]
    with open(f"{folder}/{integration['id']}.mcs.yml", encoding="utf8") as file:
        text = file.read()
    for connection in project["connections"] if address else []:
        for base in connection["base_urls"].values():
            text = text.replace(base, address)
    phrase = integration["trigger"]["phrases"][0][language]
    wrapped = Rewrapped(yaml.safe_load(text), project, language, phrase, unknown)
    secrets = {re.sub(r"[^A-Za-z0-9]", "_", secret["name"]): key for secret in project["secrets"]}
    factory = WorkflowFactory(http_request_handler=Door(), configuration=secrets)
    workflow = factory.create_workflow_from_yaml(json.dumps(wrapped.workflow, ensure_ascii=False))
    return [line.strip() for line in (await workflow.run({})).get_outputs()]


class Answering(http.server.BaseHTTPRequestHandler):
    """A system that gives the saved answer, whatever it is asked."""

    sample = None

    def do_GET(self):
        self.rfile.read(int(self.headers.get("content-length", 0)))
        body = self.sample.get("body", "none")
        text = body if isinstance(body, dict) else {"text": ""}
        data = (json.dumps(text["json"]) if "json" in text else text["text"]).encode()
        self.send_response(self.sample["status"])
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_POST = do_PUT = do_PATCH = do_DELETE = do_GET

    def log_message(self, *_):
        pass


def as_here(lines):
    """Buttons as they are; a handoff is one message with queue and note."""
    def line(text):
        if not text.startswith("to | "):
            return text
        queue, *note = text.removeprefix("to | ").split(" | ", 1)
        return "to " + ": ".join([queue, *note])
    return [line(text) for text in lines]


async def judge(name, mode, key):
    with open(f"{name}.json", encoding="utf8") as file:
        project = json.load(file)
    with open(f"{name}.expected", encoding="utf8") as file:
        expected = json.load(file)
    with open(f"{name}/REPORT.md", encoding="utf8") as file:
        report = file.read()
    lost = report.split("### Lost")[-1]
    # Whoever takes over reads the clock of the answer; the report says so.
    other_clock = "| Format datetime |" in lost or "| Format time |" in lost

    def compare(said, wanted, about):
        wanted = as_here(wanted)
        if other_clock:
            said, wanted = ([line.split(":")[0] if line.startswith("to ") else line for line in all] for all in (said, wanted))
        if said != wanted:
            raise AssertionError(f"{about}: {said} instead of {wanted}")

    for integration in project["integrations"]:
        rows = expected[integration["id"]]
        lines = {row["outcome"]: row["lines"] for row in rows}
        if mode == "echo":
            await talk(project, name, integration, key)
            with open("nasty.out", "w", encoding="utf8") as file:
                file.write(heard[-1])
        elif mode == "timeout":
            compare(await talk(project, name, integration, key), lines["unreachable"], mode)
            line = next((line for line in lost.splitlines() if "408" in line), None)
            assert line, "the report hides it"
            return "lost", line
        elif mode != "samples":
            compare(await talk(project, name, integration, key), lines[mode], mode)
        else:
            judged = 0
            for row in rows:
                sample = next((one for one in integration["samples"] if one["id"] == row["sample"]), None)
                if not sample or not row["asked"]:
                    continue
                # What the report says of answers with nothing in them.
                is_record = isinstance(sample.get("body"), dict) and isinstance(sample["body"].get("json"), dict)
                wanted = lines["invalid_response"] if row["outcome"] == "empty" and not is_record else row["lines"]
                judged += 1
                said = await with_answer(sample, project, name, integration, key)
                compare(said, wanted, f"{integration['id']} {row['outcome']}")
            assert judged, "no saved answer led to an outcome"
            await asks(project, name, integration, key)
    return "ok", ""


async def asks(project, name, integration, key):
    """A missing input is asked for."""
    language = project["languages"][0]
    if "missing_input" in integration["replies"]:
        return
    for one in integration.get("inputs", []):
        if one["source"]["from"] == "context" and one.get("ask", {}).get(language) and one.get("required", True):
            said = await talk(project, name, integration, key, unknown=[one["source"]["name"]])
            wanted = [one["ask"][language].replace("\\{{", "{{")]
            assert said == wanted, f"{said} instead of {wanted}"
            return


async def with_answer(sample, project, name, integration, key):
    class Server(Answering):
        pass

    Server.sample = sample
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        return await talk(project, name, integration, key, f"http://127.0.0.1:{server.server_address[1]}")
    finally:
        server.shutdown()


async def main():
    with open(sys.argv[1], encoding="utf8") as file:
        jobs = [line.rstrip("\n").split("\t") for line in file]
    for name, mode, key in jobs:
        try:
            word, detail = await judge(name, mode, key)
        except Exception as problem:
            word, detail = "FAIL", f"{type(problem).__name__}: {problem}"[:600].replace("\n", " ").replace("\t", " ")
        if mode != "echo" or word == "FAIL":
            with open(sys.argv[2], "a", encoding="utf8") as file:
                file.write(f"{name}\t{word}\t{detail}\n")


asyncio.run(main())
