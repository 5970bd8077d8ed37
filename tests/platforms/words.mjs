// What customers read, as plain lines: the same for every platform. Used by the checks of targets that talk.

/** The lines of a reply as `hookwright preview --format json` prints it. */
export function expected(result) {
  const lines = [];
  for (const message of result.messages) {
    if (message.kind === "text") lines.push(message.text.trim());
    if (message.kind === "quick_replies") {
      for (const choice of message.choices) lines.push(`[${choice.label}] ${choice.send}`);
    }
    if (message.kind === "list") lines.push([...message.lines, message.more].filter(Boolean).join("\n"));
    if (message.kind === "card") {
      lines.push(["card", message.title, message.subtitle, message.image_url].filter(Boolean).join(" | "));
      for (const button of message.buttons) lines.push(`[${button.label}] ${button.url}`);
    }
  }
  if (result.handoff) lines.push(["to", result.handoff.queue, result.handoff.note].filter(Boolean).join(" | "));
  return lines;
}

/** The outcomes of an integration in `hookwright preview --format json`. */
export const outcomes = (preview, integration) => preview.find((one) => one.integration === integration).outcomes;
