/** All images of a case looked at in another way than plane by plane, as far as those views are here. Pure. */
import type { CaseImages, Loaded } from './case-images.ts'
import type { ViewerImage } from './plane-source.ts'
import type { PixelRole } from './texture-data.ts'

/** The view of an image, null for the image itself. */
export type ViewOf = (image: ViewerImage, role: PixelRole) => string | null
export interface WantedView {
  readonly image: ViewerImage
  readonly role: PixelRole
  readonly view: string
}
type FindView = (wanted: WantedView) => Loaded<ViewerImage>

/** Every image with its view in place; `find` is asked for each, also for those that are not here yet. */
export function viewedCase(images: CaseImages, viewOf: ViewOf, find: FindView): CaseImages {
  const role: PixelRole = images.task === 'restoration' ? 'intensity' : 'labels'
  const seen = (loaded: Loaded<ViewerImage>, role: PixelRole): Loaded<ViewerImage> => {
    const image = loaded.value
    const view = image && viewOf(image, role)
    if (!image || view === null) return loaded
    const { value, problem } = find({ image, role, view })
    return { value, problem: problem ?? loaded.problem }
  }
  const all = (map: ReadonlyMap<string, Loaded<ViewerImage>>, role: PixelRole) =>
    new Map([...map].map(([key, loaded]) => [key, seen(loaded, role)]))
  return {
    ...images,
    input: seen(images.input, 'intensity'),
    truth: seen(images.truth, role),
    predictions: all(images.predictions, role),
    ...(images.errorMaps ? { errorMaps: all(images.errorMaps, 'intensity') } : {}),
  }
}

/** The views that a case needs. */
export function viewsOfCase(images: CaseImages, viewOf: ViewOf): readonly WantedView[] {
  const wanted: WantedView[] = []
  viewedCase(images, viewOf, (view) => {
    wanted.push(view)
    return { value: null, problem: null }
  })
  return wanted
}

/** What a projection shows besides the intensities, in a sentence. */
export function projectionNote({ task }: Pick<CaseImages, 'task'>): string {
  if (task === 'restoration') return 'Differences are those of the projections.'
  if (task === 'detection') return 'Points of all planes are shown.'
  if (task === 'classification') return ''
  return 'Labels are never averaged: at each pixel the first one met along z is shown.'
}
