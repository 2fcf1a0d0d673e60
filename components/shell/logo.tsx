/** A lambda in a scope. */
export function Logo({ className }: { readonly className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      className={className}
      aria-hidden="true"
    >
      <circle cx="12" cy="12" r="9.5" strokeOpacity="0.35" />
      <path d="M12 0.8v3.4M12 19.8v3.4M0.8 12h3.4M19.8 12h3.4" strokeOpacity="0.35" />
      <path
        d="M8.2 7.2h1.6c.6 0 1 .3 1.2.9l3.4 8.2c.2.4.5.6.9.6h.8M11.4 11.2 8 16.9"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
