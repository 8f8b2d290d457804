// Starts the app beside the page that is already there. The page works without it, so whatever
// goes wrong here costs the reader nothing but a little speed.

const boot = document.getElementById("boot");

const show = (id) => {
  const message = document.getElementById(id);
  if (message) message.hidden = false;
};

// A trap in the app is final. The page it leaves behind still has its links and forms.
const broke = (error) => {
  if (!(error instanceof WebAssembly.RuntimeError)) return;
  document.documentElement.dataset.app = "broken";
  show("app-broken");
};

addEventListener("error", (event) => broke(event.error));
addEventListener("unhandledrejection", (event) => broke(event.reason));

if (boot) {
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
