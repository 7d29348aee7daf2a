import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { transparencyFields } from '../../../../src-main/core/criteria/transparency-rows.ts'
import { readTransparency } from '../../../../src-main/core/models/transparency/read-transparency.ts'
import { description05 } from '../../../fixtures/onnx/description.ts'
import { identityModel } from '../../../fixtures/onnx/onnx-model.ts'
import { writePackage } from '../../../fixtures/onnx/package.ts'

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'touchstone-'))

async function packageWith(
  change: Parameters<typeof description05>[0],
  files: Readonly<Record<string, string>> = {},
) {
  const folder = newFolder()
  const path = await writePackage(join(folder, 'tiny'), {
    description: description05(change),
    weights: identityModel([1, 1, 'y', 'x']),
  })
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text)
  return (await readTransparency(path, folder))!
}

test('every question of the matrix is read', async () => {
  const facts = await packageWith({})
  expect(transparencyFields.map(({ field }) => field).filter((field) => !facts[field])).toEqual([])
})

test('documentation counts fully with a heading that tells of validation', async () => {
  const named = { documentation: 'README.md' }
  expect((await packageWith(named))['documentation']).toMatchObject({
    ...{ points: 0, note: 'names README.md, which is not there' },
  })
  const plain = await packageWith(named, { 'README.md': '# Net\nValidation was done.' })
  expect(plain['documentation']!.points).toBe(1)
  const full = await packageWith(named, { 'README.md': '# Net\n## How validation was done\nSo.' })
  expect(full['documentation']).toMatchObject({
    ...{ points: 2, quote: 'README.md: ## How validation was done' },
  })
})

test('a path out of the package is not followed', async () => {
  const facts = await packageWith({ documentation: '../../../etc/passwd' })
  expect(facts['documentation']!.points).toBe(1)
  expect((await packageWith({ covers: ['../tiny/rdf.yaml'] }))['covers']!.points).toBe(1)
})

test('bare weights have no description, and what is not there is said', async () => {
  const folder = newFolder()
  writeFileSync(join(folder, 'net.onnx'), identityModel([1, 1, 'y', 'x']))
  expect(await readTransparency(join(folder, 'net.onnx'), folder)).toBeNull()
  await expect(readTransparency(join(folder, 'none'), folder)).rejects.toThrow(
    'There is nothing at',
  )
})

const real = join(import.meta.dirname, '../../../../../shared/real/models/unet2d_nuclei_broad_v0_5')

test.skipIf(!existsSync(real))(
  'a real description is read field by field (needs ../shared/real)',
  async () => {
    const facts = (await readTransparency(real, newFolder()))!
    expect(facts['authors']!.points).toBe(2)
    expect(facts['license']).toMatchObject({ points: 2, quote: 'MIT' })
    expect(facts['cite']!.points).toBe(2)
    expect(facts['weights']!.quote).toContain('onnx')
    expect(facts['training_data']).toMatchObject({ points: 1 })
    expect(facts['scale']!.points).toBe(0)
    expect(facts['config.bioimageio.bias_risks_limitations.risks']!.points).toBe(0)
  },
)
