import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { installLimit } from '../../../../src-main/core/tools/shelf/free-space.ts'

test('at most eight gigabytes, and less where the disk has less; folders may be missing', async () => {
  const limit = await installLimit(join(tmpdir(), 'not', 'there', 'yet'))
  expect(limit).toBeGreaterThan(0)
  expect(limit).toBeLessThanOrEqual(8 * 1024 ** 3)
})
