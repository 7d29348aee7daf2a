/** The decision's own calls: every answer is the whole matrix, or the whole dossier, as it is then. */
import type { z } from 'zod'
import { criteriaMatrixSchema, dossierSchema } from '../../src-main/contract/criteria.ts'
import type {
  CriteriaMatrix,
  CriteriaOrder,
  Dossier,
  MarkOrder,
  StatementOrder,
} from '../../src-main/contract/criteria.ts'
import { addressOf, checked, request } from './client.ts'

const ofComparison = '/api/comparisons/:comparison'
const ofTool = '/api/dossiers/:digest'

export function readCriteria(comparison: string): Promise<CriteriaMatrix> {
  return ask(criteriaMatrixSchema, 'GET', addressOf(`${ofComparison}/criteria`, { comparison }))
}

export function saveCriteria(comparison: string, body: CriteriaOrder): Promise<CriteriaMatrix> {
  const address = addressOf(`${ofComparison}/criteria`, { comparison })
  return ask(criteriaMatrixSchema, 'PUT', address, body)
}

export function giveMark(comparison: string, body: MarkOrder): Promise<CriteriaMatrix> {
  const address = addressOf(`${ofComparison}/marks`, { comparison })
  return ask(criteriaMatrixSchema, 'POST', address, body)
}

export function makeStatement(comparison: string, body: StatementOrder): Promise<CriteriaMatrix> {
  const address = addressOf(`${ofComparison}/statements`, { comparison })
  return ask(criteriaMatrixSchema, 'POST', address, body)
}

export function readDossier(digest: string): Promise<Dossier> {
  return ask(dossierSchema, 'GET', addressOf(ofTool, { digest }))
}

export function stateOfTool(digest: string, body: StatementOrder): Promise<Dossier> {
  return ask(dossierSchema, 'POST', addressOf(`${ofTool}/statements`, { digest }), body)
}

async function ask<T extends z.ZodType>(
  schema: T,
  method: 'GET' | 'PUT' | 'POST',
  address: string,
  body?: unknown,
): Promise<z.output<T>> {
  const response = await request(address, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(method === 'GET' ? {} : { headers: { 'content-type': 'application/json' } }),
  })
  return checked(schema, await response.json(), `${method} ${address}`)
}
