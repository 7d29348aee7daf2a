/** The decision's own calls: every answer is the whole matrix, or the whole dossier, as it is then. */
import type {
  CriteriaMatrix,
  CriteriaOrder,
  Dossier,
  MarkOrder,
  StatementOrder,
} from '../../src-main/contract/criteria.ts'
import type { ToolCheckState } from '../../src-main/contract/tool-check.ts'
import { call } from './client.ts'

export function readCriteria(comparison: string): Promise<CriteriaMatrix> {
  return call('criteriaMatrix', { params: { comparison } })
}

export function saveCriteria(comparison: string, body: CriteriaOrder): Promise<CriteriaMatrix> {
  return call('setCriteria', { params: { comparison }, body })
}

export function giveMark(comparison: string, body: MarkOrder): Promise<CriteriaMatrix> {
  return call('giveMark', { params: { comparison }, body })
}

export function makeStatement(comparison: string, body: StatementOrder): Promise<CriteriaMatrix> {
  return call('makeStatement', { params: { comparison }, body })
}

export function readDossier(digest: string): Promise<Dossier> {
  return call('dossier', { params: { digest } })
}

export function stateOfTool(digest: string, body: StatementOrder): Promise<Dossier> {
  return call('stateOfTool', { params: { digest }, body })
}

export function startToolCheck(digest: string): Promise<ToolCheckState> {
  return call('startToolCheck', { params: { digest } })
}

export function readToolCheck(digest: string): Promise<ToolCheckState> {
  return call('toolCheck', { params: { digest } })
}

export function cancelToolCheck(digest: string): Promise<{ readonly cancelled: boolean }> {
  return call('cancelToolCheck', { params: { digest } })
}
