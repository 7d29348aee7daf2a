/** A case id as a folder name: safe on every file system, and different for different ids. */
import { createHash } from 'node:crypto'

const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

export function caseFolderName(caseId: string): string {
  const plain = caseId.replace(/[^A-Za-z0-9._-]/g, '_').slice(0, 80)
  if (plain === caseId && !reserved.test(plain) && !/^\.|\.$/.test(plain)) return plain
  const mark = createHash('sha256').update(caseId).digest('hex').slice(0, 8)
  return `case_${plain.replace(/^\.+|\.+$/g, '')}_${mark}`
}
