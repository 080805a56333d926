interface ImportMetaEnv {
  readonly HELMLOG_VERSION: string
}

declare module 'lucide/dist/esm/icons/*.mjs' {
  import type { Drawing } from './elements/icon'
  const drawing: Drawing
  export default drawing
}
