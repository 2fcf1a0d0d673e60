/** Runs once, before the first request is answered. */
export async function register() {
  // biome-ignore lint/style/noProcessEnv: Next replaces it by a constant for each runtime
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { startAccess } = await import("@/lib/server/access/start-access");
  startAccess();
  // Listens from here on: else the first page's calls have no name and no signal.
  await import("@/lib/server/page-signal");
  const { dropUnreadableRouterStates } = await import("@/lib/server/router-state");
  dropUnreadableRouterStates();
  const { tolerateAbandonedRequests } = await import("@/lib/server/abandoned-requests");
  tolerateAbandonedRequests();
}
