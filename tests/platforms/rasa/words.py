"""Whether the action says for every saved answer what the preview says. Usage: words.py FOLDER PROJECT PREVIEW; prints what is wrong.

Also whether the assistant's files know each other's names, and what is sent for nasty values.
"""

import asyncio
import importlib.util
import json
import pathlib
import sys
from urllib.parse import parse_qsl

from ruamel.yaml import YAML


class Tracker:
    sender_id = "customer"

    def __init__(self, slots, message):
        self.slots, self.latest_message = slots, {"text": message}

    def get_slot(self, name):
        return self.slots.get(name)


class Dispatcher:
    def __init__(self):
        self.said = []

    def utter_message(self, text=None, buttons=(), json_message=None, image=None):
        self.said += [text] if text else []
        self.said += [" ".join(f"[{button['title']}]" for button in buttons)] if buttons else []


def names(folder):
    load = YAML(typ="safe").load
    domain = load((folder / "domain.yml").read_text())
    rules = load((folder / "data/rules.yml").read_text())["rules"]
    phrases = load((folder / "data/nlu.yml").read_text())["nlu"]
    for rule in rules:
        intent, action = rule["steps"]
        assert intent["intent"] in domain["intents"], intent
        assert action["action"] in domain["actions"], action
    assert {one["intent"] for one in phrases} == set(domain["intents"])
    assert all(one["examples"].startswith("- ") for one in phrases)
    return set(domain["actions"])


def preview_words(result):
    said = []
    for message in result["messages"]:
        if message["kind"] == "quick_replies":
            said.append(" ".join(f"[{choice['label']}]" for choice in message["choices"]))
        elif message["kind"] == "list":
            said.append("\n".join(message["lines"] + [message["more"]] if message.get("more") else message["lines"]))
        elif message["kind"] == "card":
            links = [f"{button['label']}: {button['url']}" for button in message["buttons"]]
            said.append("\n".join(part for part in [message["title"], message.get("subtitle"), *links] if part))
        else:
            said.append(message["text"])
    return said


def main(folder, project, preview):
    folder = pathlib.Path(folder)
    project, preview = (json.loads(pathlib.Path(path).read_text()) for path in (project, preview))
    actions_known = names(folder)
    spec = importlib.util.spec_from_file_location("actions", folder / "actions/actions.py")
    actions = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(actions)
    own = {kind().name() for kind in vars(actions).values() if isinstance(kind, type) and issubclass(kind, actions.Action) and kind is not actions.Action}
    assert own == actions_known, (own, actions_known)
    import os

    for secret in project["secrets"]:
        os.environ["HOOKWRIGHT_SECRET_" + secret["name"].upper()] = "key"
    for design, integration, shown in zip(actions.DESIGN, project["integrations"], preview):
        examples = {variable["name"]: variable.get("example") for variable in project["context"]}
        slots = {slot: examples.get(fact) for fact, slot in design["facts"].items()}
        message = next(iter(shown["outcomes"]))["result"]["inputs"].get("problem", "hello")
        slots[design["message_slot"]] = message
        checked = 0
        for outcome in shown["outcomes"]:
            sample = next((one for one in integration["samples"] if one["id"] == outcome["provoked_by"].get("id")), None)
            if sample is None or len(design["calls"]) > 1:
                continue
            body = sample.get("body") or {}
            body = body if isinstance(body, dict) else {}
            text = json.dumps(body["json"]) if "json" in body else body.get("text", "")
            sent = []
            actions.send = lambda request, call: sent.append(request) or actions.Answer(sample["status"], text)
            dispatcher = Dispatcher()
            kind = getattr(actions, f"Do_{design['action']}")
            events = asyncio.run(kind().run(dispatcher, Tracker(slots, message), {}))
            waiting = 1 if design["waiting"] else 0
            wanted = preview_words(outcome["result"])
            assert dispatcher.said[waiting:] == wanted, (outcome["outcome"], dispatcher.said[waiting:], wanted)
            assert events[0]["value"] == outcome["outcome"], (outcome["outcome"], sample["id"], events)
            call = outcome["result"]["calls"][0]["request"]
            # The same address; what else is encoded in a query is up to whoever writes it.
            (address, _, query), (wanted, _, parameters) = sent[0].full_url.partition("?"), call["url"].partition("?")
            assert address == wanted and parse_qsl(query) == parse_qsl(parameters), (sent[0].full_url, call["url"])
            checked += 1
        assert checked or len(design["calls"]) > 1, "no saved answer was tried"


try:
    main(*sys.argv[1:4])
except AssertionError as problem:
    print(problem)
    sys.exit(1)
