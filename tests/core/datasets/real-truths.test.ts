/** Every ground truth of ../shared/real/datasets has the objects, labels and points that its index states. */
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { readLabelImage } from '../../../src-main/core/images/read-label-image.ts'
import { readPoints } from '../../../src-main/core/tables/read-points.ts'

const real = resolve(import.meta.dirname, '../../../../shared/real/datasets')
const isAbsent = !existsSync(join(real, 'index.json'))

interface Truth {
  readonly file: string
  readonly n_objects?: number
  readonly n_points?: number
  readonly max_label?: number
  readonly foreground_px?: number
}

function truths(): Truth[] {
  const { datasets } = JSON.parse(readFileSync(join(real, 'index.json'), 'utf8')) as {
    datasets: { pairs: { gt?: Truth | null }[] }[]
  }
  const all = datasets.flatMap(({ pairs }) => pairs.flatMap(({ gt }) => gt ?? []))
  return all.filter((gt) => gt.n_objects !== undefined || gt.n_points !== undefined)
}
const stated = isAbsent ? [] : truths()

test.skipIf(isAbsent)('the index states objects and points (needs ../shared/real)', () => {
  expect(stated.filter((truth) => truth.n_objects !== undefined).length).toBeGreaterThan(0)
  expect(stated.filter((truth) => truth.n_points !== undefined).length).toBeGreaterThan(0)
})

const isOfTwoVolumes = ({ file }: Truth): boolean => file.endsWith('rgb_3D_c_seg.tif')

test.each(stated.filter(isOfTwoVolumes))('$file is refused: two volumes in one', async (truth) => {
  await expect(readLabelImage(join(real, truth.file))).rejects.toThrow(/2 time points/)
})

test.each(stated.filter((truth) => !isOfTwoVolumes(truth)))(
  '$file',
  async ({ file, n_objects, n_points, max_label, foreground_px }) => {
    const path = join(real, file)
    if (n_points !== undefined) {
      const { coordinates, dimensions } = await readPoints(path)
      expect(coordinates.length / dimensions).toBe(n_points)
      return
    }
    // one file keeps its labels as floats, which is refused unless asked for
    const allowIntegralFloat = file.startsWith('qu_demo/')
    const { data } = await readLabelImage(path, { allowIntegralFloat })
    const labels = new Set(data)
    labels.delete(0)
    const foreground = data.reduce((count, label) => count + (label > 0 ? 1 : 0), 0)
    const found = { n_objects: labels.size, max_label: Math.max(0, ...labels), foreground }
    expect(found).toEqual({ n_objects, max_label, foreground: foreground_px })
  },
)
