"use strict";
(() => {
  const articles = Array.from(document.querySelectorAll(".finding"));
  const form = document.getElementById("filters");
  const byId = (id) => document.getElementById(id);

  const openAround = (element) => {
    for (let at = element; at; at = at.parentElement) {
      if (at.tagName === "DETAILS") at.open = true;
    }
  };

  let opened = [];
  addEventListener("beforeprint", () => {
    opened = Array.from(document.querySelectorAll("details:not([open])"));
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
    opened = [];
  });

  if (!form) return;
  form.hidden = false;
  byId("shown").dataset.all = byId("shown").textContent;
  if (matchMedia("(max-width: 44rem)").matches) form.querySelector("details").open = false;

  const boxes = Array.from(form.querySelectorAll("input[name=relation]"));
  const texts = new Map();
  const textOf = (article) => {
    if (!texts.has(article)) {
      texts.set(article, article.textContent.replace(/\s+/g, " ").toLowerCase());
    }
    return texts.get(article);
  };

  const between = (article, one, other) => {
    const { first, second } = article.dataset;
    if (one && other) {
      return (first === one && second === other) || (first === other && second === one);
    }
    const wanted = one || other;
    return !wanted || first === wanted || second === wanted;
  };

  const apply = () => {
    const one = byId("party").value;
    const other = byId("against").value;
    const least = Number(byId("score").value);
    const relations = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    const words = byId("words").value.toLowerCase().split(/\s+/).filter(Boolean);
    byId("least").textContent = least.toFixed(2);
    let shown = 0;
    for (const article of articles) {
      const fits =
        between(article, one, other) &&
        relations.has(article.dataset.relation) &&
        Number(article.dataset.score) >= least &&
        words.every((word) => textOf(article).includes(word));
      article.hidden = !fits;
      if (fits) shown += 1;
    }
    for (const alike of document.querySelectorAll(".alike")) {
      const left = alike.querySelectorAll(".finding:not([hidden])").length;
      alike.hidden = left === 0;
      alike.querySelector("summary .number").textContent = String(left);
      // Without the finding above it nothing tells what these are: they are shown then.
      if (left && alike.previousElementSibling.hidden) {
        if (!alike.open) alike.dataset.opened = "";
        alike.open = true;
      } else if ("opened" in alike.dataset) {
        delete alike.dataset.opened;
        alike.open = false;
      }
    }
    for (const matter of document.querySelectorAll(".matter")) {
      const left = matter.querySelectorAll(".finding:not([hidden])").length;
      matter.hidden = left === 0;
      matter.querySelector("h3 .number").textContent = String(left);
    }
    byId("none").hidden = shown !== 0;
    byId("shown").textContent =
      shown === articles.length
        ? byId("shown").dataset.all
        : `${shown} of ${articles.length} findings shown.`;
    for (const link of document.querySelectorAll(".pair-link")) {
      const { first, second } = link.dataset;
      const chosen = one && other && ((first === one && second === other) || (first === other && second === one));
      if (chosen) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };

  let waiting = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, 80);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply, 0));

  for (const link of document.querySelectorAll(".pair-link")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      form.reset();
      byId("party").value = link.dataset.first;
      byId("against").value = link.dataset.second;
      clearTimeout(waiting);
      apply();
      waiting = setTimeout(apply, 1);
      byId("findings").scrollIntoView();
      byId("findings").focus({ preventScroll: true });
    });
  }

  const follow = () => {
    const target = location.hash.length > 1 ? byId(decodeURIComponent(location.hash.slice(1))) : null;
    if (!target) return;
    openAround(target);
    if (target.closest("[hidden]")) {
      form.reset();
      setTimeout(() => target.scrollIntoView(), 1);
    }
  };
  addEventListener("hashchange", follow);
  follow();
  // A browser may restore the fields of a form when it loads a page again.
  apply();
})();
