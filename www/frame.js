// In an LMS's frame the page fills the frame and scrolls in it, unless the LMS says that it can make
// the frame as tall as the page: then there is one scroll bar, the LMS's. Nothing of a page depends
// on the height of its frame, so asking for another height never changes the height asked for.

const lms = window.parent;
const page = document.documentElement;

// A change of a pixel or two is rounding; more often than this nobody sees it.
const SMALLEST = 4;
const PAUSE = 100;
// Where the LMS draws a border inside the height it gives, the page would scroll by its width.
const BORDER = 4;

const tell = (message) => lms.postMessage(message, "*"); // how tall a page is, is no secret
let asked = 0;
let waits = false;

const fit = () => {
  const height = Math.ceil(page.getBoundingClientRect().height);
  if (Math.abs(height - asked) < SMALLEST) return;
  asked = height;
  tell({ subject: "lti.frameResize", height: height + BORDER });
};

const changed = () => {
  if (waits) return;
  waits = true;
  setTimeout(() => {
    waits = false;
    fit();
  }, PAUSE);
};

// In a frame as tall as the page only the LMS can scroll. Browsers have it do so for what is asked
// into view by name, but not for a page that scrolls itself.
const intoView = (element) => element.scrollIntoView({ block: "nearest" });

const grow = () => {
  page.dataset.frame = "grow";
  fit();
  new ResizeObserver(changed).observe(page);
  addEventListener("focusin", ({ target }) => {
    if (target.id === "title" || target.matches(":focus-visible")) intoView(target);
  });
  // What went wrong is said at the top of the page or at its end, wherever the reader is.
  const troubles = '[role="alert"]:not([hidden])';
  new MutationObserver((changes) => {
    for (const { target } of changes) {
      const trouble = target.nodeType === Node.ELEMENT_NODE && target.closest(troubles);
      if (trouble && trouble.textContent.trim()) return void setTimeout(() => intoView(trouble), 2 * PAUSE);
    }
  }).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ["hidden"] });
};

const answered = ({ source, data }) => {
  if (source !== lms || page.dataset.frame === "grow") return;
  let answer = data;
  try {
    if (typeof data === "string") answer = JSON.parse(data);
  } catch {
    return; // somebody else's message
  }
  if (answer?.subject !== "lti.capabilities.response") return;
  const can = Array.isArray(answer.supported_messages) ? answer.supported_messages : [];
  if (can.some((message) => message?.subject === "lti.frameResize")) grow();
};

if (lms !== window) {
  page.dataset.frame = "fill";
  addEventListener("message", answered);
  tell({ subject: "lti.capabilities", message_id: String(Date.now()) });
}
