// Headings of tables sort: up, down, then the order of the report again.
(function () {
  "use strict";
  function value(row, index) {
    var cell = row.cells[index];
    var exact = cell ? cell.getAttribute("data-value") : null;
    return exact !== null ? Number(exact) : cell ? cell.textContent.trim() : "";
  }
  function compare(a, b) {
    if (typeof a === "number" && typeof b === "number") return a - b;
    if (typeof a !== typeof b) return typeof a === "number" ? -1 : 1;
    return a.localeCompare(b, "en", { numeric: true });
  }
  function sort(table, heading, rows) {
    var was = heading.getAttribute("aria-sort");
    var now = was === "ascending" ? "descending" : was === "descending" ? null : "ascending";
    table.querySelectorAll("th[aria-sort]").forEach(function (other) {
      other.removeAttribute("aria-sort");
    });
    if (now) heading.setAttribute("aria-sort", now);
    var index = heading.cellIndex;
    var sorted = rows.slice();
    if (now) {
      sorted.sort(function (a, b) {
        var x = value(a, index), y = value(b, index);
        // What is empty comes last either way.
        if (x === "" || y === "") return x === y ? 0 : x === "" ? 1 : -1;
        return now === "ascending" ? compare(x, y) : compare(y, x);
      });
    }
    table.classList.toggle("sorted", now !== null);
    var body = table.tBodies[0];
    sorted.forEach(function (row) { body.appendChild(row); });
  }
  document.querySelectorAll("table").forEach(function (table) {
    var rows = Array.prototype.slice.call(table.tBodies[0].rows);
    if (rows.length < 2) return;
    table.querySelectorAll("thead th").forEach(function (heading) {
      var button = document.createElement("button");
      button.type = "button";
      while (heading.firstChild) button.appendChild(heading.firstChild);
      heading.appendChild(button);
      button.addEventListener("click", function () { sort(table, heading, rows); });
    });
  });
})();
