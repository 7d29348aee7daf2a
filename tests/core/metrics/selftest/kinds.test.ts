import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { kinds } from '../../../../src-main/core/metrics/selftest/kinds.ts'
import {
  parseReferenceFolder,
  relatedCases,
  type ReferenceCase,
} from '../../../../src-main/core/metrics/selftest/reference-case.ts'
import { readNpy } from '../../../fixtures/metrics/npy.ts'

const folder = join(import.meta.dirname, '../../../../../shared/reference')
const ours = ['instance', 'instance_dataset', 'semantic', 'semantic_multiclass']

test('every kind of image comparison is computed', () => {
  expect(Object.keys(kinds)).toEqual(expect.arrayContaining([...ours, 'restoration']))
})

test.skipIf(!existsSync(folder))(
  'instances and masks equal every value of the reference collection (needs ../shared/reference)',
  () => {
    const cases = parseReferenceFolder(
      JSON.parse(readFileSync(join(folder, 'cases.json'), 'utf8')),
      'cases.json',
    ).filter(({ kind }) => ours.includes(kind))
    const load = ({ files }: ReferenceCase) =>
      Object.fromEntries(
        Object.entries(files).map(([name, path]) => [name, readNpy(join(folder, path))]),
      )
    const arrays = Object.fromEntries(cases.map((entry) => [entry.id, load(entry)]))
    const actual = cases.map((entry) => {
      const related = Object.fromEntries(relatedCases(entry).map((id) => [id, arrays[id]!]))
      return { id: entry.id, values: kinds[entry.kind]!(arrays[entry.id]!, entry, related) }
    })
    expect(judge({ cases: actual })).toMatch(/reference values: [1-9]\d* right, 0 wrong, 0 missing/)
  },
)

/** What the folder's own script prints; it fails where a value is wrong. */
function judge(actual: unknown): string {
  const scratch = mkdtempSync(join(tmpdir(), 'touchstone-reference-'))
  try {
    const file = join(scratch, 'actual.json')
    writeFileSync(file, JSON.stringify(actual))
    const script = join(folder, 'compare.mjs')
    const options = ['--kinds', ours.join(',')]
    return execFileSync(process.execPath, [script, folder, file, ...options], { encoding: 'utf8' })
  } finally {
    rmSync(scratch, { recursive: true })
  }
}
