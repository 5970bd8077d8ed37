"""Talks to a trained assistant over Rasa's REST channel. Usage: talk.py SITUATIONS, in the folder of the export; prints situation, ok
or FAIL, and what was said. The situations of a refused key and of a system that is down are those of the target rasa."""

import json
import os
import pathlib
import socket
import subprocess
import sys
import time
import urllib.request


class Server:
    """A program of Rasa, until the end of the block."""

    def __init__(self, *words, log, **environment):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.log = open(log, "w")
        self.process = subprocess.Popen(
            [sys.executable, "-m", *words, "-p", str(self.port)], env={**os.environ, **environment},
            stdin=subprocess.DEVNULL, stdout=self.log, stderr=subprocess.STDOUT, start_new_session=True,
        )

    def __enter__(self):
        while self.process.poll() is None:
            with socket.socket() as door:
                if door.connect_ex(("127.0.0.1", self.port)) == 0:
                    return self
            time.sleep(0.2)
        raise RuntimeError(f"{self.log.name} tells why a server did not start")

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.log.close()


def post(address, record):
    request = urllib.request.Request(address, json.dumps(record).encode(), {"content-type": "application/json"})
    # The first one waits until the model is loaded.
    with urllib.request.urlopen(request, timeout=120) as response:
        return json.load(response)


def said(base, name):
    slot = {"event": "slot", "name": "user_email", "value": f"{name}@example.com"}
    post(f"{base}/conversations/{name}/tracker/events", slot)
    answers = post(f"{base}/webhooks/rest/webhook", {"sender": name, "message": "Is my subscription still active?"})
    lines = []
    for one in answers:
        lines += [one["text"]] if one.get("text") else []
        lines += [" ".join(f"[{button['title']}]" for button in one["buttons"])] if one.get("buttons") else []
    return lines


def expected(name, outcome):
    preview = json.loads(pathlib.Path("preview.json").read_text())
    known = next(one for one in preview[0]["outcomes"] if one["outcome"] == outcome)
    lines = ["One moment, I am looking that up."]
    for message in known["result"]["messages"]:
        choices = " ".join(f"[{choice['label']}]" for choice in message.get("choices", []))
        lines.append(message["text"] if message["kind"] == "text" else choices)
    return [text.replace("ana@example.com", f"{name}@example.com") for text in lines]


def main(situations):
    key = {"HOOKWRIGHT_SECRET_CRM_TOKEN": "proof-key"}
    with Server("rasa_sdk", "--actions", "actions.actions", log="actions.log", **key) as actions:
        pathlib.Path("endpoints.yml").write_text(f"action_endpoint: {{url: 'http://127.0.0.1:{actions.port}/webhook'}}\n")
        words = ["rasa", "run", "-i", "127.0.0.1", "--enable-api", "--endpoints", "endpoints.yml", "--credentials", "credentials.yml"]
        with Server(*words, log="rasa.log") as assistant:
            base = f"http://127.0.0.1:{assistant.port}"
            for situation in json.loads(pathlib.Path(situations).read_text()):
                name, outcome = situation["name"], situation["outcome"]
                if name in ("refused", "down"):
                    continue
                found, wanted = said(base, name), expected(name, outcome)
                print(name, "ok" if found == wanted else "FAIL", f"said {found}, expected {wanted}", sep="\t", flush=True)


main(sys.argv[1])
