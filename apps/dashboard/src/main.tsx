import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { takeKeyFromAddress } from './api/key.js';
import { App } from './app.js';
import { applyTheme } from './hooks/use-settings.js';
import './styles/tokens.css';
import './styles/base.css';
import './styles/parts.css';
import './styles/views.css';
import './styles/statistics.css';
import './styles/pipeline.css';
import './styles/quality.css';

takeKeyFromAddress();
window.addEventListener('hashchange', takeKeyFromAddress);
applyTheme();
const root = document.querySelector('#root');
if (root === null) throw new Error('The page has no #root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
