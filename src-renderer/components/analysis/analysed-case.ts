/** What the panels need to know of the case that is open. Types only. */
import type { PixelSizeUm } from '../../../src-main/contract/words.ts'
import type { PlaneIndex } from '../../api/images.ts'
import type { AnalysisSource } from '../../viewer/analysis-sources.ts'
import type { Size } from '../../viewer/camera.ts'

export interface AnalysedCase {
  readonly sources: readonly AnalysisSource[]
  readonly plane: PlaneIndex
  readonly extent: Size
  readonly pixelSizeUm: PixelSizeUm | 'uncalibrated'
  /** Comparison, case and plane, for captions. */
  readonly whatOf: (plane: PlaneIndex) => string
  /** For file names. */
  readonly caseId: string
}
