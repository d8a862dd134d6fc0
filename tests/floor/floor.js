// The floor page's script: the least that an answer must do, which is to be kept on this device and to be counted.

const form = document.querySelector("form");
const count = document.querySelector("output");
const questions = new Set([...form.elements].flatMap(({ type, name }) => (type === "radio" ? [name] : []))).size;

function keep() {
  const answers = Object.fromEntries(new FormData(form));
  localStorage.setItem("floor", JSON.stringify(answers));
  count.value = `${Object.keys(answers).length} of ${questions} answered`;
}

form.addEventListener("change", keep);
// What was chosen before this script was there counts as well.
keep();
