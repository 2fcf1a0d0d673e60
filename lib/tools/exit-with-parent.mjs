/**
 * Preloaded into each server that a command starts. The channel to the parent closes however the parent ends, even by
 * SIGKILL, so that nothing is left behind.
 */
if (process.channel) {
  process.on("disconnect", () => process.exit(0));
  // Listening must not keep the process alive.
  process.channel.unref();
}
