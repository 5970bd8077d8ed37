// A system that answers as a preview was answered, and notes what was asked otherwise than in the preview.
import http from "node:http";
import { isDeepStrictEqual } from "node:util";

/** Starts it; `play(exchanges)` sets what is to be asked next, `problems()` tells what differed. */
export async function replay() {
  let left = [];
  let problems = [];
  const server = http.createServer((request, response) => {
    const parts = [];
    request.on("data", (part) => parts.push(part));
    request.on("end", () => {
      const exchange = left.shift();
      if (!exchange) return problems.push(`asked once too often: ${request.url}`), response.destroy();
      problems.push(...differences(request, Buffer.concat(parts).toString("utf8"), exchange.request));
      // Slow: the answer never comes; whoever asked has to give up.
      if (!exchange.response) return;
      const { status, headers, body } = exchange.response;
      const kept = headers.filter(([name]) => !/^(content-length|transfer-encoding|connection)$/i.test(name));
      response.writeHead(status, Object.fromEntries(kept));
      response.end(body);
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    play(exchanges) {
      left = [...exchanges];
      problems = [];
    },
    problems: () => [...problems, ...(left.length ? [`${left.length} calls were not made`] : [])],
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function differences(request, body, wanted) {
  const url = new URL(wanted.url);
  const came = new URL(request.url, url.origin);
  const isForm = wanted.headers.some(([, value]) => value === "application/x-www-form-urlencoded");
  const json = (text) => {
    if (isForm) return [...new URLSearchParams(text)];
    try {
      return JSON.parse(text);
    } catch {
      return text;
    }
  };
  const pairs = [
    ["method", request.method, wanted.method],
    ["path", came.pathname.split("/").map(decodeURIComponent), url.pathname.split("/").map(decodeURIComponent)],
    ["query", [...came.searchParams], [...url.searchParams]],
    ["body", json(body), json(wanted.body)],
  ];
  for (const [name, value] of wanted.headers) {
    // Each program has a name of its own, and keys are masked in previews.
    if (name === "user-agent") continue;
    const is = request.headers[name] ?? "";
    // How much of a cookie is percent-encoded is up to each program.
    if (name === "cookie") {
      pairs.push([name, decodeURIComponent(is), decodeURIComponent(value)]);
      continue;
    }
    const form = new RegExp(`^${value.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/•+/g, ".+")}$`);
    pairs.push([`header ${name}`, form.test(is) || is === value ? value : is, value]);
  }
  const show = ([name, is, should]) => `${name} ${JSON.stringify(is)} in place of ${JSON.stringify(should)}`;
  return pairs.filter(([, is, should]) => !isDeepStrictEqual(is, should)).map(show);
}
