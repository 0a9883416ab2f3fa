import { createRoot } from 'react-dom/client'

const root = document.getElementById('root')
if (root) createRoot(root).render(<h1>Lambdascope</h1>)
Object.assign(window, { appIdle: () => Promise.resolve() })
