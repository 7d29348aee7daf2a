/**
 * Which pixels a pass of thinning takes, for 32 pixels at once: the tables of Zhang & Suen (Commun. ACM 27:236,
 * 1984) with the exceptions of scikit-image (0.19), as binary decision diagrams over the eight neighbours in
 * bitwise logic. The diagrams were found by trying every order of the neighbours for the fewest operations;
 * the test holds the tables, and compares all 256 rings.
 */
import { RING_SIZE } from './tile-rings.ts'

/** Per ring the pixels whose neighbours let them go, foreground or not; `rings` as of gatherRings. */
export type ThinningPass = (rings: Int32Array, count: number, removable: Int32Array) => void

/** Takes from the south and east. */
export const firstPass: ThinningPass = (rings, count, removable) => {
  for (let b = 0, at = 0; b < count; b++, at += RING_SIZE) {
    const nw = rings[at]!
    const n = rings[at + 1]!
    const ne = rings[at + 2]!
    const e = rings[at + 3]!
    const se = rings[at + 4]!
    const s = rings[at + 5]!
    const sw = rings[at + 6]!
    const w = rings[at + 7]!
    const t0 = n & ~s
    const t1 = ne & t0
    const t2 = ~sw & t1
    const t3 = n ^ s
    const t4 = t3 ^ (ne & (t3 ^ t0))
    const t5 = t4 ^ (sw & (t4 ^ t0))
    const t6 = t2 ^ (w & (t2 ^ t5))
    const t7 = ~n & s
    const t8 = ~ne & t7
    const t9 = sw & t8
    const t10 = t6 ^ (se & (t6 ^ t9))
    const t11 = t3 ^ (ne & (t3 ^ ~s))
    const t12 = ~sw & t11
    const t13 = ~w & t12
    const t14 = ~n | ~s
    const t15 = ne & t14
    const t16 = t15 ^ (sw & (t15 ^ t7))
    const t17 = ~w & t16
    const t18 = t13 ^ (se & (t13 ^ t17))
    const t19 = t10 ^ (e & (t10 ^ t18))
    const t20 = ~sw & t0
    const t21 = ~ne | n
    const t22 = t4 ^ (sw & (t4 ^ t21))
    const t23 = t20 ^ (w & (t20 ^ t22))
    const t24 = ~ne & s
    const t25 = sw & t24
    const t26 = w & t25
    const t27 = t23 ^ (se & (t23 ^ t26))
    const t28 = t20 ^ (w & (t20 ^ t1))
    const t29 = t28 ^ (se & (t28 ^ t2))
    const t30 = t27 ^ (e & (t27 ^ t29))
    removable[b] = t19 ^ (nw & (t19 ^ t30))
  }
}

/** Takes from the north and west. */
export const secondPass: ThinningPass = (rings, count, removable) => {
  for (let b = 0, at = 0; b < count; b++, at += RING_SIZE) {
    const nw = rings[at]!
    const n = rings[at + 1]!
    const ne = rings[at + 2]!
    const e = rings[at + 3]!
    const se = rings[at + 4]!
    const s = rings[at + 5]!
    const sw = rings[at + 6]!
    const w = rings[at + 7]!
    const t0 = e & se
    const t1 = ~w & t0
    const t2 = ~nw & t1
    const t3 = ~e & ~se
    const t4 = w & t3
    const t5 = ~ne & t4
    const t6 = t2 ^ (sw & (t2 ^ t5))
    const t7 = w ^ e
    const t8 = t7 ^ (ne & (t7 ^ t1))
    const t9 = ~nw & t8
    const t10 = ~e | se
    const t11 = ~w | t10
    const t12 = e ^ (w & (e ^ t0))
    const t13 = t11 ^ (ne & (t11 ^ t12))
    const t14 = w & t10
    const t15 = ~ne & t14
    const t16 = t13 ^ (nw & (t13 ^ t15))
    const t17 = t9 ^ (sw & (t9 ^ t16))
    const t18 = t6 ^ (s & (t6 ^ t17))
    const t19 = e ^ (w & (e ^ t3))
    const t20 = t19 ^ (ne & (t19 ^ t1))
    const t21 = e | ~se
    const t22 = t21 ^ (w & (t21 ^ t3))
    const t23 = ne & t22
    const t24 = t20 ^ (nw & (t20 ^ t23))
    const t25 = nw & t4
    const t26 = t24 ^ (sw & (t24 ^ t25))
    const t27 = ne & t1
    const t28 = ~nw & t27
    const t29 = t27 ^ (sw & (t27 ^ t28))
    const t30 = t26 ^ (s & (t26 ^ t29))
    removable[b] = t18 ^ (n & (t18 ^ t30))
  }
}
