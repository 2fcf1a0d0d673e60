import { CodeBlock } from "@/components/settings/code-block";
import { Badge } from "@/components/ui/badge";
import { CopyButton } from "@/components/ui/copy-button";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { StatusBadge, type StatusLevel } from "@/components/ui/status";
import { ViewLink } from "@/components/view/view-link";
import { formatCount } from "@/lib/base/format-number";
import type { ReadinessCheck } from "@/lib/model/views/settings";

const looks = {
  ready: { level: "ok", word: "Ready" },
  todo: { level: "warning", word: "Change" },
  advice: { level: null, word: "Advice" },
  unknown: { level: "unknown", word: "Unknown" },
} as const satisfies Record<
  ReadinessCheck["state"],
  { readonly level: StatusLevel | null; readonly word: string }
>;

/** So many are drawn; the JSON has them all. */
const MOST_SHOWN = 200;

/** One question about the configuration: the answer, whom it is about, and the text that changes it. */
export function ReadinessItem({ check }: { readonly check: ReadinessCheck }) {
  const { key, title, state, sentence, why, caution, subjects, fixes, link } = check;
  const look = looks[state];
  return (
    <li data-check={key} className="space-y-1.5 px-4 py-3">
      <p className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
        {look.level === null ? (
          <Badge>{look.word}</Badge>
        ) : (
          <StatusBadge level={look.level}>{look.word}</StatusBadge>
        )}
        <span className="font-medium">{title}</span>
        <span className="min-w-0 break-words" data-testid="check-sentence">
          {sentence}
        </span>
      </p>
      {state === "ready" ? null : <p className="max-w-[90ch] text-ink-2 text-xs">{why}</p>}
      {link === null ? null : (
        <p>
          <ViewLink path={link.path} className="underline underline-offset-2">
            {link.label}
          </ViewLink>
        </p>
      )}
      {subjects.length > 0 ? <Subjects title={title} subjects={subjects} /> : null}
      {fixes.length > 0 ? (
        <details>
          <summary className="cursor-pointer py-1 text-ink-2 text-xs hover:text-ink">
            How to change it
          </summary>
          {caution === null ? null : <p className="max-w-[90ch] pb-2 text-warning text-xs">{caution}</p>}
          <div className="grid items-start gap-3 lg:grid-cols-2">
            {fixes.map(({ label, text }) => (
              <CodeBlock key={label} label={`${title}: ${label}`} text={text} />
            ))}
          </div>
        </details>
      ) : null}
    </li>
  );
}

function Subjects({ title, subjects }: Pick<ReadinessCheck, "title" | "subjects">) {
  const rest = subjects.length - MOST_SHOWN;
  return (
    <details>
      <summary className="cursor-pointer py-1 text-ink-2 text-xs hover:text-ink">
        {subjects.length === 1 ? subjects[0]?.name : `${formatCount(subjects.length)} to look at`}
      </summary>
      <ScrollRegion label={`${title}: what to look at`} className="max-h-96 rounded-md border border-line">
        <ul className="divide-y divide-line">
          {subjects.slice(0, MOST_SHOWN).map(({ name, path, detail, paste }) => (
            <li key={`${name} ${path}`} className="space-y-1 px-3 py-1.5">
              <p className="flex flex-wrap items-center gap-x-3">
                {path === null ? (
                  <span className="min-w-0 break-all font-mono text-xs">{name}</span>
                ) : (
                  <ViewLink path={path} className="min-w-0 break-all font-medium hover:underline">
                    {name}
                  </ViewLink>
                )}
                <span className="min-w-0 break-words text-ink-2 text-xs">{detail}</span>
              </p>
              {paste === null ? null : (
                <p className="flex items-start gap-2">
                  <code className="min-w-0 break-all font-mono text-ink-2 text-xs">{paste}</code>
                  <CopyButton text={paste} label={`Copy the format for ${name}`} />
                </p>
              )}
            </li>
          ))}
          {rest > 0 ? (
            <li className="px-3 py-1.5 text-ink-3 text-xs">{formatCount(rest)} more in /api/settings</li>
          ) : null}
        </ul>
      </ScrollRegion>
    </details>
  );
}
