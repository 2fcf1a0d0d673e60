import "server-only";

/** The Lambda function that an integration calls; both null when it is none. `qualifier` null: unqualified. */
export interface IntegrationTarget {
  readonly functionName: string | null;
  readonly qualifier: string | null;
}

const nowhere: IntegrationTarget = { functionName: null, qualifier: null };
const functionPart = /:function:([^:/]+)(?::([^:/]+))?(?=\/|$)/;
const variable = /\$\{stageVariables\.([\w-]+)\}/g;

/**
 * Reads the function out of an integration URI (REST: a path with `…:function:NAME[:alias]/invocations`; HTTP: also the
 * plain ARN), after putting in the stage variables. A name that hangs on a variable which the stage does not set is
 * unknown.
 */
export function integrationTargetOf(
  uri: string | null,
  stageVariables: Readonly<Record<string, string>>,
): IntegrationTarget {
  const resolved = (uri ?? "").replace(variable, (whole, name: string) => stageVariables[name] ?? whole);
  const match = functionPart.exec(resolved);
  const [functionName, qualifier] = [match?.[1], match?.[2]];
  if (functionName === undefined || functionName.includes("${")) return nowhere;
  return { functionName, qualifier: qualifier === undefined || qualifier.includes("${") ? null : qualifier };
}
