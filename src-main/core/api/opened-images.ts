/** Images that a person opens by their path, outside any dataset: for a look, and to settle their axes. */
import type { Hono } from 'hono'
import { imageOrderSchema, type OpenedImage } from '../../contract/images.ts'
import { TouchstoneError } from '../errors.ts'
import { formatImageReference } from '../images/image-reference.ts'
import { allowedImagePath } from './allowed-path.ts'
import { readBody } from './body.ts'
import type { ApiDependencies } from './dependencies.ts'
import { addImage, questionAbout } from './image-address.ts'
import { imageRoots } from './image-roots.ts'
import { createOpenedImageList } from './opened-image-list.ts'

export function addOpenedImageRoutes(app: Hono, deps: ApiDependencies): void {
  const opened = createOpenedImageList(deps.evaluation.randomId)

  app.post('/api/images', async (context) => {
    const order = await readBody(context, imageOrderSchema)
    const path = await allowedImagePath(order.path, imageRoots(deps))
    const reference = formatImageReference({
      path,
      ...(order.series === undefined ? {} : { series: order.series }),
      ...(order.axes === undefined ? {} : { axes: order.axes }),
    })
    const question = questionAbout(deps, reference)
    const { signal } = context.req.raw
    const description = await deps.engine.request('describe-image', question, { signal })
    const answer: OpenedImage = { image: opened.nameOf({ path, reference }), path, description }
    return context.json(answer)
  })

  const find = (image: string) => {
    const entry = opened.find(image)
    if (entry === null)
      throw new TouchstoneError(
        'not-found',
        `The image ${image} is not open any more; please open its file again.`,
      )
    return questionAbout(deps, entry.reference)
  }
  addImage(app, deps, '/api/images/:image', (context) => find(context.req.param('image') ?? ''))

  app.get('/api/images/:image/hints', async (context) => {
    const question = find(context.req.param('image'))
    const { signal } = context.req.raw
    return context.json(await deps.engine.request('axis-hints', question, { signal }))
  })
}
