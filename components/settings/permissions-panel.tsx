import { PanelState } from "@/components/panel/panel-state";
import { AllowedOperations } from "@/components/settings/allowed-operations";
import { CheckAgain } from "@/components/settings/check-again";
import { CodeBlock } from "@/components/settings/code-block";
import { TroubledOperation } from "@/components/settings/troubled-operation";
import { WholePolicy } from "@/components/settings/whole-policy";
import { InstantText } from "@/components/ui/instant";
import { Panel } from "@/components/ui/panel";
import { Skeleton } from "@/components/ui/skeleton";
import { StatusBadge } from "@/components/ui/status";
import { formatCount } from "@/lib/base/format-number";
import type { Panel as PanelData } from "@/lib/model/panel";
import type { Permissions } from "@/lib/model/views/settings";

const TITLE = "Permissions";

/** Each operation tried once: what is denied, what it costs the reader, and the statement that allows it. */
export function PermissionsPanel({ panel }: { readonly panel: PanelData<Permissions> }) {
  const data = panel.state === "ok" || panel.state === "partial" ? panel.data : null;
  return (
    <Panel
      title={TITLE}
      id="permissions"
      hint={
        data === null ? null : (
          <>
            {formatCount(data.operations.length)} read operations tried, <InstantText ms={data.triedAtMs} />
          </>
        )
      }
      actions={<CheckAgain />}
    >
      <PanelState panel={panel}>{(permissions) => <Outcome permissions={permissions} />}</PanelState>
    </Panel>
  );
}

function Outcome({ permissions }: { readonly permissions: Permissions }) {
  const { operations, counts, missingPolicy } = permissions;
  const troubled = operations.filter(({ result }) => result !== "allowed");
  const allowed = operations.filter(({ result }) => result === "allowed");
  return (
    <div data-testid="permissions">
      <p className="flex flex-wrap items-center gap-2 border-line border-t px-4 py-2.5">
        {counts.denied > 0 ? (
          <StatusBadge level="warning">{`${formatCount(counts.denied)} denied`}</StatusBadge>
        ) : null}
        {counts.unknown > 0 ? (
          <StatusBadge level="unknown">{`${formatCount(counts.unknown)} unknown`}</StatusBadge>
        ) : null}
        <StatusBadge level={counts.allowed > 0 ? "ok" : "unknown"}>
          {`${formatCount(counts.allowed)} allowed`}
        </StatusBadge>
        <span className="text-ink-3 text-xs">
          Only reads, the smallest of each; nothing is changed. A refusal for one function or log group is not
          one for all: what each was tried on is named.
        </span>
      </p>
      {troubled.length > 0 ? (
        <ul className="divide-y divide-line border-line border-t">
          {troubled.map((operation) => (
            <TroubledOperation key={operation.id} operation={operation} />
          ))}
        </ul>
      ) : null}
      {missingPolicy === null ? null : (
        <div className="border-line border-t px-4 py-3">
          <CodeBlock
            label="One policy for all that is denied, and nothing more"
            text={missingPolicy}
            testId="missing-policy"
          />
        </div>
      )}
      <AllowedOperations operations={allowed} />
      <WholePolicy permissions={permissions} />
    </div>
  );
}

export function PermissionsSkeleton() {
  return (
    <Panel title={TITLE}>
      <div
        role="status"
        aria-label="Trying each operation"
        className="space-y-3 border-line border-t px-4 py-3"
      >
        {[0, 1, 2, 3].map((row) => (
          <Skeleton key={row} className="h-4 w-[36rem] max-w-full" />
        ))}
      </div>
    </Panel>
  );
}
