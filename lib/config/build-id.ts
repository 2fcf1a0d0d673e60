import "server-only";

/**
 * Names the sources that this build was made of (next.config.js puts it in): instances of other sources may have other
 * shapes for the same answer. null: nobody said, as for `next dev`.
 */
export function buildId(): string | null {
  return process.env.LAMBDASCOPE_BUILD || null;
}
