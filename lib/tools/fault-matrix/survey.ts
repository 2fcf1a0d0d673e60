import { z } from "zod";
import { load } from "@/lib/tools/fault-matrix/cell";
import { FaultDesk } from "@/lib/tools/fault-matrix/fault-desk";
import type { Stage } from "@/lib/tools/fault-matrix/stage";
import {
  addressOf,
  type MatrixView,
  matrixViews,
  type Subjects,
  WINDOW,
} from "@/lib/tools/fault-matrix/views";

/** A view when nothing is wrong: what it says and which operations it asks for. */
export interface SurveyedView {
  readonly view: MatrixView;
  readonly clean: unknown;
  readonly operations: ReadonlySet<string>;
}

const truthRequests = z.object({
  requests: z.array(
    z.object({
      api: z.string(),
      traced: z.boolean(),
      traceId: z.string().nullable(),
      invocations: z.array(z.object({ requestId: z.string(), functionName: z.string() })),
    }),
  ),
});
const truth = z.object({ apis: z.record(z.string(), z.object({ id: z.string() })) });

/**
 * Loads every view once, each in a region of its own.
 * @param names of the views, all when empty
 */
export async function survey(
  stage: Stage,
  regions: readonly string[],
  names: readonly string[],
): Promise<readonly SurveyedView[]> {
  const all = matrixViews(await subjectsOf(stage, regions[0] ?? ""));
  const views = all.filter(({ name }) => names.length === 0 || names.includes(name));
  const desk = new FaultDesk(stage.sandboxUrl);
  const surveyed: SurveyedView[] = [];
  for (const [index, view] of views.entries()) {
    const region = regions[index];
    if (region === undefined) throw new Error("There are more views than regions.");
    const answer = await load(stage.appUrl + addressOf(view.json, region));
    if (answer.status !== 200) {
      console.log(`  left out: ${view.name} answers ${answer.status} although nothing is wrong`);
      continue;
    }
    const operations = new Set(Object.keys(await desk.calls(region)));
    surveyed.push({ view, clean: answer.json, operations });
  }
  return surveyed;
}

async function subjectsOf(stage: Stage, region: string): Promise<Subjects> {
  const ask = async (path: string) => (await fetch(`${stage.sandboxUrl}/_sandbox/${path}`)).json();
  const window = `from=${WINDOW.from}&to=${WINDOW.to}&region=${region}`;
  const { apis } = truth.parse(await ask(`truth?${window}`));
  const { requests } = truthRequests.parse(await ask(`truth/requests?${window}&limit=2000`));
  const idOf = (name: string) =>
    Object.entries(apis).find(([key]) => key.startsWith(`${name}/`))?.[1].id ?? "";
  const traced = requests.find((one) => one.traced && one.invocations.length > 0);
  return {
    requestId: traced?.invocations[0]?.requestId ?? "",
    traceId: traced?.traceId ?? "",
    restApi: idOf("shop-api"),
    keyedApi: idOf("partner-api"),
    httpApi: idOf("storefront-http"),
  };
}
