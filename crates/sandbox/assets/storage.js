// Keeps small texts for tools, each for the origin that put it (LTI Platform Storage 1.0).
const kept = new Map();
addEventListener("message", ({ source, origin, data }) => {
  const message = typeof data === "string" ? JSON.parse(data) : data;
  const { subject, message_id, key, value } = message ?? {};
  const answer = (more) => source.postMessage({ subject: `${subject}.response`, message_id, ...more }, origin);
  const place = `${origin} ${key}`;
  if (subject === "lti.capabilities") {
    const supported = ["lti.capabilities", "lti.put_data", "lti.get_data"];
    answer({ supported_messages: supported.map((subject) => ({ subject, frame: "post_message_forwarding" })) });
  }
  if (subject === "lti.put_data") {
    if (value === null || value === undefined) kept.delete(place);
    else if (kept.size >= 500 || String(value).length > 4096) return answer({ error: { code: "storage_exhaustion", message: "There is no room." } });
    else kept.set(place, value);
    answer({ key, value });
  }
  if (subject === "lti.get_data") answer({ key, value: kept.get(place) ?? null });
});
