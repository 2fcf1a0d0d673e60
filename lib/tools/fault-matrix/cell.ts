import { mkdir, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { FaultDesk } from "@/lib/tools/fault-matrix/fault-desk";
import type { MatrixFault } from "@/lib/tools/fault-matrix/faults";
import { type Answer, judgeFaulty, judgeRecovery, type Verdict } from "@/lib/tools/fault-matrix/judge";
import { callName, type UsedOperation } from "@/lib/tools/fault-matrix/operations";
import { addressOf, type MatrixView } from "@/lib/tools/fault-matrix/views";
import { root } from "@/lib/tools/root.mjs";

/** One operation × one fault. */
export interface Cell {
  readonly operation: UsedOperation;
  readonly fault: MatrixFault;
  /** Views that ask for the operation, with what they say when nothing is wrong. */
  readonly views: readonly { readonly view: MatrixView; readonly clean: unknown }[];
}

export interface CellResult {
  readonly operation: string;
  readonly fault: string;
  readonly survived: boolean;
  /** The longest answer while the fault held, milliseconds. */
  readonly slowestMs: number;
  readonly views: readonly { readonly view: string; readonly ok: boolean; readonly reason: string }[];
}

/**
 * The deadline of one request is 30 seconds; what waits for one operation to be given up, and then for another of the
 * same fault, takes two of them.
 */
export const BOUND_MS = 75_000;
const GIVE_UP_MS = 200_000;
/** Errors are not cached, but a client that was throttled starts slowly. */
const RECOVERY_TRIES = 4;

/** Tries a cell in a region that nobody has asked about yet. */
export async function tryCell(
  cell: Cell,
  at: { readonly appUrl: string; readonly region: string; readonly desk: FaultDesk },
): Promise<CellResult> {
  const { operation, fault } = cell;
  await at.desk.put(at.region, {
    service: operation.service,
    operation: operation.operation,
    ...fault.rule,
  });
  const faulty = await Promise.all(
    cell.views.map(async ({ view, clean }) => {
      const [answer, page] = await Promise.all([
        load(at.appUrl + addressOf(view.json, at.region)),
        view.page === null ? null : loadPage(at.appUrl + addressOf(view.page, at.region)),
      ]);
      const verdict = judgeFaulty({
        operation: operation.spoken,
        expects: fault.expects(operation),
        clean,
        apart: view.apart,
        faulty: answer,
        boundMs: BOUND_MS,
      });
      return { view, clean, answer, page, verdicts: [verdict, ...pageVerdicts(page)] };
    }),
  );
  const fired = await at.desk.fired(at.region, callName(operation));
  await at.desk.clear(at.region);
  const views = await Promise.all(
    faulty.map(async ({ view, clean, verdicts }) => {
      const all = [...verdicts, await recovered(at.appUrl + addressOf(view.json, at.region), clean)];
      const bad = all.filter(({ ok }) => !ok);
      return {
        view: view.name,
        ok: bad.length === 0,
        reason: (bad.length > 0 ? bad : all).map(({ reason }) => reason).join("; "),
      };
    }),
  );
  for (const { view, clean, answer, page, verdicts } of faulty) {
    if (verdicts.every(({ ok }) => ok)) continue;
    await keep(`${callName(operation)}-${fault.name}-${view.name}`, { clean, answer, page });
  }
  return {
    operation: callName(operation),
    fault: fault.name,
    survived: fired && views.every(({ ok }) => ok),
    slowestMs: Math.max(...faulty.map(({ answer }) => answer.tookMs)),
    views: fired ? views : [...views, { view: "-", ok: false, reason: "the fault never fired" }],
  };
}

/** What was wrong, to be looked at. */
async function keep(name: string, what: unknown): Promise<void> {
  const folder = `${root}.bench/faults`;
  await mkdir(folder, { recursive: true });
  await writeFile(`${folder}/${name}.json`, `${JSON.stringify(what, null, 1)}\n`);
}

async function recovered(url: string, clean: unknown): Promise<Verdict> {
  let verdict: Verdict = { ok: false, reason: "not tried" };
  for (let turn = 0; turn < RECOVERY_TRIES; turn += 1) {
    if (turn > 0) await sleep(2_000);
    verdict = judgeRecovery(clean, await load(url));
    if (verdict.ok) return verdict;
  }
  return verdict;
}

/** A page is 200 whatever AWS does, and no panel of it breaks. */
function pageVerdicts(page: Page | null): readonly Verdict[] {
  if (page === null) return [];
  if (page.status !== 200 && page.status !== 404)
    return [{ ok: false, reason: `page: status ${page.status}` }];
  if (page.tookMs > BOUND_MS) {
    return [{ ok: false, reason: `page: took ${Math.round(page.tookMs / 1000)} s` }];
  }
  // How React tells of an error in a part of the page.
  if (/data-dgst="\d|\\"digest\\":\\"\d/.test(page.text))
    return [{ ok: false, reason: "page: a panel broke" }];
  return [{ ok: true, reason: "page drawn" }];
}

interface Page {
  readonly status: number;
  readonly text: string;
  readonly tookMs: number;
}

async function loadPage(url: string): Promise<Page> {
  const began = performance.now();
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(GIVE_UP_MS) });
    const text = await response.text();
    return { status: response.status, text, tookMs: performance.now() - began };
  } catch (error) {
    return { status: 0, text: String(error), tookMs: performance.now() - began };
  }
}

/** Status 0: no answer, or none that is JSON. */
export async function load(url: string): Promise<Answer> {
  const { status, text, tookMs } = await loadPage(url);
  try {
    return { status, json: JSON.parse(text), tookMs };
  } catch {
    return { status: status === 200 ? 0 : status, json: null, tookMs };
  }
}
