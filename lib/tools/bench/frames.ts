import type { Page } from "@playwright/test";

/** The longest time between two frames while `act` runs, in milliseconds. */
export async function longestFrame(page: Page, act: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    const state = { longest: 0, last: performance.now(), on: true };
    Object.assign(window, { frames: state });
    const tick = (now: number) => {
      state.longest = Math.max(state.longest, now - state.last);
      state.last = now;
      if (state.on) requestAnimationFrame(tick);
    };
    requestAnimationFrame((now) => {
      state.last = now;
      requestAnimationFrame(tick);
    });
  });
  await act();
  return page.evaluate(() => {
    const state: unknown = Reflect.get(window, "frames");
    if (typeof state !== "object" || state === null || !("longest" in state)) return Number.NaN;
    Reflect.set(state, "on", false);
    return Number(state.longest);
  });
}
