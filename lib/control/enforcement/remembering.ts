/** Asks once for what never changes under its key. Of more than `most` keys the one that was asked for longest ago goes. */
export function remembering<K, A extends unknown[], V>(
  most: number,
  ask: (key: K, ...more: A) => Promise<V>,
): (key: K, ...more: A) => Promise<V> {
  const known = new Map<K, Promise<V>>();
  return (key, ...more) => {
    const before = known.get(key);
    known.delete(key);
    const answer = before ?? ask(key, ...more);
    known.set(key, answer);
    if (before === undefined) {
      if (known.size > most) known.delete(known.keys().next().value as K);
      // A failure is not remembered.
      answer.catch(() => {
        if (known.get(key) === answer) known.delete(key);
      });
    }
    return answer;
  };
}
