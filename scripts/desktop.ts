/** `npm run desktop`: builds and opens the desktop window; says how to get Electron's binary when absent. */
import { build } from './checkout.ts'
import { electronBinary, startDesktop } from './desktop-window.ts'

build()
const binary = electronBinary()
if (binary) startDesktop(binary)
else {
  process.stderr.write(
    "Electron's binary is not installed. With a network connection `node node_modules/electron/install.js` fetches it; `npm start` serves the same pages to a browser without it.\n",
  )
  process.exit(2)
}
