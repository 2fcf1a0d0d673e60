import "server-only";
import type { CallScope } from "@/lib/aws/call-scope";
import type { OperationId } from "@/lib/model/aws-operations";
import type { Failure } from "@/lib/model/failure";

/** Names that earlier probes came across: asking about what is there tells more than asking about what is not. */
export interface Known {
  readonly accountId?: string | null;
  readonly functionName?: string;
  readonly logGroup?: string;
  readonly logStream?: string;
  readonly queryId?: string;
  readonly retrievalToken?: string;
  readonly restApiId?: string;
  readonly httpApiId?: string;
  readonly usagePlanId?: string;
}

export interface Probe {
  /** Whose findings it uses. */
  readonly after?: readonly OperationId[];
  /** Refusals that come only after the right was there. */
  readonly proves?: readonly ("not-found" | "invalid")[];
  readonly ask: (scope: CallScope, known: Known) => Question | { readonly skipped: string };
}

interface Question {
  /** What it is tried on; null: on nothing in particular. */
  readonly on: string | null;
  readonly send: (signal: AbortSignal) => Promise<Known>;
}

export type Trial =
  | { readonly result: "allowed"; readonly on: string | null }
  | { readonly result: "failed"; readonly on: string | null; readonly failure: Failure }
  | { readonly result: "skipped"; readonly on: null; readonly why: string };

/** A name that nothing has, within what policies by name prefix usually allow. */
export const MADE_UP_FUNCTION = "lambdascope-permission-check";
export const MADE_UP_GROUP = `/aws/lambda/${MADE_UP_FUNCTION}`;
export const MADE_UP_API = "lambdascop";
