/** The composition root: host -> workspace -> screens. */
import './styles/layers.css'
import './styles/mantine.css'
import '@fontsource-variable/atkinson-hyperlegible-next/wght.css'
import '@fontsource-variable/atkinson-hyperlegible-next/wght-italic.css'
import './styles/base.css'
import './styles/components.css'
import './styles/shell.css'
import './styles/front.css'
import './styles/laptops.css'
import './styles/contrast.css'
import './styles/print.css'
import { createRoot } from 'react-dom/client'
import { App } from './app/app'
import { shareNonce } from './app/nonce'
import { askToBeKept, openSampleIfAsked, tellTheCore } from './app/outside'
import { connectWorkspace } from './core/client'
import { createHost } from './host'

shareNonce()
const host = createHost()
const worker = new Worker(new URL('./core/worker.ts', import.meta.url), { type: 'module' })
const workspace = connectWorkspace(worker, host)
tellTheCore(workspace, host)
askToBeKept(workspace, host)
openSampleIfAsked(workspace)

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
createRoot(root).render(<App host={host} workspace={workspace} />)
