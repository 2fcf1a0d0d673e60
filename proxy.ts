import { type NextRequest, NextResponse } from "next/server";

/**
 * Next.js fails with a bare 500 on a path that cannot be decoded (`/functions/%FF`), before any page of ours is asked. Only
 * paths with a % pass through here.
 */
export const config = { matcher: "/(.*%.*)" };

export function proxy(request: NextRequest) {
  if (isDecodable(request.nextUrl.pathname)) return NextResponse.next();
  if (request.nextUrl.pathname.startsWith("/api/")) {
    const message = "The path has a % that is not followed by the code of a character.";
    return NextResponse.json(
      {
        error: { kind: "bad-parameter", message, parameter: null, nextStep: "Encode the names in the path." },
      },
      { status: 400 },
    );
  }
  // No page has this path, so it shows the page of a missing page, with its status.
  return NextResponse.rewrite(new URL("/unreadable-address", request.url));
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
