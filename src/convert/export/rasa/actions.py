"""Asks a system, understands its answer and says what the design has for it. The design is in design.json beside this file.

Secrets are environment variables; their names are in the report of the export. Needs Python 3.9, rasa-sdk and, for contracts,
jsonschema. Values keep the form they were written in: numbers never become floating-point numbers.
"""

import asyncio
import base64
import datetime
import decimal
import http.client
import json
import os
import pathlib
import re
import urllib.error
import urllib.parse
import urllib.request
import uuid
import zoneinfo

from rasa_sdk import Action
from rasa_sdk.events import SlotSet

DESIGN = json.loads(
    pathlib.Path(__file__).with_name("design.json").read_text(encoding="utf-8"), parse_float=decimal.Decimal
)


class Stop(Exception):
    """Nothing is sent; the run ends in this outcome."""


class Failed(Exception):
    """No answer came back, for this reason."""


class Ask:
    """The question before a call that changes something."""

    design = {}

    def name(self):
        return self.design["action"] + "_ask"

    async def run(self, dispatcher, tracker, domain):
        run = Run(self.design, tracker)
        message = tracker.latest_message.get("text")
        events = [SlotSet(self.design["message_slot"], message)]
        try:
            run.look_up(message)
        except Stop as stop:
            return events + run.end(str(stop), dispatcher)
        question, intent = self.design["question"], self.design["intent"]
        buttons = [
            {"title": run.text(question[answer]), "payload": f"/{intent}_{answer}"} for answer in ("yes", "no")
        ]
        dispatcher.utter_message(text=run.text(question["ask"]), buttons=buttons)
        return events


class Declined:
    """What is said when the customer does not want it."""

    design = {}

    def name(self):
        return self.design["action"] + "_declined"

    async def run(self, dispatcher, tracker, domain):
        said = Run(self.design, tracker).text(self.design["question"]["declined"])
        if said:
            dispatcher.utter_message(text=said)
        return []


class Do:
    """The calls and the reply."""

    design = {}

    def name(self):
        return self.design["action"]

    async def run(self, dispatcher, tracker, domain):
        run = Run(self.design, tracker)
        message = tracker.latest_message.get("text")
        if self.design["question"]:
            message = tracker.get_slot(self.design["message_slot"])
        try:
            run.look_up(message)
            if self.design["waiting"]:
                dispatcher.utter_message(text=run.text(self.design["waiting"]))
            outcome = await run.calls()
        except Stop as stop:
            outcome = str(stop)
        return run.end(outcome, dispatcher)


def actions():
    """A class for each action, as the action server looks for classes."""
    for design in DESIGN:
        for kind in (Do, Ask, Declined) if design["question"] else (Do,):
            name = f"{kind.__name__}_{design['action']}"
            yield name, type(name, (kind, Action), {"design": design})


globals().update(actions())


