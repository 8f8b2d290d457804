// The first view in Chromium as a phone sees it, ours beside the rival's. The demonstration runs
// already; `cargo xtask bench front` starts it, calls this and judges the figures.
//
// usage: node measure.mjs LMS-URL TOOL-URL RUNS OUT.json
//
// The page is opened by itself at its /s/{handle}, as from an LMS's app, with the cookie of a launch
// that went through the LMS before: navigation to paint is then the tool's alone.
import { createRequire } from "node:module";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { brotliCompressSync, constants } from "node:zlib";
import { Agent, get } from "node:http";
import { host } from "./host.mjs";

const need = createRequire(`${process.env.NODE_MODULES}/x.js`);
const { chromium } = need("playwright-core");
const [lms, tool, runs, out] = process.argv.slice(2);
const toolPort = new URL(tool).port;
const PHONE = { cpu: 4, net: { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 75e4 / 8 } };
const ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const SIZE = { viewport: { width: 390, height: 844 } };

const median = (figures) => figures.toSorted((a, b) => a - b)[figures.length >> 1];
const quantile = (figures, q) => figures.toSorted((a, b) => a - b)[Math.min(figures.length - 1, Math.floor(figures.length * q))];
const compressed = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });

async function built() {
  const { build } = need("esbuild");
  const { outputFiles } = await build({
    entryPoints: [new URL("rival.jsx", import.meta.url).pathname],
    nodePaths: [process.env.NODE_MODULES],
    define: { "process.env.NODE_ENV": '"production"' },
    bundle: true, minify: true, write: false, format: "esm", target: "es2022", jsx: "automatic",
  });
  return compressed(outputFiles[0].contents);
}

/** A Chromium with a profile of its own that takes the tool's port for the app's host. */
async function browser(port, profile, use) {
  const rule = `--host-resolver-rules=MAP localhost:${toolPort} 127.0.0.1:${port}`;
  const context = await chromium.launchPersistentContext(profile, { executablePath: process.env.CHROMIUM, args: [...ARGUMENTS, rule], ...SIZE });
  try {
    return await use(context);
  } finally {
    await context.close();
  }
}

async function fresh(port, cookies, use) {
  const profile = mkdtempSync(`${tmpdir()}/bench-front-`);
  try {
    return await browser(port, profile, async (context) => (await context.addCookies(cookies), await use(context)));
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
}

/** Opens the tab through the LMS and does what makes it ready to be measured. */
async function launched(who, prepare) {
  const profile = mkdtempSync(`${tmpdir()}/bench-front-`);
  const opened = await browser(toolPort, profile, async (context) => {
    const page = await context.newPage();
    await page.goto(`${lms}/launch/start?tool=alongside&as=${who}&window=1`);
    await page.waitForURL((url) => url.pathname.startsWith("/s/"));
    const url = page.url();
    await prepare(page, url);
    return { url, cookies: await context.cookies(tool) };
  });
  rmSync(profile, { recursive: true, force: true });
  return opened;
}

/** Does an act by its form, unless what comes of it is there. */
async function pressed(page, act, then, fill = async () => {}) {
  const button = page.locator(`form[action$='/${act}'] button`);
  if ((await page.locator(then).count()) > 0) return;
  await fill();
  await button.click();
  await page.waitForSelector(then, { state: "attached" });
}

/** Said in every page before anything of it runs. */
function observe() {
  const seen = (window.seen = { lcp: 0, cls: 0, blocked: 0, ready: null, events: [] });
  const on = (type, look, more) => new PerformanceObserver((list) => list.getEntries().forEach(look)).observe({ type, buffered: true, ...more });
  on("largest-contentful-paint", (entry) => (seen.lcp = entry.startTime));
  on("layout-shift", (entry) => (seen.cls += entry.hadRecentInput ? 0 : entry.value));
  on("longtask", (entry) => (seen.blocked += Math.max(0, entry.duration - 50)));
  on("event", (entry) => entry.interactionId && seen.events.push(entry.duration), { durationThreshold: 16 });
  new MutationObserver(() => {
    if (seen.ready === null && document.documentElement?.dataset.app === "ready") {
      seen.ready = performance.now();
      console.debug("ready");
    }
  }).observe(document, { attributes: true, childList: true, subtree: true, attributeFilter: ["data-app"] });
}

async function opened(context, url, { cpu, net }) {
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send("Performance.enable", { timeDomain: "threadTicks" });
  if (net) await cdp.send("Network.enable"), await cdp.send("Network.emulateNetworkConditions", net);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: cpu });
  await page.addInitScript(observe);
  // Asking the page would put the driver's own script of 330 kB in the way of what is measured.
  const ready = page.waitForEvent("console", { predicate: (message) => message.text() === "ready", timeout: 60_000 });
  await page.goto(url, { waitUntil: "commit" });
  await ready;
  return { page, cdp };
}

