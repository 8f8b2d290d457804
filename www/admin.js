// What HTML cannot do on the administrator's pages: passkeys, and copying. Without this script the pages
// work, and say how to come in without a passkey.

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

// Options travel as JSON, where bytes are base64url.
const read = ({ publicKey }) => {
  const known = (all) => all?.map((each) => ({ ...each, id: bytes(each.id) }));
  const options = { ...publicKey, challenge: bytes(publicKey.challenge) };
  if (publicKey.user) options.user = { ...publicKey.user, id: bytes(publicKey.user.id) };
  if (publicKey.excludeCredentials) options.excludeCredentials = known(publicKey.excludeCredentials);
  if (publicKey.allowCredentials) options.allowCredentials = known(publicKey.allowCredentials);
  return { publicKey: options };
};

const written = ({ id, rawId, type, response }) => {
  const bare = { id, rawId: text(rawId), type, clientExtensionResults: {} };
  bare.response = { clientDataJSON: text(response.clientDataJSON) };
  if (response.attestationObject) {
    bare.response.attestationObject = text(response.attestationObject);
  } else {
    bare.response.authenticatorData = text(response.authenticatorData);
    bare.response.signature = text(response.signature);
    bare.response.userHandle = response.userHandle && text(response.userHandle);
  }
  return JSON.stringify(bare);
};

const failed = (sentence) => {
  const place = document.getElementById("failed");
  place.textContent = sentence;
  place.hidden = false;
};

const ask = async (form) => {
  const options = read(JSON.parse(form.dataset.options));
  const answer = await navigator.credentials[form.dataset.passkey](options);
  form.elements.credential.value = written(answer);
  form.submit();
};

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      ask(form).catch((error) => {
        console.error(error);
        failed(form.dataset.failed);
      });
    });
  }
  for (const note of document.querySelectorAll("[data-without]")) note.hidden = true;
}

const copy = async (button) => {
  const field = document.getElementById(button.dataset.copy);
  field.select();
  await navigator.clipboard.writeText(field.value);
  const said = document.createElement("p");
  said.className = "unseen";
  said.textContent = button.dataset.done;
  document.getElementById("said").replaceChildren(said);
  const before = button.textContent;
  button.textContent = "✓";
  setTimeout(() => (button.textContent = before), 1500);
};

for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = false;
  // Where copying is not allowed, the value stays selected for the keyboard.
  button.addEventListener("click", () => copy(button).catch(() => {}));
}
