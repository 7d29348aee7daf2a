/** The models that this process holds open. */
import { openModel } from '../models/open-model.ts'
import { createModelCache } from './model-cache.ts'

/** A U-Net's session takes some hundred MB while it runs. */
const mostIdleModels = 2

export const openModels = createModelCache(
  ({ path, threads, cacheDir, provider = 'cpu', parameters }) =>
    openModel(path, {
      ...{ cacheDir, threads, providers: [provider] },
      ...(parameters && Object.keys(parameters).length > 0 ? { parameters } : {}),
    }),
  mostIdleModels,
)
