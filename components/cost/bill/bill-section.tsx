"use client";

import { useEffect } from "react";
import { BillChart } from "@/components/cost/bill/bill-chart";
import { ExactOffer } from "@/components/cost/bill/exact-offer";
import { GroupsPanel } from "@/components/cost/bill/groups-panel";
import { LinesOffer } from "@/components/cost/bill/lines-offer";
import { LinesPanel } from "@/components/cost/bill/lines-panel";
import { NowPanel } from "@/components/cost/bill/now-panel";
import { type BillAsked, useExactBill } from "@/components/cost/bill/use-exact-bill";
import { exactBill } from "@/components/cost/exact-slot";
import type { CostBill } from "@/lib/model/views/cost";

interface BillSectionProps {
  readonly bill: CostBill;
  readonly asked: BillAsked;
}

/** The bill of the window from every side; once it was made exact, all of it is drawn from the exact one. */
export function BillSection({ bill: first, asked }: BillSectionProps) {
  const exact = useExactBill(asked, first.estimate);
  const found = exact.state.phase === "found" ? exact.state.bill : null;
  const bill = found ?? first;
  useEffect(() => {
    exactBill.set(found);
    return () => exactBill.set(null);
  }, [found]);
  const isRange = bill.by === "metrics" || bill.state === "needs-consent";
  return (
    <>
      <NowPanel
        bill={bill}
        offer={
          isRange ? (
            <>
              <ExactOffer state={exact.state} onAsk={exact.ask} onRun={exact.run} onStop={exact.stop} />
              {asked.fn === null ? null : <LinesOffer />}
            </>
          ) : null
        }
      />
      <BillChart bill={bill} />
      <GroupsPanel bill={bill} />
      <LinesPanel bill={bill} />
    </>
  );
}
