/**
 * Reads ahead along the chain of directories, as far as its rhythm can be seen: one large read where directories
 * stand side by side, many small ones at the same time where they stand at equal distances among the pixels.
 */
import { TouchstoneError } from '../../errors.ts'
import type { FileReader } from '../file-reader.ts'
import type { BlockingRead } from '../local-disk.ts'
import { requireInFile } from '../require-in-file.ts'
import type { Block } from './page-kinds.ts'

export interface ChainBytes {
  /** Tells that the chain has come to this directory. */
  step(offset: number): void
  /** A block that holds these bytes, if it was read already. */
  find(offset: number, length: number): Block | undefined
  /**
   * Reads them, with what will probably be asked for next; undefined where that was done at once. What
   * `find` gave before is overwritten. TouchstoneError as `FileReader`.
   */
  load(offset: number, length: number): Promise<void> | undefined
  /** For values that stand apart; they are no step of the chain. */
  loadApart(offset: number, length: number): Promise<void>
}

/** Directories this near to each other are read in one piece. */
const nearBytes = 8 * 1024
const firstWindowBytes = 16 * 1024
const largestWindowBytes = 2 * 2 ** 20
/** Enough for a directory and the short values behind it. */
const smallBytes = 1024
const readsAtOnce = 128
/** A local disk is asked without other threads, in slices: requests must be answered meanwhile. */
const sliceMs = 8
const stepsBeforeBlocking = 8

export function createChainBytes(file: FileReader): ChainBytes {
  let current = blockOf(0, new Uint8Array(0))
  let ahead = new Map<number, Block>()
  let apart: Block[] = []
  let windowBytes = firstWindowBytes
  let [place, distance, isSteady] = [NaN, NaN, false]
  let loads = 0
  let blocking: BlockingRead | undefined
  let sliceStart = 0
  const small = new Uint8Array(smallBytes)

  async function readBlock(offset: number, wanted: number): Promise<Block> {
    const bytes = new Uint8Array(Math.min(wanted, file.sizeBytes - offset))
    await file.readInto(bytes, offset)
    return blockOf(offset, bytes)
  }

  /** 2 µs instead of 50 for each step of a chain without rhythm. */
  function readAtOnce(offset: number, length: number): boolean {
    if (blocking === undefined || length > smallBytes) return false
    if (performance.now() - sliceStart > sliceMs) return false
    const bytes = small.subarray(0, Math.min(smallBytes, file.sizeBytes - offset))
    try {
      if (blocking(bytes, offset) < bytes.length) return false
    } catch (error) {
      if (error instanceof TouchstoneError) throw error
      return false // the ordinary way finds out what is wrong
    }
    current = { offset, bytes, view: new DataView(bytes.buffer, 0, bytes.length) }
    return true
  }

  /** All of them in one array: thousands of small ones would cost more than the reads. */
  async function readAtEqualSteps(offset: number, step: number): Promise<void> {
    const places: number[] = []
    for (let at = offset; places.length < readsAtOnce; at += step) {
      if (at < 0 || at + smallBytes > file.sizeBytes) break
      places.push(at)
    }
    const bytes = new Uint8Array(places.length * smallBytes)
    ahead = new Map(
      places.map((at, i) => {
        const part = bytes.subarray(i * smallBytes, (i + 1) * smallBytes)
        return [at, blockOf(at, part)] as const
      }),
    )
    await Promise.all([...ahead.values()].map((block) => file.readInto(block.bytes, block.offset)))
  }

  async function loadSlowly(offset: number, length: number): Promise<void> {
    if (Number.isNaN(distance) || Math.abs(distance) <= nearBytes) {
      const isBackwards = distance < 0
      const start = isBackwards ? Math.max(0, offset + length + smallBytes - windowBytes) : offset
      current = await readBlock(start, Math.max(windowBytes, length))
      windowBytes = Math.min(largestWindowBytes, windowBytes * 4)
      if (contains(current, offset, length)) return
    }
    if (loads === stepsBeforeBlocking) blocking = await file.blockingRead?.()
    if (blocking !== undefined) {
      await new Promise((done) => setImmediate(done))
      sliceStart = performance.now()
      if (readAtOnce(offset, length)) return
    } else if (isSteady && length <= smallBytes && loads > stepsBeforeBlocking) {
      await readAtEqualSteps(offset, distance)
      if (ahead.has(offset)) return
    }
    current = await readBlock(offset, Math.max(length, smallBytes))
  }

  return {
    step(offset) {
      isSteady = offset - place === distance
      distance = offset - place
      place = offset
      if (apart.length > 0) apart = []
    },
    find(offset, length) {
      if (contains(current, offset, length)) return current
      const foreseen = ahead.get(offset)
      if (foreseen !== undefined && contains(foreseen, offset, length)) return foreseen
      return apart.find((block) => contains(block, offset, length))
    },
    load(offset, length) {
      requireInFile(file.path, file.sizeBytes, offset, length)
      loads++
      const isNear = !(Math.abs(distance) > nearBytes)
      return !isNear && readAtOnce(offset, length) ? undefined : loadSlowly(offset, length)
    },
    async loadApart(offset, length) {
      requireInFile(file.path, file.sizeBytes, offset, length)
      apart.push(await readBlock(offset, Math.max(length, smallBytes)))
    },
  }
}

function contains(block: Block, offset: number, length: number): boolean {
  return offset >= block.offset && offset + length <= block.offset + block.bytes.length
}

function blockOf(offset: number, bytes: Uint8Array): Block {
  return { offset, bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength) }
}
