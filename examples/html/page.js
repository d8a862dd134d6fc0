// What a page can hear of the widget and tell it. No event carries an answer.
const assessment = document.querySelector("#assessment");
const told = document.querySelector("#told");

assessment.addEventListener("pomscope-ready", () => (told.textContent = "The questions are there."));
assessment.addEventListener("pomscope-progress", ({ detail }) => (told.textContent = `${detail.percent} % answered.`));
assessment.addEventListener("pomscope-finished", ({ detail }) => (told.textContent = `The ${detail.kind} result is shown.`));
document.querySelector("#again").addEventListener("click", () => assessment.reset());
