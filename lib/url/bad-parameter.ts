/** A URL parameter that cannot be used. The message is shown to the user as it is: it says what is accepted. */
export class BadParameter extends Error {
  constructor(
    readonly parameter: string,
    message: string,
  ) {
    super(message);
    this.name = "BadParameter";
  }
}

/** Echo of a user's text in a message: bounded, and without control characters. */
export function quoteInput(text: string): string {
  const clean = text.replace(/[\p{Cc}\p{Cf}]/gu, "�");
  return clean.length > 60 ? `“${clean.slice(0, 60)}…”` : `“${clean}”`;
}
