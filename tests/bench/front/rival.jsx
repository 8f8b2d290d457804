// The rival: a candidate's home, the code of conduct and the quiz in React, from the same data, with
// the same words, beside the same page of the service. Where it differs it does less: it has no other
// pages, no encryption of drafts, and no answer to a lost connection.
import { useEffect, useLayoutEffect, useState } from "react";
import { createRoot } from "react-dom/client";

const byId = (id) => document.getElementById(id);
const template = byId("boot");
const boot = JSON.parse(template.content.textContent);
template.remove();
const { base } = boot.view.frame;
const table = await (await fetch(template.dataset.words, { credentials: "same-origin" })).json();

// Words: the compiled tables of `cargo xtask web`, whose marks crates/view/src/table.rs explains.
const [OPEN, NEXT, CLOSE] = ["\uE000", "\uE001", "\uE002"];
const plurals = new Intl.PluralRules(boot.view.frame.language);
const numbers = new Intl.NumberFormat(boot.view.frame.language);
const say = (key, args = {}) => fill(table[key] ?? key, args);

function fill(pattern, args) {
  let [out, at] = ["", 0];
  while (at < pattern.length) {
    if (pattern[at] !== OPEN) out += pattern[at++];
    else {
      const parts = [""];
      for (let depth = 1; depth > 0 && ++at < pattern.length; ) {
        const letter = pattern[at];
        depth += letter === OPEN ? 1 : letter === CLOSE ? -1 : 0;
        if (letter === NEXT && depth === 1) parts.push("");
        else if (depth > 0) parts[parts.length - 1] += letter;
      }
      at++;
      out += parts.length > 1 ? fill(choose(parts, args), args) : written(args[parts[0]]);
    }
  }
  return out;
}

function choose([name, ...choices], args) {
  const value = args[name];
  const keys = [String(value), typeof value === "number" ? plurals.select(value) : ""];
  let chosen = "";
  for (let i = 0; i < choices.length; i += 2) {
    const key = choices[i].replace("*", "");
    if (keys.includes(key)) return choices[i + 1];
    if (choices[i].startsWith("*")) chosen = choices[i + 1];
  }
  return chosen;
}

const written = (value) => (typeof value === "number" ? numbers.format(value) : value);
const days = new Intl.DateTimeFormat("en-GB", { timeZone: boot.view.frame.time_zone, year: "numeric", month: "numeric", day: "numeric" });
function date(at) {
  const part = Object.fromEntries(days.formatToParts(at).map(({ type, value }) => [type, value]));
  return say("date-date", { day: Number(part.day), month: say(`month-${Number(part.month)}`), year: part.year });
}

