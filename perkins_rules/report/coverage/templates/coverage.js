"use strict";
(() => {
  const form = document.getElementById("filter");
  const words = document.getElementById("words");
  const found = document.getElementById("found");
  const none = document.getElementById("none");
  const boxes = [...form.querySelectorAll("input[type=checkbox]")];
  const places = [...document.querySelectorAll("#sources article")].map((place) => ({
    place,
    status: place.className,
    text: place.textContent.toLowerCase().replace(/\s+/g, " "),
  }));
  const groups = [...document.querySelectorAll(".part"), ...document.querySelectorAll(".source")];

  function show() {
    const asked = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    const taken = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    const all = taken.size === boxes.length;
    let count = 0;
    for (const { place, status, text } of places) {
      const takes = (taken.has(status) || (all && status === "heading")) && asked.every((word) => text.includes(word));
      place.hidden = !takes;
      count += takes ? 1 : 0;
    }
    for (const group of groups) {
      group.hidden = !group.querySelector("article:not([hidden])");
    }
    none.hidden = count > 0;
    found.textContent = count === 1 ? "1 place" : `${count} places`;
  }

  function measure() {
    document.documentElement.style.setProperty("--filter-height", `${form.offsetHeight}px`);
  }

  form.hidden = false;
  document.body.classList.add("filtering");
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && document.activeElement !== words) {
      event.preventDefault();
      words.focus();
    } else if (event.key === "Escape" && document.activeElement === words) {
      words.value = "";
      show();
    }
  });
  addEventListener("resize", measure);
  measure();
  show();
})();
