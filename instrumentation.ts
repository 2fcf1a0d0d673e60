/** Runs once, before the first request is answered. */
export async function register() {
  // biome-ignore lint/style/noProcessEnv: Next replaces it by a constant for each runtime
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { startAccess } = await import("@/lib/server/access/start-access");
  startAccess();
  const { dropUnreadableRouterStates } = await import("@/lib/server/router-state");
  dropUnreadableRouterStates();
}
