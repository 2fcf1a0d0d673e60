import type { IdKind } from "@/lib/model/request";
import { timeOfTraceId, xrayTraceId } from "@/lib/model/trace-id";

/** An id in a text, and what it may be: a UUID may be API Gateway's or Lambda's. */
export interface FoundId {
  /** As it is looked for: trace ids in X-Ray's spelling. */
  readonly id: string;
  readonly kinds: readonly IdKind[];
  /** Where it begins in the text. */
  readonly at: number;
}

const UUID = "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}";
/** Ids do not touch further letters, digits or hyphens. */
const BEFORE = "(?<![0-9A-Za-z+/-])";
const AFTER = "(?![0-9A-Za-z-])";

const PATTERNS: readonly {
  readonly pattern: RegExp;
  readonly kinds: readonly IdKind[];
  readonly idOf: (match: RegExpExecArray) => string | null;
}[] = [
  {
    // `Root=1-58406520-a006649127e371903a2de979;Parent=…` or the id alone
    pattern: new RegExp(`${BEFORE}1-([0-9a-fA-F]{8})-([0-9a-fA-F]{24})${AFTER}`, "g"),
    kinds: ["trace"],
    idOf: ([text]) => text.toLowerCase(),
  },
  {
    // `00-4efaaf4d1e8720b39541901950019ee5-53995c3f42cd8ad8-01`: W3C traceparent
    pattern: /(?<![0-9A-Za-z-])00-([0-9a-fA-F]{32})-[0-9a-fA-F]{16}-[0-9a-fA-F]{2}(?![0-9A-Za-z-])/g,
    kinds: ["trace"],
    idOf: ([, hex = ""]) => xrayTraceId(hex),
  },
  {
    pattern: /(?<![0-9A-Za-z+/-])[0-9a-fA-F]{32}(?![0-9A-Za-z=+/-])/g,
    kinds: ["trace"],
    idOf: ([hex]) => xrayTraceId(hex),
  },
  {
    // A caller may set the request id; what is no UUID is replaced by one with this ending. [D set-up-logging]
    pattern: new RegExp(`${BEFORE}${UUID}_REPLACED_INVALID_REQUEST_ID\\b`, "g"),
    kinds: ["gateway"],
    idOf: ([text]) => text,
  },
  {
    pattern: new RegExp(`${BEFORE}${UUID}${AFTER}(?!_)`, "g"),
    kinds: ["gateway", "lambda"],
    idOf: ([text]) => text,
  },
  {
    // `JKJaXmPLvHcESHA=`: the extended id of a REST API, and the request id of an HTTP API.
    pattern: /(?<![0-9A-Za-z+/_=-])[0-9A-Za-z+/_-]{11,40}={1,2}(?![0-9A-Za-z=+/])/g,
    kinds: ["extended", "gateway"],
    idOf: ([text]) => (/[0-9]/.test(text) || /[a-z].*[A-Z]|[A-Z].*[a-z]/.test(text) ? text : null),
  },
];

/** Ids longer than this text are not looked for: a page address holds no more. */
const MAX_LENGTH = 4_000;

/** All ids in a text, each once, in the order of their places. `Self=` of a trace header is no trace. */
export function findIds(text: string): readonly FoundId[] {
  const searched = text.slice(0, MAX_LENGTH).replace(/\bSelf=1-[0-9a-fA-F-]+/g, blank);
  const found = new Map<string, FoundId>();
  let rest = searched;
  for (const { pattern, kinds, idOf } of PATTERNS) {
    for (const match of rest.matchAll(pattern)) {
      const id = idOf(match);
      if (id === null) continue;
      const before = found.get(id);
      if (before === undefined || before.at > match.index) found.set(id, { id, kinds, at: match.index });
    }
    rest = rest.replace(pattern, (text) => blank(text));
  }
  return [...found.values()].sort((a, b) => a.at - b.at);
}

/**
 * The id to look for: the first request id, else the first extended id, else the first trace. A request id is in the
 * logs whether or not the request was traced. null: the text has none.
 */
export function chooseId(found: readonly FoundId[]): FoundId | null {
  const rank = ({ kinds }: FoundId): number =>
    kinds.includes("lambda") ? 0 : kinds[0] === "gateway" ? 0 : kinds.includes("extended") ? 1 : 2;
  return [...found].sort((a, b) => rank(a) - rank(b) || a.at - b.at)[0] ?? null;
}

/** X-Ray's spelling of a trace id in any of its forms; null for another text. */
export function traceIdIn(text: string): string | null {
  return findIds(text).find(({ kinds }) => kinds[0] === "trace")?.id ?? null;
}

/** The second in which a trace began, which its id tells; null when that is no plausible time. */
export function traceBeginMs(traceId: string): number | null {
  const ms = xrayTraceId(traceId) === traceId ? timeOfTraceId(traceId) : Number.NaN;
  return ms > Date.UTC(2015, 0, 1) ? ms : null;
}

function blank(text: string): string {
  return " ".repeat(text.length);
}
