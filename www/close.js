// Tells the LMS that its registration is done, so that it closes the frame or the window it opened
// for it (LTI Dynamic Registration 3.6.1). What was said stays to be read for a moment.

setTimeout(() => {
  const lms = window.opener ?? window.parent;
  if (lms !== window) lms.postMessage({ subject: "org.imsglobal.lti.close" }, "*"); // holds no secret
}, 3000);
