/** What every tool must do before anything else counts. A facility adds its own. */
import type { Gate } from '../../contract/criteria.ts'

function gate(id: string, group: Gate['group'], name: string, question: string): Gate {
  return {
    ...{ kind: 'gate', id, group, name, question },
    ...{ source: { from: 'person' }, stratum: null, bound: null },
  }
}

export const gateRows: readonly Gate[] = [
  gate(
    'gate.offline',
    'usability',
    'Runs without a network',
    'Does it run on a workstation that has no internet, and send no image away?',
  ),
  gate(
    'gate.operating-system',
    'usability',
    'Runs on our machines',
    'Does it run on the operating system of the workstations it is meant for?',
  ),
  gate(
    'gate.formats',
    'usability',
    'Reads and writes our formats',
    'Does it read the images as the microscopes save them, and write results that other programs read?',
  ),
]
