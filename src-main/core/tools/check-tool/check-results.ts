/** The two kinds of a check's result: measured with its value, or unknown with the reason. */
import type { ToolCheckResult } from '../../../contract/tool-check.ts'

export function found(check: string, value: number, text: string, unit = ''): ToolCheckResult {
  return { check, value, unit, text, reason: '' }
}

export function notFound(check: string, reason: string): ToolCheckResult {
  return { check, value: null, unit: '', text: '', reason }
}
