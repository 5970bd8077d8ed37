"""Runs state machines in moto's interpreter. Usage: machine.py; reads a record with `machine` and `template` (files), `input`,
`address` and `key` from each line and prints the output of that execution on a line.

Two parts stand in for AWS: the evaluator of JSONata, which moto leaves open, and the HTTP task, which moto does not have. It asks
`address` in place of the exported one and proves itself as the connection of the template says."""

import json
import os
import re
import sys
import time
import urllib.parse

os.environ.update(AWS_ACCESS_KEY_ID="x", AWS_SECRET_ACCESS_KEY="x", AWS_DEFAULT_REGION="us-east-1", AWS_EC2_METADATA_DISABLED="true")
import boto3
import jsonata
import moto.stepfunctions.parser.asl.component.state.exec.state_task.service.state_task_service_api_gateway as gateway
import moto.stepfunctions.parser.asl.component.state.exec.state_task.service.state_task_service_factory as factory
import moto.stepfunctions.parser.asl.jsonata.jsonata as evaluator
import requests
from moto import mock_aws
from moto.stepfunctions.parser.api import HistoryEventType, TaskFailedEventDetails
from moto.stepfunctions.parser.asl.component.common.error_name.error_name import ErrorName
from moto.stepfunctions.parser.asl.component.common.error_name.failure_event import FailureEvent
from moto.stepfunctions.parser.asl.eval.event.event_detail import EventDetails

now = {}
PATIENCE = 0.8 * int(os.environ.get("PATIENCE_MS", "1500")) / 1000


class TaskError(Exception):
    def __init__(self, name, cause):
        super().__init__(cause)
        self.name = name


class HttpTask(gateway.StateTaskServiceApiGateway):
    def _get_supported_parameters(self):
        return {"ApiEndpoint", "Method", "Headers", "InvocationConfig", "RequestBody", "QueryParameters", "Transform"}

    def _from_error(self, env, ex):
        name = ex.name if isinstance(ex, TaskError) else "States.TaskFailed"
        details = TaskFailedEventDetails(
            error=name, cause=str(ex), resource=self._get_sfn_resource(), resourceType=self._get_sfn_resource_type())
        return FailureEvent(
            env=env, error_name=ErrorName(name), event_type=HistoryEventType.TaskFailed,
            event_details=EventDetails(taskFailedEventDetails=details))

    def _eval_service_task(self, env, resource_runtime_part, normalised_parameters, state_credentials=None, **more):
        asked = normalised_parameters
        exported = urllib.parse.urlsplit(asked["ApiEndpoint"])
        url = now["address"] + asked["ApiEndpoint"][len(f"{exported.scheme}://{exported.netloc}"):]
        headers = {**asked.get("Headers", {}), **proof(asked["InvocationConfig"]["ConnectionArn"])}
        body = {"data": asked["RequestBody"]} if "Transform" in asked else {"json": asked.get("RequestBody")}
        try:
            answer = requests.request(
                asked["Method"], url, headers=headers, params=asked.get("QueryParameters"), timeout=PATIENCE, allow_redirects=False, **body)
        except requests.Timeout as error:
            raise TaskError("States.Timeout", str(error)) from error
        except requests.ConnectionError as error:
            raise TaskError("States.TaskFailed", str(error)) from error
        if not 200 <= answer.status_code < 300:
            raise TaskError(f"States.Http.StatusCode.{answer.status_code}", answer.text)
        try:
            content = answer.json()
        except ValueError:
            content = answer.text
        env.stack.append({"StatusCode": answer.status_code, "StatusText": answer.reason, "Headers": {}, "ResponseBody": content})


def proof(arn):
    with open(now["template"]) as file:
        resources = json.load(file)["Resources"].values()
    name = arn.split("/")[-2]
    connection = next(entry["Properties"] for entry in resources if entry["Properties"]["Name"] == name)
    parameters = connection["AuthParameters"]
    secret = lambda text: now["key"].join(text.split("{{resolve:secretsmanager:")[:1]) + (now["key"] if "{{" in text else "")
    if connection["AuthorizationType"] == "API_KEY":
        key = parameters["ApiKeyAuthParameters"]
        return {key["ApiKeyName"]: secret(key["ApiKeyValue"])}
    raise TaskError("States.TaskFailed", "a connection of another kind")


def evaluate(expression):
    # moto hands values over in ASCII; the evaluator does not put the two halves of a letter together.
    expression = re.sub(r"\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})", joined, expression)
    return json.loads(json.dumps(jsonata.Jsonata(expression).evaluate(None)))


def joined(match):
    return bytes.fromhex(match[1] + match[2]).decode("utf-16-be")


def main():
    evaluator._eval_jsonata = evaluate
    original = factory.state_task_service_for

    def patched(service_name):
        return HttpTask() if service_name == "http" else original(service_name)

    for module in list(sys.modules.values()):
        if getattr(module, "state_task_service_for", None) is original:
            module.state_task_service_for = patched
    with mock_aws(config={"stepfunctions": {"execute_state_machine": True}}):
        client = boto3.client("stepfunctions")
        known = {}
        for line in sys.stdin:
            now.update(json.loads(line))
            file = now["machine"]
            if file not in known:
                known[file] = created(client, file, f"proof-{len(known)}")
            run(client, known[file])


def created(client, path, name):
    with open(path) as file:
        machine = json.load(file)
    for state in machine["States"].values():
        for retry in state.get("Retry", []):
            # moto knows no names of errors of the HTTP task; AWS does.
            retry["ErrorEquals"] = [name.replace("States.Http.", "Http.") for name in retry["ErrorEquals"]]
    role = "arn:aws:iam::123456789012:role/proof"
    definition = json.dumps(machine, ensure_ascii=False)
    return client.create_state_machine(name=name, definition=definition, roleArn=role)["stateMachineArn"]


def run(client, machine):
    execution = client.start_execution(stateMachineArn=machine, name=f"proof-{time.monotonic_ns()}", input=json.dumps(now["input"]))["executionArn"]
    while (state := client.describe_execution(executionArn=execution))["status"] == "RUNNING":
        time.sleep(0.02)
    output = state.get("output") or json.dumps({"outcome": f"{state['status']} {state.get('error')} {state.get('cause')}"[:2000]})
    print(json.dumps(json.loads(output)), flush=True)


main()
