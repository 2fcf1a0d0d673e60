import "server-only";

/**
 * Names the sources that this build was made of (next.config.js puts it in): instances of other sources may have other
 * shapes for the same answer.
 */
export const buildId: string = process.env.LAMBDASCOPE_BUILD ?? "unbuilt";
