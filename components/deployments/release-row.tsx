import { DeploymentTime } from "@/components/deployments/deployment-time";
import { subjectPath } from "@/components/deployments/subject-path";
import { cn } from "@/components/ui/class-names";
import { Td } from "@/components/ui/table";
import { ViewLink } from "@/components/view/view-link";
import { releaseText } from "@/lib/deployments/release-text";
import type { Release } from "@/lib/deployments/releases";
import { deploymentSourceLabel, deploymentText } from "@/lib/model/deployment-text";
import { deploymentPath } from "@/lib/url/deployment";

interface ReleaseRowProps {
  readonly release: Release;
  /** Else it is older than what the charts show. */
  readonly inWindow: boolean;
  readonly chosen: boolean;
}

/** One release, a link to its before and after. */
export function ReleaseRow({ release, inWindow, chosen }: ReleaseRowProps) {
  const { headline, members } = release;
  const others = members.filter((one) => one !== headline);
  const told = [...new Set(members.map(({ description }) => description))].filter(Boolean).join("; ");
  const by = headline.by ?? <span className="text-ink-3">not known</span>;
  return (
    <tr className={cn("[&:last-child>td]:border-b-0", chosen && "[&>td]:bg-sunken")}>
      <Td className={cn("py-1.5 align-top tabular-nums max-sm:pr-0", !inWindow && "text-ink-3")}>
        <DeploymentTime ms={headline.atMs} />
        {inWindow ? null : <span className="block text-2xs">before the window</span>}
      </Td>
      <Td className="w-full whitespace-normal py-1.5 align-top">
        <ViewLink
          path={deploymentPath(subjectPath(headline.subject), headline.id)}
          scroll={false}
          aria-current={chosen ? "true" : undefined}
          className="mr-2 font-medium underline decoration-line-strong underline-offset-2 hover:decoration-ink"
        >
          {sentence(releaseText(release))}
        </ViewLink>
        <span className="text-ink-2">{told}</span>
        {others.length === 0 ? null : (
          <span className="block text-ink-3 text-xs">with it: {others.map(deploymentText).join(", ")}</span>
        )}
        <span className="block text-ink-2 text-xs sm:hidden">
          {by} · {deploymentSourceLabel[headline.source]}
        </span>
      </Td>
      <Td className="py-1.5 align-top max-sm:hidden">{by}</Td>
      <Td className="py-1.5 align-top text-ink-2 max-sm:hidden">{deploymentSourceLabel[headline.source]}</Td>
    </tr>
  );
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
