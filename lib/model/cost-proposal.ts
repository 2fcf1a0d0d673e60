/** What a proposal changes of the account, before it is known whom it fits. Units are in the names. */
export type Proposal =
  | { readonly kind: "arm64" }
  | { readonly kind: "memory"; readonly memoryMb: number }
  | { readonly kind: "timeout"; readonly timeoutMs: number }
  | {
      readonly kind: "provisioned";
      readonly concurrency: number;
      /** Configured so many hours of each day, the busiest in a row; 24: always. */
      readonly hoursPerDay: number;
    }
  | { readonly kind: "snap-start" }
  | { readonly kind: "traffic"; readonly factor: number }
  | { readonly kind: "http-api" }
  | { readonly kind: "log-volume"; readonly factor: number }
  | { readonly kind: "retention"; readonly days: number }
  | {
      readonly kind: "savings-plan";
      readonly payment: "no-upfront" | "all-upfront";
      /** Of the usage that the plan covers, the share that the commitment meets, 0–1. */
      readonly committedShare: number;
    };

export type ProposalKind = Proposal["kind"];

/**
 * A proposal for some. Subjects are names of functions and APIs, an API with or without its stage (`shop`,
 * `shop/live`); none: everything that it can concern.
 */
export type ProposedChange = Proposal & { readonly subjects: readonly string[] };

/** Whom a kind of change can concern. */
export const subjectsOf = {
  arm64: "functions",
  memory: "functions",
  timeout: "functions",
  provisioned: "functions",
  "snap-start": "functions",
  traffic: "functions and APIs",
  "http-api": "APIs",
  "log-volume": "functions",
  retention: "functions",
  "savings-plan": "account",
} as const satisfies Record<ProposalKind, "functions" | "APIs" | "functions and APIs" | "account">;

/** What Lambda takes [D gettingstarted-limits]; of factors, what nobody means. Both ends are allowed. */
export const proposalLimits = {
  memoryMb: { min: 128, max: 10_240 },
  timeoutMs: { min: 1_000, max: 900_000 },
  concurrency: { min: 0, max: 100_000 },
  hoursPerDay: { min: 1, max: 24 },
  factor: { min: 0, max: 1_000 },
  committedShare: { min: 0, max: 1 },
} as const;

/** [API PutRetentionPolicy] */
export const retentionDays: readonly number[] = [
  ...[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731],
  ...[1096, 1827, 2192, 2557, 2922, 3288, 3653],
];
