// The types of the element, of its events and of the border between page and program; nothing here runs.

/** `<pom-scope>`: a maturity self-assessment. Importing "./pomscope.js" defines it. */
export class PomScope extends HTMLElement {
  /** Imports an assessment file; the visitor decides what becomes of it. */
  importJson(text: string, name?: string): void;
  /** Asks the visitor for the assessment: what is ticked and handed over, as the JSON of a `SharedDetail`; null where the visitor says no. */
  exportJson(): Promise<string | null>;
  /** Back to the start screen. */
  reset(): void;
  /** What the page tells of its owner; null without it. */
  page: PageOwner | null;
  /** As the attributes of these names; empty where one is missing. */
  pack: string;
  theme: string;
  mode: string;
  start: string;
  side: string;
  storageKey: string;
  ctaHref: string;
  ctaLabel: string;
  eager: boolean;
  links: boolean;
}

/** Attributes of `<pom-scope>`. Changing `pack`, `mode` or `storage-key` starts it anew, once all answers are stored; the others take effect at once. */
export interface PomScopeAttributes {
  lang?: string;
  /** A questionnaire of one's own: the address of a bundle, or the bundle itself. */
  pack?: string;
  theme?: "auto" | "light" | "dark";
  mode?: "embed" | "kiosk";
  start?: "quick" | "full";
  side?: "it" | "business" | "both";
  /** Under which name answers are stored; "pomscope" without it. */
  "storage-key"?: string;
  /** The owner's call to action, on the result: an http(s) or mailto address, and its words. */
  "cta-href"?: string;
  "cta-label"?: string;
  /** Reads a code from the page's address (`#pomscope=…`), takes it out at once, and makes links to this page. */
  links?: "";
  /** Fetches the program at once, not when the element comes near the viewport. */
  eager?: "";
  /** Only on Pomscope's own site: lets the element write history. */
  site?: "";
}

/** What the page tells of its owner, as the JSON of a `<script type="application/json">` in the element. Whatever is not as it should be is left out. */
export interface PageOwner {
  /** At most 120 characters. */
  name?: string;
  /** `data:image/png`, `jpeg`, `webp` or `svg+xml`, at most 100,000 bytes. */
  logo?: string;
  /** A mail address. */
  contact?: string;
  /** An http(s) address. */
  privacy?: string;
  /** The text at most 10,000 characters; it is shown word for word. */
  consent?: { text: string; version: string };
  /** An http(s) or mailto address. */
  cta?: { href: string; label?: string };
}

/** What a visitor handed over: what was ticked, and nothing else (docs/schemas/share.schema.json). */
export interface SharedDetail {
  format: "pomscope-share";
  formatVersion: 1;
  build: string;
  pack: { id: string; version: string };
  shared: ("scores" | "answers" | "notes" | "contact")[];
  consent: { text: string; version: string | null; at: string };
  /** Where scores are ticked: as `pomscope score` prints them. */
  scores?: Record<string, unknown>;
  /** Where answers or notes are ticked: an assessment file that holds nothing else. */
  assessment?: Record<string, unknown>;
  /** Where the contact is ticked: what was filled in. */
  contact?: { name?: string; organization?: string; mail?: string };
}

/** Events bubble and are composed. None but `-share` carries a level, a score or a rating, and that one what the visitor ticked. */
export interface PomScopeEvents {
  "pomscope-ready": CustomEvent<Record<string, never>>;
  "pomscope-progress": CustomEvent<{ screen: string; percent: number }>;
  "pomscope-finished": CustomEvent<{ kind: "quick" | "full" }>;
  "pomscope-share": CustomEvent<SharedDetail>;
  "pomscope-error": CustomEvent<{ kind: Kind }>;
}

/** Why there is a panel instead of the program. */
export type Kind = "network" | "blocked" | "unsupported" | "stopped" | "pack";

/** What is known of a write or a read in one store. */
export type Status = "ok" | "denied" | "full" | "failed";

/** What was found at the start; both stores may hold a text for the same id. */
export interface LoadResult {
  local: Status;
  durable: Status;
  records: { id: string; source: "local" | "durable"; text: string }[];
}

