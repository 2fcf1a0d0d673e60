import "server-only";
import { listFunctions } from "@/lib/aws/lambda";
import { describeLogGroups, findLogGroup } from "@/lib/aws/logs";
import type { EnvironmentFacts } from "@/lib/cold-starts/environment-facts";
import type { Failure } from "@/lib/model/failure";
import type { LambdaFunction } from "@/lib/model/lambda";
import type { LogGroupInfo } from "@/lib/model/log-group";
import { optional } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";

/** A function whose cold starts are asked about. */
export interface Subject {
  readonly name: string;
  readonly group: string;
  /** null: not in the configuration, or that may not be read. */
  readonly config: LambdaFunction | null;
}

/** The functions that were named, or all. A name without configuration is looked for where AWS logs by default. */
export async function subjectsOf(
  view: ViewRequest,
  names: readonly string[],
): Promise<{ readonly subjects: readonly Subject[]; readonly failures: readonly Failure[] }> {
  const { value, failures } = await optional(listFunctions(view.scope));
  const all = (value ?? []).map((config): Subject => ({ name: config.name, group: config.logGroup, config }));
  if (names.length === 0) return { subjects: all, failures };
  return {
    subjects: names.map(
      (name) => all.find((one) => one.name === name) ?? { name, group: `/aws/lambda/${name}`, config: null },
    ),
    failures,
  };
}

/** Which group each is, null where AWS says that there is none; a group that may not be looked up is left out. */
export async function groupsOf(
  view: ViewRequest,
  subjects: readonly Subject[],
): Promise<ReadonlyMap<string, LogGroupInfo | null>> {
  const names = [...new Set(subjects.map(({ group }) => group))];
  const common = "/aws/lambda/";
  // Most are of one prefix; one by one they would be a call each.
  const many = names.filter((name) => name.startsWith(common)).length > 3;
  const listed = many ? (await optional(describeLogGroups(view.scope, { prefix: common }))).value : null;
  const found = new Map<string, LogGroupInfo | null>();
  await Promise.all(
    names.map(async (name) => {
      if (listed !== null && name.startsWith(common)) {
        found.set(name, listed.find((group) => group.name === name) ?? null);
        return;
      }
      const one = await optional(findLogGroup(view.scope, name));
      if (one.failures.length === 0) found.set(name, one.value);
    }),
  );
  return found;
}

/** Gives each environment to its function; in a group that several share, a stream that names none belongs to none. */
export function ownersOf(
  subjects: readonly Subject[],
): (environment: Pick<EnvironmentFacts, "group" | "functionName">) => Subject | null {
  const byGroup = new Map<string, Subject[]>();
  for (const subject of subjects) {
    byGroup.set(subject.group, [...(byGroup.get(subject.group) ?? []), subject]);
  }
  return ({ group, functionName }) => {
    const sharing = byGroup.get(group) ?? [];
    if (functionName !== null) return sharing.find(({ name }) => name === functionName) ?? null;
    return sharing.length === 1 ? (sharing[0] ?? null) : null;
  };
}
