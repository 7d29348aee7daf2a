/** Work on many things, a few at once, with the results in the order of the things. */
export async function inOrder<T, R>(
  things: readonly T[],
  atOnce: number,
  work: (thing: T) => Promise<R>,
): Promise<readonly R[]> {
  const results = new Array<R>(things.length)
  let next = 0
  const worker = async (): Promise<void> => {
    while (next < things.length) {
      const at = next++
      results[at] = await work(things[at]!)
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, things.length) }, worker))
  return results
}
