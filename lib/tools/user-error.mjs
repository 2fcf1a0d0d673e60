/** A failure whose message is meant for the person at the keyboard: printed without a stack. */
export class UserError extends Error {}

/**
 * Runs a command's body and turns its end into an exit code.
 * @param {() => Promise<number>} body
 */
export async function runMain(body) {
  try {
    process.exitCode = await body();
  } catch (error) {
    console.error(error instanceof UserError ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}
