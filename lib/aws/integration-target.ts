import "server-only";

/** The Lambda function that an integration calls. `qualifier` null: unqualified. */
export interface IntegrationTarget {
  readonly functionName: string;
  readonly qualifier: string | null;
}

const functionPart = /:function:([^:/]+)(?::([^:/]+))?(?=\/|$)/;
const variable = /\$\{stageVariables\.([\w-]+)\}/g;

/**
 * Reads the function out of an integration URI (REST: a path with `…:function:NAME[:alias]/invocations`; HTTP: also the
 * plain ARN), after putting in the stage variables. null when it is no Lambda function, or its name hangs on a
 * variable that the stage does not set.
 */
export function integrationTargetOf(
  uri: string | undefined,
  stageVariables: Readonly<Record<string, string>>,
): IntegrationTarget | null {
  const resolved = (uri ?? "").replace(variable, (whole, name: string) => stageVariables[name] ?? whole);
  const match = functionPart.exec(resolved);
  const functionName = match?.[1];
  if (functionName === undefined || functionName.includes("${")) return null;
  const qualifier = match?.[2];
  return { functionName, qualifier: qualifier === undefined || qualifier.includes("${") ? null : qualifier };
}
