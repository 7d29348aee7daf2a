/** `Request` in, `Response` out: every address of the contract, the built pages, one error handler. */
import { Hono } from 'hono'
import { TouchstoneError } from '../errors.ts'
import { addBareModelRoutes } from './bare-models.ts'
import { addConversionRoutes } from './conversions.ts'
import { addCriteriaRoutes } from './criteria.ts'
import { addDatasetRoutes } from './datasets.ts'
import type { ApiDependencies } from './dependencies.ts'
import { addDownloadRoutes } from './downloads.ts'
import { addDroppedImageRoutes } from './dropped-images.ts'
import { addErrorMapRoutes } from './error-maps.ts'
import { addFindingRoutes } from './findings.ts'
import { addImportRoutes } from './imports.ts'
import { addObjectGalleryRoutes } from './object-gallery.ts'
import { errorResponse } from './error-response.ts'
import { addEvaluationRoutes } from './evaluations.ts'
import { addFolderRoutes } from './folders.ts'
import { addHistoryRoutes } from './history.ts'
import { addImageRoutes } from './images.ts'
import { addMetricRoutes } from './metrics.ts'
import { addOpenedImageRoutes } from './opened-images.ts'
import { pageFile } from './pages.ts'
import { addReviewImageRoutes } from './review-images.ts'
import { addReviewRoutes } from './review.ts'
import { addRunRoutes } from './runs.ts'
import { securityHeaders } from './security-headers.ts'
import { addSelftestRoutes } from './selftest.ts'
import { addShelfRoutes } from './shelf.ts'
import { addSettingsRoutes } from './settings.ts'
import { addToolCheckRoutes } from './tool-checks.ts'
import { addToolRoutes } from './tools.ts'
import { addWorkspaceRoutes } from './workspace.ts'
import { addTruthPictureRoutes } from './truth-pictures.ts'

export function createHandler(deps: ApiDependencies): (request: Request) => Promise<Response> {
  const app = new Hono()
  app.use(async (context, next) => {
    await next()
    for (const [name, value] of Object.entries(securityHeaders))
      context.res.headers.set(name, value)
    if (context.req.path.startsWith('/api/') && !context.res.headers.has('cache-control'))
      context.res.headers.set('cache-control', 'no-store')
  })
  addWorkspaceRoutes(app, deps)
  addSettingsRoutes(app, deps)
  addFolderRoutes(app, deps)
  addDatasetRoutes(app, deps)
  addToolRoutes(app, deps)
  addShelfRoutes(app, deps)
  addBareModelRoutes(app, deps)
  addEvaluationRoutes(app, deps)
  addCriteriaRoutes(app, deps)
  addToolCheckRoutes(app, deps)
  addReviewRoutes(app, deps)
  addReviewImageRoutes(app, deps)
  addImportRoutes(app, deps)
  addFindingRoutes(app, deps)
  addRunRoutes(app, deps)
  addDownloadRoutes(app, deps)
  addImageRoutes(app, deps)
  addErrorMapRoutes(app, deps)
  addObjectGalleryRoutes(app, deps)
  addTruthPictureRoutes(app, deps)
  addOpenedImageRoutes(app, deps)
  addDroppedImageRoutes(app, deps)
  addConversionRoutes(app, deps)
  addHistoryRoutes(app, deps)
  addSelftestRoutes(app, deps)
  addMetricRoutes(app)
  app.get('*', (context) => {
    const { pagesDir } = deps
    if (pagesDir === null || context.req.path.startsWith('/api/'))
      throw new TouchstoneError('not-found', `There is nothing at ${context.req.path}.`)
    return pageFile(pagesDir, new URL(context.req.url).pathname)
  })
  app.notFound((context) =>
    errorResponse(
      new TouchstoneError('not-found', `There is nothing at ${context.req.path}.`),
      deps.log,
    ),
  )
  app.onError((error) => errorResponse(error, deps.log))
  return async (request) => app.fetch(request)
}
