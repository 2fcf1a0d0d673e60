/** What is known of one request: its ids, and what shows that they are one request's. */

/** API Gateway's request id and extended id, Lambda's request id, X-Ray's trace id. */
export const idKinds = ["gateway", "extended", "lambda", "trace"] as const;
export type IdKind = (typeof idKinds)[number];

export interface IdRef {
  readonly kind: IdKind;
  /** Trace ids in X-Ray's spelling, `1-58406520-a006649127e371903a2de979`. */
  readonly id: string;
}

/** exact: one line or document names both ids. inferred: time, place and uniqueness speak for it. */
export type Certainty = "exact" | "inferred";

export const evidenceSources = ["access-log", "execution-log", "lambda-log", "xray", "timing"] as const;
export type EvidenceSource = (typeof evidenceSources)[number];

/** Where it stands that two ids are one request's. */
export interface Evidence {
  readonly certainty: Certainty;
  readonly source: EvidenceSource;
  /** The field or the words, such as `$context.integration.requestId`. */
  readonly says: string;
  readonly atMs: number | null;
  /** Of the log event; null for a trace document. */
  readonly group: string | null;
  readonly stream: string | null;
  readonly eventId: string | null;
}

/** What the second id is to the first. */
export type LinkRole = "same" | "integration" | "authorizer" | "traced";

export interface IdLink {
  readonly a: IdRef;
  readonly b: IdRef;
  readonly role: LinkRole;
  readonly evidence: Evidence;
}

/** Two statements that cannot both be true. */
export interface IdConflict {
  readonly message: string;
  readonly ids: readonly IdRef[];
  readonly evidence: readonly Evidence[];
}

/** `kind id`: what maps of ids are keyed by. */
export function idKey({ kind, id }: IdRef): string {
  return `${kind} ${id}`;
}
