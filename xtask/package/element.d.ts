// Types of `pomscope/element`: the class alone, whose import defines no tag.
export { PomScope } from "./pomscope.js";
export type { Kind, PomScopeAttributes, PomScopeEvents } from "./pomscope.js";
