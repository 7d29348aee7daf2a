/** Predictions of other programs in words. Pure. */
import type { ImportedCase, ImportPreview } from '../../src-main/contract/import-preview.ts'
import { countOf } from './numbers.ts'

export const importStates: Readonly<Record<ImportedCase['state'], string>> = {
  fits: 'fits',
  missing: 'no prediction',
  refused: 'refused',
  'not-looked-at': 'paired by name',
}

/** `label TIFF, 512 x 512`; empty where the file was not read. */
export function takenAs({ profile, size }: Pick<ImportedCase, 'profile' | 'size'>): string {
  return [profile, size].filter((part) => part !== null).join(', ')
}

/** `22 of 24 cases have a prediction; 1 is refused; 1 file belongs to no case.` */
export function importCounts({ cases, unusedTotal, lookedAt }: ImportPreview): string {
  const count = (state: ImportedCase['state']): number =>
    cases.filter((one) => one.state === state).length
  const refused = count('refused')
  const paired = cases.length - count('missing')
  const parts = [
    `${paired} of ${countOf(cases.length, 'case')} ${cases.length === 1 ? 'has' : 'have'} a prediction`,
    ...(refused === 0 ? [] : [`${refused} ${refused === 1 ? 'is' : 'are'} refused`]),
    ...(unusedTotal === 0
      ? []
      : [`${countOf(unusedTotal, 'file')} ${unusedTotal === 1 ? 'belongs' : 'belong'} to no case`]),
    ...(lookedAt < paired ? [`${lookedAt} were looked into`] : []),
  ]
  return `${parts.join('; ')}.`
}
