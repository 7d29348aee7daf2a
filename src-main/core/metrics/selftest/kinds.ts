/** Which kinds of reference case are computed here, one line per kind. */
import type { SelftestKind } from './reference-case.ts'

export const kinds: Partial<Record<string, SelftestKind>> = {}
