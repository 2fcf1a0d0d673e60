// Next.js would report usage to its makers; nothing here talks to anyone but the AWS endpoint.
process.env.NEXT_TELEMETRY_DISABLED = "1";

/** Pages and JSON get a policy with a nonce from proxy.ts; this one is for files, among them the scripts of workers. */
const filePolicy = "default-src 'none'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'";

/** @type {import('next').NextConfig} */
const config = {
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  // For the container: the server with only the packages that it uses. Elsewhere `next start` runs the build.
  ...(process.env.LAMBDASCOPE_STANDALONE === "1" ? { output: "standalone" } : {}),
  // Written into the code, for lib/config/build-id.ts. lib/tools/production-build.mjs gives it.
  env: { LAMBDASCOPE_BUILD: process.env.LAMBDASCOPE_BUILD ?? "" },
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  // `npm run types` checks the same files, once and faster.
  typescript: { ignoreBuildErrors: true },
  // lib/access/security-headers.ts says the same of everything else; a test compares them.
  headers: async () => [
    {
      source: "/_next/static/:path*",
      headers: [
        { key: "Content-Security-Policy", value: filePolicy },
        { key: "X-Content-Type-Options", value: "nosniff" },
        { key: "Referrer-Policy", value: "same-origin" },
        { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
        { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
      ],
    },
  ],
};

export default config;