class Run:
    """One run: inputs, calls, outcome, reply."""

    def __init__(self, design, tracker):
        self.design, self.tracker = design, tracker
        self.values = {"input": {}, "output": {}}
        self.asks = None

    def look_up(self, message):
        for one in self.design["inputs"]:
            value = self.source(one["source"], message)
            if value is None or value == "":
                if one["required"]:
                    self.asks = one["ask"]
                    raise Stop("missing_input")
                continue
            value = read_as_kind(value, one["kind"])
            allowed = one["allowed"]
            if value is None or (allowed and not any(equal(value, choice) for choice in allowed)):
                raise Stop("bad_input")
            if one["pattern"] and not re.fullmatch(one["pattern"], plain(value)):
                raise Stop("bad_input")
            self.values["input"][one["name"]] = value

    def source(self, source, message):
        if source == "message":
            return message
        if source == "user":
            return self.tracker.sender_id
        if source == "language":
            return self.design["language"]
        if source == "now":
            return datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        if "fact" in source:
            return self.fact(source["fact"])
        if "constant" in source:
            return source["constant"]
        return None if self.lacks(source["text"]) else self.text(source["text"])

    def fact(self, name):
        slot = self.design["facts"].get(name)
        return self.tracker.get_slot(slot) if slot else None

    def value(self, reference, item=None):
        kind, name = reference["of"]
        if kind in ("input", "output"):
            value = self.values[kind].get(name)
        elif kind == "fact":
            value = self.fact(name)
        elif kind == "secret":
            value = os.environ.get(name)
            if not value:
                raise Stop("unauthorized")
        else:
            value = (item or {}).get(kind)
        return step_into(value, reference["path"])

    def shown(self, chip, item=None):
        """The text of a chip; nothing when it has no value."""
        value = self.value(chip, item)
        if (value is None or value == "") and "unformatted" in chip:
            return plain(chip["unformatted"])
        for one in chip["formats"]:
            missing = value is None or value == ""
            if one["format"] == "default":
                value = one["value"] if missing else value
            elif not missing:
                value = FORMATS.get(one["format"], lambda value, one, run: value)(value, one, self)
        return None if value is None else plain(value)

    def lacks(self, text):
        return any(not isinstance(piece, str) and self.shown(piece) is None for piece in text)

    def text(self, text, encode=None, item=None):
        encode = encode or (lambda value: value)
        pieces = (piece if isinstance(piece, str) else encode(self.shown(piece, item) or "") for piece in text)
        return "".join(pieces)

    async def calls(self):
        for call in self.design["calls"]:
            answer = await self.ask(call)
            outcome = self.understand(call, answer)
            if outcome:
                return outcome
        return "success"

    async def ask(self, call):
        request = self.request(call)
        pause, answer = call["backoff_ms"] / 1000, None
        for left in range(call["repetitions"], -1, -1):
            try:
                sending = asyncio.get_running_loop().run_in_executor(None, send, request, call)
                answer = await asyncio.wait_for(sending, call["time_limit_ms"] / 1000)
                cause = {429: "rate_limited"}.get(answer.status, "server_error" if answer.status >= 500 else "")
            except asyncio.TimeoutError:
                answer, cause = Answer(failed="timed_out"), "timeout"
            except Failed as failed:
                answer, cause = Answer(failed=str(failed)), str(failed)
            if not left or cause not in call["repeat_on"]:
                break
            await asyncio.sleep(pause)
            pause *= 2
        return answer

    def request(self, call):
        headers = [(name, header(value)) for name, value in self.pairs(call["headers"])]
        query = [f"{escape(name)}={value}" for name, value in self.pairs(call["query"], escape)]
        cookies = [f"{name}={value}" for name, value in self.pairs(call["cookies"], escape)]
        body = self.body(call)
        if call["content_type"]:
            headers.append(("content-type", call["content_type"]))
        self.prove(call["proof"], headers, query, cookies)
        if cookies:
            headers.append(("cookie", "; ".join(cookies)))
        if call["idempotency_header"]:
            headers.append((call["idempotency_header"], str(uuid.uuid4())))
        path = self.text(call["path"], segment)
        if self.lacks(call["path"]):
            raise Stop("missing_input")
        url = urllib.parse.quote(call["base_url"] + path, safe="/:?#[]@!$&'()*+,;=%-._~")
        url += "?" + "&".join(query) if query else ""
        return urllib.request.Request(url, body, dict(headers), method=call["method"])

    def pairs(self, fields, encode=None):
        literal = escape if encode else (lambda text: text)
        for field in fields:
            if self.lacks(field["value"]):
                if not field["optional"]:
                    raise Stop("missing_input")
                continue
            pieces = [literal(piece) if isinstance(piece, str) else piece for piece in field["value"]]
            yield field["name"], self.text(pieces, encode)

    def body(self, call):
        body = call["body"]
        if body is None:
            return None
        if "json" in body:
            value = self.node(body["json"])
            if call["body_schema"] is not None and not satisfies(value, call["body_schema"]):
                raise Stop("bad_input")
            return write(value).encode()
        if "form" in body:
            form = list(self.pairs(body["form"]))
            return urllib.parse.urlencode(form).encode()
        kind = "xml" if "xml" in body else "text"
        if self.lacks(body[kind]):
            raise Stop("missing_input")
        return self.text(body[kind], xml if kind == "xml" else None).encode()

    def node(self, node):
        if "record" in node:
            fields = ((name, self.node(part)) for name, part in node["record"] if not self.left_out(part))
            return dict(fields)
        if "list" in node:
            return [self.node(part) for part in node["list"] if not self.left_out(part)]
        if "chip" in node:
            chip = node["chip"]
            shown = self.shown(chip)
            value = self.value(chip)
            formats = [one for one in chip["formats"] if one["format"] != "default"]
            if formats:
                return shown
            default = next((one["value"] for one in chip["formats"]), None)
            return default if value is None or value == "" and default is not None else value
        if "text" in node:
            if self.lacks(node["text"]):
                raise Stop("missing_input")
            return self.text(node["text"])
        return node["literal"]

    def left_out(self, node):
        return "chip" in node and self.shown(node["chip"]) is None

    def prove(self, proof, headers, query, cookies):
        if proof is None:
            return
        secret = os.environ.get(proof["secret"])
        if not secret:
            raise Stop("unauthorized")
        if proof["kind"] == "bearer":
            headers.append(("authorization", header(f"Bearer {secret}")))
        elif proof["kind"] == "basic":
            joined = base64.b64encode(f"{proof['user']}:{secret}".encode()).decode()
            headers.append(("authorization", f"Basic {joined}"))
        elif proof["place"] == "header":
            headers.append((proof["name"], header(secret)))
        else:
            {"query": query, "cookie": cookies}[proof["place"]].append(f"{escape(proof['name'])}={escape(secret)}")

    def understand(self, call, answer):
        wrong = set()
        for output in call["outputs"]:
            value = taken(answer.body, output)
            if value is not None and not is_of_kind(value, output["kind"]):
                wrong.add(output["name"])
                value = None
            value = output["default"] if value is None and output["name"] not in wrong else value
            self.values["output"][output["name"]] = value
        facts = {"answer": answer, "wrong": wrong, "schema": call["schema"]}
        if answer.failed:
            return self.first(call["failures"], facts)
        if not self.holds(call["success"], facts):
            return self.first(call["refused"], facts)
        return self.first(call["flaws"], facts) or self.first(call["understood"], facts)

    def first(self, rows, facts):
        return next((row["outcome"] for row in rows if self.holds(row["when"], facts)), None)

    def holds(self, test, facts):
        answer = facts["answer"]
        if isinstance(test, bool):
            return test
        if isinstance(test, str):
            return {
                "blank": not answer.text.strip(),
                "not_json": not answer.is_json,
                "empty": answer.is_json and (answer.body is None or answer.body == []),
                "contract_broken": test == "contract_broken" and not satisfies(answer.body, facts["schema"]),
            }[test]
        if "field" in test:
            found = answer.status if test["field"] is None else self.value(test["field"])
            return compare(found, test["operator"], test["value"])
        ((kind, part),) = test.items()
        if kind in ("all", "any"):
            return {"all": all, "any": any}[kind](self.holds(one, facts) for one in part)
        if kind == "not":
            return not self.holds(part, facts)
        if kind == "failed":
            return answer.failed == part
        if kind == "status":
            return any(first <= answer.status <= last for first, last in part)
        if kind == "wrong":
            return part in facts["wrong"]
        value = self.values["output"].get(part)
        return value == [] if kind == "list_empty" else value is None and part not in facts["wrong"]

    def end(self, outcome, dispatcher):
        reply = self.design["replies"].get(outcome, self.design["fallback"])
        if outcome == "missing_input" and self.asks and outcome not in self.design["replies"]:
            dispatcher.utter_message(text=self.text(self.asks))
            return [SlotSet(self.design["outcome_slot"], outcome)]
        try:
            said = self.messages(reply)
        except (LookupError, ValueError, ArithmeticError):
            reply = self.design["fallback"]
            said = self.messages(reply)
        for message in said:
            dispatcher.utter_message(**message)
        events = [SlotSet(self.design["outcome_slot"], outcome)]
        for update in reply["remember"]:
            alone = len(update["value"]) == 1 and not isinstance(update["value"][0], str)
            value = self.value(update["value"][0]) if alone else self.text(update["value"])
            events.append(SlotSet(update["slot"], as_json(value)))
        return events

    def messages(self, reply):
        """Every message of a reply, before any of them is said."""
        for reference in reply["needs"]:
            if self.value(reference) in (None, ""):
                raise LookupError(reference["of"][1])
        said = []
        for message in reply["messages"]:
            if "choices" in message:
                buttons = []
                for choice in message["choices"]:
                    label = self.text(choice["label"])
                    buttons.append({"title": label, "payload": choice["send"] or label})
                if said and "buttons" not in said[-1] and "image" not in said[-1]:
                    said[-1]["buttons"] = buttons
                else:
                    said.append({"text": " ", "buttons": buttons})
            elif "items" in message:
                said.append({"text": self.list(message)})
            elif "title" in message:
                lines = [self.text(message["title"]), self.text(message["subtitle"])]
                links = [f"{self.text(button['label'])}: {self.text(button['url'])}" for button in message["buttons"]]
                card = {"text": "\n".join(line for line in lines + links if line)}
                image = self.text(message["image"])
                said.append({**card, "image": image} if image else card)
            else:
                said.append({"text": self.text(message["text"])})
        if reply["handoff"]:
            handoff = reply["handoff"]
            context = {name: as_json(self.value(reference)) for name, reference in handoff["context"]}
            note = self.text(handoff["note"])
            said.append({"json_message": {"handoff": {"queue": handoff["queue"], "context": context, "note": note}}})
        return said

    def list(self, message):
        items = self.value(message["items"]) or []
        if not items:
            return self.text(message["empty"])
        lines = [self.text(message["item"], item={"item": item}) for item in items[: message["at_most"]]]
        more = len(items) - message["at_most"]
        if more > 0 and message["more"]:
            lines.append(self.text(message["more"], item={"more_count": more}))
        return "\n".join(lines)


