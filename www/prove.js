// Where a browser does not send our cookie back from inside a frame, it proves in another way that
// the launch it brings is one that it began itself: it kept a secret when the login began, and shows
// it now. It is kept by the LMS's own frame for such things where there is one, and in the storage of
// this tab; it goes to the service by a request of this very page, never in an address or a form.

const { keep, show } = JSON.parse(document.getElementById("data").content.textContent);

// How long the LMS may take to answer; some never do.
const PATIENCE = 800;

// Asks the frame of the LMS that keeps things for tools, and believes only that frame's origin.
const ask = ({ frame, origin }, message) =>
  new Promise((answered) => {
    const id = crypto.randomUUID();
    const done = (value) => {
      removeEventListener("message", listen);
      clearTimeout(late);
      answered(value);
    };
    const listen = ({ origin: from, data }) => {
      if (from !== origin || data?.message_id !== id) return;
      done(data.error ? null : data);
    };
    const late = setTimeout(done, PATIENCE, null);
    addEventListener("message", listen);
    const lms = window.opener ?? window.parent;
    let target = lms;
    if (frame !== "_parent") {
      try {
        target = lms.frames[frame] ?? lms;
      } catch {
        // No such frame is to be had: the LMS itself may answer.
      }
    }
    target.postMessage({ ...message, message_id: id }, origin);
  });

const inTab = (work) => {
  try {
    return work(sessionStorage);
  } catch {
    return null;
  }
};

// The login: keep the secret wherever it can be kept, and go on.
const kept = async ({ name, secret, storage, next }) => {
  inTab((tab) => tab.setItem(name, secret));
  if (storage) await ask(storage, { subject: "lti.put_data", key: name, value: secret });
  location.replace(next);
};

const secretOf = async ({ name, storage }) => {
  const found = inTab((tab) => {
    const secret = tab.getItem(name);
    tab.removeItem(name);
    return secret;
  });
  if (found || !storage) return found;
  const answer = await ask(storage, { subject: "lti.get_data", key: name });
  return answer?.value ?? null;
};

// The launch: show the secret, and become the page that the service answers with.
const shown = async (launch) => {
  const secret = (await secretOf(launch)) ?? "";
  const { challenge, state, id_token } = launch;
  const answer = await fetch(launch.prove, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ challenge, secret, state, id_token }),
  });
  if (!secret) return void location.replace(launch.otherwise); // the service knows now that there is none
  const go = answer.headers.get("alongside-go");
  if (answer.status === 204) return void location.replace(go);
  if (go) history.replaceState(null, "", go);
  const page = await answer.text();
  document.open();
  document.write(page);
  document.close();
};

if (keep) kept(keep).catch(() => location.replace(keep.next));
else if (show) shown(show).catch(() => location.replace(show.otherwise));
