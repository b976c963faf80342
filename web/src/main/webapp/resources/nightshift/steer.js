/* Keeps the numbers of Queues and Nodes fresh: asks the API every 2 s at most, as long as ticks come. */
(function () {
  "use strict";
  var part = document.querySelector("[data-steer]");
  if (!part) { return; }
  var what = part.getAttribute("data-steer");
  var last = 0, asking = false, dirty = false;

  function millis(duration) {
    var match = /^P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(duration);
    return match ? 1000 * (86400 * (match[1] || 0) + 3600 * (match[2] || 0) + 60 * (match[3] || 0) + Number(match[4] || 0)) : 0;
  }
  function put(row, name, text) {
    var cell = row.querySelector("[data-part=" + name + "]");
    if (cell && cell.textContent !== text) { cell.textContent = text; }
  }
  function count(number) { return number.toLocaleString("en-US"); }
  function rows() { return Array.prototype.slice.call(document.querySelectorAll("[data-steer] [data-row-of]")); }

  var show = {
    queues: function (row, queue) {
      put(row, "lag", queue.ready === 0 ? "–" : Nightshift.span(millis(queue.oldestReady)));
      put(row, "ready", count(queue.ready));
      put(row, "scheduled", count(queue.scheduled));
      put(row, "running", count(queue.running));
      return String(queue.paused) === row.getAttribute("data-paused");
    },
    nodes: function (row, node) {
      var time = row.querySelector("[data-part=heartbeat] time"), bar = row.querySelector("[data-part=bar]");
      if (time) { time.setAttribute("datetime", node.heartbeatAt); time.textContent = Nightshift.ago(Date.parse(node.heartbeatAt)); }
      if (bar) { bar.value = node.running; bar.max = node.slots; }
      put(row, "running", String(node.running));
      return String(node.live) === row.getAttribute("data-is-live");
    }
  };
  function idle() {
    return !dirty && !document.querySelector("dialog[open]") && !/^(INPUT|SELECT|TEXTAREA|BUTTON)$/.test(document.activeElement.tagName);
  }
  function update(answer) {
    var known = {}, same = true, all = rows();
    answer[what].forEach(function (one) { known[what === "queues" ? one.name : one.incarnation] = one; });
    all.forEach(function (row) {
      var one = known[row.getAttribute("data-row-of")];
      same = !!one && show[what](row, one) && same;
    });
    /* Something came, went or was paused elsewhere: the page is made anew, unless somebody is busy in it. */
    if ((!same || all.length !== answer[what].length) && idle()) { location.reload(); }
  }
  document.addEventListener("input", function (event) { dirty = dirty || part.contains(event.target) || event.target.closest("[data-steer]") !== null; });
  document.addEventListener("DOMContentLoaded", function () {
    Nightshift.onTick(function () {
      if (asking || Date.now() - last < 2000) { return; }
      asking = true;
      last = Date.now();
      fetch(Nightshift.context() + "/api/v1/" + what, { credentials: "same-origin", redirect: "error", headers: { Accept: "application/json" } })
        .then(function (reply) { if (!reply.ok) { throw new Error("status " + reply.status); } return reply.json(); })
        .then(update)
        .catch(function () { /* the live indicator tells the age of the data */ })
        .then(function () { asking = false; });
    });
  });
})();
