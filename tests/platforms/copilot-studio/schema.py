"""Holds topics against Microsoft's schema. Usage: schema.py SCHEMA TOPIC…; says what is wrong."""
import json
import sys

import jsonschema
import yaml


def deepest(error):
    """The problem inside the option whose `kind` was meant."""
    options = {}
    for part in error.context or []:
        options.setdefault(part.schema_path[0], []).append(part)
    def is_other_kind(part):
        return part.validator == "const" and list(part.absolute_path)[-1:] == ["kind"]
    meant = [parts for parts in options.values() if not any(is_other_kind(part) for part in parts)]
    parts = [part for option in meant or options.values() for part in option]
    return deepest(max(parts, key=lambda part: len(part.absolute_path))) if parts else error


def ids(value):
    if isinstance(value, dict):
        if isinstance(value.get("id"), str):
            yield value["id"]
        for part in value.values():
            yield from ids(part)
    elif isinstance(value, list):
        for part in value:
            yield from ids(part)


with open(sys.argv[1], encoding="utf8") as file:
    validator = jsonschema.Draft7Validator(json.load(file))
problems = []
for name in sys.argv[2:]:
    with open(name, encoding="utf8") as file:
        topic = yaml.safe_load(file)
    for error in validator.iter_errors(topic):
        inner = deepest(error)
        problems.append(f"{name} {'/'.join(map(str, inner.absolute_path))}: {inner.message[:200]}")
    seen = list(ids(topic))
    problems += [f"{name}: the id {one} is there twice" for one in sorted({one for one in seen if seen.count(one) > 1})]
print("; ".join(problems))
sys.exit(bool(problems) or len(sys.argv) < 3)
