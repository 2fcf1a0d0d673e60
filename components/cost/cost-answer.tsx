"use client";

import { exactBill } from "@/components/cost/exact-slot";
import { useSlot } from "@/components/view/publish";
import { costAnswer } from "@/lib/cost/show/answer";
import type { Panel } from "@/lib/model/panel";
import type { CostBill, CostProjection } from "@/lib/model/views/cost";

interface CostAnswerProps {
  readonly bill: Panel<CostBill>;
  readonly projection: Panel<CostProjection>;
}

/** The page's answer in a sentence. A cost is neither well nor ill, so it has no status. */
export function CostAnswer({ bill, projection }: CostAnswerProps) {
  const exact = useSlot(exactBill);
  return (
    <p data-testid="answer" className="min-h-6 break-words text-md">
      {sentence(exact === null ? bill : { state: "ok", data: exact }, knownOf(projection))}
    </p>
  );
}

function sentence(bill: Panel<CostBill>, month: CostProjection | null): string {
  if (bill.state === "empty") return bill.reason;
  if (bill.state === "ok" || bill.state === "partial") return costAnswer(bill.data, month);
  return `Cannot tell: ${bill.failure.operation} did not answer. ${bill.failure.nextStep}`;
}

function knownOf<T>(panel: Panel<T>): T | null {
  return panel.state === "ok" || panel.state === "partial" ? panel.data : null;
}
