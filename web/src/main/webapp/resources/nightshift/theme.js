/* Before anything is painted: the theme that was chosen, else the system's. */
(function () {
  var theme = null;
  try { theme = localStorage.getItem("nightshift.theme"); } catch (refused) { /* private window: the system's theme */ }
  if (theme === "light" || theme === "dark") { document.documentElement.setAttribute("data-theme", theme); }
})();
