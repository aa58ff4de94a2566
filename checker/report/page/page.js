// Filters the tables by text and by verdict. The page says the same without it. No less-than sign and no ampersand in
// here: the tests read the page as XML.
(() => {
  const form = document.getElementById("filter");
  if (!form) return;
  const rows = Array.from(document.querySelectorAll("table.claims tbody tr"));
  const text = document.getElementById("filter-text");
  const count = document.getElementById("filter-count");
  const boxes = new Map();

  const apply = () => {
    const wanted = text.value.trim().toLowerCase();
    let shown = 0;
    for (const row of rows) {
      const match = boxes.get(row.dataset.verdict).checked ? row.textContent.toLowerCase().includes(wanted) : false;
      row.hidden = !match;
      if (match) shown += 1;
    }
    for (const section of document.querySelectorAll("section.paper")) {
      section.hidden = !section.querySelector("tbody tr:not([hidden])");
    }
    count.textContent = shown === rows.length ? "" : `${shown} of ${rows.length} shown`;
  };

  for (const badge of document.querySelectorAll(".counts .verdict")) {
    const verdict = badge.textContent;
    const label = document.createElement("label");
    const box = document.createElement("input");
    box.type = "checkbox";
    box.checked = true;
    label.append(box, ` ${verdict}`);
    document.getElementById("filter-verdicts").append(label);
    boxes.set(verdict, box);
  }

  // A link to a claim that the filter hides would lead nowhere.
  const showTarget = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (!target) return;
    if (target.hidden || target.closest("[hidden]")) {
      text.value = "";
      for (const box of boxes.values()) box.checked = true;
      apply();
      target.scrollIntoView();
    }
  };

  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("hashchange", showTarget);
  form.hidden = false;
  apply();
})();
