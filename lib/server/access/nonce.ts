import "server-only";
import { randomBytes } from "node:crypto";

/** Cannot be guessed, and is used for one answer. */
export function newNonce(): string {
  return randomBytes(18).toString("base64");
}
