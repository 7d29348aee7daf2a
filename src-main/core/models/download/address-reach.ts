/**
 * How far away a network address lies, and which addresses may be asked. A collection from the internet must
 * not make this machine ask its neighbours, so nothing nearer is asked than where the collection came from.
 */
import { BlockList, isIP, isIPv6 } from 'node:net'

/** `machine`: this one. `private`: the network of a house. `never`: addresses that no server has. */
export type Reach = 'machine' | 'private' | 'public' | 'never'

const lists: readonly (readonly [Reach, readonly (readonly [string, number])[]])[] = [
  [
    'machine',
    [
      ['127.0.0.0', 8],
      ['::1', 128],
    ],
  ],
  [
    'private',
    [
      ['10.0.0.0', 8],
      ['172.16.0.0', 12],
      ['192.168.0.0', 16],
      ['100.64.0.0', 10],
      ['fc00::', 7],
    ],
  ],
  [
    'never',
    [
      ['0.0.0.0', 8],
      ['169.254.0.0', 16], // link-local, where clouds keep their secrets
      ['192.0.0.0', 24],
      ['198.18.0.0', 15],
      ['224.0.0.0', 3],
      ['::', 128],
      ['fe80::', 10],
      ['fec0::', 10],
      ['ff00::', 8],
    ],
  ],
]
const blocks = lists.map(([reach, subnets]) => {
  const list = new BlockList()
  for (const [net, prefix] of subnets) list.addSubnet(net, prefix, isIPv6(net) ? 'ipv6' : 'ipv4')
  return [reach, list] as const
})

/** Of a literal IPv4 or IPv6 address; `never` for anything else. */
export function reachOf(address: string): Reach {
  const plain = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '')
  if (isIP(plain) === 0) return 'never'
  const embedded = embeddedIpv4(plain)
  if (embedded !== null) return reachOf(embedded)
  const family = isIPv6(plain) ? 'ipv6' : 'ipv4'
  return blocks.find(([, list]) => list.check(plain, family))?.[0] ?? 'public'
}

/** The nearest of several, because a name may stand for all of them. */
export function nearestOf(reaches: readonly Reach[]): Reach {
  const order: readonly Reach[] = ['never', 'machine', 'private', 'public']
  return order.find((reach) => reaches.includes(reach)) ?? 'never'
}

/** Whether something that came from `origin` may make us ask `target`. */
export function mayReach(origin: Reach, target: Reach): boolean {
  if (target === 'public') return true
  if (target === 'private') return origin === 'private' || origin === 'machine'
  return target === 'machine' && origin === 'machine'
}

/** IPv4 inside IPv6: mapped (`::ffff:0:0/96`), 6to4 (`2002::/16`) and NAT64 (`64:ff9b::/96`). */
function embeddedIpv4(address: string): string | null {
  if (!isIPv6(address)) return null
  // The URL parser writes the shortest form, with the last 32 bits as two groups.
  const groups = expand(new URL(`http://[${address}]/`).hostname.slice(1, -1))
  const dotted = (high: number, low: number): string =>
    [high >> 8, high & 255, low >> 8, low & 255].join('.')
  const starts = (...start: number[]): boolean => start.every((group, at) => groups[at] === group)
  if (starts(0, 0, 0, 0, 0, 0xffff) || starts(0x64, 0xff9b, 0, 0, 0, 0))
    return dotted(groups[6] ?? 0, groups[7] ?? 0)
  return starts(0x2002) ? dotted(groups[1] ?? 0, groups[2] ?? 0) : null
}

function expand(address: string): readonly number[] {
  const [head = '', tail] = address.split('::')
  const parse = (part: string): number[] =>
    part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16))
  const first = parse(head)
  const last = tail === undefined ? [] : parse(tail)
  return [...first, ...new Array<number>(8 - first.length - last.length).fill(0), ...last]
}
