// Presses the one button of a page that only carries something on. Without script the reader does.

document.querySelector("main form")?.requestSubmit();
