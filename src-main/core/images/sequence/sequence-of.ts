/** Whether a single file seems to belong to a numbered series, told from the names beside it. */
import { opendir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { parseSequencePattern, patternsFor } from './sequence-pattern.ts'

export interface SequenceGuess {
  /** Path with stars, which opens the series as one stack. */
  readonly reference: string
  /** How many files the pattern fits now, at least `fewestMembers`. */
  readonly members: number
}

export interface SequenceLimits {
  /** Of a folder with more names than this nothing is guessed. */
  readonly mostNames?: number
  /** A folder that takes longer to list is left alone. */
  readonly withinMs?: number
}

/** Fewer files than this are no series worth a word. */
const fewestMembers = 3
const namesAtOnce = 1024

/**
 * Undefined where the file stands alone, and where its folder cannot be listed or not within the limits: a
 * guess is never worth an error or a wait. The files are not opened; they may yet turn out to differ.
 */
export async function sequenceOf(
  path: string,
  { mostNames = 100_000, withinMs = 1500 }: SequenceLimits = {},
): Promise<SequenceGuess | undefined> {
  const folder = dirname(path)
  const guesses = patternsFor(basename(path)).flatMap((name) => {
    const pattern = parseSequencePattern(name)
    return pattern === undefined ? [] : [{ reference: join(folder, name), pattern, members: 0 }]
  })
  if (guesses.length === 0) return undefined
  const end = performance.now() + withinMs
  let names = 0
  try {
    for await (const { name } of await opendir(folder, { bufferSize: namesAtOnce })) {
      if (++names > mostNames || performance.now() > end) return undefined
      for (const guess of guesses) if (guess.pattern.numbersOf(name) !== undefined) guess.members++
    }
  } catch {
    return undefined
  }
  const found = guesses.find(({ members }) => members >= fewestMembers)
  return found && { reference: found.reference, members: found.members }
}