/** What the program asks of the browser. No method throws, no promise rejects. `Tools` are the desk's alone. */
export interface Port {
  /**
   * Resolves after the durable commit, with the JSON of `{local: Status | "changed", durable: Status, text: string | null}`.
   * "changed": another tab wrote `text` since this one last knew. Then nothing was written to either store (durable
   * says "failed"), and the next save for this id will be: merge, and save again.
   */
  save(id: string, text: string): Promise<string>;
  /** JSON of `{local: Status, durable: Status}`. */
  remove(ids: string[]): Promise<string>;
  /** Everything under this storage key in all stores, and nothing else. */
  removeAll(): Promise<string>;
  /** Remembers the place in this tab; comes back as `place` of the config. */
  place(text: string): void;
  /** Site and file only: writes `#/…` into the address. */
  history(path: string, replace: boolean): void;
  download(name: string, type: string, text: string): void;
  /** JSON of `Picked`; undefined when cancelled. */
  pick(accept: string): Promise<string | undefined>;
  /** Prints the node with this id; "ok" or "failed". */
  print(nodeId: string, title: string): Promise<string>;
  /** Fetches the program that makes PDFs, so that it is there when it is asked for. */
  fetchPdf(): void;
  /** Makes a PDF and hands it over: "ok", "unreachable", "failed" or "cancelled". */
  makePdf(name: string, document: string, attachmentName: string, attachment: string, paper: "a4" | "letter"): Promise<string>;
  /** Gives up the PDF that is being made. */
  cancelPdf(): void;
  /** Puts a text on the clipboard: "ok" or "failed". */
  copy(text: string): Promise<string>;
  /** Puts the printed report's sheet on the report that is on the screen. */
  dressReport(): void;
  /** Focuses the element with this id after the next frame and scrolls to it. */
  focus(id: string): void;
  announce(text: string, urgency: "polite" | "assertive"): void;
  /**
   * Puts the desk in this program's place: mounts it with this `place` and these `saved` texts. Nothing is stored by this. If
   * the desk cannot be had, the program goes on.
   */
  openDesk(place: string, saved: string): void;
  /** Site and file only: puts the room in this program's place, once all that was answered is in the stores. */
  enterRoom(): void;
  /** Fetches the texts in a language and hands them to `configure`; `keep`: for this device, not for this visit alone. */
  speak(lang: string, keep: boolean): void;
  /** Dispatches `pomscope-${name}`. The element itself emits "ready" and "error". */
  emit(name: string, detailJson: string): void;
  now(): number;
  /** 32 hexadecimal digits. */
  random(): string;
  /** JSON of `{data: 0, program: number, licences?: string}`: own requests since the first mount, and where the licences are read. */
  requests(): string;
  /** Local date, YYYY-MM-DD. */
  today(): string;
  /** Answers `exportJson()`: undefined where the visitor said no. */
  exported(json: string | undefined): void;
}

/** What only the room asks of the browser, beside `Port` and `Tools`. Ids of sessions and responses are 4 to 32 lower-case letters and digits. No method throws, no promise rejects. */
export interface RoomPort {
  /** JSON of `{status: Status, text: string | null, responses: RoomRecord[]}`. */
  roomOpen(session: string): Promise<string>;
  /**
   * Writes the session's record, and responses with it, where the store holds `expected` (undefined: nothing). JSON of
   * `{status: Status | "changed", text: string | null}`; "changed": it holds `text`, and nothing was written.
   */
  roomWrite(session: string, text: string, expected: string | undefined, responsesJson: string): Promise<string>;
  /**
   * Adds each response where nothing is under its id. JSON of `{status: Status, there: RoomRecord[]}`, of those that were there
   * already and are as they were. With `clearDraft`, and nothing there, the session's draft goes in the same transaction.
   * "failed" where the session is gone.
   */
  roomAdd(session: string, responsesJson: string, clearDraft: boolean): Promise<string>;
  /** Record, responses, draft, and the lock where it names the session. JSON of `{status: Status}`. */
  roomRemove(session: string): Promise<string>;
  /** Keeps the session's unfinished response, or forgets it (undefined). JSON of `{status: Status}`; "failed" where the session is gone. */
  roomDraft(session: string, text: string | undefined): Promise<string>;
  /** Has every start of the program under this storage key lead into the room, for this session; or no longer (undefined). */
  roomLock(session: string | undefined): void;
  /** Ends this program with all that it holds in memory, and begins a fresh one at this place. */
  roomRenew(place: string): void;
  /** Ends the room and begins the questions, or the desk where the place says so; without a place at the start. Not with `mode="kiosk"`. */
  leaveRoom(place: string | undefined): void;
  /** JSON of `Picked[]`; undefined when cancelled. */
  pickAll(accept: string): Promise<string | undefined>;
  /** Calls `Handle.tick` each second once nobody has done anything for so many seconds, and with 0 once somebody does; 0: no longer. */
  roomWatch(warnAfterSecs: number): void;
  /** Fills the screen and keeps it awake; leaving it or losing focus calls `Handle.covered`. False: as the page has it. */
  roomShow(whole: boolean): void;
  /** Shows the camera in the element with the id `camera` and calls `Handle.scanned`; false: ends that. */
  scan(begin: boolean): void;
}

