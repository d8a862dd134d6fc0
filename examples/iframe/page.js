// Follows the frame: its height, and its events. On a page that knows its own origin, the address stands in the HTML,
// `<iframe data-pomscope src="https://files.example/pomscope/frame.html?parent=https://www.example.com">`, and this script is
// pomscope-frame.js alone.
import { follow } from "../../dist/embed/pomscope-frame.js";

const frame = document.querySelector("#assessment");
const address = new URL("../../dist/embed/frame.html", import.meta.url);
address.search = new URLSearchParams({ parent: location.origin, start: "full" });
frame.src = address;
follow(frame);

frame.addEventListener("pomscope-progress", ({ detail }) => {
  document.querySelector("#told").textContent = `${detail.percent} % answered.`;
});
