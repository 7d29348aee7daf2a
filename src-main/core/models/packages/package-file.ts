/** Files that a description names: inside its own folder only. */
import { realpath, stat } from 'node:fs/promises'
import { relative, resolve, sep, isAbsolute } from 'node:path'
import { TouchstoneError } from '../../errors.ts'
import type { FileReference } from '../description.ts'

/** The path of a file of the package. Web addresses are not fetched; the program works offline. */
export async function packageFile(folder: string, file: FileReference): Promise<string> {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(file.source)) {
    throw new TouchstoneError(
      'weights-missing',
      `${file.source} is on the web, and nothing is fetched on its own. Download it into the package's folder and name it there.`,
    )
  }
  const path = resolve(folder, file.source)
  const exists = await stat(path).then(
    (info) => info.isFile(),
    () => false,
  )
  if (!exists) {
    throw new TouchstoneError(
      'weights-missing',
      `The description names ${file.source}, but there is no such file in ${folder}.`,
    )
  }
  const inside = relative(await realpath(folder), await realpath(path))
  if (inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) {
    throw new TouchstoneError(
      'not-allowed',
      `The description names ${file.source}, which lies outside its folder ${folder}.`,
    )
  }
  return path
}
