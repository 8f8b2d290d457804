// One host for both apps: it passes everything on to the running service, and for the rival it names
// the rival's script in place of ours. The page, the style sheet, the words and the API are the same.
import { createServer, Agent, request } from "node:http";

const RIVAL = "/assets/rival-0000000000000000.js";

/** Listens for one app; `script` is the rival's bundle, compressed, or nothing for ours. */
export function host(service, script) {
  const agent = new Agent({ keepAlive: true });
  const server = createServer((asked, answer) => {
    if (script && asked.url === RIVAL) return void answer.writeHead(200, SCRIPT).end(script);
    const { hostname, port } = new URL(service);
    // The page of the rival is changed here, so it must come as it is.
    const headers = script && asked.url.startsWith("/s/") ? { ...asked.headers, "accept-encoding": "identity" } : asked.headers;
    const on = request({ agent, hostname, port, path: asked.url, method: asked.method, headers }, (reply) => {
      if (!script || !reply.headers["content-type"]?.startsWith("text/html")) {
        answer.writeHead(reply.statusCode, reply.headers);
        return void reply.pipe(answer);
      }
      const parts = [];
      reply.on("data", (part) => parts.push(part));
      reply.on("end", () => send(asked, answer, reply, rivals(Buffer.concat(parts).toString())));
    });
    on.on("error", () => answer.destroy());
    asked.pipe(on);
  });
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done(server)));
}

const SCRIPT = {
  "content-type": "text/javascript; charset=utf-8",
  "content-encoding": "br",
  "cache-control": "public, max-age=31536000, immutable",
};

/** The same page with the rival's script: asked for as early as ours, and one file fewer. */
export function rivals(html) {
  const page = html
    .replace(/<link rel="modulepreload"[^>]*>/, `<link rel="modulepreload" href="${RIVAL}">`)
    .replace(/<link rel="preload" href="[^"]*\.wasm"[^>]*>/, "")
    .replace(/<script [^>]*src="\/assets\/boot-[^>]*>/, `<script type="module" src="${RIVAL}">`);
  if (page.split(RIVAL).length !== 3 || page.includes('.wasm" as=')) throw new Error("the page's head has changed: see rivals()");
  return page;
}

async function send(asked, answer, reply, html) {
  const { gzipSync } = await import("node:zlib");
  const headers = { ...reply.headers };
  let body = Buffer.from(html);
  delete headers["transfer-encoding"];
  // Compressed as the service compresses ours.
  if (asked.headers["accept-encoding"]?.includes("gzip")) {
    body = gzipSync(body, { level: 6 });
    headers["content-encoding"] = "gzip";
  }
  answer.writeHead(reply.statusCode, { ...headers, "content-length": body.length }).end(body);
}
