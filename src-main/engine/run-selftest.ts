/**
 * Our values for every case of a reference folder: the same functions that score runs. The judge is the
 * folder's own compare script; the counts here follow its rules for numbers, lists and tables.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Json } from '../contract/words.ts'
import { TouchstoneError, messageOf } from '../core/errors.ts'
import { openImage } from '../core/images/open-image.ts'
import type { PixelBlock } from '../core/images/types.ts'
import { kinds as metricKinds } from '../core/metrics/selftest/kinds.ts'
import { parseReferenceFolder, type ReferenceCase } from '../core/metrics/selftest/reference-case.ts'
import { bioimageioCase } from '../core/models/selftest.ts'
