/** The folder that holds package.json, resources/ and out/, from source and from a build alike. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

export const packageDir = findPackageDir(import.meta.dirname)

function findPackageDir(start: string): string {
  for (let dir = start; dir !== dirname(dir); dir = dirname(dir)) {
    const file = join(dir, 'package.json')
    if (
      existsSync(file) &&
      (JSON.parse(readFileSync(file, 'utf8')) as { name?: string }).name === 'touchstone'
    )
      return dir
  }
  throw new Error(`No package.json of Touchstone above ${start}`)
}
