import type { Cell } from "@/lib/tools/fault-matrix/cell";
import { matrixFaults } from "@/lib/tools/fault-matrix/faults";
import { callName, type UsedOperation } from "@/lib/tools/fault-matrix/operations";
import type { MatrixOptions } from "@/lib/tools/fault-matrix/options";
import type { SurveyedView } from "@/lib/tools/fault-matrix/survey";

export interface NotTried {
  readonly operation: string;
  readonly fault: string;
  readonly reason: string;
}

/** By no view, when nothing is wrong. */
export const NOT_ASKED = "no load asks for it";

export interface Plan {
  readonly cells: readonly Cell[];
  readonly notTried: readonly NotTried[];
}

/** The cells to try, and those that mean nothing, with the reason. */
export function planOf(
  operations: readonly UsedOperation[],
  surveyed: readonly SurveyedView[],
  options: MatrixOptions,
): Plan {
  const cells: Cell[] = [];
  const notTried: NotTried[] = [];
  for (const operation of operations) {
    const name = callName(operation);
    if (options.operations.length > 0 && !options.operations.some((part) => name.includes(part))) continue;
    const users = surveyed.filter(({ operations: asked }) => asked.has(name));
    for (const [index, fault] of matrixFaults.entries()) {
      if (options.faults.length > 0 && !options.faults.includes(fault.name)) continue;
      const reason = users.length === 0 ? NOT_ASKED : fault.without(operation);
      if (reason !== null) notTried.push({ operation: name, fault: fault.name, reason });
      else cells.push({ operation, fault, views: inTurn(users, index + options.seed, options.viewsPerCell) });
    }
  }
  return { cells: options.sample > 0 ? sampled(cells, options) : cells, notTried };
}

/** At most `count`, beginning elsewhere each time, so that all have their turn. */
function inTurn<T>(all: readonly T[], turn: number, count: number): readonly T[] {
  const start = (turn * Math.min(count, all.length)) % all.length;
  return [...all.slice(start), ...all.slice(0, start)].slice(0, count);
}

/** Spread over the whole matrix; another seed gives others. */
function sampled(cells: readonly Cell[], { sample, seed }: MatrixOptions): readonly Cell[] {
  const order = cells
    .map((cell, index) => ({ cell, rank: Math.imul(index + 1 + seed * 7919, 0x9e3779b1) >>> 0 }))
    .sort((a, b) => a.rank - b.rank);
  return order.slice(0, sample).map(({ cell }) => cell);
}
