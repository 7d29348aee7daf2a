/** Bio-Formats programs on this machine that turn a microscope's own format into OME-TIFF or OME-Zarr. */
import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { delimiter, isAbsolute, join } from 'node:path'
import type { Conversion } from '../../../contract/images.ts'

export interface Converter {
  readonly program: Conversion['program']
  /** Absolute, run without a shell. */
  readonly executable: string
}

const programs: readonly Conversion['program'][] = ['bfconvert', 'bioformats2raw']

/** In order of preference. Of Windows only `.exe` counts: scripts cannot be run without a shell. */
export async function findConverters(
  searchPath: string = process.env['PATH'] ?? '',
): Promise<Converter[]> {
  const folders = searchPath.split(delimiter).filter((folder) => isAbsolute(folder))
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const found = await Promise.all(
    programs.map(async (program) => {
      for (const folder of folders) {
        const executable = join(folder, program + suffix)
        if (await isExecutable(executable)) return [{ program, executable }]
      }
      return []
    }),
  )
  return found.flat()
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK)
    return (await stat(path)).isFile()
  } catch {
    return false
  }
}
