export interface MaskOptions {
  readonly emails: boolean;
}

interface Rule {
  readonly name: string;
  readonly pattern: RegExp;
  /** What of the match is the secret: the group of that number, or the whole of it. */
  readonly group?: number;
  readonly holds?: (secret: string) => boolean;
}

/** Secrets by their shape. A shape that everyday text has as well (40 letters) counts only behind its name. */
const RULES: readonly Rule[] = [
  { name: "aws key id", pattern: /\b(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{16}\b/g },
  {
    name: "aws secret",
    pattern:
      /(aws_?secret_?access_?key|secretAccessKey|SecretKey)(["']?\s{0,4}[:=]\s{0,4}["']?)([A-Za-z0-9/+=]{40})\b/gi,
    group: 3,
  },
  {
    name: "session token",
    pattern: /(session_?token|X-Amz-Security-Token)(["']?\s{0,4}[:=]\s{0,4}["']?)([A-Za-z0-9/+=%]{60,})/gi,
    group: 3,
  },
  { name: "signature", pattern: /(X-Amz-Signature)(=)([0-9a-f]{64})/gi, group: 3 },
  { name: "jwt", pattern: /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{4,}\.[A-Za-z0-9_-]*/g },
  { name: "token", pattern: /\b(Bearer|Basic)(\s{1,4})([A-Za-z0-9._~+/-]{8,}=*)/gi, group: 3 },
  {
    name: "password",
    pattern:
      /(passw(?:or)?d|passphrase|secret|api[_-]?key|access[_-]?token|refresh[_-]?token|client[_-]?secret)(["']?\s{0,4}[:=]\s{0,4}["']?)([^\s"',;&}]{3,})/gi,
    group: 3,
  },
  {
    name: "private key",
    pattern: /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[\s\S]{1,8000}?-----END [A-Z ]{0,30}PRIVATE KEY-----/g,
  },
  { name: "card", pattern: /\b(?:\d[ -]?){12,18}\d\b/g, holds: isCardNumber },
];

const EMAIL: Rule = { name: "email", pattern: /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/g };

/**
 * Puts `‹name: n characters›` in place of secrets that have a known shape. It is a help against showing them by mistake, not a
 * promise: a secret that looks like any other word stays.
 */
export function maskSecrets(text: string, { emails }: MaskOptions): string {
  let masked = text;
  for (const rule of emails ? [...RULES, EMAIL] : RULES) {
    masked = masked.replace(rule.pattern, (whole: string, ...groups: unknown[]) => {
      if (rule.group === undefined) return rule.holds?.(whole) === false ? whole : cover(rule.name, whole);
      const secret = groups[rule.group - 1];
      if (typeof secret !== "string" || secret.startsWith("‹")) return whole;
      return whole.slice(0, whole.length - secret.length) + cover(rule.name, secret);
    });
  }
  return masked;
}

function cover(name: string, secret: string): string {
  return `‹${name}: ${secret.length} characters›`;
}

/** 13–19 digits whose Luhn sum is right. */
function isCardNumber(text: string): boolean {
  const digits = text.replace(/\D/g, "");
  if (digits.length < 13 || digits.length > 19 || /^(\d)\1*$/.test(digits)) return false;
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits.charAt(digits.length - 1 - i));
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
