import "server-only";
import type { NoticeText } from "@/lib/access/notice-document";

/** Pages on the way in and out. */

const again = (to: string) => ({ label: "Try again", href: `/auth/sign-in?${new URLSearchParams({ to })}` });

export const missingPage: NoticeText = {
  title: "There is no such page",
  body: ["Nobody signs in to this Lambdascope."],
  action: { label: "To the overview", href: "/" },
};

export function providerDown(issuer: string, to: string): NoticeText {
  return {
    title: "Signing in is not possible right now",
    body: [
      `The identity provider (${new URL(issuer).host}) does not answer, or not as it should. Whoever is signed in goes on working.`,
      "Try again in a minute. If it stays like this, the server's log says what went wrong.",
    ],
    action: again(to),
  };
}

export const signInForgotten: NoticeText = {
  title: "This sign-in was not begun here, or too long ago",
  body: [
    "A sign-in must be completed in the browser that began it, within ten minutes. Nobody was signed in.",
  ],
  action: { label: "Sign in", href: "/auth/sign-in" },
};

export function signInFailed(to: string): NoticeText {
  return {
    title: "The provider's answer could not be trusted",
    body: [
      "It does not fit what was asked, so nobody was signed in. The server's log says what was wrong with it.",
    ],
    action: again(to),
  };
}

/** `code` as the protocol spells it: `access_denied`. */
export function refusedByProvider(code: string, to: string): NoticeText {
  return {
    title: "The provider did not sign you in",
    body: [`It answered: ${code}. Nobody was signed in.`],
    action: again(to),
  };
}

export function signedOut(providerHref: string | null): NoticeText {
  return {
    title: "You are signed out",
    body: [
      "This browser has forgotten who you are.",
      ...(providerHref === null
        ? []
        : ["Your provider may still know you, and would sign you in again without asking."]),
    ],
    action: { label: "Sign in", href: "/auth/sign-in" },
    ...(providerHref === null
      ? {}
      : { second: { label: "Sign out of the provider too", href: providerHref } }),
  };
}
