/** What is kept of a program that ran once for all cases, until every case has taken its result. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { digestSchema } from '../../../contract/words.ts'
import { TouchstoneError } from '../../errors.ts'
import { writeAtomically } from '../../images/write-atomically.ts'

const programEndingSchema = z.strictObject({
  /** As the tool states it. */
  program: z.string(),
  /** Of the program from start to end. */
  seconds: z.number().nonnegative(),
  /** Completes the program's name; null where it ended as its tool states. */
  failure: z.string().nullable(),
  lastWords: z.string(),
  /** For every case that has a result. */
  note: z.string(),
  texts: z.array(z.strictObject({ role: z.string(), path: z.string(), sha256: digestSchema })),
  cases: z.array(
    z.strictObject({
      id: z.string(),
      /** Name of its input, which its result has too but for the ending. */
      name: z.string(),
      /** Why the program was not given it. */
      refused: z.string().nullable(),
    }),
  ),
})
export type ProgramEnding = Readonly<
  Omit<z.infer<typeof programEndingSchema>, 'texts' | 'cases'>
> & {
  readonly texts: readonly z.infer<typeof programEndingSchema>['texts'][number][]
  readonly cases: readonly z.infer<typeof programEndingSchema>['cases'][number][]
}

export function resultsFolder(folder: string): string {
  return join(folder, 'outputs')
}

export async function writeEnding(folder: string, ending: ProgramEnding): Promise<void> {
  await writeAtomically(endingPath(folder), async (handle) => {
    await handle.writeFile(JSON.stringify(ending))
  })
}

/** Throws `prediction-missing` where the program did not come to its end. */
export async function readEnding(folder: string): Promise<ProgramEnding> {
  const text = await readFile(endingPath(folder), 'utf8').catch(() => null)
  const parsed = programEndingSchema.safeParse(text === null ? null : parse(text))
  if (parsed.success) return parsed.data
  throw new TouchstoneError(
    'prediction-missing',
    `${endingPath(folder)}, which says how the program for all cases ended, is ${text === null ? 'not there' : 'damaged'}. Run the evaluation again.`,
    { path: endingPath(folder) },
  )
}

function endingPath(folder: string): string {
  return join(folder, 'ended.json')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
