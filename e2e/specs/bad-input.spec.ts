import { expect, test } from "@/e2e/support/test";
import { discoverRoutes } from "@/lib/tools/fuzz/discover-routes";
import { knowAccount } from "@/lib/tools/fuzz/know-account";
import { runCampaign } from "@/lib/tools/fuzz/run-campaign";
import { frozenNow } from "@/lib/tools/local-account";

/** What if the address is wrong? A clear page and a JSON error, never a crash. */

interface BadAddress {
  readonly name: string;
  readonly path: string;
  readonly query?: string;
  readonly status: 400 | 404;
}

const long = "x".repeat(10_000);

const addresses: readonly BadAddress[] = [
  { name: "a time that is none", path: "/", query: "from=yesterday", status: 400 },
  { name: "a reversed range", path: "/", query: "from=now&to=now-1h", status: 400 },
  { name: "an empty range", path: "/", query: "from=now-1h&to=now-1h", status: 400 },
  { name: "a century", path: "/", query: "from=1926-01-15&to=2026-01-15", status: 400 },
  { name: "a day that does not exist", path: "/", query: "from=2026-02-30&to=2026-03-02", status: 400 },
  { name: "a year of five digits", path: "/", query: "from=99999-01-01&to=now", status: 400 },
  { name: "an unknown region", path: "/", query: "region=mars-north-1", status: 400 },
  {
    name: "a region that is markup",
    path: "/",
    query: "region=%3Cscript%3Ealert(1)%3C/script%3E",
    status: 400,
  },
  { name: "a parameter given twice", path: "/", query: "from=now-1h&from=now-2h", status: 400 },
  { name: "10 kB of range", path: "/", query: `from=${long}`, status: 400 },
  { name: "10 kB of region", path: "/", query: `region=${long}`, status: 400 },
  { name: "a NUL byte", path: "/", query: "from=%00", status: 400 },
  { name: "an unknown function", path: "/functions/no-such-function", status: 404 },
  {
    name: "a function named in markup",
    path: "/functions/%3Cimg%20src=x%20onerror=alert(1)%3E",
    status: 404,
  },
  { name: "a function named like a path", path: "/functions/..%2F..%2Fetc%2Fpasswd", status: 404 },
  { name: "a function named in emoji", path: "/functions/%F0%9F%94%A5", status: 404 },
  { name: "a function's name of 1 kB", path: `/functions/${"x".repeat(1_000)}`, status: 404 },
  { name: "a function with a bad range", path: "/functions/orders-api", query: "from=soon", status: 400 },
  { name: "an unknown API", path: "/apis/aaaaaaaaaa/prod", status: 404 },
  { name: "an API with odd characters", path: "/apis/a%20b%2Fc/%24default", status: 404 },
  { name: "an unknown API and a bad range", path: "/apis/aaaaaaaaaa/prod", query: "to=never", status: 400 },
];

const queryOf = ({ query }: BadAddress) => (query ? `?${query}` : "");

test("the JSON of a wrong address says what is wrong with it", async ({ request }) => {
  for (const address of addresses) {
    const { name, path, status } = address;
    const response = await request.get(`/api${path === "/" ? "/overview" : path}${queryOf(address)}`);
    expect.soft(response.status(), name).toBe(status);
    const { error } = await response.json();
    expect.soft(error.message, name).toBeTruthy();
    expect.soft(error.message.length, name).toBeLessThan(2_000);
    if (status === 400) expect.soft(error.parameter, name).toBeTruthy();
  }
});

/** As the server sends it; a browser shows one of each kind below. */
test("the page of a wrong address explains", async ({ request }) => {
  for (const address of addresses) {
    const { name, path, status } = address;
    const response = await request.get(path + queryOf(address));
    const html = await response.text();
    // Next answers 200 where a page explains a parameter, and draws what is not found in the browser.
    if (status === 400) expect.soft(html, name).toMatch(/<h1[^>]*>Bad parameter</);
    else expect.soft(response.status(), name).toBe(404);
    expect.soft(response.status(), name).toBeLessThan(500);
    expect.soft(html, name).not.toMatch(/<script>alert|<img src=x/);
  }
});

for (const name of [
  "a region that is markup",
  "10 kB of range",
  "a function named in markup",
  "an unknown API",
]) {
  test(`${name}, in a browser`, async ({ page }) => {
    const address = addresses.find((one) => one.name === name);
    if (address === undefined) throw new Error(`No address is called ${name}.`);
    page.on("dialog", () => {
      throw new Error("The address opened a dialog");
    });
    await page.goto(address.path + queryOf(address));
    const heading = page.getByRole("heading", { level: 1 });
    await expect(heading).toHaveText(address.status === 400 ? "Bad parameter" : "Not found");
    await expect(page.getByRole("link").or(page.getByRole("button")).first()).toBeVisible();
  });
}

test("an API stage that does not exist, of an API that does", async ({ request, sandbox }) => {
  const { apis } = await sandbox.truth({
    from: "2026-01-15T11:00:00Z",
    to: "2026-01-15T12:00:00Z",
    region: "us-east-1",
  });
  const response = await request.get(`/api/apis/${apis["shop-api/prod"]?.id}/nowhere`);
  expect(response.status()).toBe(404);
});

test("a page that does not exist says so and leads home", async ({ page }) => {
  const response = await page.goto("/no/such/page");
  expect(response?.status()).toBe(404);
  await page
    .getByRole("link", { name: /overview/i })
    .last()
    .click();
  await expect(page).toHaveURL(/\/(\?.*)?$/);
});

for (const path of ["/functions/%FF", "/apis/%E0%A4%A/prod", "/functions/%"]) {
  test(`${path} cannot be decoded: 404 for the page, 400 for the JSON`, async ({ request }) => {
    const page = await request.get(path);
    expect(page.status()).toBe(404);
    expect(page.headers()["content-security-policy"]).toContain("default-src 'none'");
    const json = await request.get(`/api${path}`);
    expect(json.status()).toBe(400);
    expect((await json.json()).error.kind).toBe("bad-parameter");
  });
}

/** The whole campaign is `npm run fuzz -- --seed 1 --requests 10000`; this is a small one, of the harmful ones. */
test("requests that nobody would make are refused in words", async () => {
  const { BASE_URL: appUrl = "", SANDBOX_URL: sandboxUrl = "" } = process.env;
  const report = await runCampaign({
    appUrl,
    routes: await discoverRoutes(),
    known: await knowAccount(appUrl, sandboxUrl, Date.parse(frozenNow)),
    seed: 8,
    requests: 300,
    abreast: 2,
    // Other specs keep the machine busy: how long things take is the campaign's to say.
    mostMs: 30_000,
    // Nearly all are refused: what means something is asked by all the other specs.
    hostilities: [0.9, 0.9, 0.7],
  });
  expect(report.failures.map(({ problems, again }) => `${problems.join("; ")}\n${again}`)).toEqual([]);
  expect(report.answered).toBe(300);
  expect(report.byStatus["400"]).toBeGreaterThan(100);
});
