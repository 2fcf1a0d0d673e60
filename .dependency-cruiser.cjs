/**
 * The layers of docs/architecture.md as a program. What is not allowed here is an error, and every exception is listed
 * by name with its reason.
 *
 *   app → components → components/charts, components/ui → lib/base
 *   app → lib/server → lib/aws → lib/cache, lib/config
 *   lib/server → lib/requests → lib/logs, lib/traces
 *   lib/server, components/<feature> → lib/<feature>, lib/url
 *   lib/<feature>, lib/aws, lib/url → lib/model → lib/base
 *   lib/sandbox → lib/base
 */

const test = "\\.test\\.tsx?$";

/** Feature folders of lib. `requests` is apart: it alone joins others. */
const features = [
  "logs",
  "traces",
  "service-map",
  "metrics",
  "cold-starts",
  "concurrency",
  "cost",
  "deployments",
  "comparison",
  "alarms",
  "incidents",
  "usage-plans",
  "settings",
  "access",
];
const lib = (...names) => `^lib/(${names.join("|")})/`;

/** What each layer may import inside the repository, besides itself. */
const layers = [
  {
    name: "app",
    from: "^app/",
    to: ["^components/", lib("server", "url", "model", "base")],
    why: "Routes read the URL, call lib/server and lay out.",
  },
  {
    name: "components-ui",
    from: "^components/ui/",
    to: [lib("base")],
    why: "Primitives know no domain.",
  },
  {
    name: "components-charts",
    from: "^components/charts/",
    to: ["^components/ui/", lib("base")],
    why: "Charts draw numbers and know no domain.",
  },
  {
    name: "components-view",
    from: "^components/view/",
    to: ["^components/(ui|charts)/", lib("url", "model", "base")],
    why: "What every page does with the URL and the cursor; it knows no feature.",
  },
  {
    name: "components-panel",
    from: "^components/panel/",
    to: ["^components/(ui|charts|view)/", lib("url", "model", "base")],
    why: "The frame of every panel and its states: it knows failures, and no feature.",
  },
  {
    name: "components-shell",
    from: "^components/shell/",
    to: ["^components/(ui|charts|view|panel)/", lib("url", "model", "base")],
    why: "The shell surrounds every page and belongs to none.",
  },
  {
    // $1 is the feature itself: its lib folder has the same name.
    name: "components-feature",
    own: [],
    from: "^components/(?!ui/|charts/|view/|panel/|shell/)([^/]+)/",
    to: [
      "^components/(ui|charts|view|panel|shell)/",
      "^components/$1/",
      "^lib/$1/",
      lib("url", "model", "base"),
    ],
    why: "Props in, elements out: no AWS data is fetched here, and no other feature is known.",
  },
  { name: "base", from: lib("base"), to: [], why: "lib/base has no domain and knows nobody." },
  { name: "model", from: lib("model"), to: [lib("base")], why: "The domain is plain data." },
  {
    name: "url",
    from: lib("url"),
    to: [lib("model", "base")],
    why: "Search params ⇄ typed state, nothing else.",
  },
  {
    name: "feature",
    own: [],
    from: `^lib/(${features.join("|")})/`,
    to: ["^lib/$1/", lib("model", "base")],
    why: "A feature is pure logic over the model and never knows its sibling; lib/requests and lib/server join.",
  },
  {
    name: "requests",
    from: lib("requests"),
    to: [lib("logs", "traces", "model", "base")],
    why: "lib/requests joins logs and traces, purely.",
  },
  {
    name: "aws",
    from: lib("aws"),
    to: [lib("cache", "config", "model", "base")],
    why: "lib/aws turns the wire into the model and knows no feature.",
  },
  { name: "cache", from: lib("cache"), to: [lib("config", "model", "base")], why: "A cache knows no AWS." },
  {
    name: "config",
    from: lib("config"),
    to: [lib("model", "base")],
    why: "Configuration stands below all others.",
  },
  {
    name: "server",
    from: lib("server"),
    to: [lib("aws", "requests", ...features, "url", "model", "base", "config")],
    why: "Loaders call AWS, apply pure logic and return view data; they draw nothing.",
  },
  {
    name: "sandbox",
    from: lib("sandbox"),
    to: [lib("base")],
    why: "The sandbox must not share the product's parsers or prices: an error in them would cancel out.",
  },
  {
    name: "testing",
    from: lib("testing"),
    to: ["^lib/(?!tools/)"],
    why: "Fixture builders may build anything but know no tool.",
  },
  {
    name: "tools",
    from: "^lib/tools/(?!bench/)",
    to: ["^lib/tools/", lib("sandbox", "testing", "model", "base")],
    why: "Commands start programs.",
  },
  {
    name: "bench",
    from: "^lib/tools/bench/",
    to: [lib("tools", ...features, "sandbox", "testing", "model", "base")],
    why: "Benchmarks also measure pure logic by itself.",
  },
  {
    name: "e2e",
    from: "^e2e/",
    to: [lib("tools", "model", "base")],
    why: "Browser tests see the app and the sandbox over HTTP only.",
  },
];

