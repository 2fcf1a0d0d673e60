import { AlarmLink } from "@/components/alarms/alarm-link";
import { AlarmStateBadge, wordOfState } from "@/components/alarms/alarm-state-badge";
import type { AlarmDetail } from "@/lib/model/views/alarms";

interface RuleViewProps {
  readonly rule: string;
  readonly terms: AlarmDetail["children"];
}

/** The rule of a composite alarm, and how each alarm in it stands. */
export function RuleView({ rule, terms }: RuleViewProps) {
  return (
    <section aria-label="Rule" className="space-y-1 px-4">
      <h3 className="font-semibold text-sm">Rule</h3>
      <code className="block whitespace-pre-wrap break-words rounded-md bg-sunken px-3 py-2 font-mono text-xs">
        {rule}
      </code>
      <ul className="divide-y divide-line border-line border-y">
        {terms.map(({ name, asked, state }) => (
          <li key={`${asked} ${name}`} className="flex min-h-9 flex-wrap items-center gap-x-3 py-1">
            {state === null ? (
              <>
                <span>{name}</span>
                <span className="text-warning">There is no such alarm.</span>
              </>
            ) : (
              <>
                <AlarmLink name={name} className="hover:underline">
                  {name}
                </AlarmLink>
                <AlarmStateBadge state={state} />
                <span className="text-ink-3 text-xs">
                  the rule asks whether it is {wordOfState[asked]}: {state === asked ? "yes" : "no"}
                </span>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
