import { cn } from "@/components/ui/class-names";
import { Panel } from "@/components/ui/panel";
import { formatCount } from "@/lib/base/format-number";
import { countedKinds, kindTexts } from "@/lib/cold-starts/show/kinds";
import type { ColdStarts } from "@/lib/model/views/cold-starts";

/** How often each kind occurred, what it means, and by what it is known. */
export function KindsPanel({ counts }: { readonly counts: ColdStarts["total"]["counts"] }) {
  return (
    <Panel title="Kinds" id="kinds" hint="and how each is known">
      <dl data-testid="cold-kinds" className="border-line border-t">
        {countedKinds.map((kind) => {
          const { label, meaning, evidence } = kindTexts[kind];
          return (
            <div
              key={kind}
              data-kind={kind}
              className="gap-3 border-line border-b px-4 py-2 last:border-b-0 sm:flex"
            >
              <dt className="flex w-52 shrink-0 items-center gap-2 self-start font-medium max-sm:w-full">
                {label}
                <span className={cn("ml-auto", counts[kind] === 0 && "font-normal text-ink-3")}>
                  {formatCount(counts[kind])}
                </span>
              </dt>
              <dd className="min-w-0">
                {meaning} <span className="text-ink-3">{evidence}</span>
              </dd>
            </div>
          );
        })}
      </dl>
    </Panel>
  );
}
