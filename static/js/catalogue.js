/* Tilbudskatalog: one tab stop in the matrix, arrows move from cell to cell, Home and End to the ends of a row, with
   Ctrl to the ends of the matrix. Enter follows the link, which opens the panel. */
(function () {
  "use strict";
  function grid() { return document.querySelector("[data-grid]"); }
  function lines() {
    return Array.from(grid().querySelectorAll("tbody tr")).map(function (row) { return Array.from(row.querySelectorAll("[data-cell]")); })
      .filter(function (cells) { return cells.length; });
  }
  function rove(cell) {
    grid().querySelectorAll("[data-cell]").forEach(function (other) { other.tabIndex = other === cell ? 0 : -1; });
  }
  function start() {
    if (!grid()) { return; }
    var cells = lines();
    rove(grid().querySelector("[data-cell][tabindex='0']") || grid().querySelector(".sel[data-cell]") || (cells[0] && cells[0][0]));
  }
  function next(cells, line, place, key, far) {
    if (key === "ArrowRight") { return cells[line][place + 1]; }
    if (key === "ArrowLeft") { return cells[line][place - 1]; }
    if (key === "ArrowDown") { return cells[line + 1] && cells[line + 1][place]; }
    if (key === "ArrowUp") { return cells[line - 1] && cells[line - 1][place]; }
    if (key === "Home") { return (far ? cells[0] : cells[line])[0]; }
    if (key === "End") { var row = far ? cells[cells.length - 1] : cells[line]; return row[row.length - 1]; }
    return null;
  }
  document.addEventListener("keydown", function (event) {
    var cell = event.target.closest && event.target.closest("[data-cell]");
    if (!cell || event.altKey || event.metaKey || !/^(Arrow|Home$|End$)/.test(event.key)) { return; }
    var cells = lines();
    var line = cells.findIndex(function (row) { return row.includes(cell); });
    var found = next(cells, line, cells[line].indexOf(cell), event.key, event.ctrlKey);
    event.preventDefault();
    if (found) { rove(found); found.focus(); }
  });
  document.addEventListener("click", function (event) {
    var cell = event.target.closest("[data-cell]");
    if (!cell) { return; }
    rove(cell);
    grid().querySelectorAll(".sel").forEach(function (old) { old.classList.remove("sel"); old.removeAttribute("aria-current"); });
    cell.classList.add("sel");
    cell.setAttribute("aria-current", "true");
  });
  document.addEventListener("htmx:afterSettle", start);
  start();
}());
