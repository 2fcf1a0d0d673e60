import { type Fact, FactList } from "@/components/ui/fact-list";
import { Panel } from "@/components/ui/panel";
import { formatDuration } from "@/lib/base/format-duration";
import { formatCount, formatRatio, threeDigits } from "@/lib/base/format-number";
import type { ColdFunction } from "@/lib/model/views/cold-starts";

/** How long environments live, how many there are, and whether something calls on a beat. */
export function EnvironmentsPanel({ lifetimes, explained }: ColdFunction) {
  const regular = explained?.regular ?? null;
  const facts: Fact[] = [];
  if (lifetimes !== null) {
    const { environments, cut, p50Ms, p95Ms, maxMs, alivePeak, aliveMean, invocationsPerEnvironment } =
      lifetimes;
    facts.push(
      { name: "Environments", value: `${formatCount(environments)}, ${formatCount(cut)} cut by the window` },
      {
        name: "Alive at once",
        value: `${formatCount(alivePeak)} at most, ${threeDigits(aliveMean)} on average`,
      },
      {
        name: "Lived for",
        value: `${formatDuration(p50Ms)} median, ${formatDuration(p95Ms)} p95, ${formatDuration(maxMs)} longest`,
      },
      {
        name: "Invocations each",
        value:
          invocationsPerEnvironment === null ? formatCount(null) : threeDigits(invocationsPerEnvironment),
      },
    );
  }
  if (explained !== null) {
    facts.push({
      name: "Calls on a beat",
      wide: true,
      value:
        regular === null
          ? "None seen: no calls come every so many whole minutes, or there are too many calls to tell."
          : `Every ${formatDuration(regular.everyMs)}, as a warm-up's do: ${formatCount(regular.felt)} of these ${formatCount(regular.calls)} waited for a cold start, and ${formatCount(regular.otherFelt)} of ${formatCount(regular.otherCalls)} others (${formatRatio(regular.otherCalls === 0 ? null : regular.otherFelt / regular.otherCalls)}). The beat alone does not tell a warm-up from other scheduled work.`,
    });
  }
  return (
    <Panel title="Environments" id="environments">
      <FactList facts={facts} />
      <p className="border-line border-t px-4 py-2 text-ink-3 text-xs">
        Those cut by the window live at least as long as these figures say: an environment that lies idle
        writes no line.
      </p>
    </Panel>
  );
}
