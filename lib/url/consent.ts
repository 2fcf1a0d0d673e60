import { type RawSearch, single } from "@/lib/url/search";

/** `consent=true`: a paid query may run. It belongs into one request, never into an address that is shared. */
export function parseConsent(search: RawSearch): boolean {
  return ["true", "1"].includes(single(search, "consent") ?? "");
}
