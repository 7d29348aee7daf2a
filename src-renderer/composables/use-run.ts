/** The record of one run. */
import { call } from '../api/client.ts'
import { useLoad } from './use-load.ts'

export function useRun(run: string) {
  return useLoad(() => call('run', { params: { run } }))
}
