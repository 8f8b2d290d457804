// The tool says that its registration has ended.
const frame = document.getElementById("registration");
addEventListener("message", ({ source, data }) => {
  if (source === frame.contentWindow && data?.subject === "org.imsglobal.lti.close") location.assign("/admin/tools");
});