// Drafts on the device.
const draft = {
  database: null,
  open: () =>
    new Promise((done, failed) => {
      const opening = indexedDB.open("rival", 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore("draft");
      opening.onsuccess = () => done((draft.database = opening.result));
      opening.onerror = failed;
    }),
  store: (mode) => draft.database.transaction("draft", mode).objectStore("draft"),
  load: (quiz) =>
    new Promise((done) => {
      const reading = draft.store("readonly").get(quiz);
      reading.onsuccess = () => done(reading.result);
    }),
  save: (quiz, answers) =>
    new Promise((done) => {
      const writing = draft.store("readwrite").put(answers, quiz);
      writing.onsuccess = done;
    }),
};

// The page around a page.
const ICONS = {
  mark: ["M5 21V11a5 5 0 0 1 5-5", "M13.5 21v-8.5a9.5 9.5 0 0 1 8-9.5"],
  help: ["M4.5 11.5a7.5 7.5 0 1 1 4 6.6L4.5 19.5l1-3.6a7.4 7.4 0 0 1-1-4.4z"],
  done: ["M5 12.5l5 5L19.5 7"],
  back: ["M19 12H5", "M11 6l-6 6 6 6"],
};
const Icon = ({ name }) => (
  <svg className={name === "mark" ? "icon lines" : "icon"} width="24" height="24" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    {ICONS[name].map((d) => <path key={d} d={d} />)}
  </svg>
);
const hrefOf = (route) => (route === "home" ? base : `${base}/${route}`);

function Around({ frame, route, children }) {
  return (
    <>
      <a className="skip" href="#main">{say("skip")}</a>
      <header className="top">
        <a className="mark" href={base}><Icon name="mark" />{say("product")}</a>
        <span className="scheme">{frame.scheme}</span>
        {frame.languages.filter((tag) => tag !== frame.language).map((tag) => (
          <a key={tag} className="language" lang={tag} hrefLang={tag} href={`${hrefOf(route)}?lang=${tag}`}>
            {tag === "cy" ? "Cymraeg" : "English"}
          </a>
        ))}
        <a className="help" href={frame.help}><Icon name="help" />{say("get-help")}</a>
      </header>
      <nav className="pages" aria-label={say("nav-label")}>
        <ul>
          {frame.nav.map((each) => (
            <li key={each}><a href={hrefOf(each)} aria-current={each === route ? "page" : undefined}>{say(`nav-${each}`)}</a></li>
          ))}
        </ul>
      </nav>
      <main id="main" tabIndex={-1}>
        <div role="status">{frame.notice && <p className="notice">{say(`notice-${frame.notice}`)}</p>}</div>
        <div role="alert" />
        {children}
      </main>
      <footer>
        <div className="foot"><Contact contact={frame.contact} /></div>
        <div className="below">
          <p><a target="_top" href={frame.course_url}><Icon name="back" />{say("to-course", { course: frame.course })}</a></p>
          <p><a href={`/accessibility?lang=${frame.language}&of=${frame.help.match(/\/help\/([^?]*)/)[1]}`}>{say("accessibility")}</a></p>
        </div>
      </footer>
    </>
  );
}

const Contact = ({ contact: { name, phone, room } }) => (
  <p>
    {say("contact-name", { name })}
    {phone && <>{" · "}<a href={`tel:${phone.replace(/[^\d+]/g, "")}`}>{phone}</a></>}
    {room && <>{" · "}{say("contact-room", { room })}</>}
  </p>
);

const Next = ({ small, title, text, children }) => (
  <section className="next" aria-labelledby="next">
    <p className="small">{small}</p>
    <h2 id="next">{title}</h2>
    <div className="text">{text}</div>
    <div className="row">{children}</div>
  </section>
);

const Form = ({ frame, act, children }) => (
  <form method="post" action={`${base}/acts/${act}`}>
    <input type="hidden" name="form_token" value={frame.form_token} readOnly />
    {children}
  </form>
);

// A candidate's home.
function Home({ frame, gates }) {
  const done = gates.filter((gate) => gate.state.passed).length;
  const next = gates.find((gate) => gate.state === "next");
  return (
    <>
      <h1 id="title" tabIndex={-1}>{frame.me ? say("hello-name", { name: frame.me }) : say("hello")}</h1>
      <p className="lead">{say("candidate-lead", { done, of: gates.length })}</p>
      {next && (
        <Next small={say("next-step")} title={say(`next-${next.name}`)} text={say(`next-${next.name}-note`)}>
          {["code", "quiz"].includes(next.name) && <a className="button main" href={hrefOf(next.name)}>{say(`next-${next.name}-way`)}</a>}
        </Next>
      )}
      <section className="card">
        <h2>{say("gates-title")}</h2>
        <ol className="gates">{gates.map((gate) => <Gate key={gate.name} {...gate} />)}</ol>
      </section>
    </>
  );
}

function Gate({ name, state }) {
  const at = state.passed?.at;
  const shown = state.passed ? (at ? say("gate-passed-at", { date: date(at) }) : say("gate-passed")) : say(`gate-${state}`);
  const kind = state.passed ? "passed" : state === "next" ? "ahead" : "later";
  return (
    <li className={kind} aria-current={kind === "ahead" ? "step" : undefined}>
      <span className="gate">{say(`gate-${name}`)}</span>
      <span className="state">{state.passed && <Icon name="done" />}{shown}</span>
      {!state.passed && <span className="why">{say(`gate-${name}-why`)}</span>}
    </li>
  );
}

// The code of conduct.
function Code({ frame, code }) {
  const [first, ...rest] = code.markdown.trim().split("\n");
  return (
    <>
      <h1 id="title" tabIndex={-1}>{first.slice(2)}</h1>
      <p className="lead">{say("code-version", { version: code.version })}</p>
      <div className="prose">{rest.join("\n").trim().split(/\n\n+/).map(block)}</div>
      {code.signed_at && (
        <section className="card signed">
          <p><Icon name="done" /> {say("code-signed", { date: date(code.signed_at) })}</p>
          <div className="row">
            <a className="button main" href={base}>{say("way-home")}</a>
          </div>
        </section>
      )}
    </>
  );
}

function block(text, index) {
  if (text.startsWith("## ")) return <h2 key={index}>{spans(text.slice(3))}</h2>;
  const List = text.startsWith("- ") ? "ul" : /^\d+\. /.test(text) ? "ol" : null;
  if (!List) return <p key={index}>{spans(text)}</p>;
  const items = text.split(/\n(?=- |\d+\. )/);
  return <List key={index}>{items.map((item, i) => <li key={i}>{spans(item.replace(/^(- |\d+\. )/, ""))}</li>)}</List>;
}

const spans = (text) =>
  text.split(/(\*\*[^*]+\*\*|\*[^*]+\*)/).map((part, i) => {
    if (part.startsWith("**")) return <strong key={i}>{part.slice(2, -2)}</strong>;
    return part.startsWith("*") ? <em key={i}>{part.slice(1, -1)}</em> : part.replaceAll("\n", " ");
  });

// The quiz.
function Quiz({ frame, quiz }) {
  const [answers, setAnswers] = useState(quiz.draft);
  const [kept, setKept] = useState(Object.keys(quiz.draft).length ? "kept-before" : null);
  useEffect(() => {
    (async () => {
      await (draft.database ?? draft.open());
      const found = await draft.load(quiz.id);
      if (found) (setAnswers(found), setKept("kept-device"));
    })();
  }, [quiz.id]);
  async function chose(question, option, on) {
    const others = question.several ? (answers[question.id] ?? []).filter((each) => each !== option) : [];
    const now = { ...answers, [question.id]: on ? [...others, option] : others };
    setAnswers(now);
    if (kept !== "kept-device") setKept("kept-sending");
    await draft.save(quiz.id, now);
    setKept("kept-device");
  }
  const of = quiz.questions.length;
  return (
    <>
      <h1 id="title" tabIndex={-1}>{say("quiz-title")}</h1>
      <p className="lead">{say("quiz-lead", { of, needed: Math.ceil((of * quiz.pass_percent) / 100), critical: quiz.questions.filter(({ critical }) => critical).length })}</p>
      <Form frame={frame} act="submit-quiz">
        <input type="hidden" name="quiz" value={quiz.id} readOnly />
        {quiz.questions.map((question, index) => (
          <Question key={question.id} question={question} number={index + 1} of={of} chosen={answers[question.id] ?? []} chose={chose} />
        ))}
        <p className="kept" role="status">{kept && say(kept)}</p>
        <div className="row"><button className="button main">{say("quiz-hand-in")}</button></div>
      </Form>
    </>
  );
}

const Question = ({ question, number, of, chosen, chose }) => (
  <fieldset className="card question">
    <legend>
      <span className="small">{say("quiz-number", { number, of })}</span> <span>{question.text}</span>
    </legend>
    {(question.several || question.critical) && (
      <p className="small">
        {question.several && `${say("quiz-several")} `}
        {question.critical && say("quiz-critical")}
      </p>
    )}
    {question.options.map(({ id, text }) => (
      <label key={id} className="choice" htmlFor={`q-${question.id}-${id}`}>
        <input
          type={question.several ? "checkbox" : "radio"}
          id={`q-${question.id}-${id}`}
          name={`q.${question.id}`}
          value={id}
          checked={chosen.includes(id)}
          onChange={(event) => chose(question, id, event.target.checked)}
        />
        <span>{text}</span>
      </label>
    ))}
  </fieldset>
);

// The app: routes, and the one swap with the page of the service.
function App() {
  const [view, setView] = useState(boot.view);
  const [route] = Object.keys(view.page);
  useLayoutEffect(() => {
    if (view === boot.view) {
      byId("shell").remove();
      byId("page").hidden = false;
      document.documentElement.dataset.app = "ready";
    } else {
      document.title = `${say(`nav-${route}`)} – ${view.frame.scheme}`;
      scrollTo(0, 0);
      byId("title").focus({ preventScroll: true });
    }
  }, [view]);
  useEffect(() => {
    const go = async (path, isNew) => {
      const query = new URLSearchParams({ route: path.slice(base.length + 1) });
      const headers = { authorization: `Bearer ${boot.token}` };
      const read = await (await fetch(`/api/view?${query}`, { headers })).json();
      read.frame.base = base;
      if (isNew) history.pushState(null, "", path);
      setView(read);
    };
    const clicked = (event) => {
      const link = event.target.closest("a[href]:not([target])");
      if (!link || link.hash || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (link.pathname !== base && !link.pathname.startsWith(`${base}/`)) return;
      event.preventDefault();
      go(link.pathname, true);
    };
    const back = () => go(location.pathname, false);
    byId("app").addEventListener("click", clicked);
    addEventListener("popstate", back);
    return () => (byId("app").removeEventListener("click", clicked), removeEventListener("popstate", back));
  }, []);
  const { frame, page } = view;
  return (
    <Around frame={frame} route={route}>
      {route === "home" && <Home frame={frame} gates={page.home.home.candidate.gates} />}
      {route === "code" && <Code frame={frame} code={page.code.code} />}
      {route === "quiz" && <Quiz frame={frame} quiz={page.quiz.quiz} />}
    </Around>
  );
}

const host = document.createElement("div");
host.id = "page";
host.hidden = true;
byId("app").append(host);
createRoot(host).render(<App />);
