interface ImportMetaEnv {
  readonly HELMLOG_VERSION: string
}
