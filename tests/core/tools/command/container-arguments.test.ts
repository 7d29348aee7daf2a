import { expect, test } from 'vitest'
import {
  containerArguments,
  endContainerArguments,
  type ContainerCall,
} from '../../../../src-main/core/tools/command/container-arguments.ts'

const image = `example.org/tool@sha256:${'a'.repeat(64)}`
const call: ContainerCall = {
  container: { engine: 'docker', image, gpu: false },
  name: 'touchstone-1',
  mounts: [
    { from: '/data/a.tif', to: '/touchstone/input/a.tif', isWritable: false },
    { from: '/work/out', to: '/touchstone/output', isWritable: true },
  ],
  environment: { MODE: 'x y' },
  memoryMb: 512,
  seconds: 600,
  threads: 2,
  user: { uid: 1000, gid: 1000 },
  command: ['segment', '--in', '/touchstone/input/a.tif'],
}

test('Docker: no network, nothing writable but one folder, the image by its digest', () => {
  const args = containerArguments(call)
  expect(args.slice(0, 2)).toEqual(['docker', 'run'])
  expect(args.join(' ')).toContain('--network none --read-only --cap-drop ALL')
  expect(args).toContain('type=bind,source=/data/a.tif,target=/touchstone/input/a.tif,readonly')
  expect(args).toContain('type=bind,source=/work/out,target=/touchstone/output')
  expect(args).toContain('MODE=x y')
  expect(args.join(' ')).toContain('--memory 512m --memory-swap 512m --user 1000:1000')
  expect(args.slice(-5)).toEqual([
    '--entrypoint',
    'segment',
    image,
    '--in',
    '/touchstone/input/a.tif',
  ])
  expect(endContainerArguments(call.container, 'touchstone-1')).toEqual([
    'docker',
    'rm',
    '--force',
    'touchstone-1',
  ])
})

test('no image is fetched in passing', () => {
  expect(containerArguments(call).join(' ')).toContain('run --rm --pull never --name touchstone-1')
})

test('Podman ends what Touchstone could not, and people without root may write', () => {
  const container = { engine: 'podman', image, gpu: false } as const
  const args = containerArguments({ ...call, container }).join(' ')
  expect(args).toContain('--timeout 660')
  expect(args).toContain('--user 1000:1000 --userns keep-id')
  const root = containerArguments({ ...call, container, user: { uid: 0, gid: 0 } })
  expect(root).not.toContain('--userns')
  expect(containerArguments(call)).not.toContain('--timeout')
  expect(endContainerArguments(container, 'touchstone-1')).toEqual([
    ...['podman', 'rm', '--force', '--time', '0', 'touchstone-1'],
  ])
})

test('Podman and Apptainer are called in their own words', () => {
  const podman = containerArguments({ ...call, container: { engine: 'podman', image, gpu: true } })
  expect(podman[0]).toBe('podman')
  expect(podman).toContain('nvidia.com/gpu=all')
  const container = { engine: 'apptainer', image, gpu: true } as const
  const apptainer = containerArguments({ ...call, container })
  expect(apptainer.join(' ')).toContain('--containall --cleanenv --no-home --net --network none')
  expect(apptainer).toContain('/data/a.tif:/touchstone/input/a.tif:ro')
  expect(apptainer).toContain('/work/out:/touchstone/output:rw')
  expect(apptainer.slice(-4)[0]).toBe(`docker://${image}`)
  expect(endContainerArguments(container, 'x')).toBeNull()
})

test('paths that could become further options are refused', () => {
  for (const from of ['/a,readonly=false/b.tif', '/a:/b.tif', '/a"b.tif'])
    expect(() =>
      containerArguments({ ...call, mounts: [{ from, to: '/x', isWritable: false }] }),
    ).toThrow(/which docker cannot be given in a path/)
})
