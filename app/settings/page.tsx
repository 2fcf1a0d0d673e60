import type { Metadata } from "next";
import { explained } from "@/app/explain";
import { AnswerLine, AnswerSkeleton } from "@/components/panel/answer-line";
import { Stream } from "@/components/panel/stream";
import { AccessSection } from "@/components/settings/access-section";
import { IdentityPanel, IdentitySkeleton } from "@/components/settings/identity-panel";
import { PermissionsPanel, PermissionsSkeleton } from "@/components/settings/permissions-panel";
import { SpendSection, SpendSkeleton } from "@/components/settings/spend-section";
import { PageFrame } from "@/components/shell/page-frame";
import { PublishSpend } from "@/components/view/publish";
import { pageSpendOf } from "@/components/view/spend-of";
import { pageSignal } from "@/lib/server/page-signal";
import { panelOf } from "@/lib/server/panel-of";
import { readAccess } from "@/lib/server/settings/access";
import { loadIdentity } from "@/lib/server/settings/identity";
import { loadPermissions } from "@/lib/server/settings/permissions";
import { answerOf } from "@/lib/server/settings/settings";
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
    ({ view, identity, permissions, ownSpend, access, spend }) => (
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
        <Stream name="Own spend" from={ownSpend} fallback={<SpendSkeleton />}>
          {(report) => <SpendSection spend={report} />}
        </Stream>
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
  const spend = spendAfter(view, [identity, permissions]);
  return { view, identity, permissions, ownSpend: spend.then(loadSpendSection), access: await readAccess(), spend };
}