/** The part of the port that comes with the room. */
export type RoomTools = RoomPort & Tools & Pick<Port, "save">;

/** A response of a session, or a draft by its session. */
export interface RoomRecord {
  id: string;
  text: string;
}

/** What the room is told at its mount as `saved`. */
export interface RoomSaved {
  status: Status;
  sessions: { id: string; text: string; responses: number }[];
  drafts: RoomRecord[];
  /** The session that this device is locked to. */
  locked: string | null;
}

/** A file: the text is null when it is over 5 MB, or (at a smaller size) cannot be read. */
export interface Picked {
  name: string;
  size: number;
  text: string | null;
}

/** The mounted program. `unmount` borrows; `free` follows it. */
export interface Handle {
  unmount(): void;
  /** Another tab wrote, or removed (undefined). */
  storageChanged(id: string, text: string | undefined): void;
  navigate(path: string): void;
  importText(name: string, text: string): void;
  /** A dropped file over 5 MB, or one that could not be read. */
  importTooLarge(name: string, size: number): void;
  /** The page asks for the assessment. The questions lead to the desk, which is to be asked again. */
  askExport(): void;
  /** The page says something else than at the mount: a `Config`. */
  /** `content`: the texts in another language, as at the mount; empty where they could not be fetched. */
  configure(config: string, content?: string): void;
  reset(): void;
  free(): void;
  /** The room alone: seconds in which nobody was there, and 0 once somebody is. */
  tick(idleSecs: number): void;
  /** The room alone: the whole screen was left, or the window lost focus. */
  covered(): void;
  /** The room alone: what the camera read, or why it reads nothing. */
  scanned(kind: string, text: string): void;
}

/** What the program is told at its start, as JSON. */
export interface Config {
  form: "site" | "embed" | "file";
  mode: "embed" | "kiosk";
  lang: string;
  /** What the reader may choose from, each with its own name; none where the page has chosen. */
  languages: (string | undefined)[][];
  start: string | null;
  side: string | null;
  build: string;
  /** The paper that is usual where the reader is; only the desk asks. */
  paper?: "a4" | "letter";
  path: string;
  place: string | null;
  /** The level that was picked on the page before the program was there: the answer to the first question. */
  first?: number;
  host: string;
  /** Whether it runs in a frame, and of whom: of this origin, or of another. */
  framed: "no" | "same" | "other";
  /** What a link to a code begins with; null where there is none. */
  link: string | null;
  /** As the page wrote it: a `PageOwner` at best. */
  page: unknown;
}

export type Mount = (root: HTMLElement, port: Omit<Port, keyof Tools> & Partial<RoomTools>, config: string, content: string, saved: string) => Handle;

/** The module that the build makes around the wasm. */
export interface Glue {
  /** `end` is called when the program dies; once `ended`, nothing enters it. `forget` frees a listener that it would keep for good. */
  life: { ended: boolean; end(): void; forget(listener: unknown): void };
  default(init: { module_or_path: WebAssembly.Module }): Promise<unknown>;
  mount: Mount;
}

/** The glue of the room: makes a program of its own at each call, with memory of its own. */
export interface Factory {
  make(): Glue;
}