class Answer:
    """What came back: a status with a body, or why nothing did."""

    def __init__(self, status=0, text="", failed=""):
        self.status, self.text, self.failed = status, text, failed
        self.body, self.is_json = None, False
        try:
            self.body = json.loads(text, parse_float=decimal.Decimal, parse_constant=int, object_pairs_hook=record)
            self.is_json = True
        except (ValueError, RecursionError):
            pass


def record(pairs):
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise ValueError("a field is there twice")
    return fields


class SameSystem(urllib.request.HTTPRedirectHandler):
    """Follows to the same scheme, host and port alone, or anywhere without the key."""

    def __init__(self, policy):
        self.policy = policy

    def redirect_request(self, request, fp, code, msg, headers, newurl):
        old, new = urllib.parse.urlsplit(request.full_url), urllib.parse.urlsplit(newurl)
        is_same = (old.scheme, old.netloc) == (new.scheme, new.netloc)
        if self.policy == "none" or (self.policy == "same_origin" and not is_same):
            return None
        followed = super().redirect_request(request, fp, code, msg, headers, newurl)
        if followed and not is_same:
            kept = ("accept", "user-agent", "content-type")
            followed.headers = {name: value for name, value in followed.headers.items() if name.lower() in kept}
        return followed


def send(request, call):
    opener = urllib.request.build_opener(SameSystem(call["redirects"]))
    try:
        with opener.open(request, timeout=call["time_limit_ms"] / 1000) as response:
            return read(response, call)
    except urllib.error.HTTPError as error:
        with error:
            return read(error, call)
    except http.client.HTTPException:
        raise Failed("unreadable") from None
    except OSError as error:
        is_slow = isinstance(getattr(error, "reason", error), TimeoutError)
        raise Failed("timed_out" if is_slow else "unreachable") from None


