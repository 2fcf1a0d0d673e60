import { OpenRow } from "@/components/cost/open-row";
import { ShareBar } from "@/components/cost/share-bar";
import { Td } from "@/components/ui/table";
import { ViewLink } from "@/components/view/view-link";
import { formatCount } from "@/lib/base/format-number";
import { plainText } from "@/lib/base/plain-text";
import { changeText, formatUsdRange, middleUsd, optionalUsdRange } from "@/lib/model/usd-range";
import type { CostGroup } from "@/lib/model/views/cost";
import { functionPath } from "@/lib/url/view-params";

interface GroupRowProps {
  readonly group: CostGroup;
  /** The bill's total, US dollars. */
  readonly whole: number;
  /** What is called what belongs to none of them, such as alarms. */
  readonly outside: string;
  readonly isFunction: boolean;
}

export function GroupRow({ group, whole, outside, isFunction }: GroupRowProps) {
  const { key, total, requests, perThousand, previous, lines } = group;
  const name = key === null ? outside : plainText(key);
  return (
    <OpenRow
      testId={`group-${key ?? "none"}`}
      columns={7}
      label={
        key !== null && isFunction ? (
          <ViewLink path={functionPath(key)} className="truncate font-medium hover:underline max-sm:max-w-36">
            {name}
          </ViewLink>
        ) : (
          <span className={key === null ? "text-ink-3" : "truncate font-medium max-sm:max-w-36"}>{name}</span>
        )
      }
      opens={`What ${name} is charged for`}
      cells={
        <>
          <Td numeric>{formatUsdRange(total)}</Td>
          <Td numeric>
            <ShareBar share={whole === 0 ? null : middleUsd(total) / whole} />
          </Td>
          <Td numeric className="text-ink-2">
            {formatCount(requests)}
          </Td>
          <Td numeric>{optionalUsdRange(perThousand)}</Td>
          <Td numeric className="text-ink-2">
            {optionalUsdRange(previous)}
          </Td>
          <Td numeric>{changeText(total, previous)}</Td>
        </>
      }
    >
      <ul className="grid max-w-xl gap-1 text-xs">
        {lines.map((line) => (
          <li key={line.line} className="flex justify-between gap-4">
            <span className="text-ink-2">{line.label}</span>
            <span>{formatUsdRange(line)}</span>
          </li>
        ))}
      </ul>
      {key !== null && isFunction ? (
        <p className="pt-2 text-xs">
          <ViewLink path={`/cost?fn=${encodeURIComponent(key)}`} className="underline underline-offset-2">
            The bill of this function alone
          </ViewLink>
        </p>
      ) : null}
    </OpenRow>
  );
}
