/**
 * The call of Docker, Podman or Apptainer: the image by its digest, no network, the inputs and the
 * model to be read only, one folder to write to, nothing else of this machine.
 */
import type { CommandContainer } from '../../../contract/command-file.ts'
import { TouchstoneError } from '../../errors.ts'

export interface ContainerCall {
  readonly container: CommandContainer
  /** Of this run only, so that it can be ended by name. */
  readonly name: string
  readonly mounts: readonly Mount[]
  readonly environment: Readonly<Record<string, string>>
  readonly memoryMb: number | null
  /** After which it is ended from outside. */
  readonly seconds: number
  readonly threads: number
  /** Owner of what is written. */
  readonly user: { readonly uid: number; readonly gid: number } | null
  readonly command: readonly string[]
}

export interface Mount {
  readonly from: string
  readonly to: string
  readonly isWritable: boolean
}

/** Program and arguments. Throws `not-allowed` for paths that the program's own syntax cannot hold. */
export function containerArguments(call: ContainerCall): readonly string[] {
  for (const { from } of call.mounts) {
    if (!/[,:"]/.test(from.replace(/^[A-Za-z]:/, ''))) continue
    throw new TouchstoneError(
      'not-allowed',
      `${from} holds a comma, a colon or a quotation mark, which ${call.container.engine} cannot be given in a path. Rename the folder.`,
      { path: from },
    )
  }
  return call.container.engine === 'apptainer' ? apptainer(call) : docker(call)
}

/** What ends the container where ending its client does not. */
export function endContainerArguments(
  { engine }: CommandContainer,
  name: string,
): readonly string[] | null {
  if (engine === 'apptainer') return null
  // Podman asks the program to end first and waits ten seconds, unless told otherwise
  return [engine, 'rm', '--force', ...(engine === 'podman' ? ['--time', '0'] : []), name]
}

/** Of a container that nobody ends, because Touchstone itself was. */
const graceSeconds = 60

/** Podman takes the same, and more. Images are never fetched in passing: that would go online unasked. */
function docker(call: ContainerCall): string[] {
  const { container, name, mounts, environment, memoryMb, threads, user, command } = call
  const [program, ...rest] = command
  const isPodman = container.engine === 'podman'
  return [
    ...[container.engine, 'run', '--rm', '--pull', 'never', '--name', name],
    ...['--network', 'none', '--read-only'],
    ...(isPodman ? ['--timeout', String(Math.ceil(call.seconds) + graceSeconds)] : []),
    ...['--cap-drop', 'ALL', '--security-opt', 'no-new-privileges', '--pids-limit', '1024'],
    ...['--tmpfs', '/tmp', '--workdir', '/touchstone/output', '--cpus', String(threads)],
    ...(memoryMb === null ? [] : ['--memory', `${memoryMb}m`, '--memory-swap', `${memoryMb}m`]),
    ...(user === null ? [] : ['--user', `${user.uid}:${user.gid}`]),
    // without root, Podman maps people to others, who may not write to their folders
    ...(isPodman && user !== null && user.uid !== 0 ? ['--userns', 'keep-id'] : []),
    ...(container.gpu
      ? container.engine === 'docker'
        ? ['--gpus', 'all']
        : ['--device', 'nvidia.com/gpu=all']
      : []),
    ...mounts.flatMap(({ from, to, isWritable }) => [
      '--mount',
      `type=bind,source=${from},target=${to}${isWritable ? '' : ',readonly'}`,
    ]),
    ...Object.entries(environment).flatMap(([key, value]) => ['--env', `${key}=${value}`]),
    ...['--entrypoint', program!, container.image, ...rest],
  ]
}

function apptainer({ container, mounts, environment, command }: ContainerCall): string[] {
  return [
    ...[
      'apptainer',
      'exec',
      '--containall',
      '--cleanenv',
      '--no-home',
      '--net',
      '--network',
      'none',
    ],
    ...['--pwd', '/touchstone/output', ...(container.gpu ? ['--nv'] : [])],
    ...mounts.flatMap(({ from, to, isWritable }) => [
      '--bind',
      `${from}:${to}:${isWritable ? 'rw' : 'ro'}`,
    ]),
    ...Object.entries(environment).flatMap(([key, value]) => ['--env', `${key}=${value}`]),
    ...[`docker://${container.image}`, ...command],
  ]
}
