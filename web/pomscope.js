// The entry: defines <pom-scope> once; all behaviour lives in element.js.
import { PomScope } from "./element.js";

// A page that includes the script twice, or two versions of it, keeps the first.
if (globalThis.customElements && !customElements.get("pom-scope")) {
  customElements.define("pom-scope", PomScope);
}
