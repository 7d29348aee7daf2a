/** A few at a time: enough to keep disk and decoders busy, not so many that memory grows with the work. */

/**
 * Runs `work` on every item, at most `limit` at once. After the first failure nothing new is begun, and it is thrown
 * when all that was begun has ended.
 */
export async function sideBySide<T>(
  limit: number,
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0
  let failure: { readonly error: unknown } | undefined
  const lane = async (): Promise<void> => {
    while (failure === undefined && next < items.length) {
      try {
        await work(items[next++]!)
      } catch (error) {
        failure ??= { error }
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, lane))
  if (failure !== undefined) throw failure.error
}
