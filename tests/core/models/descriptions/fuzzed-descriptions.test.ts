/** Every field left out and every field of a wrong type, one at a time: never a crash, always field and rule. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readDescription } from '../../../../src-main/core/models/descriptions/read-description.ts'
import { readYaml } from '../../../../src-main/core/models/descriptions/read-yaml.ts'
import { fullDescription04, fullDescription05 } from '../../../fixtures/onnx/full-description.ts'

type Path = readonly (string | number)[]
const wrongValues = [null, 7, -1.5, true, '', 'text', [], {}, [[]], { source: 3 }, NaN]

function pathsOf(value: unknown, path: Path = []): Path[] {
  const own = path.length === 0 ? [] : [path]
  if (Array.isArray(value))
    return [...own, ...value.flatMap((one: unknown, index) => pathsOf(one, [...path, index]))]
  if (typeof value !== 'object' || value === null) return own
  return [...own, ...Object.entries(value).flatMap(([key, one]) => pathsOf(one, [...path, key]))]
}

/** A copy with the place left out (no value) or changed. */
function changed(document: unknown, path: Path, ...value: [] | [unknown]): unknown {
  const copy = structuredClone(document) as Record<string | number, unknown>
  const owner = path.slice(0, -1).reduce((at, key) => at[key] as typeof copy, copy)
  const last = path.at(-1)!
  if (value.length === 1) owner[last] = value[0]
  else if (Array.isArray(owner)) owner.splice(Number(last), 1)
  else delete owner[last]
  return copy
}

/** Read without a crash; what is wrong is said with its field and in words. */
function judge(document: unknown, what: string): boolean {
  const { errors, model, type } = readDescription(document)
  for (const { field, message } of errors) {
    expect(message, what).toMatch(/\w.*\s.*\w/)
    expect(message, what).not.toMatch(/^Invalid input$|undefined is not|cannot read/i)
    if (field === '') expect(message, what).toMatch(/object/)
  }
  if (errors.length > 0) expect(model, what).toBeNull()
  else if (type === 'model') expect(model ?? 'old', what).not.toBeNull()
  return errors.length > 0
}

function fuzz(document: unknown, name: string, every = 1): { tried: number; refused: number } {
  let tried = 0
  let refused = 0
  pathsOf(document).forEach((path, index) => {
    const what = `${name}: ${path.join('.')}`
    tried += 1
    if (judge(changed(document, path), `${what} left out`)) refused += 1
    for (const [place, value] of wrongValues.entries()) {
      if ((index + place) % every !== 0) continue
      tried += 1
      if (judge(changed(document, path, value), `${what} = ${JSON.stringify(value)}`)) refused += 1
    }
  })
  return { tried, refused }
}

test.each([
  ['0.5', fullDescription05()],
  ['0.4', fullDescription04()],
])(
  'a full description of format %s is valid, and no change of one field breaks the reader',
  (_, full) => {
    expect(readDescription(full).errors).toEqual([])
    const { tried, refused } = fuzz(full, 'full')
    expect(tried).toBeGreaterThan(1000)
    expect(refused).toBeGreaterThan(tried / 3)
  },
)

test('every optional field of 0.5 may be left out', () => {
  const optional = [
    'description',
    'authors',
    'maintainers',
    'packaged_by',
    'uploader',
    'cite',
    'covers',
  ]
  optional.push(
    'attachments',
    'git_repo',
    'parent',
    'timestamp',
    'version_comment',
    'links',
    'id',
    'id_emoji',
  )
  optional.push(
    'version',
    'training_data',
    'config',
    'run_mode',
    'license',
    'documentation',
    'tags',
  )
  for (const field of optional)
    expect(readDescription(changed(fullDescription05(), [field])).errors, field).toEqual([])
})

test('what must be there is named where it is left out', () => {
  const full = fullDescription05()
  for (const path of [['name'], ['weights'], ['inputs'], ['outputs'], ['format_version']]) {
    const { errors } = readDescription(changed(full, path))
    expect(errors.map(({ field }) => field)).toContain(path.join('.'))
    expect(errors.find(({ field }) => field === path.join('.'))?.message).toContain('is missing')
  }
})

test('of several allowed forms the one that was meant is judged', () => {
  const size = readDescription(
    changed(fullDescription05(), ['inputs', 0, 'axes', 3, 'size', 'min'], 'eight'),
  )
  expect(size.errors).toMatchObject([
    { field: 'inputs.0.axes.3.size.min', message: 'must be number, not string' },
  ])
  const file = readDescription(changed(fullDescription05(), ['covers', 0], 5))
  expect(file.errors).toMatchObject([
    { field: 'covers.0', message: 'must be string, not number; or must be object, not number' },
  ])
})

const real = join(import.meta.dirname, '../../../../../shared/real/rdf')
test.skipIf(!existsSync(real))(
  'no change of one field of a real description breaks the reader (needs ../shared/real)',
  () => {
    const index = JSON.parse(readFileSync(join(real, 'index.json'), 'utf8')) as {
      items: { file: string }[]
    }
    let tried = 0
    for (const { file } of index.items) {
      const document = readYaml(readFileSync(join(real, file)), file)
      tried += fuzz(document, file, 16).tried
    }
    expect(tried).toBeGreaterThan(10_000)
  },
  120_000,
)
