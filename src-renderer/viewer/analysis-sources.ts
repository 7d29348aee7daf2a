/** The images of a case whose values are measured beside each other, each with its look in the plots. Pure. */
import type { CaseImages } from './case-images.ts'
import type { CurveLook } from './curves.ts'
import type { ViewerImage } from './plane-source.ts'

export interface AnalysisSource {
  /** As the pane's: `input`, `truth` or a tool's key. */
  readonly id: string
  readonly name: string
  readonly look: CurveLook
  readonly image: ViewerImage
  readonly role: 'intensity' | 'labels'
}

/** Input, truth, then the tools, as far as they are here and shown. Points and classes have no pixels. */
export function analysisSources(
  { task, input, truth, tools, predictions }: CaseImages,
  hidden: ReadonlySet<string>,
): AnalysisSource[] {
  const role = task === 'restoration' ? 'intensity' : 'labels'
  const found: AnalysisSource[] = []
  const add = (
    source: Pick<AnalysisSource, 'id' | 'name' | 'look' | 'role'>,
    image: ViewerImage | null | undefined,
  ): void => {
    if (image && !hidden.has(source.id)) found.push({ ...source, image })
  }
  add({ id: 'input', name: 'Input', look: 'input', role: 'intensity' }, input.value)
  if (task === 'detection' || task === 'classification') return found
  add({ id: 'truth', name: 'Truth', look: 'truth', role }, truth.value)
  for (const { key, name, index } of tools)
    add({ id: key, name, look: index, role }, predictions.get(key)?.value)
  return found
}
