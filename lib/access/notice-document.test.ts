import { expect, it } from "vitest";
import { noticeDocument } from "@/lib/access/notice-document";

it("shows text as text, wherever it stands", () => {
  const evil = `"><script>alert(1)</script><img src=x onerror='alert(2)'>`;
  const html = noticeDocument(
    {
      title: evil,
      body: [evil],
      action: { label: evil, href: evil },
      second: { label: evil, post: evil },
    },
    "abc",
  );
  expect(html).not.toMatch(/<script|<img|onerror='/);
  expect(html.match(/&lt;script&gt;/g)).toHaveLength(7);
});

it("has one action first, and none where there is none", () => {
  const html = noticeDocument({ title: "A", body: ["B"], action: { label: "C", href: "/" } }, "abc");
  expect(html).toContain('<a class="first" href="/">C</a>');
  expect(noticeDocument({ title: "A", body: [] }, "abc")).not.toContain('class="actions"');
});
