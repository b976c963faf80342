/* The list of jobs: cells follow what happens, rows stay where they are, and a pill says how many newer ones there are. */
(function () {
  "use strict";
  var asked = 0, wait = 3000;
  function chip(cell, line) {
    var now = cell.querySelector("[data-chip]");
    if (now.className === "chip s-" + line.css) { return; }
    now.className = "chip s-" + line.css;
    now.querySelector("use").setAttribute("href", Nightshift.icon(line.css));
    now.querySelector("span").textContent = line.word;
  }
  function patch(row, line) {
    chip(row.querySelector(".c-state"), line);
    var note = row.querySelector("[data-note]"), bar = row.querySelector("progress"), time = row.querySelector(".c-when time");
    note.textContent = line.note;
    note.title = line.note;
    bar.hidden = line.percent < 0;
    bar.value = Math.max(0, line.percent);
    row.querySelector("[data-attempts]").textContent = line.attempts;
    row.querySelector("[data-ran]").textContent = line.ran;
    row.querySelector("[data-when-word]").textContent = line.whenWord;
    if (time) { time.setAttribute("datetime", line.when); time.removeAttribute("data-local"); time.title = line.whenWord; time.textContent = Nightshift.ago(Date.parse(line.when)); }
  }
  function ask() {
    var table = document.querySelector("[data-list]");
    if (!table || Date.now() - asked < wait) { return; }
    asked = Date.now();
    var query = table.getAttribute("data-list"), first = table.getAttribute("data-first");
    if (first) { query += "&first=" + first; }
    Nightshift.all("tr[data-id]", table).forEach(function (row) {
      var word = row.querySelector("[data-chip]").className;
      /* What has ended changes only by an operator's retry: not asked again. */
      if (!/s-(succeeded|cancelled|expired|dead)$/.test(word)) { query += "&id=" + row.getAttribute("data-id"); }
    });
    fetch(Nightshift.context() + "/live/jobs?" + query, { credentials: "same-origin", redirect: "error" })
      .then(function (reply) { if (!reply.ok) { throw new Error("status " + reply.status); } return reply.json(); })
      .then(function (live) {
        live.rows.forEach(function (line) {
          var row = table.querySelector("tr[data-id='" + CSS.escape(line.id) + "']");
          if (row) { patch(row, line); }
        });
        var pill = document.querySelector("[data-fresh]");
        pill.hidden = live.fresh === 0;
        pill.textContent = live.fresh + (live.fresh >= 50 ? "+" : "") + " new: show";
        wait = 3000;
      }, function () { wait = Math.min(60000, wait * 2); });
  }
  document.addEventListener("DOMContentLoaded", function () {
    Nightshift.onTick(ask);
    /* Short URLs: what is empty is not a filter. */
    var form = document.querySelector("[data-filter]");
    function tidy() { Nightshift.all("input,select", form).forEach(function (part) { if (!part.value) { part.disabled = true; } }); }
    form.addEventListener("submit", tidy);
    form.addEventListener("formdata", function (event) { Array.from(event.formData.entries()).forEach(function (pair) { if (!pair[1]) { event.formData.delete(pair[0]); } }); });
    window.addEventListener("pageshow", function () { Nightshift.all("input,select", form).forEach(function (part) { part.disabled = false; }); });
    var search = document.querySelector("[data-key=search]"), text = form.querySelector("[name=text]");
    if (search && text) { search.value = text.value; }
  });
})();
