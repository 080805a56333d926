// PROVISIONAL: stands in for the generated file until all commands exist.
import { invoke as __TAURI_INVOKE } from "@tauri-apps/api/core";

export type Result<T, E> = { status: "ok"; data: T } | { status: "error"; error: E };
async function typed<T>(call: Promise<T>): Promise<Result<T, ErrorReport>> {
  try {
    return { status: "ok", data: await call };
  } catch (error) {
    if (error instanceof Error) throw error;
    return { status: "error", error: error as ErrorReport };
  }
}

export const commands = {
  launch: () => typed<Launch>(__TAURI_INVOKE("launch")),
  createVault: (sample: boolean) => typed<Launch>(__TAURI_INVOKE("create_vault", { sample })),
  readyToClose: () => typed<null>(__TAURI_INVOKE("ready_to_close")),
  openLink: (url: string) => typed<null>(__TAURI_INVOKE("open_link", { url })),
  today: () => typed<Today>(__TAURI_INVOKE("today")),
  composeToday: (composition: Composition) => typed<null>(__TAURI_INVOKE("compose_today", { composition })),
  addEntry: (content: Content) => typed<Saved>(__TAURI_INVOKE("add_entry", { content })),
  saveEntry: (id: EntryId, content: Content, sitting: Sitting) =>
    typed<Saved>(__TAURI_INVOKE("save_entry", { id, content, sitting })),
  entry: (id: EntryId) => typed<Reading>(__TAURI_INVOKE("entry", { id })),
  history: (id: EntryId) => typed<Revision[]>(__TAURI_INVOKE("history", { id })),
  revert: (id: EntryId, revision: RevisionId) => typed<Saved>(__TAURI_INVOKE("revert", { id, revision })),
  trashEntry: (id: EntryId) => typed<null>(__TAURI_INVOKE("trash_entry", { id })),
  restoreEntry: (id: EntryId) => typed<null>(__TAURI_INVOKE("restore_entry", { id })),
  trashed: () => typed<Line[]>(__TAURI_INVOKE("trashed")),
  emptyTrash: () => typed<number>(__TAURI_INVOKE("empty_trash")),
  list: (request: ListRequest) => typed<Listing>(__TAURI_INVOKE("list", { request })),
  month: (day: string) => typed<MonthView>(__TAURI_INVOKE("month", { day })),
  vocabulary: () => typed<Vocabulary>(__TAURI_INVOKE("vocabulary")),
  attachFile: (id: EntryId) => typed<Attachment | null>(__TAURI_INVOKE("attach_file", { id })),
  saveAttachment: (id: AttachmentId, name: string) =>
    typed<boolean>(__TAURI_INVOKE("save_attachment", { id, name })),
  search: (request: SearchRequest) => typed<Answer>(__TAURI_INVOKE("search", { request })),
  indexState: () => typed<IndexState>(__TAURI_INVOKE("index_state")),
  framework: () => typed<Framework>(__TAURI_INVOKE("framework")),
  growth: (period: Period) => typed<Growth>(__TAURI_INVOKE("growth", { period })),
  evidence: (key: string, period: Period) => typed<Evidence>(__TAURI_INVOKE("evidence", { key, period })),
  composePortfolio: (brief: Brief) => typed<PortfolioView>(__TAURI_INVOKE("compose_portfolio", { brief })),
  exportPortfolio: (brief: Brief, format: Format) =>
    typed<Exported>(__TAURI_INVOKE("export_portfolio", { brief, format })),
  exportPortfolioAs: (brief: Brief, format: Format) =>
    typed<Exported | null>(__TAURI_INVOKE("export_portfolio_as", { brief, format })),
  showExport: () => typed<null>(__TAURI_INVOKE("show_export")),
  profile: () => typed<Profile>(__TAURI_INVOKE("profile")),
  setProfile: (profile: Profile) => typed<null>(__TAURI_INVOKE("set_profile", { profile })),
  setTheme: (theme: Theme) => typed<null>(__TAURI_INVOKE("set_theme", { theme })),
  addSample: () => typed<null>(__TAURI_INVOKE("add_sample")),
  removeSample: () => typed<null>(__TAURI_INVOKE("remove_sample")),
  checkVault: () => typed<CheckReport>(__TAURI_INVOKE("check_vault")),
};

export type EntryId = string;
export type RevisionId = string;
export type AttachmentId = string;
export type TimeOfDay = string;
export type Timestamp = string;
export type ErrorCode =
  "invalid" | "not_found" | "no_vault" | "in_use" | "locked" | "damaged" | "not_stored" | "failed";
export type ErrorReport = { code: ErrorCode; message: string; hint: string };

export type Launch =
  | ({ state: "open" } & Desk)
  | { state: "new"; folder: string }
  | { state: "failed"; error: ErrorReport; folder: string };
export type Desk = { today: Today; profile: Profile; theme: Theme; protection: Protection };
export type Protection = { passphrase: boolean; read_only: boolean; folder: string; sample: boolean };
export type Profile = { name: string; role: string; target: string };
export type Theme = "system" | "light" | "dark";

