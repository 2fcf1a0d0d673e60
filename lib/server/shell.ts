import "server-only";
import { resolveRegion } from "@/lib/aws/region";
import { environment } from "@/lib/config/environment";

export interface ShellSettings {
  readonly regions: readonly string[];
  readonly defaultRegion: string;
}

/** What the region picker offers. A wrong environment is told by the page, not by the frame around it. */
export async function shellSettings(): Promise<ShellSettings> {
  try {
    return { regions: environment().regions, defaultRegion: (await resolveRegion()) ?? "us-east-1" };
  } catch {
    return { regions: [], defaultRegion: "us-east-1" };
  }
}