def read(response, call):
    data = response.read(call["largest_bytes"] + 1)
    if len(data) > call["largest_bytes"]:
        raise Failed("too_large")
    return Answer(response.status, data.decode("utf-8", "surrogateescape").removeprefix("\ufeff"))


def escape(text):
    return urllib.parse.quote(text, safe="-._~")


def segment(text):
    if text in ("", ".", ".."):
        raise Stop("bad_input")
    return escape(text)


def header(text):
    if not text.isascii() or not text.isprintable() or text != text.strip(" "):
        raise Stop("bad_input")
    return text


def xml(text):
    for sign, written in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&apos;")):
        text = text.replace(sign, written)
    return text


def step_into(value, steps):
    for step in steps:
        if isinstance(value, dict):
            value = value.get(str(step))
        elif isinstance(value, list) and re.fullmatch(r"-?\d+", str(step)) and -len(value) <= int(step) < len(value):
            value = value[int(step)]
        else:
            return None
    return value


def is_number(value):
    return isinstance(value, (int, decimal.Decimal)) and not isinstance(value, bool)


def is_of_kind(value, kind):
    if kind == "email":
        match = isinstance(value, str) and re.fullmatch(r"[^\s@]+@[^\s@.]+(\.[^\s@.]+)*", value)
        return bool(match) and len(value) <= 254
    if kind in ("date", "datetime"):
        try:
            has_time = isinstance(moment(value, datetime.timezone.utc), datetime.datetime)
            return isinstance(value, str) and (has_time or kind == "date")
        except ValueError:
            return False
    if kind == "time":
        return isinstance(value, str) and bool(re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?", value))
    return {
        "text": isinstance(value, str),
        "integer": isinstance(value, int) and not isinstance(value, bool),
        "number": is_number(value),
        "boolean": isinstance(value, bool),
        "list": isinstance(value, list),
        "object": isinstance(value, dict),
    }[kind]


def read_as_kind(value, kind):
    """What platforms hand over as text, in its kind; nothing when it is of another one."""
    if isinstance(value, float):
        value = int(value) if value.is_integer() and kind == "integer" else decimal.Decimal(repr(value))
    if is_of_kind(value, kind):
        return value
    if kind == "text" and is_number(value):
        return plain(value)
    if kind in ("integer", "number", "boolean") and isinstance(value, str):
        try:
            value = json.loads(value.strip(), parse_float=decimal.Decimal)
        except ValueError:
            return None
        return value if is_of_kind(value, kind) else None
    return None


def equal(found, wanted):
    if isinstance(found, bool) or isinstance(wanted, bool):
        return plain(found) == plain(wanted)
    if is_number(found) and isinstance(wanted, str):
        try:
            return found == decimal.Decimal(wanted)
        except decimal.InvalidOperation:
            return False
    return found == wanted


def taken(body, output):
    """The value of an output as it came; nothing when there is none."""
    if output["steps"] is not None:
        return step_into(body, output["steps"])
    if "search" not in output:
        return None
    found = [body]
    for step in output["search"]:
        places = [below for value in found for below in (everything(value) if step["deep"] else [value])]
        found = [value for place in places for pick in step["picks"] for value in picked(place, pick)]
    if output["takes_all"]:
        return found[0] if len(found) == 1 and isinstance(found[0], list) else found
    return found[0] if found else None


def children(value):
    return list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []


def everything(value):
    """A value and all that is below it, in order."""
    yield value
    for child in children(value):
        yield from everything(child)


def picked(value, pick):
    if "one" in pick:
        found = at(value, [pick["one"]])
        return [] if found is NOTHING else [found]
    if "range" in pick:
        first, end, step = pick["range"]
        return value[first:end:step] if isinstance(value, list) and step else []
    return [child for child in children(value) if "every" in pick or matches(child, pick["where"])]


NOTHING = object()


def at(value, steps):
    """What names and positions lead to; null is something."""
    for step in steps:
        if isinstance(step, str):
            value = value.get(step, NOTHING) if isinstance(value, dict) else NOTHING
        else:
            value = value[step] if isinstance(value, list) and -len(value) <= step < len(value) else NOTHING
    return value


def matches(value, condition):
    ((kind, part),) = condition.items()
    if kind in ("all", "any"):
        return {"all": all, "any": any}[kind](matches(value, one) for one in part)
    if kind == "not":
        return not matches(value, part)
    if kind == "exists":
        return at(value, part) is not NOTHING
    steps, sign, wanted = part
    found = at(value, steps)
    is_same = kind_of(found) == kind_of(wanted) and found == wanted
    if sign in ("==", "!="):
        return is_same == (sign == "==")
    if kind_of(found) != kind_of(wanted) or kind_of(found) not in ("text", "number"):
        return is_same and sign in ("<=", ">=")
    return {"<": found < wanted, "<=": found <= wanted, ">": found > wanted, ">=": found >= wanted}[sign]


def kind_of(value):
    """What a value is compared as: 1 and true are not the same."""
    return "number" if is_number(value) else "text" if isinstance(value, str) else type(value)


def compare(found, operator, wanted):
    if operator == "is_missing":
        return found is None
    if operator == "is_present":
        return found is not None
    if operator == "is_not":
        return found is None or not equal(found, wanted)
    if found is None:
        return False
    if operator == "is":
        return equal(found, wanted)
    if operator == "one_of":
        return any(equal(found, one) for one in wanted)
    if operator == "contains":
        if isinstance(found, list):
            return any(equal(one, wanted) for one in found)
        return isinstance(found, str) and isinstance(wanted, str) and wanted in found
    if operator == "starts_with":
        return isinstance(found, str) and isinstance(wanted, str) and found.startswith(wanted)
    pair = order(found, wanted)
    if pair is None:
        return False
    left, right = pair
    return {
        "less_than": left < right, "at_most": left <= right, "more_than": left > right, "at_least": left >= right,
    }[operator]


def order(found, wanted):
    """Two values that have an order: numbers, days and moments. Texts have none."""
    if is_number(found):
        try:
            return found, decimal.Decimal(plain(wanted))
        except decimal.InvalidOperation:
            return None
    try:
        pair = [moment(value, datetime.timezone.utc) for value in (found, wanted)]
    except ValueError:
        return None
    midnight = datetime.time()
    return [one if isinstance(one, datetime.datetime) else datetime.datetime.combine(one, midnight) for one in pair]


def satisfies(value, schema):
    import jsonschema

    def whole(value):
        if isinstance(value, dict):
            return {name: whole(part) for name, part in value.items()}
        if isinstance(value, list):
            return [whole(part) for part in value]
        return float(value) if isinstance(value, decimal.Decimal) else value

    checker = jsonschema.Draft202012Validator(whole(schema), format_checker=jsonschema.FormatChecker(["date", "email"]))
    return checker.is_valid(whole(value))


def write(value):
    """JSON in which numbers have the form they came in."""
    if isinstance(value, dict):
        return "{" + ",".join(f"{json.dumps(name)}:{write(part)}" for name, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(write, value)) + "]"
    return str(value) if isinstance(value, decimal.Decimal) else json.dumps(value, ensure_ascii=False)


def plain(value):
    return value if isinstance(value, str) else write(value)


def as_json(value):
    """A value that a slot can hold."""
    return json.loads(write(value))


def moment(value, zone):
    """A day as it is, or a moment on the clock of a place."""
    text = plain(value).strip()
    if is_number(value) or re.fullmatch(r"\d{10}|\d{13}", text):
        count = int(decimal.Decimal(text))
        seconds = count if abs(count) < 100_000_000_000 else count / 1000
        return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).astimezone(zone).replace(tzinfo=None)
    if not isinstance(value, str):
        raise ValueError("no day")
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return datetime.date.fromisoformat(text)
    text = re.sub(r"[Zz]$", "+00:00", text)
    # Python 3.10 and older read no more and no fewer than six digits.
    text = re.sub(r"\.(\d+)", lambda found: "." + found.group(1)[:6].ljust(6, "0"), text)
    read = datetime.datetime.fromisoformat(text)
    return read.astimezone(zone).replace(tzinfo=None) if read.tzinfo else read


