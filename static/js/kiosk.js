// On a screen that one visitor after the other uses nobody's answers stay for the next one: left alone for two minutes the form
// is empty again. Stands beside form.js on such counters only, and keeps to the same old-fashioned script.
(function () {
  "use strict";
  const form = document.getElementById("form");
  let idle = 0;
  function wake() {
    clearTimeout(idle);
    idle = setTimeout(() => {
      form.reset();
      window.scrollTo(0, 0);
    }, 120000);
  }
  ["pointerdown", "keydown", "input", "scroll"].forEach((type) => window.addEventListener(type, wake));
})();
