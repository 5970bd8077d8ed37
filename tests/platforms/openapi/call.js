// A caller generated from the document, for every situation. Usage: call.js DOCUMENT SITUATIONS.
const fs = require("fs");
const { OpenAPIClientAxios } = require("openapi-client-axios");

async function main([document, situations]) {
  const definition = JSON.parse(fs.readFileSync(document, "utf8"));
  for (const { name, status } of JSON.parse(fs.readFileSync(situations, "utf8"))) {
    const design = structuredClone(definition);
    if (status === "unreachable") design.servers = [{ url: "http://127.0.0.1:9" }];
    const headers = { authorization: name === "refused" ? "Bearer wrong" : "Bearer proof-key" };
    const axiosConfigDefaults = { headers, timeout: 1000, proxy: false, validateStatus: () => true };
    const client = await new OpenAPIClientAxios({ definition: design, axiosConfigDefaults }).init();
    let seen;
    try {
      seen = (await client.check_subscription(null, { email: `${name}@example.com` })).status;
    } catch (error) {
      seen = error.code === "ECONNABORTED" ? "timeout" : error.code === "ECONNREFUSED" ? "unreachable" : error.message;
    }
    console.log([name, seen === status ? "ok" : "FAIL", `${seen}`].join("\t"));
  }
}
main(process.argv.slice(2));
