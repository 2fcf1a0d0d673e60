import type { BillLine } from "@/lib/cost/bill";
import { exact } from "@/lib/cost/estimate-figures";
import { formulaOf } from "@/lib/cost/formula";
import type { CostLine } from "@/lib/model/views/cost-estimate";

/** A line of a bill as it is shown: opened to its formula, its price and where that is from. */
export function costLineOf(line: BillLine): CostLine {
  return {
    line: line.line,
    label: line.label,
    quantity: exact(line.quantity),
    unit: line.unit,
    usd: line.usd === null ? null : exact(line.usd),
    formula: formulaOf(line),
    price: line.price && {
      per: line.per,
      tiers: [...line.price.tiers],
      verified: line.price.verified,
      note: line.price.note,
      source: line.price.source.title,
      url: line.price.source.url,
      date: line.price.source.date,
    },
  };
}
