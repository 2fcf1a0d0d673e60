import "server-only";
import { z } from "zod";

/** Values that the environment and the file of accounts both have; each message says what is accepted. */

export const regionValue = z
  .string("must be a region such as eu-central-1")
  .regex(/^[a-z]{2,}(-[a-z]+)+-\d{1,2}$/, "must be a region such as eu-central-1");

export const httpUrlValue = z
  .string("must be a URL such as http://127.0.0.1:4700")
  .refine(isHttpUrl, "must be a URL such as http://127.0.0.1:4700");

function isHttpUrl(text: string): boolean {
  try {
    return ["http:", "https:"].includes(new URL(text).protocol);
  } catch {
    return false;
  }
}
