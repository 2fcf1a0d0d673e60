import { Clock3, CloudOff, Hourglass, KeyRound, Wallet } from "lucide-react";
import { CommandToCopy } from "@/components/ui/command-to-copy";
import { Panel } from "@/components/ui/panel";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { StatusIcon } from "@/components/ui/status";
import { Table, Td, Th } from "@/components/ui/table";
import { PublishAccountStates } from "@/components/view/account-troubles";
import { awsCommands } from "@/components/view/aws-commands";
import { ConsentButton } from "@/components/view/consent-button";
import { troubleWords } from "@/components/view/trouble-words";
import { ViewLink } from "@/components/view/view-link";
import { formatUsd } from "@/lib/base/format-money";
import { formatCount } from "@/lib/base/format-number";
import type { CombinedTarget } from "@/lib/model/views/combined-overview";
import { targetPath } from "@/lib/url/target-params";

interface TargetsPanelProps {
  readonly targets: readonly CombinedTarget[];
  /** Accounts that do not offer the regions that are named. */
  readonly without: readonly string[];
}

/** How each account and region answered: what is missing is a row of its own, never a silence. */
export function TargetsPanel({ targets, without }: TargetsPanelProps) {
  const read = targets.filter(({ functions, apis }) => functions !== null || apis !== null);
  return (
    <Panel
      id="targets"
      title="Accounts and regions"
      hint={`${formatCount(read.length)} of ${formatCount(targets.length)} read`}
    >
      <PublishAccountStates states={statesOf(targets)} />
      <ScrollRegion label="Accounts and regions table" className="max-h-[360px] border-line border-t">
        <Table data-testid="targets-table" className="min-w-[760px]">
          <thead>
            <tr>
              <Th sticky>Account</Th>
              <Th>Region</Th>
              <Th>State</Th>
              <Th numeric>Failing</Th>
              <Th numeric>Functions</Th>
              <Th numeric>API stages</Th>
              <Th numeric title="What reading it cost this page, at list prices">
                Calls · cost
              </Th>
            </tr>
          </thead>
          <tbody>
            {[...targets].sort(troubledFirst).map((target) => (
              <TargetRow key={`${target.account} ${target.region}`} target={target} />
            ))}
          </tbody>
        </Table>
      </ScrollRegion>
      {without.length > 0 ? (
        <p className="px-4 py-2 text-ink-2 text-xs">
          Not asked, for the regions are not among theirs in the file of accounts: {without.join(", ")}.
        </p>
      ) : null}
    </Panel>
  );
}

function TargetRow({ target }: { readonly target: CombinedTarget }) {
  const { account, region, failing } = target;
  return (
    <tr className="group" data-state={target.state}>
      <Td sticky>
        <ViewLink path={targetPath("/", target)} className="font-medium hover:underline">
          {account}
        </ViewLink>
      </Td>
      <Td className="text-ink-2">{region}</Td>
      <Td className="h-auto whitespace-normal py-1.5">
        <TargetStateText target={target} />
      </Td>
      <Td numeric className={failing ? "text-critical" : "text-ink-3"}>
        {formatCount(failing)}
      </Td>
      <Td numeric>{formatCount(target.functions)}</Td>
      <Td numeric>{formatCount(target.apis)}</Td>
      <Td numeric className="text-ink-2">
        {target.awsCalls === 0 && target.functions === null
          ? formatCount(null)
          : `${formatCount(target.awsCalls)} · ${formatUsd(target.costUsd)}`}
      </Td>
    </tr>
  );
}

const looks = {
  denied: { icon: KeyRound, text: "Not permitted" },
  expired: { icon: KeyRound, text: "Sign-in expired" },
  "no-credentials": { icon: KeyRound, text: "No credentials" },
  throttled: { icon: Hourglass, text: "Throttled" },
  budget: { icon: Wallet, text: "Stopped by the budget" },
  ask: { icon: Wallet, text: "Not read yet" },
  failed: { icon: CloudOff, text: "No usable answer" },
  unanswered: { icon: CloudOff, text: "No answer in time" },
  "not-asked": { icon: Clock3, text: "Not asked: no time was left" },
  loading: { icon: Clock3, text: "On its way…" },
} as const;

/** What the place itself refused has the name of an operation; what its clock makes of the window, that of a parameter. */
function lookOf({ state, failures: [first] }: CombinedTarget) {
  if (state === "ok" || state === "empty" || state === "partial") return null;
  const ofTimeRange = state === "failed" && first?.kind === "invalid" && !first.operation.includes(":");
  return ofTimeRange ? { icon: Clock3, text: "The time range cannot be used here" } : looks[state];
}

function TargetStateText({ target }: { readonly target: CombinedTarget }) {
  const { state, failing, failures } = target;
  if (state === "ok") {
    return (
      <span className="inline-flex items-center gap-2">
        <StatusIcon level={failing ? "critical" : "ok"} />
        {failing ? "Read; some fail" : "Read"}
      </span>
    );
  }
  if (state === "empty") {
    return (
      <span className="inline-flex items-center gap-2 text-ink-2">
        <StatusIcon level="unknown" />
        Read; no functions and no APIs
      </span>
    );
  }
  const [first] = failures;
  const look = lookOf(target);
  const Icon = look?.icon;
  return (
    <span className="flex max-w-[64ch] flex-col gap-0.5 max-sm:max-w-[40vw]">
      <span className="inline-flex items-center gap-2">
        {Icon ? (
          <Icon className="size-4 shrink-0 text-warning" aria-hidden />
        ) : (
          <StatusIcon level="warning" />
        )}
        {look?.text ?? `Read in part: ${first?.operation ?? ""} is missing`}
      </span>
      {first === undefined ? null : (
        <span className="text-ink-2 text-xs">
          <span className="block break-words">{first.message}</span>
          {first.nextStep}
        </span>
      )}
      {failures.some(({ kind }) => kind === "ask") ? (
        <span>
          <ConsentButton />
        </span>
      ) : null}
      {awsCommands(first?.nextStep ?? "").map((command) => (
        <CommandToCopy key={command} command={command} />
      ))}
    </span>
  );
}

/** What was not read first, then what fails; all else stays in the order of the file. */
function troubledFirst(a: CombinedTarget, b: CombinedTarget): number {
  return rank(b) - rank(a) || (b.failing ?? 0) - (a.failing ?? 0);
}

function rank({ state }: CombinedTarget): number {
  return state === "ok" || state === "empty" ? 0 : state === "loading" ? 1 : 2;
}

/** An account that answers in one region is not broken, nor is one that was not asked yet. */
function statesOf(targets: readonly CombinedTarget[]) {
  const settled = targets.filter(({ state }) => state !== "loading");
  return [...new Set(settled.map(({ account }) => account))].map((account) => {
    const own = settled.filter((one) => one.account === account);
    const answers = own.some(
      ({ state, functions, apis }) => state === "ask" || functions !== null || apis !== null,
    );
    const [failure] = own.flatMap(({ failures }) => failures);
    return { account, trouble: answers ? null : failure ? troubleWords(failure.kind) : "no answer" };
  });
}
