/** The mark: a drop. The red cross emblem is protected by law and is never drawn here. */
export function Drop({ className = "size-8" }: { className?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 32 32" className={className}>
      <path
        className="fill-blood"
        d="M16 1.6c-.5 0-.9.2-1.2.6C11.4 6.8 6 13.6 6 19.9c0 6 4.4 10.5 10 10.5s10-4.5 10-10.5c0-6.3-5.4-13.1-8.8-17.7-.3-.4-.7-.6-1.2-.6Z"
      />
      <path
        className="stroke-on-blood"
        fill="none"
        strokeWidth="2"
        strokeLinecap="round"
        d="M10.4 20.4c.2 2.7 2 4.9 4.6 5.4"
      />
    </svg>
  );
}
