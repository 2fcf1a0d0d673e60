import "server-only";
import { AwsFailure, isAbortError } from "@/lib/aws/aws-failure";
import type { Failure } from "@/lib/model/failure";
import type { Panel } from "@/lib/model/panel";

/** What a load found: the data, and what is missing from it. `null` data is an honest "there is nothing". */
export interface Found<T> {
  readonly data: T;
  readonly failures?: readonly Failure[];
}

export interface Empty {
  readonly empty: { readonly reason: string; readonly nextStep: string };
}

/**
 * Turns a load into a panel. AWS failures become states; a page that was abandoned gets a state nobody reads; a
 * programming error is not swallowed but rethrown to the panel's error boundary.
 */
export async function panelOf<T>(load: () => Promise<Found<T> | Empty>): Promise<Panel<T>> {
  try {
    const found = await load();
    if ("empty" in found) return { state: "empty", ...found.empty };
    const failures = found.failures ?? [];
    return failures.length === 0
      ? { state: "ok", data: found.data }
      : { state: "partial", data: found.data, failures };
  } catch (error) {
    const failure = failureIn(error);
    if (failure) return failedPanel(failure);
    throw error;
  }
}

/** The failure inside an error of lib/aws; null for any other error. */
export function failureIn(error: unknown): Failure | null {
  if (error instanceof AwsFailure) return error.failure;
  if (isAbortError(error)) return abandoned;
  return null;
}

export function failedPanel(failure: Failure): Panel<never> {
  if (failure.kind === "throttled" || failure.kind === "denied") return { state: failure.kind, failure };
  return { state: "failed", failure };
}

/** A value that may be missing without harm to the rest: the failure is kept beside it. */
export async function optional<T>(load: Promise<T>): Promise<{ value: T | null; failures: Failure[] }> {
  try {
    return { value: await load, failures: [] };
  } catch (error) {
    const failure = failureIn(error);
    if (failure) return { value: null, failures: [failure] };
    throw error;
  }
}

/** Data of a panel, or null when it has none. */
export function dataOf<T>(panel: Panel<T>): T | null {
  return panel.state === "ok" || panel.state === "partial" ? panel.data : null;
}

/** What a panel lacks, in whichever state it is. */
export function failuresOf(panel: Panel<unknown>): readonly Failure[] {
  if (panel.state === "ok" || panel.state === "empty") return [];
  return panel.state === "partial" ? panel.failures : [panel.failure];
}

const abandoned: Failure = {
  kind: "unavailable",
  operation: "",
  message: "The page was left before AWS answered.",
  nextStep: "Load the page again.",
  action: null,
  resource: null,
};
