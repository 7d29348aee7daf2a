/** Names of cases: file stems made fit to be folder names, each once. */
import { caseIdSchema } from '../../contract/dataset-file.ts'

const longestId = 110

/** One id per stem, in order. Unfit characters become `_`; a repeated name (in any case) gets a number. */
export function caseIdsOf(stems: readonly string[]): string[] {
  const taken = new Set<string>()
  return stems.map((stem) => {
    const base = fitForFolder(stem)
    let id = base
    for (let n = 2; taken.has(id.toLowerCase()); n++) id = `${base} (${n})`
    taken.add(id.toLowerCase())
    return id
  })
}

function fitForFolder(stem: string): string {
  const replaced = stem
    .normalize('NFC')
    .replace(/[^\p{L}\p{N} ._()+@=,-]/gu, '_')
    .slice(0, longestId)
    // Windows drops trailing dots and spaces of folder names.
    .replace(/[. ]+$/, '')
  return caseIdSchema.safeParse(replaced).success ? replaced : `case ${replaced}`.trimEnd()
}
