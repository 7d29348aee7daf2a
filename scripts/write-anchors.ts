/**
 * Writes resources/anchors/cases.json: small cases whose values one can work out by hand or read in a
 * paper, in the format of a reference folder with the arrays written out. Run by hand after a change.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { imageAnchors } from './anchors/image-anchors.ts'
import { statisticsAnchors } from './anchors/statistics-anchors.ts'

export function anchorCollection() {
  return {
    description:
      'Anchors of Touchstone: cases small enough to be worked out by hand, with the value that the named program or paper prints.',
    cases: [...imageAnchors(), ...statisticsAnchors()],
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const file = join(import.meta.dirname, '..', 'resources', 'anchors', 'cases.json')
  writeFileSync(file, `${JSON.stringify(anchorCollection(), null, 2)}\n`)
}
