/** Which pictures show a finding of the ground-truth checks. Pure. */
import type { Finding } from '../../src-main/contract/datasets.ts'

export interface TruthPicture {
  readonly caseId: string
  /** The true object that it is around; null: the whole image. */
  readonly label: number | null
}

/** Its objects where the check knows some, and every other case of it whole. */
export function picturesOf({
  cases,
  places = [],
}: Pick<Finding, 'cases' | 'places'>): readonly TruthPicture[] {
  const placed = new Set(places.map((place) => place.case))
  return [
    ...places.map((place) => ({ caseId: place.case, label: place.label })),
    ...cases.filter((id) => !placed.has(id)).map((caseId) => ({ caseId, label: null })),
  ]
}

/** "label 4 of nuclei-01", "all of nuclei-01". */
export function pictureWords({ caseId, label }: TruthPicture): string {
  return label === null ? `all of ${caseId}` : `label ${label} of ${caseId}`
}
