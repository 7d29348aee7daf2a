import { existsSync } from 'node:fs'
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { frozenDatasetSchema } from '../../../src-main/contract/datasets.ts'
import { freezeDataset } from '../../../src-main/core/datasets/freeze-dataset.ts'
import { writeNpy } from '../../fixtures/datasets/write-npy.ts'

const real = resolve(import.meta.dirname, '../../../../shared/real/datasets')
let root = ''
let folder = ''
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'touchstone-freeze-'))
  folder = join(root, 'data')
  await pair('a', [1, 0, 2, 2])
  await pair('b', [0, 3, 0, 4])
})
afterEach(() => rm(root, { recursive: true }))

async function pair(name: string, truth: number[]): Promise<void> {
  const values = [...name].map((letter) => letter.charCodeAt(0))
  await writeNpy(join(folder, 'images', `${name}.npy`), [1, 4], [...values, 2, 3, 4].slice(0, 4))
  await writeNpy(join(folder, 'gt', `${name}.npy`), [1, truth.length], truth)
}
const freeze = (where = folder) => freezeDataset({ folder: where, task: 'instances' })

describe('freezeDataset', () => {
  test('gives hashes, headers and object counts that fit the schema', async () => {
    const frozen = await freeze()
    expect(frozenDatasetSchema.parse(frozen)).toEqual(frozen)
    expect(frozen.cases.map(({ id, objects }) => [id, objects])).toEqual([
      ['a', 2],
      ['b', 2],
    ])
    expect(frozen.cases[0]?.image).toMatchObject({ shape: [1, 4], axes: 'yx', dtype: 'uint16' })
  })

  test('has one digest wherever the folder lies, another when one value changes', async () => {
    const { digest } = await freeze()
    const moved = join(root, 'elsewhere', 'copy')
    await cp(folder, moved, { recursive: true })
    expect((await freeze(moved)).digest).toBe(digest)
    await pair('b', [0, 3, 0, 5])
    expect((await freeze()).digest).not.toBe(digest)
  })

  test('puts task, sample and factors into the digest', async () => {
    const stated = async (line: string) => {
      await writeFile(
        join(folder, 'dataset.yaml'),
        `formatVersion: 1\ntask: instances\ncases:\n  - {image: images/a.npy, truth: gt/a.npy${line}}\n`,
      )
      return (await freezeDataset({ folder })).digest
    }
    const digests = [
      await stated(''),
      await stated(', sample: m'),
      await stated(', factors: {f: 1}'),
    ]
    expect(new Set(digests).size).toBe(3)
    const semantic = await freezeDataset({ folder: await bare(), task: 'semantic' })
    const instances = await freezeDataset({ folder: await bare(), task: 'instances' })
    expect(semantic.digest).not.toBe(instances.digest)
  })

  test('keeps a case of another size, marked by an error', async () => {
    await pair('b', [0, 3, 0, 4, 4])
    const frozen = await freeze()
    expect(frozen.cases).toHaveLength(2)
    expect(frozen.findings).toContainEqual(
      expect.objectContaining({ severity: 'error', check: 'shape-mismatch', cases: ['b'] }),
    )
  })

  test('keeps a case whose image cannot be read, marked by its reader', async () => {
    await writeFile(join(folder, 'images', 'b.npy'), 'broken')
    const frozen = await freeze()
    const found = frozen.findings.find(({ cases }) => cases[0] === 'b')
    expect(found?.severity).toBe('error')
    expect(found?.message).toContain('b.npy')
  })

  test('reports progress to the end and stops when cancelled', async () => {
    const fractions: number[] = []
    await freezeDataset(
      { folder, task: 'instances' },
      { onProgress: ({ fraction }) => fractions.push(fraction) },
    )
    expect(fractions).toEqual([0.5, 1])
    const signal = AbortSignal.abort()
    await expect(freezeDataset({ folder, task: 'instances' }, { signal })).rejects.toMatchObject({
      code: 'cancelled',
    })
  })

  test('asks for a task that is neither stated nor clear', async () => {
    await pair('a', [255, 0, 255, 0])
    await pair('b', [255, 0, 255, 0])
    await expect(freezeDataset({ folder })).rejects.toThrow(/does not state its task/)
  })

  test('names what is missing when nothing pairs', async () => {
    const alone = join(root, 'alone')
    await writeNpy(join(alone, 'images', 'x.npy'), [1, 1], [1])
    await writeNpy(join(alone, 'gt', 'y.npy'), [1, 1], [1])
    // Also without a task: nothing can be told of ground truth that is not there.
    await expect(freezeDataset({ folder: alone })).rejects.toMatchObject({ code: 'pair-missing' })
    await expect(freezeDataset({ folder: alone, task: 'instances' })).rejects.toMatchObject({
      code: 'pair-missing',
    })
  })
})

/** The pairs without a dataset.yaml. */
async function bare(): Promise<string> {
  await rm(join(folder, 'dataset.yaml'), { force: true })
  return folder
}

test.skipIf(!existsSync(real))(
  'freezes DSB2018: 24 cases, no error, no pixel size (needs ../shared/real)',
  async () => {
    const frozen = await freezeDataset({ folder: join(real, 'dsb2018_fluorescence') })
    expect(frozen.cases).toHaveLength(24)
    expect(frozen.findings.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(frozen.findings.map(({ check }) => check)).toContain('pixel-size-missing')
    expect(frozen.cases.reduce((sum, { objects }) => sum + (objects ?? 0), 0)).toBe(803)
  },
)
