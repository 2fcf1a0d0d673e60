import "server-only";
import { headers } from "next/headers";
import { readVisitor, type VisitorNote } from "@/lib/server/access/visitor-headers";

/** Who asks for the page or route that is being answered, as the guard found out. Nobody, outside of any request. */
export async function askingVisitor(): Promise<VisitorNote> {
  try {
    return readVisitor(await headers());
  } catch {
    return { viewer: null, path: null };
  }
}
