/// <reference types="vite/client" />

interface ImportMetaEnv {
  /** package.json's version, set by the build. */
  readonly VITE_TRESTLE_VERSION?: string
  /** 'yes' in the web build, which has a service worker. */
  readonly VITE_TRESTLE_OFFLINE?: string
}
