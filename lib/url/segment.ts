/** A path segment as it was meant. A broken escape (`%E0%`) stays as it is: it names nothing, which the page then says. */
export function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
