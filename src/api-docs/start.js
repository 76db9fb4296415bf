/* global SwaggerUIBundle */
const system = window.matchMedia('(prefers-color-scheme: dark)');

/** As on every other page: the theme that was chosen here, else the system's. */
function isDark() {
  try {
    return (localStorage.getItem('theme') ?? (system.matches ? 'dark' : 'light')) === 'dark';
  } catch {
    return system.matches;
  }
}

const follow = () => document.documentElement.classList.toggle('dark-mode', isDark());
system.addEventListener('change', follow);
follow();

SwaggerUIBundle({
  url: '/api/openapi.json',
  dom_id: '#api',
  deepLinking: true,
  docExpansion: 'none',
  defaultModelsExpandDepth: 0,
  // Their checker of documents runs on somebody else's server.
  validatorUrl: null,
});
