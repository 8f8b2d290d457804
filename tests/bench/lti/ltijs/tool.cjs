// A small tool on ltijs, measured beside ours. NODE_MODULES says where the packages are.
//
// At its best: the platform's key is registered, so that no launch fetches it, and the SQLite file
// has a write-ahead log. `tokenMaxAge` is off because launches are signed before they are timed.
const path = require("node:path");
const { createPublicKey } = require("node:crypto");
const need = (name) => require(path.join(process.env.NODE_MODULES, name));

const { Provider: lti } = need("ltijs");
const Database = need("ltijs-sequelize");
const sqlite = need("sqlite3");
const platform = require(process.env.REGISTRATION);
const port = Number(process.env.PORT);
const storage = path.join(process.env.DATA, "ltijs.sqlite");
const version = `ltijs ${need("ltijs/package.json").version}`;

// The mode is kept in the file, so every later connection has it.
const writeAhead = () =>
  new Promise((done, failed) => {
    const database = new sqlite.Database(storage, (error) => error && failed(error));
    database.run("pragma journal_mode = wal", (error) => (error ? failed(error) : database.close(done)));
  });

function page(token, request, response) {
  const at = (name) => `/${name}?ltik=${response.locals.ltik}`;
  response.json({ name: token.userInfo.name, version, roster: at("roster"), scores: at("scores") });
}

async function roster(request, response) {
  const { members } = await lti.NamesAndRoles.getMembers(response.locals.token, { pages: false });
  response.json({ members: members.length });
}

// The library sends one mark at a time; sixteen senders are the app's own doing.
async function scores(request, response) {
  const { token } = response.locals;
  const column = await lti.Grade.createLineItem(token, { label: "Bench", scoreMaximum: 1, tag: "bench", resourceId: "bench" });
  const mark = { scoreGiven: 1, scoreMaximum: 1, activityProgress: "Completed", gradingProgress: "FullyGraded" };
  const wanted = Number(request.query.n);
  let next = 0;
  const send = () => lti.Grade.submitScore(token, column.id, { ...mark, userId: `user-${next++}` });
  const sender = async () => {
    while (next < wanted) await send();
  };
  // Alone at first: two who ask for the same token at once break the library.
  await send();
  await Promise.all(Array.from({ length: 16 }, sender));
  response.json({ scores: wanted });
}

async function main() {
  await writeAhead();
  const database = new Database("lti", "user", "pass", { dialect: "sqlite", storage, logging: false });
  lti.setup("only-for-measurements-only-for-measurements", { plugin: database }, {
    appRoute: "/launch", loginRoute: "/login", keysetRoute: "/jwks",
    cookies: { secure: false, sameSite: "" }, devMode: false, tokenMaxAge: false,
  });
  lti.onConnect(page);
  lti.app.get("/roster", roster);
  lti.app.get("/scores", scores);
  await lti.deploy({ port, silent: true });
  const key = createPublicKey({ key: platform.jwk, format: "jwk" }).export({ type: "spki", format: "pem" });
  await lti.registerPlatform({
    url: platform.iss, name: "bench", clientId: platform.client_id,
    authenticationEndpoint: platform.auth_url, accesstokenEndpoint: platform.token_url,
    authConfig: { method: "RSA_KEY", key },
  });
}

main();