def digits(text, ten):
    return text.translate({ord("0") + place: letter for place, letter in enumerate(ten)})


def show_date(value, one, run):
    shape = one["shape"]
    when = moment(value, zoneinfo.ZoneInfo(run.design["time_zone"]))
    hour, minute = getattr(when, "hour", None), getattr(when, "minute", None)
    half = None if hour is None else hour % 12 or 12
    parts = {
        "Year": lambda: str(when.year),
        "Month": lambda: str(when.month),
        "MonthPadded": lambda: f"{when.month:02}",
        "MonthName": lambda: shape["months"][when.month - 1],
        "Day": lambda: str(when.day),
        "DayPadded": lambda: f"{when.day:02}",
        "Weekday": lambda: shape["weekdays"][when.weekday()],
        "Hour24": lambda: str(hour),
        "Hour24Padded": lambda: f"{hour:02}",
        "Hour12": lambda: str(half),
        "Hour12Padded": lambda: f"{half:02}",
        "Minute": lambda: f"{minute:02}",
        "Half": lambda: shape["halves"][hour >= 12],
    }
    if hour is None and any(isinstance(piece, str) and piece.startswith(("Hour", "Minute")) for piece in shape["pieces"]):
        raise ValueError("a day has no time")
    written = (parts[piece]() if isinstance(piece, str) else piece["text"] for piece in shape["pieces"])
    return digits("".join(written), shape["digits"])


