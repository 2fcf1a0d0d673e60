import { parseArgs } from "node:util";
import { ownBuild } from "@/lib/tools/fault-matrix/stage";

export interface MatrixOptions {
  readonly operations: readonly string[];
  readonly faults: readonly string[];
  readonly views: readonly string[];
  readonly jobs: number;
  readonly viewsPerCell: number;
  readonly sample: number;
  readonly seed: number;
  readonly build: string;
}

export const HELP = `Usage: npm run faults -- [options]

Every AWS operation that the app uses × every fault of the sandbox: each view that
asks for the operation must answer, say what is missing, why and what to do, and
be whole again when the fault ends.

  --operations <list>  parts of names, e.g. lambda.,GetMetricData (all)
  --faults <list>      e.g. timeout,html (all)
  --views <list>       names of views (all)
  --views-per-cell <n> of those that ask for the operation, in turn; 0: all (3)
  --sample <n>         so many cells, drawn by the seed; 0: all (0)
  --seed <n>           (1)
  --jobs <n>           cells at a time; cells that mostly wait go ten times as many (4)
  --build <folder>     a production build other than this checkout's
`;

export function parseOptions(args: readonly string[]): MatrixOptions | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      operations: { type: "string", default: "" },
      faults: { type: "string", default: "" },
      views: { type: "string", default: "" },
      jobs: { type: "string", default: "4" },
      "views-per-cell": { type: "string", default: "3" },
      sample: { type: "string", default: "0" },
      seed: { type: "string", default: "1" },
      build: { type: "string", default: ownBuild },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return null;
  const list = (text: string) => text.split(",").filter((part) => part !== "");
  return {
    operations: list(values.operations),
    faults: list(values.faults),
    views: list(values.views),
    jobs: Math.max(1, Number(values.jobs)),
    viewsPerCell: Number(values["views-per-cell"]) || Number.POSITIVE_INFINITY,
    sample: Number(values.sample),
    seed: Number(values.seed),
    build: values.build,
  };
}
