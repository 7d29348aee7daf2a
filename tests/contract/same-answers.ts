/** The tests of the contract: every request asked directly and through a door, both answers compared. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from '../../src-main/contract/routes.ts'
import type { Core } from '../../src-main/core/app.ts'
import { securityHeaders } from '../../src-main/core/api/security-headers.ts'
import { directDoor, type Door } from './doors.ts'
import { contractRequests, type ContractRequest } from './requests.ts'
import { openWorld, type World } from './world.ts'

export interface OpenedContract {
  readonly world: () => World
  readonly door: () => Door
}

/** Registers the tests; `openDoor` gets the core of a world of its own. */
export function expectSameAnswers(
  doorName: string,
  openDoor: (core: Core) => Promise<Door>,
): OpenedContract {
  let world: World
  let door: Door
  let requests: readonly ContractRequest[]

  beforeAll(async () => {
    world = await openWorld()
    door = await openDoor(world.core)
    requests = contractRequests(world)
  })
  afterAll(async () => {
    await door.close()
    await world.close()
  })

  test('the list asks every address of the contract', () => {
    const asked = new Set(requests.map((request) => request.name.split(':')[0]))
    expect(Object.keys(routes).filter((name) => !asked.has(name))).toEqual([])
  })

  test(`every request is answered as the contract says, directly and through ${doorName}`, async () => {
    const wrong: string[] = []
    for (const request of requests) {
      const direct = await answerOf(directDoor(world.core), request)
      const through = await answerOf(door, request)
      for (const [way, answer] of Object.entries({ direct, [doorName]: through }))
        for (const fault of faultsOf(request, answer))
          wrong.push(`${request.name}, ${way}: ${fault}`)
      if (request.changes !== true && !sameBytes(direct.bytes, through.bytes))
        wrong.push(`${request.name}: the bodies differ`)
    }
    expect(wrong).toEqual([])
  })

  return { world: () => world, door: () => door }
}

interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly bytes: ArrayBuffer
}

async function answerOf(door: Door, { method, path, body }: ContractRequest): Promise<Answer> {
  const response = await door.ask({ method, path, ...(body === undefined ? {} : { body }) })
  return {
    status: response.status,
    headers: response.headers,
    bytes: await response.arrayBuffer(),
  }
}

function faultsOf(request: ContractRequest, answer: Answer): readonly string[] {
  const faults: string[] = []
  if (answer.status !== request.status) faults.push(`status ${answer.status} for ${request.status}`)
  for (const [name, value] of Object.entries({ ...securityHeaders, ...request.headers }))
    if (!sameHeader(name, answer.headers.get(name), value))
      faults.push(`${name} is ${answer.headers.get(name) ?? 'absent'} for ${value}`)
  try {
    request.checkBody(answer.bytes)
  } catch (error) {
    faults.push(error instanceof Error ? error.message : String(error))
  }
  return faults
}

/** JSON may or may not name its character set. */
function sameHeader(name: string, found: string | null, expected: string): boolean {
  return name === 'content-type' && expected === 'application/json'
    ? found?.startsWith(expected) === true
    : found === expected
}

function sameBytes(a: ArrayBuffer, b: ArrayBuffer): boolean {
  return Buffer.compare(new Uint8Array(a), new Uint8Array(b)) === 0
}
