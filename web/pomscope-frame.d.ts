// The types of pomscope-frame.js; nothing here runs.

/**
 * Gives a frame that shows Pomscope's frame.html the height that it tells, and passes its events on: they are dispatched on the
 * frame's element under the same names. `<iframe data-pomscope>` is followed without this. Returns the way to end it.
 */
export function follow(frame: HTMLIFrameElement): () => void;

/** What goes to the frame: the page around it is there and listens. */
export interface PomScopeHello {
  type: "pomscope-hello";
}

/** The height of what stands in the frame, in px. */
export interface PomScopeHeight {
  type: "pomscope-height";
  height: number;
  /** What the frame's address named as `id`, else empty. */
  id: string;
}

/** An event of the element in the frame. */
export interface PomScopeEventMessage {
  type: "pomscope-event";
  name: string;
  detail: unknown;
  id: string;
}
