/* Single-letter shortcuts and lists that are walked with j and k. Only outside fields; body[data-shortcuts=off] stops them.
   data-key="b" or "g s": pressing clicks the element.  data-row: a row of a list; inside it data-row-select (link that
   shows the row in the panel #panel) and the first link (Enter opens it).  Ctrl+Enter sends the open form. */
(function () {
  "use strict";

  var prefix = "", prefixTimer = 0, waiting = [], selecting = null;

  function one(selector, root) { return (root || document).querySelector(selector); }
  function all(selector, root) { return Array.from((root || document).querySelectorAll(selector)); }
  function visible(element) { return element.getClientRects().length > 0; }
  function scope() { return one("dialog[open]") || document; }
  function rows() { return all("[data-row]").filter(visible); }
  function chosen() { return one("[data-row].sel"); }
  function inField(element) {
    return element.isContentEditable || element.tagName === "TEXTAREA" || element.tagName === "SELECT" ||
      (element.tagName === "INPUT" && !/^(radio|checkbox|submit|button)$/.test(element.type));
  }

  function select(row, focus) {
    var link = one("[data-row-select]", row);
    if (row.classList.contains("sel") && !focus) { return; }
    all("[data-row].sel").forEach(function (old) { old.classList.remove("sel"); old.removeAttribute("aria-current"); });
    row.classList.add("sel");
    row.setAttribute("aria-current", "true");
    if (focus) { (one("a", row) || row).focus({ preventScroll: true }); row.scrollIntoView({ block: "nearest" }); }
    if (link) { selecting = link.getAttribute("hx-get") ? link : null; link.click(); }
  }
  function step(by) {
    var list = rows(), index = list.indexOf(chosen());
    var row = list[Math.min(Math.max(index + by, 0), list.length - 1)];
    if (row && row !== chosen()) { select(row, true); }
  }
  document.addEventListener("click", function (event) {
    var row = event.target.closest("[data-row]");
    if (!row || event.target.closest("a,button,input,select,label,summary,textarea") || String(getSelection())) { return; }
    select(row, false);
  });
  document.addEventListener("click", function (event) {
    var link = event.target.closest("[data-row-select]");
    var row = link && link.closest("[data-row]");
    if (row && !row.classList.contains("sel")) {
      all("[data-row].sel").forEach(function (old) { old.classList.remove("sel"); old.removeAttribute("aria-current"); });
      row.classList.add("sel");
      row.setAttribute("aria-current", "true");
    }
  });

  /* while the panel of a newly chosen row is on its way, keys wait for it in order: none may act on another row */
  document.body.addEventListener("htmx:afterSettle", function (event) {
    if (event.detail.target && event.detail.target.id !== "panel") { return; }
    var request = event.detail.requestConfig;
    if (selecting && selecting.isConnected && request && request.elt !== selecting) { return; }
    selecting = null;
    while (waiting.length && !selecting) { act(waiting.shift()); }
  });
  ["htmx:responseError", "htmx:sendError", "htmx:timeout"].forEach(function (name) {
    document.body.addEventListener(name, function () { selecting = null; waiting = []; });
  });

  function press(key) {
    var target = all('[data-key="' + CSS.escape(key) + '"]', scope()).filter(visible)[0];
    if (target) { target.click(); }
    return Boolean(target);
  }

  function act(key) {
    if (key === "j" || key === "k") { step(key === "j" ? 1 : -1); } else { press(key); }
  }

  function help() {
    var list = one("[data-keys]"), seen = {};
    list.replaceChildren();
    function line(key, text) {
      if (seen[key]) { return; }
      seen[key] = true;
      var term = document.createElement("dt"), words = document.createElement("dd"), kbd = document.createElement("kbd");
      kbd.className = "jc-k";
      kbd.textContent = key;
      term.append(kbd);
      words.textContent = text;
      list.append(term, words);
    }
    if (rows().length) { line("j", "Næste række"); line("k", "Forrige række"); line("Enter", "Åbn rækken"); }
    all("[data-key]").filter(visible).forEach(function (element) { line(element.dataset.key, element.dataset.keyLabel || element.textContent.trim()); });
    if (one("#soeg")) { line("/", "Søg"); }
    line("Ctrl+Enter", "Gem i et åbent panel");
    line("Esc", "Luk panel");
    line("?", "Vis genveje");
    document.getElementById("genveje").showModal();
  }

  /* A click and not requestSubmit: htmx sends the button it saw focused or clicked last, whatever the event says. */
  function send(form) {
    var button = one("[data-default]", form);
    if (button) { button.click(); } else { form.requestSubmit(); }
  }

  function letter(event) {
    var key = event.key, full = prefix ? prefix + " " + key : key;
    if (prefix) { clearTimeout(prefixTimer); prefix = ""; }
    if (waiting.length) {
      waiting.push(full);
    } else if (key === "j" || key === "k") {
      if (scope() !== document || !rows().length) { return; }
      act(key);
    } else if (key === "/" && one("#soeg")) {
      one("#soeg").focus();
    } else if (key === "?") {
      if (scope() === document) { help(); }
    } else if (selecting && one("#panel") && key.length === 1) {
      waiting.push(full);
    } else if (!press(full)) {
      if (!one('[data-key^="' + CSS.escape(key) + ' "]', scope())) { return; }
      prefix = key;
      prefixTimer = setTimeout(function () { prefix = ""; }, 1500);
    }
    event.preventDefault();
  }

  document.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      var form = event.target.form || one("form", scope());
      if (form && form.method === "post" && (one("dialog[open]") || event.target.form)) { event.preventDefault(); send(form); }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat && event.key !== "j" && event.key !== "k") { return; }
    if (event.key.length !== 1 || inField(event.target)) { return; }
    if (document.body.dataset.shortcuts === "on") { letter(event); }
  });
}());
