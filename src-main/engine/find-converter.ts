/** Which program on this machine turns a file into one that is read. */
import { z } from 'zod'
import { conversionSchema, type Conversion } from '../contract/images.ts'
import { isTouchstoneError, TouchstoneError } from '../core/errors.ts'
import { openImage } from '../core/images/open-image.ts'

const convertersSchema = z.array(conversionSchema.shape.program)

/** TouchstoneError `bad-request` where the file is read as it is, and whatever opening it throws where no program helps. */
export async function findConverter(
  path: string,
): Promise<{ readonly program: Conversion['program'] }> {
  try {
    await (await openImage(path)).close()
  } catch (error) {
    const offered = isTouchstoneError(error) ? error.details['converters'] : undefined
    const [program] = convertersSchema.safeParse(offered).data ?? []
    if (program === undefined) throw error
    return { program }
  }
  throw new TouchstoneError('bad-request', `${path} is read as it is; it needs no conversion.`)
}
