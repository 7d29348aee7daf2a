/** How large a model may be that is installed into a folder: a fixed limit, and what the disk has left. */
import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { packageZipLimits } from '../../models/packages/extract-zip.ts'

/** Of the free space; the rest is for predictions and for others. */
const usableShare = 0.9

/** Bytes; the folder need not exist yet. */
export async function installLimit(folder: string): Promise<number> {
  for (let at = folder; ; at = dirname(at)) {
    const found = await statfs(at).catch(() => null)
    if (found) {
      const free = Math.floor(found.bavail * found.bsize * usableShare)
      return Math.min(packageZipLimits.totalBytes, free)
    }
    if (dirname(at) === at) return packageZipLimits.totalBytes
  }
}
