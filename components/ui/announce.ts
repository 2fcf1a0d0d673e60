/** Resolves once there is something on screen that shows announcements. */
let ready: () => void;
const shown = new Promise<void>((resolve) => {
  ready = resolve;
});

/** Called by what shows announcements, when it stands. */
export function announcementsReady(): void {
  ready();
}

/** A word in the corner of the screen about what the reader just did. The library for it is not part of the first load. */
export async function announce(kind: "success" | "error", text: string): Promise<void> {
  const [{ toast }] = await Promise.all([import("sonner"), shown]);
  toast[kind](text);
}
