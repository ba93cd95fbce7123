/** Answers of one read, by what was asked. */
interface Kept<T> {
  answer: Promise<T>;
  until: number;
}

/** How long an answer is good. A figure must be seen within five seconds: two here, two in a cache in front, and the asking. */
export const latelyMilliseconds = 2_000;
const mostKept = 500;

/**
 * The same read, its answer kept for two seconds: a thousand officials who look at one dashboard cost one read. Only for
 * what is the same for everybody who asks with the same words, and for showing; never for deciding. Kept in this
 * process, so each server has its own; a read that fails is not kept.
 */
export function lately<Question, T>(read: (question: Question) => Promise<T>): (question: Question) => Promise<T> {
  const kept = new Map<string, Kept<T>>();
  return (question) => {
    const key = JSON.stringify(question) ?? "";
    const now = Date.now();
    const found = kept.get(key);
    if (found && found.until > now) return found.answer;
    discardOver(kept, now);
    const answer = read(question);
    kept.set(key, { answer, until: now + latelyMilliseconds });
    answer.catch(() => {
      if (kept.get(key)?.answer === answer) kept.delete(key);
    });
    return answer;
  };
}

/** Addresses can be asked without end; what is kept of them cannot grow so. */
function discardOver<T>(kept: Map<string, Kept<T>>, now: number): void {
  if (kept.size < mostKept) return;
  for (const [key, { until }] of kept) if (until <= now) kept.delete(key);
  if (kept.size >= mostKept) kept.clear();
}
