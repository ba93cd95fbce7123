/** Answers of one read, by what was asked. */
interface Kept<T> {
  answer: Promise<T>;
  /** When it is to be asked anew, and until when it may still be given out while that is done. */
  freshUntil: number;
  usefulUntil: number;
}

/**
 * How long an answer is good, and how long it may still be given out while it is read anew, so that nobody waits. A
 * figure must be seen within five seconds: three here at most, two in a cache in front.
 */
export const freshMilliseconds = 2_000;
export const usefulMilliseconds = 3_000;
const mostKept = 500;

/**
 * The same read, its answer kept for two to three seconds: a thousand officials who look at one dashboard cost one read.
 * Only for what is the same for everybody who asks with the same words, and for showing; never for deciding. Kept in
 * this process, so each server has its own; a read that fails is not kept. `freshFor` is longer, in milliseconds, only
 * for what is over and hardly changes.
 */
export function lately<Question, T>(
  read: (question: Question) => Promise<T>,
  freshFor = freshMilliseconds,
): (question: Question) => Promise<T> {
  const kept = new Map<string, Kept<T>>();
  const readAnew = (key: string, question: Question, now: number): Promise<T> => {
    const before = kept.get(key);
    const answer = read(question);
    const usefulUntil = now + freshFor + usefulMilliseconds - freshMilliseconds;
    const entry = { answer, freshUntil: now + freshFor, usefulUntil };
    // Whoever asks meanwhile is given the last answer, as long as it is useful; the new one takes its place once it is there.
    if (before && before.usefulUntil > now) {
      before.freshUntil = before.usefulUntil;
      answer.then(
        () => kept.set(key, entry),
        () => {},
      );
      return before.answer;
    }
    discardOver(kept, now);
    kept.set(key, entry);
    answer.catch(() => {
      if (kept.get(key) === entry) kept.delete(key);
    });
    return answer;
  };
  return (question) => {
    const key = JSON.stringify(question) ?? "";
    const now = Date.now();
    const found = kept.get(key);
    return found && found.freshUntil > now ? found.answer : readAnew(key, question, now);
  };
}

/** Addresses can be asked without end; what is kept of them cannot grow so. */
function discardOver<T>(kept: Map<string, Kept<T>>, now: number): void {
  if (kept.size < mostKept) return;
  for (const [key, { usefulUntil }] of kept) if (usefulUntil <= now) kept.delete(key);
  if (kept.size >= mostKept) kept.clear();
}
