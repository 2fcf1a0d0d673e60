import "server-only";

/** AWS says that the thing in the path does not exist. The message is shown as it is. */
export class NotFound extends Error {
  override readonly name = "NotFound";
  constructor(
    message: string,
    /** What to do instead, one sentence. */
    readonly nextStep: string,
  ) {
    super(message);
  }
}
