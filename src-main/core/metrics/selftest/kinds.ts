/** Which kinds of reference case are computed by the metrics, one line per kind. */
import { restorationCase } from '../restoration/selftest.ts'
import { classificationCase } from './classification.ts'
import { detectionCase } from './detection.ts'
import { instanceCase } from './instance.ts'
import { instanceDatasetCase } from './instance-dataset.ts'
import type { SelftestKind } from './reference-case.ts'
import { semanticCase } from './semantic.ts'
import { semanticMulticlassCase } from './semantic-multiclass.ts'
import { shiftCase } from './shift.ts'

export const kinds: Partial<Record<string, SelftestKind>> = {
  instance: instanceCase,
  instance_dataset: instanceDatasetCase,
  semantic: semanticCase,
  semantic_multiclass: semanticMulticlassCase,
  restoration: restorationCase,
  detection: detectionCase,
  classification: classificationCase,
  shift: shiftCase,
}
