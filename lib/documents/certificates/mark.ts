/** Our mark as a path of 32 units: where a society has no emblem of its own, the drop stands. */
export const dropPath =
  "M16 1.6c-.5 0-.9.2-1.2.6C11.4 6.8 6 13.6 6 19.9c0 6 4.4 10.5 10 10.5s10-4.5 10-10.5c0-6.3-5.4-13.1-8.8-17.7-.3-.4-.7-.6-1.2-.6Z";

/** The inks of papers: for words, for what stands back, for the mark and the frame. */
export const paperInks = { ink: "#1C1917", quiet: "#57534E", blood: "#B3122F" } as const;
