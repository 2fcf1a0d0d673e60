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

/** Several at once, so that a form can mark every field. The first one is what a reader of one message sees. */
export class BadParameters extends BadParameter {
  constructor(readonly all: readonly BadParameter[]) {
    super(all[0]?.parameter ?? "", all[0]?.message ?? "");
    this.name = "BadParameters";
  }
}

/** Echo of a user's text in a message: bounded, and without control characters. */
export function quoteInput(text: string): string {
  const clean = text.replace(/[\p{Cc}\p{Cf}]/gu, "�");
  return clean.length > 60 ? `“${clean.slice(0, 60)}…”` : `“${clean}”`;
}
