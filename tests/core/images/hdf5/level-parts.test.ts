import { join } from 'node:path'
import { expect, test } from 'vitest'
import { askHdf5 } from '../../../../src-main/core/images/hdf5/hdf5-client.ts'
import { checkedParts } from '../../../../src-main/core/images/hdf5/level-parts.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'
import { writeHdf5 } from '../../../fixtures/images/write-hdf5.ts'

const folder = temporaryFolder()
const path = await writeHdf5(join(folder.path, 'parts.h5'), {
  t0: { shape: [4, 4], data: new Uint8Array(16) },
  t1: { shape: [4, 5], data: new Uint8Array(20) },
  t2: { shape: [4, 3], data: new Uint8Array(12) },
  t3: { shape: [4, 4], data: new Uint16Array(16) },
})

test('parts may be padded, but neither smaller nor of another type', async () => {
  const first = await askHdf5(path, { kind: 'dataset', dataset: 't0' })
  const part = checkedParts(path, (_level, [t]) => `t${t}`, [[4, 4]], first)
  expect((await part(0, [1])).dataset.shape).toEqual([4, 5])
  for (const t of [2, 3]) {
    await expect(part(0, [t])).rejects.toMatchObject({ code: 'format-corrupt' })
  }
})