async function visit(context, url) {
  const { page, cdp } = await opened(context, url, PHONE);
  await page.waitForTimeout(500);
  const figures = await page.evaluate(() => {
    const loaded = [performance.getEntriesByType("navigation")[0], ...performance.getEntriesByType("resource")];
    return {
      fcp: performance.getEntriesByName("first-contentful-paint")[0].startTime,
      ready: window.seen.ready, lcp: window.seen.lcp, cls: window.seen.cls, blocked: window.seen.blocked,
      wire: loaded.reduce((sum, entry) => sum + entry.transferSize, 0),
    };
  });
  const { metrics } = await cdp.send("Performance.getMetrics");
  figures.cpu = metrics.find(({ name }) => name === "TaskDuration").value * 1000;
  return { page, figures };
}

/** A cold profile, then a second visit. */
const visits = (app, { url, cookies }) =>
  fresh(app.port, cookies, async (context) => {
    const first = await visit(context, url);
    await first.page.waitForTimeout(2500); // compiled code is kept in the background
    await first.page.close();
    const again = await visit(context, url);
    return { first: first.figures, again: again.figures };
  });

const at = (page, route) => page.click(`nav.pages a[href$="${route}"]`);
const ROUTES = ["/code", "/quiz", ""];

/** From the click to the frame after the one that shows the new page, at CPU x4. */
async function turned(page, url, route) {
  const link = `nav.pages a[href="${new URL(url).pathname}${route}"]`;
  await page.waitForTimeout(250);
  return page.evaluate(
    ([link]) =>
      new Promise((done) => {
        const before = document.getElementById("title").textContent;
        const start = performance.now();
        const watch = new MutationObserver(() => {
          if (document.getElementById("title")?.textContent === before) return;
          watch.disconnect();
          requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
        });
        watch.observe(document, { childList: true, subtree: true, characterData: true });
        document.querySelector(link).click();
      }),
    [link],
  );
}

async function interaction(page, act) {
  await page.evaluate(() => (window.seen.events.length = 0));
  await act();
  await page.waitForTimeout(300);
  return page.evaluate(() => Math.max(8, ...window.seen.events));
}

/** Choices by pointer and by key, then pages, at CPU x4; the first choice is the first act of all. */
const uses = (app, { url, cookies }) =>
  fresh(app.port, cookies, async (context) => {
    const { page } = await opened(context, `${url}/quiz`, { cpu: PHONE.cpu });
    const toggles = [];
    const questions = await page.locator("fieldset.question").count();
    for (let index = 0; index < questions; index++) {
      const label = page.locator("fieldset.question").nth(index).locator("label.choice").nth(index % 4);
      await label.scrollIntoViewIfNeeded();
      toggles.push(await interaction(page, () => label.click()));
      toggles.push(await interaction(page, () => page.keyboard.press(index % 2 ? "Space" : "ArrowDown")));
    }
    await page.waitForFunction((text) => document.querySelector(".kept").textContent.length > 0);
    const routes = [];
    for (const route of [...ROUTES, ...ROUTES, ...ROUTES]) if (!page.url().endsWith(route || "?")) routes.push(await turned(page, url, route));
    return { toggles, routes, first: toggles[0] };
  });

/** What a page says and offers, to compare the two. */
function content() {
  const clean = (text) => text.replace(/\s+/g, " ").trim();
  const app = document.getElementById("page") ?? document.getElementById("shell");
  return {
    title: document.title,
    text: clean(app.innerText),
    links: [...app.querySelectorAll("a")].map((link) => `${clean(link.textContent)} -> ${link.getAttribute("href")}`),
    forms: [...app.querySelectorAll("form")].map((form) => [form.method, form.getAttribute("action"), ...[...form.elements].filter((field) => field.type === "hidden" || field.checkVisibility()).map(({ type, name, value, checked }) => `${type} ${name}=${type === "submit" ? "" : value} ${Boolean(checked)}`)]),
  };
}

/** Everything both apps must do alike: say the same on every page, turn pages without loading, and
 *  answer a choice. */
