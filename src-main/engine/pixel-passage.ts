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

/** A tile of 512 x 512 values of 8 bytes. */
const slotBytes = 2 * 2 ** 20
const slots = 48

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
  /** Null while all are taken or the other side has not opened the file. */
  take(): Slot | null
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
    ftruncateSync(file, slots * slotBytes)
    return passageThrough(path, file)
  } catch {
    return null
  }
}

function passageThrough(path: string, file: number): Passage {
  const free: Slot[] = Array.from({ length: slots }, (_, index) => ({
    at: (slots - 1 - index) * slotBytes,
    sizeBytes: slotBytes,
  }))
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
    take: () => (isOpened && !isClosed ? (free.pop() ?? null) : null),
    read(slot, sizeBytes) {
      const bytes = Buffer.allocUnsafeSlow(sizeBytes)
      const read = readSync(file, bytes, 0, sizeBytes, slot.at)
      if (read !== sizeBytes) throw new Error(`${read} of ${sizeBytes} bytes came from the engine`)
      return bytes
    },
    giveBack(slot) {
      free.push(slot)
    },
    close() {
      if (isClosed) return
      isClosed = true
      closeSync(file)
      removeName()
    },
  }
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
