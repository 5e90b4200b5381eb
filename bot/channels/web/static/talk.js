// Makes the forms of the talk a messenger. The forms work without this file: it sends them as the
// browser would, and puts what comes back where it belongs. Only the sealed session is kept, and
// only in this tab; never a word that was typed.
(() => {
  "use strict";
  const $ = (id) => document.getElementById(id);
  const said = document.body.dataset;
  const log = $("log"), typing = document.querySelector(".typing"), notice = document.querySelector(".notice");
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const mouse = matchMedia("(pointer: fine)").matches;
  const WAITS = [1, 2, 4, 8, 15, 15];
  const ALIGN = 8192;
  let busy = false, wake = null, wish = "";

  const store = {
    get: () => { try { return JSON.parse(sessionStorage.getItem("afterword")); } catch { return null; } },
    set: (talk) => { try { sessionStorage.setItem("afterword", JSON.stringify(talk)); } catch { /* the talk goes on, a reload begins anew */ } },
    drop: () => { try { sessionStorage.removeItem("afterword"); } catch { /* nothing was kept */ } },
  };
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  // Until the time is over, or the network comes back, or a button is pressed.
  const rest = (ms) => Promise.race([pause(ms), new Promise((done) => { wake = done; })]);
  addEventListener("online", () => wake && wake());

  function element(tag, name, text) {
    const made = document.createElement(tag);
    made.className = name;
    if (text) made.textContent = text;
    return made;
  }

  // What the person just did, as a bubble; nothing when the press only leads somewhere.
  function spoken(form, button) {
    const name = button && button.name, value = button && button.value;
    if (name === "choice" || (name === "do" && /^(skip|help|stop|delete|send)$/.test(value))) return button.firstChild.textContent.trim();
    if (name === "do" && value !== "answer") return "";
    const ticked = [...form.querySelectorAll(".box :checked")].map((box) => box.parentNode.textContent.trim());
    const rated = [...form.querySelectorAll(".point :checked")].map((point) => {
      const legend = point.closest("fieldset").querySelector("legend");
      return legend.textContent + ": " + point.value;
    });
    const text = form.elements.text ? form.elements.text.value.trim() : "";
    return [ticked.join(", "), rated.join("\n"), text].filter(Boolean).join("\n");
  }

  function bubble(text) {
    const line = element("div", "line mine fresh"), words = element("p", "bubble"), state = element("span", "state");
    words.append(element("span", "sr", said.you + ": "), element("bdi", "", text));
    state.setAttribute("aria-live", "off");
    // The newest message tells for all before it.
    for (const old of log.querySelectorAll(".state")) old.remove();
    line.append(words, state);
    log.append(line);
    return state;
  }

  function tell(state, text, failed) {
    if (!state) return;
    state.textContent = text;
    state.classList.toggle("failed", Boolean(failed));
  }

  // The same body every time: the key in it makes a repeated Send one Send.
  async function post(body, state) {
    for (let tries = 0; ; tries++) {
      let answer = null;
      try {
        answer = await fetch("/turn", { method: "POST", body, headers: { Accept: "text/html" }, credentials: "omit", referrerPolicy: "no-referrer" });
        if (answer.status < 500 && answer.status !== 429) return await read(answer);
      } catch { answer = null; }
      if (tries < WAITS.length) {
        tell(state, said.trying);
        notice.textContent = said.trying;
        await rest(WAITS[tries] * 1000);
        continue;
      }
      if (answer) return await read(answer);
      await ask_again(state);
      tries = -1;
    }
  }

  async function read(answer) {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const sentence = page.getElementById("sentence");
    return { page, sentence: sentence ? sentence.textContent : null, code: sentence ? sentence.dataset.code : "" };
  }

  function ask_again(state) {
    typing.hidden = true;
    notice.textContent = said.notSent;
    tell(state, said.notSent, true);
    const button = element("button", "button quiet", said.again);
    (state || notice).append(button);
    return new Promise((done) => { wake = done; button.onclick = done; });
  }

  function body_of(form, button) {
    const data = new FormData(form, button && button.form === form ? button : undefined);
    data.set("only", "new");
    if (data.get("do") === "send" && data.has("receipt")) {
      const bits = crypto.getRandomValues(new Uint8Array(16));
      data.set("receipt", [...bits].map((bit) => bit.toString(16).padStart(2, "0")).join(""));
    }
    if (wish) data.set("language", wish);
    wish = "";
    const body = new URLSearchParams(data);
    // Filled up, so that its size does not tell how much was written.
    body.set("pad", "");
    body.set("pad", ".".repeat((ALIGN - (body.toString().length % ALIGN)) % ALIGN));
    return body;
  }

  async function send(form, button) {
    if (busy) return;
    busy = true;
    const typed = document.activeElement && document.activeElement.id === "text";
    const opening = !form.elements.session || !$("question");
    const text = opening ? "" : spoken(form, button);
    const state = text ? bubble(text) : null;
    const body = body_of(form, button);
    // Kept in the field until it has arrived; then the field is a new one.
    document.body.classList.add("busy");
    tell(state, said.sending);
    notice.textContent = "";
    typing.hidden = false;
    bottom();
    const began = Date.now();
    const result = await post(body, state);
    if (!calm) await pause(Math.max(0, 400 - (Date.now() - began)));
    typing.hidden = true;
    notice.textContent = "";
    document.body.classList.remove("busy");
    busy = false;
    if (result.sentence) refused(result, state);
    else show(result.page, state, typed);
  }

  function refused({ sentence, code }, state) {
    tell(state, said.notSent, true);
    if (/^(expired|unreadable_session|retired|spent_token)$/.test(code)) store.drop();
    const place = $("problem");
    if (place) {
      place.textContent = sentence;
      place.hidden = false;
      $("turn").hidden = false;
      if ($("token").value) $("token").focus();
      return;
    }
    const line = element("div", "line fresh");
    line.append(element("p", "bubble", sentence));
    log.append(line);
    bottom();
  }

  function show(page, state, typed) {
    const next = page.getElementById("ask"), again = next.dataset.again === "yes";
    relabel(page);
    tell(state, said.sent);
    const before = $("question"), lines = [...page.querySelectorAll("#log > .line")];
    // What was read aloud once is not read aloud again.
    log.setAttribute("aria-live", again ? "off" : "polite");
    if (again) log.replaceChildren();
    for (const line of lines) {
      const question = line.querySelector("#question");
      // After help or "did you mean" the question stands above already.
      if (question && before && !again && before.textContent === question.textContent) continue;
      if (question && before) before.removeAttribute("id");
      if (!again) line.classList.add("fresh");
      log.append(document.importNode(line, true));
    }
    for (const id of ["progress", "menu"]) $(id).replaceChildren(...copies(page.getElementById(id)));
    $("ask").replaceChildren(...copies(next));
    $("ask").dataset.outcome = next.dataset.outcome;
    remember();
    dress(typed);
  }

  // In another language than before, what stands around the talk changes with it.
  function relabel(page) {
    const root = document.documentElement, now = page.documentElement;
    if (root.lang === now.lang) return;
    root.lang = now.lang;
    root.dir = now.dir;
    document.title = page.title;
    Object.assign(said, page.body.dataset);
    log.setAttribute("aria-label", page.getElementById("log").getAttribute("aria-label"));
    for (const place of [".skip", ".bar h1", ".typing .sr"]) {
      document.querySelector(place).textContent = page.querySelector(place).textContent;
    }
  }

  const copies = (from) => [...from.childNodes].map((node) => document.importNode(node, true));

  function remember() {
    const fields = $("turn") && $("turn").elements;
    if (fields && fields.session) {
      // What was chosen in the review outlives a reload, too.
      const chosen = [...new FormData($("turn"))].filter(([name]) => /^(words|shown|keep)\./.test(name));
      store.set({ session: fields.session.value, first: fields.first.value, chosen });
      // The code has done its work: it leaves the address, and so the history.
      if (location.hash) history.replaceState(null, "", location.pathname);
    } else {
      store.drop();
      if (location.hash) history.replaceState(null, "", location.pathname);
    }
  }

  function bottom() {
    scrollTo({ top: document.documentElement.scrollHeight, behavior: calm ? "auto" : "smooth" });
  }

  // Bring the new question into view, and the focus to where the answer begins.
  function dress(typed) {
    const group = document.querySelector("#ask [tabindex='-1']"), text = $("text"), question = $("question");
    for (const tool of document.querySelectorAll("[data-do]")) tool.hidden = false;
    count();
    const tall = document.querySelector("#ask .card");
    if (tall && question) question.parentNode.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
    else bottom();
    const to = text && (typed || (mouse && !tall && document.querySelector("[data-kind=open]"))) ? text : group;
    if (to) to.focus({ preventScroll: true });
    else if (text && mouse) text.focus({ preventScroll: true });
  }

  function count(box) {
    const ticks = document.querySelector(".ticks[data-most]"), place = $("count");
    if (!ticks || !place) return;
    const most = Number(ticks.dataset.most), ticked = ticks.querySelectorAll(":checked").length;
    const over = box && box.checked && ticked > most;
    if (over) box.checked = false;
    if (box) place.textContent = (over ? said.full : said.chosen).replace("{most}", most).replace("{count}", ticked);
  }

  async function copy(button) {
    const words = [...document.querySelectorAll("#words li")].map((word) => word.textContent).join(" ");
    try {
      await navigator.clipboard.writeText(words);
      button.textContent = said.copied;
    } catch {
      getSelection().selectAllChildren($("words"));
    }
  }

  document.addEventListener("submit", (event) => {
    event.preventDefault();
    const button = event.submitter;
    const menu = document.querySelector("#menu [open]");
    if (menu) menu.open = false;
    if (event.target.id === "back") return button.value === "resume" ? resume(store.get()) : begin();
    send(event.target, button);
  });
  document.addEventListener("change", (event) => { 
    if (event.target.matches(".ticks input")) count(event.target);
    if (event.target.matches(".review input")) remember();
  });
  document.addEventListener("input", (event) => {
    const text = event.target;
    if (text.id !== "text" || CSS.supports("field-sizing", "content")) return;
    text.style.height = "auto";
    text.style.height = text.scrollHeight + 2 + "px";
  });
  document.addEventListener("keydown", (event) => {
    const menu = document.querySelector("#menu [open]");
    if (event.key === "Escape" && menu) { menu.open = false; menu.firstElementChild.focus(); }
    // With a keyboard Enter sends; on a phone it begins a new line, as its keys say.
    if (event.target.id !== "text" || event.key !== "Enter" || event.shiftKey || event.isComposing || !mouse) return;
    event.preventDefault();
    if (event.target.value.trim()) event.target.form.requestSubmit(document.querySelector(".send"));
  });
  document.addEventListener("click", (event) => {
    const tool = event.target.closest("[data-do]"), menu = document.querySelector("#menu [open]");
    if (tool) tool.dataset.do === "print" ? print() : copy(tool);
    if (menu && !menu.contains(event.target)) menu.open = false;
  });

  function begin() {
    $("back").hidden = true;
    $("token").value = location.hash.slice(1);
    wish = new URLSearchParams(location.search).get("language") || navigator.language;
    send($("turn"), document.querySelector("#turn [name='do']"));
  }

  function resume(talk) {
    const form = element("form", ""), { chosen = [], ...fields } = talk;
    for (const [name, value] of [["do", "start"], ...Object.entries(fields), ...chosen]) {
      const field = element("input", "");
      field.name = name;
      field.value = value;
      form.append(field);
    }
    $("back").hidden = true;
    send(form, null);
  }

  const kept = store.get();
  if (!$("token")) return dress(false);
  if (!location.hash && !kept) return;
  $("turn").hidden = true;
  if (location.hash && kept) $("back").hidden = false;
  else if (location.hash) begin();
  else resume(kept);
})();
