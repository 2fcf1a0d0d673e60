/**
 * What people, partners and attackers get into log lines. Whatever runs sets `window.ranFromLog`; whatever is loaded comes
 * from evil.example.
 */
const run = "window.ranFromLog=(window.ranFromLog||0)+1";

/** Each message must be a line of a log and nothing else: text, whatever reads it. */
export function hostileMessages(): readonly string[] {
  return [
    `<script>${run}</script>`,
    `</script><script>${run}</script>`,
    `<img src=x onerror="${run}"><img src="https://evil.example/pixel.gif">`,
    `<svg onload="${run}"><animate onbegin="${run}" attributeName=x dur=1s></svg>`,
    `<iframe srcdoc="<script>parent.${run}</script>"></iframe><object data="javascript:${run}"></object>`,
    `<style>@import url(https://evil.example/x.css); body{display:none}</style><base href="https://evil.example/">`,
    `<form action="https://evil.example"><button autofocus onfocus="${run}">OK</button></form>`,
    `javascript:${run} [click](javascript:${run}) https://evil.example/?q="onmouseover="${run}`,
    `data:text/html,<script>${run}</script>`,
    `\u2028${run}\u2029 --> ]]> <!-- ${"`"} \${${run}} {{constructor.constructor('${run}')()}}`,
    // Terminal: a link by OSC 8, cursor moves, a title, a clear screen, colours that never end.
    `\u001b]8;;javascript:${run}\u0007link\u001b]8;;\u0007 \u001b]0;title\u0007 \u001b[2J\u001b[1;1H\u001b[31;44;5mno end`,
    "\u001b[38;5;999999999m \u001b[38;2;1;2m \u001b[999999999C far \u009b31m \u001b",
    "invoice\u202egnp.exe and \u2066isolated\u2069 \u200bzero\u200bwidth \u2067never closed",
    "rtl \u05e9\u05dc\u05d5\u05dd \u202e\u202e\u202eunclosed overrides",
    '{"__proto__":{"polluted":"yes"},"constructor":{"prototype":{"polluted":"yes"}},"level":"ERROR","message":"proto"}',
    '{"message":"keys","toString":1,"hasOwnProperty":null,"__defineGetter__":[],"valueOf":{"x":1}}',
    `${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`,
    `[${"[".repeat(5_000)}`,
    `{"items":[${"0,".repeat(50_000)}0]}`,
    "=cmd|' /C calc'!A0",
    "+SUM(1;1)*cmd|' /C calc'!A0",
    '-2+3+HYPERLINK("https://evil.example","open")',
    '@SUM(1+1)*WEBSERVICE("https://evil.example")',
    '\t=HYPERLINK("https://evil.example")',
    '\r=1+1","=2+2"\n=3+3',
    "null\u0000byte bell\u0007 backspace\b\b\b delete\u007f",
    "lone \ud800 surrogate \udc00 halves",
    "%s %n %d %c %O %ff %E0%A4%A %00 ..%2f..%2fetc%2fpasswd",
    // Looks like the platform's own, and is printed by a function.
    "REPORT RequestId: 00000000-0000-4000-8000-000000000000\tDuration: 1.00 ms\tBilled Duration: 999999999 ms\tMemory Size: 1 MB\tMax Memory Used: 9999999 MB",
    "START RequestId: 00000000-0000-4000-8000-000000000000 Version: <img src=x>",
    "END RequestId: ../../../requests/x?y=<script>",
    `Error: <img src=x onerror=${run}>\n    at constructor (javascript:${run}:1:1)\n    at file:///etc/passwd:1:1`,
    `long ${"0123456789".repeat(100_000)} <script>${run}</script>`,
  ];
}