const layerRules = layers.map(({ name, from, own = [from], to, why }) => ({
  name: `layer-${name}`,
  comment: why,
  severity: "error",
  from: { path: from, pathNot: test },
  to: { path: "^(app|components|lib|e2e)/", pathNot: [...own, ...to] },
}));

/** Every folder that has a layer of its own above. */
const knownFolders = [
  ...features,
  "requests",
  "base",
  "model",
  "url",
  "aws",
  "cache",
  "config",
  "server",
].concat("sandbox", "testing", "tools");

/** Tests may also use fixtures, and those named here the sandbox, because it is what they test against. */
const sandboxUsers = [
  "^lib/(sandbox|tools|testing)/",
  // Product code over real HTTP and the SDK: the sandbox is the other end.
  "\\.integration\\.test\\.ts$",
];

const frameworkFree = [...features, "requests", "base", "model", "aws", "cache", "config"];

module.exports = {
  forbidden: [
    ...layerRules,
    {
      name: "no-code-outside-the-layers",
      comment: "A new folder needs a layer here first; lib and components hold no files of their own.",
      severity: "error",
      from: { path: [`^lib/(?!(${knownFolders.join("|")})/)`, "^components/[^/]+$"] },
      to: {},
    },
    {
      name: "sandbox-is-not-the-product",
      comment: "The app does not know whether its endpoint is the sandbox.",
      severity: "error",
      from: { pathNot: sandboxUsers },
      to: { path: lib("sandbox") },
    },
    {
      name: "fixtures-only-in-tests",
      comment: "lib/testing is for tests and for the tools.",
      severity: "error",
      from: { pathNot: [test, "^lib/(testing|tools)/", "^e2e/"] },
      to: { path: lib("testing") },
    },
    {
      name: "tools-are-not-the-product",
      comment: "lib/tools runs the product and is no part of it.",
      severity: "error",
      from: { pathNot: ["^lib/tools/", "^e2e/"] },
      to: { path: lib("tools") },
    },
    {
      name: "aws-sdk-only-in-lib-aws",
      comment: "Every AWS call passes the one gateway in lib/aws.",
      severity: "error",
      // The sandbox's tests are clients of it, and the sandbox speaks the wire protocols with the SDK's own codecs.
      from: { pathNot: ["^lib/aws/", "^lib/sandbox/.*\\.test\\.ts$"] },
      to: { path: "(^|node_modules/)@aws-sdk/" },
    },
    {
      name: "smithy-only-on-the-wire",
      comment: "Wire codecs belong to lib/aws and to the sandbox.",
      severity: "error",
      from: { pathNot: ["^lib/(aws|sandbox)/"] },
      to: { path: "(^|node_modules/)@smithy/" },
    },
    {
      name: "no-framework-in-logic",
      comment: "Logic knows no framework: it is tested without one and outlives one.",
      severity: "error",
      from: { path: lib(...frameworkFree) },
      to: { path: "(^|node_modules/)(react|react-dom|next)(/|$)" },
    },
    {
      name: "no-cycles",
      comment: "A cycle is two files that are one idea, or an idea in the wrong place.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "resolvable",
      comment: "The import leads nowhere: a typing error, or a dependency missing in package.json.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "^server-only$" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json"],
    },
  },
};
