"""Leads each situation through the pages, as the documentation says that handlers are evaluated.

Usage: lead.py FOLDER SITUATIONS PREVIEW ADDRESS. Calls the service for real; prints situation, ok or FAIL, and what was said.
"""

import datetime
import json
import pathlib
import re
import sys
import urllib.error
import urllib.request

TOKEN = re.compile(
    r"\s*(\$sys\.func\.\w+|\$[\w.\-]+(?:\[\d+\])*|\"(?:\\.|[^\"\\])*\"|-?\d+(?:\.\d+)?|!=|<=|>=|[=<>:(),]|\w+)"
)
MISSING = object()


class Conversation:
    def __init__(self, folder, parameters):
        self.pages, self.webhooks = ({}, {})
        for kind, found in (("pages", self.pages), ("webhooks", self.webhooks)):
            for path in pathlib.Path(folder, kind).glob("*.json"):
                document = json.loads(path.read_text())
                found[document["displayName"]] = document
        self.parameters, self.status, self.said = dict(parameters), None, []

    def enter(self, name, key, down):
        while name != "START_PAGE":
            page = self.pages[name]
            entry = page.get("entryFulfillment", {})
            self.set(entry)
            event = self.call(entry["webhook"].rsplit("/", 1)[1], key, down) if "webhook" in entry else None
            route = self.handler(page, event) if event else self.route(page)
            self.fulfil(route.get("triggerFulfillment", {}))
            name = route["targetPage"].rsplit("/", 1)[1]

    def route(self, page):
        return next(route for route in page["transitionRoutes"] if self.holds(route["condition"]))

    def handler(self, page, event):
        exact = [one for one in page["eventHandlers"] if one["event"] == event]
        return (exact or [one for one in page["eventHandlers"] if one["event"] == "webhook.error"])[0]

    def call(self, name, key, down):
        webhook = self.webhooks[name]
        service = webhook["genericWebService"]
        headers = {name: self.text(value) for name, value in service["requestHeaders"].items()}
        for header in service["secretVersionsForRequestHeaders"]:
            headers[header] = key
        uri = "http://127.0.0.1:9/" if down else self.text(service["uri"])
        body = self.text(service["requestBody"]).encode()
        request = urllib.request.Request(uri, body, headers, method=service["httpMethod"])
        try:
            with urllib.request.urlopen(request, timeout=float(webhook["timeout"][:-1])) as response:
                self.status, answer = response.status, response.read()
        except urllib.error.HTTPError as error:
            self.status = error.code
            codes = {400: "bad-request", 401: "rejected", 403: "rejected", 503: "unavailable"}
            return f"webhook.error.{codes.get(error.code, 'other')}"
        except TimeoutError:
            return "webhook.error.timeout"
        except urllib.error.URLError:
            return "webhook.error.not-found"
        try:
            answer = json.loads(answer)
        except ValueError:
            return None
        for parameter, path in service["parameterMapping"].items():
            value = answer.get(path.removeprefix("$.")) if isinstance(answer, dict) else None
            if value is not None:
                self.parameters[parameter] = value
        return None

    def set(self, fulfillment):
        for action in fulfillment.get("setParameterActions", []):
            value = action["value"]
            self.parameters[action["parameter"]] = self.text(value) if isinstance(value, str) else value

    def fulfil(self, fulfillment):
        self.set(fulfillment)
        self.content([{"message": message} for message in fulfillment.get("messages", [])])
        for cases in fulfillment.get("conditionalCases", []):
            self.content([{"additionalCases": cases}])

    def content(self, content):
        for one in content:
            if "additionalCases" in one:
                for case in one["additionalCases"]["cases"]:
                    if self.holds(case.get("condition", "true")):
                        self.content(case["caseContent"])
                        break
                continue
            message = one["message"]
            if "text" in message:
                self.said.append(self.text(message["text"]["text"][0]))
            for row in message.get("payload", {}).get("richContent", []):
                for part in row:
                    options = [f"[{option['text']}]" for option in part.get("options", [])]
                    self.said.append(" ".join(options))

    def text(self, text):
        pieces, place = [], 0
        for found in re.finditer(r"\$sys\.func\.|\$session\.params\.|\$request\.", text):
            if found.start() < place:
                continue
            reader = Reader(self, text, found.start())
            value = reader.value()
            pieces += [text[place : found.start()], "null" if value is None else str(value)]
            place = reader.place
        return "".join(pieces) + text[place:]

    def holds(self, condition):
        reader = Reader(self, condition, 0)
        answer = reader.either()
        assert not condition[reader.place :].strip(), f"unread: {condition[reader.place:]}"
        return answer


