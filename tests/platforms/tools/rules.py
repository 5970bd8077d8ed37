"""The rules for tool definitions. Usage: rules.py FOLDER; prints what is wrong."""
import json
import pathlib
import re
import sys

import jsonschema


def main(folder):
    wrong = []
    for vendor, key in (("openai", "parameters"), ("anthropic", "input_schema"), ("mcp", "inputSchema")):
        tools = json.loads((folder / f"{vendor}.tools.json").read_text("utf-8"))
        names = [tool["name"] for tool in tools]
        if not tools or len(set(names)) != len(names):
            wrong.append(f"{vendor}: no tools, or a name twice")
        for tool in tools:
            where = f"{vendor} {tool['name']}"
            if not re.fullmatch(r"[a-zA-Z0-9_-]{1,64}", tool["name"]) or not tool["description"]:
                wrong.append(f"{where}: name or description")
            if tool[key].get("type") != "object":
                wrong.append(f"{where}: no record")
            for schema in (tool[key], tool.get("outputSchema", {})):
                jsonschema.Draft202012Validator.check_schema(schema)
            if tool.get("strict"):
                strict(tool[key], where, wrong)
            if vendor == "mcp" and set(tool["annotations"]) < {"readOnlyHint", "destructiveHint"}:
                wrong.append(f"{where}: annotations")
    return wrong


def strict(schema, where, wrong):
    """OpenAI, structured outputs: every property required, no others, everything typed."""
    if schema.get("type") == "object":
        if schema.get("additionalProperties") is not False:
            wrong.append(f"{where}: additionalProperties")
        if set(schema.get("required", [])) != set(schema.get("properties", {})):
            wrong.append(f"{where}: required")
        for name, part in schema.get("properties", {}).items():
            strict(part, f"{where}.{name}", wrong)
    elif "type" not in schema and "const" not in schema:
        wrong.append(f"{where}: no type")


problems = main(pathlib.Path(sys.argv[1]))
print("; ".join(problems))
sys.exit(bool(problems))
