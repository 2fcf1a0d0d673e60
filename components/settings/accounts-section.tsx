import { CodeBlock } from "@/components/settings/code-block";
import { CommandToCopy } from "@/components/ui/command-to-copy";
import { Panel } from "@/components/ui/panel";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { Skeleton } from "@/components/ui/skeleton";
import { StatusIcon } from "@/components/ui/status";
import { Table, Td, Th } from "@/components/ui/table";
import { PublishAccountStates } from "@/components/view/account-troubles";
import { awsCommands } from "@/components/view/aws-commands";
import { troubleWords } from "@/components/view/trouble-words";
import { ViewLink } from "@/components/view/view-link";
import type { AccountState } from "@/lib/model/views/accounts";

interface AccountsSectionProps {
  readonly file: string | null;
  readonly accounts: readonly AccountState[];
}

const EXAMPLE = `regions: [eu-central-1, us-east-1]
accounts:
  - name: shop-prod
    profile: shop-prod
  - name: shop-test
    roleArn: arn:aws:iam::123456789012:role/lambdascope
    externalId: team-4711
    regions: [eu-central-1]`;

const MOST_REGIONS = 4;

/** The accounts that can be shown, how each is reached, and whether it answers. */
export function AccountsSection({ file, accounts }: AccountsSectionProps) {
  const broken = accounts.filter(({ failure }) => failure !== null).length;
  return (
    <Panel
      id="accounts"
      title="Accounts"
      hint={broken === 0 ? `${accounts.length} answering` : `${broken} of ${accounts.length} not answering`}
    >
      <PublishAccountStates
        states={accounts.map(({ name, failure }) => ({
          account: name,
          trouble: failure === null ? null : troubleWords(failure.kind),
        }))}
      />
      <ScrollRegion label="Accounts table" className="border-line border-t">
        <Table data-testid="accounts-table" className="min-w-[760px]">
          <thead>
            <tr>
              <Th sticky>Account</Th>
              <Th>State</Th>
              <Th>Account id</Th>
              <Th>Credentials</Th>
              <Th>Regions</Th>
            </tr>
          </thead>
          <tbody>
            {accounts.map((account) => (
              <AccountRow key={account.name} account={account} several={accounts.length > 1} />
            ))}
          </tbody>
        </Table>
      </ScrollRegion>
      {file === null ? (
        <details className="px-4 py-3">
          <summary className="cursor-pointer text-ink-2">Show several accounts</summary>
          <div className="mt-2 max-w-[80ch] space-y-2">
            <p>
              Name them in a file and start Lambdascope with its path in LAMBDASCOPE_CONFIG. Profiles, SSO
              ones too, are those of ~/.aws/config; a role is assumed with the account's profile, or with the
              default credentials, which must then be allowed sts:AssumeRole on it.
            </p>
            <CodeBlock label="Example of a file of accounts" text={EXAMPLE} />
          </div>
        </details>
      ) : (
        <p className="break-all px-4 py-2 text-ink-3 text-xs">From {file}, read when Lambdascope starts.</p>
      )}
    </Panel>
  );
}

function AccountRow({ account, several }: { readonly account: AccountState; readonly several: boolean }) {
  const { name, failure, regions, roleArn, endpointUrl } = account;
  const more = regions.length - MOST_REGIONS;
  return (
    <tr>
      <Td sticky className="font-medium">
        {several ? (
          <ViewLink
            path={`/?${new URLSearchParams({ account: name, region: regions[0] ?? "" })}`}
            className="hover:underline"
          >
            {name}
          </ViewLink>
        ) : (
          name
        )}
      </Td>
      <Td className="h-auto whitespace-normal py-1.5">
        <span className="flex max-w-[60ch] flex-col gap-0.5">
          <span className="inline-flex items-center gap-2">
            <StatusIcon level={failure === null ? "ok" : "warning"} />
            {failure === null ? "Answers" : failureWord(failure.kind)}
          </span>
          {failure === null ? null : (
            <span className="text-ink-2 text-xs">
              <span className="block break-words">{failure.message}</span>
              {failure.nextStep}
            </span>
          )}
          {awsCommands(failure?.nextStep ?? "").map((command) => (
            <CommandToCopy key={command} command={command} />
          ))}
        </span>
      </Td>
      <Td className="font-mono text-xs">{account.accountId ?? "—"}</Td>
      <Td className="h-auto whitespace-normal py-1.5">
        <span className="block">{account.credentials}</span>
        {roleArn === null ? null : <span className="block break-all text-ink-3 text-xs">{roleArn}</span>}
        {endpointUrl === null ? null : <span className="block text-ink-3 text-xs">{endpointUrl}</span>}
      </Td>
      <Td className="text-ink-2" title={regions.join(", ")}>
        {regions.slice(0, MOST_REGIONS).join(", ")}
        {more > 0 ? ` and ${more} more` : ""}
      </Td>
    </tr>
  );
}

function failureWord(kind: Parameters<typeof troubleWords>[0]): string {
  const words = troubleWords(kind);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function AccountsSkeleton() {
  return (
    <Panel id="accounts" title="Accounts">
      <div role="status" aria-label="Asking each account" className="border-line border-t p-4">
        <Skeleton className="h-4 w-80 max-w-full" />
      </div>
    </Panel>
  );
}
