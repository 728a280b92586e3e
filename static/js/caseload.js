/* The booking button says the time that is chosen. Without this the button says "Book" with the first time. */
(function () {
  "use strict";
  document.addEventListener("change", function (event) {
    var slot = event.target.closest("#book-form .jc-slot");
    if (!slot) { return; }
    var day = slot.querySelector("b").textContent, time = slot.querySelector("b").nextSibling.textContent;
    var words = day.slice(day.search(/\d/)) + " " + time.trim();
    document.querySelectorAll("[data-slot-words]").forEach(function (place) { place.textContent = words; });
  });
}());
