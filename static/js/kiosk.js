// A screen that one visitor after the other uses keeps nobody's answers for the next one: left alone, the form is empty again
// after two minutes, and the thanks go back to it after half a minute. Stands on the pages of such counters only, and keeps to
// the same old-fashioned script as form.js.
(function () {
  "use strict";
  const form = document.getElementById("form");
  const next = document.getElementById("next");
  let idle = 0;
  function wake() {
    clearTimeout(idle);
    idle = setTimeout(rest, form ? 120000 : 30000);
  }
  function rest() {
    if (!form) return next.submit();
    form.reset();
    window.scrollTo(0, 0);
  }
  ["pointerdown", "keydown", "input", "scroll"].forEach((type) => window.addEventListener(type, wake));
  wake();
})();
