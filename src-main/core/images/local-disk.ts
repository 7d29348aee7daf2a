/**
 * Tiny reads that depend on each other (a chain of directories) cost 50 µs each when handed to another
 * thread, and 2 µs when they block. Blocking is for local disks only: a network drive may not answer.
 */
import { readSync } from 'node:fs'
import { statfs } from 'node:fs/promises'

/** Fills `target` from `offset` at once; returns the bytes read. */
export type BlockingRead = (target: Uint8Array, offset: number) => number

/** `f_type` of file systems on disks of this machine (linux/magic.h); elsewhere nothing is known. */
const localFileSystems = new Set([
  0xef53, // ext2, 3, 4
  0x58465342, // xfs
  0x9123683e, // btrfs
  0x2fc12fc1, // zfs
  0xf2f52010, // f2fs
  0x01021994, // tmpfs
  0x794c7630, // overlay
])

/** `check` throws where the file may not be read there. Undefined unless the disk is known to be local. */
export async function blockingReader(
  path: string,
  file: number,
  check: (offset: number, length: number) => void,
): Promise<BlockingRead | undefined> {
  if (!(await isOnLocalDisk(path))) return undefined
  return (target, offset) => {
    check(offset, target.length)
    return readSync(file, target, 0, target.length, offset)
  }
}

export async function isOnLocalDisk(path: string): Promise<boolean> {
  if (process.platform !== 'linux') return false
  return statfs(path).then(
    ({ type }) => localFileSystems.has(type >>> 0),
    () => false,
  )
}
