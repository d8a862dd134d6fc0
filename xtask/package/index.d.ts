// Types of `import "pomscope"`, which defines <pom-scope> and exports nothing that runs.
export type { Kind, PomScope, PomScopeAttributes, PomScopeEvents } from "./pomscope.js";
