import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { customDomains } from '../../../../src-main/core/models/catalogue/onnx-domains.ts'
import { identityModel, onnxModel } from '../../../fixtures/onnx/onnx-model.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-domains-'))
})
afterAll(() => rm(folder, { recursive: true }))
const domainsOf = async (bytes: Uint8Array): Promise<readonly string[]> => {
  const path = join(folder, 'model.onnx')
  await writeFile(path, bytes)
  return customDomains(path)
}
const withNode = (domain: string): Uint8Array =>
  onnxModel({
    inputs: { x: [1] },
    outputs: { y: [1] },
    nodes: [{ type: 'Do', inputs: ['x'], outputs: ['y'], domain }],
  })

test('names the domains that ONNX Runtime does not have', async () => {
  expect(await domainsOf(identityModel([1]))).toEqual([])
  expect(await domainsOf(withNode('com.microsoft'))).toEqual([])
  expect(await domainsOf(withNode('my.lab.ops'))).toEqual(['my.lab.ops'])
})

test.each([
  ['nothing', Buffer.alloc(0)],
  ['zeros', Buffer.alloc(100)],
  ['a length beyond the file', Buffer.from([0x3a, 0xff, 0xff, 0xff, 0xff, 0x7f])],
  ['a number without end', Buffer.alloc(40, 0xff)],
  ['text', Buffer.from('version https://git-lfs.github.com/spec/v1')],
])('%s names none', async (_, bytes) => {
  expect(await domainsOf(bytes)).toEqual([])
})

const shared = join(
  import.meta.dirname,
  '../../../../../shared/real/models/negative_custom_ops/pytorch_superresolution_with_pre_post_processing_op18.onnx',
)
test.skipIf(!existsSync(shared))(
  'finds the extensions of a real model (needs ../shared/real)',
  async () => {
    expect(await customDomains(shared)).toEqual(['com.microsoft.extensions'])
  },
)
