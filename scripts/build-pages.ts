/** Builds the pages when they are missing or older than their sources; for `serve` in a checkout. */
import { build, pagesAreStale } from './checkout.ts'

if (pagesAreStale()) {
  process.stderr.write('Building the pages ...\n')
  build()
}
