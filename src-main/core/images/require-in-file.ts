/** Whether bytes that a header names can be in the file at all; asked before memory is taken for them. */
import { TouchstoneError } from '../errors.ts'

/** TouchstoneError 'file-truncated' beyond the end, 'format-corrupt' for what no file can have. */
export function requireInFile(
  path: string,
  sizeBytes: number,
  offset: number,
  length: number,
): void {
  if (!Number.isSafeInteger(offset) || offset < 0 || !Number.isSafeInteger(length) || length < 0) {
    throw new TouchstoneError(
      'format-corrupt',
      `${path}: states ${length} bytes at offset ${offset}, which no file can have.`,
      { path, offset, length },
    )
  }
  if (offset + length > sizeBytes) {
    throw new TouchstoneError(
      'file-truncated',
      `${path} is truncated: ${offset + length} bytes are needed and ${sizeBytes} are there; copy or export it again.`,
      { path, neededBytes: offset + length, sizeBytes },
    )
  }
}
