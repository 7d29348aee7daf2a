/** Zod compiles schemas with `Function` unless told not to; the CSP forbids it. Import this before any schema. */
import { config } from 'zod'

config({ jitless: true })
