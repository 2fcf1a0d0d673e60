import { createChance } from "@/lib/tools/fuzz/chance";
import type { Route } from "@/lib/tools/fuzz/discover-routes";
import { awaitsAws, isSlow, judge } from "@/lib/tools/fuzz/judge";
import { type FuzzRequest, makeRequest } from "@/lib/tools/fuzz/make-request";
import { type Answer, asCurl, send } from "@/lib/tools/fuzz/send";
import type { Known } from "@/lib/tools/fuzz/valid-values";

export interface Campaign {
  readonly appUrl: string;
  readonly routes: readonly Route[];
  readonly known: Known;
  readonly seed: number;
  readonly requests: number;
  /** These of them alone, to look at again. */
  readonly only?: readonly number[] | undefined;
  /** Requests under way at once. */
  readonly abreast: number;
  /** The limit of what may not take long; 2 seconds, unless the machine is busy with other things. */
  readonly mostMs?: number | undefined;
  /** See `makeRequest`. */
  readonly hostilities?: readonly [number, ...number[]] | undefined;
  /** Called after each answer with how many there are and what is wrong so far. */
  readonly onAnswer?: (answered: number, failures: readonly Failure[]) => void;
}

export interface Failure {
  readonly nth: number;
  readonly problems: readonly string[];
  /** One line for the shell. */
  readonly again: string;
}

export interface Report {
  readonly answered: number;
  readonly byStatus: Readonly<Record<string, number>>;
  /** Requests for each address, as its folder spells it. */
  readonly byRoute: Readonly<Record<string, number>>;
  /** Of all but JSON that has waited for AWS. */
  readonly firstByteMs: { readonly p50: number; readonly p99: number; readonly most: number };
  readonly slowest: readonly { readonly ms: number; readonly again: string }[];
  readonly failures: readonly Failure[];
}

/** What was slow among others is asked again, and may take so long. */
const ALONE_MS = 60_000;

interface Asked {
  readonly nth: number;
  readonly request: FuzzRequest;
  readonly answer: Answer;
}

/**
 * Sends requests made from the seed and judges each answer. The n-th request depends on seed and n alone. One that was
 * slow is asked again when all others are done, and counts as slow only if it is so alone.
 */
export async function runCampaign(campaign: Campaign): Promise<Report> {
  const { appUrl, routes, known, seed, requests, only, abreast, mostMs, hostilities, onAnswer } = campaign;
  const done: Asked[] = [];
  const failures: Failure[] = [];
  const slow: Asked[] = [];
  let next = 0;
  const wanted = only ?? Array.from({ length: requests }, (_, nth) => nth);
  const note = (asked: Asked, problems: readonly string[]) => {
    if (problems.length > 0) {
      failures.push({ nth: asked.nth, problems, again: asCurl(appUrl, asked.request) });
    }
  };
  const work = async () => {
    for (let place = next++; place < wanted.length; place = next++) {
      const nth = wanted[place] ?? 0;
      const request = makeRequest(routes, known, createChance(seed * 1_000_003 + nth), hostilities);
      const answer = await send(appUrl, request);
      const asked = { nth, request, answer: { ...answer, text: "" } };
      const problems = judge(request, answer, mostMs);
      if (isSlow(problems)) slow.push(asked);
      else note(asked, problems);
      done.push(asked);
      onAnswer?.(done.length, failures);
    }
  };
  await Promise.all(Array.from({ length: abreast }, work));
  for (const asked of slow) {
    note(asked, judge(asked.request, await send(appUrl, asked.request, ALONE_MS), mostMs));
  }
  return reportOf(appUrl, done, failures);
}

function reportOf(appUrl: string, done: readonly Asked[], failures: readonly Failure[]): Report {
  const first = done
    .filter(({ answer }) => !awaitsAws(answer))
    .map(({ answer }) => answer.firstByteMs)
    .filter((ms) => !Number.isNaN(ms));
  const sorted = first.toSorted((a, b) => a - b);
  const percentile = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
  const slowest = done.toSorted((a, b) => b.answer.wholeMs - a.answer.wholeMs).slice(0, 5);
  return {
    answered: done.length,
    byStatus: tally(done.map(({ answer }) => String(answer.status))),
    byRoute: tally(done.map(({ request }) => `${request.route.kind} ${request.route.pattern}`)),
    firstByteMs: { p50: percentile(0.5), p99: percentile(0.99), most: percentile(1) },
    slowest: slowest.map(({ answer, request }) => ({ ms: answer.wholeMs, again: asCurl(appUrl, request) })),
    failures: failures.toSorted((a, b) => a.nth - b.nth),
  };
}

function tally(keys: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
