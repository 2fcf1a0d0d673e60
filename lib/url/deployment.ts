import { BadParameter, quoteInput } from "@/lib/url/bad-parameter";
import { type RawSearch, single } from "@/lib/url/search";

/** Name of the parameter: the deployment that a page compares before and after. */
export const DEPLOYMENT_PARAM = "deployment";

const MOST_CHARACTERS = 400;

/**
 * Id of the chosen deployment; null when none is. Whether it exists only the deployments themselves tell.
 * @throws BadParameter for what cannot be an id.
 */
export function parseDeployment(search: RawSearch): string | null {
  const id = single(search, DEPLOYMENT_PARAM);
  if (id === undefined) return null;
  if (id.length <= MOST_CHARACTERS && /^[\w.$-]+$/.test(id)) return id;
  throw new BadParameter(DEPLOYMENT_PARAM, `${quoteInput(id)} is not the id of a deployment.`);
}

/** A page's path with the deployment chosen, at the comparison; without range and region. */
export function deploymentPath(path: string, id: string): string {
  return `${path}?${new URLSearchParams({ [DEPLOYMENT_PARAM]: id })}`;
}
