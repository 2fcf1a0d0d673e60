import { answerBudgetChange } from "@/lib/server/answer-budget-change";
import { jsonAnswer } from "@/lib/server/json-answer";
import { spendReport } from "@/lib/server/spend";

export function GET(): Promise<Response> {
  return jsonAnswer(spendReport);
}

/** Changes nothing in AWS: only how much this server lets itself spend until midnight UTC. */
export function POST(request: Request): Promise<Response> {
  return answerBudgetChange(request);
}