const work = (app, { url, cookies }) =>
  fresh(app.port, cookies, async (context) => {
    const { page } = await opened(context, url, { cpu: 1 });
    const all = { first: await page.evaluate(content) };
    await page.evaluate(() => (window.same = true));
    for (const route of ["/quiz", "/code", ""]) {
      await turned(page, url, route);
      all[route || "/home"] = await page.evaluate(content);
    }
    await turned(page, url, "/quiz");
    await page.locator("label.choice").first().click();
    await page.waitForFunction(() => document.querySelector(".kept").textContent.includes("on this device"));
    await page.goBack();
    await page.waitForFunction(() => !document.querySelector(".kept"));
    if (!(await page.evaluate(() => window.same))) throw new Error(`${app.name} loaded a page anew`);
    return all;
  });

/** The service's own time for a page, one request after another on one connection. */
async function served({ url, cookies }, count) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const { port, pathname } = new URL(url);
  const once = () =>
    new Promise((done, failed) => {
      const start = process.hrtime.bigint();
      get({ agent, port, host: "127.0.0.1", path: pathname, headers: { host: new URL(url).host, cookie, "accept-encoding": "gzip, br" } }, (reply) => {
        if (reply.statusCode !== 200) failed(new Error(`${url}: ${reply.statusCode}`));
        let bytes = 0;
        reply.on("data", (part) => (bytes += part.length));
        reply.on("end", () => done({ millis: Number(process.hrtime.bigint() - start) / 1e6, bytes }));
      }).on("error", failed);
    });
  for (let i = 0; i < count / 4; i++) await once();
  const all = [];
  for (let i = 0; i < count; i++) all.push(await once());
  agent.destroy();
  const millis = all.map((each) => each.millis);
  return { p50: median(millis), p99: quantile(millis, 0.99), bytes: all[0].bytes };
}

const say = (text) => process.stdout.write(`${text}\n`);
const members = await (await fetch(`${lms}/api/members.json`)).json();
const candidate = await launched(members.find(({ group }) => group === "at-gate").username, async (page, url) => {
  await page.goto(`${url}/code`);
  await pressed(page, "sign-code", "form[action$='/submit-quiz'], .signed", async () => page.check("input[name='agree']"));
});
const groups = await launched("teacher1", async (page, url) => {
  await page.goto(`${url}/groups`);
  await pressed(page, "form-groups", "form[action$='/publish-groups']");
});

say("the service's own time for the first view, and for the page of groups");
const service = { first: await served(candidate, 2000), groups: await served({ ...groups, url: `${groups.url}/groups` }, 400) };

const bundle = await built();
const apps = [{ name: "ours", server: await host(tool) }, { name: "react", server: await host(tool, bundle) }];
for (const app of apps) app.port = app.server.address().port;
say("both apps do the same work");
const [ours, react] = [await work(apps[0], candidate), await work(apps[1], candidate)];
for (const page of Object.keys(ours)) {
  const [one, other] = [ours[page], react[page]].map((each) => JSON.stringify(each, null, 1));
  if (one !== other) {
    writeFileSync(`${out}.ours`, one), writeFileSync(`${out}.react`, other);
    throw new Error(`the two differ at ${page}: compare ${out}.ours and ${out}.react, and bring rival.jsx up to date`);
  }
}

const figures = Object.fromEntries(apps.map(({ name }) => [name, { first: [], again: [], toggles: [], routes: [], firstActs: [] }]));
for (let run = 1; run <= Number(runs); run++) {
  say(`run ${run} of ${runs}`);
  // Turn and turn about, so that a busy moment of the machine does not fall on one app alone.
  for (const app of run % 2 ? apps : apps.toReversed()) {
    const seen = await visits(app, candidate);
    const used = await uses(app, candidate);
    const mine = figures[app.name];
    mine.first.push(seen.first), mine.again.push(seen.again);
    mine.toggles.push(...used.toggles), mine.routes.push(...used.routes), mine.firstActs.push(used.first);
  }
}
for (const { server } of apps) server.close(), server.closeAllConnections();

const over = (visits) => Object.fromEntries(Object.keys(visits[0]).map((key) => [key, { median: median(visits.map((each) => each[key])), best: Math.min(...visits.map((each) => each[key])) }]));
const answer = (times) => ({ p50: median(times), p95: quantile(times, 0.95), worst: Math.max(...times), n: times.length });
const sum = Object.fromEntries(
  Object.entries(figures).map(([name, { first, again, toggles, routes, firstActs }]) => [
    name, { first: over(first), again: over(again), toggle: answer(toggles), route: answer(routes), act: answer(firstActs) },
  ]),
);
const versions = Object.fromEntries(["react", "react-dom", "esbuild", "playwright-core"].map((name) => [name, need(`${name}/package.json`).version]));
writeFileSync(out, JSON.stringify({ ...sum, service, rivalBytes: bundle.length, versions }, null, 1));
