/**
 * Tells from the text of an error whether memory ran out, on a graphics card or off it: a smaller block may
 * then do. The runtime and the drivers have no codes for it that reach us, only sentences.
 */
import { isTouchstoneError, messageOf } from '../errors.ts'

/** Sources: onnxruntime's arenas and allocators, CUDA, cuDNN and cuBLAS, DirectX, Metal, Dawn, V8 and C++. */
const texts: readonly RegExp[] = [
  /out[ _-]?of[ _-]?((device|host|gpu|video)[ _])?memory/i,
  /not enough (gpu |device |video )?memory/i,
  /insufficient (gpu |device |video )?memory/i,
  /fail\w* to allocate (gpu |device |host )?memory/i,
  /allocat\w* .{0,60}\b(failed|failure)\b.{0,40}memory/i,
  /memory allocation (failed|failure)/i,
  /available memory of \d+ is smaller than requested bytes/i,
  /\bbad[_ ]alloc\b/i,
  /array buffer allocation failed/i,
  /cuda (error|failure):? 2\b/i,
  /cuda failure 2:/i,
  /cudnn_status_alloc_failed/i,
  /cublas_status_alloc_failed/i,
  /8007000e/i,
]

/** An error of ours with that code, or a foreign one that says so. */
export function isOutOfMemory(error: unknown): boolean {
  if (isTouchstoneError(error)) return error.code === 'out-of-memory'
  const text = messageOf(error)
  return texts.some((pattern) => pattern.test(text))
}

const lostTexts: readonly RegExp[] = [
  /device[ _](instance )?(was |is |has been )?(lost|removed|hung|reset|suspended)/i,
  /lost (the|its) device/i,
  /887a000[567]/i,
  /cuda (error|failure):? (700|719|999)\b/i,
  /unspecified launch failure/i,
]

/**
 * The graphics card is gone for this process: a smaller block cannot help, another provider can. Where the
 * text names memory as the reason, it still counts as lost: no later call of this process reaches the card.
 */
export function isDeviceLost(error: unknown): boolean {
  const text = messageOf(error)
  return lostTexts.some((pattern) => pattern.test(text))
}
