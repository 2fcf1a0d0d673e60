import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import "@/app/globals.css";
import { readZone } from "@/app/read-zone";
import { Providers } from "@/components/shell/providers";
import { ShellLayout } from "@/components/shell/shell-layout";
import { shellAccounts } from "@/lib/server/shell";

export const metadata: Metadata = {
  title: { default: "Overview · Lambdascope", template: "%s · Lambdascope" },
  description: "What your AWS Lambda functions and API Gateway APIs did.",
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#16161a" },
  ],
};

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const [zone, accounts, asked] = await Promise.all([readZone(), shellAccounts(), headers()]);
  const nonce = asked.get("x-nonce") ?? undefined;
  return (
    <html lang="en" className={`${GeistSans.variable} ${GeistMono.variable}`} suppressHydrationWarning>
      <body>
        <Providers zone={zone} accounts={accounts} nonce={nonce}>
          <ShellLayout>{children}</ShellLayout>
        </Providers>
      </body>
    </html>
  );
}