class Reader:
    def __init__(self, conversation, text, place):
        self.conversation, self.source, self.place = conversation, text, place

    def peek(self):
        found = TOKEN.match(self.source, self.place)
        return found.group(1) if found else None

    def next(self, wanted=None):
        found = TOKEN.match(self.source, self.place)
        assert found and wanted in (None, found.group(1)), f"{wanted} expected in {self.source}"
        self.place = found.end()
        return found.group(1)

    def either(self):
        answer = self.both()
        while self.peek() == "OR":
            self.next()
            answer = self.both() or answer
        return answer

    def both(self):
        answer = self.one()
        while self.peek() == "AND":
            self.next()
            answer = self.one() and answer
        return answer

    def one(self):
        if self.peek() == "NOT":
            self.next()
            return not self.one()
        if self.peek() == "(":
            self.next()
            answer = self.either()
            self.next(")")
            return answer
        if self.peek() in ("true", "false"):
            return self.next() == "true"
        left, sign, right = self.value(), self.next(), self.value()
        if right is None or left is None:
            return (left is right) == (sign == "=") and sign in ("=", "!=")
        right = type(left)(right) if not isinstance(left, (bool, list, dict)) else right
        compare = {"=": left == right, "!=": left != right, ":": str(right) in str(left)}
        if sign in compare:
            return compare[sign]
        return {"<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right}[sign]

    def value(self):
        token = self.next()
        if token.startswith("$sys.func."):
            arguments = []
            self.next("(")
            while self.peek() != ")":
                arguments.append(self.value())
                if self.peek() == ",":
                    self.next()
            self.next(")")
            return FUNCTIONS[token.removeprefix("$sys.func.")](*arguments)
        if token == "$request.webhook_status_code":
            return self.conversation.status
        if token.startswith("$session.params."):
            # A full stop after a reference ends the sentence.
            name = token.removeprefix("$session.params.").rstrip(".")
            self.place -= len(token) - len(token.rstrip("."))
            return self.conversation.parameters.get(name)
        return json.loads(token)


def format_date(value, pattern, language):
    assert language == "en" and pattern == "MMMM d", (pattern, language)
    day = datetime.date.fromisoformat(value)
    return f"{day:%B} {day.day}"


FUNCTIONS = {"FORMAT_DATE": format_date, "COUNT": len, "MID": lambda text, start, count: text[start - 1 :][:count]}


def expected(preview, outcome):
    known = next(one for one in preview[0]["outcomes"] if one["outcome"] == outcome)
    said = []
    for message in known["result"]["messages"]:
        choices = [f"[{choice['label']}]" for choice in message.get("choices", [])]
        said.append(message["text"] if message["kind"] == "text" else " ".join(choices))
    return said


def main(folder, situations, preview):
    preview = json.loads(pathlib.Path(preview).read_text())
    start = json.loads(pathlib.Path(folder, "flow.json").read_text())["transitionRoutes"][0]["targetPage"]
    for situation in json.loads(pathlib.Path(situations).read_text()):
        name = situation["name"]
        conversation = Conversation(folder, {"user_email": f"{name}@example.com"})
        key = "wrong" if name == "refused" else "Bearer proof-key"
        conversation.enter(start.rsplit("/", 1)[1], key, situation["status"] == "unreachable")
        wanted = [text.replace("ana@example.com", f"{name}@example.com") for text in expected(preview, situation["outcome"])]
        # The waiting message is said first, in a channel that streams.
        said = conversation.said
        print(name, "ok" if said == wanted else "FAIL", f"said {said}, expected {wanted}", sep="\t")


main(*sys.argv[1:4])
