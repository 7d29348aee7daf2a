/** Writes lossless JPEG (ITU-T T.81, annex H) with one table of 17 codes of 5 bits, for tests. */

export interface LosslessOptions {
  readonly width: number
  readonly height: number
  readonly components: number
  readonly bits: number
  readonly predictor: number
  readonly restartInterval?: number
  readonly pointTransform?: number
}

export function encodeLosslessJpeg(pixels: Uint16Array, options: LosslessOptions): Uint8Array {
  const { width, height, components, bits, predictor, restartInterval = 0 } = options
  const shift = options.pointTransform ?? 0
  const ids = Array.from({ length: components }, (_, c) => c + 1)
  const segment = (marker: number, body: number[]): number[] => [
    ...[0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255],
    ...body,
  ]
  const lengths = Array.from({ length: 16 }, (_, i) => (i === 4 ? 17 : 0))
  const out = [
    ...[0xff, 0xd8],
    ...segment(0xc4, [0, ...lengths, ...Array.from({ length: 17 }, (_, i) => i)]),
    ...(restartInterval > 0 ? segment(0xdd, [restartInterval >> 8, restartInterval & 255]) : []),
    ...segment(0xc3, [
      ...[bits, height >> 8, height & 255, width >> 8, width & 255, components],
      ...ids.flatMap((id) => [id, 0x11, 0]),
    ]),
    ...segment(0xda, [components, ...ids.flatMap((id) => [id, 0]), predictor, 0, shift]),
  ]
  let held = 0
  let count = 0
  const byte = (value: number): void => {
    out.push(value)
    if (value === 0xff) out.push(0)
  }
  const put = (value: number, length: number): void => {
    for (let bit = length - 1; bit >= 0; bit--) {
      held = (held << 1) | ((value >> bit) & 1)
      if (++count === 8) {
        byte(held)
        held = count = 0
      }
    }
  }
  const flush = (): void => {
    while (count > 0) put(1, 1)
  }
  const at = (y: number, x: number, c: number): number =>
    pixels[(y * width + x) * components + c]! >> shift
  let untilRestart = restartInterval
  let restarts = 0
  let firstRow = 0
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let isFresh = x === 0 && y === firstRow
      if (restartInterval > 0 && untilRestart === 0) {
        flush()
        out.push(0xff, 0xd0 + (restarts++ & 7))
        untilRestart = restartInterval
        firstRow = y
        isFresh = true
      }
      untilRestart -= 1
      for (let c = 0; c < components; c++) {
        const prediction = isFresh ? 1 << (bits - shift - 1) : predictionAt(y, x, c)
        let difference = (at(y, x, c) - prediction) & 0xffff
        if (difference > 32768) difference -= 65536
        const size = difference === 32768 ? 16 : Math.abs(difference).toString(2).length
        put(difference === 0 ? 0 : size, 5)
        if (difference !== 0 && size < 16)
          put(difference > 0 ? difference : difference + (1 << size) - 1, size)
      }
    }
  }
  flush()
  out.push(0xff, 0xd9)
  return Uint8Array.from(out)

  function predictionAt(y: number, x: number, c: number): number {
    if (y === firstRow) return at(y, x - 1, c)
    if (x === 0) return at(y - 1, x, c)
    const [a, b, corner] = [at(y, x - 1, c), at(y - 1, x, c), at(y - 1, x - 1, c)]
    const rules = [
      0,
      a,
      b,
      corner,
      a + b - corner,
      a + ((b - corner) >> 1),
      b + ((a - corner) >> 1),
    ]
    return predictor === 7 ? (a + b) >> 1 : rules[predictor]!
  }
}
