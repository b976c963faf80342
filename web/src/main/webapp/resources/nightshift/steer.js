/* Keeps Queues, Nodes and Job types fresh: asks the API every 2 s at most (10 s for types), as long as ticks come. */
(function () {
  "use strict";
  var part = document.querySelector("[data-steer]");
  if (!part) { return; }
  var what = part.getAttribute("data-steer");
  var source = { queues: "queues", nodes: "nodes", types: "job-types" }[what], list = what === "types" ? "jobTypes" : what;
  var pace = what === "types" ? 10000 : 2000;
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
      put(row, "held", queue.held === 0 ? "" : count(queue.held) + " held");
      return String(queue.paused) === row.getAttribute("data-paused");
    },
    nodes: function (row, node) {
      var time = row.querySelector("[data-part=heartbeat] time"), bar = row.querySelector("[data-part=bar]");
      if (time) { time.setAttribute("datetime", node.heartbeatAt); time.textContent = Nightshift.ago(Date.parse(node.heartbeatAt)); }
      if (bar) { bar.value = node.running; bar.max = node.slots; }
      put(row, "running", String(node.running));
      return String(node.live) === row.getAttribute("data-is-live") && node.state === row.getAttribute("data-state");
    },
    types: function (row, type) {
      var breaker = type.setting.breaker;
      return String(type.setting.paused) === row.getAttribute("data-paused") && (breaker ? breaker.state : "NONE") === row.getAttribute("data-breaker");
    }
  };
  function idle() {
    return !dirty && !document.querySelector("dialog[open]") && !/^(INPUT|SELECT|TEXTAREA|BUTTON)$/.test(document.activeElement.tagName);
  }
  function update(answer) {
    var known = {}, same = true, all = rows();
    answer[list].forEach(function (one) { known[what === "nodes" ? one.incarnation : one.name] = one; });
    all.forEach(function (row) {
      var one = known[row.getAttribute("data-row-of")];
      /* Types that only other nodes know are not in the answer of this one. */
      same = (one ? show[what](row, one) : what === "types") && same;
    });
    /* Something came, went or was paused elsewhere: the page is made anew, unless somebody is busy in it. */
    if ((!same || (what !== "types" && all.length !== answer[list].length)) && idle()) { location.reload(); }
  }
  document.addEventListener("input", function (event) { dirty = dirty || part.contains(event.target) || event.target.closest("[data-steer]") !== null; });
  document.addEventListener("DOMContentLoaded", function () {
    Nightshift.onTick(function () {
      if (asking || Date.now() - last < pace) { return; }
      asking = true;
      last = Date.now();
      fetch(Nightshift.context() + "/api/v1/" + source, { credentials: "same-origin", redirect: "error", headers: { Accept: "application/json" } })
        .then(function (reply) { if (!reply.ok) { throw new Error("status " + reply.status); } return reply.json(); })
        .then(update)
        .catch(function () { /* the live indicator tells the age of the data */ })
        .then(function () { asking = false; });
    });
  });
})();