export type Kind = "reflection" | "win" | "challenge" | "decision" | "lesson" | "feedback";
export type Tagged = { key: string; level: number | null };
export type LinkKind = "source" | "applies" | "about";
export type Link = { kind: LinkKind; to: EntryId };
export type Outcome = { metric: string; baseline: string; result: string; unit: string; window: string };
export type Contribution = "did" | "decided" | "influenced" | "enabled";
export type Challenge = { resolved_on: string | null; expected: string; actual: string; why: string; next: string };
export type Lesson = { sentence: string; when: string; then: string; retired_on: string | null };
export type Decision = {
  options: string[];
  choice: string;
  forecast: string;
  confidence: number | null;
  review_on: string | null;
  happened: string;
  came_true: boolean | null;
};
export type Feedback = { quote: string; from: string; relationship: string; may_quote: boolean };
export type Facets = {
  outcome?: Outcome | null;
  contribution?: Contribution | null;
  follow_up?: string | null;
  challenge?: Challenge | null;
  lesson?: Lesson | null;
  decision?: Decision | null;
  feedback?: Feedback | null;
};
export type Content = {
  kind: Kind;
  title: string;
  body: string;
  private: string;
  on: string;
  at: TimeOfDay | null;
  tz: string;
  starred: boolean;
  competencies: Tagged[];
  tags: string[];
  project: string | null;
  people: string[];
  links: Link[];
  lang: string | null;
} & Facets;
export type Entry = {
  id: EntryId;
  written_later: boolean;
  attachments: Attachment[];
  sample: boolean;
  created: Timestamp;
  modified: Timestamp;
  trashed: Timestamp | null;
} & Content;
export type Attachment = { id: AttachmentId; name: string; mime: string; bytes: number };
export type LineState =
  | { state: "open" }
  | { state: "resolved"; on: string }
  | { state: "review"; on: string }
  | { state: "reviewed"; came_true: boolean }
  | { state: "outcome"; text: string }
  | { state: "applied"; times: number }
  | { state: "from"; name: string };
export type Line = {
  id: EntryId;
  kind: Kind;
  title: string;
  excerpt: string;
  on: string;
  at: TimeOfDay | null;
  written_later: boolean;
  starred: boolean;
  competencies: Tagged[];
  tags: string[];
  people: string[];
  state: LineState | null;
  trashed: Timestamp | null;
};
export type Related = { kind: LinkKind; incoming: boolean; line: Line };
/** An entry as the reader shows it; html and private_html are already sanitised by the core. */
export type Reading = { entry: Entry; html: string; private_html: string; related: Related[] };
export type Revision = { id: RevisionId; made: Timestamp; device: string; content: Content };
export type Saved = { id: EntryId; revision: RevisionId; at: Timestamp };
/** "continues": a pause in typing; "ends": a change of its own. */
export type Sitting = "continues" | "ends";
export type Composition = { entry: EntryId | null; text: string };
export type Card = { id: EntryId; on: string; prompt: string; answer: string; days_ago: number };
export type Today = {
  date: string;
  week: number;
  workdays_written: number;
  workdays: number;
  entries: Line[];
  composing: Entry | null;
  unsaved: string;
  lesson: Card | null;
  result_due: Card | null;
  on_this_day: Card | null;
  is_new: boolean;
};
export type DayCount = { on: string; entries: number };
export type MonthView = { days: DayCount[]; first: string | null; last: string | null };
export type TagCount = { name: string; entries: number };
export type Vocabulary = { tags: TagCount[]; projects: TagCount[]; people: TagCount[] };

export type Cursor = string;
export type ListRequest = { query: string; limit: number; before: Cursor | null };
export type Listing = { lines: Line[]; next: Cursor | null; total: number; note: string | null };
export type Sort = "best" | "date";
export type SearchRequest = { query: string; limit: number; sort: Sort; typing: boolean };
export type Hit = {
  id: EntryId;
  kind: Kind;
  title: string;
  title_marks: [number, number][];
  on: string;
  score: number;
  snippet: string;
  marks: [number, number][];
  competencies: Tagged[];
  people: string[];
  state: LineState | null;
  written_later: boolean;
};
export type Count = { value: string; count: number };
export type SearchFacets = { kind: Count[]; competency: Count[]; year: Count[]; tag: Count[]; person: Count[] };
export type Answer = {
  total: number;
  took_us: number;
  corrected: string | null;
  note: string | null;
  hits: Hit[];
  facets: SearchFacets;
};
export type IndexState = { state: "filling"; done: number; total: number } | { state: "ready" };

export type Rung = { name: string; level: number };
export type Competency = { key: string; name: string; about: string; leader_shift: boolean; levels: string[] };
export type Framework = { key: string; name: string; version: number; ladder: Rung[]; competency: Competency[] };
export type Period = { from: string; to: string };
export type Strength = "none" | "thin" | "solid" | "strong";
export type Standing = {
  key: string;
  name: string;
  about: string;
  leader_shift: boolean;
  level: number;
  target: number;
  strength: Strength;
  why: string;
  stronger_by: string;
  months: number[];
  entries: number;
  situations: number;
  last: string | null;
};
export type Focus = { key: string; name: string; next: string };
export type Coverage = { month: string; entries: number; by_kind: Partial<Record<Kind, number>> };
export type Growth = {
  period: Period;
  role: string;
  target: string;
  months: string[];
  competencies: Standing[];
  focus: Focus[];
  coverage: Coverage[];
};
export type Evidence = { competency: Competency; lines: Line[] };

export type Preset = "promotion_packet" | "self_review" | "manager_brief" | "interview_stories";
export type Paper = "a4" | "letter";
export type Format = "pdf" | "md";
export type Brief = { preset: Preset; from: string; to: string; target: string | null; select: EntryId[]; paper: Paper };
export type Part = { label: string; text: string; prompt: boolean; sources: string[] };
export type Story = {
  number: number;
  title: string;
  parts: Part[];
  why_chosen: string;
  competency: string | null;
  level: number | null;
  entries: EntryId[];
};
export type Finding = { code: string; message: string; entry: EntryId | null; story: number | null };
/** pages are SVG documents as text. */
export type PortfolioView = {
  title: string;
  subtitle: string;
  stories: Story[];
  findings: Finding[];
  pages: string[];
};
export type Exported = { path: string; pages: number; bytes: number };
export type CheckReport = {
  entries: number;
  versions: number;
  attachments: number;
  indexed: number;
  problems: string[];
};
