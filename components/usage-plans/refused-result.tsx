import { StatusIcon } from "@/components/ui/status";
import { formatExact } from "@/lib/base/format-number";
import { formatBytes } from "@/lib/base/format-size";
import type { Refused, RefusingLimit } from "@/lib/model/views/refused";
import { PERIOD_WORDS } from "@/lib/usage-plans/plan-use";

/** Who was refused, where and by which limit, as far as the logs tell. */
export function RefusedResult({ refused }: { readonly refused: Refused }) {
  const { state, byRoute, byKey, byLimit, notes, bytesScanned, meta } = refused;
  const count = Math.max(refused.answers ?? 0, refused.refused ?? 0);
  const known = refused.answers !== null || refused.refused !== null;
  return (
    <div data-testid="refused-result">
      <p className="flex items-start gap-2 px-4 pb-3">
        <StatusIcon level={!known ? "unknown" : count > 0 ? "warning" : "ok"} className="mt-0.5" />
        <span>
          {state === "no-logs" ? "The stage has no log that could tell." : sentence(refused, known)}
        </span>
      </p>
      <div className="grid gap-x-8 gap-y-3 px-4 pb-3 md:grid-cols-3 empty:hidden">
        <Counts
          title="By route"
          rows={(byRoute ?? []).map(({ route, count: n }) => ({ name: route, count: n }))}
        />
        <Counts
          title="By key"
          rows={(byKey ?? []).map(({ key, name, count: n }) => ({ name: name ?? key, count: n }))}
        />
        <Counts
          title="By limit"
          rows={(byLimit ?? []).map((limit) => ({ name: limitText(limit), count: limit.count }))}
        />
      </div>
      {[...notes, ...meta.incomplete.map(({ reason, action }) => `${reason} ${action}`)].map((note) => (
        <p key={note} className="px-4 pb-2 text-ink-2 text-xs">
          {note}
        </p>
      ))}
      {state === "counted" ? (
        <p className="px-4 pb-3 text-ink-3 text-xs">
          Lines of this window, {formatBytes(bytesScanned)} read. The access log tells a function&rsquo;s own
          429 as well; the execution log of a REST API tells what API Gateway refused, and by which limit.
        </p>
      ) : null}
    </div>
  );
}

function sentence({ answers, refused }: Refused, known: boolean): string {
  if (!known) return "The logs could not be read whole, so the count is not known.";
  const told = [
    answers === null ? null : `${requests(answers)} answered with 429 by the access log`,
    refused === null ? null : `${requests(refused)} refused by a limit by the execution log`,
  ].filter((part) => part !== null);
  return `${told.join("; ")}.`;
}

function requests(n: number): string {
  return n === 0 ? "No request" : `${formatExact(n)} request${n === 1 ? "" : "s"}`;
}

function limitText({ kind, planId, planName, limit, burstLimit, period }: RefusingLimit): string {
  const plan = planName ?? planId;
  const whose = plan === null ? "Stage, route or account" : `Plan ${plan}`;
  if (kind === "quota" && period !== null) return `${whose}: ${formatExact(limit)} a ${PERIOD_WORDS[period]}`;
  const burst = burstLimit === null ? "" : `, burst ${formatExact(burstLimit)}`;
  return `${whose}: ${formatExact(limit)}/s${burst}`;
}

interface CountsProps {
  readonly title: string;
  readonly rows: readonly { readonly name: string; readonly count: number }[];
}

function Counts({ title, rows }: CountsProps) {
  if (rows.length === 0) return null;
  return (
    <table className="w-full self-start">
      <thead>
        <tr className="text-ink-3 text-xs">
          <th scope="col" className="pb-1 text-left font-medium">
            {title}
          </th>
          <th scope="col" className="pb-1 text-right font-medium">
            Requests
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, count }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two keys, or two plans, may have one name
          <tr key={index}>
            <td className="break-words py-0.5 pr-3">{name}</td>
            <td className="py-0.5 text-right align-top">{formatExact(count)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
