import "server-only";
import { audit } from "@/lib/aws/audit";
import { MINUTE_MS } from "@/lib/base/time";
import { processWide } from "@/lib/config/process-wide";
import { budgetChangeSchema } from "@/lib/model/views/own-spend";
import { askingVisitor } from "@/lib/server/access/asking-visitor";
import { jsonAnswer } from "@/lib/server/json-answer";
import { changeBudget } from "@/lib/server/spend";
import { BadParameter } from "@/lib/url/bad-parameter";

/** Changes a minute: a person presses once, a script that raises without end is stopped. */
const MOST_A_MINUTE = 10;

/** `POST /api/budget`: 200 with the report, 400 for a body that is not understood, 429 for too many. */
export async function answerBudgetChange(request: Request): Promise<Response> {
  if (isTooMany(Date.now())) {
    return Response.json(
      {
        error: {
          kind: "throttled",
          message: `The budget was changed ${MOST_A_MINUTE} times within a minute.`,
          parameter: null,
          nextStep: "Wait a minute.",
        },
      },
      { status: 429, headers: { "cache-control": "no-store", "retry-after": "60" } },
    );
  }
  return jsonAnswer(async () => {
    const asked = budgetChangeSchema.safeParse(await request.json().catch(() => null));
    if (!asked.success) {
      throw new BadParameter(
        "change",
        'The body must be JSON such as {"change":"raise"}: raise, lift or restore.',
      );
    }
    const report = await changeBudget(asked.data.change);
    if (report === null) {
      throw new BadParameter("change", "No budget is configured: set LAMBDASCOPE_BUDGET_USD_PER_DAY.");
    }
    const { spentUsd } = report.budget;
    const everywhere = { account: "*", region: "*", ...(await askingVisitor()) };
    audit(everywhere, "budget", { operation: `budget:${asked.data.change}`, costUsd: spentUsd });
    return report;
  });
}

function isTooMany(nowMs: number): boolean {
  const changes = processWide<number[]>("budget changes", () => []);
  while (changes[0] !== undefined && changes[0] < nowMs - MINUTE_MS) changes.shift();
  if (changes.length >= MOST_A_MINUTE) return true;
  changes.push(nowMs);
  return false;
}
