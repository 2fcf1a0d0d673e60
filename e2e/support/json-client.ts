import { type APIRequestContext, expect } from "@playwright/test";
import type { z } from "zod";
import { type SharedView, viewUrl } from "@/e2e/support/frozen-world";

/** Fetches a JSON twin, which must answer 200 and match its documented schema. */
export async function fetchJson<T>(
  request: APIRequestContext,
  path: string,
  view: SharedView,
  schema: z.ZodType<T>,
): Promise<T> {
  const response = await request.get(viewUrl(path, view));
  expect(response.status(), await response.text()).toBe(200);
  return schema.parse(await response.json());
}
