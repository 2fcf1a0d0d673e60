import { escapeHtml } from "@/lib/access/escape-html";

/** A page that stands for itself: it comes before anyone is let in, or when nothing else can be shown. */
export interface NoticeText {
  readonly title: string;
  /** What happened, a paragraph each. */
  readonly body: readonly string[];
  readonly action?: NoticeAction | undefined;
  readonly second?: NoticeAction | undefined;
}

export type NoticeAction =
  /** A page of ours, or of the provider. */
  | { readonly label: string; readonly href: string }
  /** Sent as a form, without scripts. */
  | { readonly label: string; readonly post: string };

/** HTML that needs no script and no file, so that it can be shown to anybody. All text is escaped here. */
export function noticeDocument({ title, body, action, second }: NoticeText, nonce: string): string {
  const buttons = [action, second].flatMap((each, index) => (each ? [button(each, index === 0)] : []));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)} · Lambdascope</title>
<style nonce="${escapeHtml(nonce)}">${style}</style>
</head>
<body>
<main>
<p class="name">Lambdascope</p>
<h1>${escapeHtml(title)}</h1>
${body.map((text) => `<p>${escapeHtml(text)}</p>`).join("\n")}
${buttons.length > 0 ? `<div class="actions">${buttons.join("\n")}</div>` : ""}
</main>
</body>
</html>
`;
}

function button(action: NoticeAction, first: boolean): string {
  const kind = first ? "first" : "second";
  const label = escapeHtml(action.label);
  if ("href" in action) return `<a class="${kind}" href="${escapeHtml(action.href)}">${label}</a>`;
  return `<form method="post" action="${escapeHtml(action.post)}"><button class="${kind}">${label}</button></form>`;
}

/** The tokens of app/globals.css that this page needs, for it must not wait for the sheet. */
const style = `
:root { color-scheme: light dark; --canvas: #f7f7f8; --surface: #ffffff; --line: #c9c9d0; --ink: #17171b; --ink-2: #4a4a54; }
@media (prefers-color-scheme: dark) {
  :root { --canvas: #0e0e11; --surface: #16161a; --line: #3b3b45; --ink: #ededf0; --ink-2: #b6b6c0; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--canvas); color: var(--ink); font: 14px/1.5 ui-sans-serif, system-ui, sans-serif; }
main { max-width: 36rem; margin: 12vh auto 2rem; padding: 1.5rem; background: var(--surface); border: 1px solid var(--line); border-radius: 8px; overflow-wrap: anywhere; }
@media (max-width: 40rem) { main { margin: 1rem; } }
.name { margin: 0 0 1rem; color: var(--ink-2); font-size: 12px; }
h1 { margin: 0 0 .5rem; font-size: 18px; line-height: 1.3; }
p { margin: 0 0 .75rem; color: var(--ink-2); }
.actions { display: flex; flex-wrap: wrap; gap: .5rem; margin-top: 1.25rem; }
form { margin: 0; }
a, button { display: inline-block; min-height: 32px; padding: .375rem .75rem; border: 1px solid var(--line); border-radius: 6px; background: transparent; color: var(--ink); font: inherit; text-decoration: none; cursor: pointer; }
.first { background: var(--ink); border-color: var(--ink); color: var(--surface); }
a:focus-visible, button:focus-visible { outline: 2px solid var(--ink); outline-offset: 2px; }
`;
