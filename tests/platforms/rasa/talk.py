"""Asks the action server of rasa-sdk in every situation. Usage: talk.py SITUATIONS, in the folder of the exports; prints
situation, ok or FAIL, and what was said."""

import json
import os
import pathlib
import socket
import subprocess
import sys
import time
import urllib.request


# As `python -m rasa_sdk` does, but in one process: on a busy computer the manager of several loses some of them.
SERVE = """
import sys
from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor
executor = ActionExecutor()
executor.register_package("actions.actions")
create_app(executor).run(host="127.0.0.1", port=int(sys.argv[1]), single_process=True, access_log=False)
"""


class Server:
    """The action server of an export, until the end of the block."""

    def __init__(self, folder, key):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = [sys.executable, "-c", SERVE, str(self.port)]
        environment = {**os.environ, "HOOKWRIGHT_SECRET_CRM_TOKEN": key}
        self.process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, start_new_session=True,
        )

    def __enter__(self):
        while self.process.poll() is None:
            with socket.socket() as door:
                if door.connect_ex(("127.0.0.1", self.port)) == 0:
                    return self
            time.sleep(0.05)
        raise RuntimeError("the action server did not start: " + self.process.stdout.read()[-2000:])

    def __exit__(self, *_):
        self.process.terminate()
        self.process.communicate()

    def say(self, name):
        message = {"text": "Is my subscription still active?", "intent": {"name": "check_subscription"}, "entities": []}
        tracker = {
            "sender_id": name, "slots": {"user_email": f"{name}@example.com"}, "latest_message": message, "events": [],
            "paused": False, "followup_action": None, "active_loop": {}, "latest_action_name": "action_listen",
        }
        body = {"next_action": "action_check_subscription", "sender_id": name, "tracker": tracker, "domain": {}}
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}/webhook", json.dumps(body).encode(), {"content-type": "application/json"})
        with urllib.request.urlopen(request, timeout=20) as response:
            answer = json.load(response)
        said = []
        for one in answer["responses"]:
            said += [one["text"]] if one.get("text") else []
            said += [" ".join(f"[{button['title']}]" for button in one["buttons"])] if one.get("buttons") else []
        return said, {event["name"]: event["value"] for event in answer["events"]}


def expected(folder, name, outcome):
    preview = json.loads(pathlib.Path(folder, "preview.json").read_text())
    known = next(one for one in preview[0]["outcomes"] if one["outcome"] == outcome)
    said = ["One moment, I am looking that up."]
    for message in known["result"]["messages"]:
        choices = " ".join(f"[{choice['label']}]" for choice in message.get("choices", []))
        said.append(message["text"] if message["kind"] == "text" else choices)
    return [text.replace("ana@example.com", f"{name}@example.com") for text in said]


def main(situations):
    situations = json.loads(pathlib.Path(situations).read_text())
    with Server("up", "proof-key") as up, Server("up", "wrong") as refusing, Server("down", "proof-key") as down:
        for situation in situations:
            name, outcome = situation["name"], situation["outcome"]
            server = {"refused": refusing, "down": down}.get(name, up)
            said, slots = server.say(name)
            wanted = expected("down" if server is down else "up", name, outcome)
            is_right = said == wanted and slots["action_check_subscription_outcome"] == outcome
            print(name, "ok" if is_right else "FAIL", f"said {said}, expected {wanted}, slots {slots}", sep="\t")


main(sys.argv[1])
