// What Canvas answers to the tool in its frame: what it can, and a frame as tall as asked for.
const frame = document.getElementById("contentframe");
addEventListener("message", ({ source, origin, data }) => {
  if (source !== frame.contentWindow) return;
  const message = typeof data === "string" ? JSON.parse(data) : data;
  const { subject, message_id, height } = message;
  if (subject === "lti.capabilities") {
    const supported_messages = ["lti.capabilities", "lti.frameResize"].map((subject) => ({ subject }));
    const storage = document.getElementsByName("post_message_forwarding").length > 0;
    for (const subject of storage ? ["lti.put_data", "lti.get_data"] : []) {
      supported_messages.push({ subject, frame: "post_message_forwarding" });
    }
    source.postMessage({ subject: "lti.capabilities.response", message_id, supported_messages }, origin);
  }
  if (subject === "lti.frameResize" && height > 0) frame.style.height = Math.max(450, height) + "px";
});
