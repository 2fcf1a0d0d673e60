import { CodeBlock } from "@/components/settings/code-block";
import type { Permissions } from "@/lib/model/views/settings";

/** The least that everything works with, and where it goes for the credentials in use. Nothing is executed. */
export function WholePolicy({ permissions }: { readonly permissions: Permissions }) {
  const { wholePolicy, grant } = permissions;
  return (
    <details className="border-line border-t">
      <summary className="cursor-pointer px-4 py-2.5 text-ink-2 hover:bg-hover">
        The whole least-privilege policy, and where to put it
      </summary>
      <div className="grid items-start gap-3 border-line border-t px-4 py-3 lg:grid-cols-2">
        <CodeBlock label="IAM policy" text={wholePolicy} testId="whole-policy" />
        <div className="min-w-0 space-y-2">
          <p className="max-w-[72ch]">{grant.where}</p>
          {grant.command === null ? null : (
            <CodeBlock label="AWS CLI command" text={grant.command} testId="grant-command" />
          )}
          <p className="max-w-[72ch] text-ink-3 text-xs">
            To copy, not to run here: Lambdascope changes nothing. All actions read; cloudtrail:LookupEvents
            and the API key names are optional.
          </p>
        </div>
      </div>
    </details>
  );
}
