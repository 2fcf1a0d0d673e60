import type { Metadata } from "next";
import { explained } from "@/app/explain";
import { AnswerLine, AnswerSkeleton } from "@/components/panel/answer-line";
import { Stream } from "@/components/panel/stream";
import { AccessSection } from "@/components/settings/access-section";
import { AccountsSection, AccountsSkeleton } from "@/components/settings/accounts-section";
import { IdentityPanel, IdentitySkeleton } from "@/components/settings/identity-panel";
import { PermissionsPanel, PermissionsSkeleton } from "@/components/settings/permissions-panel";
import { ReadinessPanel, ReadinessSkeleton } from "@/components/settings/readiness-panel";
import { SharedCacheSection } from "@/components/settings/shared-cache-section";
import { SpendSection, SpendSkeleton } from "@/components/settings/spend-section";
import { PageFrame } from "@/components/shell/page-frame";
import { PublishSpend } from "@/components/view/publish";
import { pageSpendOf } from "@/components/view/spend-of";
import { pageSignal } from "@/lib/server/page-signal";
import { panelOf } from "@/lib/server/panel-of";
import { readAccess } from "@/lib/server/settings/access";
import { loadAccounts } from "@/lib/server/settings/accounts";
import { loadIdentity } from "@/lib/server/settings/identity";
import { loadPermissions } from "@/lib/server/settings/permissions";
import { loadReadiness } from "@/lib/server/settings/readiness";
import { answerOf } from "@/lib/server/settings/settings";
import { readSharedCache } from "@/lib/server/settings/shared-cache";
import { loadSpendSection } from "@/lib/server/settings/spend";
import { spendAfter } from "@/lib/server/spend";
import { openView } from "@/lib/server/view-request";
import type { RawSearch } from "@/lib/url/search";

export const metadata: Metadata = { title: "Settings" };

interface SettingsPageProps {
  readonly searchParams: Promise<RawSearch>;
}

export default async function SettingsPage({ searchParams }: SettingsPageProps) {
  const search = await searchParams;
  return explained(
    () => startPage(search),
    ({ view, identity, permissions, readiness, accounts, ownSpend, access, spend }) => (
      <PageFrame
        key={view.target}
        view={view}
        title="Settings"
        question="May Lambdascope read what it needs, and is the account ready for it?"
        answer={
          <Stream name="The answer" from={permissions} fallback={<AnswerSkeleton />}>
            {(panel) => <AnswerLine panel={{ state: "ok", data: answerOf(panel) }} />}
          </Stream>
        }
      >
        <Stream name="Who asks AWS" from={identity} fallback={<IdentitySkeleton />}>
          {(panel) => <IdentityPanel panel={panel} />}
        </Stream>
        <Stream name="Permissions" from={permissions} fallback={<PermissionsSkeleton />}>
          {(panel) => <PermissionsPanel panel={panel} />}
        </Stream>
        <Stream name="Readiness" from={readiness} fallback={<ReadinessSkeleton />}>
          {(panel) => <ReadinessPanel panel={panel} />}
        </Stream>
        <Stream name="Accounts" from={accounts} fallback={<AccountsSkeleton />}>
          {(settings) => <AccountsSection file={settings.file} accounts={settings.accounts} />}
        </Stream>
        <Stream name="Own spend" from={ownSpend} fallback={<SpendSkeleton />}>
          {(report) => <SpendSection spend={report} />}
        </Stream>
        <SharedCacheSection cache={readSharedCache()} />
        <AccessSection access={access} />
        <Stream name="AWS calls" from={spend} fallback={null}>
          {(counted) => <PublishSpend spend={pageSpendOf(counted)} />}
        </Stream>
      </PageFrame>
    ),
  );
}

/** All loads start here at once; each section is a stream of its own. */
async function startPage(search: RawSearch) {
  const view = await openView(search, pageSignal());
  const identity = panelOf(() => loadIdentity(view));
  const permissions = panelOf(() => loadPermissions(view));
  const readiness = panelOf(() => loadReadiness(view));
  const accounts = loadAccounts(view);
  const spend = spendAfter(view, [identity, permissions, readiness, accounts]);
  return {
    view,
    identity,
    permissions,
    readiness,
    accounts,
    ownSpend: spend.then(loadSpendSection),
    access: await readAccess(),
    spend,
  };
}
