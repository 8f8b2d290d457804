// Starts the app beside the page that is already there. The page works without it, so whatever
// goes wrong here costs the reader nothing but a little speed.

const boot = document.getElementById("boot");

const show = (id) => {
  const message = document.getElementById(id);
  if (message) message.hidden = false;
};

// Where a form can be kept unfinished, what is chosen in it is kept on the service: the page that
// the reader loads next comes without the app and knows nothing of the device.
const keep = (button) =>
  fetch(button.formAction, {
    method: "POST",
    body: new URLSearchParams(new FormData(button.form)),
    redirect: "manual",
    keepalive: true,
  }).catch(() => {});

// A trap in the app is final. From here on nothing reaches it any more, so that the links and forms
// it leaves behind work by themselves.
const broke = (error) => {
  const root = document.documentElement;
  if (!(error instanceof WebAssembly.RuntimeError) || root.dataset.app === "broken") return;
  root.dataset.app = "broken";
  for (const name of ["click", "submit", "input", "online", "pagehide", "visibilitychange"]) {
    addEventListener(name, (event) => event.stopImmediatePropagation(), true);
  }
  addEventListener("popstate", () => location.reload(), true);
  const drafts = [...document.querySelectorAll("button[formaction]")];
  for (const button of drafts) button.hidden = false;
  Promise.all(drafts.map(keep)).then(() => {
    const message = document.getElementById("app-broken");
    if (!message) return;
    document.getElementById("main")?.prepend(message);
    message.hidden = false;
    message.scrollIntoView({ block: "center" });
  });
};

addEventListener("error", (event) => broke(event.error));
addEventListener("unhandledrejection", (event) => broke(event.reason));

if (boot) {
  // Asked for here and not in the page's head, where they would keep the style sheet waiting, and
  // with it the first paint; and not by the app, which takes longer to arrive than they do.
  boot.words = fetch(boot.dataset.words).then((answer) => answer.text());
  import(boot.dataset.glue)
    .then((app) => app.default({ module_or_path: boot.dataset.wasm }))
    .catch((error) => {
      if (document.documentElement.dataset.app !== "broken") {
        document.documentElement.dataset.app = "missing";
        show("app-missing");
      }
      console.error(error);
    });
}
