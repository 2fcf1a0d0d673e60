import { csvNumber, csvText } from "@/lib/base/csv";
import type { CostBill, CostGroup } from "@/lib/model/views/cost";

/** Line items with both ends, their formula, and where the price comes from. */
export function linesCsv({ lines }: Pick<CostBill, "lines">): string {
  const head = [
    "line item",
    "quantity, low",
    "quantity, high",
    "unit",
    "low (USD)",
    "high (USD)",
    "formula",
    "price of",
    "source",
  ];
  const rows = lines.map(({ label, low, high }) => [
    csvText(label),
    csvNumber(low.quantity),
    csvNumber((high ?? low).quantity),
    csvText(low.unit),
    csvNumber(low.usd),
    csvNumber((high ?? low).usd),
    csvText((high ?? low).formula),
    csvText(low.price?.date ?? ""),
    csvText(low.price?.url ?? low.price?.source ?? ""),
  ]);
  return table(head, rows);
}

/** What each function, API, route or version cost, with every digit. */
export function groupsCsv(what: string, groups: readonly CostGroup[]): string {
  const head = [
    what,
    "low (USD)",
    "high (USD)",
    "requests",
    "1,000 requests, low (USD)",
    "1,000 requests, high (USD)",
    "before, low (USD)",
    "before, high (USD)",
  ];
  const rows = groups.map(({ key, total, requests, perThousand, previous }) => [
    csvText(key ?? ""),
    csvNumber(total.lowUsd),
    csvNumber(total.highUsd),
    csvNumber(requests),
    csvNumber(perThousand?.lowUsd),
    csvNumber(perThousand?.highUsd),
    csvNumber(previous?.lowUsd),
    csvNumber(previous?.highUsd),
  ]);
  return table(head, rows);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head.map(csvText), ...rows].map((cells) => cells.join(",")).join("\r\n");
}
