import "server-only";

/** How the guard tells what it guards who asks. Written over whatever came from outside under these names. */
const viewerHeader = "x-lambdascope-viewer";
const pathHeader = "x-lambdascope-path";

export interface VisitorNote {
  /** null: nobody is asked who they are. */
  readonly viewer: string | null;
  /** Of the page or route that is asked for. */
  readonly path: string | null;
}

export function writeVisitor(headers: Headers, { viewer, path }: VisitorNote): void {
  set(headers, viewerHeader, viewer);
  set(headers, pathHeader, path);
}

export function readVisitor(headers: { get(name: string): string | null }): VisitorNote {
  return { viewer: get(headers, viewerHeader), path: get(headers, pathHeader) };
}

/** Headers are Latin-1; names are not, and half of a character cannot be encoded at all. */
function set(headers: Headers, name: string, text: string | null): void {
  if (text === null) headers.delete(name);
  else headers.set(name, encodeURIComponent(text.replace(/[\ud800-\udfff]/gu, "\ufffd")));
}

function get(headers: { get(name: string): string | null }, name: string): string | null {
  const text = headers.get(name);
  return text === null ? null : decodeURIComponent(text);
}
