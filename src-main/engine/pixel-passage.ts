/**
 * Pixels from the engine to the process that asked, through a file that both have open: in memory where the
 * system has such files. A message of half a megabyte costs both sides several times as much.
 */
import {
  closeSync,
  constants,
  ftruncateSync,
  mkdtempSync,
  openSync,
  readSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { largestPlaneAnswerBytes } from '../contract/images.ts'

/** Slots for tiles of 512 x 512 values of 8 bytes, and for whole planes. */
const layout = {
  tile: { count: 48, sizeBytes: 2 * 2 ** 20 },
  plane: { count: 6, sizeBytes: largestPlaneAnswerBytes },
} as const
export type SlotKind = keyof typeof layout

/** A part of the file that one answer may fill. */
export interface Slot {
  readonly at: number
  readonly sizeBytes: number
}

/** The asking side. */
export interface Passage {
  readonly path: string
  /** The other side has the file open: nobody else needs its name any more. */
  opened(): void
  /** Null while all of the kind are taken or the other side has not opened the file. */
  take(kind: SlotKind): Slot | null
  read(slot: Slot, sizeBytes: number): Uint8Array
  giveBack(slot: Slot): void
  close(): void
}

/** Null where no such file can be made; answers then travel in messages. */
export function createPassage(): Passage | null {
  try {
    const folder = mkdtempSync(join(folderInMemory() ?? tmpdir(), 'touchstone-'))
    const path = join(folder, 'pixels')
    const file = openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL, 0o600)
    ftruncateSync(file, slotsOf('tile').concat(slotsOf('plane')).reduce(endOf, 0))
    return passageThrough(path, file)
  } catch {
    return null
  }
}

function passageThrough(path: string, file: number): Passage {
  const free = { tile: slotsOf('tile').reverse(), plane: slotsOf('plane').reverse() }
  let [isOpened, isClosed] = [false, false]
  const removeName = (): void => {
    rmSync(dirname(path), { recursive: true, force: true })
  }
  return {
    path,
    opened() {
      isOpened = true
      // Windows keeps a file by its name while somebody has it open.
      if (process.platform !== 'win32') removeName()
    },
    take: (kind) => (isOpened && !isClosed ? (free[kind].pop() ?? null) : null),
    read(slot, sizeBytes) {
      const bytes = Buffer.allocUnsafeSlow(sizeBytes)
      const read = readSync(file, bytes, 0, sizeBytes, slot.at)
      if (read !== sizeBytes) throw new Error(`${read} of ${sizeBytes} bytes came from the engine`)
      return bytes
    },
    giveBack(slot) {
      free[slot.sizeBytes === layout.tile.sizeBytes ? 'tile' : 'plane'].push(slot)
    },
    close() {
      if (isClosed) return
      isClosed = true
      closeSync(file)
      removeName()
    },
  }
}

/** Tiles first, planes behind them. */
function slotsOf(kind: SlotKind): Slot[] {
  const { count, sizeBytes } = layout[kind]
  const start = kind === 'tile' ? 0 : layout.tile.count * layout.tile.sizeBytes
  return Array.from({ length: count }, (_, index) => ({ at: start + index * sizeBytes, sizeBytes }))
}

function endOf(end: number, { at, sizeBytes }: Slot): number {
  return Math.max(end, at + sizeBytes)
}

/** The engine's side. */
export interface PassageEnd {
  /** False where the bytes do not fit or cannot be written. */
  put(slot: Slot, bytes: Uint8Array): boolean
}

/** Null where the file cannot be opened. */
export function openPassage(path: string): PassageEnd | null {
  try {
    const file = openSync(path, constants.O_RDWR)
    return {
      put(slot, bytes) {
        if (bytes.byteLength > slot.sizeBytes) return false
        try {
          return writeSync(file, bytes, 0, bytes.byteLength, slot.at) === bytes.byteLength
        } catch {
          return false // full
        }
      },
    }
  } catch {
    return null
  }
}

function folderInMemory(): string | null {
  const folder = '/dev/shm'
  try {
    return process.platform === 'linux' && statSync(folder).isDirectory() ? folder : null
  } catch {
    return null
  }
}
