import "server-only";
import type { FailureKind } from "@/lib/model/failure";
import { metaSchema } from "@/lib/model/views/common";
import { NotFound } from "@/lib/server/not-found";
import { failureIn } from "@/lib/server/panel-of";
import { AccountTrouble } from "@/lib/server/view-request";
import { BadParameter, BadParameters } from "@/lib/url/bad-parameter";

/** Body of every JSON error. `parameter` is the URL parameter at fault, `nextStep` what to do. */
export interface JsonError {
  readonly error: {
    readonly kind: string;
    readonly message: string;
    readonly parameter: string | null;
    readonly nextStep: string | null;
    /** Every field at fault with its message, where several are checked at once. */
    readonly fields?: Readonly<Record<string, string>>;
  };
}

/**
 * Answers a JSON twin: 200 with the data, 400 for a bad parameter, 404 for what does not exist, 402 and 428 when it is our
 * own budget or question that stopped all of it, 502 when AWS refuses everything (no or expired credentials, unreachable
 * endpoint). A part that is missing is no error: the answer is 200
 * and `meta.incomplete` names it.
 */
export async function jsonAnswer(load: () => Promise<unknown>): Promise<Response> {
  try {
    return respond(200, await load());
  } catch (error) {
    const known = errorAnswer(error);
    if (!known) throw error;
    return known;
  }
}

/** The answer that an error stands for, as `jsonAnswer` gives it; null for a defect of our own. */
export function errorAnswer(error: unknown): Response | null {
  const known = knownError(error);
  return known === null ? null : respond(known.status, known.body);
}

function knownError(error: unknown): { status: number; body: JsonError } | null {
  if (error instanceof BadParameters) {
    const fields = Object.fromEntries(error.all.map(({ parameter, message }) => [parameter, message]));
    return answer(400, "bad-parameter", error.message, { parameter: error.parameter, fields });
  }
  if (error instanceof BadParameter) {
    return answer(400, "bad-parameter", error.message, { parameter: error.parameter });
  }
  if (error instanceof NotFound) {
    return answer(404, "not-found", error.message, { nextStep: error.nextStep });
  }
  const failure = error instanceof AccountTrouble ? error.failure : failureIn(error);
  if (!failure) return null;
  return answer(ownStatuses[failure.kind] ?? 502, failure.kind, `${failure.operation}: ${failure.message}`, {
    nextStep: failure.nextStep,
  });
}

/** Nothing is wrong with AWS: asking again as it is would be in vain. */
const ownStatuses: Partial<Record<FailureKind, number>> = { budget: 402, ask: 428 };

function answer(
  status: number,
  kind: string,
  message: string,
  rest: { parameter?: string; nextStep?: string; fields?: Readonly<Record<string, string>> },
): { status: number; body: JsonError } {
  const { parameter = null, nextStep = null, fields } = rest;
  return { status, body: { error: { kind, message, parameter, nextStep, ...(fields && { fields }) } } };
}

function respond(status: number, body: unknown): Response {
  return Response.json(body, { status, headers: { "cache-control": "no-store", ...spendHeader(body) } });
}

/**
 * What the answer cost, where the browser can read it without knowing whose answer it is: the meter on top adds it to the
 * page's. https://www.w3.org/TR/server-timing/
 */
function spendHeader(body: unknown): Readonly<Record<string, string>> {
  if (typeof body !== "object" || body === null || !("meta" in body)) return {};
  const meta = metaSchema.pick({ awsCalls: true, costUsd: true }).safeParse(body.meta);
  if (!meta.success) return {};
  return { "server-timing": `aws-calls;dur=${meta.data.awsCalls}, aws-usd;dur=${meta.data.costUsd}` };
}
