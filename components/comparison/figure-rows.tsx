import { DifferenceBar } from "@/components/comparison/difference-bar";
import { Verdict } from "@/components/comparison/verdict";
import { Td, Th } from "@/components/ui/table";
import { NO_DATA } from "@/lib/base/format-number";
import { formatValue } from "@/lib/base/format-value";
import { signedDifference } from "@/lib/comparison/show/signed-difference";
import { shareText } from "@/lib/comparison/tell";
import type { ComparedFigure, Comparison } from "@/lib/model/views/comparison";

/** A row per figure: both sides, the difference with its interval, and the verdict with its reason. */
export function FigureRows({ comparison }: { readonly comparison: Comparison }) {
  const { figures, earlier, later } = comparison;
  return (
    <>
      <thead>
        <tr>
          <Th sticky>Figure</Th>
          <Th>Verdict</Th>
          <Th numeric>{earlier?.label}</Th>
          <Th numeric>{later?.label}</Th>
          <Th>Difference, 95 % interval</Th>
          <Th numeric>{later?.label} higher</Th>
        </tr>
      </thead>
      <tbody>
        {figures.map((figure) => (
          <FigureRow key={figure.key} figure={figure} />
        ))}
      </tbody>
    </>
  );
}

function FigureRow({ figure }: { readonly figure: ComparedFigure }) {
  const { label, unit, earlier, later, difference, verdict, probabilityWorse, reason } = figure;
  return (
    <tr className="[&:last-child>td]:border-b-0" data-figure={figure.key}>
      <Td sticky>{label}</Td>
      <Td className="min-w-56 whitespace-normal py-1.5">
        <span className="flex flex-wrap items-center gap-x-2">
          <Verdict verdict={verdict} />
          {reason === null ? null : <span className="text-ink-3 text-xs">{reason}</span>}
        </span>
      </Td>
      <Td numeric>{formatValue(earlier, unit)}</Td>
      <Td numeric>{formatValue(later, unit)}</Td>
      <Td>
        {difference === null ? (
          <span className="text-ink-3">{NO_DATA}</span>
        ) : (
          <span className="flex items-center gap-3">
            <DifferenceBar difference={difference} verdict={verdict} />
            <span className="tabular-nums">
              {signedDifference(difference.value, unit)}{" "}
              <span className="text-ink-3">
                ({signedDifference(difference.low, unit)} … {signedDifference(difference.high, unit)})
              </span>
            </span>
          </span>
        )}
      </Td>
      <Td numeric>{probabilityWorse === null ? NO_DATA : shareText(probabilityWorse)}</Td>
    </tr>
  );
}
