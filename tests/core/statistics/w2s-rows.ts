/** PSNR per image (dB) of W2S, ten images: numbers cited from ND-HowardGroup/Instant-Image-Denoising @c885aee. */
import type { CaseValue } from '../../../src-main/core/statistics/units.ts'

export const images = [
  '100_1',
  '44_0',
  '99_0',
  '20_1',
  '77_2',
  '31_2',
  '42_1',
  '85_1',
  '35_1',
  '49_0',
]

export const psnr = {
  noisy: [14.3174, 22.8441, 20.7003, 14.8586, 16.6213, 17.8805, 16.0524, 13.3375, 20.2588, 20.1684],
  n2vDefault: [
    17.1929, 28.3897, 28.6491, 17.82, 23.0331, 24.5878, 19.0633, 14.9459, 25.3012, 25.6308,
  ],
  n2vFast: [16.9823, 29.8163, 29.2286, 17.0915, 22.517, 23.5548, 19.477, 14.7908, 24.4917, 24.9572],
  n2n: [19.8477, 30.0261, 29.3263, 20.4574, 24.2565, 27.824, 21.5644, 22.2762, 27.8108, 29.5189],
} as const

export type W2sTool = keyof typeof psnr

export function scoresOf(tool: W2sTool): CaseValue[] {
  return images.map((name, i) => ({
    case: name,
    sample: null,
    score: { value: psnr[tool][i]! },
  }))
}

export function differencesOf(a: W2sTool, b: W2sTool): number[] {
  return images.map((_, i) => psnr[a][i]! - psnr[b][i]!)
}
