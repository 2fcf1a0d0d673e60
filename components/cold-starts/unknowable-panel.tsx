import { Panel } from "@/components/ui/panel";

const limits = [
  "How long an environment lives idle: Lambda documents no figure and may change it. What is shown here was measured in this window.",
  "Whether an environment that lies idle is still there: it writes no line until it is used or ends.",
  "How long the init inside a suppressed init took: it is part of Duration, and no line splits it.",
  "Whether the next burst is as tall as those of this window. What provisioned concurrency would have removed is of this traffic.",
  "How long Lambda took before the init of each request: it is in no log line, and X-Ray shows it only for what it samples.",
] as const;

/** What nobody can read from an account. */
export function UnknowablePanel() {
  return (
    <Panel title="What cannot be known" id="unknowable">
      <ul className="list-disc space-y-1 border-line border-t py-3 pr-4 pl-8 text-ink-2">
        {limits.map((limit) => (
          <li key={limit} className="max-w-[88ch]">
            {limit}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
