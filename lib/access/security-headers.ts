/** Said with every answer, whatever it is. next.config.js says the same for files, which pass no code of ours. */
export const securityHeaders: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  // A link to another site tells it nothing: addresses hold names of functions and of people's queries.
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "x-frame-options": "DENY",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
};

/** Only over https, where browsers heed it. Two years; other names under the domain are not ours to decide about. */
export const strictTransport = "max-age=63072000";
