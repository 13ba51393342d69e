import { createRoot } from 'react-dom/client'

// A placeholder until the shell arrives.
const root = document.getElementById('root')
if (root !== null) createRoot(root).render(<h1>Trestle</h1>)
