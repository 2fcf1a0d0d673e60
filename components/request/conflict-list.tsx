import { GitFork } from "lucide-react";
import { Notice } from "@/components/ui/notice";
import type { RequestFindings } from "@/lib/model/views/request";

/** Statements of the logs that cannot all be true: shown, not decided. */
export function ConflictList({ conflicts }: Pick<RequestFindings, "conflicts">) {
  return conflicts.map(({ message, evidence }) => (
    <Notice
      key={message}
      icon={GitFork}
      tone="warning"
      title="The evidence contradicts itself"
      nextStep="Compare the lines and documents named here; nothing was left out."
      className="rounded-lg border border-line bg-surface"
    >
      <p>{message}</p>
      <ul className="mt-1 list-disc pl-4 text-xs">
        {evidence.map((one) => (
          <li key={`${one.source} ${one.says} ${one.eventId ?? one.atMs}`}>
            {one.source}: {one.says}
            {one.group === null ? "" : `, in ${one.group}`}
          </li>
        ))}
      </ul>
    </Notice>
  ));
}