def to_number(value):
    return value if is_number(value) else decimal.Decimal(plain(value).strip())


def show_number(value, one, run):
    number, shape = decimal.Decimal(to_number(value)) * one["times"], one["shape"]
    with decimal.localcontext() as context:
        context.prec = 120
        if one["decimals"] is not None:
            number = number.quantize(decimal.Decimal(1).scaleb(-one["decimals"]), decimal.ROUND_HALF_UP)
    written = f"{abs(number):f}"
    if one["decimals"] is None and one["times"] != 1 and "." in written:
        written = written.rstrip("0").rstrip(".")
    whole, _, fraction = written.partition(".")
    groups = []
    if len(whole) >= shape["from"] and shape["group"]:
        groups, whole = [whole[-shape["last"] :]], whole[: -shape["last"]]
        while whole:
            groups, whole = [whole[-shape["others"] :], *groups], whole[: -shape["others"]]
    shown = shape["group"].join(groups) if groups else whole
    shown += shape["decimal"] + fraction if fraction else ""
    before, after = one["around"][2:] if number < 0 else one["around"][:2]
    return before + digits(shown, shape["digits"]) + after


def show_plural(value, one, run):
    number = decimal.Decimal(to_number(value))
    cases = dict(one["cases"])
    exact = str(int(number)) if number == int(number) else ""
    if "." in plain(value):
        case = one["fraction"]
    else:
        size = abs(int(number))
        case = one["small"][size] if size < 100 else one["large"][size % 100]
    text = cases.get(exact) or cases.get(case) or cases.get("other", "")
    shown = show_number(value, {**one, "times": 1, "decimals": None}, run)
    return "#".join(part.replace("#", shown) for part in text.split("##"))


def show_list(value, one, run):
    items = [plain(item) for item in value]
    if len(items) < 2:
        return "".join(items)
    if len(items) == 2:
        return one["pair"].join(items)
    middle = "".join(one["middle"] + item for item in items[2:-1])
    return items[0] + one["first"] + items[1] + middle + one["last"] + items[-1]


def show_truncated(value, one, run):
    text = plain(value)
    return text if len(text) <= one["characters"] else text[: one["characters"] - 1].rstrip() + "…"


FORMATS = {
    "date": show_date,
    "number": show_number,
    "plural": show_plural,
    "list": show_list,
    "truncate": show_truncated,
    "yesno": lambda value, one, run: one["yes"] if plain(value) == "true" else one["no"],
    "upper": lambda value, one, run: plain(value).upper(),
    "lower": lambda value, one, run: plain(value).lower(),
    "trim": lambda value, one, run: plain(value).strip(),
    "capitalize": lambda value, one, run: plain(value)[:1].upper() + plain(value)[1:],
}
