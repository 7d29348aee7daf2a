/** A volume looked at in another way than plane by plane, as an image of its own. */
import { isSection } from '../../../contract/volume-view.ts'
import type { VolumeView } from '../../../contract/volume-view.ts'
import type { ImageSource } from '../types.ts'
import { projectImage } from './project-image.ts'
import { sectionImage } from './section-image.ts'

/** `close` closes `source` too. Throws 'bad-request' for planes that the image does not have. */
export function viewImage(source: ImageSource, view: VolumeView): ImageSource {
  return isSection(view) ? sectionImage(source, view.kind) : projectImage(source, view)
}
