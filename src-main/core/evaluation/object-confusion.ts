/**
 * What was found of every class of objects, and as what: pairs matched at IoU 0.5 whatever their class, beside
 * them the objects of one side alone. From the files that lie beside the predictions.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Comparison } from '../../contract/comparison.ts'
import type { Confusion } from '../../contract/confusion.ts'
import { objectErrorsSchema, type ObjectError, type ObjectErrors } from '../../contract/images.ts'
import { TouchstoneError } from '../errors.ts'
import type { Queries } from '../history/queries.ts'
import { sharesOf } from './confusion.ts'

/** Stands on the side that has no object, and for an object of which nobody said what it is. */
export const noObject = 'no object'
export const noClass = 'no class'

type Places = { readonly history: Queries; readonly workspaceDir: string }
interface CaseFile {
  readonly case: string
  /** Null where the file is gone or is none. */
  readonly objects: ObjectErrors | null
}

/** Throws `not-found` where the objects have no classes. */
export async function confusionOfObjects(
  { history, workspaceDir }: Places,
  comparison: Comparison,
): Promise<Confusion> {
  const tools = await Promise.all(
    comparison.tools.map(async ({ key, name, run }) => {
      const files: CaseFile[] = []
      for (const { case: id, outputs } of history.casesOfRun(run)) {
        const output = outputs.find(({ role }) => role === 'objects')
        const path = output === undefined ? null : join(workspaceDir, output.path)
        files.push({ case: id, objects: path === null ? null : await readObjects(path) })
      }
      return { key, name, files }
    }),
  )
  const found = tools.flatMap(({ files }) => files.flatMap(({ objects }) => objects ?? []))
  const names = found.flatMap(({ truth, prediction }) =>
    [...truth, ...prediction].flatMap(({ objectClass }) => objectClass ?? []),
  )
  if (names.length === 0)
    throw new TouchstoneError(
      'not-found',
      `The objects of the comparison ${comparison.id} have no classes, so there is no confusion matrix.`,
    )
  const isUnnamed = found.some(({ truth, prediction }) =>
    [...truth, ...prediction].some(({ objectClass }) => objectClass === undefined),
  )
  const classes = [...[...new Set(names)].sort(), ...(isUnnamed ? [noClass] : []), noObject]
  return {
    comparison: comparison.id,
    classes,
    tools: tools.map(({ key, name, files }) => ({ key, name, ...countsOf(classes, files) })),
  }
}

function countsOf(
  classes: readonly string[],
  files: readonly CaseFile[],
): Omit<Confusion['tools'][number], 'key' | 'name'> {
  const counts = classes.map(() => classes.map(() => 0))
  const cases = new Map<string, Set<string>>()
  const none = classes.length - 1
  const place = ({ objectClass = noClass }: ObjectError): number => classes.indexOf(objectClass)
  const add = (id: string, truth: number, prediction: number): void => {
    counts[truth]![prediction]! += 1
    const key = `${truth} ${prediction}`
    cases.set(key, (cases.get(key) ?? new Set()).add(id))
  }
  for (const { case: id, objects } of files) {
    if (objects === null) continue
    const predicted = new Map(objects.prediction.map((object) => [object.label, object]))
    for (const object of objects.truth) {
      const { class: error, partner } = object
      const other = error === 'correct' && partner !== null ? predicted.get(partner) : undefined
      add(id, place(object), other === undefined ? none : place(other))
    }
    for (const object of objects.prediction)
      if (object.class !== 'correct') add(id, none, place(object))
  }
  return {
    counts,
    cells: classes.flatMap((truth, t) =>
      classes.flatMap((prediction, p) => {
        const ids = cases.get(`${t} ${p}`)
        return ids ? [{ truth, prediction, cases: [...ids] }] : []
      }),
    ),
    perClass: classes.map((name, at) => ({ class: name, ...sharesOf(counts, at) })),
    missing: files.filter(({ objects }) => objects === null).map((file) => file.case),
  }
}

async function readObjects(path: string): Promise<ObjectErrors | null> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
  try {
    return objectErrorsSchema.safeParse(JSON.parse(text)).data ?? null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
