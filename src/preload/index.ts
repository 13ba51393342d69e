import { contextBridge, ipcRenderer } from 'electron'
import { makeBridge } from './make-bridge'

contextBridge.exposeInMainWorld(
  'bridge',
  makeBridge(ipcRenderer, { version: import.meta.env.VITE_TRESTLE_VERSION ?? '', platform: process.platform }),
)
