"""Strict parse with Google's types, and the rules that they do not know. Usage: rules.py FOLDER; prints what is wrong."""

import json
import pathlib
import re
import sys

from google.cloud import dialogflowcx_v3 as v3
from google.protobuf import json_format

KINDS = {"intents": v3.Intent, "webhooks": v3.Webhook, "entity_types": v3.EntityType, "pages": v3.Page}


def parse(kind, document, where):
    message = json_format.ParseDict(document, kind.pb()(), ignore_unknown_fields=False)
    back = json_format.MessageToDict(message)
    assert without_empty(back) == without_empty(document), f"{where}: not the same after reading it"


def without_empty(value):
    if isinstance(value, dict):
        parts = {name: without_empty(part) for name, part in value.items()}
        return {name: part for name, part in parts.items() if part not in ("", [], {}, False)}
    return [without_empty(part) for part in value] if isinstance(value, list) else value


def walk(value):
    yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from walk(part)


def main(folder):
    folder = pathlib.Path(folder)
    found = {kind: {} for kind in KINDS}
    for path in sorted(folder.glob("*/*.json")):
        document = json.loads(path.read_text())
        parse(KINDS[path.parent.name], document, path)
        name = document["displayName"]
        assert name not in found[path.parent.name], f"{path}: the name {name} is there twice"
        assert 0 < len(name) <= 64, f"{path}: a name of {len(name)} letters"
        found[path.parent.name][name] = document
    flow = json.loads((folder / "flow.json").read_text())
    parse(v3.Flow, flow, "flow.json")
    assert found["pages"] and found["webhooks"] and found["intents"], "something is missing"
    for name, webhook in found["webhooks"].items():
        service = webhook["genericWebService"]
        assert service["uri"].startswith("https://"), f"{name}: {service['uri']} is no https"
        assert 0 < float(webhook["timeout"].rstrip("s")) <= 30, f"{name}: {webhook['timeout']}"
        body = service.get("requestBody", "{}")
        json.loads(re.sub(r"\$session\.params\.\w+", "0", body))
        for secret in service.get("secretVersionsForRequestHeaders", {}).values():
            assert re.fullmatch(r"projects/[^/]+/secrets/[\w-]+/versions/\w+", secret["secretVersion"]), name
        for path in service["parameterMapping"].values():
            assert path.startswith("$"), f"{name}: {path}"
    for part in walk([flow, found]):
        if isinstance(part, dict):
            if "webhook" in part:
                assert part["tag"], "a webhook without a tag"
                assert part["webhook"].rsplit("/", 1)[1] in found["webhooks"], part["webhook"]
            if "targetPage" in part:
                target = part["targetPage"].rsplit("/", 1)[1]
                assert target == "START_PAGE" or target in found["pages"], f"no page {target}"
            for function in re.findall(r"\$sys\.func\.(\w+)", json.dumps(part.get("condition", ""))):
                assert function in {"COUNT", "CONTAIN", "MID", "GET_FIELD", "GET"}, function
    for page in found["pages"].values():
        handlers = page.get("eventHandlers", [])
        assert not any("webhook" in part for part in walk(handlers) if isinstance(part, dict)), "a loop of errors"
        assert ("webhook" in page.get("entryFulfillment", {})) == bool(handlers), "a call without handlers"


try:
    main(sys.argv[1])
except (AssertionError, ValueError, KeyError) as problem:
    print(problem)
    sys.exit(1)
