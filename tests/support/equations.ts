/** Sums that are known, as lines of factors of what is unknown: does the sum asked for follow from them? */
export function followsFrom(known: readonly (readonly number[])[], asked: readonly number[]): boolean {
  return rank([...known, asked]) === rank(known);
}

function rank(lines: readonly (readonly number[])[]): number {
  const of = lines.map((line) => [...line]);
  let top = 0;
  for (let column = 0; column < (of[0]?.length ?? 0) && top < of.length; column++) {
    const at = of.findIndex((line, index) => index >= top && Math.abs(line[column] ?? 0) > 1e-9);
    const [pivot] = at < 0 ? [] : of.splice(at, 1);
    if (!pivot) continue;
    of.splice(top, 0, pivot);
    for (const line of of.slice(top + 1)) {
      const factor = (line[column] ?? 0) / (pivot[column] ?? 1);
      for (let cell = column; cell < line.length; cell++) line[cell] = (line[cell] ?? 0) - factor * (pivot[cell] ?? 0);
    }
    top += 1;
  }
  return top;
}
