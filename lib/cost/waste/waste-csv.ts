import { csvNumber, csvText } from "@/lib/base/csv";
import type { CostWaste } from "@/lib/model/views/cost-waste";

const HEAD = [
  "waste",
  "state",
  "of",
  "a month, low (USD)",
  "a month, high (USD)",
  "certainty",
  "why",
  "what would end it",
  "formula",
];

/** A line per finding; a kind without one has a line that says why. */
export function wasteCsv({ kinds }: Pick<CostWaste, "kinds">): string {
  const rows = kinds.flatMap(({ title, state, reason, findings }) =>
    findings.length === 0
      ? [[csvText(title), csvText(state), "", "", "", "", csvText(reason ?? ""), "", ""]]
      : findings.map(({ subject, monthly, certainty, why, remedy, lines }) => [
          csvText(title),
          csvText(state),
          csvText(subject.name),
          csvNumber(monthly.lowUsd),
          csvNumber(monthly.highUsd),
          csvText(certainty),
          csvText(why),
          csvText(remedy),
          csvText((lines.high ?? lines.low).map(({ formula }) => formula).join("; ")),
        ]),
  );
  return [HEAD.map(csvText), ...rows].map((cells) => cells.join(",")).join("\r\n");
}
