/**
 * The HDF5 library (h5wasm) behind a few questions. It sees one file at a time under a made-up name and no
 * other, so links, virtual datasets and plugins reach nothing else; what it writes on stderr is caught.
 */
import { statSync } from 'node:fs'
import { Attribute, ready, type Metadata } from 'h5wasm/node'
import type {
  Attributes,
  AttributeValue,
  Hdf5Answers,
  Hdf5Child,
  Hdf5Dataset,
  Hdf5Question,
} from './hdf5-protocol.ts'

/** A failure that the library told in its own way; it can go on. */
export class Hdf5Failure extends Error {}

export interface Hdf5Library {
  /** Throws `Hdf5Failure`; anything else that is thrown leaves the library unusable. */
  ask(path: string, question: Hdf5Question): Hdf5Answers[keyof Hdf5Answers]
}

const mostOpenFiles = 8
const mostChildren = 4096
const largestAttributeBytes = 2 ** 20
const longestTrace = 8192
const noSuchFile = 44

interface RawStream {
  readonly nfd?: number
}
interface OpenFile {
  readonly id: bigint
  readonly name: string
  /** Other after the file was written anew. */
  readonly state: string
}

/** The part of Emscripten's file system that is replaced; its own types know it only roughly. */
interface RawFileSystem {
  open(path: string, flags: unknown, mode?: unknown): RawStream
  stat(path: string, dontFollow?: boolean): unknown
  lstat(path: string): unknown
  write(stream: RawStream, bytes: Uint8Array, offset: number, length: number): number
  ErrnoError: new (errno: number) => Error
}

export async function openHdf5Library(): Promise<Hdf5Library> {
  const module = await ready
  const files = new Map<string, OpenFile>()
  const realPaths = new Map<string, string>()
  let names = 0
  let trace = ''

  const system = module.FS as unknown as RawFileSystem
  const real = { open: system.open, stat: system.stat, lstat: system.lstat, write: system.write }
  const pathOf = (name: string): string => {
    const path = realPaths.get(name)
    if (path === undefined) throw new system.ErrnoError(noSuchFile)
    return path
  }
  system.open = (name, flags, mode) => real.open(pathOf(name), flags, mode)
  system.stat = (name, dontFollow) => real.stat(pathOf(name), dontFollow)
  system.lstat = (name) => real.stat(pathOf(name))
  system.write = (stream, bytes, offset, length) => {
    if (stream.nfd === undefined || stream.nfd > 2) throw new system.ErrnoError(noSuchFile)
    const text = Buffer.from(bytes.buffer, bytes.byteOffset + offset, length).toString('latin1')
    if (trace.length < longestTrace) trace += text
    return length
  }

  function fileOf(path: string): bigint {
    const state = stateOf(path)
    const known = files.get(path)
    if (known?.state === state) {
      files.delete(path) // the last one used stands last
      files.set(path, known)
      return known.id
    }
    close(path)
    const [oldest] = files.keys()
    if (files.size >= mostOpenFiles && oldest !== undefined) close(oldest)
    const name = `/hdf5/${++names}`
    realPaths.set(name, path)
    const id = module.open(name, module.H5F_ACC_RDONLY, false, -1, -1)
    if (id < 0n) {
      realPaths.delete(name)
      throw new Hdf5Failure(trace)
    }
    files.set(path, { id, name, state })
    return id
  }

  function close(path: string): null {
    const known = files.get(path)
    if (known === undefined) return null
    files.delete(path)
    module.close_file(known.id)
    realPaths.delete(known.name)
    return null
  }

  function children(file: bigint, group: string): Hdf5Answers['children'] {
    const found = module.get_names(file, group, false)
    return { total: found.length, children: found.slice(0, mostChildren).map(described) }

    function described(name: string): Hdf5Child {
      const path = `${group === '/' ? '' : group}/${name}`
      // embind gives undefined members for what is no external link
      const external = module.get_external_link(file, path) as { filename?: string }
      const symbolic = module.get_symbolic_link(file, path) as string | null
      if (external.filename !== undefined || symbolic !== null) return { name, kind: 'link' }
      const type = module.get_type(file, path)
      if (type === module.H5G_GROUP) return { name, kind: 'group' }
      return { name, kind: type === module.H5G_DATASET ? 'dataset' : 'other' }
    }
  }

  function attributes(file: bigint, object: string): Attributes {
    const found: Record<string, AttributeValue> = {}
    for (const name of module.get_attribute_names(file, object)) {
      const { size, total_size: values, type } = module.get_attribute_metadata(file, object, name)
      const isPlain = [0, 1, 3].includes(type) && !(type === 1 && size !== 4 && size !== 8)
      if (!isPlain || size * values > largestAttributeBytes) continue
      const value = plainValue(new Attribute(file, object, name).json_value)
      if (value !== undefined) found[name] = value
    }
    return found
  }

  function dataset(file: bigint, name: string): Hdf5Dataset {
    const metadata: Metadata = module.get_dataset_metadata(file, name)
    return {
      classNumber: metadata.type,
      size: metadata.size,
      isSigned: metadata.signed,
      isLittleEndian: metadata.littleEndian,
      ...(metadata.enum_type ? { members: metadata.enum_type.members } : {}),
      shape: metadata.shape ?? [],
      chunks: metadata.chunks,
      filters: module.get_dataset_filters(file, name).map(({ id, name }) => ({ id, name })),
      isVirtual: metadata.virtual_sources !== undefined,
    }
  }

  function read(
    file: bigint,
    { dataset, offset, count, bytes }: Extract<Hdf5Question, { kind: 'read' }>,
  ): ArrayBuffer {
    const pointer = module._malloc(bytes)
    if (pointer === 0) throw new Hdf5Failure(`no memory for ${bytes} bytes`)
    try {
      const ones = count.map(() => 1n)
      const [counts, offsets] = [count.map(BigInt), offset.map(BigInt)]
      const status = module.get_dataset_data(file, dataset, counts, offsets, ones, BigInt(pointer))
      if (status < 0) throw new Hdf5Failure(trace)
      return module.HEAPU8.slice(pointer, pointer + bytes).buffer
    } finally {
      module._free(pointer)
    }
  }

  return {
    ask(path, question) {
      trace = ''
      if (question.kind === 'close') return close(path)
      const file = fileOf(path)
      switch (question.kind) {
        case 'children':
          return children(file, question.group)
        case 'attributes':
          return attributes(file, question.object)
        case 'dataset':
          return dataset(file, question.dataset)
        case 'read':
          return read(file, question)
      }
    },
  }
}

function stateOf(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false })
  return `${found?.ino} ${found?.size} ${found?.mtimeMs}`
}

/** Numbers and texts, alone or in a flat list; undefined for anything else. */
function plainValue(value: unknown): AttributeValue | undefined {
  if (typeof value === 'string' || typeof value === 'number') return value
  if (typeof value === 'bigint') return Number(value)
  if (!Array.isArray(value)) return undefined
  const list: unknown[] = value.flat(8)
  if (list.every((entry) => typeof entry === 'string')) return list
  if (list.every((entry) => typeof entry === 'number')) return list
  return undefined
}
