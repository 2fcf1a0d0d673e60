import type { LogFacts } from "@/lib/sandbox/world/detail/log-facts";
import type { AppLogLevel } from "@/lib/sandbox/world/types";

export interface ScriptLine {
  /** Where in the handler's time the line is written, 0–1. */
  readonly at: number;
  readonly level: AppLogLevel;
  /** Share 0–1 of the invocations that write it; 1 when absent. */
  readonly chance?: number;
  /** Only when the handler succeeds. */
  readonly onSuccess?: boolean;
  readonly emf?: boolean;
  readonly message: (facts: LogFacts) => string;
  readonly fields?: (facts: LogFacts) => Readonly<Record<string, unknown>>;
}

const money = (facts: LogFacts) => `${(facts.amount / 100).toFixed(2)} ${facts.currency}`;

const usual: readonly ScriptLine[] = [
  { at: 0.02, level: "INFO", message: () => "started" },
  {
    at: 0.98,
    level: "INFO",
    onSuccess: true,
    message: ({ order }) => `finished, ${order % 97} items`,
    fields: ({ order }) => ({ items: order % 97 }),
  },
];

/** What each function's code prints on its way, by function key. */
const scripts: Readonly<Record<string, readonly ScriptLine[]>> = {
  "orders-api": [
    {
      at: 0.05,
      level: "INFO",
      message: () => "request received",
      fields: ({ customer, tier }) => ({ customer_id: `customer-${customer}`, customer_tier: tier }),
    },
    {
      at: 0.95,
      level: "INFO",
      onSuccess: true,
      message: ({ order }) => `order ${order} ready`,
      fields: (facts) => ({
        order_id: facts.order,
        total: facts.amount / 100,
        currency: facts.currency,
        lines: [{ sku: facts.sku, quantity: 1 + (facts.order % 3) }],
      }),
    },
  ],
  "orders-worker": [
    {
      at: 0.04,
      level: "INFO",
      message: ({ record }) => `received ${record.batchSize} message(s)`,
      fields: ({ record }) => ({ batch_size: record.batchSize, queued_ms: record.queuedMs }),
    },
    {
      at: 0.6,
      level: "INFO",
      message: ({ order }) => `stock reserved for order ${order}`,
      fields: ({ order, sku }) => ({ order_id: order, sku }),
    },
    {
      at: 0.9,
      level: "WARN",
      chance: 0.01,
      message: ({ sku }) => `stock of ${sku} below reorder point`,
      fields: ({ sku }) => ({ sku, left: 3 }),
    },
  ],
  "checkout-authorizer": [
    {
      at: 0.8,
      level: "INFO",
      message: ({ customer }) => `token accepted for customer-${customer}`,
    },
  ],
  "payments-charge": [
    {
      at: 0.03,
      level: "INFO",
      message: (facts) => `charging ${money(facts)} for order ${facts.order}`,
    },
    {
      at: 0.35,
      level: "INFO",
      message: ({ order }) => `using method card, idempotency key ord-${order}-1`,
    },
    {
      at: 0.92,
      level: "INFO",
      onSuccess: true,
      message: (facts) => `charge accepted ${money(facts)} ref ch_${facts.key.toString(36)}`,
    },
  ],
  "payments-webhook": [
    { at: 0.1, level: "INFO", message: ({ order }) => `event charge.settled for order ${order}` },
    {
      at: 0.3,
      level: "WARN",
      chance: 0.01,
      message: ({ order }) => `event for order ${order} seen before, ignored`,
    },
  ],
  "ledger-export": [
    { at: 0.05, level: "INFO", message: ({ order }) => `Exporting ledger entries of order ${order}` },
    { at: 0.5, level: "DEBUG", message: () => "Balance checked" },
    {
      at: 0.95,
      level: "INFO",
      onSuccess: true,
      message: ({ order }) => `Wrote s3://shop-ledger/${order}.csv`,
    },
  ],
  "legacy-invoices": [
    { at: 0.05, level: "INFO", message: ({ order }) => `rendering invoice #${order}` },
    {
      at: 0.5,
      level: "WARN",
      chance: 0.03,
      message: () => "DEPRECATED: template engine 1.x, see wiki/invoices",
    },
  ],
  "catalog-search": [
    {
      at: 0.05,
      level: "INFO",
      message: ({ sku }) => `query "${sku.toLowerCase()} blue"`,
      fields: ({ order }) => ({ hits: order % 120 }),
    },
    {
      at: 0.9,
      level: "WARN",
      chance: 0.02,
      message: () => "slow query, falling back to prefix search",
    },
  ],
  "catalog-images": [
    { at: 0.02, level: "INFO", message: ({ order }) => `processing upload ${order}.jpg` },
    {
      at: 0.4,
      level: "INFO",
      message: ({ record }) => `image cache holds ${record.maxMemoryUsedMb - 120} MB`,
    },
    {
      at: 0.97,
      level: "INFO",
      onSuccess: true,
      message: ({ order }) => `wrote 3 thumbnails of ${order}.jpg`,
    },
  ],
  "pricing-engine": [
    {
      at: 0.9,
      level: "INFO",
      message: (facts) =>
        `{"level":"info","msg":"priced","sku":"${facts.sku}","market":"${facts.country.toLowerCase()}","price":${facts.amount / 100}}\n`,
    },
  ],
  "search-indexer": [
    {
      at: 0.1,
      level: "INFO",
      message: ({ record }) => `indexing ${record.batchSize} document(s)`,
      fields: ({ record }) => ({ documents: record.batchSize }),
    },
    { at: 0.9, level: "WARN", chance: 0.02, message: () => "refresh took longer than 50 ms" },
  ],
  "customers-profile": [
    { at: 0.05, level: "INFO", message: ({ customer }) => `Loading profile of customer-${customer}` },
    {
      at: 0.9,
      level: "INFO",
      onSuccess: true,
      message: ({ country }) => `Profile mapped for market ${country}`,
    },
  ],
  "carts-api": [
    {
      at: 0.05,
      level: "INFO",
      message: () => "cart loaded",
      fields: ({ order, customer }) => ({ cart_id: order, customer_id: `customer-${customer}` }),
    },
    {
      at: 0.97,
      level: "INFO",
      emf: true,
      message: () => "",
      fields: (facts) => ({
        service: "carts",
        CartItems: 1 + (facts.order % 9),
        CartValue: facts.amount / 100,
        HandlerDuration: Math.round(facts.record.durationMs * 10) / 10,
      }),
    },
  ],
  "notifications-email": [
    {
      at: 0.05,
      level: "INFO",
      message: ({ order, record }) => `sending order mail for ${order}, attempt ${record.attempt}`,
    },
    {
      at: 0.95,
      level: "INFO",
      onSuccess: true,
      message: ({ customer }) => `mail to customer-${customer}@mail.example queued`,
    },
  ],
  "shipping-quotes": [
    {
      at: 0.03,
      level: "INFO",
      message: ({ country, order }) => `quote for ${100 + (order % 4000)} g to ${country}`,
    },
    {
      at: 0.95,
      level: "INFO",
      onSuccess: true,
      message: (facts) => `best quote ${((facts.amount % 1500) / 100).toFixed(2)} ${facts.currency}`,
    },
  ],
  "inventory-sync": [
    { at: 0.02, level: "INFO", message: () => "sync started" },
    { at: 0.45, level: "INFO", message: ({ order }) => `feed has ${order % 400} changed articles` },
    {
      at: 0.98,
      level: "INFO",
      onSuccess: true,
      message: ({ order }) => `sync finished, ${order % 400} rows written`,
    },
  ],
  "reports-nightly": [
    { at: 0.001, level: "INFO", message: () => "Building sales report" },
    { at: 0.3, level: "INFO", message: ({ order }) => `Read ${order} order lines` },
    { at: 0.7, level: "INFO", message: () => "Spooled 118 MB to /tmp" },
    { at: 0.99, level: "INFO", onSuccess: true, message: () => "Report uploaded" },
  ],
  "stream-analytics": [
    {
      at: 0.9,
      level: "INFO",
      message: ({ record }) =>
        `INFO clicks: batch of ${record.batchSize} records, newest ${record.queuedMs} ms old\n`,
    },
  ],
  "health-ping": [{ at: 0.5, level: "INFO", message: ({ record }) => `ok (${record.trigger})` }],
  "vat-calculator": [{ at: 0.5, level: "INFO", message: ({ country }) => `vat for ${country}\n` }],
};

export function scriptOf(functionKey: string): readonly ScriptLine[] {
  return scripts[functionKey] ?? usual;
}
