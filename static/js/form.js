// Makes the citizen's form nicer: one question in view, a last look before sending, and nothing lost on bad signal.
// The page works without it. It stands inside the page, made small on the way (squeeze-script.ts), for old phones (ES2017).
(function () {
  "use strict";
  const form = document.getElementById("form");
  const root = document.documentElement;
  if (!form) return;
  const words = JSON.parse(form.getAttribute("data-words"));
  const keyField = form.elements.kunci;
  const sendButton = form.querySelector(".send");
  const sendLabel = sendButton.textContent;
  const plainTitle = document.title;
  const all = (selector) => Array.from(form.querySelectorAll(selector));

  // The key makes a second sending of the same answers harmless. Without getRandomValues it stays empty, which is allowed. A slip
  // of the visit stands behind the # of the address, so that it is in no log on the way, and goes in front of the key.
  function freshKey() {
    if (!window.crypto || !crypto.getRandomValues) return "";
    const slip = /[\w-]{22}$/.exec(location.hash);
    return (
      (slip ? slip + "." : "") +
      Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => (byte + 256).toString(16).slice(1)).join("")
    );
  }
  if (!keyField.value) keyField.value = freshKey();

  function make(tag, className, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text) element.textContent = text;
    if (tag === "button") element.type = "button";
    return element;
  }

  // Steps: one for each question, and a last one. A step is a list of elements that are in view together.
  const parts = all(".step");
  const steps = [];
  let opening = [];
  parts.forEach((part) => {
    if (part.tagName === "FIELDSET") {
      steps.push(opening.concat(part));
      opening = [];
    } else if (!part.classList.contains("about")) opening.push(part);
  });
  const questions = all("fieldset.step");
  const last = steps.length;
  const review = make("div", "step review");
  const reviewTitle = make("h2", "", words.review);
  const reviewList = make("ul");
  reviewTitle.tabIndex = -1;
  review.appendChild(reviewTitle);
  review.appendChild(make("p", "hint", words.lead));
  review.appendChild(reviewList);
  const about = all(".about");
  steps.push([review].concat(about));

  const bar = make("div", "bar");
  const back = make("button", "quiet", words.back);
  const line = make("div");
  const filled = make("i");
  line.appendChild(filled);
  bar.appendChild(back);
  bar.appendChild(line);
  const next = make("button", "next", words.next);
  const message = make("p", "notice bad");
  message.setAttribute("role", "alert");
  message.hidden = true;

  let now = 0;
  let stepping = false;
  let broken = false;
  let sending = false;
  let sent = false;
  let timer = 0;

  // Whatever goes wrong here, the plain form with all its questions is still in the page and can be sent.
  function giveUp() {
    broken = true;
    form.hidden = false;
    stepping = false;
    root.classList.remove("steps");
  }
  function safely(act) {
    return (event) => {
      try {
        if (!broken) act(event);
      } catch (error) {
        giveUp();
      }
    };
  }
  function on(target, type, act) {
    target.addEventListener(type, safely(act));
  }

  function nameOf(question) {
    return question.querySelector(".name").textContent;
  }
  // The same words as the server's; the place begins with the number, "3 dari 9".
  function missingWords(question) {
    return words.missing
      .replace("{number}", parseInt(question.querySelector(".place").textContent, 10))
      .replace("{name}", nameOf(question));
  }
  function chosen(question) {
    return question.querySelector("input:checked");
  }
  function show(index, focus) {
    clearTimeout(timer);
    now = Math.max(0, Math.min(index, last));
    parts.concat(review).forEach((part) => part.classList.toggle("now", steps[now].indexOf(part) >= 0));
    bar.hidden = now === 0;
    next.hidden = now === last;
    filled.style.width = (100 * (now === last ? 1 : (now + 1) / (last + 1))).toFixed(1) + "%";
    if (now === last) fillReview();
    if (!focus) return;
    window.scrollTo(0, 0);
    const heading = now === last ? reviewTitle : questions[now].querySelector("legend");
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }
  function go(index, change) {
    history.pushState({ step: index, change: change === true }, "");
    show(index, true);
  }
  function forward() {
    const question = questions[now];
    if (!chosen(question)) return complain(question, missingWords(question), true);
    go(history.state && history.state.change ? last : now + 1);
  }
  function fillReview() {
    reviewList.textContent = "";
    questions.forEach((question, index) => {
      const row = make("li");
      const text = make("div");
      const answer = chosen(question);
      const name = nameOf(question);
      const change = make("button", "quiet", words.change);
      change.setAttribute("aria-label", words.change + ": " + name);
      on(change, "click", () => go(index, true));
      text.appendChild(make("span", "small", name));
      text.appendChild(make("b", "", answer ? answer.parentNode.textContent.trim() : "–"));
      row.appendChild(text);
      row.appendChild(change);
      reviewList.appendChild(row);
    });
  }

  // Words of a mistake stand beside the field; a question that has been answered loses them.
  function settle(box) {
    const old = box.querySelector(".wrong-words");
    if (old) old.remove();
    box.classList.remove("wrong");
  }
  function complain(box, text, focus) {
    settle(box);
    const complaint = make("p", "wrong-words", text);
    complaint.setAttribute("role", "alert");
    box.classList.add("wrong");
    const first = box.querySelector(".tile, select, textarea, input, .send");
    first.parentNode.insertBefore(complaint, first);
    if (focus) box.querySelector("input, select, textarea").focus();
  }
  function boxOf(field) {
    const element = document.getElementById("f-" + field);
    return element && (element.tagName === "FIELDSET" ? element : element.parentNode);
  }
  function stepOf(box) {
    const found = steps.findIndex((step) => step.some((part) => part.contains(box)));
    return found < 0 ? last : found;
  }
  function clearSummary() {
    const old = document.getElementById("summary");
    if (old) old.remove();
    document.title = plainTitle;
  }
  function summarise(problems) {
    clearSummary();
    const summary = make("div", "summary");
    const list = make("ul");
    const fields = Object.keys(problems);
    summary.id = "summary";
    summary.tabIndex = -1;
    summary.setAttribute("role", "alert");
    summary.appendChild(make("h2", "", words.wrong.replace("{count}", fields.length)));
    fields.forEach((field) => {
      const row = make("li");
      const link = make("a", "", problems[field]);
      const box = boxOf(field);
      link.href = "#f-" + field;
      on(link, "click", (event) => {
        if (!box) return;
        event.preventDefault();
        const target = stepOf(box);
        if (stepping && target !== now) go(target, true);
        const control = box.querySelector("input, select, textarea");
        if (control) control.focus();
        box.scrollIntoView();
      });
      row.appendChild(link);
      list.appendChild(row);
      if (box) complain(box, problems[field], false);
    });
    summary.appendChild(list);
    summary.appendChild(make("p", "", words.kept));
    form.parentNode.insertBefore(summary, form);
    document.title = words.title.replace("{title}", plainTitle);
    window.scrollTo(0, 0);
    summary.focus();
  }

  function say(text) {
    message.textContent = text;
    message.hidden = false;
  }
  function missing() {
    const problems = {};
    questions.forEach((question) => {
      if (!chosen(question)) problems[question.id.slice(2)] = missingWords(question);
    });
    all("select[data-missing]").forEach((select) => {
      if (!select.value) problems[select.name] = select.getAttribute("data-missing");
    });
    return problems;
  }
  function rest() {
    sending = false;
    sendButton.textContent = sendLabel;
    again.textContent = words.again;
  }

  // What could not be sent lies on this phone until it is, also when the page is closed; a shared screen keeps nothing. The form
  // stays away meanwhile, so that one answer waits at most.
  const place = "suara " + new URL(form.action).pathname;
  const box = make("div", "notice");
  const boxText = make("p");
  const again = make("button", "send", words.again);
  const drop = make("button", "quiet", words.drop);
  box.setAttribute("role", "alert");
  [make("h1", "", words.waiting), boxText, again, drop].forEach((part) => box.appendChild(part));
  // When the answer that waits was first sent; 0 where none waits.
  let since = 0;
  function keep(body) {
    if (!words.waiting) return false;
    since = since || Date.now();
    try {
      localStorage.setItem(place, since + " " + body);
      return true;
    } catch (error) {
      since = 0;
      return false;
    }
  }
  function wait() {
    const time = new Date(since).toLocaleString(root.lang, { dateStyle: "medium", timeStyle: "short" });
    boxText.textContent = words.since.replace("{time}", time);
    if (form.hidden) return;
    form.hidden = true;
    form.parentNode.insertBefore(box, form);
    window.scrollTo(0, 0);
    again.focus();
  }
  function stopWaiting() {
    if (!since) return;
    since = 0;
    localStorage.removeItem(place);
    box.remove();
    form.hidden = false;
  }
  // Puts back into the form what was kept, as if the page had never been closed.
  function takeUp() {
    let kept = null;
    try {
      kept = words.waiting && localStorage.getItem(place);
    } catch (error) {
      // A phone that keeps nothing has kept nothing.
    }
    if (!kept) return;
    since = parseInt(kept, 10);
    new URLSearchParams(kept.slice(kept.indexOf(" "))).forEach((value, name) => {
      const field = form.elements[name.trim()];
      if (field && field.type === "checkbox") field.checked = true;
      else if (field) field.value = value;
    });
    wait();
    send();
  }
  function retry() {
    if (since) send();
  }

  function send() {
    if (sending) return;
    const problems = missing();
    if (Object.keys(problems).length) {
      stopWaiting();
      return summarise(problems);
    }
    sending = true;
    clearSummary();
    message.hidden = true;
    const slow = setTimeout(() => (sendButton.textContent = again.textContent = words.sending), 400);
    let open = true;
    const settled = (act) => (value) => {
      if (!open) return;
      open = false;
      clearTimeout(slow);
      clearTimeout(limit);
      rest();
      act(value);
    };
    const body = new URLSearchParams();
    new FormData(form).forEach((value, name) => body.append(name, value));
    const plain = body.toString();
    if (since) body.append("diisi", new Date(since - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 10));
    const unsent = settled(() => (keep(plain) ? wait() : say(words.unsent)));
    // A network that swallows everything must not keep the citizen waiting; sending again with the same key is harmless.
    const limit = setTimeout(unsent, 30000);
    fetch(form.action, {
      method: "POST",
      headers: { Accept: "application/json" },
      body: body,
      credentials: "omit",
      redirect: "error",
    })
      .then((response) => response.json().then((data) => ({ status: response.status, data: data })))
      .then((answer) => {
        // Also when the answer comes after the limit: kept is kept.
        if (answer.status === 200 && answer.data.selanjutnya) {
          if (sent) return;
          sent = true;
          open = false;
          clearTimeout(slow);
          clearTimeout(limit);
          stopWaiting();
          history.replaceState({ sent: true }, "");
          return location.assign(answer.data.selanjutnya);
        }
        // Only words of ours have a status beside them; a gateway on the way may say anything.
        const ours = answer.data.status && answer.data.message;
        if (answer.status >= 500 && ours && !since) return settled(say)(answer.data.message);
        const refused =
          answer.status === 422 && answer.data.problems
            ? summarise
            : answer.status >= 400 && answer.status < 500 && ours
              ? say
              : null;
        if (!refused) return unsent();
        settled(() => {
          stopWaiting();
          refused(answer.data.problems || answer.data.message);
        })();
      })
      .catch(unsent);
  }

  // Empty, with a key of its own; whoever resets the form has this done beside it.
  function empty() {
    sent = false;
    rest();
    keyField.value = freshKey();
    clearSummary();
    message.hidden = true;
    all(".wrong").forEach(settle);
    history.replaceState({ step: 0 }, "");
    if (stepping) show(0, false);
  }
  // After a sent form (the back key of a phone leads here).
  function startAnew() {
    form.reset();
    say(words.sent);
    message.className = "notice";
    form.parentNode.insertBefore(message, form);
  }
  function prepareMessage() {
    message.className = "notice bad";
    sendButton.parentNode.insertBefore(message, sendButton);
  }

  form.addEventListener("submit", (event) => {
    if (broken) return;
    event.preventDefault();
    try {
      if (stepping && now < last) return forward();
      if (!sending && message.parentNode !== sendButton.parentNode) prepareMessage();
      send();
    } catch (error) {
      giveUp();
      sending = false;
      form.submit();
    }
  });
  on(form, "reset", empty);
  on(again, "click", send);
  on(drop, "click", () => {
    stopWaiting();
    form.reset();
  });
  on(window, "online", retry);
  setInterval(safely(retry), 60000);
  on(window, "pageshow", (event) => {
    if (sent || (history.state && history.state.sent)) return startAnew();
    if (!stepping || event.persisted) return;
    // The browser may have put answers back after a reload: go on where the citizen was, or at the first open question.
    let open = 0;
    while (open < last && chosen(questions[open])) open += 1;
    show(Math.min((history.state && history.state.step) || 0, open), false);
  });
  // On input, not on change: words that vanish when a box loses the focus would move the button from under the finger.
  on(form, "input", (event) => {
    const box = event.target.closest(".wrong");
    if (box) settle(box);
  });

  prepareMessage();
  // Where the server has found something to mend, the whole form stays in view.
  const summary = document.getElementById("summary");
  if (summary) {
    summary.focus();
    return;
  }
  if (questions.length === 0) return;

  try {
    form.insertBefore(bar, form.firstChild);
    form.insertBefore(review, about[0]);
    form.insertBefore(next, about[0]);
    on(next, "click", forward);
    on(back, "click", () => history.back());
    on(window, "popstate", () => {
      const { step, sent } = history.state || {};
      if (sent) return startAnew();
      show(step || 0, true);
    });

    // A finger moves on after a moment; keyboard and screen reader never do by themselves. A low score waits for its reason.
    let touched = 0;
    on(form, "pointerdown", (event) => {
      const virtual = event.width <= 1 && event.height <= 1 && event.pressure === 0;
      touched = virtual ? 0 : Date.now();
    });
    on(form, "keydown", () => (touched = 0));
    questions.forEach((question, index) => {
      on(question, "change", (event) => {
        clearTimeout(timer);
        if (event.target.matches(".low, select")) return;
        if (Date.now() - touched > 2000) return;
        timer = setTimeout(
          safely(() => {
            if (stepping && now === index) forward();
          }),
          350,
        );
      });
    });

    stepping = true;
    root.classList.add("steps");
    if (!history.state) history.replaceState({ step: 0 }, "");
    show(0, false);
    takeUp();
  } catch (error) {
    giveUp();
  }
})();