/** The programs: the one that is fetched first, the one that holds all screens of an assessment and takes its place, and the one for workshops. */
export type Name = "questions" | "desk" | "room";

/** Draws a document (JSON) as a PDF with a file attached. Throws a sentence. */
export type Draw = (document: string, attachmentName: string, attachment: string, paper: string) => Uint8Array<ArrayBuffer>;

/** The module that reads QR codes, and what brings pictures to it; one file. */
export interface ScanGlue {
  /** Sets up a new instance each time. */
  default(init: { module_or_path: WebAssembly.Module }): Promise<unknown>;
  /** The text of a code in a picture; throws when the instance has trapped, which is its end. */
  read(width: number, height: number, rgba: Uint8Array): string | undefined;
  open(given: { wasm: BufferSource | WebAssembly.Module; glue: Pick<ScanGlue, "default" | "read"> }): Scan;
}

/** Reads QR codes. Nothing throws, no promise rejects, no request is made. */
export interface Scan {
  /**
   * Asks for the camera that looks away from the user, shows its picture in `video` and tells each text once: the same again
   * only after it was out of sight for 3 s. "denied": the user or a policy says no; "noCamera": there is none, or this is no secure
   * place; "failed": it is in use, was unplugged, or the reader cannot run. After these three it has ended. Resolves when the
   * camera runs or cannot; `signal` stops camera, reading and reports.
   */
  start(video: HTMLVideoElement, onResult: (kind: "text" | "denied" | "noCamera" | "failed", text: string) => void, signal: AbortSignal): Promise<void>;
  /** The text of a code in a picture file; undefined where none is read, or it is no picture. */
  still(picture: Blob): Promise<string | undefined>;
}

/** A program, ready to be mounted. The styles and the content (a JSON list) of the desk are the questions' and what it adds, those of the room the desk's and what it adds. */
export interface Program extends Partial<Added> {
  name: Name;
  mount: Mount;
  css: CSSStyleSheet[];
  content: string;
  /** What a panel says should a questionnaire of the page's own turn out unsound. */
  wrong?: [title: string, text: string];
  /** Nothing enters the program any more, and nothing holds it. */
  drop(): void;
  /** Frees a listener that the program would keep for good: it hears nothing any more. */
  forget(listener: unknown): void;
}

/** What a program has beyond the questions. */
export interface Added {
  /** Its part of the port, for one element. */
  tools(host: RoomHost): Tools;
  /** The paper that is usual where the reader is. */
  paper: "a4" | "letter";
  /** What the room is told at its mount; the other programs are told of assessments. */
  saved?(storageKey: string): Promise<RoomSaved>;
}

/** The element, as the tools of a program see it. */
export interface RoomHost {
  shadow: ShadowRoot;
  store: Store;
  port: Omit<Port, keyof Tools>;
  /** Comes when the program ends. */
  signal: AbortSignal;
  /** What the element waits for before it ends a program that it need not end at once. */
  saving: Set<Promise<string>>;
  call(work: (handle: Handle) => void): void;
  /** Looks again which program is to run; `anew`: begins it anew in any case, once all is saved. */
  settle(anew?: boolean): void;
  /** Whether the visitor chooses the questionnaire: on the site and in the file, where the page names none. */
  chooses: boolean;
  /** Ends the program and begins it anew. */
  renew(): void;
  drop(): void;
}

/** What the first module hands to the later one. */
export interface Base {
  FILES: Build & LaterBuild;
  LoadError: new (kind: Kind, cause?: unknown) => Error;
  /** One more request, for "What leaves this browser". */
  count(): void;
  /** What a program says in one language. */
  speech(name: Name, lang: string): Promise<string>;
  given: Bytes | undefined;
  /** Does a piece of work once per page; one that failed may be tried again. */
  once<T>(name: string, work: () => Promise<T>): Promise<T>;
  get(address: string): Promise<Response>;
  importGlue(name: Exclude<keyof Bytes, "reportCss">): Promise<any>;
  sheet(css: string, view?: any): CSSStyleSheet;
  download(name: string, type: string, content: BlobPart): void;
}

