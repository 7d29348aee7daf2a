import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { openImage } from '../../../src-main/core/images/open-image.ts'
import { decodingKinds } from '../../../src-main/core/instances/selftest.ts'
import { parseReferenceFolder } from '../../../src-main/core/metrics/selftest/reference-case.ts'
import { starOutputOf } from './stars.ts'

const folder = fileURLToPath(new URL('../../../../shared/reference', import.meta.url))
const file = join(folder, 'cases.json')
const absent = !existsSync(file)
const cases = absent
  ? []
  : parseReferenceFolder(JSON.parse(readFileSync(file, 'utf8')), file).filter(({ kind }) =>
      Object.hasOwn(decodingKinds, kind),
    )

async function arrayOf(path: string) {
  const source = await openImage(join(folder, path))
  try {
    const { shape, data } = await source.readAll()
    return { shape, data }
  } finally {
    await source.close()
  }
}

test.skipIf(absent)(
  'equals the original programs, pixel by pixel (needs ../shared/reference)',
  async () => {
    expect(cases.length).toBeGreaterThan(0)
    for (const reference of cases) {
      const arrays = Object.fromEntries(
        await Promise.all(
          Object.entries(reference.files).map(
            async ([name, path]) => [name, await arrayOf(path)] as const,
          ),
        ),
      )
      const values = decodingKinds[reference.kind]!(arrays, reference, {})
      for (const name of [
        'points',
        'n',
        'labels_min_size_15',
        'labels_no_flow_check',
        'final_positions',
      ]) {
        const expected = reference.expected[name]?.['value']
        if (expected === undefined) continue
        const path = (expected as { file?: string }).file
        const wanted = path === undefined ? expected : [...(await arrayOf(path)).data]
        const ours = path === undefined ? values[name] : (values[name] as number[][]).flat()
        expect(ours, `${reference.id} ${name}`).toEqual(wanted)
      }
    }
  },
)

test('names the points, probabilities and labels of a StarDist case', () => {
  const { probability, distances } = starOutputOf([{ y: 8, x: 9, radius: 5 }], [18, 18], 8)
  const pixels = 18 * 18
  const dist = Float32Array.from(
    { length: pixels * 8 },
    (_, at) => distances[at % 8]!.data[Math.floor(at / 8)]!,
  )
  const values = decodingKinds['decode_stardist']!(
    { prob: probability, dist: { shape: [18, 18, 8], data: dist } },
    {
      id: 'x',
      kind: 'decode_stardist',
      files: {},
      dtypes: {},
      axes: null,
      spacing: null,
      kwargs: { grid: [1, 1], prob_threshold: 0.5, nms_threshold: 0.4, b: 2 },
      expected: {},
    },
    {},
  )
  expect(values).toMatchObject({ points: [[8, 9]], n: 1 })
  expect((values['labels'] as number[][]).map((row) => row.length)).toEqual(Array(18).fill(18))
})
