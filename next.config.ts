import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const withIntl = createNextIntlPlugin({
  requestConfig: "./lib/i18n/request.ts",
  // Messages are taken apart while building: otherwise each request would parse again every sentence it says, and the
  // browser would be sent the parser. Programs outside Next (worker, tests) read the same files as they are.
  experimental: { messages: { path: "./lib/i18n/messages", format: "json", locales: ["vi", "en"], precompile: true } },
});

const config: NextConfig = {
  distDir: process.env.NEXT_DIST_DIR || ".next",
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: [
    "@node-rs/argon2",
    "pg",
    "graphile-worker",
    "@prisma/client",
    "@prisma/adapter-pg",
    "pdfkit",
    "docx",
    "@resvg/resvg-js",
  ],
  // `npm run check` and `npm test` check the types; a build would only do it again.
  typescript: { ignoreBuildErrors: true },
  // Next's own log would write down what a form says, answers about health among it.
  logging: { serverFunctions: false },
  experimental: {
    serverActions: { bodySizeLimit: "1mb" },
    // Without it Next's own "404" travels with every page beside ours.
    globalNotFound: true,
  },
  // The policy with its nonce, and who may cache a page, are set in proxy.ts.
  headers: async () => [
    {
      source: "/:path*",
      headers: [
        { key: "X-Content-Type-Options", value: "nosniff" },
        { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
        { key: "Permissions-Policy", value: "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()" },
        { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
      ],
    },
    {
      // Other sites may frame the small progress page and nothing else.
      source: "/((?!embed/progress$).*)",
      headers: [{ key: "X-Frame-Options", value: "DENY" }],
    },
    {
      source: "/api/:path*",
      headers: [{ key: "Content-Security-Policy", value: "default-src 'none'; frame-ancestors 'none'" }],
    },
  ],
};

export default withIntl(config);