/** What the later module makes of it. */
export interface Later {
  /**
   * Reads the page's own questionnaire: a bundle, the address of one, or `#` and the id of one that is kept on this device;
   * resolves with what puts it in the place of the program's own. Rejects with a `LoadError` of kind "pack".
   */
  own(given: string, store: Store): Promise<(content: string, lang: string) => { content: string; wrong: [title: string, text: string] }>;
  read(file: File): Promise<Picked>;
  /** Port.pick and RoomPort.pickAll, of one element; undefined as well when the signal comes. */
  pick(shadow: ShadowRoot, accept: string, signal: AbortSignal, several?: boolean): Promise<string | undefined>;
  /** Of which programs' styles and content a program's are made. */
  parts: Partial<Record<Name, Name[]>>;
  /** What a program has beyond the questions. */
  open(name: Name): Promise<Added>;
}

/** What the later module hands to the room's. */
export interface RoomBase extends Base {
  pick: Later["pick"];
  tools(host: RoomHost): Tools;
}

/** The part of the port that only the desk asks for. */
export type Tools = Pick<Port, "fetchPdf" | "makePdf" | "cancelPdf" | "dressReport" | "print" | "copy"> & PackTools;

/** What the desk asks about questionnaires. */
export interface PackTools {
  /** Which are on this device, the one that comes along first: JSON of `{id, version, name, own, used}[]`; empty where the page chose. */
  packs(): Promise<string>;
  /** Keeps a bundle; JSON of `{local: Status, durable: Status}`. */
  keepPack(id: string, text: string): Promise<string>;
  /** Keeps it no longer; answers as `packs`. */
  removePack(id: string): Promise<string>;
  /** Begins anew with this one, or with the one that comes along (empty), at a place; once all is saved. */
  usePack(id: string, place: string): void;
}

/** The program's files themselves, unpacked when they are asked for: for the form that has no network. */
export interface Bytes extends Record<"questions" | "desk", ProgramBytes> {
  room: Omit<ProgramBytes, "glue"> & { glue: Factory };
  later: { glue: { open(base: Base): Later } };
  roomTools: { glue: unknown };
  pdf: Pick<ProgramBytes, "wasm"> & { glue: unknown };
  scan: Pick<ProgramBytes, "wasm"> & { glue: ScanGlue };
  reportCss(): Promise<string>;
  /** Where the licences are read, once any text is unpacked. */
  licences?: string;
}

export interface ProgramBytes {
  wasm(): Promise<ArrayBuffer>;
  glue: Glue;
  css(): Promise<string>;
  content(lang: string): Promise<string>;
}

/** What a build writes into its service worker. */
export interface Kept {
  hash: string;
  files: string[];
}

/** Names of the built files that a first visit needs, relative to pomscope.js. */
export interface Build {
  hash: string;
  questions: ProgramBuild;
  later: Pick<ProgramBuild, "glue">;
}

/** Names of those that come later. */
export interface LaterBuild extends Record<"desk" | "room", ProgramBuild> {
  roomTools: Pick<ProgramBuild, "glue">;
  pdf: Pick<ProgramBuild, "glue" | "wasm">;
  scan: Pick<ProgramBuild, "glue" | "wasm">;
  reportCss: string;
}

export interface ProgramBuild {
  glue: string;
  wasm: string;
  /** Size as it arrives in the page, not as compressed. */
  wasmBytes: number;
  css: string;
  content: Record<string, string>;
}

/** The port's stores, with what the element needs of them. */
export interface Store extends Pick<Port, "save" | "remove" | "removeAll" | "place"> {
  key: string;
  /** Listens to other tabs, until `close`. */
  open(): void;
  /** The last text of each assessment, for the panel; the newest last. */
  kept: Map<string, string>;
  load(): Promise<LoadResult>;
  lastPlace(): string | null;
  /** Keeps the places of several questionnaires apart, by what is given here. */
  apart(pack: string): void;
  /** The questionnaire that was chosen in this tab, else on this device, empty for the one that comes along; chooses another where one is given. */
  pack(id?: string): string;
  /** The language that was chosen on this device; keeps another where one is given. */
  lang(chosen?: string): string | null;
  /** Whether this tab is in a workshop, or this device locked to one. */
  inRoom(): boolean;
  close(): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "pom-scope": PomScope;
  }
  interface HTMLElementEventMap extends PomScopeEvents {}
}
