// The project under proof. Usage: prepare.mjs PROJECT ADDRESS EMAIL OUT [LANGUAGE]. One environment `proof` at ADDRESS, PATIENCE_MS to
// answer, and EMAIL as the example.
import fs from "node:fs";

const [project, address, email, out, language] = process.argv.slice(2);
const design = JSON.parse(fs.readFileSync(project, "utf8"));
design.environments = [{ id: "proof", name: "Proof", stage: "test" }];
if (language) design.languages = [language, ...design.languages.filter((tag) => tag !== language)];
for (const connection of design.connections) connection.base_urls = { proof: address };
for (const secret of (design.secrets ??= [])) delete secret.hosts;
for (const variable of design.context) if (variable.name === "user.email") variable.example = email;
for (const integration of design.integrations) {
  for (const call of integration.calls) call.policy = { ...call.policy, time_limit_ms: Number(process.env.PATIENCE_MS ?? 1500) };
}
fs.writeFileSync(out, JSON.stringify(design, null, 2));
