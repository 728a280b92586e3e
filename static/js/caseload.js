/* Min sagsstamme: the booking button says the time that is chosen, and a row renewed after an act keeps the selection
   of the page: the person may have walked on to the next row while the act was on its way. */
(function () {
  "use strict";
  document.addEventListener("change", function (event) {
    var slot = event.target.closest("#book-form .jc-slot");
    if (!slot) { return; }
    var day = slot.querySelector("b").textContent, time = slot.querySelector("b").nextSibling.textContent;
    var words = day.slice(day.search(/\d/)) + " " + time.trim();
    document.querySelectorAll("[data-slot-words]").forEach(function (place) { place.textContent = words; });
  });
  document.addEventListener("htmx:oobBeforeSwap", function (event) {
    var old = event.detail.target, row = event.detail.fragment && event.detail.fragment.firstElementChild;
    if (!old || !old.matches("[data-row]") || !row) { return; }
    row.classList.toggle("sel", old.classList.contains("sel"));
    if (!old.classList.contains("sel")) { row.removeAttribute("aria-current"); }
  });
}());
