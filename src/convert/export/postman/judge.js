// What an answer means, by the tables of the design: the same as `engine::understand`, for Postman's sandbox. Written on one line
// into every collection, so every statement ends with a semicolon. Gives the outcome and whether the answer was understood.
const judge = (plan, response, variable) => {
  const text = response.text() || "";
  const parsed = (() => { try { return [JSON.parse(text)]; } catch (_) { return []; } })();
  const body = parsed[0];
  const isRecord = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
  const has = (value, name) => Object.prototype.hasOwnProperty.call(value, name);
  const step = (value, one) => {
    if (typeof one === "string") return isRecord(value) && has(value, one) ? value[one] : undefined;
    return Array.isArray(value) ? value[one < 0 ? value.length + one : one] : undefined;
  };
  const at = (value, steps) => steps.reduce(step, value);
  const children = (value) => (Array.isArray(value) ? value : isRecord(value) ? Object.values(value) : []);
  const everything = (value) => [value, ...children(value).flatMap(everything)];
  const matches = (value, condition) => {
    const [kind, part] = Object.entries(condition)[0];
    if (kind === "all") return part.every((one) => matches(value, one));
    if (kind === "any") return part.some((one) => matches(value, one));
    if (kind === "not") return !matches(value, part);
    if (kind === "exists") return at(value, part) !== undefined;
    const [steps, sign, wanted] = part;
    const found = at(value, steps);
    if (sign === "==" || sign === "!=") return (found === wanted) === (sign === "==");
    if (typeof found !== typeof wanted || !["string", "number"].includes(typeof found)) return found === wanted && sign.includes("=");
    return { "<": found < wanted, "<=": found <= wanted, ">": found > wanted, ">=": found >= wanted }[sign];
  };
  const range = (list, [from, to, by]) => {
    const place = (number, usual) => (number === null ? usual : number < 0 ? list.length + number : number);
    const [low, high] = by > 0 ? [0, list.length] : [-1, list.length - 1];
    const within = (number) => Math.min(Math.max(number, low), high);
    const first = within(place(from, by > 0 ? 0 : list.length - 1));
    const end = to === null ? (by > 0 ? list.length : -1) : within(place(to, 0));
    const found = [];
    for (let index = first; by > 0 ? index < end : by < 0 && index > end; index += by) found.push(list[index]);
    return found;
  };
  const picked = (value, pick) => {
    if ("one" in pick) return [step(value, pick.one)].filter((found) => found !== undefined);
    if ("range" in pick) return Array.isArray(value) ? range(value, pick.range) : [];
    return children(value).filter((child) => "every" in pick || matches(child, pick.where));
  };
  const taken = (output) => {
    if (output.steps) return at(body, output.steps);
    if (!output.search) return undefined;
    const follow = (found, one) => found.flatMap((value) => (one.deep ? everything(value) : [value])).flatMap((value) => one.picks.flatMap((pick) => picked(value, pick)));
    const found = output.search.reduce(follow, [body]);
    if (!output.takes_all) return found[0];
    return found.length === 1 && Array.isArray(found[0]) ? found[0] : found;
  };
  const moment = (value) => {
    if (typeof value !== "string" || !/^\d{4}-\d\d-\d\d([T ]\d\d:\d\d.*)?$/.test(value)) return NaN;
    return Date.parse(value.length === 10 ? value : value.replace(" ", "T") + (/(Z|[+-]\d\d:?\d\d)$/i.test(value) ? "" : "Z"));
  };
  const isText = (value, form) => typeof value === "string" && form.test(value);
  const kinds = {
    text: (value) => typeof value === "string",
    email: (value) => isText(value, /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)*$/),
    integer: (value) => Number.isInteger(value),
    number: (value) => typeof value === "number",
    boolean: (value) => typeof value === "boolean",
    date: (value) => !Number.isNaN(moment(value)),
    time: (value) => isText(value, /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?$/),
    datetime: (value) => isText(value, /^\d{4}-\d\d-\d\d[T ]/) && !Number.isNaN(moment(value)),
    list: (value) => Array.isArray(value),
    object: (value) => isRecord(value)
  };
  const values = {};
  const wrong = {};
  for (const output of plan.outputs) {
    let value = taken(output);
    if (value === null) value = undefined;
    wrong[output.name] = value !== undefined && !kinds[output.kind](value);
    if (wrong[output.name]) value = undefined;
    values[output.name] = value === undefined && !wrong[output.name] && output.default !== null ? output.default : value;
  }
  const value = ({ of: [kind, name], path }) => path.reduce((found, one) => step(found, Array.isArray(found) ? Number(one) : one), kind === "output" ? values[name] : variable(name));
  const equal = (found, wanted) => (typeof found === typeof wanted ? JSON.stringify(found) === JSON.stringify(wanted) : String(found) === String(wanted) || (typeof wanted !== "boolean" && String(wanted).trim() !== "" && Number(found) === Number(wanted)));
  const compare = (found, operator, wanted) => {
    const isMissing = found === undefined || found === null;
    if (operator === "is_missing" || operator === "is_present") return isMissing === (operator === "is_missing");
    if (operator === "is_not") return isMissing || !equal(found, wanted);
    if (isMissing) return false;
    if (operator === "is") return equal(found, wanted);
    if (operator === "one_of") return wanted.some((one) => equal(found, one));
    if (operator === "contains") return Array.isArray(found) ? found.some((one) => equal(one, wanted)) : String(found).includes(String(wanted));
    if (operator === "starts_with") return String(found).startsWith(String(wanted));
    const pair = Number.isNaN(moment(found)) ? [Number(found), Number(wanted)] : [moment(found), moment(wanted)];
    return { less_than: pair[0] < pair[1], at_most: pair[0] <= pair[1], more_than: pair[0] > pair[1], at_least: pair[0] >= pair[1] }[operator];
  };
  const keeps = () => { try { pm.expect(body).to.have.jsonSchema(plan.schema, { unknownFormats: "ignore" }); return true; } catch (_) { return false; } };
  const holds = (test) => {
    if (typeof test === "boolean") return test;
    if (test === "blank") return text.trim() === "";
    if (test === "not_json") return parsed.length === 0;
    if (test === "empty") return parsed.length > 0 && (body === null || (Array.isArray(body) && body.length === 0));
    if (test === "contract_broken") return !keeps();
    if ("field" in test) return compare(test.field === null ? response.code : value(test.field), test.operator, test.value);
    const [kind, part] = Object.entries(test)[0];
    if (kind === "all") return part.every(holds);
    if (kind === "any") return part.some(holds);
    if (kind === "not") return !holds(part);
    if (kind === "failed") return false;
    if (kind === "status") return part.some(([first, last]) => response.code >= first && response.code <= last);
    if (kind === "wrong") return wrong[part];
    if (kind === "list_empty") return Array.isArray(values[part]) && values[part].length === 0;
    return values[part] === undefined && !wrong[part];
  };
  const first = (rows) => (rows.find((row) => holds(row.when)) || {}).outcome;
  if (!holds(plan.success)) return [first(plan.refused), false];
  const flaw = first(plan.flaws);
  return flaw ? [flaw, false] : [first(plan.understood) || plan.otherwise, true];
};
