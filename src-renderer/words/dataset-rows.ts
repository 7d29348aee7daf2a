/** The cases of a frozen dataset as rows of a table, and their order by any column. Pure. */
import type { FrozenCase, FrozenDataset } from '../../src-main/contract/datasets.ts'
import type { Task } from '../../src-main/contract/words.ts'

/** What a cell says, and what it is sorted by; null is not known and stands last in either order. */
export interface DatasetCell {
  readonly text: string | null
  readonly order: number | string | null
}

export interface DatasetColumn {
  readonly key: string
  readonly name: string
  readonly isNumber: boolean
  readonly cellOf: (entry: FrozenCase) => DatasetCell
}

export interface RowOrder {
  readonly key: string
  readonly isDescending: boolean
}

/** Columns that no case fills are left out, but those that every dataset should fill. */
export function datasetColumns(dataset: FrozenDataset): readonly DatasetColumn[] {
  const { cases, task, findings } = dataset
  const factors = [...new Set(cases.flatMap((entry) => Object.keys(entry.factors)))]
  const has = (test: (entry: FrozenCase) => boolean): boolean => cases.some(test)
  const found = new Map<string, number>()
  for (const { cases: those } of findings)
    for (const id of new Set(those)) found.set(id, (found.get(id) ?? 0) + 1)
  const column = (
    key: string,
    name: string,
    cellOf: DatasetColumn['cellOf'],
    isNumber = false,
  ): DatasetColumn => ({ key, name, cellOf, isNumber })
  return [
    column('id', 'Image', ({ id }) => said(id)),
    column('truth', 'Truth', ({ truth }) => said(fileName(truth.path))),
    ...(has(({ annotators }) => annotators !== undefined)
      ? [column('truths', 'Truths', (entry) => truthsOf(entry), true)]
      : []),
    column('sample', 'Sample', ({ sample }) => said(sample)),
    ...factors.map((name) =>
      column(
        `factor ${name}`,
        name,
        ({ factors: own }) => said(own[name] ?? null),
        cases.every(({ factors: own }) => typeof (own[name] ?? 0) === 'number'),
      ),
    ),
    column('size', 'Size', ({ image }) => sizeOf(image), true),
    column('pixel', 'Pixel size, µm', (entry) => pixelOf(entry, dataset), true),
    ...(task === 'instances' || task === 'detection'
      ? [column('objects', objectsName(task), ({ objects }) => said(objects), true)]
      : []),
    ...(has(({ region }) => region !== undefined)
      ? [column('region', 'Judged', (entry) => judgedOf(entry))]
      : []),
    ...(has(({ trueClass }) => trueClass !== undefined)
      ? [column('class', 'Class', ({ trueClass }) => said(trueClass ?? null))]
      : []),
    ...(has(({ objectClasses }) => objectClasses !== undefined)
      ? [column('classes', 'Classes of objects', (entry) => said(classTableOf(entry)))]
      : []),
    column('role', 'For', ({ role }) => said(role)),
    column('findings', 'Findings', ({ id }) => said(found.get(id) ?? 0), true),
  ]
}

/** Of equal cells the order of the dataset stays. */
export function sortedCases(
  cases: readonly FrozenCase[],
  columns: readonly DatasetColumn[],
  { key, isDescending }: RowOrder,
): readonly FrozenCase[] {
  const column = columns.find((one) => one.key === key)
  if (!column) return cases
  const sign = isDescending ? -1 : 1
  return cases
    .map((entry) => ({ entry, by: column.cellOf(entry).order }))
    .sort((a, b) => {
      if (a.by === null || b.by === null) return Number(a.by === null) - Number(b.by === null)
      if (typeof a.by === 'number' && typeof b.by === 'number') return sign * (a.by - b.by)
      return sign * String(a.by).localeCompare(String(b.by), 'en', { numeric: true })
    })
    .map(({ entry }) => entry)
}

/** Of a column that is sorted already the other way round, else rising. */
export function nextOrder(now: RowOrder, key: string): RowOrder {
  return { key, isDescending: now.key === key && !now.isDescending }
}

function said(value: string | number | null): DatasetCell {
  return { text: value === null ? null : String(value), order: value }
}

function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path
}

function objectsName(task: Task): string {
  return task === 'detection' ? 'Points' : 'Objects'
}

function truthsOf({ annotators = {} }: FrozenCase): DatasetCell {
  const names = Object.keys(annotators)
  const count = names.length + 1
  return { text: names.length === 0 ? '1' : `${count} (also ${names.join(', ')})`, order: count }
}

/** Width first, as people say it; sorted by the number of pixels. An unreadable file has no shape. */
function sizeOf({ shape, axes }: FrozenCase['image']): DatasetCell {
  if (shape.length === 0) return { text: null, order: null }
  const along = (axis: string): number => shape[axes.indexOf(axis)] ?? 1
  const [x, y] = [along('x'), along('y')]
  const others = (['z', 't', 'c'] as const).flatMap((axis) =>
    along(axis) > 1 ? [`${axis} ${along(axis)}`] : [],
  )
  if (!axes.includes('x') || !axes.includes('y'))
    return { text: `${axes} ${shape.join(' × ')}`, order: shape.reduce((all, one) => all * one, 1) }
  return {
    text: [`${x} × ${y}`, ...others].join(', '),
    order: x * y * along('z') * along('t') * along('c'),
  }
}

/** What holds for the whole dataset goes before what a file says of itself. */
function pixelOf(entry: FrozenCase, dataset: FrozenDataset): DatasetCell {
  const size = dataset.pixelSizeUm ?? entry.pixelSizeUm
  if (!size) return { text: null, order: null }
  const sides = [size.x, size.y, ...(size.z === undefined ? [] : [size.z])]
  return { text: sides.map((side) => Number(side.toPrecision(4))).join(' × '), order: size.x }
}

/** "all" is known: no mask leaves anything out. */
function judgedOf({ region, truth }: FrozenCase): DatasetCell {
  if (region === undefined) return { text: 'all', order: 1 }
  const pixels = truth.shape.reduce((all, one) => all * one, 1)
  if (truth.shape.length === 0) return { text: `${region.kind} mask`, order: null }
  const share = 1 - region.pixelsOutside / pixels
  return { text: `${(100 * share).toFixed(1)} % (${region.kind} mask)`, order: share }
}

function classTableOf({ objectClasses }: FrozenCase): string | null {
  return objectClasses === undefined ? null : fileName(objectClasses.path)
}
