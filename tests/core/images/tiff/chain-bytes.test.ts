import { expect, test } from 'vitest'
import type { FileReader } from '../../../../src-main/core/images/file-reader.ts'
import { createChainBytes } from '../../../../src-main/core/images/tiff/chain-bytes.ts'
import { ramp } from '../../../fixtures/images/encode-tiff.ts'

/** A file in memory that records its reads. */
function memoryFile(bytes: Uint8Array): FileReader & { reads: [number, number][] } {
  const reads: [number, number][] = []
  return {
    path: 'memory',
    sizeBytes: bytes.length,
    reads,
    readInto: async (target, offset) => {
      reads.push([offset, target.length])
      target.set(bytes.subarray(offset, offset + target.length))
    },
    read: async (offset, length) => bytes.slice(offset, offset + length),
    close: async () => undefined,
  }
}

const at = (offset: number): number => offset & 255

test('what was read with a neighbour is not read again', async () => {
  const file = memoryFile(ramp(300_000))
  const chain = createChainBytes(file)
  chain.step(1000)
  await chain.load(1000, 10)
  chain.step(1200)
  const block = chain.find(1200, 10)!
  expect(block.bytes[1200 - block.offset]).toBe(at(1200))
  expect(file.reads).toHaveLength(1)
})

test('a steady rhythm is read ahead, many places at the same time', async () => {
  const file = memoryFile(ramp(3_000_000))
  const chain = createChainBytes(file)
  let loads = 0
  for (let offset = 500; offset < 2_900_000; offset += 20_000) {
    chain.step(offset)
    if (chain.find(offset, 100) === undefined) {
      loads++
      await chain.load(offset, 100)
    }
    const block = chain.find(offset, 100)!
    expect(block.bytes[offset - block.offset]).toBe(at(offset))
  }
  expect(loads).toBeLessThan(20)
})

test('a directory longer than what is read at once is read whole; one outside is an error', async () => {
  const chain = createChainBytes(memoryFile(ramp(200_000)))
  chain.step(100)
  await chain.load(100, 150_000)
  expect(chain.find(100, 150_000)!.bytes.length).toBeGreaterThanOrEqual(150_000)
  chain.step(199_999)
  expect(() => chain.load(199_999, 10)).toThrow(/truncated/)
})

test('several values that stand apart are there together until the next step', async () => {
  const chain = createChainBytes(memoryFile(ramp(200_000)))
  chain.step(100)
  await chain.loadApart(50_000, 6)
  await chain.loadApart(150_000, 6)
  expect(chain.find(50_000, 6)!.bytes[0]).toBe(at(50_000))
  expect(chain.find(150_000, 6)!.bytes[0]).toBe(at(150_000))
  chain.step(200)
  expect(chain.find(50_000, 6)).toBeUndefined()
})
