import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readDescription } from '../../../../src-main/core/models/descriptions/read-description.ts'
import { readYaml } from '../../../../src-main/core/models/descriptions/read-yaml.ts'
import { description04, description05 } from '../../../fixtures/onnx/description.ts'

test('models of 0.4 and 0.5 are read', () => {
  for (const document of [description04(), description05()]) {
    const reading = readDescription(document)
    expect(reading.errors).toEqual([])
    expect(reading).toMatchObject({ type: 'model', name: 'Tiny' })
    expect(reading.model?.name).toBe('Tiny')
  }
})

test('other formats are refused by name, without guessing', () => {
  for (const format_version of ['0.6.0', '0.0.9', '1.0.0', 'x']) {
    const { model, errors } = readDescription(description05({ format_version }))
    expect(model).toBeNull()
    expect(errors[0]).toMatchObject({ field: 'format_version', code: 'format-not-supported' })
  }
})

test('an older format is read with a warning', () => {
  const { model, warnings } = readDescription(description04({ format_version: '0.3.2' }))
  expect(model).not.toBeNull()
  expect(warnings).toMatchObject([{ code: 'older-format' }])
})

test('a newer patch is read with a warning', () => {
  const { model, warnings } = readDescription(description05({ format_version: '0.5.12' }))
  expect(model).not.toBeNull()
  expect(warnings).toMatchObject([{ code: 'newer-format' }])
})

test('a dataset is judged as a dataset, with the warning that it is not a model', () => {
  const document = { type: 'dataset', format_version: '0.2.4', name: 'Cells' }
  const { errors, warnings, model } = readDescription(document)
  expect([errors, model]).toEqual([[], null])
  expect(warnings).toMatchObject([{ code: 'not-a-model' }])
  expect(readDescription({ ...document, name: undefined }).errors).toHaveLength(1)
})

test('anything else is an error, never a crash', () => {
  for (const document of [null, 7, 'text', [], {}, { type: 'workflow', format_version: '0.2.3' }]) {
    expect(readDescription(document).errors).not.toEqual([])
  }
})

const real = join(import.meta.dirname, '../../../../../shared/real/rdf')
interface Item {
  readonly file: string
  readonly expected: { type: string | null; format_version: string; valid: boolean | null }
}

test.skipIf(!existsSync(real))(
  'agrees with the verdicts on all real descriptions, from 0.1 to 0.5 (needs ../shared/real)',
  () => {
    const index = JSON.parse(readFileSync(join(real, 'index.json'), 'utf8')) as { items: Item[] }
    let judged = 0
    for (const { file, expected } of index.items) {
      const reading = readDescription(readYaml(readFileSync(join(real, file)), file))
      if (expected.valid === null) continue
      expect(reading.errors.length === 0, `${file}: ${JSON.stringify(reading.errors)}`).toBe(
        expected.valid,
      )
      judged += 1
    }
    expect(judged).toBe(69)
  },
)
