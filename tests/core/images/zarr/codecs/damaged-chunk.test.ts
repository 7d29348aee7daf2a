import { expect, test } from 'vitest'
import {
  DamagedChunk,
  UnreadChunk,
} from '../../../../../src-main/core/images/zarr/codecs/damaged-chunk.ts'

test('damage and unread compressions are different errors', () => {
  expect(new DamagedChunk('cut')).toBeInstanceOf(Error)
  expect(new UnreadChunk('new')).not.toBeInstanceOf(DamagedChunk)
})
