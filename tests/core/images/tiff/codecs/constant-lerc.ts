/** Lerc2 version 2 of 2 x 3 equal values of type uint8, for tests: the header says all. */
export function constantLerc(value: number, tolerance = 0.5): Uint8Array {
  const blob = Buffer.alloc(58 + 4)
  blob.write('Lerc2 ')
  blob.writeInt32LE(2, 6) // version
  blob.writeInt32LE(2, 10) // rows
  blob.writeInt32LE(3, 14) // columns
  blob.writeInt32LE(6, 18) // valid pixels: all
  blob.writeInt32LE(8, 22) // micro block
  blob.writeInt32LE(blob.length, 26)
  blob.writeInt32LE(1, 30) // uint8
  blob.writeDoubleLE(tolerance, 34)
  blob.writeDoubleLE(value, 42)
  blob.writeDoubleLE(value, 50)
  blob.writeInt32LE(0, 58) // no mask
  return new Uint8Array(blob)
}
