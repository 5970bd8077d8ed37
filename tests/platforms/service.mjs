// A system on this computer that refuses a wrong key and a wrong body. Usage: service.mjs; prints its address.
//
// The customer's e-mail says what happens: `active@…`, `html@…`. /echo answers with what it was sent.
import http from "node:http";

const KEY = "Bearer proof-key";
const ANSWERS = {
  active: [200, { status: "active", renews_on: "2026-03-30", plan: "Basic" }],
  open_ended: [200, { status: "active", renews_on: null, plan: "Lifetime" }],
  expired: [200, { status: "expired", renews_on: "2026-02-28", plan: "Plus" }],
  paused: [200, { status: "paused", renews_on: "2026-05-01", plan: "Basic" }],
  unknown: [404, { error: "not_found" }],
  nofield: [200, {}],
  busy: [429, { error: "rate_limited" }],
  broken: [500, { error: "internal" }],
  html: [200, "<html><body>It works</body></html>"],
};

function answer(request, text) {
  if (request.headers.authorization !== KEY) return [401, { error: "unauthorized" }];
  let body;
  try {
    body = JSON.parse(text);
  } catch {
    return [400, { error: "no JSON" }];
  }
  const url = new URL(request.url, "http://localhost");
  if (url.pathname.startsWith("/echo/")) {
    const path = url.pathname.split("/").slice(2).map(decodeURIComponent);
    return [200, { path, query: [...url.searchParams], fixed: request.headers["x-fixed"], body }];
  }
  if (request.method !== "POST" || url.pathname !== "/subscriptions/lookup") return [404, { error: "no such path" }];
  const isExact = Object.keys(body).join() === "email" && String(body.email).endsWith("@example.com");
  if (!isExact || !request.headers["content-type"]?.startsWith("application/json")) return [400, { error: "wrong body" }];
  return ANSWERS[body.email.split("@")[0]] ?? [400, { error: "nobody" }];
}

const server = http.createServer((request, response) => {
  const parts = [];
  request.on("data", (part) => parts.push(part));
  request.on("end", () => {
    const text = Buffer.concat(parts).toString("utf8");
    // Slow: the answer never comes; whoever asked has to give up.
    if (text.includes('"slow@example.com"')) return;
    const [status, body] = answer(request, text);
    const isText = typeof body === "string";
    response.writeHead(status, { "content-type": isText ? "text/html" : "application/json" });
    response.end(isText ? body : JSON.stringify(body));
  });
});
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}`));
